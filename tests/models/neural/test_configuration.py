"""What a network can be made of, and what is refused."""

from __future__ import annotations

import pytest

from typeahead.errors import SettingInvalid
from typeahead.models.neural.configuration import KINDS, Configuration


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": "transformer"}, "there is no network 'transformer'"),
        ({"layers": 0}, "1 to 3 layers"),
        ({"layers": 4}, "1 to 3 layers"),
        ({"embedding": 0}, "the embedding of a network"),
        ({"width": 5000}, "the width of a network"),
        ({"window": 0}, "a window has"),
        ({"window": 65}, "a window has"),
        ({"direct": True}, "direct connections belong to"),
        ({"vocabulary_size": 2}, "needs a vocabulary"),
    ],
)
def test_what_cannot_be_is_refused_and_said(wrong, said):
    with pytest.raises(SettingInvalid, match=said):
        Configuration(**{"kind": "lstm", "vocabulary_size": 9, **wrong})


@pytest.mark.parametrize("kind", KINDS)
def test_the_lowest_layer_takes_embeddings_and_the_others_what_is_below(kind):
    sizes = Configuration(kind, 9, embedding=5, width=7, layers=3)
    assert [sizes.inputs_of(layer) for layer in range(3)] == [5, 7, 7]
