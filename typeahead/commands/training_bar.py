"""A network's training as a person sees it: how far it is, how fast, how good, and how to stop it."""

from __future__ import annotations

import math
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from typeahead.commands.output import note, visible
from typeahead.text.duration import duration

if TYPE_CHECKING:
    from typeahead.models.neural.training.progress import Progress

_BAR, _SHORTEST_BAR = 24, 10

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Bar(NamedTuple):
    """Told of a training's progress, and lines to be shown beside it."""

    report: Callable[[Progress], None]
    say: Callable[[str], None]


@contextmanager
def training_bar(kind: str) -> Iterator[Bar]:
    """A bar on standard error, where that is a terminal; lines are shown in any case."""
    if not sys.stderr.isatty():
        yield Bar(lambda _: None, note)
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Drawn
    from rich.text import Text

    blocks = BarColumn(bar_width=_BAR)
    columns = (TextColumn("{task.description}"), blocks, TextColumn("{task.fields[figures]}"))
    console = Console(stderr=True)
    # No refresh thread: it would take time from the two that train.
    with Drawn(*columns, console=console, auto_refresh=False, transient=True) as bar:
        task = bar.add_task(f"{kind}: reading and measuring", total=None, figures="")
        bar.refresh()

        def report(progress: Progress) -> None:
            where = f"{kind} epoch {min(int(progress.epoch) + 1, progress.epochs)} of {progress.epochs}"
            room = console.width - len(where) - 2  # a space on both sides of the bar
            told = figures(progress, room - _SHORTEST_BAR)
            blocks.bar_width = max(min(room - len(told), _BAR), 0)
            bar.update(task, description=where, total=progress.steps, completed=progress.step, figures=told)
            bar.refresh()

        def say(line: str) -> None:
            bar.console.print(
                Text(f"note: {visible(line)}"), soft_wrap=True
            )  # `note` would write into the bar

        yield Bar(report, say)


def figures(progress: Progress, room: int) -> str:
    """Speed, perplexities and time left in one line; where that is too long, the most important of them.

    Args:
        progress: of the training.
        room: characters.
    """
    parts = [f"{progress.words_per_second:,.0f} words/s", f"train {_perplexity(progress.train_perplexity)}"]
    if progress.held_out_perplexity is not None:
        parts.append(f"held-out {_perplexity(progress.held_out_perplexity)}")
    if math.isfinite(progress.seconds_left):
        parts.append(f"{duration(progress.seconds_left)} left")
    while len(parts) > 1 and len(" · ".join(parts)) > room:
        del parts[0]
    return " · ".join(parts)


def _perplexity(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 else f"{value:.1f}"


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl+C was pressed, the terminal closed or the program told to end; a second time ends it at once."""
    stopped = False

    def stop(number: int, _frame: Any) -> None:
        nonlocal stopped
        if stopped:
            signal.default_int_handler(number, _frame)
        stopped = True

    before = {each: signal.signal(each, stop) for each in _SIGNALS}
    try:
        yield lambda: stopped
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
