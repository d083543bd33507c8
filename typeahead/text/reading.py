"""Reading one file: its bytes, its text, its paragraphs."""

import hashlib
from pathlib import Path

from typeahead.errors import SourceUnreadable
from typeahead.text.addresses import without_addresses
from typeahead.text.decoding import SNIFFED, decode, is_binary
from typeahead.text.files import Document, Skipped
from typeahead.text.opening import read_bytes
from typeahead.text.prose import plain, reader_for
from typeahead.text.walking import BINARY

LARGEST = 4_000_000_000
"""Bytes: what is larger is no text of anybody's, or a file of the system's that has no end. Walks stop far earlier."""


def read(path: Path) -> Document:
    """Read a file's prose.

    Raises:
        SourceUnreadable: if it is gone, not permitted, not a regular file, binary, or damaged.
    """
    document = read_or_skip(path)
    if isinstance(document, Skipped):
        raise SourceUnreadable(f"{path} can't be read: {document.reason}")
    return document


def load(path: Path) -> tuple[bytes, str, list[str]]:
    """A file's raw bytes, its text with `\\n` line ends, and what a person should know of its encoding.

    Raises:
        SourceUnreadable: if it is gone, not permitted, no regular file, or binary; it says the bare reason.
    """
    try:
        raw = read_bytes(path, LARGEST)
    except FileNotFoundError:
        raise SourceUnreadable("there is no such file") from None
    except IsADirectoryError:
        raise SourceUnreadable("a folder, not a file") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceUnreadable(reason.lower()) from error
    if is_binary(raw[:SNIFFED]):
        raise SourceUnreadable(BINARY)
    text, notice = decode(raw)
    return raw, text, [notice] if notice else []


def read_or_skip(path: Path) -> Document | Skipped:
    """Read a file's prose, or say why not."""
    try:
        raw, text, notices = load(path)
        paragraphs = paragraphs_of(path, text, notices)
    except SourceUnreadable as error:
        return Skipped(path, str(error))
    return Document(path, hashlib.sha256(raw).hexdigest(), paragraphs, notices)


def paragraphs_of(path: Path, text: str, notices: list[str]) -> list[str]:
    """The prose of a text, read as a file of this name is; what could not be followed joins the notices.

    Raises:
        SourceUnreadable: it is damaged.
    """
    return [left for found in _as_read(path, text, notices) if (left := without_addresses(found))]


def _as_read(path: Path, text: str, notices: list[str]) -> list[str]:
    try:
        return reader_for(path)(text)
    except SourceUnreadable:
        raise
    except Exception as error:
        # One odd file must not end the training of a thousand: it is read more simply, and that is said.
        notices.append(f"its markup could not be followed ({type(error).__name__}): read as plain text")
        return plain.paragraphs(text)
