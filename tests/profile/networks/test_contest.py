"""Which of two networks is better, whatever words they know."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.profile.networks.made import network_of
from typeahead.models.protocols import BOS, EOS, RESERVED, UNK
from typeahead.profile.networks.contest import contest, spelling_out
from typeahead.profile.networks.corpus import NetworkText

WORDS = [*RESERVED, "the", "roses", "books"]
END = RESERVED[EOS]
HELD_OUT = ["the", "roses", END, "the", "books", "zebra", END] * 20


def text_of(words: list[str] = WORDS, held_out: list[str] = HELD_OUT) -> NetworkText:
    ids = {word: number for number, word in enumerate(words)}
    train = np.array(
        [ids.get(word, UNK) for word in ["the", "the", "roses", "books", "gnu", END] * 10], dtype=np.int32
    )
    out = np.array([ids.get(word, UNK) for word in held_out], dtype=np.int32)
    return NetworkText(words, train, out, held_out, "d", "n", "prose", 0)


def p_of(network, words, known, counts):
    """The distribution over all words known to either, and others, that networks are compared by, at a beginning."""
    found = network.forward(np.array([[EOS]], dtype=np.int32), network.start())
    logits = network.logits(found.hidden[0, 0]).astype(float)
    own = np.exp(logits - logits.max())
    own /= own.sum()
    lacked = [word for word in known if word not in words]
    total = sum(counts.get(word, 0) + 1 for word in lacked) + counts[None] + 1
    p = {word: own[words.index(word)] for word in words if word not in (RESERVED[BOS], RESERVED[UNK])}
    unknown = own[UNK]
    p |= {word: unknown * (counts.get(word, 0) + 1) / total for word in lacked}
    p[None] = unknown * (counts[None] + 1) / total
    return p, own


def test_what_is_compared_is_a_distribution_over_the_same_words():
    text, few = text_of(), [*RESERVED, "the"]
    known = {"the", "roses", "books"}
    counts = {"the": 20, "roses": 10, "books": 10, None: 10}
    network = network_of(few)
    p, own = p_of(network, few, known, counts)
    begin = own.sum() - sum(p.values())  # that of <s>, which is no word
    assert begin == pytest.approx(own[BOS], abs=1e-9)
    nats = -math.log(p["roses"]) + math.log(own[UNK])
    one = NetworkText(text.words, text.train, text.held_out, ["roses"], "d", "n", "prose", 0)
    assert spelling_out(one, few, known) == pytest.approx(nats)
    assert spelling_out(one, WORDS, known) == 0.0


def test_the_same_network_with_all_its_words_does_not_win():
    network = network_of(WORDS)
    found = contest(text_of(), network, WORDS, network, WORDS)
    assert found.before == found.now
    assert not found.won


def test_knowing_fewer_words_is_no_advantage():
    """A network that calls nearly everything unknown has a low perplexity of its own, and loses."""
    few = [*RESERVED, "the"]
    lazy, able = network_of(few), network_of(WORDS)
    lazy.parameters["bias"][UNK] += 5  # sure of `<unk>`
    text = text_of()
    found = contest(text, lazy, few, able, WORDS)
    assert found.won
    assert not contest(text, able, WORDS, lazy, few).won


def test_the_better_one_wins():
    old, new = network_of(WORDS), network_of(WORDS)
    new.parameters["bias"][BOS] -= 3  # which never comes
    found = contest(text_of(), old, WORDS, new, WORDS)
    assert found.won
    assert found.now < found.before < 30
