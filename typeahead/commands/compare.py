"""`typeahead compare`: models side by side on the same text."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.intervals import between, method
from typeahead.commands.output import console, count, decimal, note, notes, percent, print_json, table
from typeahead.commands.pages import check_writable, write_page
from typeahead.commands.progress import progress_bar
from typeahead.commands.values import Named

if TYPE_CHECKING:
    from typeahead.evaluation.compare import Comparison
    from typeahead.evaluation.contender import Compared


@click.command("compare")
@click.argument("paths", metavar="FILE…", nargs=-1, required=True, type=Named(path_type=Path))
@options.tokens
@click.option(
    "--model",
    "models",
    type=click.Choice(options.MODELS),
    multiple=True,
    panel="What to compare",
    help="A model as it stands; may be given several times.",
)
@options.smoothings
@click.option(
    "--order",
    "orders",
    metavar="N",
    type=click.IntRange(1, 8),
    multiple=True,
    panel="What to compare",
    help="Longest n-gram, 1 to 8 words; may be given several times.",
)
@click.option(
    "--keystrokes",
    is_flag=True,
    panel="Measuring",
    help="Type some paragraphs letter by letter with each and count the keys saved (slower).",
)
@click.option(
    "--calibration",
    is_flag=True,
    panel="Measuring",
    help="See whether suggestions are right as often as their probabilities say (slower).",
)
@options.html
@options.cache
@options.profile
@options.as_json
def command(
    paths: tuple[Path, ...],
    tokens: str | None,
    models: tuple[str, ...],
    smoothings: tuple[str, ...],
    orders: tuple[int, ...],
    keystrokes: bool,
    calibration: bool,
    html: Path | None,
    cache: bool,
    profile: str,
    as_json: bool,
) -> None:
    """Measure how well several models foresee FILEs, side by side in one table.

    Without options: all models there are, and all smoothings at the profile's order, each counted anew from your
    notes. Nothing is changed.

    \b
    typeahead compare unseen.md
    typeahead compare unseen.md --smoothing mle,katz,modified-kneser-ney --order 2 --order 3
    typeahead compare unseen.md --model ngram --model lstm
    typeahead compare unseen.md --keystrokes --calibration --html compared.html
    """
    from typeahead.evaluation.compare import compare

    check_writable(html)
    with progress_bar() as tell:
        found = compare(
            profile,
            paths,
            models=models,
            smoothings=smoothings,
            orders=tuple(dict.fromkeys(orders)),
            tokens=tokens,
            cache=cache,
            keystrokes=keystrokes,
            calibration=calibration,
            progress=tell,
        )
    notes(found.notices)
    if html is not None:
        from typeahead.evaluation.report.comparison_page import comparison_page

        write_page(html, comparison_page(found), quiet=as_json)
    if as_json:
        print_json(_as_dict(found))
    elif html is None:
        _show(found)


def _as_dict(found: Comparison) -> dict[str, object]:
    return {
        "models": [_row_as_dict(row) for row in found.rows],
        "best": found.best,
        "tokens": found.tokens,
        "words": found.words,
        "hits_looked_for_at": found.places,
        "words_typed": found.typed_words,
        "characters": found.characters,
        "read_as": found.reading,
        "same_vocabulary": found.same_vocabulary,
        "files": found.files,
        "skipped": [{"path": str(each.path), "reason": each.reason} for each in found.skipped],
    }


def _row_as_dict(row: Compared) -> dict[str, object]:
    from typeahead.commands.evaluate_typing import calibration_as_dict

    return {**asdict(row), "calibration": row.calibration and calibration_as_dict(row.calibration)}


def _show(found: Comparison) -> None:
    for skipped in found.skipped[:10]:
        note(f"{skipped.path} was skipped: {skipped.reason}")
    if len(found.skipped) > 10:
        note(f"{len(found.skipped) - 10:,} more were skipped")
    has_orders = len({row.order for row in found.rows} - {None}) > 1
    _show_details(found, has_orders)
    click.echo()
    right = ("perplexity", "known", "bits/char", "hit@1", "hit@3")
    rows = table("  model", *right, right=right)
    for number, row in enumerate(found.rows):
        is_best = number == found.best and len(found.rows) > 1
        rows.add_row(
            f"{'▸ ' if is_best else '  '}{_name(row, has_orders)}",
            _figure(row, row.perplexity),
            _figure(row, row.perplexity_known),
            _figure(row, row.bits_per_character, 3),
            percent(row.hit_at_1),
            percent(row.hit_at_3),
            style="bold" if is_best else "",
        )
    console().print(rows)
    click.echo()
    for line in _footnotes(found, has_orders):
        click.echo(line)


def _show_details(found: Comparison, has_orders: bool) -> None:
    """What the main table, which stands below and nearest to the eye, has no room for."""
    right = ("95 % interval", "bits/word", "hit@5", "MRR", "▸ wins")
    rows = table("  model", *right, right=right)
    for row in found.rows:
        rows.add_row(
            f"  {_name(row, has_orders)}",
            between(
                row.intervals.perplexity if row.intervals else None,
                lambda end: decimal(end, 0 if end >= 1000 else 1),
            ),
            _figure(row, row.bits_per_word, 2),
            percent(row.hit_at_5),
            f"{row.mean_reciprocal_rank:.3f}",
            "" if row.best_wins is None else f"{row.best_wins * 100:.0f} %",
        )
    console().print(rows)
    if found.typed_words:
        click.echo()
        _show_typing(found, has_orders)


def _show_typing(found: Comparison, has_orders: bool) -> None:
    """Keys saved with so many words shown, and how far probabilities are off on average."""
    right = ("saved@1", "saved@3", "95 % interval", "saved@5", "off by")
    rows = table("  model", *right, right=right)
    for row in found.rows:
        saved = row.keystroke_savings or {}
        ranges = (row.intervals.keystroke_savings if row.intervals else None) or {}
        error = row.calibration.shown.error if row.calibration else None
        rows.add_row(
            f"  {_name(row, has_orders)}",
            percent(saved.get(1)),
            percent(saved.get(3)),
            between(ranges.get(3), percent),
            percent(saved.get(5)),
            "–" if error is None else f"{error:.3f}",
        )
    console().print(rows)


def _name(row: Compared, with_order: bool) -> str:
    return f"{row.name}, {row.order}" if with_order and row.order else row.name


def _figure(row: Compared, value: float | None, digits: int = 1) -> str:
    if not row.normalised:
        return "scores"
    return "∞" if value is None else decimal(value, digits)


def _footnotes(found: Comparison, has_orders: bool) -> list[str]:
    """What the figures are, in lines that fit 80 columns."""
    lines = []
    if found.best is not None and len(found.rows) > 1:
        of = " of known words" if found.by_known else ""
        lines.append(f"▸ lowest perplexity{of}: the fewest words to choose from, on average.")
    for row in found.rows:
        if row.impossible and row.normalised:
            rest = (
                ""
                if row.perplexity_possible is None
                else f"; {decimal(row.perplexity_possible)} without them"
            )
            lines.append(
                f"∞ {_name(row, has_orders)}: {row.impossible:,} of {found.tokens:,} tokens "
                f"({percent(row.impossible / found.tokens)}) had probability 0{rest}."
            )
        elif not row.normalised:
            lines.append(f"scores: {_name(row, has_orders)} gives no probabilities, so it has no perplexity.")
    if found.places < found.words:
        lines.append(
            f"Hits were looked for at {found.places:,} of {count(found.words, 'word')}, evenly spread."
        )
    if found.same_vocabulary and len(found.rows) > 1:
        lines.append(
            f"All know the same {count(found.rows[0].vocabulary, 'word')} and marks: perplexities can be compared."
        )
    elif not found.same_vocabulary and found.reading == "whitespace":
        lines.append("They know different words: perplexities can't be compared, hits can.")
    if found.typed_words:
        lines.append(
            f"Typed letter by letter: {count(found.typed_words, 'word')}, in paragraphs evenly spread."
        )
    paired = any(row.best_wins is not None for row in found.rows)
    lines += method(found.rows[0].intervals, paired=paired)
    lines.append(
        f"{count(found.files, 'file')}, {count(found.tokens, 'token')}; nothing was learned on the way."
    )
    return lines
