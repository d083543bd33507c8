"""Where in a document stands what was learned of it, and what was written while nothing was to be learned.

Both keep their places as the text around them changes. What was written while learning was paused stays apart for as
long as it stands there: finished, lengthened, moved or brought back by an undo later, nothing of it is learned.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from textual.document._document import Location

LATEST = 20
"""So many sentences learned last are followed."""

_CUT = 200
"""So many pieces that were cut out of what is not learned are remembered, should they come back."""

_LEAST = 4
"""Characters of such a piece at least, to be known again where something is pasted."""


@dataclass(slots=True, eq=False)
class Passage:
    """A stretch of the text.

    Attributes:
        learned: the sentence as it was learned; "" where nothing of it is to be.
        touched: whether it was changed since.
    """

    start: Location
    end: Location
    learned: str = ""
    touched: bool = False


class Passages:
    """All of one document.

    Attributes:
        paused: whether what is written now is not to be learned.
    """

    def __init__(self) -> None:
        self.paused = False
        self._learned: deque[Passage] = deque(maxlen=LATEST)
        self._unlearned: list[Passage] = []
        self._cut: deque[str] = deque(maxlen=_CUT)

    def add(self, start: Location, end: Location, learned: str) -> None:
        """A sentence was learned."""
        self._learned.append(Passage(start, end, learned))

    def leave_out(self, start: Location, end: Location) -> None:
        """Nothing of a stretch is to be learned; it is joined with such text that it stands in, or next to."""
        if start == end:
            return
        apart = [each for each in self._unlearned if end < each.start or each.end < start]
        joined = [Passage(start, end), *(each for each in self._unlearned if each not in apart)]
        whole = Passage(min(each.start for each in joined), max(each.end for each in joined))
        self._unlearned = [*apart, whole]

    def follows(self, passage: Passage) -> bool:
        """Whether it is one of the learned sentences still."""
        return passage in self._learned

    def drop(self, passages: Iterable[Passage]) -> None:
        """Sentences are not followed any more."""
        for passage in passages:
            self._learned.remove(passage)

    def learned_over(self, start: Location, end: Location) -> list[Passage]:
        """The learned sentences that have text in common with a stretch, in the text's order."""
        found = [each for each in self._learned if each.start < end and start < each.end]
        return sorted(found, key=lambda each: each.start)

    def has_unlearned(self, start: Location, end: Location) -> bool:
        """Whether something in a stretch is not to be learned."""
        return any(each.start < end and start < each.end for each in self._unlearned)

    def touched(self) -> list[Passage]:
        """The learned sentences that were changed since."""
        return [each for each in self._learned if each.touched]

    def follow(
        self, top: Location, bottom: Location, end: Location, removed: str, inserted: str, *, again: bool
    ) -> None:
        """A stretch of the text was replaced.

        Args:
            top: where it began.
            bottom: where it ended.
            end: where what stands in its place ends.
            removed: the text that is gone.
            inserted: the text in its place.
            again: whether an undo or a redo did it.
        """
        for passage in self._learned:
            is_inside = passage.start <= bottom and top <= passage.end
            passage.touched |= is_inside
            _shift(passage, top, bottom, end)
        for passage in self._unlearned:
            if top < bottom and passage.start < bottom and top < passage.end:
                self._cut.append(_part(removed, top, max(passage.start, top), min(passage.end, bottom)))
            _shift(passage, top, bottom, end)
        gone = [each for each in self._learned if each.start >= each.end]
        self.drop(gone)
        self._unlearned = [each for each in self._unlearned if each.start < each.end]
        if self.paused:
            self.leave_out(top, end)
        elif inserted and self._cut:
            self._bring_back(top, end, inserted, again)

    def _bring_back(self, top: Location, end: Location, inserted: str, again: bool) -> None:
        """Text came that was cut out of what is not learned: it is not learned at its new place either."""
        for piece in self._cut:
            at = inserted.find(piece) if len(piece.strip()) >= _LEAST else -1
            if at >= 0:
                self.leave_out(place_of(top, inserted, at), place_of(top, inserted, at + len(piece)))
            elif inserted.strip() in piece and len(inserted.strip()) >= (1 if again else _LEAST):
                self.leave_out(top, end)


def place_of(start: Location, text: str, offset: int) -> Location:
    """Where in a document so many characters of a text that begins at `start` end."""
    rows = text.count("\n", 0, offset)
    return (
        (start[0] + rows, offset - text.rfind("\n", 0, offset) - 1) if rows else (start[0], start[1] + offset)
    )


def _part(text: str, origin: Location, start: Location, end: Location) -> str:
    """Of a text that began at `origin`, what stood from one place to another."""
    lines = text.split("\n")
    first, last = start[0] - origin[0], end[0] - origin[0]
    found = lines[first : last + 1]
    found[-1] = found[-1][: end[1] - (0 if last else origin[1])]
    found[0] = found[0][start[1] - (0 if first else origin[1]) :]
    return "\n".join(found)


def _shift(passage: Passage, top: Location, bottom: Location, end: Location) -> None:
    """Bring a stretch in line with an edit; it is empty afterwards if all of it is gone. What is written right before
    or behind it is not part of it.
    """
    start, stop = passage.start, passage.end
    if start >= bottom:
        passage.start = _moved(start, bottom, end)
    elif start >= top:
        passage.start = end
    if stop > bottom:
        passage.end = _moved(stop, bottom, end)
    elif stop > top:
        passage.end = max(top, passage.start)


def _moved(place: Location, bottom: Location, end: Location) -> Location:
    """Where a place behind an edit is afterwards."""
    row, column = place
    return row + end[0] - bottom[0], column + (end[1] - bottom[1] if row == bottom[0] else 0)
