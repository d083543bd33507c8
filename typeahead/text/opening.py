"""Reading a file that may be anything: no pipe or device is waited for, and no more is read than was reckoned with."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

from typeahead.errors import SourceUnreadable

_PIECE = 1 << 20


def opened(path: Path) -> BinaryIO:
    """A regular file, open to be read; it is looked at once it is open, so that it can't become another in between.

    Raises:
        SourceUnreadable: it is a pipe, a socket or a device.
        OSError: it can't be opened, or is a folder.
    """
    # Without O_NONBLOCK, opening a pipe would wait for ever, and so would some files of the system's own (/proc/kmsg).
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOCTTY", 0)
    )
    descriptor = os.open(path, flags)
    try:
        mode = os.fstat(descriptor).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(mode):
            raise SourceUnreadable(f"{kind_of(mode)}, not a file")
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def read_bytes(path: Path, most: int) -> bytes:
    """A regular file's bytes.

    Args:
        path: of the file.
        most: how many bytes it may have, whatever it says of itself: files of /proc say 0.

    Raises:
        SourceUnreadable: it is no regular file, or larger.
        OSError: it can't be read.
    """
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > most:
            raise SourceUnreadable(_too_large(most))
        return bounded(file, most, size)


def bounded(file: BinaryIO, most: int, expected: int = _PIECE) -> bytes:
    """All that is left of a stream, if that is not more than so many bytes; it needs no more memory than it has.

    Args:
        file: the stream.
        most: how many bytes it may have.
        expected: how many it says that it has.

    Raises:
        SourceUnreadable: it is more.
    """
    # Python takes room for as many bytes as it is asked for, before it looks how many there are.
    pieces = [file.read(expected + 1) or b""]  # None where a file without end has nothing just now
    size = len(pieces[0])
    if size > expected:
        while size <= most and (piece := file.read(_PIECE)):
            pieces.append(piece)
            size += len(piece)
    if size > most:
        raise SourceUnreadable(_too_large(most))
    return b"".join(pieces)


def kind_of(mode: int) -> str:
    """What something that is no regular file is, in words."""
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device" if stat.S_ISCHR(mode) or stat.S_ISBLK(mode) else "not a regular file"


def _too_large(most: int) -> str:
    return f"larger than {most / 1_000_000:g} MB"
