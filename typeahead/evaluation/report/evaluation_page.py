"""What one model foresees of a text, as a page."""

from __future__ import annotations

import math

from typeahead.evaluation.evaluate import EvaluationReport
from typeahead.evaluation.intervals import UNKNOWN, Intervals
from typeahead.evaluation.report.bars import Bar, Value, bars
from typeahead.evaluation.report.figures import decimal, percent, rank
from typeahead.evaluation.report.reliability import Diagram, diagram
from typeahead.evaluation.report.rendering import render


def evaluation_page(report: EvaluationReport) -> str:
    """The whole page."""
    found = report.intervals or UNKNOWN
    none = "∞" if report.normalised else "scores"
    return render(
        "evaluate.html",
        model=report.model,
        files=report.files,
        tokens=f"{report.tokens:,}",
        words=f"{report.words:,}",
        characters=f"{report.characters:,}",
        unknown=f"{report.oov:,}",
        unknown_share=percent(report.oov / report.tokens),
        perplexities=_perplexities(report, found, none),
        bits=_bits(report, found, none),
        hits=_hits(report, found),
        savings=_savings(report, found),
        misses=_misses(report),
        diagrams=_diagrams(report),
        intervals=report.intervals,
    )


def _perplexities(report: EvaluationReport, found: Intervals, none: str) -> list[Bar]:
    values = [
        Value("all tokens", report.perplexity, found.perplexity, none),
        Value("known words", report.perplexity_known, found.perplexity_known, none),
    ]
    return bars(values, decimal, scale=log2)


def _bits(report: EvaluationReport, found: Intervals, none: str) -> list[Bar]:
    values = [
        Value("a word (token)", report.bits_per_word, found.bits_per_word, none),
        Value("a character", report.bits_per_character, found.bits_per_character, none),
    ]
    return bars(values, lambda value: decimal(value, 3))


def _hits(report: EvaluationReport, found: Intervals) -> list[Bar]:
    values = [
        Value("hit@1", report.hit_at_1, found.hit_at_1),
        Value("hit@3", report.hit_at_3, found.hit_at_3),
        Value("hit@5", report.hit_at_5, found.hit_at_5),
    ]
    reciprocal = Value("mean reciprocal rank", report.mean_reciprocal_rank, found.mean_reciprocal_rank)
    return [*bars(values, percent, full=1.0), *bars([reciprocal], rank, full=1.0)]


def _savings(report: EvaluationReport, found: Intervals) -> list[Bar]:
    ranges = found.keystroke_savings or {}
    values = [
        Value(f"{shown} shown", saved, ranges.get(shown))
        for shown, saved in (report.keystroke_savings or {}).items()
    ]
    return bars(values, percent, full=1.0)


def _misses(report: EvaluationReport) -> list[Bar]:
    found = report.misses
    if found is None:
        return []
    reasons = (
        ("ranked fourth to tenth", found.near),
        ("ranked lower, or in another form", found.beyond),
        ("unknown words", found.unknown),
        ("typed too rarely so far", found.waiting),
        ("where nothing is suggested", found.unasked),
    )
    values = [Value(reason, number / max(report.words, 1)) for reason, number in reasons]
    return bars(values, percent, full=1.0)


def _diagrams(report: EvaluationReport) -> list[Diagram]:
    found = report.calibration
    if found is None:
        return []
    return [
        diagram("the first three", found.shown),
        diagram("the first alone", found.first),
        diagram("the next word", found.next_word),
        diagram("inside words", found.in_word),
    ]


def log2(perplexity: float) -> float:
    """The bits behind a perplexity: what its bar's length shows, so that 4,000 leaves something of 40 to see."""
    return math.log2(max(perplexity, 1.0))
