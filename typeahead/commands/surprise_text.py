"""What `typeahead surprise` prints: the chain rule's sum, the text in colours, or a table."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands.output import console, count, percent, table, visible

if TYPE_CHECKING:
    from rich.console import Console

    from typeahead.evaluation.surprise import Total
    from typeahead.evaluation.surprise_report import SurpriseReport, Term

_LONGEST = 16
"""Letters of a word that are shown in a factor."""
_FACTOR = 58
_PLAIN = ("", "underline", "bold", "bold underline")
"""The levels where there are no colours; the lowest is not marked, for then half a text would be."""
_SIXTEEN = ("", "underline", "bold red", "bold underline red")
"""The levels where colours are each theme's own: no grounds, whose letters nobody could vouch for."""


def show(report: SurpriseReport, *, as_table: bool) -> None:
    """Print the chain rule's sum, the words, and the figures of the whole."""
    _show_chain(report)
    _show_table(report) if as_table else _show_text(report)
    ranks = ", ".join(f"{band.name} {percent(band.share)}" for band in report.ranks)
    click.echo(f"Ranks: {ranks}.")
    click.echo(f"{_sum(report.whole)}. Model: {report.model}.")


def _show_chain(report: SurpriseReport) -> None:
    letter = "P" if report.normalised else "S"
    begin = f"log₂ {letter}(text) = "
    for number, term in enumerate(report.chain):
        sign = begin if number == 0 else "+ ".rjust(len(begin))
        line = f"{sign}{_factor(term, letter)}"
        click.echo(f"{line:<{_FACTOR}}  {_minus(term.bits):>10}{' bits' if number == 0 else ''}")
    whole = report.whole
    click.echo(f"{'= '.rjust(len(begin))}{_minus(whole.bits)} bits = {_minus(whole.nats)} nats")
    each = (
        f"{_figure(whole.bits_per_word, 2)} bits ({_figure(whole.nats / whole.words, 2)} nats) a word or mark"
    )
    perplexity = f"; perplexity {_figure(whole.perplexity)}" if report.normalised else ""
    click.echo(f"{each}{perplexity}\n")


def _factor(term: Term, letter: str) -> str:
    if not term.text:
        return f"… {term.count:,} more"
    before = " ".join([*(["…"] if term.is_cut else []), *map(_short, term.before)])
    return f"log₂ {letter}({_short(term.text)}{f' | {before}' if before else ''})"


def _short(word: str) -> str:
    word = visible(word)
    return word if len(word) <= _LONGEST else f"{word[: _LONGEST - 1]}…"


def _minus(bits: float) -> str:
    return f"−{_figure(bits)}"


def _figure(value: float, digits: int = 1) -> str:
    return f"{value:,.{digits}f}" if math.isfinite(value) else "∞"


def _sum(whole: Total) -> str:
    from typeahead.evaluation.surprise import odds

    mean = whole.bits_per_word
    words = count(whole.words, "word or mark", "words and marks")
    return f"{words}, {_figure(mean)} bits each (1 in {odds(mean)})"


def _styles(out: Console) -> tuple[str, ...]:
    """Styles of levels 1 to 4: a hue that grows stronger, letters and ground both named, so that any theme will do."""
    from typeahead.evaluation.heat import LIGHT

    if out.no_color or out.color_system is None:
        return _PLAIN
    if out.color_system not in ("256", "truecolor"):
        return _SIXTEEN
    emphasis = ("", "", "underline ", "bold underline ")
    return tuple(
        f"{more}{colours.ink} on {colours.ground}" for more, colours in zip(emphasis, LIGHT, strict=True)
    )


def _style(bits: float, styles: tuple[str, ...]) -> str:
    from typeahead.evaluation.heat import level

    return ("", *styles)[level(bits)]


def _show_text(report: SurpriseReport) -> None:
    """The text, the more surprising the stronger; marked so that it can be read without colour too."""
    from rich.text import Text

    from typeahead.evaluation.heat import EDGES
    from typeahead.evaluation.surprise import odds, total

    out = console()
    styles = _styles(out)
    paragraphs = report.paragraphs
    for paragraph in paragraphs:
        at = paragraph[0].start
        line = Text()
        for word in paragraph:
            line.append(visible(report.text[at : word.start], keep="\n\t"))
            line.append(visible(report.text[word.start : word.end]), style=_style(word.bits, styles))
            at = word.end
        out.print(line, soft_wrap=not out.is_terminal)
        if len(paragraphs) > 1:
            out.print(Text(f"  {_sum(total(paragraph))}", style="dim"))
        out.print()
    if out.is_terminal:
        key = Text()
        for edge, style in zip(EDGES, styles, strict=True):
            if style:
                key.append(", " if key else "Marked from ")
                key.append(f"{edge:.0f} bits (1 in {odds(edge)})", style=style)
        out.print(key)


def _show_table(report: SurpriseReport) -> None:
    from rich.text import Text

    from typeahead.evaluation.surprise import odds

    out = console()
    styles = _styles(out)
    right = ("bits", "1 in", "rank")
    rows = table("word", *right, "expected instead", right=right)
    for word in report.words:
        expected = [visible(each.text) for each in word.alternatives if each.text != word.text]
        rows.add_row(
            Text(visible(word.text), style=_style(word.bits, styles)),
            _figure(word.bits),
            odds(word.bits),
            f"{word.rank:,}",
            Text(", ".join(expected), style="dim"),
        )
    out.print(rows)
    click.echo()
