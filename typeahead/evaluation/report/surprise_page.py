"""The surprise of a text as a page: a heat map to read, with each word's figures a touch away."""

from __future__ import annotations

import math
from dataclasses import dataclass

from typeahead.evaluation.heat import EDGES, level
from typeahead.evaluation.report.bars import Bar, Value, bars
from typeahead.evaluation.report.figures import bits, decimal, percent
from typeahead.evaluation.report.rendering import render
from typeahead.evaluation.surprise import odds, total
from typeahead.evaluation.surprise_report import SurpriseReport, Term
from typeahead.prediction.suggestion import WordSurprise

_AROUND = 5
"""Words on each side of a surprising one in the list."""
_COLUMN = 150
"""Pixels of the highest column."""
_TICK = 4
"""Bits between two lines of the columns' chart: perplexity sixteen times as high."""
_TOP = 16
"""Bits at the top of it at most; what is higher is cut, since a lone address would make all others flat."""


@dataclass(frozen=True, slots=True)
class PageWord:
    """A word as it stands in the heat map.

    Attributes:
        number: in the text, from 0.
        gap: what stands before it.
        text: as written.
        level: of its colour, 0 to 4.
        figures: bits, odds and rank.
        expected: what was expected instead, empty if nothing.
    """

    number: int
    gap: str
    text: str
    level: int
    figures: str
    expected: str


@dataclass(frozen=True, slots=True)
class PageParagraph:
    """A paragraph: its words, its figures, and its column (x, width, y, height in percent and pixels)."""

    number: int
    words: list[PageWord]
    count: int
    bits: str
    perplexity: str
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Surprising:
    """A row of the list of surprising words."""

    word: PageWord
    before: str
    after: str
    bits: str
    odds: str
    rank: str


def surprise_page(report: SurpriseReport, name: str) -> str:
    """The whole page.

    Args:
        report: what was measured.
        name: of the text, as the heading has it.
    """
    whole = report.whole
    paragraphs, top = _paragraphs(report)
    words = [word for paragraph in paragraphs for word in paragraph.words]
    return render(
        "surprise.html",
        script="surprise.js",
        name=name,
        model=report.model,
        normalised=report.normalised,
        count=whole.words,
        letter="P" if report.normalised else "S",
        bits=bits(whole.bits),
        nats=bits(whole.nats),
        bits_per_word=decimal(whole.bits_per_word, 2),
        nats_per_word=decimal(whole.nats / max(whole.words, 1), 2),
        perplexity=decimal(whole.perplexity) if report.normalised else "–",
        chain=[_factor(term) for term in report.chain],
        paragraphs=paragraphs,
        column=_COLUMN,
        ticks=[(_height(tick, top), f"{2**tick:,}") for tick in range(0, top + 1, _TICK)],
        ranks=_ranks(report),
        most=[_surprising(report, words, number) for number in report.most],
        edges=[(number, f"{edge:.0f}", odds(edge)) for number, edge in enumerate(EDGES, 1)],
    )


def _factor(term: Term) -> tuple[Term, str, str]:
    """The factor, its condition as it is written out, and its bits."""
    return term, term.condition, bits(term.bits)


def _ranks(report: SurpriseReport) -> list[Bar]:
    bands = report.ranks
    made = bars([Value(band.name, band.share) for band in bands], percent, full=1.0)
    return [
        Bar(bar.name, bar.length, bar.label, interval=f"{band.count:,}")
        for bar, band in zip(made, bands, strict=True)
    ]


def _paragraphs(report: SurpriseReport) -> tuple[list[PageParagraph], int]:
    """The paragraphs, and the bits at the top of their chart."""
    groups = report.paragraphs
    means = [total(group).bits_per_word for group in groups]
    most = max([mean for mean in means if math.isfinite(mean)], default=0.0)
    top = min(max(_TICK, math.ceil(most / _TICK) * _TICK), _TOP)
    found: list[PageParagraph] = []
    number = at = 0
    for place, (group, mean) in enumerate(zip(groups, means, strict=True)):
        words: list[PageWord] = []
        for word in group:
            gap = report.text[at : word.start]
            # Between paragraphs there is a margin in place of blank lines; a marker (#, -) stays.
            words.append(_word(number, word, gap if words else gap.strip() + " " * bool(gap.strip())))
            number, at = number + 1, word.end
        whole = total(group)
        found.append(
            PageParagraph(
                number=place,
                words=words,
                count=whole.words,
                bits=decimal(mean),
                perplexity=odds(mean) if report.normalised else "–",
                x=round(place / len(groups) * 100, 3),
                width=round(100 / len(groups) * 0.86, 3),
                height=_height(mean, top),
            )
        )
    return found, top


def _height(mean: float, top: int) -> float:
    return round(min(mean / top, 1.0) * _COLUMN, 1)


def _word(number: int, word: WordSurprise, gap: str) -> PageWord:
    expected = ", ".join(
        f"{each.text} {percent(each.probability)}" for each in word.alternatives if each.text != word.text
    )
    figures = f"{bits(word.bits)} bits, 1 in {odds(word.bits)}, rank {word.rank:,}"
    return PageWord(number, gap, word.text, level(word.bits), figures, expected)


def _surprising(report: SurpriseReport, words: list[PageWord], number: int) -> Surprising:
    word = report.words[number]
    same = [
        at
        for at in range(max(number - _AROUND, 0), min(number + _AROUND + 1, len(words)))
        if report.words[at].paragraph == word.paragraph
    ]
    before = report.text[report.words[same[0]].start : word.start]
    after = report.text[word.end : report.words[same[-1]].end]
    return Surprising(words[number], before, after, bits(word.bits), odds(word.bits), f"{word.rank:,}")
