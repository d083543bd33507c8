"""From bits to colours that anyone can read."""

from __future__ import annotations

import pytest

from typeahead.evaluation import heat


@pytest.mark.parametrize(
    ("bits", "level"), [(0.0, 0), (3.9, 0), (4.0, 1), (8.0, 2), (15.9, 3), (16.0, 4), (float("inf"), 4)]
)
def test_levels(bits, level):
    assert heat.level(bits) == level


@pytest.mark.parametrize("scale", [heat.LIGHT, heat.DARK])
def test_letters_can_be_read_on_every_colour(scale):
    assert len(scale) == len(heat.EDGES)
    for colours in scale:
        assert heat.contrast(colours.ink, colours.ground) >= heat.READABLE


@pytest.mark.parametrize(("scale", "page"), [(heat.LIGHT, "#fdfdfb"), (heat.DARK, "#15191c")])
def test_each_level_stands_off_further_from_the_page_in_grey_too(scale, page):
    steps = [heat.contrast(colours.ground, page) for colours in scale]
    assert steps == sorted(steps)
    assert all(later > 1.1 * earlier for earlier, later in zip([1.0, *steps], steps, strict=False))


def test_contrast_is_wcag_s():
    assert heat.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert heat.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
