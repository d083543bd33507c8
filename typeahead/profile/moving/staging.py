"""Where an import is unpacked: a private folder beside the profiles that goes when all is done, or soon after."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from typeahead.errors import StorageFailed
from typeahead.locations import data_folder
from typeahead.private_files import make_private, open_private

_MOVING = "moving"
_TRIES = 100


@contextlib.contextmanager
def staging(home: Path | None) -> Iterator[Path]:
    """A private folder that is gone afterwards; those that killed programs have left go first."""
    sweep(data_folder(home))
    above = data_folder(home) / _MOVING
    try:
        folder, descriptor = _made(above)
    except OSError as error:
        raise StorageFailed(f"can't write to {above}: {error.strerror}; check its permissions") from error
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)
        with contextlib.suppress(OSError):
            above.rmdir()


def _made(above: Path) -> tuple[Path, int]:
    """A new folder and its lock, which is held; another program may sweep it away before that."""
    for _ in range(_TRIES):
        with contextlib.suppress(FileNotFoundError):
            make_private(above)
            folder = Path(tempfile.mkdtemp(dir=above))
            descriptor = open_private(folder / "lock", os.O_RDWR | os.O_CREAT)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            if (folder / "lock").exists():
                return folder, descriptor
            os.close(descriptor)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))


def sweep(home: Path) -> None:
    """Remove what an import that was killed has left: text is in it, which may be forgotten by now."""
    for folder in (home / _MOVING).glob("*"):
        try:
            descriptor = os.open(folder / "lock", os.O_RDWR)
        except OSError:
            shutil.rmtree(folder, ignore_errors=True)
            continue
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            pass  # one that is at work
        finally:
            os.close(descriptor)
