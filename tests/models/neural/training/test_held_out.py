"""Perplexity is exp of the mean −ln p, in however many columns and threads."""

from __future__ import annotations

import numpy as np
import pytest

from tests.models.neural.made import network_of, pattern
from typeahead.models.neural.training import held_out
from typeahead.models.neural.training.held_out import perplexity
from typeahead.models.neural.training.threads import Threads
from typeahead.models.protocols import EOS


def stepped(network, words: np.ndarray, before: int) -> float:
    """Σ −ln p, word by word."""
    state, total = network.start(1), 0.0
    for word, target in zip([before, *words[:-1].tolist()], words.tolist(), strict=True):
        hidden, state = network.step(word, state)
        logits = network.logits(hidden)
        total += float(np.log(np.exp(logits).sum()) - logits[target])
    return total


@pytest.mark.parametrize("kind", ["window", "lstm"])
@pytest.mark.parametrize(("length", "columns"), [(70, 1), (201, 3), (199, 3)])
def test_it_is_that_of_the_words_one_by_one(kind, length, columns, monkeypatch):
    """Columns begin without a state; the last is padded, and the padding not counted."""
    monkeypatch.setattr(held_out, "_SHORTEST", 60)
    network, words = network_of(kind), pattern(length)
    each = -(-length // columns)
    expected = sum(
        stepped(network, words[first : first + each], EOS if not first else int(words[first - 1]))
        for first in range(0, length, each)
    )
    with Threads(1) as threads:
        assert perplexity(network, words, threads) == pytest.approx(np.exp(expected / length), rel=1e-6)


def test_threads_make_no_difference(monkeypatch):
    network, words = network_of("gru"), pattern(1000)
    monkeypatch.setattr(held_out, "_SHORTEST", 100)
    found = []
    for parts in (1, 2):
        with Threads(parts) as threads:
            found.append(perplexity(network, words, threads))
    assert found[1] == pytest.approx(found[0], rel=1e-9)
    with Threads(2) as threads:
        assert perplexity(network, words[:50], threads) > 1  # fewer columns than threads


def test_what_was_ruined_is_measured_without_an_error():
    network, words = network_of("rnn"), pattern(50)
    network.parameters["embedding"] *= 1e200
    with Threads(1) as threads, np.errstate(all="ignore"):
        found = perplexity(network, words, threads)
    assert not np.isfinite(found) or found > 1e100
