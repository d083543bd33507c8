"""From a key to what is drawn, opening, and rest, over a real terminal: python -m benchmarks.editor

Types into the installed program in a pseudo-terminal, untrained, at the end of documents of several sizes, a key every
fifth of a second. What stands on the screen: grey text, the line of suggestions, the surprise panel and heat (F3).
Printed is the CPU time of the thread that reads keys and draws, from one key until the next: all that a key causes
there counts, also what comes after the paint. At rest is what the whole program takes while nobody does anything.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.machine import describe
from benchmarks.terminal import Started, mark_seen, started

KEYS = "The water was cold and the wind was strong, so we stayed at home and read old books. "
EVERY = 0.2
SENTENCE = "We went to the sea last summer and stayed for a week. "
PARAGRAPH = SENTENCE * 8 + "\n\n"
DOCUMENTS = (
    ("empty", 0, 4.0),
    ("100 kB", 100_000, 6.0),
    ("1 MB", 1_000_000, 8.0),
    ("10 MB", 10_000_000, 12.0),
)
"""Name, bytes, and seconds for opening, compiled code and the figures around the cursor."""
BARS = {
    "empty": (16, 30),
    "100 kB": (16, 30),
    "1 MB": (16, 30),
    "10 MB": (25, None),
    "a line of 50 kB": (40, None),
}
"""Milliseconds: median and 95th percentile."""
IDLE = 20.0


def main() -> None:
    """Measure and print."""
    print(describe())
    for name, size, settle in DOCUMENTS:
        _measure(name, PARAGRAPH * (size // len(PARAGRAPH)), settle)
    _measure("a line of 50 kB", SENTENCE * (50_000 // len(SENTENCE)), 6.0, b"wrapped")


def _measure(name: str, text: str, settle: float, says: bytes = b"note.md") -> None:
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        mark_seen(home)
        note = home / "note.md"
        note.write_text(text, encoding="utf-8")
        began = time.perf_counter()
        with started(home, note) as editor:
            editor.draws(says)
            opened = time.perf_counter() - began
            editor.press(b"\x1b[1;5F")  # Ctrl+End
            editor.run(settle)
            editor.press(b"\x1bOR")
            editor.run(2.0)
            found = _typed(editor)
            editor.run(3.0)
            idle = _idle(editor) if name == "empty" else None
    p50, p95, worst = np.percentile(found, [50, 95, 100]) * 1000
    bars = "/".join(str(bar) for bar in BARS[name] if bar)
    print(
        f"{name:16} first paint {opened:5.2f} s   CPU a key p50 {p50:5.1f} ms   p95 {p95:5.1f} ms   "
        f"max {worst:5.1f} ms   (bar {bars} ms)",
        flush=True,
    )
    if idle is not None:
        print(
            f"{name:16} at rest {idle:.2f} % of a core, all threads, over {IDLE:.0f} s   (bar 1 %)",
            flush=True,
        )


def _typed(editor: Started) -> list[float]:
    found = []
    for sign in KEYS:
        before = _drawing(editor.pid)
        editor.press(sign.encode())
        editor.run(EVERY)
        found.append(_drawing(editor.pid) - before)
    return found


def _idle(editor: Started) -> float:
    before = _all(editor.pid)
    editor.run(IDLE)
    return (_all(editor.pid) - before) / IDLE * 100


def _drawing(pid: int) -> float:
    """CPU seconds of a process's first thread so far (Linux)."""
    return _seconds(Path(f"/proc/{pid}/task/{pid}/schedstat"))


def _all(pid: int) -> float:
    """CPU seconds of all threads that live (Linux)."""
    return sum(_seconds(each / "schedstat") for each in Path(f"/proc/{pid}/task").iterdir())


def _seconds(schedstat: Path) -> float:
    return int(schedstat.read_text().split()[0]) / 1e9


if __name__ == "__main__":
    began = time.perf_counter()
    main()
    print(f"{time.perf_counter() - began:.0f} s in all")
