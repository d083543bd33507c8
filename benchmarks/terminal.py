"""The installed program in a pseudo-terminal, as a person starts it."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Started:
    """A program that runs.

    Attributes:
        pid: its process.
        seen: all it has drawn so far.
    """

    def __init__(self, pid: int, terminal: int) -> None:
        self.pid, self._terminal, self.seen = pid, terminal, b""

    def press(self, keys: bytes) -> None:
        """Send keys as a terminal does."""
        os.write(self._terminal, keys)

    def feed(self, keys: bytes) -> None:
        """Send many keys as fast as they are taken, and throw away what is drawn meanwhile."""
        os.set_blocking(self._terminal, False)
        while keys:
            readable, writable, _ = select.select([self._terminal], [self._terminal], [], 60.0)
            if not readable and not writable:
                raise SystemExit("the program takes no more keys")
            if writable:
                with contextlib.suppress(BlockingIOError):
                    keys = keys[os.write(self._terminal, keys[:256]) :]
            if readable:
                self._read(0.0)
            self.seen = self.seen[-65536:]
        os.set_blocking(self._terminal, True)

    def draws(self, wanted: bytes, seconds: float = 20.0) -> None:
        """Wait until it has drawn something."""
        while wanted not in self.seen:
            if not self._read(seconds):
                raise SystemExit(f"nothing drawn with {wanted!r} in {seconds:.0f} s")

    def run(self, seconds: float) -> None:
        """Let it draw for so long."""
        ends = time.monotonic() + seconds
        while (left := ends - time.monotonic()) > 0:
            self._read(left)

    def rest(self, seconds: float = 600.0) -> None:
        """Let it do what it has to do, until its processor time says that it waits for keys again."""
        ends = time.monotonic() + seconds
        while True:
            before = self._ticks()
            self.run(1.0)
            if self._ticks() - before < 0.2 * os.sysconf("SC_CLK_TCK"):
                return
            if time.monotonic() > ends:
                raise SystemExit(f"it is still busy after {seconds:.0f} s")

    def _ticks(self) -> int:
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])  # utime and stime

    def _read(self, seconds: float) -> bool:
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            self.seen += os.read(self._terminal, 65536)
        except OSError:
            raise SystemExit(f"it has ended; the last it drew: {self.seen[-4000:]!r}") from None
        return True


@contextmanager
def started(home: Path, note: Path, rows: int = 40, columns: int = 120) -> Iterator[Started]:
    """The editor on a note, killed at the end."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ |= {"TYPEAHEAD_HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        # Who uses it has its modules compiled once, not at each start.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        os.execv(sys.executable, [sys.executable, "-m", "typeahead", "edit", str(note)])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    try:
        yield Started(pid, terminal)
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        os.close(terminal)


def mark_seen(home: Path) -> None:
    """The welcome card would lie over the text."""
    (home / "welcome-seen").touch()
