"""`typeahead gradients`: vanishing and exploding gradients, measured and drawn."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.output import console, note, print_json, table, visible
from typeahead.commands.progress import progress_bar
from typeahead.commands.values import Named
from typeahead.errors import StorageFailed

if TYPE_CHECKING:
    from rich.console import Console

    from typeahead.evaluation.gradients.chart import Chart
    from typeahead.evaluation.gradients.section import Figures, Section

PARTS = ("linear", "networks", "memory", "truncation", "parameters")
"""`evaluation.gradients.report.PARTS` without its imports."""
_WIDEST = 80
_COLOURS = ("red", "cyan", "green", "magenta", "yellow", "blue")


@click.command("gradients")
@click.argument("paths", metavar="[PATH…]", nargs=-1, type=Named(path_type=Path))
@click.option(
    "--part",
    "parts",
    type=click.Choice(PARTS),
    multiple=True,
    panel="What to show",
    help="Only this part; may be given several times.",
)
@click.option(
    "--html",
    metavar="OUT",
    type=Named(path_type=Path, dir_okay=False),
    panel="What to show",
    help="Write it as a page to OUT, that needs nothing else.",
)
@click.option(
    "--seed",
    metavar="S",
    type=click.IntRange(0),
    default=1,
    show_default=True,
    panel="What to show",
    help="Of weights and texts; the same seed gives the same figures.",
)
@options.profile
@options.as_json
def command(
    paths: tuple[Path, ...], parts: tuple[str, ...], html: Path | None, seed: int, profile: str, as_json: bool
) -> None:
    """Measure how far back networks learn: vanishing and exploding gradients, and long memory.

    Small networks are trained for about a minute, on PATHs or your notes, else on made-up sentences; of networks that
    you trained, the gradients are measured as they are. Nothing is changed.

    \b
    typeahead gradients
    typeahead gradients --part linear --part memory
    typeahead gradients ~/notes --html gradients.html
    """
    from typeahead.evaluation.gradients.page import page
    from typeahead.evaluation.gradients.report import measure
    from typeahead.evaluation.gradients.telling import sections

    if html is not None and not os.access(html if html.exists() else html.parent, os.W_OK):
        raise StorageFailed(
            f"{html} can't be written: is its folder there, and yours?"
        )  # said before the minute
    with progress_bar() as tell:
        report = measure(parts or PARTS, profile, paths, seed, tell)
    for each in report.notes:
        note(each)
    told = sections(report)
    if html is not None:
        html.write_text(page(told, f"typeahead gradients, seed {seed}."), encoding="utf-8")
    if as_json:
        print_json({**report.as_dict(), "seen": {section.name: section.seen for section in told}})
    elif html is not None:
        click.echo(f"Written to {visible(str(html))}.")
    else:
        for number, section in enumerate(told):
            _show(section, first=number == 0)


def _show(section: Section, first: bool) -> None:
    from rich.text import Text

    out = console()
    width = min(out.width, _WIDEST)
    if not first:
        out.print()
    out.print(Text(section.title, style="bold"))
    _say(out, section.about, width)
    for chart in section.charts:
        out.print()
        _draw(out, chart, width)
    for figures in section.tables:
        out.print()
        _rows(out, figures, width)
    out.print()
    _say(out, section.seen, width, "Seen: ")
    _say(out, section.lecture, width, "Known: ")


def _say(out: Console, said: str, width: int, begin: str = "", style: str = "") -> None:
    from rich.text import Text

    whole = (begin + said).replace(" %", "\N{NO-BREAK SPACE}%")
    text = Text(textwrap.fill(whole, width, break_on_hyphens=False).replace("\N{NO-BREAK SPACE}", " "), style)
    text.stylize("bold", 0, len(begin))
    out.print(text)


def _draw(out: Console, chart: Chart, width: int) -> None:
    """The chart; its letters also have colours, where there are any."""
    from rich.text import Text

    from typeahead.evaluation.gradients.chart import draw, plotted

    colours = {curve.mark: colour for curve, colour in zip(chart.curves, _COLOURS, strict=False)}
    for line in draw(chart, width, height=12 if chart.is_log else 9):
        begin, drawn = plotted(line)
        text = Text(begin)
        for sign in drawn:
            text.append(sign, colours.get(sign, ""))
        out.print(text, no_wrap=True)


def _rows(out: Console, figures: Figures, width: int) -> None:
    from rich.text import Text

    right = figures.columns[1:]
    rows = table(*figures.columns, right=right)
    for row in figures.rows:
        rows.add_row(*map(Text, row))
    out.print(rows)
    if figures.caption:
        _say(out, figures.caption, width, style="dim")
