"""The real program on a real (pseudo-)terminal."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PATIENCE = 30.0


class Terminal:
    """The program behind a pseudo-terminal of 80×24.

    Args:
        home: its data folder.
        arguments: of the program.
        instead: another command, which starts the program.
        environment: more variables.
    """

    def __init__(
        self,
        home: Path,
        *arguments: str,
        instead: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
    ) -> None:
        command = [*instead] or [sys.executable, "-m", "typeahead", *arguments]
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            for name in ("COLUMNS", "LINES"):  # set by readline, which pytest loads: no terminal does that
                os.environ.pop(name, None)
            os.environ |= {"TYPEAHEAD_HOME": str(home), "TERM": "xterm-256color", **(environment or {})}
            os.execvpe(command[0], command, {**os.environ})
        self._drawn = self.raw = ""
        self.resize(80, 24)

    def resize(self, columns: int, rows: int) -> None:
        """Make the window as large."""
        self._drawn = ""
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    @property
    def drawn(self) -> str:
        """What was drawn since the last key, without its colours and places."""
        return self._drawn

    def wait_for(self, text: str) -> None:
        """Until the text was drawn since the last key."""
        deadline = time.monotonic() + PATIENCE
        while text not in self._drawn:
            assert time.monotonic() < deadline, f"{text!r} was not drawn, but: {self._drawn[-2000:]!r}"
            if select.select([self._terminal], [], [], 0.2)[0]:
                with contextlib.suppress(OSError):
                    self._drawn += re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", self._read())

    def _read(self) -> str:
        text = os.read(self._terminal, 65536).decode("utf-8", "replace")
        self.raw += text
        return text

    def read(self, seconds: float) -> None:
        """What is drawn, for so long at most."""
        if select.select([self._terminal], [], [], seconds)[0]:
            with contextlib.suppress(OSError):
                self._read()

    def press(self, keys: str) -> None:
        self._drawn = ""
        os.write(self._terminal, keys.encode())

    def click(self, column: int, row: int) -> None:
        """Press the left button and let it go, as terminals tell it (SGR); counted from 1."""
        self.press(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")

    @property
    def is_running(self) -> bool:
        """Whether the program has neither ended nor been stopped."""
        return os.waitpid(self.pid, os.WNOHANG | os.WUNTRACED)[0] == 0

    @property
    def is_cooked(self) -> bool:
        """Whether the terminal echoes keys and hands on whole lines, as a shell expects it."""
        flags = termios.tcgetattr(self._terminal)[3]
        return bool(flags & termios.ECHO and flags & termios.ICANON)

    def close(self) -> None:
        """Close the window, as it were."""
        if self._terminal >= 0:
            os.close(self._terminal)
        self._terminal = -1

    def wait_for_end(self) -> int:
        """The exit code."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.close()
                return os.waitstatus_to_exitcode(status)
            if select.select([self._terminal], [], [], 0.1)[0]:
                with contextlib.suppress(OSError):
                    self._read()
        os.kill(self.pid, 9)
        raise AssertionError("the program did not end")
