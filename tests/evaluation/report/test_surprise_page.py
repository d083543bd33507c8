"""The heat map as a page: its words are data."""

from __future__ import annotations

import math

from tests.evaluation.report.pages import HOSTILE, check
from typeahead.evaluation.report.surprise_page import surprise_page
from typeahead.evaluation.surprise_report import SurpriseReport
from typeahead.prediction.suggestion import Suggestion, WordSurprise


def report(text: str = "", normalised: bool = True) -> SurpriseReport:
    """Every run of letters a word, a line a paragraph; each three bits more surprising than the one before."""
    words, at = [], 0
    for paragraph, line in enumerate(text.split("\n\n")):
        for each in line.split(" "):
            start = text.index(each, at)
            at = start + len(each)
            number = len(words)
            expected = [Suggestion("books", "books", 0.25), Suggestion(HOSTILE, HOSTILE, 0.1)]
            words.append(WordSurprise(each, start, at, number * 3.0, 10**number, expected, paragraph))
    return SurpriseReport(text, words, "a model", normalised)


def test_every_word_with_its_figures():
    page = check(surprise_page(report("the quiet students opened\n\nzebras now"), "note.md"))
    words = [attributes for tag, attributes in page.tags if (attributes.get("class") or "").startswith("w")]
    words = [each for each in words if "data-f" in each]
    assert [each["class"] for each in words] == ["w", "w", "w h1", "w h2", "w h3", "w h3"]
    assert words[3]["data-f"] == "9.0 bits, 1 in 512, rank 1,000"
    assert (words[3]["data-e"] or "").startswith("books 25.0\N{NO-BREAK SPACE}%")
    assert [each["tabindex"] for each in words] == ["0", "-1", "-1", "-1", "-1", "-1"]
    assert {"p0", "p1", "w0", "w5"} <= page.ids
    assert "the quiet students opened" in page.text
    for part in (
        "−45.0 bits",
        "−31.2 nats",
        "perplexity 23",
        "P(now | … opened zebras)",
        "top 10",
        "beyond 1,000",
    ):
        assert part in page.text, part


def test_hostile_words_are_shown_as_they_are():
    raw = surprise_page(report(HOSTILE), HOSTILE)
    page = check(raw)
    assert page.count("script") == 1
    shown = HOSTILE.replace("\x1b", "␛").replace("\x07", "␇").replace("\u202e", "\ufffd")
    assert shown in page.text
    assert "alert(1)</script>" not in raw


def test_what_has_no_figure_is_said():
    words = [WordSurprise("never", 0, 5, math.inf, 9, [], 0)]
    page = check(surprise_page(SurpriseReport("never", words, "mle"), "x"))
    assert "−∞ bits" in page.text
    scores = check(surprise_page(report("a b c", normalised=False), "x"))
    assert "gives scores, not probabilities" in scores.text
    assert "S(text)" in scores.text
