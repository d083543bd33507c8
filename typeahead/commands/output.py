"""What commands print with: text that no terminal can mistake for orders, JSON, notes and figures."""

from __future__ import annotations

import json
import math
import re
import shlex
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import rich_click as click

from typeahead.text.visible import CONTROL
from typeahead.text.visible import visible as visible  # commands print by this module alone

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

INTERRUPTED = 130
"""As a shell reports a program that Ctrl+C ended."""

_BAR = 20
_NOTES = 10
_WIDE = 160
_NARROW = 80
_LARGE = 10_000_000
_FILLED = re.compile(" +$", re.MULTILINE)


def console() -> Console:
    """Standard output: coloured where it is a terminal, plain and wide where it is not."""
    from rich.console import Console
    from rich.table import Table

    class Output(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # to be met where all errors are, not here

        def print(self, *objects: Any, **options: Any) -> None:
            if self.is_terminal or not any(isinstance(each, Table) for each in objects):
                super().print(*objects, **options)
                return
            # Programs that read a table want its cells, not what fills its last column up. Text stays as it is.
            with self.capture() as captured:
                super().print(*objects, **options)
            self.file.write(_FILLED.sub("", captured.get()))

    made = Output(highlight=False, markup=False, emoji=False)
    if made.is_terminal and made.width >= _NARROW:
        return made
    # In a narrower terminal lines break, but no figure loses its digits and no row its name.
    width = _NARROW if made.is_terminal else _WIDE
    return Output(highlight=False, markup=False, emoji=False, width=width)


def table(*columns: str, right: Iterable[str] = ()) -> Table:
    """An empty table with these columns, those named in `right` aligned to the right."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        is_right = column in right
        made.add_column(column, justify="right" if is_right else "left", no_wrap=is_right, overflow="fold")
    return made


def print_json(value: Any) -> None:
    """Print a value as JSON, control characters escaped; infinite figures have to be None already."""
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    # A JSON string may hold these as they are, but a terminal takes some of them for orders.
    text = CONTROL.sub(lambda match: match[0] if match[0] == "\n" else json.dumps(match[0])[1:-1], text)
    text = text.replace("\x7f", "\\u007f")  # the one that JSON itself sees no need to escape
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, indent=2, allow_nan=False)
    click.echo(text)


def pasted(text: str) -> str:
    """A path or a word as it stands in a command that is shown to be pasted: quoted for a shell where it has to be."""
    return visible(shlex.quote(text))


def complain(message: str) -> None:
    """Say on one line of standard error what went wrong."""
    click.echo(f"typeahead: {visible(message.strip())}", err=True)


def note(message: str) -> None:
    """Say on one line of standard error what a person should know."""
    click.echo(f"note: {visible(message.strip())}", err=True)


def notes(messages: Sequence[str]) -> None:
    """The same of several; of many the first ones."""
    for message in messages[:_NOTES]:
        note(message)
    if len(messages) > _NOTES:
        note(f"and {len(messages) - _NOTES:,} more such notes")


def finite(value: float | None) -> float | None:
    """The value for JSON, which has no infinity."""
    return value if value is not None and math.isfinite(value) else None


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 word", "2,000 words"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def percent(fraction: float | None) -> str:
    """A fraction of 1 as a person reads it."""
    if fraction is None:
        return "–"
    if 0 < fraction < 0.0005:
        return f"{fraction * 100:.1g} %"
    shown = f"{fraction * 100:.1f} %"
    # What is certain but for a trifle is not shown as certain.
    return ">99.9 %" if fraction < 1 and shown == "100.0 %" else shown


def decimal(value: float, digits: int = 1) -> str:
    """A figure with so many decimals; a very large one with its power of ten, for no one reads forty digits."""
    if not _LARGE <= value < math.inf:
        return f"{value:,.{digits}f}"
    mantissa, _, power = f"{value:.1e}".partition("e")
    return f"{mantissa}e{int(power)}"


def bar(fraction: float) -> str:
    """A bar; a full one is 1."""
    halves = round(min(max(fraction, 0.0), 1.0) * _BAR * 2)
    return "━" * (halves // 2) + "╸" * (halves % 2)


def size(number: int) -> str:
    """Bytes as a person reads them."""
    if number < 1000:
        return f"{number} B"
    value, unit = number / 1000, "kB"
    for larger in ("MB", "GB"):
        if value >= 999.5:
            value, unit = value / 1000, larger
    return f"{value:.1f} {unit}" if value < 10 else f"{value:.0f} {unit}"
