"""Bodies as numbers, compared with a few plain lines of Python."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.profile import numbering
from typeahead.profile.encoding import first_word_at
from typeahead.profile.numbering import END, numbered

tokens = st.text(st.sampled_from("ab.“é1"), min_size=1, max_size=4)
bodies = st.lists(st.lists(st.lists(tokens, min_size=1, max_size=5), max_size=6), max_size=4)


def plain(found, numbers) -> list[tuple[str, bool]]:
    """Each token, and whether it is a sentence's first word."""
    return [(found.tokens[abs(number)], number < 0) for number in numbers.tolist()]


def expected(texts, firsts: bool) -> list[tuple[str, bool]]:
    result = []
    for sentences in texts:
        for sentence in sentences:
            first = first_word_at(sentence) if firsts else -1
            result += [(token, at == first) for at, token in enumerate(sentence)] + [("\n", False)]
    return result


@given(bodies, st.booleans(), st.sampled_from([1, 7, 1 << 20]), st.booleans())
def test_every_token_is_numbered_and_first_words_marked(texts, firsts, piece, on_disk):
    stored = ["\n".join(" ".join(sentence) for sentence in sentences).encode() for sentences in texts]
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as folder:
        patch.setattr(numbering, "PIECE", piece)
        found = numbered(stored, firsts=firsts, scratch=Path(folder) if on_disk else None)
        numbers = np.concatenate([np.zeros(0, dtype=np.int32), *found.blocks(0, len(found))])
        assert plain(found, numbers) == expected(texts, firsts)
        inside, begun = found.counts(0, len(found))
        assert inside[END] == sum(len(sentences) for sentences in texts)
        for number, token in enumerate(found.tokens):
            each = expected(texts, firsts)
            assert (inside[number], begun[number]) == (each.count((token, False)), each.count((token, True)))
        size = len(found.tokens)
        table = np.arange(size, dtype=np.int32)
        words = found.translated(table, table + 100).tolist()
        each = [(found.tokens[n % 100], n >= 100) for n in words]
        assert each == expected(texts, firsts)


def test_empty_lines_are_no_sentences():
    found = numbered([b"", b"\n\n", b"a b\n\n\nc\n"], firsts=True)
    (numbers,) = found.blocks(0, len(found))
    assert [found.tokens[abs(number)] for number in numbers] == ["a", "b", "\n", "c", "\n"]
