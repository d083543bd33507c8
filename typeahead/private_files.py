"""Files and folders that their owner alone may read, whatever the umask, and files that are replaced in one step."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from typeahead.errors import SettingInvalid

PRIVATE_FILE, PRIVATE_FOLDER = 0o600, 0o700

_NO_PLACE = "is a device or a pipe, where no file can be put"


def open_private(path: str | os.PathLike[str], flags: int) -> int:
    """Open a file by its system flags, made for its owner alone where it is made here; its descriptor.

    The mode given to the system is less the umask: one of 077 is of no consequence, one of 0277 would leave a file that
    its owner can't write.

    Raises:
        OSError: it can't be opened.
    """
    descriptor = os.open(path, flags, PRIVATE_FILE)
    if flags & os.O_CREAT:
        try:
            if stat.S_IMODE(os.fstat(descriptor).st_mode) != PRIVATE_FILE:
                os.fchmod(descriptor, PRIVATE_FILE)
        except PermissionError:  # it is another person's, who lets this one write it
            pass
        except BaseException:
            os.close(descriptor)
            raise
    return descriptor


@contextlib.contextmanager
def held(path: Path, *, wait: bool = True) -> Iterator[None]:
    """Hold a lock file of one's own; the lock dies with the process.

    Raises:
        BlockingIOError: another program has it, and `wait` is false.
        OSError: the file can't be made.
    """
    import fcntl

    descriptor = open_private(path, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make one new folder for its owner alone.

    Raises:
        OSError: it can't be made, or is there.
    """
    folder.mkdir(mode=PRIVATE_FOLDER)
    folder.chmod(PRIVATE_FOLDER)


def make_private(folder: Path) -> None:
    """Create a folder and those above it that only its owner may enter, whatever the umask.

    Raises:
        OSError: the folder can't be made.
    """
    for part in [*reversed(folder.parents), folder]:
        if not part.exists():
            part.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            part.chmod(PRIVATE_FOLDER)


def make_compiled_private(folder: Path) -> None:
    """See that no one else can change kernels that Numba keeps in a folder: they are loaded and run again.

    Python's own folders beside sources (`__pycache__`) stay as Python makes them.

    Raises:
        OSError: something is another person's.
    """
    for path in folder.glob("*.nb[ci]"):
        if stat.S_IMODE(path.stat().st_mode) != PRIVATE_FILE:
            path.chmod(PRIVATE_FILE)
    if folder.name != "__pycache__" and stat.S_IMODE(folder.stat().st_mode) != PRIVATE_FOLDER:
        folder.chmod(PRIVATE_FOLDER)


def check_free(path: Path, example: str, *, force: bool, instead: str = "") -> None:
    """See that a file can be put where a person wants one, before it is made.

    Args:
        path: as it was named.
        example: what a file in a folder of that name could be called.
        force: whether a file that is there may be written over.
        instead: what else can be named than a file.

    Raises:
        SettingInvalid: it is a folder, a device or a pipe, or is there already.
    """
    if path.is_dir():
        raise SettingInvalid(f"{path} is a folder; name a file to write, such as {path / example}")
    if path.exists() and not path.is_file():
        raise SettingInvalid(f"{path} {_NO_PLACE}; name a file to write{instead}")
    if path.exists() and not force:
        raise SettingInvalid(f"{path} is there already; name another file, or write over it with --force")


def put_in_place(
    target: Path, data: bytes, beside: Path, *, private: bool = False, like: os.stat_result | None = None
) -> None:
    """`in_place` with these bytes.

    Raises:
        OSError: nothing was changed.
    """
    with in_place(target, beside, private=private, like=like) as file:
        file.write(data)


@contextlib.contextmanager
def in_place(
    target: Path, beside: Path, *, private: bool = False, like: os.stat_result | None = None
) -> Iterator[BinaryIO]:
    """Write a file beside the target, flush it to the disk and put it in the target's place.

    Args:
        target: what is replaced; it stays whole until the new one is.
        beside: the new file's name until then, in the same folder.
        private: its owner alone may read it; else the umask decides, as it would for any other program.
        like: owner and permissions are made like this one's, if given.

    Raises:
        OSError: nothing was changed; so too where a device or a pipe stands, which a file must not take the place of.
    """
    if target.exists() and not (
        target.is_file() or target.is_dir()
    ):  # the system itself says what a folder is
        raise OSError(errno.EINVAL, f"it {_NO_PLACE}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    descriptor = open_private(beside, flags) if private or like else os.open(beside, flags, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            if like is not None:
                with contextlib.suppress(OSError):  # only root may give files away
                    os.fchown(file.fileno(), like.st_uid, like.st_gid)
                os.fchmod(file.fileno(), stat.S_IMODE(like.st_mode))
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    with contextlib.suppress(OSError):  # not every file system lets a folder be flushed
        folder = os.open(target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
