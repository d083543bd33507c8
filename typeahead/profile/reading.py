"""Files to what is stored of them: one sentence a line, its tokens between single spaces, as they were written."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from typeahead.errors import SourceUnreadable
from typeahead.profile.forgetting import Cut, cut_from, words_in
from typeahead.profile.settings import WHITESPACE
from typeahead.text import whitespace
from typeahead.text.files import Document, Found, Skipped
from typeahead.text.opening import opened, read_bytes
from typeahead.text.reading import LARGEST

Progress = Callable[[int, int], None]

_PIECE = 1 << 20


class Spool:
    """A file for bodies that shall not stay in memory. It has no name, so that not even a killed program leaves it."""

    def __init__(self, folder: Path) -> None:
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - see `__exit__`
        self._end = 0

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, pieces: Iterable[str]) -> Spooled:
        """Write a body that comes in pieces of whole lines, a piece's last line without its end."""
        start, words = self._end, 0
        for piece in filter(None, pieces):
            line_end = "\n" if self._end > start else ""
            self._file.seek(self._end)
            self._end += self._file.write((line_end + piece).encode())
            words += words_in(piece)
        return Spooled(self, start, self._end - start, words)

    def read(self, start: int, size: int) -> bytes:
        """A part of the file."""
        self._file.seek(start)
        return self._file.read(size)


@dataclass(frozen=True, slots=True)
class Spooled:
    """A body in a spool: where it begins, its bytes, and its words."""

    spool: Spool
    start: int
    size: int
    words: int

    def pieces(self) -> Iterator[str]:
        """The body in pieces of whole lines."""
        at, end = self.start, self.start + self.size
        rest = b""
        while at < end:
            piece = self.spool.read(at, min(_PIECE, end - at))
            at += len(piece)
            lines, newline, after = piece.rpartition(b"\n")
            if newline:
                yield (rest + lines + newline).decode()
                rest = after
            else:
                rest += piece
        if rest:
            yield rest.decode()

    def without(self, cut: Cut) -> Spooled:
        """The body less the tokens that a function cuts."""
        return self.spool.put(cut_from(piece.rstrip("\n"), cut) for piece in self.pieces())


@dataclass(frozen=True, slots=True)
class Tokenised:
    """A file as it is stored.

    Attributes:
        file: which.
        digest: of its bytes.
        body: its sentences; in a spool where memory is limited.
        notices: what a person should know of it.
    """

    file: Found
    digest: str
    body: str | Spooled
    notices: list[str]

    @property
    def words(self) -> int:
        """How many tokens it has."""
        return words_in(self.body) if isinstance(self.body, str) else self.body.words

    def without(self, cut: Cut) -> Tokenised:
        """The same less the tokens that a function cuts."""
        body = cut_from(self.body, cut) if isinstance(self.body, str) else self.body.without(cut)
        return Tokenised(self.file, self.digest, body, self.notices)


def find_files(paths: Sequence[Path], tokens: str) -> tuple[list[Found], list[Skipped]]:
    """The files under some paths. A benchmark corpus that is named is text, whatever bytes are in it."""
    corpora = [path for path in paths if tokens == WHITESPACE and path.is_file()]
    found = [Found(path, (status := path.stat()).st_size, status.st_mtime_ns) for path in corpora]
    others = [path for path in paths if path not in corpora]
    if not others:
        return found, []
    from typeahead.text.walking import walk

    walked = walk(others)
    return [*found, *walked.found], walked.skipped


def read_files(
    files: Sequence[Found],
    tokens: str,
    progress: Progress | None = None,
    spool: Spool | None = None,
    heard: Callable[[Tokenised | Skipped], None] | None = None,
) -> list[Tokenised | Skipped]:
    """Read and tokenise files; their bodies go to a spool where there is one. `heard` is given each as it comes."""
    found = []
    for result in _read(files, tokens, progress, spool):
        found.append(result)
        if heard is not None:
            heard(result)
    return found


def _read(
    files: Sequence[Found], tokens: str, progress: Progress | None, spool: Spool | None
) -> Iterator[Tokenised | Skipped]:
    if tokens != WHITESPACE:
        yield from _prose(files, progress, spool)
        return
    for done, file in enumerate(files, start=1):
        try:
            yield _corpus(file, spool)
        except SourceUnreadable as error:
            yield Skipped(file.path, str(error))
        if progress:
            progress(done, len(files))


def _prose(
    files: Sequence[Found], progress: Progress | None, spool: Spool | None
) -> Iterator[Tokenised | Skipped]:
    if not files:
        return
    from typeahead.text.parallel import read_many

    for result in read_many(files, _tokenised, progress=progress):
        if isinstance(result, Skipped):
            yield result
        else:
            file, (digest, body, notices) = result
            yield Tokenised(file, digest, body if spool is None else spool.put([body]), notices)


def _tokenised(document: Document) -> tuple[str, str, list[str]]:
    """Runs where the document was read, maybe in another process."""
    from typeahead.text.sentences import plain_sentences

    sentences = [" ".join(words) for text in document.paragraphs for words in plain_sentences(text)]
    return document.digest, "\n".join(sentences), document.notices


def _corpus(file: Found, spool: Spool | None) -> Tokenised:
    """A benchmark corpus: one sentence a line."""
    try:
        if spool is not None:
            try:
                return _in_pieces(file, spool)
            except UnicodeDecodeError:
                pass  # which encoding it is in can be told from the whole of it only
        raw = read_bytes(file.path, LARGEST)
    except SourceUnreadable as error:
        raise SourceUnreadable(f"can't read {file.path}: {error}") from None
    except OSError as error:
        raise SourceUnreadable(f"can't read {file.path}: {error.strerror}; check its permissions") from error
    text, notice = whitespace.decode_corpus(raw)
    body = whitespace.joined(text)
    notices = [notice] if notice else []
    return Tokenised(file, sha256(raw).hexdigest(), spool.put([body]) if spool else body, notices)


def _in_pieces(file: Found, spool: Spool) -> Tokenised:
    """A corpus in UTF-8 that need not fit into memory.

    Raises:
        UnicodeDecodeError: it is in another encoding.
        OSError: it can't be read.
    """
    digest = sha256()

    def pieces() -> Iterator[str]:
        rest = b""
        with opened(file.path) as source:
            while piece := source.read(_PIECE):
                digest.update(piece)
                lines, newline, after = piece.rpartition(b"\n")
                if newline:
                    yield whitespace.joined(whitespace.decode_utf8(rest + lines))
                    rest = after
                else:
                    rest += piece
        yield whitespace.joined(whitespace.decode_utf8(rest))

    body = spool.put(pieces())
    return Tokenised(file, digest.hexdigest(), body, [])
