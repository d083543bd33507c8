"""A process of our own that works beside this program and tells of it, a line at a time."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")


class Companion(Generic[T]):
    """One run of a module; it starts at once and ends by itself, by `stop`, or with this program.

    Args:
        module: that is run.
        arguments: for it.
        read: a line of its standard output to what it tells; None where it is nothing.
        over: what is told when it is gone, from its exit code (below 0: the signal that killed it).
        tell: given all that is told in a thread of its own; what `over` gives is the last.
        environment: beside this program's own.

    Raises:
        OSError: no process can be had.
    """

    def __init__(
        self,
        module: str,
        arguments: Sequence[str],
        read: Callable[[bytes], T | None],
        over: Callable[[int], T],
        tell: Callable[[T], None],
        environment: Mapping[str, str] | None = None,
    ) -> None:
        # A session of its own: what a person presses in the terminal is for this program, which stops the other one.
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        self._read = read
        self._over = over
        self._tell = tell
        self._thread = threading.Thread(target=self._listen, name=module.rpartition(".")[2], daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Have it end; returns at once."""
        self._close()

    def wait(self, seconds: float) -> bool:
        """Wait for its end; whether it came."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _listen(self) -> None:
        if self._process.stdout is not None:
            with self._process.stdout as lines:
                for line in lines:
                    news = self._read(line)
                    if news is not None:
                        self._tell(news)
        code = self._process.wait()
        self._close()
        self._tell(self._over(code))

    def _close(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
