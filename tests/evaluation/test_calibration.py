"""Predictors that are honest or not by construction."""

from __future__ import annotations

import random

import pytest

from tests.evaluation.typing import Scripted, always
from typeahead.evaluation.calibration import EDGES, Calibration
from typeahead.evaluation.keystrokes import simulate
from typeahead.prediction.suggestion import Suggestion

CHANCES = {"to": 0.4, "tool": 0.3, "today": 0.2, "at": 0.1}


def calibrated(predictor, paragraphs):
    watcher = Calibration()
    simulate(predictor, paragraphs, keystrokes=False, watchers=[watcher])
    return watcher.report()


def drawn(words: int, seed: int = 1) -> list[str]:
    chosen = random.Random(seed).choices(list(CHANCES), list(CHANCES.values()), k=words)
    return [" ".join(chosen[at : at + 20]) for at in range(0, words, 20)]


class Knowing:
    """Knows how the text was drawn, letter by letter; says so, or boasts."""

    def __init__(self, boast: float = 1.0) -> None:
        self.boast = boast

    def suggest(self, before: str, n: int = 3, *, phrases: bool = True) -> list[Suggestion]:
        typed = before[before.rfind(" ") + 1 :]
        fitting = {word: p for word, p in CHANCES.items() if word.startswith(typed)}
        mass = sum(fitting.values())
        ranked = sorted(fitting, key=lambda word: -fitting[word])
        found = [
            Suggestion(word, word[len(typed) :], (fitting[word] / mass) ** (1 / self.boast))
            for word in ranked
            if word != typed
        ]
        return found[:n]

    def learn(self, text: str) -> None:
        pass

    def adapt(self) -> bool:
        return False


def test_who_knows_the_chances_is_calibrated_also_behind_a_whole_word():
    report = calibrated(Knowing(), drawn(4000))
    for part in (report.shown, report.first, report.next_word, report.in_word):
        assert part.error < 0.02
    # "to" is typed: with 0.4 / 0.9 the word is finished, else it is one of these two.
    assert [each for each in report.in_word.bins if each.count and each.high in (0.3, 0.4)]


def test_who_boasts_is_not():
    report = calibrated(Knowing(boast=3.0), drawn(2000))
    assert report.shown.error > 0.15
    for each in report.next_word.bins:
        assert not each.count or each.predicted > each.right


def test_bins_and_their_error_are_those_counted_by_hand():
    # Behind each letter of "at": a place with nothing typed, one with "a" and one with "at".
    report = calibrated(always({"at": 0.95, "to": 0.04, "ate": 0.01}), ["at", "to"])
    bins = {each.low: each for each in report.shown.bins if each.count}
    assert len(report.shown.bins) == len(EDGES) - 1
    assert {low: each.count for low, each in bins.items()} == {0.9: 3, 0.02: 3, 0.01: 4}
    assert (bins[0.9].right, bins[0.02].right, bins[0.01].right) == (2 / 3, 2 / 3, 0.0)
    error = (3 * abs(0.95 - 2 / 3) + 3 * abs(0.04 - 2 / 3) + 4 * 0.01) / 10
    assert report.shown.error == pytest.approx(error)
    assert report.shown.count == report.next_word.count + report.in_word.count == 10
    assert report.first.count == 5


def test_certain_ones_are_in_the_last_bin_and_only_words_count():
    report = calibrated(Scripted(lambda _: {"at": 1.0}), ["(at ("])
    assert report.shown.count == 2
    assert report.shown.bins[-1].right == 1.0
    assert report.shown.error == 0.0


def test_of_nothing_there_is_no_error():
    assert calibrated(always({}), ["at"]).shown.error is None
