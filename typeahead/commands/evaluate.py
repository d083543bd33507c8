"""`typeahead evaluate`: how well the model foresees a text."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.evaluate_typing import (
    calibration_as_dict,
    ghost_as_dict,
    misses_as_dict,
    show_calibration,
    typing_rows,
)
from typeahead.commands.intervals import between, method
from typeahead.commands.output import console, count, decimal, note, notes, percent, print_json, table
from typeahead.commands.pages import check_writable, write_page
from typeahead.commands.progress import progress_bar
from typeahead.commands.values import Named

if TYPE_CHECKING:
    from typeahead.evaluation.adapting import AdaptingReport
    from typeahead.evaluation.bootstrap import Interval
    from typeahead.evaluation.evaluate import EvaluationReport


@click.command("evaluate")
@click.argument("paths", metavar="FILE…", nargs=-1, required=True, type=Named(path_type=Path))
@options.tokens
@click.option(
    "--keystrokes",
    is_flag=True,
    panel="Measuring",
    help="Type the text letter by letter and count the keys that suggestions save (slower).",
)
@click.option(
    "--calibration",
    is_flag=True,
    panel="Measuring",
    help="See whether suggestions are right as often as their probabilities say (slower).",
)
@click.option("--no-learn", is_flag=True, panel="Measuring", help="Do not learn each paragraph after it.")
@click.option(
    "--phrases/--no-phrases",
    default=False,
    show_default=True,
    panel="Measuring",
    help="Let suggestions be several words.",
)
@click.option(
    "--adapt",
    is_flag=True,
    panel="Measuring",
    help="Also measure a network's perplexity while its weights adapt to the text, and with its cache.",
)
@click.option(
    "--adapt-rate",
    metavar="R",
    type=float,
    panel="Measuring",
    help="Learning rate of --adapt, at most 0.2; 0.1 if not said.",
)
@options.html
@options.model
@options.cache
@options.profile
@options.as_json
def command(
    paths: tuple[Path, ...],
    tokens: str | None,
    keystrokes: bool,
    calibration: bool,
    no_learn: bool,
    phrases: bool,
    adapt: bool,
    adapt_rate: float | None,
    html: Path | None,
    model: str,
    cache: bool,
    profile: str,
    as_json: bool,
) -> None:
    """Measure how well the model foresees FILEs: perplexity, hits and keystroke savings.

    The profile is not changed: what is learned on the way is learned by a copy.

    \b
    typeahead evaluate --keystrokes unseen.md
    typeahead evaluate --calibration unseen.md
    typeahead evaluate --keystrokes --calibration unseen.md --html evaluated.html
    typeahead evaluate --tokens whitespace ptb.test.txt --profile ptb
    typeahead evaluate --model lstm --adapt unseen.md
    """
    if (adapt or adapt_rate is not None) and model not in options.NETWORKS:
        given = "--adapt" if adapt else "--adapt-rate"
        raise click.UsageError(f"{given} is for networks: say which, such as --model lstm.")
    from typeahead.evaluation.evaluate import evaluate
    from typeahead.evaluation.learned_before import learned_before
    from typeahead.prediction.predictor import Predictor

    check_writable(html)
    with Predictor.open(profile, model=model, cache=cache, stored=False) as predictor, progress_bar() as tell:
        report = evaluate(
            predictor,
            paths,
            tokens=tokens,
            keystrokes=keystrokes,
            calibration=calibration,
            learn=not no_learn,
            phrases=phrases,
            adapt=adapt or adapt_rate is not None,
            adapt_rate=adapt_rate,
            progress=tell,
        )
        notices = [*predictor.notices, *learned_before(predictor, paths), *report.notices]
    notes(notices)
    if html is not None:
        from typeahead.evaluation.report.evaluation_page import evaluation_page

        write_page(html, evaluation_page(report), quiet=as_json)
    if as_json:
        print_json(_as_dict(report))
    elif html is None:
        _show(report)


def _as_dict(report: EvaluationReport) -> dict[str, object]:
    return {
        "model": report.model,
        "tokens": report.tokens,
        "oov": report.oov,
        "perplexity": report.perplexity,
        "perplexity_known": report.perplexity_known,
        "bits_per_word": report.bits_per_word,
        "bits_per_character": report.bits_per_character,
        "hit_at_1": report.hit_at_1,
        "hit_at_3": report.hit_at_3,
        "hit_at_5": report.hit_at_5,
        "mean_reciprocal_rank": report.mean_reciprocal_rank,
        "keystroke_savings": _by_number(report.keystroke_savings),
        "keystroke_savings_repeating": _by_number(report.keystroke_savings_repeating),
        "characters": report.characters,
        "words": report.words,
        **_adapting_as_dict(report.adapting),
        "ghost": report.ghost and ghost_as_dict(report.ghost),
        "misses": report.misses and misses_as_dict(report.misses),
        "calibration": report.calibration and calibration_as_dict(report.calibration),
        "intervals": report.intervals and asdict(report.intervals),
        "files": report.files,
        "skipped": [{"path": str(each.path), "reason": each.reason} for each in report.skipped],
    }


def _adapting_as_dict(found: AdaptingReport | None) -> dict[str, object]:
    return {
        "perplexity_cache": found and found.cache,
        "perplexity_adapting": found and found.adapting,
        "perplexity_adapting_cache": found and found.adapting_cache,
        "adapting": found
        and {
            "rate": found.settings.rate,
            "rate_at_end": found.rate,
            "rollbacks": found.rollbacks,
            "steps": found.steps,
            "perplexity_still": found.perplexity,
        },
    }


def _by_number(savings: dict[int, float] | None) -> dict[str, float] | None:
    return None if savings is None else {str(number): value for number, value in savings.items()}


def _show(report: EvaluationReport) -> None:
    from typeahead.evaluation.intervals import UNKNOWN

    for skipped in report.skipped[:10]:
        note(f"{skipped.path} was skipped: {skipped.reason}")
    if len(report.skipped) > 10:
        note(f"{len(report.skipped) - 10:,} more were skipped")
    found = report.intervals or UNKNOWN
    rows = table("measure", "value", "95 % interval", "", right=("value",))
    rows.add_row("tokens", f"{report.tokens:,}", "", "words, marks and sentence ends")
    rows.add_row("unknown", f"{report.oov:,}", "", f"{percent(report.oov / report.tokens)} of them")

    def figure(name: str, value: float | None, interval: Interval | None, digits: int, about: str) -> None:
        within = between(interval, lambda end: decimal(end, digits))
        rows.add_row(name, _figure(report, value, digits), within, about)

    figure("perplexity", report.perplexity, found.perplexity, 2, "1 in so many, at each token")
    if report.adapting:
        if report.adapting.perplexity != report.perplexity:
            still = report.adapting.perplexity
            figure("… remembering nothing", still, None, 2, "without what was written lately")
        for name, value, about in _adapting_rows(report.adapting):
            rows.add_row(name, value, "", about)
    known = found.perplexity_known
    figure("perplexity, known", report.perplexity_known, known, 2, "without the unknown ones")
    if report.normalised:
        figure("bits per word", report.bits_per_word, found.bits_per_word, 3, "of each token")
    figure("bits per character", report.bits_per_character, found.bits_per_character, 3, "")
    for name, share, interval, about in (
        ("hit@1", report.hit_at_1, found.hit_at_1, "of words were first, no letter typed"),
        ("hit@3", report.hit_at_3, found.hit_at_3, "were among the first three"),
        ("hit@5", report.hit_at_5, found.hit_at_5, "were among the first five"),
    ):
        rows.add_row(name, percent(share), between(interval, percent), about)
    mean = between(found.mean_reciprocal_rank, lambda end: f"{end:.3f}")
    rows.add_row("reciprocal rank", f"{report.mean_reciprocal_rank:.3f}", mean, "1 / rank, of the first ten")
    repeating = report.keystroke_savings_repeating or {}
    ranges = found.keystroke_savings or {}
    for number, saved in (report.keystroke_savings or {}).items():
        about = f"{percent(repeating.get(number))} if ignored ones are shown again"
        rows.add_row(
            f"keystrokes saved@{number}", percent(saved), between(ranges.get(number), percent), about
        )
    for name, typed, about in typing_rows(report):
        rows.add_row(name, typed, "", about)
    console().print(rows)
    if report.calibration:
        show_calibration(report.calibration)
    click.echo()
    for line in method(report.intervals):
        click.echo(line)
    click.echo(
        f"{count(report.files, 'file')}, {count(report.characters, 'character')}. Model: {report.model}."
    )


def _adapting_rows(found: AdaptingReport) -> list[tuple[str, str, str]]:
    """The gain of going along with the text, in three lines at most."""

    def row(name: str, value: float | None, by: str) -> tuple[str, str, str]:
        if value is None or found.perplexity is None:
            return name, "infinite", by
        return name, decimal(value, 2), f"{percent(value / found.perplexity - 1)} {by}"

    back = f", {count(found.rollbacks, 'time')} back to the trained weights" if found.rollbacks else ""
    rows = [row("… adapting", found.adapting, f"as its weights follow the text{back}")]
    if found.cache is not None:
        rows.insert(0, row("… with its cache", found.cache, "as it recalls what went before"))
        rows.append(row("… with both", found.adapting_cache, ""))
    return rows


def _figure(report: EvaluationReport, value: float | None, digits: int = 2) -> str:
    if not report.normalised:
        return "none: scores"
    return "infinite" if value is None else decimal(value, digits)
