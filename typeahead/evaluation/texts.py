"""The text that models are measured on: files read as training reads them, cut into the same sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from typeahead.errors import SourceUnreadable
from typeahead.profile.encoding import WHITESPACE
from typeahead.text.files import Skipped
from typeahead.text.opening import read_bytes
from typeahead.text.reading import LARGEST
from typeahead.text.sentences import plain_sentences
from typeahead.text.sources import read, walk
from typeahead.text.walking import BINARY
from typeahead.text.whitespace import decode_corpus, is_no_corpus
from typeahead.text.whitespace import sentences as lines_of_words

Progress = Callable[[str, int, int], None]
"""Told what is being done: (stage, done, total); the stage here is "reading"."""


@dataclass(frozen=True, slots=True)
class Text:
    """What was read.

    Attributes:
        paragraphs: as the readers extract them; in whitespace mode lines as they stand.
        tokens: how they were read, "prose" or "whitespace".
        files: how many were read.
        skipped: what was left out, and why.
        notices: what a person should know of them (an odd encoding).
    """

    paragraphs: list[str]
    tokens: str
    files: int
    skipped: list[Skipped]
    notices: list[str]

    @property
    def sentences(self) -> list[list[str]]:
        """As training cuts them, cut anew each time."""
        return split_sentences(self.paragraphs, self.tokens)

    @property
    def lengths(self) -> list[int]:
        """Tokens of each paragraph, sentence ends included."""
        return [
            sum(len(sentence) + 1 for sentence in split_sentences([paragraph], self.tokens))
            for paragraph in self.paragraphs
        ]

    @property
    def characters(self) -> int:
        """How many there are, one newline a paragraph included."""
        return sum(len(paragraph) + 1 for paragraph in self.paragraphs)


def read_text(paths: Sequence[Path], tokens: str, progress: Progress | None = None) -> Text:
    """Read files and folders.

    Raises:
        SourceUnreadable: a path can't be read, or there is no text in any of them.
    """
    walked = walk(paths, corpora=tokens == WHITESPACE)
    paragraphs: list[str] = []
    notices: list[str] = []
    for done, file in enumerate(walked.found, start=1):
        paragraphs += read_paragraphs(file.path, tokens, notices)
        if progress:
            progress("reading", done, len(walked.found))
    if not paragraphs:
        raise SourceUnreadable(_nothing(paths, walked.skipped))
    return Text(paragraphs, tokens, len(walked.found), walked.skipped, notices)


def read_paragraphs(path: Path, tokens: str, notices: list[str] | None = None) -> list[str]:
    """A file's paragraphs, as the readers extract them; in whitespace mode its lines as they stand.

    What a person should know of the file joins `notices`.

    Raises:
        SourceUnreadable: it can't be read.
    """
    if tokens != WHITESPACE:
        found = read(path)
        if notices is not None:
            notices += [f"{path}: {notice}" for notice in found.notices]
        return found.paragraphs
    try:
        raw = read_bytes(path, LARGEST)
        if is_no_corpus(raw):
            raise SourceUnreadable(BINARY)
        text, notice = decode_corpus(raw)
    except SourceUnreadable as error:
        raise SourceUnreadable(f"{path} can't be read: {error}") from None
    except OSError as error:
        raise SourceUnreadable(f"{path} can't be read: {error.strerror}; check the path") from error
    if notice and notices is not None:
        notices.append(f"{path}: {notice}")
    return [line for line in text.split("\n") if line.strip(" ")]


def split_sentences(paragraphs: Iterable[str], tokens: str) -> list[list[str]]:
    """The sentences of paragraphs, as training cuts them."""
    if tokens == WHITESPACE:
        return lines_of_words("\n".join(paragraphs))
    return [sentence for paragraph in paragraphs for sentence in plain_sentences(paragraph)]


def _nothing(paths: Sequence[Path], skipped: Sequence[Skipped]) -> str:
    where = ", ".join(str(path) for path in paths)
    if skipped:
        return f"found no text in {where}: {skipped[0].path} was skipped ({skipped[0].reason})"
    return f"found no text in {where}; name files with prose in them"
