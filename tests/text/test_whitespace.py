"""Benchmark corpora: what parts words and lines, and what does not."""

from hypothesis import given
from hypothesis import strategies as st

from typeahead.text.whitespace import SEPARATORS, decode_corpus, is_no_corpus, joined, sentences, separated


def test_words_stand_between_separators_and_sentences_between_newlines() -> None:
    text, notice = decode_corpus(b"a\tb  c\r\n\r\n \t\nd\re\0f\n<unk> g")
    assert notice is None
    assert sentences(text) == [["a", "b", "c"], ["d", "e", "f"], ["<unk>", "g"]]


def test_nothing_else_parts_or_vanishes() -> None:
    odd = "a\x0bb\x0cc\x1cd\x85e\u2028f\xa0g\x01\x7f"
    assert sentences(decode_corpus(odd.encode())[0]) == [[odd]]


def test_a_mark_belongs_to_the_first_word() -> None:
    assert sentences(decode_corpus("\ufeffa b".encode())[0]) == [["\ufeffa", "b"]]


def test_other_encodings_are_read_with_a_notice() -> None:
    text, notice = decode_corpus("caf\xe9\tau lait\rnoir".encode("cp1252"))
    assert sentences(text) == [["café", "au", "lait", "noir"]]
    assert notice is not None
    for encoding in ("utf-16", "utf-32"):
        assert sentences(decode_corpus("हिन्दी\tb\nc".encode(encoding))[0]) == [["हिन्दी", "b"], ["c"]]


def test_what_prose_would_not_read_is_no_corpus_either() -> None:
    noise = bytes(range(256)) * 3
    for raw in (noise, b"\x1f\x8b\x08 a b", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", b"\x89PNG\r\n\x1a\n"):
        assert is_no_corpus(raw)
    for raw in (
        b"",
        b"a b\n",
        b"a\0b c",
        b"%PDF-1.7 a b",
        "caf\xe9 d\0e".encode(),
        "café".encode("cp1252"),
        "a b".encode("utf-16"),
    ):
        assert not is_no_corpus(raw)


@given(st.text(st.sampled_from("ab\n \t\r\0\x0b\x85\u2028")))
def test_words_stay_where_they_are_and_are_never_empty(text: str) -> None:
    assert len(separated(text)) == len(text)
    for words in sentences(text):
        assert words
        assert all(word and not set(word) & {*SEPARATORS, "\n"} for word in words)
    # What was decoded reads the same, and so does what is stored of it.
    assert sentences(decode_corpus(text.encode())[0]) == sentences(text)
    stored = "\n".join(" ".join(words) for words in sentences(text))
    assert sentences(stored) == sentences(text)
    assert joined(text) == joined(stored) == stored


@given(st.binary())
def test_any_bytes_can_be_read(raw: bytes) -> None:
    sentences(decode_corpus(raw)[0])
