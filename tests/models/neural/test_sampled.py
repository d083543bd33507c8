"""The sampled softmax: the full one where all words are drawn, and on average without."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.neural.made import network_of
from typeahead.models.neural import softmax
from typeahead.models.neural.operations import compiled, plain
from typeahead.models.neural.sampled import Sample, Sampler, inclusion, sampled
from typeahead.models.neural.training.recipe import Recipe

SIZE, ROWS = 60, 8
COUNTS = np.concatenate([[0, 0], 4000 // np.arange(1, SIZE - 1)])


def network(tied: bool = True, operations=plain):
    return network_of("rnn", size=SIZE, tied=tied, operations=operations())


def asked(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Hidden vectors and their next words, some of which come twice."""
    random = np.random.default_rng(seed)
    targets = random.integers(2, SIZE, ROWS).astype(np.int32)
    targets[1] = targets[0]
    return random.normal(size=(ROWS, 6)), targets


def nothing(made) -> dict[str, np.ndarray]:
    return {name: np.zeros_like(array) for name, array in made.parameters.items()}


def full_of(made, hidden, targets):
    gradients = nothing(made)
    loss, d_hidden = softmax.full(made, hidden, targets, gradients, 1.0, {})
    return loss, d_hidden, gradients


def sampled_of(made, hidden, targets, sample: Sample):
    gradients = nothing(made)
    loss, d_hidden = sampled(made, hidden, targets, sample, gradients, 1.0)
    return loss, d_hidden, gradients


# --- how likely a word is to be drawn

weights = st.lists(st.integers(1, 10**7), min_size=1, max_size=60).map(lambda each: np.array(each) ** 0.75)


@given(weights, st.integers(1, 70))
def test_inclusion_sums_to_the_size_and_is_in_proportion(drawn, size):
    found = inclusion(drawn, size)
    assert (found > 0).all()
    assert (found <= 1).all()
    assert found.sum() == pytest.approx(min(size, len(drawn)))
    order = np.argsort(drawn)
    assert (np.diff(found[order]) >= -1e-12).all()
    unsure = found < 1
    if unsure.any():
        shares = found[unsure] / drawn[unsure]
        np.testing.assert_allclose(shares, shares[0], rtol=1e-9)
        # Who is sure would be over 1 in the same proportion.
        assert (drawn[~unsure] * shares[0] >= 1 - 1e-9).all()


def test_words_are_drawn_as_often_as_that_says():
    sampler = Sampler(COUNTS, 20)
    random = np.random.default_rng(0)
    seen = np.zeros(SIZE)
    many = 1500
    for _ in range(many):
        sample = sampler.draw(random, np.dtype(np.float64))
        seen[sample.words] += 1
        assert (np.diff(sample.words) > 0).all()
        np.testing.assert_array_equal(sample.places[sample.words], np.arange(len(sample.words)))
        assert (np.delete(sample.places, sample.words) == -1).all()
        np.testing.assert_allclose(np.exp(-sample.corrections), sampler.probabilities[sample.words])
    spread = np.sqrt(sampler.probabilities * (1 - sampler.probabilities) / many)
    assert (np.abs(seen / many - sampler.probabilities) <= 4.5 * spread).all()
    assert sampler.probabilities[0] > 0


# --- the loss


@pytest.mark.parametrize("tied", [True, False])
@pytest.mark.parametrize("operations", [plain, compiled])
def test_with_every_word_drawn_for_sure_it_is_the_full_softmax(tied, operations):
    made = network(tied, operations)
    hidden, targets = asked()
    sample = Sampler(COUNTS, SIZE).draw(np.random.default_rng(0), np.dtype(np.float64))
    assert len(sample.words) == SIZE
    loss, d_hidden, gradients = sampled_of(made, hidden, targets, sample)
    expected, d_expected, all_of_them = full_of(made, hidden, targets)
    assert loss == pytest.approx(expected, rel=1e-12)
    np.testing.assert_allclose(d_hidden, d_expected, rtol=1e-9, atol=1e-12)
    for name, array in all_of_them.items():
        np.testing.assert_allclose(gradients[name], array, rtol=1e-9, atol=1e-12)


def test_the_denominator_is_right_on_average():
    """Σ exp(logit) / π over the drawn, and the target exactly: read back from the loss of one row at a time."""
    made = network()
    hidden, targets = asked()
    hidden, targets = hidden[:1], targets[:1]
    logit = float(made.logits(hidden[0])[targets[0]])
    sampler = Sampler(COUNTS, 15)
    random = np.random.default_rng(0)
    many = 3000
    found = np.array(
        [
            np.exp(sampled_of(made, hidden, targets, sampler.draw(random, made.dtype))[0] + logit)
            for _ in range(many)
        ]
    )
    expected = np.exp(made.logits(hidden[0])).sum()
    error = found.std() / np.sqrt(many)
    assert error < 0.03 * expected
    assert abs(found.mean() - expected) < 4 * error
    # Without the correction it would be far off.
    assert expected > 2 * np.exp(made.logits(hidden[0]))[np.argsort(-COUNTS)[:15]].sum()


def test_the_gradient_is_near_the_full_one_on_average_and_nearer_with_more_words():
    made = network()
    hidden, targets = asked()
    _, d_expected, expected = full_of(made, hidden, targets)
    misses = []
    for size in (10, 20, 40):
        sampler = Sampler(COUNTS, size)
        random = np.random.default_rng(0)
        d_mean, mean = np.zeros_like(d_expected), np.zeros_like(expected["embedding"])
        many = 600
        for _ in range(many):
            _, d_hidden, gradients = sampled_of(made, hidden, targets, sampler.draw(random, made.dtype))
            d_mean += d_hidden / many
            mean += gradients["embedding"] / many
        misses.append(
            (
                np.linalg.norm(d_mean - d_expected) / np.linalg.norm(d_expected),
                np.linalg.norm(mean - expected["embedding"]) / np.linalg.norm(expected["embedding"]),
            )
        )
    by_hidden, by_weights = np.array(misses).T
    # What remains is the logarithm's bias. Measured: 0.22, 0.16, 0.08, and 0.31, 0.24, 0.12.
    assert (np.diff(by_hidden) < 0).all()
    assert (np.diff(by_weights) < 0).all()
    assert (by_hidden < (0.27, 0.2, 0.11)).all()
    assert (by_weights < (0.36, 0.29, 0.16)).all()


def test_with_the_usual_sample_of_a_usual_vocabulary_the_gradient_is_the_full_one_within_a_twentieth():
    size = 5000
    made = network_of("rnn", size=size, embedding=16, width=16)
    made.parameters["embedding"] *= 0.5
    random = np.random.default_rng(0)
    hidden = random.normal(size=(20, 16))
    targets = random.integers(3, size, 20).astype(np.int32)
    counts = 100_000 // np.arange(1, size + 1)
    _, d_expected, _ = full_of(made, hidden, targets)
    sampler = Sampler(counts, Recipe().samples_for(size))
    many = 20
    d_mean = sum(sampled_of(made, hidden, targets, sampler.draw(random, made.dtype))[1] for _ in range(many))
    # Measured: 0.026.
    assert np.linalg.norm(d_mean / many - d_expected) < 0.05 * np.linalg.norm(d_expected)


def test_a_target_that_was_drawn_counts_once():
    made = network()
    hidden, targets = asked()
    places = np.full(SIZE, -1)
    other = next(word for word in range(3, SIZE) if word not in targets)
    words = np.unique([*targets, other])
    places[words] = np.arange(len(words))
    loss, _, gradients = sampled_of(made, hidden, targets, Sample(words, np.zeros(len(words)), places))
    logits = np.array([made.logits(each) for each in hidden])[:, words]
    expected = np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(ROWS), places[targets]]
    assert loss == pytest.approx(expected.sum())
    assert not np.delete(gradients["embedding"], words, axis=0).any()
