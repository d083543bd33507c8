"""Three themes of our own beside Textual's: dark, light, and one for eyes that need strong contrast.

Ratios of contrast (WCAG 2) that a test holds them to: the text and all figures 4.5 : 1, grey text at least 3 : 1, and
in the third everything 7 : 1.
"""

from __future__ import annotations

from textual.theme import Theme

PLAIN_HEAT = "heat-without-colours"
"""A theme's variable: heat is shown as where there are no colours, by underline, bold and reverse."""

DARK = Theme(
    name="typeahead-dark",
    primary="#7aa2d6",
    secondary="#8fb5a5",
    accent="#e0b45c",
    warning="#e0a04a",
    error="#ef7d78",
    success="#8cc28c",
    foreground="#dcdde0",
    background="#17181b",
    surface="#202226",
    panel="#2a2d33",
    boost="#2a2d33",
    dark=True,
    variables={
        "text-muted": "#9a9da4",
        "text-disabled": "#83868d",
        "text-primary": "#8fb4e6",
        "text-secondary": "#9cc4b3",
        "text-accent": "#e6bd6c",
        "text-warning": "#e8ac5a",
        "text-error": "#f58d88",
        "text-success": "#99cf99",
        "block-cursor-foreground": "#101113",
        "block-cursor-background": "#8fb4e6",
        "input-selection-background": "#3d5679",
    },
)

LIGHT = Theme(
    name="typeahead-light",
    primary="#2f5f9e",
    secondary="#3b6b58",
    accent="#8a5a00",
    warning="#d98a1f",
    error="#b3261e",
    success="#2f6f3a",
    foreground="#24262a",
    background="#fbfaf7",
    surface="#f1efe9",
    panel="#e6e3da",
    boost="#e6e3da",
    dark=False,
    variables={
        "text-muted": "#5f6269",
        "text-disabled": "#74777e",
        "text-primary": "#27548f",
        "text-secondary": "#2f5a4a",
        "text-accent": "#7a4f00",
        "text-warning": "#8a5200",
        "text-error": "#a3201a",
        "text-success": "#27602f",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-background": "#2f5f9e",
        "input-selection-background": "#b9d0ee",
    },
)

_BLACK, _WHITE, _YELLOW = "#000000", "#ffffff", "#ffff00"
CONTRAST = Theme(
    name="typeahead-contrast",
    primary=_YELLOW,
    secondary=_WHITE,
    accent=_YELLOW,
    warning=_YELLOW,
    error=_YELLOW,
    success=_WHITE,
    foreground=_WHITE,
    background=_BLACK,
    surface=_BLACK,
    panel=_BLACK,
    boost="#333333",
    dark=True,
    text_alpha=1.0,
    variables={
        "text": _WHITE,
        "text-muted": "#d0d0d0",
        "text-disabled": "#c0c0c0",
        "text-primary": _YELLOW,
        "text-secondary": _WHITE,
        "text-accent": _YELLOW,
        "text-warning": _YELLOW,
        "text-error": _YELLOW,
        "text-success": _WHITE,
        "surface-lighten-2": _WHITE,
        "block-cursor-foreground": _BLACK,
        "block-cursor-background": _YELLOW,
        "block-cursor-blurred-foreground": _BLACK,
        "block-cursor-blurred-background": _WHITE,
        "block-hover-background": "#333333",
        "input-cursor-background": _YELLOW,
        "input-cursor-foreground": _BLACK,
        "input-selection-background": "#004080",
        "input-selection-foreground": _WHITE,
        "scrollbar": _WHITE,
        "scrollbar-hover": _YELLOW,
        "scrollbar-background": _BLACK,
        "border": _YELLOW,
        "border-blurred": _WHITE,
        "button-foreground": _WHITE,
        PLAIN_HEAT: "1",
    },
)

THEMES = (DARK, LIGHT, CONTRAST)
