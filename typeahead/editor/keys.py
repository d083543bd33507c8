"""Keys that were pressed, and what they wrote: how many of them suggestions have saved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typeahead.profile.days import Figures


class Tally:
    """Counts keys and characters; knows nothing of what was written.

    A suggestion that is taken counts with what it makes the text longer by. Where one undo takes it back, its
    characters are gone again, the keys are not. Deleting and pasting count nothing.

    Attributes:
        characters: that came into the text, typed or with a suggestion.
        keys: pressed for them.
        taken: suggestions.
    """

    def __init__(self) -> None:
        self.characters = self.keys = self.taken = 0
        self._edits: dict[
            int, tuple[object, int]
        ] = {}  # those that took a suggestion, and how much they added

    def begin(self) -> None:
        """Another text is on the screen, of which nothing can be undone yet."""
        self._edits.clear()

    def type(self, characters: int = 1) -> None:
        """One key was pressed that writes; the text has grown by so much."""
        self.keys += 1
        self.characters += characters

    def take(self, characters: int, keys: int, edit: object) -> None:
        """A suggestion was taken.

        Args:
            characters: by which the text has grown.
            keys: pressed for it; a click is one.
            edit: that did it, by which it is known again when it is undone.
        """
        self.keys += keys
        self.characters += characters
        self.taken += 1
        self._edits[id(edit)] = edit, characters

    def undone(self, batches: Sequence[Iterable[object]]) -> None:
        """The last of these batches of edits, if there is one, is about to be undone."""
        self._change(batches, -1)

    def redone(self, batches: Sequence[Iterable[object]]) -> None:
        """The last of these is about to be done again."""
        self._change(batches, 1)

    def _change(self, batches: Sequence[Iterable[object]], sign: int) -> None:
        for edit in batches[-1] if batches else ():
            if id(edit) in self._edits:
                self.taken += sign
                self.characters += sign * self._edits[id(edit)][1]

    def drain(self) -> Figures | None:
        """What was counted since the last time; None where that is nothing."""
        if not (self.characters or self.keys or self.taken):
            return None
        from typeahead.profile.days import (
            Figures,
        )  # not before the first paint: it brings the database with it

        figures = Figures(self.characters, self.keys, self.taken)
        self.characters = self.keys = self.taken = 0
        return figures
