"""A text area whose surprising words are coloured: only what is on the screen is ever looked at."""

from __future__ import annotations

from collections.abc import Hashable

from rich.style import Style
from rich.text import Text
from textual.color import Color
from textual.document._document import Location

from typeahead.editor import heat_scale
from typeahead.editor.figures import Figures
from typeahead.editor.themes import PLAIN_HEAT
from typeahead.editor.widgets.marked_text_area import UNDIMMED
from typeahead.editor.widgets.underlined_area import UnderlinedArea


class HeatedArea(UnderlinedArea):
    """A text area that keeps its words' figures and shows them as heat.

    Attributes:
        figures: what is known of the words.
        threshold: bits from which words are coloured; None while none are.
    """

    def __init__(self, *, id: str | None = None) -> None:
        self.figures = Figures(1)
        self.threshold: float | None = None
        self._scale: tuple[Style, ...] = ()
        super().__init__(id=id)

    def _set_document(self, text: str, language: str | None) -> None:
        super()._set_document(text, language)
        self.figures = Figures(self.document.line_count)

    def _lines_replaced(self, top: Location, bottom: Location, end: Location) -> None:
        super()._lines_replaced(top, bottom, end)
        self.figures.replaced(top, bottom, end, self.document[top[0]], self.document[end[0]])

    def show_heat(self, threshold: float | None) -> None:
        """Colour the words from so many bits; None colours none."""
        self.threshold = threshold
        self._scale = self._make_scale()
        self.refresh()

    def refresh_heat(self) -> None:
        """There are new figures: draw the rows that show others now."""
        if self.threshold is not None:
            self.refresh()

    def notify_style_update(self) -> None:
        """Another theme has other colours."""
        self._scale = ()
        super().notify_style_update()

    def _make_scale(self) -> tuple[Style, ...]:
        app = self.app
        names = app.get_css_variables()
        page, text, hue = (Color.parse(names[name]) for name in ("background", "foreground", "warning"))
        colourless = app.no_color or app.console.color_system is None or PLAIN_HEAT in names
        return heat_scale.scale_of(page, text, hue, colourless=colourless)

    def get_line(self, line_index: int) -> Text:
        """A line as it is shown, with its heat."""
        text = super().get_line(line_index)
        figures = self.figures[line_index]
        if self.threshold is not None and figures is not None:
            self._scale = self._scale or self._make_scale()
            for start, end, bits in figures.hot(self.threshold):
                if style := heat_scale.style(bits, self.threshold, self._scale):
                    text.stylize(style + UNDIMMED, start, end)
        return text

    def row_extra(self, line_index: int) -> Hashable:
        """What a drawn row depends on besides its text; a line's figures are never changed, only replaced."""
        heat = None if self.threshold is None else (self.threshold, self.figures[line_index])
        return heat, super().row_extra(line_index)
