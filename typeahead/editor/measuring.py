"""When figures are asked for: once the person pauses, from the cursor outward, a few sentences at a time.

What was just finished is measured at once, and learned after that: else it would surprise no one. An answer may come
when more was typed by then; it is put down where its words stood when it was asked for, and moved along like all
figures.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from textual.document._document import Location
from textual.timer import Timer

from typeahead.editor import pieces
from typeahead.editor.figures import Figures
from typeahead.editor.overview import Entry
from typeahead.editor.pieces import Piece
from typeahead.editor.prose_lines import ProseLines
from typeahead.prediction.suggestion import Suggestion, WordSurprise

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp

AFTER = 0.3  # seconds without a key: longer than between two letters of a word
_BREATH = 0.01  # seconds between two stretches of text that are searched for something to measure
_NEAR = 5  # rows from the cursor
_EMPTY_AT_ONCE = 20  # pieces without a word that are passed in one go
_EXPECTED = 300  # words of which it is kept what was expected instead of them
_MOST_FIRST = 40  # pieces that learning waits for, at most: errands wait for it


_Word: TypeAlias = tuple[Location, str]
"""Where it begins, and what it is."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the service is at.

    Attributes:
        piece: what is measured.
        figures: of the document it belongs to.
        revision: which these were then.
        then: a copy of them, for the answer.
        lines: the piece's as they were then, by number.
        typed: the end of a word that was being typed then.
        chosen: the word for which it is asked, where one was chosen.
    """

    piece: Piece
    figures: Figures
    revision: int
    then: Figures
    lines: dict[int, str]
    typed: Location | None
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
        self._near: tuple[Figures | None, dict[_Word, Sequence[Suggestion]]] = None, {}
        self._breathing = False
        self._doubted = False  # whether the answer that is awaited may never come
        self._holding = False  # whether learning waits
        self._first = 0  # pieces asked for that it has waited for
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
        area = self._app.area
        if not self.wanted or not self._app.is_running:
            area.figures.unlearned = None
            return
        row = self._low = self._high = area.cursor_location[0]
        asked, self.complete = self._asked, False
        is_far = asked is not None and abs(asked.piece.place[0] - row) > _NEAR
        if asked is None or asked.chosen is not None or self._doubted or is_far:
            self._asked = None  # else it is about what stands here: to ask anew would only take longer
        self._go_on()
        if self._asked is not None and pieces.unlearned_row(ProseLines(area), area.figures) is not None:
            self._hold()  # also where something else is measured just now: what was finished is next
        self._news()

    def start_over(self) -> None:
        """Measure all of it again: another model answers, or it has learned much."""
        self._asked = None
        self.doubt()
        self._app.area.figures.forget()
        self._expected, self._near = (None, ()), (None, {})
        self.touch()

    def doubt(self) -> None:
        """Something went wrong, and what was asked for may not be answered: nothing is to wait for it."""
        self._doubted = True
        self._app.area.figures.unlearned = None
        self._let_learn()

    def expected(self, chosen: Entry | None) -> Sequence[Suggestion] | None:
        """What was expected instead of a word; None where that comes later."""
        if chosen is None or chosen == self._expected[0]:
            return self._expected[1] if chosen else None
        figures, near = self._near
        if figures is self._app.area.figures and (chosen.place, chosen.text) in near:
            return near[chosen.place, chosen.text]
        if self._chosen != chosen:
            self._chosen = chosen
            self._go_on()
        return None

    def _let_go(self, held: Location | None) -> None:
        """The cursor has left the word that was being typed: it is finished now."""
        self._held = None
        lines, figures = ProseLines(self._app.area), self._app.area.figures
        if held is None or held[0] >= min(len(figures), lines.line_count) or held[1] > len(lines[held[0]]):
            return  # it was deleted
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
        if self._asked is not None or self._measure_first() or not self.wanted or self.due:
            return
        area = self._app.area
        lines, figures = ProseLines(area), area.figures
        if self._held not in (None, area.cursor_location):
            self._let_go(self._held)
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

    def _measure_first(self) -> bool:
        """Ask for what is to be learned, which waits until all of it is measured; False where it need not (longer)."""
        lines, figures = self._app.area.document, self._app.area.figures
        while self.wanted and self._first < _MOST_FIRST:
            row = pieces.unlearned_row(lines, figures)
            if row is None:
                break
            self._first += 1
            piece = pieces.around(lines, figures, row)
            if piece.text[piece.wanted :].strip():
                self._hold()
                self._ask(piece)
                return True
            piece.store(figures, lines, (), None)
        figures.unlearned = None
        self._let_learn()
        return False

    def _hold(self) -> None:
        if not self._holding:
            self._holding = True
            self._app.service.hold(True)

    def _let_learn(self) -> None:
        self._first = 0
        if self._holding:
            self._holding = False
            self._app.service.hold(False)

    def _breathed(self) -> None:
        self._breathing = False
        self._go_on()

    def _ask(self, piece: Piece, chosen: Entry | None = None) -> None:
        area = self._app.area
        figures = area.figures
        lines = {row: area.document[row] for row in piece.rows}
        then = figures.as_now()
        self._asked = _Asked(piece, figures, figures.revision, then, lines, self._typed(), chosen)
        self._generation += 1
        self._doubted = False
        self._app.service.measure(self._generation, piece.text, piece.wanted)

    def show(self, generation: int, words: Sequence[WordSurprise]) -> None:
        """Figures have come; they count for the words that still stand there."""
        asked, area = self._asked, self._app.area
        if asked is None or generation != self._generation:
            return
        self._asked = None
        is_unchanged = asked.revision == area.figures.revision
        if asked.figures is area.figures and (is_unchanged or asked.chosen is None):
            if asked.chosen is not None:
                self._hear(asked.chosen, asked.piece, words)
            else:
                if is_unchanged:
                    typed = self._typed()
                    self._held = typed or self._held
                    asked.piece.store(area.figures, area.document, words, typed)
                else:
                    self._put_late(asked, words)
                self._keep(asked, words)
                area.refresh_heat()
            self._news()
        self._go_on()

    def _put_late(self, asked: _Asked, words: Sequence[WordSurprise]) -> None:
        """The text has changed since: what was measured counts but for the words that were touched."""
        asked.piece.store(asked.then, asked.lines, words, asked.typed)
        if asked.typed is not None:  # the rest of it may have come, or the cursor may have gone
            asked.then.mark(*asked.typed, asked.typed[1])
        asked.figures.catch_up(asked.then)

    def _keep(self, asked: _Asked, words: Sequence[WordSurprise]) -> None:
        """What was expected around the cursor is likely to be asked for, and by then it may be learned.

        Words are found by their places: where one has moved, it is asked for again.
        """
        if abs(asked.piece.place[0] - self._app.area.cursor_location[0]) > _NEAR:
            return
        figures, near = self._near
        near = dict(near) if figures is asked.figures else {}
        for word in words:
            if word.start >= asked.piece.wanted:  # what stands before may be learned by now
                key = asked.piece.at(word.start), word.text
                near.pop(key, None)
                near[key] = tuple(word.alternatives)
        self._near = asked.figures, dict(islice(near.items(), max(0, len(near) - _EXPECTED), None))

    def _hear(self, chosen: Entry, piece: Piece, words: Sequence[WordSurprise]) -> None:
        found = next((word.alternatives for word in words if word.start == piece.wanted), [])
        self._expected = chosen, tuple(found)
        if self._chosen == chosen:
            self._chosen = None
