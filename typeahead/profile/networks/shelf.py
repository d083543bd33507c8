"""Numbered folders of arrays, of which the newest whole one counts: a kill while one is written leaves the last."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from numpy.typing import NDArray

from typeahead.profile import artifacts
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable


class Found(NamedTuple):
    """What lies on a shelf: the newest that is whole, and why newer ones are not used (none where it is empty)."""

    stored: Artifacts | None
    damage: str | None


class Shelf:
    """One thing on disk, written again and again.

    Who writes or drops it sees to it that nobody else does (see `place.Place.alone`).

    Args:
        folder: where it stands.
        name: of what stands there.
        keep: how many of the newest stay.
    """

    def __init__(self, folder: Path, name: str, keep: int = 1) -> None:
        self._folder = folder
        self._name = name
        self._keep = keep

    def write(
        self, arrays: Mapping[str, NDArray[Any]], texts: Mapping[str, str], about: Mapping[str, Any]
    ) -> None:
        """Put a new one there, whole or not at all.

        Raises:
            OSError: the disk is full or can't be written; those before are untouched then.
        """
        self._sweep()
        numbers = [number for number, _ in self._all()]
        artifacts.write(
            self._folder / f"{self._name}-{max(numbers, default=0) + 1:06d}", arrays, texts, about
        )
        for _, path in self._all()[self._keep :]:
            shutil.rmtree(path, ignore_errors=True)

    def open(self) -> Found:
        """The newest that is whole; one that another program replaces meanwhile is looked for again."""
        while True:
            damage, listed = None, self._all()
            for _, path in listed:
                try:
                    return Found(Artifacts(path), damage)
                except ArtifactsUnusable as error:
                    damage = damage or str(error)
            if self._all() == listed:
                return Found(None, damage)

    def about(self) -> dict[str, Any] | None:
        """What is said of the newest, unless that can't be read; its arrays are not looked at."""
        for _, path in self._all():
            try:
                return Artifacts(path, verify=False).about
            except ArtifactsUnusable:
                continue
        return None

    def texts(self, name: str) -> list[str]:
        """A text of each that is there, as far as it can be read: signs that are none are left out."""
        found = []
        for _, path in self._all():
            with contextlib.suppress(OSError):
                found.append((path / f"{name}.txt").read_bytes().decode("utf-8", "ignore"))
        return found

    def drop(self) -> None:
        """Leave nothing there."""
        self._sweep()
        for _, path in self._all():
            shutil.rmtree(path)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is there, whole or not."""
        return not self._all()

    @property
    def bytes(self) -> int:
        """On disk; what another program removes meanwhile counts nothing."""
        total = 0
        for _, path in self._all():
            with contextlib.suppress(FileNotFoundError):
                total += sum(each.stat().st_size for each in path.iterdir() if each.is_file())
        return total

    def _all(self) -> list[tuple[int, Path]]:
        """Numbers and folders, the newest first."""
        found = []
        for path in self._folder.glob(f"{self._name}-*"):
            number = path.name[len(self._name) + 1 :]
            if number.isdigit():
                found.append((int(number), path))
        return sorted(found, reverse=True)

    def _sweep(self) -> None:
        """Remove what a program that was killed has left half written."""
        for path in self._folder.glob(f".{self._name}-*"):
            shutil.rmtree(path, ignore_errors=True)
