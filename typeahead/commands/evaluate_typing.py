"""What `typeahead evaluate` says of typing: the ghost, where misses come from, and whether probabilities are honest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands.output import bar, console, count, percent, table

if TYPE_CHECKING:
    from typeahead.evaluation.calibration import Bin, CalibrationReport, Reliability
    from typeahead.evaluation.evaluate import EvaluationReport
    from typeahead.evaluation.ghost import GhostReport
    from typeahead.evaluation.misses import MissReport

_DIGITS = 4


def ghost_as_dict(found: GhostReport) -> dict[str, object]:
    """For JSON."""
    return {
        "in_word": found.in_word,
        "next_word": found.next_word,
        "places": found.places,
        "ghosts": found.ghosts,
        "right": found.right,
        "coverage": found.coverage,
        "precision": found.precision,
        "precision_of_places": found.precision_of_places,
        "wrong_per_100_words": found.wrong_per_100_words,
        "keys_saved": found.keys_saved,
        "net_seconds": found.net_seconds,
        "net_seconds_per_100_words": found.net_per_100_words,
    }


def misses_as_dict(found: MissReport) -> dict[str, int]:
    """For JSON."""
    return {
        "words": found.all,
        "unknown": found.unknown,
        "waiting": found.waiting,
        "ranked_4_to_10": found.near,
        "beyond": found.beyond,
        "unasked": found.unasked,
    }


def calibration_as_dict(found: CalibrationReport) -> dict[str, object]:
    """For JSON."""
    return {
        **_reliability_as_dict(found.shown),
        "first": _reliability_as_dict(found.first),
        "next_word": _reliability_as_dict(found.next_word),
        "in_word": _reliability_as_dict(found.in_word),
    }


def _reliability_as_dict(found: Reliability) -> dict[str, object]:
    return {"ece": found.error, "count": found.count, "bins": [_bin_as_dict(each) for each in found.bins]}


def _bin_as_dict(found: Bin) -> dict[str, object]:
    return {
        "from": found.low,
        "to": found.high,
        "count": found.count,
        "predicted": found.predicted,
        "right": found.right,
    }


def typing_rows(report: EvaluationReport) -> list[tuple[str, str, str]]:
    """Lines of the table: measure, value, and what it means."""
    rows: list[tuple[str, str, str]] = []
    if report.ghost:
        rows += _ghost_rows(report.ghost)
    if report.misses:
        rows += _miss_rows(report.misses, report.words)
    return rows


def _ghost_rows(found: GhostReport) -> list[tuple[str, str, str]]:
    thresholds = f"from {percent(found.next_word)} for the next word, {percent(found.in_word)} inside one"
    gained = f"{found.net_per_100_words:+.1f} s in 100 words: 0.26 s a key, less 0.45 s a look"
    return [
        ("ghost shown", percent(found.coverage), f"of places; {thresholds}"),
        ("ghost right", percent(found.precision), f"of {count(found.ghosts, 'ghost')}"),
        ("ghost wrong", f"{found.wrong_per_100_words:.1f}", "in 100 words"),
        ("ghost gains", f"{found.net_seconds:+.1f} s", gained),
    ]


def _miss_rows(found: MissReport, words: int) -> list[tuple[str, str, str]]:
    reasons = (
        (found.near, "ranked fourth to tenth"),
        (found.beyond, "ranked lower, or in another form"),
        (found.unknown, "unknown words"),
        (found.waiting, "known, but typed too rarely to be suggested yet"),
        (found.unasked, "where nothing is suggested"),
    )
    return [
        (
            "missed@3" if at == 0 else "",
            percent(number / max(words, 1)),
            reason + (", of all words" if at == 0 else ""),
        )
        for at, (number, reason) in enumerate(reasons)
    ]


def show_calibration(found: CalibrationReport) -> None:
    """Print the reliability diagram: as often right as foreseen, if the two bars are of one length."""
    rows = table(
        "suggested at", "times", "foreseen", "right", "", right=("suggested at", "times", "foreseen", "right")
    )
    for each in found.shown.bins:
        if each.predicted is None or each.right is None:
            continue
        rows.add_row(
            f"{each.low * 100:.0f}–{each.high * 100:.0f} %",
            f"{each.count:,}",
            percent(each.predicted),
            percent(each.right),
            f"{bar(each.predicted)}\n{bar(each.right)}",
        )
    click.echo()
    console().print(rows)
    errors = ", ".join(
        f"{name} {_figure(part.error)}"
        for name, part in (
            ("the first alone", found.first),
            ("the next word", found.next_word),
            ("inside words", found.in_word),
        )
    )
    click.echo(
        f"\nExpected calibration error of the first three: {_figure(found.shown.error)} ({errors}). "
        "The upper bar is what was foreseen, the lower what was right."
    )


def _figure(error: float | None) -> str:
    return "–" if error is None else f"{error:.{_DIGITS}f}"
