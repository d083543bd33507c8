"""Lengths of bars and places of dots."""

from __future__ import annotations

import math

from typeahead.evaluation.bootstrap import Interval
from typeahead.evaluation.calibration import Bin, Reliability
from typeahead.evaluation.report.bars import Value, bars
from typeahead.evaluation.report.reliability import SIDE, diagram


def label(value: float) -> str:
    return f"{value:.0f}"


def test_the_widest_end_takes_all_the_room():
    one, two, none = bars(
        [Value("a", 10.0, Interval(5.0, 20.0)), Value("b", 16.0), Value("c", None, instead="∞")], label
    )
    assert (one.length, one.low, one.high, one.interval) == (50.0, 25.0, 100.0, "5 to 20")
    assert (two.length, two.low, two.interval) == (80.0, None, "")
    assert (none.length, none.label) == (None, "∞")


def test_on_a_scale_of_one_s_choice():
    small, large = bars([Value("a", 16.0), Value("b", 256.0)], label, scale=math.log2)
    assert (small.length, large.length) == (50.0, 100.0)
    (half,) = bars([Value("a", 0.5)], label, full=1.0)
    assert half.length == 50.0


def test_nothing_to_draw():
    assert bars([], label) == []
    assert bars([Value("a", 0.0)], label)[0].length == 0.0


def test_an_honest_model_s_dots_lie_on_the_diagonal():
    bins = (Bin(0, 0.5, 10, 0.25, 0.25), Bin(0.5, 0.6, 0, None, None), Bin(0.6, 1, 40, 0.8, 0.7))
    found = diagram("a", Reliability(bins))
    first, second = found.dots
    assert first.x == SIDE - first.y == SIDE / 4
    assert second.y > SIDE - second.x, "right less often than foreseen: below the diagonal"
    assert second.radius > first.radius
    assert (found.error, found.count) == ("0.0800", "50")
    assert "40 times" in second.said
