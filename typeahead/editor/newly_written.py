"""What was written and not looked at since: sentences may stand in it that no key has finished.

A key finishes a sentence by the white space behind it. Where that stood there before, as in the middle of a paragraph,
or where none is typed, as behind the last word of a note, the cursor only leaves.
"""

from __future__ import annotations

from collections import deque

from textual.document._document import Location

from typeahead.editor.passage import Passage

_FOLLOWED = 20
"""So many stretches are followed."""

LONGEST = 8_000
"""Characters of a text that is looked at: to read more takes longer than a key may."""


class NewlyWritten:
    """Follows what is written in one document, each stretch from where the cursor came to where it left."""

    def __init__(self) -> None:
        self._stretches: deque[Passage] = deque(maxlen=_FOLLOWED)  # of these touched ones were not looked at
        self._pasted: deque[Passage] = deque(maxlen=_FOLLOWED)

    def follow(
        self,
        top: Location,
        bottom: Location,
        end: Location,
        inserted: str,
        when: float,
        *,
        pasted: bool = False,
    ) -> None:
        """A stretch of the text was replaced.

        Args:
            top: where it began.
            bottom: where it ended.
            end: where what stands in its place ends.
            inserted: that text.
            when: that was, in seconds since 1970.
            pasted: whether it came at once: nothing that is typed behind it belongs to it.
        """
        for stretches in (self._stretches, self._pasted):
            for each in stretches:
                if each.start <= bottom and top <= each.end:
                    each.touched, each.changed = True, when
                each.shift(top, bottom, end)
            for empty in [each for each in stretches if each.start >= each.end]:
                stretches.remove(empty)
        if not inserted or len(inserted) > LONGEST:
            return
        pasted |= "\n" in inserted.strip()  # or rows were made anew, as where a list is numbered
        going_on = [] if pasted else [each for each in self._stretches if each.end == top]
        for each in going_on:
            each.end, each.touched, each.changed = end, True, when
        if not going_on and not inserted.isspace():
            (self._pasted if pasted else self._stretches).append(
                Passage(top, end, touched=True, changed=when)
            )

    def holds(self, start: Location, end: Location, cursor: Location) -> bool:
        """Whether a sentence stands in what was written up to the cursor and not looked at since."""
        return any(each.end == cursor and each.start <= start and end <= each.end for each in self._stretches)

    def looked_at(self, place: Location, cursor: Location) -> None:
        """All sentences up to a place were looked at, as the cursor came to where it is by writing."""
        for each in self._stretches:
            if each.end == cursor and each.start < place:
                each.start = min(place, each.end)

    def left(self, cursor: Location | None) -> list[Passage]:
        """What the cursor has left since it was changed; it counts as looked at from now on."""
        found = [
            each
            for each in (*self._stretches, *self._pasted)
            if each.touched and (cursor is None or not each.start <= cursor <= each.end)
        ]
        for each in found:
            each.touched = False
        return found
