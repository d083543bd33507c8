"""The ghost, judged while a text is typed: how often it is there, how often it is right, and the time it gains.

The writer looks at each ghost that appears and takes it if the text goes on so up to a word's end, at once; of a
phrase the first word alone, where that much is right. What is
assumed of people is what was measured of 37,000 of them: a key takes 0.26 s, looking 0.45 s (Palin et al. 2019). So

    seconds gained = 0.26 × keys saved by ghosts that were taken − 0.45 × ghosts looked at.

A ghost that stays while its own letters are typed is looked at once; one that changes, or goes away and comes back,
is looked at anew. Taking costs a key, and gives the following space unless a mark follows. Counted are all places
where a ghost may stand: before each letter, behind a word's last one, and before what is no word (a bracket, a dash),
where any ghost is wrong; places that a ghost taken leaps over are none. Left out, since it would depend on what was
shown before: the editor keeps a ghost for one more letter when another word has become a little likelier.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import numpy as np

from typeahead.evaluation.keystrokes import Place, goes_on
from typeahead.prediction.ghost import GHOST_IN_WORD, GHOST_NEXT_WORD, arranged, within_word
from typeahead.prediction.suggestion import Suggestion

KEY_SECONDS = 0.26
LOOK_SECONDS = 0.45

LEAST_PRECISION = 0.5
"""Of the ghosts shown so many must be right, whatever a rarer one would gain."""

GRID = tuple(round(0.02 * step, 2) for step in range(1, 50))
"""Thresholds that are tried."""


@dataclass(frozen=True, slots=True)
class GhostReport:
    """What came of showing ghosts from two thresholds on.

    Attributes:
        in_word: the least probability of a ghost inside a word.
        next_word: where nothing is typed of it yet.
        words: of the text.
        places: where a ghost might have stood.
        visible: places where one stood.
        ghosts: how many appeared; one that is typed through is one.
        right: of these, taken.
        keys_saved: by these, one key being pressed for each.
    """

    in_word: float
    next_word: float
    words: int
    places: int
    visible: int
    ghosts: int
    right: int
    keys_saved: int

    @property
    def coverage(self) -> float:
        """The fraction of places with a ghost."""
        return self.visible / max(self.places, 1)

    @property
    def precision(self) -> float | None:
        """The fraction of ghosts that were right; None where none was shown."""
        return self.right / self.ghosts if self.ghosts else None

    @property
    def precision_of_places(self) -> float | None:
        """The same, a wrong ghost that stays for several letters counted as often."""
        return self.right / self.visible if self.visible else None

    @property
    def wrong_per_100_words(self) -> float:
        """Ghosts that were looked at in vain."""
        return 100 * (self.ghosts - self.right) / max(self.words, 1)

    @property
    def net_seconds(self) -> float:
        """Gained, looking subtracted."""
        return KEY_SECONDS * self.keys_saved - LOOK_SECONDS * self.ghosts

    @property
    def net_per_100_words(self) -> float:
        """Seconds gained in 100 words."""
        return 100 * self.net_seconds / max(self.words, 1)


class _Grey(NamedTuple):
    """What may stand in grey at one place: the whole of an offer, or the first word of a phrase.

    Attributes:
        probability: 0 where there is nothing.
        until: places before this one are leapt over if it is taken; 0 where it is wrong.
        saved: keys, if it is taken.
        stays: whether it is what was left of the ghost one letter before.
    """

    probability: float
    until: int
    saved: int
    stays: bool


_NOTHING = _Grey(0.0, 0, 0, False)


class _Seen(NamedTuple):
    """One place: what any two thresholds need to know of it.

    Attributes:
        paragraph: its number.
        at: where in it.
        within: whether a part of a word is typed.
        ways: what stands there where it is likely enough, the whole before the part.
    """

    paragraph: int
    at: int
    within: bool
    ways: tuple[_Grey, ...]


class Ghosts:
    """Watches a text being typed (see `keystrokes.simulate`), and then tells of any thresholds."""

    wanted = 1

    def __init__(self) -> None:
        self.words = 0
        self._seen: list[_Seen] = []
        self._before: tuple[int, int, list[str]] = (
            0,
            -1,
            [],
        )  # paragraph, place and completions of the last ghost

    def see(self, place: Place) -> None:
        """Take note of what would be the ghost."""
        self.words += place.at == place.start < place.end
        offers = arranged(place.suggestions, len(place.suggestions))
        if not offers and place.start == place.end:
            return
        ways = [] if not offers else [offers[0], *([offers[0].first] if offers[0].first else [])]
        within = within_word(ways[0]) if ways else place.at > place.start
        seen = tuple(self._grey(place, ways, number) for number in range(len(ways))) or (_NOTHING,)
        self._before = place.paragraph, place.at, [each.completion for each in ways]
        self._seen.append(_Seen(place.paragraph, place.at, within, seen))

    def _grey(self, place: Place, ways: Sequence[Suggestion], number: int) -> _Grey:
        """What comes of one of these ways, those after it being what else the writer may take of it."""
        ghost = ways[number]
        end = next((end for each in ways[number:] if (end := goes_on(place.text, place.at, each))), 0)
        paragraph, at, texts = self._before
        left = place.text[at : place.at] + ghost.completion
        return _Grey(
            ghost.probability,
            end + 1 if end else 0,
            end - place.at + (place.text[end : end + 1] == " ") - 1 if end else 0,
            (paragraph, at + 1) == (place.paragraph, place.at) and left in texts,
        )

    def report(self, in_word: float = GHOST_IN_WORD, next_word: float = GHOST_NEXT_WORD) -> GhostReport:
        """What comes of two thresholds, by default those of the editor."""
        return self.reports([(in_word, next_word)])[0]

    def reports(self, thresholds: Sequence[tuple[float, float]]) -> list[GhostReport]:
        """What comes of each pair of thresholds (inside a word, next word), all reckoned in one pass."""
        limits = np.array(thresholds).reshape(-1, 2)
        places, visible, ghosts, right, saved, free = np.zeros((6, len(limits)), dtype=np.int64)
        before = np.zeros(len(limits), dtype=bool)
        paragraph = -1
        for each in self._seen:
            if each.paragraph != paragraph:
                paragraph = each.paragraph
                free[:], before[:] = 0, False
            here = free <= each.at
            places += here
            least = limits[:, 0 if each.within else 1]
            open_, shown_before = here.copy(), before
            before = np.zeros_like(before)
            for way in each.ways:
                shown = open_ & (way.probability >= least) & (way.probability > 0.0)
                open_ &= ~shown
                visible += shown
                ghosts += shown & ~shown_before if way.stays else shown
                if way.until:
                    right += shown
                    saved += way.saved * shown
                    free[shown] = way.until
                else:
                    before |= shown
        columns = (places, visible, ghosts, right, saved)
        counts = zip(*(column.tolist() for column in columns), strict=True)
        return [
            GhostReport(in_word, next_word, self.words, *found)
            for (in_word, next_word), found in zip(thresholds, counts, strict=True)
        ]


def best_thresholds(
    texts: Sequence[Ghosts], grid: Iterable[float] = GRID, least_precision: float = LEAST_PRECISION
) -> tuple[float, float] | None:
    """The thresholds (inside a word, next word) that gain most on several texts together, each being precise enough.

    Args:
        texts: each watched to its end.
        grid: values that are tried for both.
        least_precision: in each of the texts, a wrong ghost counted at each place where it stands; thresholds that
            show none are precise.

    Returns:
        None where nothing in the grid is precise enough; of equal gain the higher thresholds, less to look at.
    """
    values = sorted(grid)
    pairs = list(product(values, values))
    found: list[tuple[float, tuple[float, float]]] = []
    for pair, *reports in zip(pairs, *(text.reports(pairs) for text in texts), strict=True):
        if all(_least(report) >= least_precision for report in reports):
            found.append((sum(report.net_per_100_words for report in reports), pair))
    return max(found)[1] if found else None


def _least(report: GhostReport) -> float:
    return 1.0 if report.precision_of_places is None else report.precision_of_places
