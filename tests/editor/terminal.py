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
from pathlib import Path

PATIENCE = 30.0


class Terminal:
    """The program behind a pseudo-terminal of 80×24."""

    def __init__(self, home: Path, *arguments: str) -> None:
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            os.environ |= {"TYPEAHEAD_HOME": str(home), "TERM": "xterm-256color"}
            os.execv(sys.executable, [sys.executable, "-m", "typeahead", *arguments])
        fcntl.ioctl(self._terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self._drawn = self.raw = ""

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

    def press(self, keys: str) -> None:
        self._drawn = ""
        os.write(self._terminal, keys.encode())

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
