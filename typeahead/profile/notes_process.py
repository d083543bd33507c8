"""The process that trains on notes, as who started it sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from typeahead.profile.companion import Companion
from typeahead.profile.notes_news import OVER, NotesNews


class NotesProcess(Companion[NotesNews]):
    """One run of `notes_training`; stopped, it leaves the profile as it was.

    Args:
        profile: that is trained; made where it does not exist.
        home: the data folder, or None for the usual one.
        paths: folders to be read for the first time; those remembered are read in any case.
        tell: given all news in a thread of its own; `over` is the last.
    """

    def __init__(
        self, profile: str, home: Path | None, paths: Sequence[Path], tell: Callable[[NotesNews], None]
    ) -> None:
        place = [] if home is None else ["--home", str(home)]
        super().__init__(
            "typeahead.profile.notes_training",
            [*place, "--", profile, *map(str, paths)],
            NotesNews.of,
            lambda code: NotesNews(OVER, code=code),
            tell,
        )

    def stop(self) -> None:
        """Have it throw away what it has read, and end; returns at once."""
        self._process.terminate()
        super().stop()
