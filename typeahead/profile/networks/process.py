"""The process that trains networks in the background, as who started it sees it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from typeahead.profile.networks.news import OVER, News

_ONE = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class TrainingProcess:
    """One run of `background`; it starts at once and ends by itself, by `stop`, or with this program.

    Args:
        profile: whose networks are trained.
        home: the data folder, or None for the usual one.
        kind: a network that a person asked for, or None for those that are due.
        tell: given all news in a thread of its own; `over` is the last.
    """

    def __init__(
        self, profile: str, home: Path | None, kind: str | None, tell: Callable[[News], None]
    ) -> None:
        command = [sys.executable, "-m", "typeahead.profile.networks.background", profile]
        if home is not None:
            command.append(str(home))
        if kind is not None:
            command += ["--kind", kind]
        # A session of its own: what a person presses in the terminal is for this program, which stops the other one.
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **dict.fromkeys(_ONE, "1")},
            start_new_session=True,
        )
        self._tell = tell
        self._thread = threading.Thread(target=self._listen, name="training", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Have it leave its checkpoint and end, within some seconds; returns at once."""
        if self._process.stdin is not None:
            self._process.stdin.close()

    def wait(self, seconds: float) -> bool:
        """Wait for its end; whether it came."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _listen(self) -> None:
        if self._process.stdout is not None:
            with self._process.stdout as lines:
                for line in lines:
                    news = News.of(line)
                    if news is not None:
                        self._tell(news)
        self._process.wait()
        self._tell(News(OVER))
