"""Finding paths by parts of them, typed in any order."""

from __future__ import annotations

import heapq
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_WHOLE = 100.0  # points for a part that stands in the path as typed; for its letters apart, less than half
_IN_NAME = 40.0
_AT_START = 20.0  # of a word, and as much again at the start of the file's name
_A_LETTER = 0.01  # a longer path is a little less likely to be meant


@dataclass(frozen=True, slots=True)
class Target:
    """A path to be found.

    Attributes:
        shown: the path as a person reads it.
        key: the same in the form that is compared.
        name: where in the key the file's name begins.
    """

    shown: str
    key: str
    name: int


def target(shown: str) -> Target:
    """Make a path fit for being found."""
    key = _key(shown)
    return Target(shown, key, key.rfind("/") + 1)


class Ranking:
    """Ranks targets by a query that grows letter by letter: what did not match before is not looked at again."""

    def __init__(self, targets: Sequence[Target] = ()) -> None:
        self._targets = targets
        self._query = ""
        self._matching: Sequence[int] = range(len(targets))

    def best(self, query: str, most: int) -> tuple[list[int], int]:
        """The numbers of the targets that have all parts of the query, best first, and how many there are in all.

        Of those equally good the first in the sequence comes first, so without a query their order stays.
        """
        query = _key(query)
        among = self._matching if query.startswith(self._query) else range(len(self._targets))
        parts = query.split()
        if parts:
            points = {
                number: got
                for number in among
                if (got := _points(parts, self._targets[number].key, self._targets[number].name))
            }
            among = list(points)
            first = heapq.nsmallest(most, among, key=lambda number: (-points[number], number))
        else:
            first = list(among[:most])
        self._query, self._matching = query, among
        return first, len(among)


def letters(query: str, found: Target) -> list[int]:
    """Which letters of a target's shown path the query has met, in order; none where forms differ in length."""
    if len(found.key) != len(found.shown):
        return []
    met: set[int] = set()
    for part in _key(query).split():
        at = _whole(part, found.key, found.name)
        met.update(range(at, at + len(part)) if at >= 0 else _apart(part, found.key, found.name))
    return sorted(met)


def _key(text: str) -> str:
    """Without capitals, and with accents in one form: file systems keep them apart from their letters or not."""
    return unicodedata.normalize("NFC", text).lower()


def _points(parts: Iterable[str], key: str, name: int) -> float:
    """How well a path has all the parts; 0 where it lacks one."""
    total = 0.0
    for part in parts:
        at = _whole(part, key, name)
        if at >= 0:
            total += _WHOLE
            total += _IN_NAME if at >= name else 0
            total += _AT_START if at == 0 or not key[at - 1].isalnum() else 0
            total += _AT_START if at == name else 0
            continue
        places = _apart(part, key, name)
        if not places:
            return 0.0
        total += _WHOLE / 2 * len(part) / (places[-1] - places[0] + 1)
        total += _IN_NAME / 2 if places[0] >= name else 0
    return max(total - len(key) * _A_LETTER, _A_LETTER)


def _whole(part: str, key: str, name: int) -> int:
    """Where the part stands as it was typed: in the file's name and at a word's start if it can be; -1 if nowhere."""
    first = key.find(part, name)
    first = at = first if first >= 0 else key.find(part)
    while at > 0 and key[at - 1].isalnum():
        at = key.find(part, at + 1)
    return at if at >= 0 else first


def _apart(part: str, key: str, name: int) -> list[int]:
    """Where the part's letters stand one after the other, in the file's name if they do; empty where they don't."""
    for start in (name, 0):
        places: list[int] = []
        at = start - 1
        for letter in part:
            at = key.find(letter, at + 1)
            if at < 0:
                break
            places.append(at)
        else:
            return places
    return []
