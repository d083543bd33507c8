"""Models side by side, as a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from typeahead.evaluation.bootstrap import Interval
from typeahead.evaluation.compare import Comparison
from typeahead.evaluation.contender import Compared
from typeahead.evaluation.intervals import Intervals
from typeahead.evaluation.report.bars import Bar, Value, bars
from typeahead.evaluation.report.evaluation_page import log2
from typeahead.evaluation.report.figures import decimal, percent, rank
from typeahead.evaluation.report.reliability import diagram
from typeahead.evaluation.report.rendering import render


@dataclass(frozen=True, slots=True)
class Chart:
    """All models' bars of one figure."""

    title: str
    about: str
    rows: list[Bar]
    figure: str


def comparison_page(found: Comparison) -> str:
    """The whole page."""
    has_orders = len({row.order for row in found.rows} - {None}) > 1
    names = [f"{row.name}, {row.order}" if has_orders and row.order else row.name for row in found.rows]
    best = found.best
    ranges = [row.intervals for row in found.rows]
    return render(
        "compare.html",
        files=found.files,
        tokens=f"{found.tokens:,}",
        words=f"{found.words:,}",
        places=f"{found.places:,}",
        all_places=found.places == found.words,
        typed_words=f"{found.typed_words:,}",
        characters=f"{found.characters:,}",
        best=names[best] if best is not None and len(names) > 1 else "",
        by_known=found.by_known,
        same_vocabulary=found.same_vocabulary,
        whitespace=found.reading == "whitespace",
        charts=[chart for chart in _charts(found, names) if chart.rows],
        diagrams=[
            diagram(name, row.calibration.shown)
            for name, row in zip(names, found.rows, strict=True)
            if row.calibration
        ],
        table=[
            _row(name, row, found.tokens, number == best)
            for number, (name, row) in enumerate(zip(names, found.rows, strict=True))
        ],
        impossible=[
            (
                name,
                f"{row.impossible:,}",
                percent(row.impossible / found.tokens),
                decimal(row.perplexity_possible),
            )
            for name, row in zip(names, found.rows, strict=True)
            if row.impossible and row.normalised
        ],
        intervals=next((each for each in ranges if each), None),
    )


def _charts(found: Comparison, names: list[str]) -> list[Chart]:
    def rows(
        figure: Callable[[Compared], float | None],
        interval: Callable[[Intervals], Interval | None] = lambda _: None,
        label: Callable[[float], str] = percent,
        scale: Callable[[float], float] = float,
        full: float | None = None,
    ) -> list[Bar]:
        values = [
            Value(
                name,
                figure(row),
                interval(row.intervals) if row.intervals else None,
                "∞" if row.normalised else "scores",
                best=number == found.best and len(names) > 1,
            )
            for number, (name, row) in enumerate(zip(names, found.rows, strict=True))
        ]
        return bars(values, label, scale, full) if any(each.value is not None for each in values) else []

    def savings(shown: int) -> list[Bar]:
        return rows(
            lambda row: (row.keystroke_savings or {}).get(shown),
            lambda ranges: (ranges.keystroke_savings or {}).get(shown),
            full=1.0,
        )

    spread = "" if found.places == found.words else f", looked for at {found.places:,} words, evenly spread"
    typed = f"Of an ideal writer’s keys, in {found.typed_words:,} words, evenly spread."
    return [
        Chart(
            "Perplexity",
            "How many words each was choosing from, on average. Bars show bits a token, log₂ of it.",
            rows(lambda row: row.perplexity, lambda each: each.perplexity, decimal, log2),
            "perplexity",
        ),
        Chart(
            "Perplexity of known words",
            "The same, without the words that are not in its vocabulary.",
            rows(lambda row: row.perplexity_known, lambda each: each.perplexity_known, decimal, log2),
            "perplexity",
        ),
        Chart(
            "The first word was right",
            f"hit@1{spread}.",
            rows(lambda row: row.hit_at_1, lambda each: each.hit_at_1, full=1.0),
            "hit@1",
        ),
        Chart(
            "Among the first three",
            f"hit@3{spread}.",
            rows(lambda row: row.hit_at_3, lambda each: each.hit_at_3, full=1.0),
            "hit@3",
        ),
        Chart(
            "Among the first five",
            f"hit@5{spread}.",
            rows(lambda row: row.hit_at_5, lambda each: each.hit_at_5, full=1.0),
            "hit@5",
        ),
        Chart(
            "Mean reciprocal rank",
            f"Of the first ten words; lower ones count 0{spread}.",
            rows(
                lambda row: row.mean_reciprocal_rank, lambda each: each.mean_reciprocal_rank, rank, full=1.0
            ),
            "MRR",
        ),
        *(
            Chart(f"Keystrokes saved, {name} shown", typed, savings(shown), f"saved@{shown}")
            for shown, name in ((1, "one word"), (3, "three words"), (5, "five words"))
        ),
    ]


def _row(name: str, row: Compared, tokens: int, best: bool) -> tuple[str, list[str], bool]:
    none = "∞" if row.normalised else "scores"

    def figure(value: float | None, digits: int) -> str:
        return none if value is None else decimal(value, digits)

    return (
        name,
        [
            figure(row.perplexity, 1),
            figure(row.perplexity_known, 1),
            figure(row.bits_per_word, 3),
            figure(row.bits_per_character, 3),
            f"{row.oov:,} ({percent(row.oov / tokens)})",
            f"{row.vocabulary:,}",
            f"{row.parameters or row.ngrams or 0:,}",
            decimal(row.calibration.shown.error, 4) if row.calibration else "–",
            percent(row.best_wins),
        ],
        best,
    )
