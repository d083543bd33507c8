"""When figures are asked for: once the person pauses, from the cursor outward, a few sentences at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.document._document import Location
from textual.timer import Timer

from typeahead.editor import pieces
from typeahead.editor.figures import Figures
from typeahead.editor.overview import Entry
from typeahead.editor.pieces import Piece
from typeahead.prediction.suggestion import Suggestion, WordSurprise

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp

AFTER = 0.3  # seconds without a key: longer than between two letters of a word
_BREATH = 0.01  # seconds between two stretches of text that are searched for something to measure
_NEAR = 5  # rows from the cursor
_EMPTY_AT_ONCE = 20  # pieces without a word that are passed in one go


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the service is at: for which document as it was, and for which word where one was chosen."""

    piece: Piece
    figures: Figures
    revision: int
    chosen: Entry | None = None


class Measuring:
    """Measures what has changed and nothing else; the text's figures are kept by the writing area.

    One piece is asked for at a time, so what a person waits for never queues behind a long document.

    Args:
        app: whose text.
        news: called when there are new figures.

    Attributes:
        wanted: whether anyone looks at figures; nothing is measured while nobody does.
        complete: whether all of the text is measured.
    """

    def __init__(self, app: EditorApp, news: Callable[[], None]) -> None:
        self._app, self._news = app, news
        self._timer: Timer | None = None
        self._generation = 0
        self._asked: _Asked | None = None
        self._low = self._high = 0  # rows between which all is measured
        self._held: Location | None = None  # a word ends here that was being typed
        self._chosen: Entry | None = None
        self._expected: tuple[Entry | None, Sequence[Suggestion]] = None, ()
        self._near: tuple[int, dict[Location, Sequence[Suggestion]]] = -1, {}
        self._breathing = False
        self.wanted = self.complete = False

    @property
    def due(self) -> bool:
        """Whether figures will be asked for in a moment."""
        return self._timer is not None

    def touch(self) -> None:
        """The text or the cursor has changed: no figures for every letter."""
        if self._timer is not None:
            self._timer.reset()
        elif self.wanted:
            self._timer = self._app.later(AFTER, self.measure)

    def measure(self) -> None:
        """Measure now, from the cursor outward."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if not self.wanted or not self._app.is_running:
            return
        area = self._app.area
        if self._held not in (None, area.cursor_location):
            self._let_go(self._held)
        self._low = self._high = area.cursor_location[0]
        self._asked, self.complete = None, False
        self._go_on()
        self._news()

    def start_over(self) -> None:
        """Measure all of it again: another model answers, or it has learned much."""
        self._app.area.figures.forget()
        self._expected = None, ()
        self.touch()

    def expected(self, chosen: Entry | None) -> Sequence[Suggestion] | None:
        """What was expected instead of a word; None where that comes later."""
        if chosen is None or chosen == self._expected[0]:
            return self._expected[1] if chosen else None
        revision, near = self._near
        if revision == self._app.area.figures.revision and chosen.place in near:
            return near[chosen.place]
        if self._chosen != chosen:
            self._chosen = chosen
            self._go_on()
        return None

    def _let_go(self, held: Location | None) -> None:
        """The cursor has left the word that was being typed: it is finished now."""
        self._held = None
        figures = self._app.area.figures
        if held is None or held[0] >= len(figures):
            return
        line = figures[held[0]]
        if line is not None and not any(each.start < held[1] <= each.end for each in line):
            figures.mark(*held, held[1])

    def _typed(self) -> Location | None:
        """The end of a word that is being typed."""
        area = self._app.area
        row, column = place = area.cursor_location
        before = area.document[row][:column][-1:]
        return place if area.modified and (before.isalnum() or before in tuple("'’-_")) else None

    def _go_on(self) -> None:
        if self._asked is not None or not self.wanted or self.due:
            return
        area = self._app.area
        lines, figures = area.document, area.figures
        self._low = min(self._low, lines.line_count)  # another document may be here by now, a shorter one
        if chosen := self._chosen:
            at = chosen.place
            if at[0] < lines.line_count and lines[at[0]][at[1] : chosen.end] == chosen.text:
                self._ask(pieces.leading_to(lines, chosen.place, chosen.end), chosen)
                return
            self._chosen = None
        for _ in range(_EMPTY_AT_ONCE):
            row, self._low, self._high = pieces.next_row(lines, figures, self._low, self._high)
            if row is None:
                break
            piece = pieces.around(lines, figures, row)
            if piece.text[piece.wanted :].strip():
                self._ask(piece)
                return
            piece.store(figures, lines, (), None)
        if self._low > 0 or self._high < lines.line_count:
            if not self._breathing:
                self._breathing = True
                self._app.later(_BREATH, self._breathed)
        elif not self.complete:
            self.complete = True
            self._news()

    def _breathed(self) -> None:
        self._breathing = False
        self._go_on()

    def _ask(self, piece: Piece, chosen: Entry | None = None) -> None:
        figures = self._app.area.figures
        self._asked = _Asked(piece, figures, figures.revision, chosen)
        self._generation += 1
        self._app.service.measure(self._generation, piece.text, piece.wanted)

    def show(self, generation: int, words: Sequence[WordSurprise]) -> None:
        """Figures have come; they count if the text is still the one they are of."""
        asked, area = self._asked, self._app.area
        if asked is None or generation != self._generation:
            return
        self._asked = None
        if asked.figures is area.figures and asked.revision == area.figures.revision:
            if asked.chosen is not None:
                self._hear(asked.chosen, asked.piece, words)
            else:
                typed = self._typed()
                self._held = typed or self._held
                asked.piece.store(area.figures, area.document, words, typed)
                self._keep(asked, words)
                area.refresh_heat()
            self._news()
        self._go_on()

    def _keep(self, asked: _Asked, words: Sequence[WordSurprise]) -> None:
        """What was expected around the cursor is likely to be asked for."""
        if abs(asked.piece.place[0] - self._app.area.cursor_location[0]) <= _NEAR:
            places: dict[Location, Sequence[Suggestion]] = {
                asked.piece.at(word.start): tuple(word.alternatives) for word in words
            }
            self._near = asked.revision, places

    def _hear(self, chosen: Entry, piece: Piece, words: Sequence[WordSurprise]) -> None:
        found = next((word.alternatives for word in words if word.start == piece.wanted), [])
        self._expected = chosen, tuple(found)
        if self._chosen == chosen:
            self._chosen = None
