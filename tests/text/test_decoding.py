"""From bytes to text."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.text.decoding import decode, is_binary


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        ("Grüße, мир".encode(), "Grüße, мир"),
        (codecs.BOM_UTF8 + "naïve".encode(), "naïve"),
        ("naïve 🙂".encode("utf-16"), "naïve 🙂"),
        (codecs.BOM_UTF16_LE + "naïve".encode("utf-16-le"), "naïve"),
        (codecs.BOM_UTF16_BE + "naïve".encode("utf-16-be"), "naïve"),
        ("naïve".encode("utf-32"), "naïve"),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        (b"bell\x07 and escape\x1b[0m", "bell and escape[0m"),
    ],
)
def test_what_is_read_without_a_notice(raw: bytes, text: str) -> None:
    assert decode(raw) == (text, None)


def test_windows_1252_is_read_with_a_notice() -> None:
    text, notice = decode("“café” costs 3 €".encode("cp1252"))
    assert text == "“café” costs 3 €"
    assert notice == "not UTF-8: read as Windows-1252"


def test_one_damaged_byte_does_not_make_utf8_another_encoding() -> None:
    text, notice = decode("äöü äöü ".encode() + b"\xff" + " ß".encode())
    assert text == "äöü äöü \ufffd ß"
    assert notice is not None
    assert "UTF-8" in notice


def test_damaged_utf16_is_read_as_far_as_it_goes() -> None:
    text, notice = decode(codecs.BOM_UTF16_LE + "hello".encode("utf-16-le") + b"\x00\xd8")
    assert text.startswith("hello")
    assert notice is not None


@given(
    st.binary(max_size=400), st.sampled_from([b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
)
def test_any_bytes_give_clean_text(raw: bytes, mark: bytes) -> None:
    text, _ = decode(mark + raw)
    text.encode()  # Lone surrogates would not go.
    assert "\r" not in text
    assert "\0" not in text


@pytest.mark.parametrize(
    "raw", [b"a\0b", b"%PDF-1.7 x", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"\x1f\x8b\x08"]
)
def test_binary(raw: bytes) -> None:
    assert is_binary(raw)


@pytest.mark.parametrize(
    "raw", [b"", b"plain", "hi".encode("utf-16"), b"x" * 9000 + b"\0", b"PKO is no archive"]
)
def test_not_binary(raw: bytes) -> None:
    assert not is_binary(raw)
