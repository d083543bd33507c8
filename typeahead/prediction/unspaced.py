"""Words of scripts that are written without spaces: each is one character, with its marks."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from typeahead.models.protocols import Ids
from typeahead.text.joining import is_unspaced
from typeahead.text.vocabulary import Vocabulary

_FIRST = "\u0e00"
"""No such word sorts before that."""


class Unspaced:
    """Those of a vocabulary that may be suggested.

    Args:
        vocabulary: it may grow.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._size = -1
        self._ids: Ids = np.zeros(0, dtype=np.int32)

    def ids(self) -> Ids:
        """Their ids, ascending."""
        vocabulary = self._vocabulary
        if self._size != len(vocabulary):
            words, end = vocabulary.words, vocabulary.sorted_size
            first = bisect_left(words, _FIRST, vocabulary.first_suggested, end, key=str.casefold)
            among = [*range(first, end), *vocabulary.learned_beginning_with("")]
            self._ids = np.array([each for each in among if is_unspaced(words[each][0])], dtype=np.int32)
            self._size = len(vocabulary)
        return self._ids
