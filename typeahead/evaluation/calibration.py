"""Calibration: whether suggestions that are said to be right one time in five are.

Every suggestion shown is a forecast with a probability, and the text says whether it came true. Forecasts of about
the same probability are put together; a model is calibrated if as many of them were right as were foreseen, on
average (DeGroot and Fienberg 1983). The expected calibration error is how far that is missed, each bin weighed by
its forecasts (Naeini, Cooper and Hauskrecht 2015).
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from typeahead.evaluation.keystrokes import Place, goes_on

EDGES = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Of the bins: narrower below a tenth, where most suggestions are."""

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Bin:
    """Suggestions of about the same probability.

    Attributes:
        low: their probabilities are at least this.
        high: and below this; the last bin has 1 in it.
        count: how many there were.
        predicted: the mean of their probabilities; None where there were none.
        right: the fraction that was right.
    """

    low: float
    high: float
    count: int
    predicted: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """A reliability diagram as data, a bin for each step of `EDGES`."""

    bins: tuple[Bin, ...]

    @property
    def count(self) -> int:
        """How many suggestions there were."""
        return sum(each.count for each in self.bins)

    @property
    def error(self) -> float | None:
        """The expected calibration error; None without suggestions."""
        if not self.count:
            return None
        missed = (each.count * abs((each.predicted or 0.0) - (each.right or 0.0)) for each in self.bins)
        return sum(missed) / self.count


@dataclass(frozen=True, slots=True)
class CalibrationReport:
    """How honest suggestions are.

    Attributes:
        shown: the first three at each place.
        first: the first alone.
        next_word: the first three where nothing is typed of a word yet.
        in_word: the first three where something is.
    """

    shown: Reliability
    first: Reliability
    next_word: Reliability
    in_word: Reliability


@dataclass(slots=True)
class _Tally:
    """Sums of one diagram, a number for each bin."""

    count: list[int] = field(default_factory=lambda: [0] * (len(EDGES) - 1))
    predicted: list[float] = field(default_factory=lambda: [0.0] * (len(EDGES) - 1))
    right: list[int] = field(default_factory=lambda: [0] * (len(EDGES) - 1))

    def add(self, probability: float, right: bool) -> None:
        at = min(bisect_right(EDGES, probability), len(EDGES) - 1) - 1
        self.count[at] += 1
        self.predicted[at] += probability
        self.right[at] += right

    def reliability(self) -> Reliability:
        return Reliability(
            tuple(
                Bin(low, high, n, p / n if n else None, right / n if n else None)
                for low, high, n, p, right in zip(
                    EDGES, EDGES[1:], self.count, self.predicted, self.right, strict=False
                )
            )
        )


class Calibration:
    """Watches a text being typed (see `keystrokes.simulate`).

    Only places where a word is typed count, since a suggestion's probability is given that one follows; the place
    behind its last letter is one of them, for whoever sees "to" there does not know whether "today" is meant.
    """

    wanted = _SHOWN

    def __init__(self) -> None:
        self._shown, self._first, self._next, self._in = _Tally(), _Tally(), _Tally(), _Tally()

    def see(self, place: Place) -> None:
        """Count the suggestions of one place."""
        if place.start == place.end:
            return
        for rank, each in enumerate(place.suggestions[:_SHOWN]):
            right = goes_on(place.text, place.at, each) >= place.end
            self._shown.add(each.probability, right)
            (self._next if place.at == place.start else self._in).add(each.probability, right)
            if rank == 0:
                self._first.add(each.probability, right)

    def report(self) -> CalibrationReport:
        """What was found so far."""
        return CalibrationReport(
            *(each.reliability() for each in (self._shown, self._first, self._next, self._in))
        )
