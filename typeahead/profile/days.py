"""Figures of each day: keys that suggestions saved, and how well one's own writing was foreseen. No text is in them."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import astuple, dataclass, fields
from typing import Self

from typeahead.profile.meta import MetaTable

# Added where it is missing: who does not know it leaves it alone.
DAYS = """
CREATE TABLE IF NOT EXISTS days (
    day TEXT PRIMARY KEY, characters INTEGER NOT NULL, keys INTEGER NOT NULL, taken INTEGER NOT NULL,
    learned INTEGER NOT NULL, tokens INTEGER NOT NULL, bits REAL NOT NULL) WITHOUT ROWID
"""

_MOST_BITS = 60.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted in some time; what comes of two times is their sum.

    Attributes:
        characters: that came into texts, typed or with a suggestion.
        keys: pressed for them, those that took suggestions included.
        taken: suggestions.
        learned: words and marks.
        tokens: words, marks and sentence ends whose surprise was measured before they were learned.
        bits: of surprise of all those together.
    """

    characters: int = 0
    keys: int = 0
    taken: int = 0
    learned: int = 0
    tokens: int = 0
    bits: float = 0.0

    def __add__(self, other: Self) -> Self:
        return type(self)(*(mine + its for mine, its in zip(astuple(self), astuple(other), strict=True)))

    def __neg__(self) -> Self:
        return type(self)(*(-each for each in astuple(self)))

    def __bool__(self) -> bool:
        return any(astuple(self))

    @property
    def saved(self) -> int:
        """Keys that did not have to be pressed; below 0 where suggestions cost more than they gave."""
        return self.characters - self.keys

    @property
    def savings(self) -> float | None:
        """The same as a fraction of all characters; None without any."""
        return self.saved / self.characters if self.characters > 0 else None

    @property
    def perplexity(self) -> float | None:
        """How many words the model was choosing from, on average; None where nothing was measured."""
        if self.tokens <= 0:
            return None
        return float(2.0 ** min(max(self.bits / self.tokens, 0.0), _MOST_BITS))


NAMES = tuple(field.name for field in fields(Figures))


def day_of(moment: float | None = None) -> str:
    """The day of a moment (now) where the person is: "2026-05-17"."""
    return time.strftime("%Y-%m-%d", time.localtime(moment))


def total(days: Mapping[str, Figures]) -> Figures:
    """All days together."""
    return sum(days.values(), Figures())


class DaysTable(MetaTable):
    """The part of a profile's database that keeps them."""

    def add_to_day(self, day: str, figures: Figures) -> None:
        """Add to a day's figures, which another program may add to as well."""
        sums = ", ".join(f"{name} = {name} + excluded.{name}" for name in NAMES)
        with self.change():
            self._db.execute(
                f"INSERT INTO days VALUES (?{', ?' * len(NAMES)}) ON CONFLICT (day) DO UPDATE SET {sums}",
                (day, *astuple(figures)),
            )

    def days(self) -> dict[str, Figures]:
        """The figures of each day that has any, the oldest first."""
        rows = self._all(f"SELECT day, {', '.join(NAMES)} FROM days ORDER BY day")
        return {str(row[0]): Figures(*row[1:]) for row in rows}  # type: ignore[arg-type]
