"""The folder of generations: which one is in use, making the next, and leaving nothing of those before."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

from typeahead.errors import StorageFailed
from typeahead.private_files import held, make_private, put_in_place
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable
from typeahead.profile.base_words import base_identity
from typeahead.profile.generation import Generation

_NONE = "none"


class Generations:
    """Numbered folders of arrays beside a pointer to the one in use.

    Whatever is not in use is removed: an older generation may hold what was forgotten since.

    Args:
        folder: the profile's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._profile = folder
        self._folder = folder / "generations"
        self._pointer = folder / "current"
        self._lock = folder / "building"

    @property
    def current(self) -> Path:
        """The generation in use; a folder that does not exist where there is none."""
        try:
            name = self._pointer.read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            name = _NONE
        return self._folder / (name if name.isdigit() else _NONE)

    @property
    def ever_built(self) -> bool:
        """Whether there is, or was, one in use."""
        return self._pointer.exists()

    def open(self, revision: int) -> Generation | None:
        """The generation in use, or None if it is of another revision of the documents, or has another base's words.

        Raises:
            ArtifactsUnusable: it is missing, damaged or of an older format.
        """
        while True:
            current = self.current
            try:
                opened = self._open(revision)
            except ArtifactsUnusable:
                if self.current == current:
                    raise
                continue  # another program switched to a newer one, and removed this one, while it was read
            if opened is not None:
                self.sweep()
            return opened

    def make(self, revision: Callable[[], int], build: Callable[[Path], None]) -> Generation:
        """Build the next generation and switch to it; another program that wanted the same finds it done.

        It is opened before anything else can take its place.

        Args:
            revision: of the documents, read once it is this program's turn.
            build: writes a generation to a folder.

        Raises:
            StorageFailed: the disk is full or can't be written.
        """
        try:
            with held(self._lock):
                with contextlib.suppress(ArtifactsUnusable):
                    found = self._open(revision())
                    if found is not None:
                        return found
                numbers = [int(path.name) for path in self._all() if path.name.isdigit()]
                folder = self._folder / f"{1 + max(numbers, default=0):06d}"
                build(folder)
                self._switch_to(folder)
                self._remove_all_but(folder)
                # What was written a moment ago need not be compared with its checksums.
                return Generation.of(Artifacts(folder, verify=False))
        except OSError as error:
            raise StorageFailed(
                f"can't write the model to {self._profile}: {error.strerror or error}; "
                "make room or check the folder's permissions, then try again"
            ) from error

    def adopt(self, folder: Path) -> None:
        """Switch to a finished generation from elsewhere on the same disk, which is moved here.

        Raises:
            OSError: it can't be.
        """
        with held(self._lock):
            numbers = [int(path.name) for path in self._all() if path.name.isdigit()]
            place = self._folder / f"{1 + max(numbers, default=0):06d}"
            if folder.parent != self._folder:
                make_private(self._folder)
                folder.rename(place)
                folder = place
            self._switch_to(folder)

    def drop(self) -> None:
        """Remove every generation, the one in use too: what is in them was forgotten."""
        if self._all() or self.ever_built:
            with contextlib.suppress(OSError), held(self._lock):
                self._pointer.unlink(missing_ok=True)
                self._remove_all_but(None)

    def sweep(self) -> None:
        """Remove what a program that was killed has left, unless another is at work here."""
        current = self.current
        if any(path != current for path in self._all()) and current.exists():
            with contextlib.suppress(OSError), held(self._lock, wait=False):
                self._remove_all_but(self.current)

    def _open(self, revision: int) -> Generation | None:
        stored = Artifacts(self.current, verify=False)
        if stored.about.get("revision") != revision or stored.about.get("base", "") not in (
            "",
            base_identity(),
        ):
            return None
        stored.verify()
        return Generation.of(stored)

    def _all(self) -> list[Path]:
        """Everything there, finished or not."""
        making = list(self._profile.glob(".current.*"))
        return [*self._folder.iterdir(), *making] if self._folder.is_dir() else making

    def _switch_to(self, folder: Path) -> None:
        making = self._profile / f".current.{os.getpid()}"
        making.unlink(missing_ok=True)
        put_in_place(self._pointer, folder.name.encode(), making, private=True)

    def _remove_all_but(self, kept: Path | None) -> None:
        for path in self._all():
            if path.is_dir() and path != kept:
                shutil.rmtree(path, ignore_errors=True)
            elif not path.is_dir():
                path.unlink(missing_ok=True)
