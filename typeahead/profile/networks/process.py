"""The process that trains networks in the background, as who started it sees it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from typeahead.profile.companion import Companion
from typeahead.profile.networks.news import OVER, News

_ONE = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class TrainingProcess(Companion[News]):
    """One run of `background`; stopped, it leaves its checkpoint and ends within some seconds.

    Args:
        profile: whose networks are trained.
        home: the data folder, or None for the usual one.
        kind: a network that a person asked for, or None for those that are due.
        tell: given all news in a thread of its own; `over` is the last.
    """

    def __init__(
        self, profile: str, home: Path | None, kind: str | None, tell: Callable[[News], None]
    ) -> None:
        super().__init__(
            "typeahead.profile.networks.background",
            [profile, *([str(home)] if home is not None else []), *(["--kind", kind] if kind else [])],
            News.of,
            lambda _: News(OVER),
            tell,
            dict.fromkeys(_ONE, "1"),
        )
