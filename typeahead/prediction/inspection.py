"""What may come at one place, by each model side by side, and what was counted there: as plain values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One model.

    Attributes:
        name: what it is called on the screen ("notes", "English", "lately", "lstm").
        share: how much it counts here, given what is typed of the word; those of all columns sum to 1.
    """

    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Row:
    """One word.

    Attributes:
        text: as it would be shown.
        probability: as of a `Suggestion`: given what stands before it, that a word follows, and what is typed of it.
        each: the same by each column's model; probability = Σ share × each.
    """

    text: str
    probability: float
    each: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """The longest n-gram context of one model that was met here.

    Attributes:
        name: the column's.
        context: its words, oldest first, `<s>` where the sentence begins; empty where only single words answered.
        total: how many words were counted after it; None of a model without counts, 0 where nothing answered.
        continuation: whether counts are of different words before, not of occurrences (Kneser-Ney's lower orders).
        counts: of each row's word.
    """

    name: str
    context: tuple[str, ...]
    total: int | None
    continuation: bool
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """What may come at the end of a text.

    Attributes:
        words: the open sentence's words.
        prefix: what is typed of the next one.
        wanted: whether a word can come here at all.
        normalised: whether figures are probabilities, or scores.
        columns: the models; one where one answers alone.
        rows: the likeliest words of all models together, likeliest first, then further ones that one of them holds
            likely, so that `likeliest` has those of each.
        matched: what was met, of each model that goes by what was met.
    """

    words: tuple[str, ...]
    prefix: str
    wanted: bool
    normalised: bool
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    matched: tuple[Matched, ...]

    def likeliest(self, n: int, column: int | None = None) -> Sequence[int]:
        """The rows with the n likeliest words, of all models together or of one column, likeliest first."""
        order = sorted(range(len(self.rows)), key=lambda at: -self.of(at, column))
        return [at for at in order[:n] if self.of(at, column) > 0.0]

    def of(self, row: int, column: int | None = None) -> float:
        """A row's probability, by all models together or by one column."""
        each = self.rows[row]
        return each.probability if column is None else each.each[column]
