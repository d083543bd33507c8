"""Files as documents: encoding, line ends and the last newline stay as they were found."""

from __future__ import annotations

import codecs
import hashlib
import os
import secrets
import stat
from dataclasses import dataclass, field, replace
from pathlib import Path

from typeahead.editor import line_ends
from typeahead.errors import SourceUnreadable, StorageFailed
from typeahead.private_files import put_in_place
from typeahead.text.opening import read_bytes

LARGEST_FILE = 64_000_000  # bytes: beyond it a terminal editor is no help
LONGEST_WRAPPED_LINE = 10_000  # characters: a longer line makes wrapping slow
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, with which it begins
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


_UNKNOWN = -1  # no file was changed at that nanosecond


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells whether a file was changed by someone else."""

    mtime_ns: int
    size: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text and how it lies on disk.

    Attributes:
        path: where it lies; None for a text that has no name yet.
        text: with `\\n` at line ends, whatever the file has.
        encoding: a codec's name; the UTF-16 and UTF-32 ones are written with a byte order mark.
        newline: the file's line end, or the one it has most.
        ends: each line's end where they differ.
        stamp: the file as it was last read or written; None if it doesn't exist yet.
        digest: SHA-256 of the file's bytes as they were last read or written, in hex; empty if it doesn't exist yet.
        notices: what the person should know, a line each.
    """

    path: Path | None = None
    text: str = ""
    encoding: str = "utf-8"
    newline: str = "\n"
    ends: tuple[str, ...] = ()
    stamp: Stamp | None = None
    digest: str = ""
    notices: tuple[str, ...] = field(default=())

    @property
    def name(self) -> str:
        """What to call it on the screen."""
        return self.path.name if self.path else "untitled"


def load(path: Path) -> Document:
    """Read a document; a file that does not exist is a new document of that name."""
    path = path.expanduser()
    try:
        status = path.stat()
    except FileNotFoundError:
        if not path.parent.is_dir():
            raise SourceUnreadable(_no_folder(path)) from None
        return Document(path)
    except (OSError, ValueError) as error:
        raise SourceUnreadable(f"{path}: can't be opened ({_reason(error)}).") from error
    if stat.S_ISDIR(status.st_mode):
        raise SourceUnreadable(f"{path} is a folder. Name a file in it.")
    if not stat.S_ISREG(status.st_mode):
        raise SourceUnreadable(f"{path} is not a regular file, so it can't be edited.")
    if status.st_size > LARGEST_FILE:
        raise SourceUnreadable(
            f"{path} is too large to edit here: {status.st_size / 1e6:,.0f} MB, the limit is "
            f"{LARGEST_FILE / 1e6:.0f} MB."
        )
    try:
        data = read_bytes(path, LARGEST_FILE)
    except (OSError, SourceUnreadable) as error:
        raise SourceUnreadable(f"{path}: can't be read ({_reason(error)}).") from error
    return replace(
        parse(data, str(path), path.name), path=path, stamp=Stamp(status.st_mtime_ns, status.st_size)
    )


def problem_of(written: str, path: Path) -> str:
    """Why a path can't be a document's, whatever is there: its folder is missing, or it names a folder that is.

    Args:
        written: as a person wrote it; a path forgets the slash at its end.
        path: as it is read.
    """
    path = path.expanduser()
    names_folder = written.rpartition("/")[2] in ("", ".", "..")
    try:
        os.stat(os.path.join(path if names_folder else path.parent, ""))  # noqa: PTH116, PTH118 (asks for a folder)
    except (FileNotFoundError, NotADirectoryError):
        if names_folder:
            return f"{written}: there is no folder of that name. Create it first, or check the name."
        return _no_folder(path)
    except (OSError, ValueError):
        pass  # it is there: what is wrong with it is said where it is opened
    return ""


def _no_folder(path: Path) -> str:
    return f"{path}: there is no folder {path.parent}. Create it first, or check the name."


def parse(data: bytes, path: str, name: str = "") -> Document:
    """A document from its bytes, which lies nowhere yet.

    Args:
        data: what was read.
        path: what to call it in errors.
        name: what to call it in notices, if that is shorter.

    Raises:
        SourceUnreadable: it is no text.
    """
    name = name or path
    text, encoding = _decode(path, data)
    newline, ends = line_ends.read(text)
    notices = []
    if encoding in ("cp1252", "latin-1"):
        notices.append(f"{name} is not UTF-8: read and saved as {encoding}.")
    if ends:
        notices.append(f"{name} mixes line ends: each line keeps its own, new ones get {newline!r}.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Document(None, text, encoding, newline, ends, None, _digest(data), tuple(notices))


def save(document: Document, text: str, path: Path | None = None) -> Document:
    """Write the text and return the document as it is now; the old file stays whole until the new one is.

    Raises:
        StorageFailed: nothing was changed on disk.
    """
    target = path or document.path
    assert target is not None, "a document without a name is saved under one"
    target = target.expanduser()
    real = Path(os.path.realpath(target))  # a link stays a link: what it points to is replaced
    encoding = document.encoding
    written, ends = _with_line_ends(document, text)
    try:
        data = _encode(written, encoding)
    except UnicodeEncodeError as error:
        if path is None:
            sign = error.object[error.start]
            raise StorageFailed(
                f"Not saved: {target.name} is {encoding}, which has no “{sign}”. Save as another file (F12)."
            ) from error
        encoding, data = "utf-8", _encode(written, "utf-8")
    try:
        _replace_file(real, data)
    except OSError as error:
        missing = isinstance(error, FileNotFoundError) and not real.parent.is_dir()
        why = _no_folder(target) if missing else f"{target} ({_reason(error)})."
        raise StorageFailed(f"Not saved: {why} Your text is still here.") from error
    try:
        status = real.stat()
        stamp = Stamp(status.st_mtime_ns, status.st_size)
    except OSError:  # it is saved all the same; the digest tells whether someone else writes it
        stamp = Stamp(_UNKNOWN, len(data))
    digest = _digest(data)
    return replace(
        document,
        path=target,
        text=text,
        encoding=encoding,
        ends=ends,
        stamp=stamp,
        digest=digest,
        notices=(),
    )


def to_bytes(document: Document, text: str) -> bytes:
    """Another text as the document would be written with it: in its encoding, with its line ends.

    Raises:
        UnicodeEncodeError: its encoding lacks a sign of the text.
    """
    return _encode(_with_line_ends(document, text)[0], document.encoding)


def changed_on_disk(document: Document) -> bool:
    """Whether someone else has written (or created, or deleted) the file since it was read or saved here."""
    if document.path is None:
        return False
    try:
        status = document.path.stat()
    except OSError:
        return False  # gone: saving puts it back, which loses nothing
    if document.stamp == Stamp(status.st_mtime_ns, status.st_size):
        return False
    try:  # touched, or written again with the same content (by a program that keeps folders alike): no change
        return document.stamp is None or _digest(read_bytes(document.path, LARGEST_FILE)) != document.digest
    except (OSError, SourceUnreadable):
        return True


def is_gone(document: Document) -> bool:
    """Whether the file was there when it was last read or written, and is no more."""
    return document.path is not None and document.stamp is not None and not os.path.lexists(document.path)


def leads_to(document: Document) -> Path | None:
    """The file that is written where the document's is a link; None where it is none."""
    path = document.path
    return Path(os.path.realpath(path)) if path is not None and path.is_symlink() else None


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _with_line_ends(document: Document, text: str) -> tuple[str, tuple[str, ...]]:
    """The text with the document's line ends, and each line's where they differ."""
    if not document.ends:
        return text.replace("\n", document.newline), ()
    ends = line_ends.follow(document.text, document.ends, text, document.newline)
    return line_ends.write(text, ends), ends


def _decode(path: str, data: bytes) -> tuple[str, str]:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode("utf-8" if encoding == "utf-8-sig" else encoding), encoding
            except UnicodeDecodeError as error:
                raise SourceUnreadable(f"{path} is damaged: it says it is {encoding} but isn't.") from error
    if b"\0" in data:
        raise SourceUnreadable(f"{path} is a binary file, not text.")
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def _encode(text: str, encoding: str) -> bytes:
    for mark, name in _BOMS:
        if name == encoding and name != "utf-8-sig":
            return mark + text.encode(encoding)
    return text.encode(encoding)


def _replace_file(target: Path, data: bytes) -> None:
    """Write beside the target, flush to the disk, put it in the target's place with the same permissions."""
    try:
        old = target.stat()
    except FileNotFoundError:
        old = None
    if old is not None and not os.access(target, os.W_OK):
        raise PermissionError(13, "it is read-only")
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}.tmp")
    put_in_place(target, data, beside, like=old)


def _reason(error: Exception) -> str:
    """The system's words for it, without errno and path."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
