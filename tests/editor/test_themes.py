"""Our own themes can be read: contrast is computed from the colours as the style sheet mixes them."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import Theme

from typeahead.editor import heat_scale
from typeahead.editor.heat_scale import contrast
from typeahead.editor.themes import CONTRAST, DARK, LIGHT, PLAIN_HEAT, THEMES

GROUNDS = ("background", "surface", "panel")
WORDS = ("foreground", "text-primary", "text-accent", "text-warning", "text-error", "text-success")
CURSORS = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("input-cursor-foreground", "input-cursor-background"),
)


def colours(theme: Theme) -> dict[str, str]:
    return {**theme.to_color_system().generate(), **theme.variables}


def ratio(theme: Theme, letters: str, ground: str) -> float:
    named = colours(theme)
    below = Color.parse(named[ground])
    return contrast(below + on(named[letters], below), below)


def on(written: str, below: Color) -> Color:
    """A colour as it is mixed: "auto 87%" is black or white, whichever stands off more."""
    if not written.startswith("auto"):
        return Color.parse(written)
    share = float(written.split()[1].rstrip("%")) / 100
    return below.get_contrast_text(share)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_and_figures_can_be_read(theme: Theme):
    least = 7.0 if theme is CONTRAST else 4.5
    for ground in GROUNDS:
        for letters in WORDS:
            assert ratio(theme, letters, ground) >= least, (letters, ground)
    for letters, ground in CURSORS[:1] if theme is not CONTRAST else CURSORS:
        assert ratio(theme, letters, ground) >= least, (letters, ground)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_grey_text_and_details_can_be_read(theme: Theme):
    for ground in GROUNDS:
        # The ghost, the status line and the details of the panels have this colour; a status has to be read too.
        assert ratio(theme, "text-muted", ground) >= (7.0 if theme is CONTRAST else 4.5), ground
        assert ratio(theme, "text-disabled", ground) >= (7.0 if theme is CONTRAST else 3.0), ground


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=lambda theme: theme.name)
def test_heat_can_be_read_and_grows(theme: Theme):
    named = colours(theme)
    page, text, hue = (Color.parse(named[name]) for name in ("background", "foreground", "warning"))
    found = heat_scale.colours(page, text, hue)
    assert all(contrast(letters, ground) >= 4.5 for letters, ground in found)
    stands_off = [contrast(ground, page) for _, ground in found]
    assert stands_off == sorted(stands_off)
    assert stands_off[0] >= 1.2


def test_with_strong_contrast_heat_has_no_colours():
    assert PLAIN_HEAT in CONTRAST.variables  # underline, bold and reverse: the text's own 21 : 1
    assert ratio(CONTRAST, "foreground", "background") == pytest.approx(21, abs=0.1)
    used = {Color.parse(named).rgb for name, named in CONTRAST.variables.items() if name.startswith("text-")}
    assert all(red == green and blue in (red, 0) for red, green, blue in used), (
        "black, white, greys and yellow"
    )
