"""A network adapts to the last words, is drawn back, guarded, kept and restored."""

from __future__ import annotations

import numpy as np
import pytest

from tests.models.neural.made import SIZE, network_of, pattern
from typeahead.errors import SettingInvalid
from typeahead.models.neural import adaptation as module
from typeahead.models.neural.adaptation import HIGHEST_RATE, Adaptation, AdaptationSettings
from typeahead.models.neural.configuration import KINDS
from typeahead.models.neural.network import Network
from typeahead.models.neural.softmax import losses
from typeahead.models.protocols import EOS, UNK

TEXT = pattern(400)


def network(kind: str = "lstm", tied: bool = True, size: int = SIZE) -> Network:
    return network_of(kind, dtype=np.float32, tied=tied, size=size)


def weights_of(made: Network) -> dict[str, np.ndarray]:
    return {name: array.copy() for name, array in made.parameters.items()}


def same(one: dict[str, np.ndarray], other: dict[str, np.ndarray]) -> bool:
    return all(np.array_equal(array, other[name]) for name, array in one.items())


def distance(adaptation: Adaptation) -> float:
    trained = adaptation.trained.whole().parameters
    return float(
        np.sqrt(sum(((a - trained[n]) ** 2).sum() for n, a in adaptation.network.parameters.items()))
    )


# --- settings


@pytest.mark.parametrize("rate", [0.2001, 1.0, 0.0, -0.1, np.nan, np.inf])
def test_a_learning_rate_above_the_highest_is_refused_with_its_reason(rate):
    assert HIGHEST_RATE == 0.2
    with pytest.raises(SettingInvalid, match=r"at most 0\.2, not .*unlearns more than it learns"):
        AdaptationSettings(rate=rate)
    assert AdaptationSettings(rate=0.2).rate == 0.2


@pytest.mark.parametrize(
    "wrong",
    [{"decay": 1.0}, {"decay": -0.1}, {"words": 0}, {"sampled": 0}, {"clip": 0}, {"patience": 0}],
    ids=str,
)
def test_so_is_what_makes_no_steps(wrong):
    with pytest.raises(SettingInvalid, match="a network adapts with a decay"):
        AdaptationSettings(**wrong)


# --- learning


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tied", [True, False])
def test_words_that_come_again_become_likelier(kind, tied):
    adaptation = Adaptation(network(kind, tied))
    found = adaptation.score(TEXT)
    trained = Adaptation(network(kind, tied))
    trained.rate = 0.0  # nothing is adapted any more
    before = trained.score(TEXT)
    assert found[:20] == pytest.approx(before[:20], abs=1e-5)
    assert found[200:].mean() > before[200:].mean() + 0.1
    assert adaptation.rollbacks == 0
    assert same(weights_of(adaptation.trained.whole()), weights_of(network(kind, tied)))


def test_a_step_is_sgd_on_the_sum_of_the_losses():
    """Against finite differences of the loss, in a network of double precision."""
    made = network_of("gru", tied=False)
    settings = AdaptationSettings(rate=1e-4, decay=0.0, clip=1e9, words=7)
    adaptation = Adaptation(made, settings)
    trained = adaptation.trained.whole().parameters
    words = TEXT[:7]
    inputs = np.array([EOS, *words[:-1]], dtype=np.int32)[:, None]

    def loss() -> float:
        with_it = Network(made.configuration, trained)
        hidden = with_it.forward(inputs, with_it.start(1)).hidden[:, 0]
        logits = with_it.logits(hidden)
        return float((np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(7), words]).sum())

    adaptation.take(words)
    random = np.random.default_rng(0)
    for name, array in trained.items():
        change = made.parameters[name] - array
        if name in module.ROWS:
            assert change.any()
        direction = random.normal(size=array.shape)
        array += 1e-5 * direction
        above = loss()
        array -= 2e-5 * direction
        expected = (above - loss()) / 2e-5
        array += 1e-5 * direction
        assert (change * direction).sum() / -1e-4 == pytest.approx(expected, rel=1e-5, abs=1e-7)


def test_of_a_large_vocabulary_few_rows_change():
    made = network(size=2000)
    settings = AdaptationSettings(sampled=100)
    adaptation = Adaptation(made, settings, common=np.array([3, 4, 5]))
    before = weights_of(made)
    adaptation.score(TEXT[:40])
    changed = np.flatnonzero((made.parameters["embedding"] != before["embedding"]).any(axis=1))
    assert set(changed) <= {EOS, 3, 4, 5, *TEXT[:40].tolist()}
    assert set(adaptation.learned()["rows"]) >= set(changed)


def test_words_the_network_lacks_are_read_as_unknown_and_leave_its_new_rows_alone():
    made = network()
    one, other = Adaptation(made), Adaptation(network())
    words = TEXT[:60].copy()
    words[10] = SIZE + 5
    unknown = words.copy()
    unknown[10] = UNK
    made.parameters["embedding"] = np.vstack([made.parameters["embedding"], np.ones((9, 6), np.float32)])
    made.parameters["bias"] = np.concatenate([made.parameters["bias"], np.ones(9, np.float32)])
    one.score(words)
    other.score(unknown)
    assert (made.parameters["embedding"][SIZE:] == 1).all()
    assert (made.parameters["bias"][SIZE:] == 1).all()
    np.testing.assert_array_equal(one.learned()["rows"], other.learned()["rows"])


def test_words_put_aside_are_taken_a_step_at_a_time():
    one, other = Adaptation(network()), Adaptation(network())
    one.give(TEXT[:50])
    assert [one.step(), one.step(), one.step(), one.step()] == [True, True, False, False]
    assert one.version == 3
    other.score(TEXT[:50])
    assert same(weights_of(one.network), weights_of(other.network))


def test_weights_are_drawn_back_toward_the_trained_ones():
    far = {}
    for decay in (0.0, 0.05, 0.3):
        adaptation = Adaptation(network(), AdaptationSettings(decay=decay))
        adaptation.score(TEXT)
        far[decay] = distance(adaptation)
        assert adaptation.rollbacks == 0
    assert far[0.0] > 1.3 * far[0.05] > 1.3 * far[0.3] > 0
    # With nothing left to learn they come back altogether.
    adaptation.rate = 1.0001e-4
    for _ in range(200):
        adaptation.score(TEXT[:20])
    assert distance(adaptation) < 0.05 * far[0.3]


# --- the guard


def test_a_bad_rate_is_caught_and_halved_and_the_loss_is_hardly_more_than_without():
    settings = AdaptationSettings(rate=0.2, clip=1e4)
    object.__setattr__(settings, "rate", 8.0)  # which no settings allow
    adaptation = Adaptation(network(), settings)
    random = np.random.default_rng(0).integers(EOS, SIZE, 1500).astype(np.int32)
    with np.errstate(all="ignore"):
        found = adaptation.score(random)
    made = network()
    inputs = np.array([EOS, *random[:-1]], dtype=np.int32)[:, None]
    alone = -losses(made, made.forward(inputs, made.start(1)).hidden[:, 0], random)
    assert adaptation.rollbacks >= 3
    assert adaptation.rate == 8.0 / 2**adaptation.rollbacks
    assert all(np.isfinite(array).all() for array in adaptation.network.parameters.values())
    # What it costs: no more than the patience for each time, and the leap of one step.
    cost = float(np.minimum(alone - found, 50).sum())
    per_word = cost / len(random)
    assert per_word < 1.0
    without = Adaptation(network(), settings)
    without._is_worse = lambda *_: False  # type: ignore[method-assign]
    with np.errstate(all="ignore"):
        ruined = without.score(random)
    assert np.nan_to_num(alone - ruined, nan=50, posinf=50).clip(max=50).mean() > 3 * max(per_word, 0.1)


def test_rolling_back_is_the_trained_network_bit_for_bit():
    made = network()
    before = weights_of(made)
    adaptation = Adaptation(made)
    adaptation.score(TEXT)
    assert not same(weights_of(made), before)
    adaptation.roll_back()
    assert same(weights_of(made), before)
    assert adaptation.rate == AdaptationSettings().rate / 2
    assert adaptation.rollbacks == 1
    assert not len(adaptation.learned()["rows"])
    # And what comes after it is scored as if nothing had been learned.
    fresh = Adaptation(network())
    fresh.rate = 0.0
    expected = fresh.score(np.concatenate([TEXT, TEXT[:20]]))[-20:]
    np.testing.assert_array_equal(adaptation.take(TEXT[:20])[0], expected)


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_a_gradient_that_is_no_number_rolls_back_and_is_forgotten(bad, monkeypatch):
    """The steps after it learn as ever: nothing of it stays in the gradients."""
    made = network()
    before = weights_of(made)
    adaptation = Adaptation(made)
    backward = made.backward

    def spoiled(tape, d_hidden, gradients):
        d_hidden[3, 0, 2] = bad
        backward(tape, d_hidden, gradients)

    monkeypatch.setattr(made, "backward", spoiled)
    with np.errstate(all="ignore"):
        adaptation.take(TEXT[:20])
    assert adaptation.rollbacks == 1
    assert same(weights_of(made), before)
    monkeypatch.undo()
    assert not any(array.any() for array in adaptation._gradients.values())
    adaptation.score(TEXT[20:100])
    assert adaptation.rollbacks == 1
    assert not same(weights_of(made), before)
    assert all(np.isfinite(array).all() for array in made.parameters.values())


def test_weights_that_are_no_numbers_are_gone_back_from():
    made = network()
    adaptation = Adaptation(made)
    adaptation.score(TEXT[:40])
    made.parameters["layer0.input"][0, 0] = np.nan
    with np.errstate(all="ignore"):
        found, trained = adaptation.take(TEXT[40:60])
    assert np.isnan(found).any()
    assert np.isfinite(trained).all()
    assert adaptation.rollbacks == 1
    assert np.isfinite(adaptation.take(TEXT[60:80])[0]).all()


# --- keeping


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("tied", [True, False])
def test_what_was_learned_is_restored_bit_for_bit(kind, tied):
    adaptation = Adaptation(network(kind, tied))
    adaptation.score(TEXT)
    learned = {name: array.copy() for name, array in adaptation.learned().items()}
    again = Adaptation(network(kind, tied))
    again.restore(learned, adaptation.rate / 4)
    assert same(weights_of(again.network), weights_of(adaptation.network))
    assert again.rate == adaptation.rate / 4
    assert again.version == 1 or again.version == 2
    for name, array in again.learned().items():
        np.testing.assert_array_equal(array, learned[name])
    # Whatever was learned before it.
    other = Adaptation(network(kind, tied))
    other.score(np.arange(3, SIZE, dtype=np.int32))
    other.restore(learned, 0.1)
    assert same(weights_of(other.network), weights_of(adaptation.network))
    other.restore_trained()
    assert same(weights_of(other.network), weights_of(network(kind, tied)))


def test_a_rate_that_is_too_high_is_not_taken_up():
    adaptation = Adaptation(network())
    adaptation.restore(Adaptation(network()).learned(), 5.0)
    assert adaptation.rate == AdaptationSettings().rate


@pytest.mark.parametrize(
    "wrong",
    [
        lambda kept: kept.pop("bias"),
        lambda kept: kept.update(more=kept["bias"]),
        lambda kept: kept.update(rows=kept["rows"] + SIZE),
        lambda kept: kept.update(rows=kept["rows"] - 9),
        lambda kept: kept.update(bias=kept["bias"][:-1]),
        lambda kept: kept["layer0.input"].fill(np.nan),
        lambda kept: kept["embedding"].fill(np.inf),
    ],
)
def test_what_belongs_to_another_network_is_refused_and_changes_nothing(wrong):
    adaptation = Adaptation(network())
    adaptation.score(TEXT[:60])
    kept = {name: array.copy() for name, array in adaptation.learned().items()}
    wrong(kept)
    other = Adaptation(network())
    with pytest.raises(ValueError, match="another network"):
        other.restore(kept, 0.1)
    assert same(weights_of(other.network), weights_of(network()))
    with pytest.raises(ValueError, match="another network"):
        other.restore(adaptation.learned(), float("nan"))
