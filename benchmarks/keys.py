"""From a key to what is drawn: python -m benchmarks.keys

Types into the installed program in a pseudo-terminal, untrained, at the end of a short note and of 1 MB of text, a key
every fifth of a second. Printed is the CPU time of the thread that reads keys and draws, key by key until the next:
80 columns (no panel), 120 (the surprise panel beside the text), and with heat (F3) too.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.machine import describe
from benchmarks.terminal import Started, mark_seen, started

KEYS = "The water was cold and the wind was strong, so we stayed at home and read old books. "
TIMES = 2
EVERY = 0.2
SENTENCE = "We went to the sea last summer and stayed for a week. "
SETTLE = 8.0
"""Seconds for opening, and for compiled code to be loaded."""


def main() -> None:
    """Measure and print."""
    print(describe())
    for name, size in (("a short note", 5_000), ("1 MB", 1_000_000)):
        for what, columns, keys in (
            ("80 columns", 80, b""),
            ("120 columns, panel", 120, b""),
            ("120 columns, panel and heat", 120, b"\x1bOR"),
        ):
            with tempfile.TemporaryDirectory() as folder:
                home = Path(folder)
                mark_seen(home)
                note = home / "note.md"
                paragraph = SENTENCE * 8 + "\n\n"
                note.write_text(paragraph * (size // len(paragraph)), encoding="utf-8")
                with started(home, note, columns=columns) as editor:
                    found = _typed(editor, keys)
            p50, p95, worst = np.percentile(found, [50, 95, 100]) * 1000
            print(
                f"{name:14} {what:28} CPU a key p50 {p50:5.1f} ms   p95 {p95:5.1f} ms   max {worst:5.1f} ms",
                flush=True,
            )


def _typed(editor: Started, keys: bytes) -> list[float]:
    editor.draws(b"note.md")
    editor.press(b"\x1b[1;5F")  # Ctrl+End
    editor.run(SETTLE)
    editor.press(keys)
    editor.run(2.0)
    found = []
    for sign in KEYS * TIMES:
        before = _cpu(editor.pid)
        editor.press(sign.encode())
        editor.run(EVERY)
        found.append(_cpu(editor.pid) - before)
    return found


def _cpu(pid: int) -> float:
    """CPU seconds of a process's first thread so far (Linux)."""
    return int(Path(f"/proc/{pid}/task/{pid}/schedstat").read_text().split()[0]) / 1e9


if __name__ == "__main__":
    began = time.perf_counter()
    main()
    print(f"{time.perf_counter() - began:.0f} s in all")
