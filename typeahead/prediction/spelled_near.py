"""Words near what is typed, as a whole or by their beginning: those within one or two slips, and what these weigh."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.distinct import distinct
from typeahead.models.ngram.acceleration import weigher
from typeahead.models.protocols import Ids
from typeahead.prediction import keyboard
from typeahead.text.vocabulary import Vocabulary

LONGEST = 16
"""Longer beginnings are left alone."""

_COLUMNS = LONGEST + 2
"""So many letters of a word are looked at: those that two left out push in."""
_KEYED = 8
"""So many letters go into one number that sorts as the word does."""
_MOST_LETTERS = 254
"""Rarer letters than so many kinds are one to us."""
_KNOWN_COLUMNS = 256
"""Letters of which it is kept what they weigh."""

Doubles = NDArray[np.float64]


def near_of(vocabulary: Vocabulary) -> Near:
    """The words of a vocabulary's sorted block, laid out: a quarter of a second, once for the same words.

    Another thread may do so before a newer generation is taken over.
    """
    first = vocabulary.first_suggested
    return _laid_out(tuple(vocabulary.words[first : vocabulary.sorted_size]), first)


@lru_cache(maxsize=2)
def _laid_out(words: tuple[str, ...], first: int) -> Near:
    return Near(words, np.arange(first, first + len(words), dtype=np.int32))


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
        self._rows = codes[order]
        self._columns = np.ascontiguousarray(self._rows.T)  # (columns, n): letters at one place lie together
        firsts = np.unique(self._columns[0])
        self._firsts = firsts[(firsts > 0) & (firsts <= len(self._letters))].astype(np.uint64)
        self._lengths = np.count_nonzero(self._rows, axis=1)
        self._keys, self._ids = keys[order], np.asarray(ids, dtype=np.int32)[order]
        self._sets: dict[int, NDArray[np.uint32]] = {}
        self._columns_known: dict[str, Doubles] = {}
        self._kernel: Any = None

    def accelerate(self) -> None:
        """Weigh words with a compiled kernel from now on, which needs no look at them before."""
        self._kernel = weigher()

    def find(self, typed: str, slips: int) -> tuple[Ids, Doubles]:
        """Words whose beginning may have been meant, but does not stand there: ids (n,), weights (n,) in 0…1.

        Args:
            typed: two letters at least, casefolded.
            slips: how many are thought of, where the first letter is right.
        """
        if self._kernel is None:
            weigh, alike = self._weigh_alike, self._beginning_alike(typed, slips)
        else:  # looks at them all in less time than it takes to choose some
            weigh, alike = self._weigh_compiled, self._first_alike(typed[0])
        found, weights = [], []
        for rows, most in ((alike, slips), (self._beginning_otherwise(typed), 1)):
            if len(rows):
                weight = weigh(rows, typed, most)
                found.append(self._ids[rows[weight > 0.0]])
                weights.append(weight[weight > 0.0])
        if not found:
            return np.zeros(0, dtype=np.int32), np.zeros(0)
        return np.concatenate(found), np.concatenate(weights)

    def find_whole(self, typed: str, slips: int) -> tuple[Ids, Doubles]:
        """Words that may have been meant where a whole word is typed, but another: ids (n,), weights (n,) in 0…1.

        Args:
            typed: two letters at least, `LONGEST` at most, casefolded.
            slips: how many are thought of, where the first letter is right.
        """
        found, weights = [], []
        for rows, most in (
            (self._beginning_alike(typed, slips), slips),
            (self._beginning_otherwise(typed), 1),
        ):
            lengths = self._lengths[rows]
            fitting = (np.abs(lengths - len(typed)) <= most) & (lengths < _COLUMNS)
            rows, lengths = rows[fitting], lengths[fitting]
            if not len(rows):
                continue
            width = min(len(typed) + most, _COLUMNS)
            at = self._ways(self._columns[:width, rows], typed, most)
            ends = lengths, np.arange(len(rows))
            weight = np.maximum.reduce([each[ends] for each in at[1:]])
            weight[at[0][ends] > 0.0] = 0.0
            found.append(self._ids[rows[weight > 0.0]])
            weights.append(weight[weight > 0.0])
        if not found:
            return np.zeros(0, dtype=np.int32), np.zeros(0)
        return np.concatenate(found), np.concatenate(weights)

    def _weigh_alike(self, rows: NDArray[np.intp], typed: str, most: int) -> Doubles:
        """The weight of each row (ascending), those with the same beginning weighed once."""
        width = min(len(typed) + most, _COLUMNS)
        if width >= _KEYED:
            return self._weigh(self._columns[:width, rows], typed, most)
        beginnings = self._keys[rows] >> np.uint64(8 * (_KEYED - width))
        is_new = np.concatenate([[True], beginnings[1:] != beginnings[:-1]])
        weights = self._weigh(self._columns[:width, rows[is_new]], typed, most)
        found: Doubles = weights[np.cumsum(is_new) - 1]
        return found

    def _code(self, letter: str) -> int:
        return self._codes.get(letter, len(self._letters) + 1)

    def _key(self, codes: Sequence[int]) -> int:
        """The least number of a word that begins so."""
        number = 0
        for code in codes[:_KEYED]:
            number = number << 8 | code
        return number << 8 * max(0, _KEYED - len(codes))

    def _beginning_alike(self, typed: str, slips: int) -> NDArray[np.intp]:
        """Rows of words with the first letter typed that have all but so many letters near their places.

        A slip puts one letter of those typed out of place at most, and one strange letter into the word.
        """
        codes = [self._code(letter) for letter in typed]
        rows = self._first_alike(typed[0])
        if not len(rows):
            return rows
        low, high = int(rows[0]), int(rows[-1]) + 1
        letters = np.uint32(np.bitwise_or.reduce([1 << code % 32 for code in codes]))
        lacking = letters & ~self._set(len(typed) + slips)[low:high]
        strange = self._set(len(typed) - slips)[low:high] & ~letters
        for _ in range(slips):  # each takes one letter away, if there is any
            lacking &= lacking - np.uint32(1) * (lacking > 0)
            strange &= strange - np.uint32(1) * (strange > 0)
        rows = np.flatnonzero((lacking | strange) == 0) + low
        letters_there = self._columns[: len(typed) + slips, rows]
        out_of_place = np.zeros(len(rows), dtype=np.uint8)
        for place, code in enumerate(codes):
            near = letters_there[max(0, place - slips) : place + slips + 1]
            out_of_place += ~(near == code).any(axis=0)
        found: NDArray[np.intp] = rows[out_of_place <= slips]
        return found

    def _first_alike(self, letter: str) -> NDArray[np.intp]:
        """Rows of all words with this first letter."""
        code = self._code(letter)
        ends = np.array([self._key([code]), self._key([code + 1]) - 1], dtype=np.uint64)
        low = int(np.searchsorted(self._keys, ends[:1])[0])
        return np.arange(low, int(np.searchsorted(self._keys, ends[1:], "right")[0]))

    def _weigh_compiled(self, rows: NDArray[np.intp], typed: str, most: int) -> Doubles:
        """As `_weigh`, of each row."""
        codes = np.array([self._code(letter) for letter in typed], dtype=np.int64)
        dear = np.ones(len(typed))
        dear[0] = keyboard.FIRST
        instead = np.stack([self._column_of(letter) for letter in typed]) * dear[:, None]
        extra, swapped = dear.copy(), np.zeros(len(typed))
        for place, letter in enumerate(typed):
            extra[place] *= keyboard.too_many(letter, typed[place - 1 : place], typed[place + 1 : place + 2])
            if place and letter != typed[place - 1]:
                swapped[place] = keyboard.SWAPPED * (keyboard.FIRST if place == 1 else 1.0)
        left_out = keyboard.MISSED, keyboard.HALVED, keyboard.FIRST
        room, found = np.empty((4, most + 1, _COLUMNS + 1)), np.empty(len(rows))
        self._kernel(self._rows, rows, codes, most, instead, extra, swapped, *left_out, room, found)
        return found

    def _set(self, length: int) -> NDArray[np.uint32]:
        """Which letters stand among the first so many of each word, as bits (n,)."""
        length = min(length, _COLUMNS)
        if length not in self._sets:
            bits = np.uint32(1) << (self._columns[:length] % 32).astype(np.uint32)
            bits[self._columns[:length] == 0] = 0
            self._sets[length] = np.bitwise_or.reduce(bits, axis=0)
        return self._sets[length]

    def _beginning_otherwise(self, typed: str) -> NDArray[np.intp]:
        """Rows of words with another first letter that agree with the rest of what is typed."""
        codes = [self._code(letter) for letter in typed]
        every = self._firsts << np.uint64(8 * (_KEYED - 1))
        behind = np.uint64(8)  # one letter further on
        starts = [
            (every | np.uint64(self._key(codes[1:])) >> behind, len(codes)),  # another letter was meant
            (every | np.uint64(self._key(codes)) >> behind, len(codes) + 1),  # one was left out
            (np.array([self._key([codes[1], codes[0], *codes[2:]])], dtype=np.uint64), len(codes)),
            (np.array([self._key(codes[1:])], dtype=np.uint64), len(codes) - 1),
        ]
        keys = np.concatenate([start for start, _ in starts])
        rest = [(1 << 8 * max(0, _KEYED - length)) - 1 for _, length in starts]
        last = keys + np.repeat(np.array(rest, dtype=np.uint64), [len(start) for start, _ in starts])
        low, high = np.searchsorted(self._keys, keys), np.searchsorted(self._keys, last, "right")
        many = high - low
        rows = distinct(np.arange(many.sum()) - np.repeat(np.cumsum(many) - many - low, many))
        found: NDArray[np.intp] = rows[self._columns[0, rows] != codes[0]]
        return found

    def _column_of(self, letter: str) -> Doubles:
        """What typing a letter weighs where another was meant, by that one's code."""
        found = self._columns_known.get(letter)
        if found is None:
            if len(self._columns_known) >= _KNOWN_COLUMNS:
                self._columns_known.clear()
            meant = [keyboard.for_another(letter, other) for other in self._letters]
            found = self._columns_known[letter] = np.array([0.0, *meant, keyboard.OTHER])
        return found

    def _weigh(self, meant: NDArray[np.uint8], typed: str, most: int) -> Doubles:
        """The weight of the likeliest way, (n,), from a beginning of each word to what is typed; 0 if there is none.

        Where no slip is needed, 0. Arguments are those of `_ways`.
        """
        at = self._ways(meant, typed, most)
        found: Doubles = np.maximum.reduce([each.max(axis=0) for each in at[1:]])
        found[at[0].max(axis=0) > 0.0] = 0.0
        return found

    def _ways(self, meant: NDArray[np.uint8], typed: str, most: int) -> list[Doubles]:
        """What the likeliest ways to what is typed weigh, by number of slips: (width + 1, n) each.

        Damerau's distance with weights for costs: at[s][j] is the weight, (n,), with which s slips lead from the first
        j letters of each word to what is typed so far.

        Args:
            meant: (width, n), the words' letters.
            typed: what is typed.
            most: so many slips.
        """
        width, count = meant.shape
        missed = np.where(meant > 0, keyboard.MISSED, 0.0)
        missed[1:][(meant[1:] == meant[:-1]) & (meant[1:] > 0)] = keyboard.HALVED
        missed[0] *= keyboard.FIRST
        at = [np.zeros((width + 1, count)) for _ in range(most + 1)]
        at[0][0] = 1.0
        for slips in range(most):
            at[slips + 1][1:] = at[slips][:-1] * missed
        before: list[Doubles] = []
        same_before = np.zeros(meant.shape, dtype=bool)
        for place, letter in enumerate(typed):
            # So many letters typed are so many of the word, but for as many as there are slips.
            low, high = max(0, place - most), min(width, place + most + 1)
            here = slice(low, high)  # letters of the word; what they lead to lies one further on
            same = np.zeros(meant.shape, dtype=bool)
            same[here] = meant[here] == self._code(letter)
            dear = keyboard.FIRST if place == 0 else 1.0
            extra = dear * keyboard.too_many(letter, typed[place - 1 : place], typed[place + 1 : place + 2])
            instead = dear * self._column_of(letter)[meant[here]]
            now: list[Doubles] = []
            for slips in range(most + 1):
                new = np.zeros((width + 1, count))
                ahead = new[low + 1 : high + 1]
                np.multiply(at[slips][here], same[here], out=ahead)
                if slips:
                    fewer = at[slips - 1]
                    np.maximum(ahead, fewer[here] * instead, out=ahead)
                    np.maximum(ahead, now[-1][here] * missed[here], out=ahead)
                    stays = slice(low, high + 1)
                    np.maximum(new[stays], fewer[stays] * extra, out=new[stays])
                    if place and letter != typed[place - 1]:
                        swapped = keyboard.SWAPPED * (keyboard.FIRST if place == 1 else 1.0)
                        pair = slice(low, high - 1)
                        both = before[slips - 1][pair] * (same[pair] & same_before[low + 1 : high]) * swapped
                        np.maximum(new[low + 2 : high + 1], both, out=new[low + 2 : high + 1])
                now.append(new)
            before, at, same_before = at, now, same
        return at
