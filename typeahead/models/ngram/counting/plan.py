"""How much is done at a time, so that counting stays within a limit of memory."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from typeahead.models.ngram.counting.rows import Packing

_LEAST_ROWS = 64
_LEAST_CHUNK = 64
"""Less would take for ever, and no less memory than NumPy's own."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Numbers of things that are in memory together.

    Attributes:
        chunk: words of the text.
        rows: of a partition.
        nodes: n-grams of one order whose continuations are counted.
        block: n-grams that are written together.
        scratch: the folder of temporary files; None if everything is in memory.
    """

    chunk: int
    rows: int
    nodes: int
    block: int
    scratch: Path | None

    @classmethod
    def of(
        cls, words: int, vocabulary_size: int, packing: Packing, memory: int | None, scratch: Path | None
    ) -> Plan:
        """Everything at once if it fits, else shares of what the vocabulary leaves."""
        row = 80 + 16 * len(packing.groups)  # bytes while it is sorted and its n-grams are found
        whole = words * (row + 16 * packing.order) + 40 * vocabulary_size
        if memory is None or whole <= memory:
            return cls(max(words, 1), max(words, 1), 2**62, 2**62, None)
        room = max(memory - 40 * vocabulary_size, 0)
        return cls(
            chunk=max(min(room // 4 // 64, 2**20), _LEAST_CHUNK),
            rows=max(room // 2 // row, _LEAST_ROWS),
            nodes=max(room // 2 // 4, _LEAST_ROWS),
            block=max(room // 2 // 64, _LEAST_ROWS),
            scratch=scratch or Path(tempfile.gettempdir()),
        )
