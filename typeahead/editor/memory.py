"""What the editor remembers between runs: the welcome seen, whether it suggests, the recent files."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from typeahead.locations import data_folder
from typeahead.private_files import make_private, open_private
from typeahead.recent_files import RecentFiles


class Memory:
    """Tiny files in the data folder; where they can't be written, nothing is remembered.

    Attributes:
        home: what the data folder was named by, if not by the environment.
        recent: the documents opened lately.
    """

    def __init__(self, home: Path | None = None) -> None:
        self.home = home
        self.recent = RecentFiles(home)

    @property
    def welcome_seen(self) -> bool:
        """Whether the welcome was closed once."""
        return (data_folder(self.home) / "welcome-seen").exists()

    def set_welcome_seen(self) -> None:
        """Don't show the welcome again."""
        self._write("welcome-seen", "")

    @property
    def suggesting(self) -> bool:
        """Whether suggestions were left on, as they are at first."""
        try:
            return (data_folder(self.home) / "suggestions").read_bytes().strip() != b"off"
        except OSError:
            return True

    def set_suggesting(self, on: bool) -> None:
        """Start with suggestions like this next time."""
        self._write("suggestions", "on" if on else "off")

    def _write(self, name: str, text: str) -> None:
        with contextlib.suppress(OSError):
            folder = data_folder(self.home)
            make_private(folder)
            descriptor = open_private(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
