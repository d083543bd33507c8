"""Curves in plain characters and as SVG."""

from __future__ import annotations

import math
from xml.etree import ElementTree

from typeahead.evaluation.gradients.chart import Chart, Curve, draw, plotted
from typeahead.evaluation.gradients.svg import svg

STEPS = [float(k) for k in range(11)]
FALLING = Curve("falling", "f", STEPS, [-k for k in STEPS])
EVEN = Curve("even", "e", STEPS, [0.0] * 11)
CHART = Chart("two", "k", [FALLING, EVEN])


def rows(chart: Chart) -> list[str]:
    return [
        drawn for line in draw(chart, 60, 11) if (drawn := plotted(line)[1]) or "│" in line or "┤" in line
    ]


def test_each_row_is_a_power_of_ten():
    lines = draw(CHART, 60, 11)
    ticks = [line.split()[0] for line in lines if "┤" in line]
    assert (ticks[0], ticks[-1]) == ("1", "1e-10")
    drawn = rows(CHART)
    assert set(drawn[0]) <= {"e", "f", " "}
    assert "f" in drawn[0]  # both begin at 1 and take turns
    assert drawn[0].rstrip().endswith("e")
    for row in drawn[1:]:
        assert set(row.strip()) == {"f"}
    places = [row.index("f") for row in drawn[1:]]
    assert places == sorted(places)
    assert all(len(line) <= 60 for line in lines)
    assert lines[-1] == "f falling   e even"


def test_what_is_not_finite_or_too_far_below_is_left_out():
    gone = Curve("gone", "g", STEPS, [0.0, -1.0, -2.0, -500.0, *[math.nan] * 7])
    chart = Chart("gone", "k", [gone, EVEN])
    assert chart.y_range[0] >= -70
    drawn = rows(chart)
    assert max(row.rfind("g") for row in drawn) < 25
    ElementTree.fromstring(svg(chart))


def test_what_is_a_little_above_a_tick_takes_no_decades_more():
    above = Curve("above", "a", STEPS, [0.05 - 0.5 * k for k in STEPS])
    assert Chart("above", "k", [above]).y_range[1] == 0
    higher = Curve("higher", "a", STEPS, [0.5 - 0.5 * k for k in STEPS])
    assert Chart("higher", "k", [higher]).y_range[1] == 1


def test_fractions_have_an_axis_of_percents():
    chart = Chart("right", "words", [Curve("a", "a", [6.0, 100.0], [1.0, 0.25])], is_log=False)
    lines = draw(chart, 70, 9)
    assert [line.split("┤")[0].strip() for line in lines if "┤" in line] == [
        "100 %",
        "75 %",
        "50 %",
        "25 %",
        "0 %",
    ]
    assert plotted(lines[1])[1].startswith("a")


def test_svg_tells_curves_apart_without_colour():
    found = ElementTree.fromstring(svg(CHART))
    names = [text.text for text in found.iter("text") if text.get("class") == "name"]
    assert sorted(names) == ["even", "falling"]
    lines = list(found.iter("polyline"))
    assert len({line.get("stroke-dasharray") for line in lines}) == len(lines) == 2
