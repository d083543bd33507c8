"""A progress bar on standard error, where that is a terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_EVERY = 0.1  # seconds between two looks of the bar

Told = Callable[[str, int, int], None]


@contextmanager
def progress_bar() -> Iterator[Told | None]:
    """What to tell (stage, done, total) to, or None where nobody would see it."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[of]}"),
        TimeElapsedColumn(),
    )
    # No refresh thread: reading on several cores forks, which is safe only while there is no other thread.
    with Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True) as bar:
        task = bar.add_task("", visible=False, of="")
        stage, shown = "", 0.0

        def tell(now: str, done: int, total: int) -> None:
            nonlocal stage, shown
            if now != stage:
                bar.reset(task, description=now.capitalize(), visible=True)
                stage, shown = now, 0.0
            of = f"{done:,} of {total:,}" if total > 1 else ""
            bar.update(task, completed=done, total=total, of=of)
            if done >= total or time.monotonic() - shown > _EVERY:
                bar.refresh()
                shown = time.monotonic()

        yield tell
