"""All keys on one page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from typeahead.editor.keyboard.places import BAR, EVERYWHERE
from typeahead.editor.keyboard.rebinding import NO_KEY
from typeahead.editor.screens.prompt import Prompt

_IN_A_BAR = "Finding"
KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Suggestions",
        (
            ("Tab", "take the grey text, or one marked Tab below"),
            ("Right", "take the grey text at the end of a line"),
            ("Ctrl+Right", "one word of it; at the end a phrase's first"),
            ("Alt+Right", "one word of the first below, grey or not"),
            ("Alt+1 … Alt+5", "take one of the line below (or click it)"),
            ("Esc, then 1 … 5", "the same, where Alt does not arrive"),
            ("Esc", "hide suggestions until the word ends"),
            ("F6", "never the first again; right click: that one"),
            ("Ctrl+Space", "suggestions off, and on again"),
            ("1 … 5, by Ctrl+P", "choose without Alt, for one hand"),
        ),
    ),
    (
        "Files",
        (
            ("Ctrl+N", "new document"),
            ("Ctrl+S", "save"),
            ("F12, Ctrl+Shift+S", "save under another name"),
            ("Ctrl+O", "open another file, or a folder"),
            ("Down", "in both: click through the folders"),
            ("Ctrl+T", "find a file by its path, or by its text"),
            ("Ctrl+Q", "quit"),
        ),
    ),
    (
        _IN_A_BAR,
        (
            ("Ctrl+F", "find; Esc closes the bar, at the match"),
            ("F3, Shift+F3", "in the bar: the next one, the one before"),
            ("Enter, Down, Up", "the same, in the bar"),
            ("Ctrl+R", "replace; Tab goes to the other field"),
            ("Enter, F6", "replace this one, replace all"),
            ("F7, F8", "in the bar: case matters, regular expression"),
            ("Ctrl+G", "go to a line, or line:column"),
            ("Shift+F7", "correct the slip at the cursor or before it"),
        ),
    ),
    (
        "Learning and looking",
        (
            ("Ctrl+L", "pause learning, or go on"),
            ("F2", "how surprising each word was"),
            ("Shift+Tab", "go through it: arrows, Enter, S sorts"),
            ("F3", "colour surprising words in the text"),
            ("F8, F9", "colour fewer words, or more"),
            ("F5", "the dashboard: keys saved, words learned"),
            ("F5, then Z", "take back the last sentence that was learned"),
            ("F5, then T", "train on your notes; how far it is"),
            ("Shift+F6", "forget the word under the cursor"),
            ("F4", "what stands behind the suggestions"),
            ("Up, Down; Left, Right", "in it: another word; another model"),
            ("Enter", "in it: where the word comes from; opens it"),
            ("Shift+Tab, Tab", "into it, and back to the text"),
            ("F1", "this page"),
            ("F10", "settings: all of them, and the keys"),
            ("Ctrl+P", "all commands by name; the theme too"),
            ("for any F key", "Ctrl+P and its name does the same"),
        ),
    ),
    (
        "Writing",
        (
            ("Ctrl+Z, Ctrl+Y", "undo, redo"),
            ("Ctrl+X, Ctrl+C, Ctrl+V", "cut, copy, paste"),
            ("Shift and arrows", "select; F7 selects all"),
            ("Ctrl+Left, Ctrl+Right", "a word left or right"),
            ("Ctrl+Up, Ctrl+Down", "to the paragraph's start, to the next one"),
            ("Ctrl+Home, Ctrl+End", "to the start or end of the text"),
            ("Ctrl+W", "delete the word to the left"),
            ("Ctrl+U, Ctrl+K", "delete to the start or end of the line"),
            ("Backspace", "after a capital that was made: as typed"),
            ("Enter", "in a list: go on; in an empty item: end it"),
            ("Tab, Shift+Tab", "at an item's start: nest it, un-nest it"),
            ("", "with lines selected: move them right, left"),
        ),
    ),
)

_WITHOUT = re.compile(rf"(?:{NO_KEY}|\W)*|.*by {NO_KEY}|{NO_KEY}, then.*")
"""The keys of a row that nothing leads to any more."""
_HALF = re.compile("(?=; |, or )")


class Help(Prompt[None]):
    """The keys by subject; any of Esc, F1, Enter closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,enter,q", "dismiss(None)", "Close", show=False),
        Binding("w", "welcome", "The welcome", show=False),
    ]

    def __init__(self, told: Callable[..., str]) -> None:
        super().__init__()
        self._told = told  # names keys as they are bound now

    def compose(self) -> ComposeResult:
        """One list, scrollable where the terminal is small."""
        lines = page(self._told)
        lines.append(
            "[@click=screen.welcome][b]W[/b] shows the first steps again.[/] [b]Esc[/b] closes this page."
        )
        with VerticalScroll(classes="card", id="help"):
            yield Static("\n".join(lines))

    async def action_welcome(self) -> None:
        """Close the page and show the welcome."""
        self.dismiss(None)
        await self.app.run_action("welcome")


def page(told: Callable[..., str]) -> list[str]:
    """The lines of the page, keys named as they are bound now; what no key does any more is left out."""
    lines = []
    is_gone = False
    for title, keys in KEYS:
        lines.append(f"[b]{title}[/b]")
        place = BAR if title == _IN_A_BAR else EVERYWHERE
        for key, meaning in keys:
            now, first, *more = told(key, place=place), *_HALF.split(told(meaning, place=place))
            if key:  # else the line goes on with the one above
                is_gone = _WITHOUT.fullmatch(now) is not None or NO_KEY in first
            if not is_gone:
                lines.append(f"  {now:<23}{first}{''.join(each for each in more if NO_KEY not in each)}")
        lines.append("")
    return lines
