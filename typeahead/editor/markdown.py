"""Whether the text is Markdown, and what of that a person wants: styles to see, lists that go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from typeahead.text.prose import extension

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp

_MARKDOWN = frozenset({".md", ".markdown", ".mdx"})
_MESSAGES = frozenset({"COMMIT_EDITMSG", "MERGE_MSG", "TAG_EDITMSG", "SQUASH_MSG"})


def dialect_of(path: Path | None) -> str:
    """What a document of this name is written in; one without a name may become anything, and is Markdown."""
    if path is None or path.suffix.lower() in _MARKDOWN:
        return "markdown"
    return "commit" if path.name in _MESSAGES else ""


class Markdown:
    """Tells the text what it is written in, and turns on and off what that brings.

    Args:
        app: whose text.
    """

    def __init__(self, app: EditorApp) -> None:
        self._app = app

    def look(self) -> None:
        """Another document is on the screen, or this one has another name."""
        path = self._app.files.document.path
        dialect, area = dialect_of(path), self._app.area
        area.suffix = dialect if dialect == "commit" else ".md" if path is None else extension(path)
        area.show_dialect(dialect)

    def toggle_styles(self) -> None:
        """Show Markdown as what it is, or as plain text."""
        area = self._app.area
        self._app.applying.change("markdown", not area.styled)
        self._app.say(
            "Markdown is shown as what it is." if area.styled else "Markdown is shown as plain text."
        )

    def toggle_lists(self) -> None:
        """Enter goes on with lists and quotes, or begins a line and nothing else."""
        area = self._app.area
        self._app.applying.change("lists", not area.continues)
        self._app.say(
            "Enter goes on with lists and quotes."
            if area.continues
            else "Enter begins a new line and nothing else."
        )

    def nest(self) -> None:
        """Nest the item under the cursor, or the lines selected."""
        self._app.area.focus()
        if not self._app.area.nest_here():
            self._app.say("Nothing to nest: the cursor is in no list, or nothing stands above the item.")

    def unnest(self) -> None:
        """Take them one level out."""
        self._app.area.focus()
        if not self._app.area.nest_here(out=True):
            self._app.say("Nothing to take out: the cursor is in no nested item.")

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette."""
        area = self._app.area
        styles = "Markdown: plain" if area.styled else "Markdown: styled"
        yield SystemCommand(styles, "How headings, emphasis and lists look in the text", self.toggle_styles)
        lists = "Lists: don't continue" if area.continues else "Lists: continue"
        yield SystemCommand(lists, "What Enter does in lists and quotes", self.toggle_lists)
        yield SystemCommand("Nest", "The list's item, or the lines selected (Tab)", self.nest)
        yield SystemCommand("Un-nest", "The list's item, or the lines selected (Shift+Tab)", self.unnest)
        yield SystemCommand("Paragraph up", "To its start (Ctrl+Up)", area.action_paragraph_up)
        yield SystemCommand("Paragraph down", "To the next one (Ctrl+Down)", area.action_paragraph_down)
