"""All keys on one page."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Static

from typeahead.editor.screens.prompt import Prompt

KEYS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "Suggestions",
        (
            ("Tab", "take the grey text, or the first suggestion"),
            ("Right", "take the grey text at the end of a line"),
            ("Ctrl+Right", "take one word of it"),
            ("Alt+1 … Alt+5", "take one of the line below (or click it)"),
            ("Esc, then 1 … 5", "the same, where Alt does not arrive"),
            ("Esc", "hide suggestions until the word ends"),
        ),
    ),
    (
        "Files",
        (
            ("Ctrl+S", "save"),
            ("F12, Ctrl+Shift+S", "save under another name"),
            ("Ctrl+O", "open another file, or a folder"),
            ("Ctrl+T", "find a file by its path, or by its text"),
            ("Ctrl+Q", "quit"),
        ),
    ),
    (
        "Finding",
        (
            ("Ctrl+F", "find; Esc closes the bar, at the match"),
            ("F3, Shift+F3", "in the bar: the next one, the one before"),
            ("Enter, Down, Up", "the same, in the bar"),
            ("Ctrl+R", "replace; Tab goes to the other field"),
            ("Enter, F6", "replace this one, replace all"),
            ("F7, F8", "in the bar: case matters, regular expression"),
            ("Ctrl+G", "go to a line, or line:column"),
            ("Shift+F7", "correct the likely slip at the cursor or before it"),
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
            ("Ctrl+N", "forget the word under the cursor, after a question"),
            ("F4", "the inspector: what stands behind the suggestions"),
            ("Up, Down; Left, Right", "in it: another word; another model"),
            ("Enter", "in it: to the places the word comes from; opens one"),
            ("Shift+Tab, Tab", "into it, and back to the text"),
            ("F1", "this page"),
            ("Ctrl+P", "all commands by name; the theme too"),
        ),
    ),
    (
        "Writing",
        (
            ("Ctrl+Z, Ctrl+Y", "undo, redo"),
            ("Ctrl+X, Ctrl+C, Ctrl+V", "cut, copy, paste"),
            ("Shift and arrows", "select; F7 selects all"),
            ("Ctrl+Left, Ctrl+Right", "a word left or right"),
            ("Ctrl+Home, Ctrl+End", "to the start or end of the text"),
            ("Ctrl+W", "delete the word to the left"),
            ("Ctrl+U, Ctrl+K", "delete to the start or end of the line"),
        ),
    ),
)


class Help(Prompt[None]):
    """The keys by subject; any of Esc, F1, Enter closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,enter,q", "dismiss(None)", "Close", show=False)
    ]

    def compose(self) -> ComposeResult:
        """One list, scrollable where the terminal is small."""
        lines = []
        for title, keys in KEYS:
            lines.append(f"[b]{title}[/b]")
            lines += [f"  {key:<23}{meaning}" for key, meaning in keys]
            lines.append("")
        lines.append("[b]Esc[/b] closes this page.")
        with VerticalScroll(classes="card", id="help"):
            yield Static("\n".join(lines))
