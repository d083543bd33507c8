"""Benchmark corpora as KenLM reads them: one sentence a line, words between spaces; nothing else means anything."""

from __future__ import annotations

import codecs

import numpy as np

from typeahead.text.decoding import SNIFFED, decode, is_binary

SEPARATORS = " \t\r\0"
"""What stands between words. All other characters, other controls and white space too, belong to a word."""

_BYTES = bytes.maketrans(b"\t\r\0", b"   ")
_WIDE_MARKS = (
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF16_BE,
    codecs.BOM_UTF32_BE,
)  # UTF-32's other begins with UTF-16's


def decode_corpus(raw: bytes) -> tuple[str, str | None]:
    """The text of a corpus, with spaces for all separators, and a notice if its encoding had to be guessed.

    Never fails. A mark at the beginning of UTF-8 is part of the first word, as it is for KenLM.
    """
    if raw.startswith(_WIDE_MARKS):
        # In these encodings single bytes mean nothing: what can be read beats what KenLM would make of it.
        text, notice = decode(raw)
        return separated(text), notice
    try:
        return decode_utf8(raw), None
    except UnicodeDecodeError:
        return decode(_spaced(raw))


def is_no_corpus(raw: bytes) -> bool:
    """Whether a file is no text: as in prose, but that whatever is UTF-8 is read; a NUL parts words, as for KenLM."""
    if not is_binary(raw[:SNIFFED]):
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


def decode_utf8(raw: bytes) -> str:
    """As `decode_corpus`, of whole lines of a corpus that is in UTF-8.

    Raises:
        UnicodeDecodeError: it is not.
    """
    return _spaced(raw).decode("utf-8")


def _spaced(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").translate(_BYTES)


def separated(text: str) -> str:
    """The text with a space for each separator: every word stays where it is."""
    for separator in SEPARATORS[1:]:
        text = text.replace(separator, " ")
    return text


def sentences(text: str) -> list[list[str]]:
    """The words of each line; empty lines are no sentences."""
    return [
        words for line in separated(text).split("\n") if (words := [each for each in line.split(" ") if each])
    ]


def joined(text: str) -> str:
    """The sentences as they are stored, one a line with single spaces between words: no list of them is made."""
    text = separated(text)
    characters = np.frombuffer(text.encode(), dtype=np.uint8)
    gaps = (characters == 32) | (characters == 10)
    if not np.any(gaps[1:] & gaps[:-1]):
        return text.strip(" \n")  # no gap beside another one, as corpora mostly come
    while "  " in text:
        text = text.replace("  ", " ")
    text = text.replace(" \n", "\n").replace("\n ", "\n")
    while "\n\n" in text:
        text = text.replace("\n\n", "\n")
    return text.strip(" \n")
