"""Where a profile's networks lie, and who may change them: locks that die with their process."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from typeahead.errors import ProfileBusy
from typeahead.private_files import make_private, open_private
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable
from typeahead.profile.networks.shelf import Shelf

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile

WEIGHTS = "weights"
CHECKPOINT = "checkpoint"
ADAPTED = "adapted"

_SLOTS = 2
"""Checkpoints kept: one may be damaged by a kill or a full disk while it is written."""

_WAIT = 0.1


class Place:
    """The folder of one profile's networks.

    Each network has a folder of its own, named by its kind, with its weights, the checkpoint of a training that is not
    finished, and what was adapted while its person wrote.

    Args:
        profile: whose.
    """

    def __init__(self, profile: Profile) -> None:
        self.folder = profile.folder / "networks"
        self._profile = profile.name

    def shelf(self, kind: str, what: str) -> Shelf:
        """The weights, checkpoint or adapted weights of a network."""
        return Shelf(self.folder / kind, what, _SLOTS if what == CHECKPOINT else 1)

    def kinds(self) -> list[str]:
        """Networks of which anything lies here, whole or not."""
        if not self.folder.is_dir():
            return []
        return sorted(path.name for path in self.folder.iterdir() if path.is_dir() and any(path.iterdir()))

    def abouts(self, kind: str) -> list[dict[str, Any]]:
        """What is said of all that lies here of a network, old and new; nothing where that can't be read."""
        found: list[dict[str, Any]] = []
        for path in (self.folder / kind).iterdir():
            if path.is_dir():
                try:
                    found.append(Artifacts(path, verify=False).about)
                except ArtifactsUnusable:
                    found.append({})
        return found

    def clear(self) -> None:
        """Remove every network, with all that belongs to it.

        Raises:
            OSError: something can't be removed.
        """
        if self.folder.is_dir():
            for path in self.folder.iterdir():
                if path.is_dir():
                    shutil.rmtree(path)

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """Be the only one who changes anything here; nobody holds this for longer than a file takes to be written."""
        with self._locked("lock", wait=None):
            yield

    @contextlib.contextmanager
    def alone_now(self) -> Iterator[None]:
        """The same, without waiting.

        Raises:
            BlockingIOError: another program is at it.
        """
        with self._locked("lock", wait=0.0):
            yield

    @contextlib.contextmanager
    def training(
        self, kind: str, wait: float = 0.0, say: Callable[[str], None] | None = None
    ) -> Iterator[None]:
        """Be the only one who trains a network.

        Args:
            kind: which.
            wait: seconds to wait for another program, which is asked to stop and leave its checkpoint (`asked`).
            say: told that this is so.

        Raises:
            ProfileBusy: another program trains it and goes on.
        """
        request = self.folder / f"{kind}.asked"

        def ask() -> None:
            if wait:
                os.close(open_private(request, os.O_WRONLY | os.O_CREAT))
            if wait and say is not None:
                say(f"another program trains the {kind} now; it has {wait:.0f} s to stop")

        try:
            with self._locked(f"{kind}.training", wait, ask):
                request.unlink(missing_ok=True)
                yield
        except BlockingIOError:
            raise ProfileBusy(
                f"another program trains the {kind} of profile {self._profile!r} now; "
                "wait for it to finish or stop it, then try again"
            ) from None
        finally:
            request.unlink(missing_ok=True)

    @contextlib.contextmanager
    def background(self, wait: float = 0.0) -> Iterator[None]:
        """Be the only process that trains in the background for a profile.

        Args:
            wait: seconds that another one gets to end.

        Raises:
            ProfileBusy: another one does.
        """
        try:
            with self._locked("background", wait):
                yield
        except BlockingIOError:
            raise ProfileBusy(
                f"another editor trains the networks of profile {self._profile!r} now; close it or wait for it"
            ) from None

    def asked(self, kind: str) -> bool:
        """Whether another program wants to train a network, so that who does it now in the background should stop."""
        return (self.folder / f"{kind}.asked").exists()

    @contextlib.contextmanager
    def _locked(
        self, name: str, wait: float | None, ask: Callable[[], None] = lambda: None
    ) -> Iterator[None]:
        """Hold a lock file; `ask` is called where another program holds it.

        Raises:
            BlockingIOError: another program held it for longer than `wait` seconds; never where that is None.
        """
        make_private(self.folder)
        descriptor = open_private(self.folder / name, os.O_RDWR | os.O_CREAT)
        try:
            if wait is None:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
            else:
                _lock_within(descriptor, wait, ask)
            yield
        finally:
            os.close(descriptor)


def _lock_within(descriptor: int, seconds: float, ask: Callable[[], None]) -> None:
    deadline = time.monotonic() + seconds
    asked = False
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise
            if not asked:
                ask()
                asked = True
            time.sleep(_WAIT)
