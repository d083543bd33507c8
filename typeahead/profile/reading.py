"""Files to what is stored of them: one sentence a line, its tokens between single spaces, as they were written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from typeahead.errors import SourceUnreadable
from typeahead.profile.forgetting import Cut, cut_from, words_in
from typeahead.profile.settings import WHITESPACE
from typeahead.profile.spool import Spool, Spooled
from typeahead.text import whitespace
from typeahead.text.files import Document, Found, Skipped, Walk
from typeahead.text.opening import opened, read_bytes
from typeahead.text.reading import LARGEST
from typeahead.text.walking import BINARY, walk

Progress = Callable[[int, int], None]

_PIECE = 1 << 20


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


def find_files(paths: Sequence[Path], tokens: str) -> Walk:
    """The files under some paths, each once; a benchmark corpus that is named may be of any size."""
    return walk(paths, corpora=tokens == WHITESPACE)


def read_files(
    files: Sequence[Found],
    tokens: str,
    progress: Progress | None = None,
    spool: Spool | None = None,
    heard: Callable[[Tokenised | Skipped], None] | None = None,
) -> list[Tokenised | Skipped]:
    """Read and tokenise files; their bodies go to a spool where there is one. `heard` is given each as it comes.

    What is in the spool already is not read again.
    """
    found: list[Tokenised | Skipped] = []
    for taken_up in _taken_up(files, spool):
        found.append(taken_up)
        if heard is not None:
            heard(taken_up)
    already = len(found)
    known = {result.file.path for result in found if isinstance(result, Tokenised)}
    left = [file for file in files if file.path not in known]

    def tell(done: int, total: int) -> None:
        if progress:
            progress(already + done, already + total)

    for result in _read(left, tokens, tell, spool):
        found.append(result)
        if spool is not None and isinstance(result, Tokenised) and isinstance(result.body, Spooled):
            spool.note(result.file, result.digest, result.body, result.notices)
        if heard is not None:
            heard(result)
    return found


def _taken_up(files: Sequence[Found], spool: Spool | None) -> Iterator[Tokenised]:
    """Those that a training has read which was interrupted, as they still are."""
    for file in files if spool is not None and spool.found else ():
        assert spool is not None
        entry = spool.found.get((str(file.path), file.size, file.mtime_ns))
        if entry is not None:
            yield Tokenised(file, entry.digest, spool.taken_up(entry), entry.notices)


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


def _corpus(file: Found, spool: Spool | None) -> Tokenised | Skipped:
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
    if whitespace.is_no_corpus(raw):
        return Skipped(file.path, BINARY)
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
