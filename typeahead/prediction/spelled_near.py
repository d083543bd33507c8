"""Words that begin nearly as typed: all of a vocabulary within one or two slips, and how much the likeliest weigh."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import Ids
from typeahead.prediction import keyboard

LONGEST = 16
"""Longer beginnings are left alone."""
TWO_FROM = 6
"""From so many letters on there may be two slips, if the first letter is right."""

_COLUMNS = LONGEST + 2
"""So many letters of a word are looked at: those that two left out push in."""
_KEYED = 8
"""So many letters go into one number that sorts as the word does."""
_MOST_LETTERS = 254
"""Rarer letters than so many kinds are one to us."""

Doubles = NDArray[np.float64]


def slips_in(typed: str) -> int:
    """How many slips are thought of in a beginning."""
    return 2 if len(typed) >= TWO_FROM else 1


class Near:
    """Words laid out by letters, to be compared with what is typed, many at a time.

    A word that begins with another letter than typed is found with one slip only.

    Args:
        words: in any order.
        ids: (n,) int32, the id of each.
    """

    def __init__(self, words: Sequence[str], ids: Ids) -> None:
        folded = [word.casefold()[:_COLUMNS] for word in words]
        # (n, columns) Unicode code points, 0 behind the end of a word
        points = np.array(folded, dtype=f"<U{_COLUMNS}").view(np.uint32).reshape(len(words), _COLUMNS)
        kinds = np.unique(points)
        self._letters = [chr(point) for point in kinds[kinds > 0].tolist()][:_MOST_LETTERS]
        self._codes = {letter: code for code, letter in enumerate(self._letters, start=1)}
        known = np.array([0, *map(ord, self._letters)], dtype=np.uint32)
        codes = np.searchsorted(known, points).astype(
            np.uint8
        )  # (n, columns), what is rarer behind all letters
        keys = np.ascontiguousarray(codes[:, :_KEYED]).view(">u8").ravel().astype(np.uint64)
        order = np.argsort(keys, kind="stable")
        self._rows, self._keys, self._ids = codes[order], keys[order], np.asarray(ids, dtype=np.int32)[order]
        self._sets: dict[int, NDArray[np.uint32]] = {}
        self._columns_of = lru_cache(maxsize=256)(self._column_of)

    def find(self, typed: str) -> tuple[Ids, Doubles]:
        """Words whose beginning may have been meant, but does not stand there: ids (n,), weights (n,) in 0…1.

        Args:
            typed: two letters at least, casefolded.
        """
        slips = slips_in(typed)
        same, other = self._beginning_alike(typed, slips), self._beginning_otherwise(typed)
        found, weights = [], []
        for rows, most in ((same, slips), (other, 1)):
            if len(rows):
                weight = self._weigh(self._rows[rows], typed, most)
                found.append(self._ids[rows[weight > 0.0]])
                weights.append(weight[weight > 0.0])
        if not found:
            return np.zeros(0, dtype=np.int32), np.zeros(0)
        return np.concatenate(found), np.concatenate(weights)

    def _code(self, letter: str) -> int:
        return self._codes.get(letter, len(self._letters) + 1)

    def _key(self, codes: Sequence[int]) -> int:
        """The least number of a word that begins so."""
        number = 0
        for code in codes[:_KEYED]:
            number = number << 8 | code
        return number << 8 * max(0, _KEYED - len(codes))

    def _beginning_alike(self, typed: str, slips: int) -> NDArray[np.intp]:
        """Rows of words with the first letter typed, and all but so many letters in common: a few too many."""
        first = self._code(typed[0])
        ends = np.array([self._key([first]), self._key([first + 1]) - 1], dtype=np.uint64)
        low, high = (
            np.searchsorted(self._keys, ends[:1])[0],
            np.searchsorted(self._keys, ends[1:], "right")[0],
        )
        letters = np.uint32(np.bitwise_or.reduce([1 << self._code(letter) % 32 for letter in typed]))
        lacking = letters & ~self._set(len(typed) + slips)[low:high]
        strange = self._set(len(typed) - slips)[low:high] & ~letters
        for _ in range(slips):  # each takes one letter away, if there is any
            lacking &= lacking - np.uint32(1) * (lacking > 0)
            strange &= strange - np.uint32(1) * (strange > 0)
        found: NDArray[np.intp] = np.flatnonzero((lacking | strange) == 0) + low
        return found

    def _set(self, length: int) -> NDArray[np.uint32]:
        """Which letters stand among the first so many of each word, as bits (n,)."""
        length = min(length, _COLUMNS)
        if length not in self._sets:
            bits = np.uint32(1) << (self._rows[:, :length] % 32).astype(np.uint32)
            bits[self._rows[:, :length] == 0] = 0
            self._sets[length] = np.bitwise_or.reduce(bits, axis=1)
        return self._sets[length]

    def _beginning_otherwise(self, typed: str) -> NDArray[np.intp]:
        """Rows of words with another first letter that agree with the rest of what is typed."""
        codes = [self._code(letter) for letter in typed]
        every = [code for code in range(1, len(self._letters) + 1) if code != codes[0]]
        starts = [
            *([code, *codes[1:]] for code in every),  # another letter was meant
            *([code, *codes] for code in every),  # one was left out
            [codes[1], codes[0], *codes[2:]],
            codes[1:],
        ]
        rest = [8 * max(0, _KEYED - len(start)) for start in starts]
        keys = [self._key(start) for start in starts]
        last = [key + (1 << bits) - 1 for key, bits in zip(keys, rest, strict=True)]
        low = np.searchsorted(self._keys, np.array(keys, dtype=np.uint64))
        high = np.searchsorted(self._keys, np.array(last, dtype=np.uint64), "right")
        some = [np.arange(a, b) for a, b in zip(low.tolist(), high.tolist(), strict=True) if a < b]
        if not some:
            return np.zeros(0, dtype=np.intp)
        rows = np.unique(np.concatenate(some))
        found: NDArray[np.intp] = rows[self._rows[rows, 0] != codes[0]]
        return found

    def _column_of(self, letter: str) -> Doubles:
        """What typing a letter weighs where another was meant, by that one's code."""
        meant = [keyboard.for_another(letter, other) for other in self._letters]
        return np.array([0.0, *meant, keyboard.OTHER])

    def _weigh(self, rows: NDArray[np.uint8], typed: str, most: int) -> Doubles:
        """The weight of the likeliest way, (n,), from a beginning of each word to what is typed; 0 if there is none.

        Damerau's distance with weights for costs, by number of slips: at[s][:, j] is the weight with which s slips
        lead from the first j letters of each word to what is typed so far. Where none is needed, 0.
        """
        count, width = len(rows), min(len(typed) + most, _COLUMNS)
        meant = rows[:, :width]
        missed = np.where(meant > 0, keyboard.MISSED, 0.0)
        missed[:, 1:][(meant[:, 1:] == meant[:, :-1]) & (meant[:, 1:] > 0)] = keyboard.HALVED
        missed[:, 0] *= keyboard.FIRST
        at = [np.zeros((count, width + 1)) for _ in range(most + 1)]
        at[0][:, 0] = 1.0
        for slips in range(most):
            at[slips + 1][:, 1:] = at[slips][:, :-1] * missed
        before: list[Doubles] = []
        same_before = np.zeros(meant.shape, dtype=bool)
        for place, letter in enumerate(typed):
            same = meant == self._code(letter)
            dear = keyboard.FIRST if place == 0 else 1.0
            extra = dear * keyboard.too_many(letter, typed[place - 1 : place], typed[place + 1 : place + 2])
            instead = self._columns_of(letter)[meant]
            if place == 0:
                instead = instead * keyboard.FIRST
            now: list[Doubles] = []
            for slips in range(most + 1):
                new = np.zeros((count, width + 1))
                new[:, 1:] = at[slips][:, :-1] * same
                if slips:
                    fewer = at[slips - 1]
                    np.maximum(new[:, 1:], fewer[:, :-1] * instead, out=new[:, 1:])
                    np.maximum(new[:, 1:], now[-1][:, :-1] * missed, out=new[:, 1:])
                    np.maximum(new, fewer * extra, out=new)
                    if place and letter != typed[place - 1]:
                        swapped = keyboard.SWAPPED * (keyboard.FIRST if place == 1 else 1.0)
                        both = before[slips - 1][:, :-2] * (same[:, :-1] & same_before[:, 1:]) * swapped
                        np.maximum(new[:, 2:], both, out=new[:, 2:])
                now.append(new)
            before, at, same_before = at, now, same
        found: Doubles = np.maximum.reduce([each.max(axis=1) for each in at[1:]])
        found[at[0].max(axis=1) > 0.0] = 0.0
        return found
