"""Hypothesis strategies shared by the tests."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from typeahead.models.protocols import EOS, FIRST_WORD

WORDS = 6
VOCABULARY_SIZE = FIRST_WORD + WORDS

sentences = st.lists(st.integers(FIRST_WORD, VOCABULARY_SIZE - 1), max_size=7)
texts = st.lists(sentences, min_size=1, max_size=12)


def ids(text: list[list[int]]) -> np.ndarray:
    """Sentences of ids as a model reads them: one array, each sentence ended by `</s>`."""
    return np.array([word for sentence in text for word in [*sentence, EOS]], dtype=np.int32)
