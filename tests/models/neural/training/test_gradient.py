"""A chunk's gradient: state comes in from the chunk before, gradients do not go out to it, threads share the work."""

from __future__ import annotations

import numpy as np
import pytest

from tests.models.neural.made import BATCH, SIZE, chunks, network_of
from typeahead.models.neural.configuration import KINDS
from typeahead.models.neural.sampled import Sampler
from typeahead.models.neural.training.batches import Chunk
from typeahead.models.neural.training.gradient import Worker
from typeahead.models.neural.training.recipe import Recipe
from typeahead.models.neural.training.threads import Threads

QUIET = Recipe(dropout=0.0)


def log_p(network, words: np.ndarray, targets: np.ndarray, state) -> np.ndarray:
    hidden = network.forward(words, state).hidden
    logits = network.logits(hidden.reshape(-1, hidden.shape[2]))
    logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return logits[np.arange(len(logits)), targets.reshape(-1)]


@pytest.mark.parametrize("kind", KINDS)
def test_state_is_carried_from_chunk_to_chunk_and_dropped_where_a_text_begins(kind):
    network = network_of(kind)
    first, second = chunks()
    whole = Chunk(
        *(np.concatenate([getattr(c, n) for c in (first, second)]) for n in ("inputs", "targets")), True
    )
    expected = -log_p(network, whole.inputs, whole.targets, network.start(BATCH))
    half = len(expected) // 2
    with Threads(1) as threads:
        worker = Worker(network, QUIET, BATCH, None, threads)
        assert worker.run(first, 0) == pytest.approx(expected[:half].mean())
        assert worker.run(second, 1) == pytest.approx(expected[half:].mean())
        again = worker.run(second._replace(first=True), 2)
    fresh = -log_p(network, second.inputs, second.targets, network.start(BATCH))
    assert again == pytest.approx(fresh.mean())
    assert abs(again - expected[half:].mean()) > 1e-6


@pytest.mark.parametrize("kind", KINDS)
def test_backpropagation_is_cut_where_a_chunk_begins(kind):
    """A word of the chunk before changes the loss through the state, and gets no gradient."""
    network = network_of(kind, tied=False)
    first, second = chunks()
    word = 3
    first.inputs[first.inputs == word] = 4
    first.inputs[-1, 0] = word
    second.inputs[second.inputs == word] = 4
    losses = []
    with Threads(1) as threads:
        worker = Worker(network, QUIET, BATCH, None, threads)
        for by in (0.0, 1.0):
            network.parameters["embedding"][word] += by
            worker.run(first, 0)
            worker.clear()
            losses.append(worker.run(second, 1))
        assert losses[0] != losses[1]
        assert not worker.gradients[0]["embedding"][word].any()
        assert worker.gradients[0]["embedding"].any()
        # In one chunk it would.
        joined = Chunk(
            *(np.concatenate([getattr(c, n) for c in (first, second)]) for n in ("inputs", "targets")), True
        )
        worker.clear()
        worker.run(joined, 0)
        assert worker.gradients[0]["embedding"][word].any()


@pytest.mark.parametrize("samples", [0, 5])
@pytest.mark.parametrize("tied", [True, False])
def test_two_threads_find_what_one_finds(samples, tied):
    network = network_of("lstm", tied=tied)
    sampler = Sampler(np.ones(SIZE, dtype=np.int64), samples) if samples else None
    found = []
    for parts in (1, 2, 3):
        with Threads(parts) as threads:
            worker = Worker(network, QUIET, BATCH, sampler, threads)
            losses = [worker.run(chunk, step) for step, chunk in enumerate(chunks())]
        found.append((losses, {n: sum(g[n] for g in worker.gradients) for n in network.parameters}))
        assert len(worker.gradients) == len(worker.states) == parts
    for losses, gradients in found[1:]:
        np.testing.assert_allclose(losses, found[0][0], rtol=1e-12)
        for name, array in gradients.items():
            np.testing.assert_allclose(array, found[0][1][name], rtol=1e-9, atol=1e-14)


def test_threads_draw_masks_of_their_own():
    """So another number of threads gives another training; the same number, the same one."""
    network = network_of("lstm", width=30, embedding=30)
    found = {}
    for name, parts in (("one", 1), ("two", 2), ("two again", 2)):
        with Threads(parts) as threads:
            found[name] = Worker(network, Recipe(dropout=0.5), BATCH, None, threads).run(chunks()[0], 0)
    assert found["two"] == found["two again"]
    assert found["one"] != found["two"]


@pytest.mark.parametrize("tied", [True, False])
def test_rows_that_were_not_touched_have_no_gradient(tied):
    size = 200
    network = network_of("gru", size=size, tied=tied)
    with Threads(1) as threads:
        worker = Worker(network, QUIET, BATCH, Sampler(np.ones(size, dtype=np.int64), 20), threads)
        for step, chunk in enumerate(chunks(size=size)):
            worker.clear()
            worker.run(chunk, step)
            assert set(worker.touched) == ({"embedding"} if tied else {"embedding", "output"})
            for name, rows in worker.touched.items():
                assert len(rows) < size / 2
                assert not np.delete(worker.gradients[0][name], rows, axis=0).any()
            assert set(chunk.inputs.reshape(-1)) <= set(worker.touched["embedding"])
            out = worker.touched["embedding" if tied else "output"]
            assert set(chunk.targets.reshape(-1)) <= set(out)


def test_of_the_full_softmax_every_row_has_a_gradient():
    with Threads(1) as threads:
        worker = Worker(network_of("gru"), QUIET, BATCH, None, threads)
        worker.run(chunks()[0], 0)
    assert worker.touched == {}
    assert worker.gradients[0]["embedding"].any(axis=1).all()
    worker.clear()
    assert not any(array.any() for array in worker.gradients[0].values())
