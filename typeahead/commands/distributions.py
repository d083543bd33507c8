"""What commands print of a model's distribution at one place: words with probabilities, counts and context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeahead.commands.output import bar, visible

if TYPE_CHECKING:
    from rich.table import Table

    from typeahead.prediction.voices import Distribution, Likely


def distribution_as_dict(found: Distribution) -> dict[str, object]:
    """A distribution for JSON."""
    return {
        "smoothing": found.name,
        "normalised": found.normalised,
        "context": found.context,
        "total": found.total,
        "continuation": found.continuation,
        "words": [
            {"word": each.word, "probability": each.probability, "chance": each.chance, "count": each.count}
            for each in found.likely
        ],
    }


def name_of(found: Distribution) -> str:
    """Whose it is."""
    return found.name if found.normalised else f"{found.name} (scores)"


def place_of(found: Distribution) -> str:
    """After which words it stands, and how often they were counted."""
    place = f"after “{' '.join(map(visible, found.context))}”" if found.context else "by single words alone"
    if not found.likely:
        return f"{place}: never seen"
    if found.total is None:
        return f"{place}:"
    return f"{place}, {found.total:,} {_noun(found)}:"


def rows_of(
    found: Distribution, drawn: str | None = None, *, with_chances: bool = False, with_bars: bool = True
) -> Table:
    """A line for each word: its probability, its count, and the chance it was drawn with; the one drawn marked."""
    from rich.table import Table
    from rich.text import Text

    rows = Table.grid(padding=(0, 2, 0, 0))
    rows.add_column(no_wrap=True)
    rows.add_column(overflow="fold", max_width=16)
    for _ in range(2 + with_chances):
        rows.add_column(justify="right", no_wrap=True)
    rows.add_column(no_wrap=True)
    for each in found.likely:
        is_drawn = each.word == drawn
        cells = [
            "▸" if is_drawn else " ",
            Text(visible(each.word), style="bold" if is_drawn else ""),
            _figure(each.probability),
            _counted(each, found.total),
        ]
        if with_chances:
            cells.append(f"→ {_figure(each.chance) if each.chance else '–':<5}")
        rows.add_row(*cells, Text(bar(each.probability), style="green") if with_bars else "")
    return rows


def _counted(each: Likely, total: int | None) -> str:
    return "" if each.count is None or total is None else f"{each.count:,} of {total:,}"


def _figure(p: float) -> str:
    if p == 0 or p >= 0.001:
        return f"{p:.3f}"
    return f"{p:.4f}" if p >= 0.0001 else f"{p:.0e}"


def _noun(found: Distribution) -> str:
    if not found.continuation:
        return "counted"
    return "continuation count" if found.total == 1 else "continuation counts"
