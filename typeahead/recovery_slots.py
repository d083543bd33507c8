"""Where recovery files lie: in the data folder, each held by one editor at a time.

A document's files are named by a hash of its path and a number. The editor that has the document open holds a number
by a lock that the system takes back however the editor ends; a file whose lock is free is what a crash has left.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from typeahead.private_files import make_private, open_private, put_in_place
from typeahead.recovery_copies import Copy, pack, unpack

_UNTITLED = "untitled"
_ENDING = ".recovery"


class Slot:
    """A recovery file and the lock beside it.

    Attributes:
        file: where the copy is.
        document: `key` of the document it is of.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self.file = folder / f"{name}{_ENDING}"
        self.document = name.rpartition("-")[0]
        self._lock = folder / f"{name}.lock"
        self._beside = folder / f"{name}.tmp"
        self._descriptor: int | None = None

    def hold(self) -> bool:
        """Take the lock; False if another editor has it.

        Raises:
            OSError: the folder can't be written.
        """
        make_private(self._lock.parent)
        while self._descriptor is None:
            descriptor = open_private(self._lock, os.O_RDWR | os.O_CREAT)
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(descriptor)
                return False
            except OSError:  # a file system without locks: as if this were the only editor
                pass
            if _is_same(descriptor, self._lock):
                self._descriptor = descriptor
            else:  # its owner removed it between the two calls above
                os.close(descriptor)
        return True

    def write(self, copy: Copy) -> None:
        """Put a copy in the file's place; the one before stays whole until the new one is.

        Raises:
            OSError: it can't be written.
        """
        make_private(self.file.parent)
        self._beside.unlink(missing_ok=True)  # a crash may have left it
        put_in_place(self.file, pack(copy), self._beside, private=True)

    def read(self) -> Copy:
        """The copy in the file.

        Raises:
            OSError: it can't be read.
            RecoveryDamaged: it holds something else.
        """
        return unpack(self.file.read_bytes())

    def set_aside(self) -> Path:
        """Keep a damaged file under a name that is never offered, and return that."""
        for number in count(1):
            aside = self.file.with_suffix(f".damaged{number if number > 1 else ''}")
            if not aside.exists():
                break
        self.file.rename(aside)
        return aside

    def remove(self) -> None:
        """Remove the file; what can't be removed stays and is offered again."""
        with contextlib.suppress(OSError):
            self.file.unlink()

    def release(self) -> None:
        """Give the lock back; the file stays."""
        if self._descriptor is None:
            return
        for leftover in (self._beside, self._lock):
            with contextlib.suppress(OSError):
                leftover.unlink()
        os.close(self._descriptor)
        self._descriptor = None

    def discard(self) -> None:
        """Remove the file and give the lock back."""
        self.remove()
        self.release()


def key(path: Path | None) -> str:
    """What the names of a document's recovery files begin with."""
    if path is None:
        return _UNTITLED
    return hashlib.sha256(os.fsencode(os.path.realpath(path.expanduser()))).hexdigest()[:24]


def claim(folder: Path, key: str) -> tuple[Slot, bool]:
    """A slot to write to that nothing was left in, and whether another editor holds one of this document.

    Raises:
        OSError: the folder can't be written.
    """
    others = False
    for number in count(1):
        slot = Slot(folder, f"{key}-{number}")
        if not slot.hold():
            others = True
        elif slot.file.exists():
            slot.release()
        else:
            break
    return slot, others


def left(folder: Path, key: str) -> list[Slot]:
    """What editors that are gone have left of a document, the newest first; the caller holds it now."""
    found = []
    with contextlib.suppress(OSError):
        for file in folder.glob(f"{key}-*{_ENDING}"):
            slot = Slot(folder, file.name.removesuffix(_ENDING))
            if not slot.hold():
                continue
            try:
                found.append((file.stat().st_mtime_ns, slot))
            except OSError:  # gone meanwhile
                slot.release()
    return [slot for _, slot in sorted(found, key=lambda each: each[0], reverse=True)]


def resting(folder: Path) -> Iterator[tuple[Slot, list[Path]]]:
    """All slots that no editor holds, with damaged files set aside there; the caller holds and releases each."""
    names: dict[str, list[Path]] = {}
    with contextlib.suppress(OSError):
        for file in folder.iterdir():
            name, _, ending = file.name.partition(".")
            names.setdefault(name, []).extend([file] if ending.startswith("damaged") else [])
    for name, damaged in sorted(names.items()):
        slot = Slot(folder, name)
        with contextlib.suppress(OSError):
            if slot.hold():
                yield slot, damaged


def _is_same(descriptor: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
