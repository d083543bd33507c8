"""What keys of the text do, as the application's actions: for clicks, and for the palette."""

from __future__ import annotations

from typeahead.editor.markdown import Markdown
from typeahead.editor.screens.command_palette import PaletteApp
from typeahead.editor.widgets.writing_area import WritingArea


class WritingApp(PaletteApp):
    """An application in which one writes.

    Attributes:
        area: the text.
        markdown: knows whether that is Markdown.
    """

    area: WritingArea
    markdown: Markdown

    def action_take_suggestion(self) -> None:
        """Take what Tab takes: the grey text, or what is marked with that key in the line."""
        self.area.focus()
        self.area.action_take_suggestion()
