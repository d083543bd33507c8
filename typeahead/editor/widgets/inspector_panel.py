"""The inspector: what may come at the cursor by each model, what matched, and where the chosen word comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.content import Content
from textual.style import Style

from typeahead.editor.widgets.changed_rows import ChangedRows
from typeahead.editor.widgets.inspector_rows import (
    Table,
    heading,
    matches,
    place_row,
    places_title,
    why_empty,
)

if TYPE_CHECKING:
    from typeahead.prediction.inspection import Inspection
    from typeahead.profile.finding import Place, Places

SHOWN = 20  # words, of all models together or of one
_PLACES = 5  # rows for places, where the panel is too low for all words
_HINT = "↑↓ word  ←→ model  Enter places  Esc closes"
_HINT_PLACES = "↑↓ place  Enter opens it  ← words  Esc closes"
_HINT_OUTSIDE = "Shift+Tab or a click leads in here  F4 closes"


class InspectorPanel(ChangedRows):
    """Words above, places below. The text keeps the focus: keys come through `press`, letters go on being typed.

    Args:
        chosen: told of the word that is chosen, whenever another one is, or another place is shown.
        opened: told of a place that is to be opened.

    Attributes:
        entered: whether the arrow keys are the panel's.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "inspector-panel--title",
        "inspector-panel--detail",
        "inspector-panel--bar",
        "inspector-panel--chosen",
        "inspector-panel--column",
        "inspector-panel--match",
    }

    def __init__(
        self, chosen: Callable[[], None], opened: Callable[[Place], None], *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._told, self._opened = chosen, opened
        self.entered = True
        self._inspection: Inspection | None = None
        self._order: list[int] = []  # rows of the inspection, as shown
        self._model: str | None = None  # whose likeliest words are shown, by name
        self._chosen = 0  # of the words shown
        self._places: Places | None = None
        self._place: int | None = None  # where the person is among the places
        self._lines: list[tuple[str, int]] = []  # what stands in each line: ("word", 3), ("place", 0) …

    # --- what is shown

    @property
    def word(self) -> str | None:
        """The chosen word."""
        if self._inspection is None or not self._order:
            return None
        return self._inspection.rows[self._order[self._chosen]].text

    def show(self, inspection: Inspection) -> None:
        """Show a place; at the same one the chosen word stays so."""
        known = self._inspection
        same = known is not None and (known.words, known.prefix) == (inspection.words, inspection.prefix)
        word = self.word if same else None
        self._inspection = inspection
        self._rank(word)

    def show_places(self, places: Places) -> None:
        """Show where the chosen word stands."""
        self._places = places
        self.refresh()

    def enter(self, entered: bool = True) -> None:
        """Let the arrow keys be the panel's, or the text's again."""
        if self.entered != entered:
            self.entered, self._place = entered, None
            self.refresh()

    @property
    def _column(self) -> int | None:
        """The number of the model whose likeliest words are shown."""
        names = [column.name for column in self._inspection.columns] if self._inspection else []
        return names.index(self._model) if self._model in names and len(names) > 1 else None

    def _rank(self, word: str | None) -> None:
        """Put the words in order, and choose this one, or the first."""
        assert self._inspection is not None
        self._order = list(self._inspection.likeliest(SHOWN, self._column))
        texts = [self._inspection.rows[at].text for at in self._order]
        self._chosen, self._places, self._place = texts.index(word) if word in texts else 0, None, None
        self._told()
        self.refresh()

    # --- keys and mouse

    def press(self, key: str) -> bool:
        """A key, while the panel is entered; whether it was one of the panel's."""
        if key in ("up", "down"):
            self._move(1 if key == "down" else -1)
        elif key in ("pageup", "pagedown"):
            self._move(5 if key == "pagedown" else -5)
        elif key == "enter":
            self._enter_places()
        elif key == "left" and self._place is not None:
            self._place = None
        elif key in ("left", "right"):
            self._turn(1 if key == "right" else -1)
        else:
            return False
        self.refresh()
        return True

    def _move(self, by: int) -> None:
        if self._place is not None and self._places is not None:
            at = self._place + by  # up from the first place leads back to the words
            self._place = min(at, len(self._places.found) - 1) if at >= 0 else None
        else:
            self._choose(self._chosen + by)

    def _choose(self, index: int) -> None:
        index = max(0, min(index, len(self._order) - 1))
        if index != self._chosen:
            self._chosen, self._places, self._place = index, None, None
            self._told()
        self.refresh()

    def _turn(self, by: int) -> None:
        """Show the likeliest words of the next model, all together being one of them."""
        if self._inspection is None or len(self._inspection.columns) < 2:
            return
        names = [None, *(column.name for column in self._inspection.columns)]
        at = 0 if self._column is None else self._column + 1
        self._model = names[(at + by) % len(names)]
        self._rank(self.word)

    def _enter_places(self) -> None:
        """Go to the places, or open the one that the person is at."""
        found = self._places.found if self._places else ()
        if self._place is not None:
            self._opened(found[self._place])
        elif found:
            self._place = 0

    def on_click(self, event: events.Click) -> None:
        """Choose a word, or open a place."""
        event.stop()
        self.enter()
        line = event.get_content_offset_capture(self).y
        what, index = self._lines[line] if 0 <= line < len(self._lines) else ("", 0)
        if what == "word":
            self._choose(index)
        elif what == "place":
            self._place = index
            self._enter_places()
        self.refresh()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The next word, or place."""
        event.stop()
        self._move(1)
        self.refresh()

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The one before."""
        event.stop()
        self._move(-1)
        self.refresh()

    # --- drawing

    def rows(self, width: int, height: int) -> list[Content]:
        """Heading, words, what matched, places, what the keys do."""
        found = self._inspection
        self._lines = []
        if not width or not height:  # not laid out yet
            return []
        lines = [Content.styled(heading(found), self._style("title"))]
        if found is None or not self._order:
            lines += [Content(""), *Content(why_empty(found)).wrap(width)]
        else:
            self._draw(lines, found, width, height)
        hint = _HINT_OUTSIDE if not self.entered else _HINT if self._place is None else _HINT_PLACES
        lines = lines[: height - 1] + [Content("")] * (height - 1 - len(lines))
        lines.append(Content.styled(hint, self._style("detail")))
        return [line.truncate(width, ellipsis=True) for line in lines]

    def _draw(self, lines: list[Content], found: Inspection, width: int, height: int) -> None:
        title, detail, bar = self._style("title"), self._style("detail"), self._style("bar")
        table = Table(found, width, self._column)
        single = len(found.columns) == 1
        lines.append(table.head(detail, self._style("column")))
        if not single:
            lines.append(table.shares())
        under = list(matches(found, self._order[self._chosen]))
        places = self._places.found if self._places else ()
        # Besides: the others, a blank line, what matched, a blank line, the places' title; the keys at the bottom.
        room = height - len(lines) - len(under) - 5
        words = min(len(self._order), max(room - _PLACES, room // 2, 1))
        window = _window(self._chosen, words, len(self._order))
        most = max(found.of(at, self._column) for at in self._order)
        for at in window:
            line = table.word(self._order[at], most, bar)
            if at == self._chosen:
                line = line.stylize(self._style("chosen") if self.entered and self._place is None else title)
            self._put(lines, line, "word", at)
        others = table.others([self._order[at] for at in window])
        lines += [others.stylize(detail), Content(""), *map(Content, under), Content("")]
        about = places_title(self._places, self.word, self._place, width)
        lines.append(Content.styled(about, title))
        for at in _window(self._place or 0, height - 1 - len(lines), len(places)):
            line = place_row(places[at], width, detail, self._style("match"))
            if at == self._place:
                line = line.stylize(self._style("chosen"))
            self._put(lines, line, "place", at)

    def _put(self, lines: list[Content], line: Content, what: str, index: int) -> None:
        """A line that can be clicked."""
        self._lines += [("", 0)] * (len(lines) - len(self._lines))
        self._lines.append((what, index))
        lines.append(line)

    def _style(self, name: str) -> Style:
        return self.get_visual_style(f"inspector-panel--{name}")


def _window(chosen: int, rows: int, count: int) -> range:
    """Of so many things those that fit into some rows, with the chosen one among them."""
    rows = max(rows, 0)
    first = max(0, min(chosen - rows // 2, count - rows))
    return range(first, min(first + rows, count))
