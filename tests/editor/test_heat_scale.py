"""From bits to a style: levels, contrast in every theme, and what is left without colours."""

from __future__ import annotations

import pytest
from rich.style import Style
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from typeahead.editor import heat_scale
from typeahead.editor.heat_scale import (
    LEVELS,
    PLAIN,
    READABLE,
    STEP,
    colours,
    contrast,
    level,
    scale_of,
    style,
)


def colours_of(theme: str) -> tuple[Color, Color, Color]:
    names = BUILTIN_THEMES[theme].to_color_system().generate()
    page, text, hue = (Color.parse(names[name]) for name in ("background", "foreground", "warning"))
    return page, text, hue


def test_a_word_is_coloured_from_the_threshold_and_the_more_the_more_bits() -> None:
    assert [level(bits, 10) for bits in (0, 9.99, 10, 10 + STEP, 10 + 2 * STEP, 10 + 3 * STEP, 99)] == [
        0,
        0,
        1,
        2,
        3,
        4,
        LEVELS,
    ]
    scale = [Style(bold=True), Style(italic=True), Style(underline=True), Style(reverse=True)]
    assert style(9.99, 10, scale) is None
    assert [style(bits, 10, scale) for bits in (10, 12, 14, 16, 40)] == [*scale, scale[-1]]


def test_contrast_is_that_of_wcag() -> None:
    white, black, grey = Color(255, 255, 255), Color(0, 0, 0), Color(118, 118, 118)
    assert contrast(white, black) == contrast(black, white) == pytest.approx(21)
    assert contrast(white, grey) == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [name for name in BUILTIN_THEMES if not BUILTIN_THEMES[name].ansi])
def test_letters_are_readable_on_every_level_in_every_theme(theme: str) -> None:
    page, text, hue = colours_of(theme)
    found = colours(page, text, hue)
    assert len(found) == LEVELS
    for letters, ground in found:
        assert contrast(letters, ground) >= READABLE, theme


@pytest.mark.parametrize(
    "theme", ["textual-dark", "textual-light", "nord", "gruvbox", "dracula", "solarized-light"]
)
def test_levels_are_told_apart_by_lightness_alone(theme: str) -> None:
    """Whatever colours a person sees: each level stands off from the page more than the one before."""
    page, text, hue = colours_of(theme)
    steps = [contrast(ground, page) for _, ground in colours(page, text, hue)]
    assert steps == sorted(steps)
    assert all(after - before > 0.05 for before, after in zip([1.0, *steps], steps, strict=False)), steps


def test_without_colours_every_level_is_underlined_and_none_looks_like_another() -> None:
    page, text, hue = colours_of("textual-dark")
    assert scale_of(page, text, hue, colourless=True) is PLAIN
    assert scale_of(Color(0, 0, 0, ansi=-1), text, hue) is PLAIN, "the terminal's own colours aren't known"
    assert all(each.underline and each.color is None and each.bgcolor is None for each in PLAIN)
    assert len(set(PLAIN)) == LEVELS
    assert all(each.bgcolor is not None for each in heat_scale.scale_of(page, text, hue))
