"""Tokens spelled alike are found, whatever their bytes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.text import cutting
from typeahead.text.cutting import Cut

# Few letters, so that beginnings of eight bytes and whole words are often shared; zero bytes belong to a word.
words = st.text(st.sampled_from("ab\0é"), min_size=1, max_size=20)
lines = st.lists(st.lists(words, min_size=1, max_size=8), min_size=1, max_size=8)


def check(text: list[list[str]]) -> None:
    cut = Cut.of("".join(" ".join(line) + "\n" for line in text).encode())
    tokens = [word.encode() for line in text for word in line]
    assert list(cut.tokens(np.arange(len(cut.starts)))) == tokens
    assert np.flatnonzero(cut.last).tolist() == (np.cumsum([len(line) for line in text]) - 1).tolist()
    alike = cut.alike()
    assert [tokens[at] for at in alike] == tokens
    assert len(set(alike.tolist())) == len(set(tokens))


@given(lines)
def test_each_token_points_to_one_spelled_as_it(text):
    check(text)


@given(lines)
def test_so_it_does_where_all_share_one_slot(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_SHIFT", np.uint64(63))
        check(text)


@given(lines)
def test_so_it_does_where_hashes_tell_nothing(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cutting, "_MIXERS", np.zeros(3, dtype=np.uint64))
        check(text)
