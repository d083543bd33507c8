"""What goes on from what is typed, as it would be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """A word as it would be shown.

    Attributes:
        text: the whole word.
        probability: given what stands before it, that a word follows, and what is typed of it.
        word: its id (of its likeliest form); of one put together that of its last part, of a name's that of the name.
        made: where a text comes from that is no word of the models: `COMPOUND` or `NAME`, or `CORRECTED`; else "".
    """

    text: str
    probability: float
    word: int
    made: str = ""


@dataclass(frozen=True, slots=True)
class Fitting:
    """What goes on from what is typed.

    Attributes:
        words: the likeliest, likeliest first.
        mass: the probability that a word follows which begins as typed, given what stands before it.
        restored: the likeliest word that has capitals or accents where none are typed, if any may be meant.
    """

    words: list[Shown]
    mass: float
    restored: Shown | None = None

    def restored_in(self, places: int) -> Shown | None:
        """The one with capitals or accents, where it is likelier than the last of so many words."""
        last = self.words[places - 1].probability if len(self.words) >= places else 0.0
        return self.restored if self.restored and self.restored.probability > last else None
