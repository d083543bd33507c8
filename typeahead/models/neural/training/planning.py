"""Planning: how large a network, and how many epochs, suit a text and the time there is for it.

A larger network predicts better where the text is large enough for it and it is read often enough; time spent on one
that gets through too few epochs is lost. So the widest is taken that the text can fill and the time lets read as often
as a text of that size has to be read, and what time is left goes to more epochs, as far as those still help.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import NamedTuple, TypeVar

from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.layers.ssm import TAPS
from typeahead.models.neural.training.recipe import Recipe

Number = TypeVar("Number", int, float)

WIDTHS = (48, 64, 96, 128, 160, 200, 256, 320, 400, 512, 650)
"""The widths that are chosen from; a network's embeddings are as wide as its layers."""

_WIDEST = ((20_000, 96), (60_000, 128), (200_000, 200), (600_000, 256), (1_500_000, 400), (5_000_000, 512))
"""(words, width): a text of up to so many words fills no wider network."""

_DEEP = ("gru", "lstm", "ssm")
_DEEP_FROM = 200_000
"""Gated networks get a second layer where the text has so many words: of the Penn Treebank, two layers of 200 made more
of the same time than one of 256: perplexity 109 after 595 s of both cores, 116 after 593 s."""

_EPOCHS = ((60_000, 8), (200_000, 6), (1_500_000, 5), (5_000_000, 4))
"""(words, epochs): a text of up to so many words wants to be read this often; larger ones `_FEWEST` times."""

_FEWEST = 3
_MOST = 3.0
"""Times the epochs wanted, which more of help nothing."""

_DROPOUT = ((60_000, 0.5), (200_000, 0.4), (600_000, 0.35), (1_500_000, 0.3), (5_000_000, 0.2))
"""(words, share): what a network as wide as a text of up to so many words can fill leaves out; larger ones 0.1."""

_LEAST_DROPOUT = 0.1

_BATCH = ((60_000, 8), (200_000, 10))
"""(words, texts beside each other): a small text has too few steps for the usual batch."""

_RATE = 25.0
_HIGHEST_RATE = 2e-2
_STEEP_WIDTH = 128
_STEEP_BPTT = 35
"""Few steps have to be long: the learning rate is 25 / steps, 0.02 at most, less in layers wider than 128.

A step of fewer words is noisier, and makes more of them: what is at most goes by the square root of its words
(Krizhevsky 2014, "One weird trick for parallelizing convolutional neural networks"). With `--bptt 10` an rnn of 9,440
words comes to ruin at 0.02 (held-out perplexity 153.5, after the first epoch), and has 62.8 at 0.0107."""

_FINE_RATE = 0.4
_FINE_EPOCHS = 0.5
"""Of the usual learning rate and epochs, where a network goes on from given weights."""

_UNREAD_EPOCHS = 4
_UNREAD_DROPOUT = 0.15
_UNREAD_RATE = ((60_000, 1.5e-3),)
_HIGHEST_UNREAD_RATE = 3e-3
_UNREAD_MINUTES = 20.0
"""Epochs, what is left out, the learning rate and the minutes, at most, where those weights have seen other people's
text alone. With the dropout of weights that begin at random they unlearn at first what they know; and with less, a
longer training fits the documents that are there, but not the next one (`benchmarks.finetuning`)."""

_PRODUCTS = {"rnn": 2, "gru": 6, "lstm": 8, "ssm": 3}
"""Square matrices of a layer; a window has one for each word it sees."""


@dataclass(frozen=True, slots=True)
class Speed:
    """What a training step takes on this machine: step_seconds + operations / operations_per_second."""

    step_seconds: float
    operations_per_second: float

    @classmethod
    def of(cls, small: tuple[float, float], large: tuple[float, float]) -> Speed:
        """Of two steps measured, (operations, seconds) each."""
        slope = (large[1] - small[1]) / max(large[0] - small[0], 1.0)
        # Where the clock says nonsense (other programs were at work), all time is the operations'.
        slope = min(max(slope, 0.5 * large[1] / large[0]), large[1] / large[0])
        return cls(max(large[1] - slope * large[0], 0.0), 1.0 / slope)


USUAL = Speed(0.003, 40e9)
"""Of a laptop, where nothing was measured."""

_USUAL_MINUTES = ((2_000_000, 6.0),)
_LONGEST_MINUTES = 20.0
"""What a text of up to so many words is worth where a person named no time, and a larger one."""


class Plan(NamedTuple):
    """A network and how to train it; `words` of the text, less than all where there is no time for it once."""

    configuration: Configuration
    recipe: Recipe
    words: int


def plan(
    words: int,
    vocabulary: int,
    kind: str,
    minutes: float | None = None,
    speed: Speed | None = None,
    *,
    recipe: Recipe | None = None,
    given: Configuration | None = None,
    unread: bool = False,
    dropout: float | None = None,
    held_out: int = 0,
) -> Plan:
    """Choose width, epochs and dropout; the same arguments give the same plan.

    Args:
        words: N, of the text.
        vocabulary: V.
        kind: of network.
        minutes: for the training; None for what suits the text.
        speed: of this machine, measured; `USUAL` where it was not.
        recipe: what is not chosen here (bptt, seed, threads, …).
        given: the sizes of weights that training goes on from: they stay, and it takes fewer epochs at a lower rate.
        unread: whether these weights have never seen the text: they then take as many epochs as help.
        dropout: what was left out when these weights were trained on the text: it stays; None for what suits the text.
        held_out: words measured after every epoch.
    """
    recipe = recipe or Recipe()
    recipe = replace(recipe, batch=_by_size(_BATCH, words, recipe.batch))
    wanted = _by_size(_EPOCHS, words, _FEWEST)
    if given is not None:
        wanted = most_epochs(words, unread) if unread else max(round(wanted * _FINE_EPOCHS), 2)
    choices = [given] if given else _choices(kind, vocabulary, words)
    usual = _UNREAD_MINUTES if given and unread else _by_size(_USUAL_MINUTES, words, _LONGEST_MINUTES)
    seconds = 60.0 * (usual if minutes is None else minutes)
    for chosen in choices:
        affordable = seconds / epoch_seconds(words, held_out, chosen, recipe, speed or USUAL)
        if affordable >= wanted:
            break
    most = wanted if minutes is None else most_epochs(words, unread)
    epochs = max(min(int(affordable), most), 1)
    part = words if affordable >= 1.0 else max(int(words * affordable), 1)
    recipe = _finished(recipe, words, chosen, epochs, given is not None and not unread)
    if given is not None and unread:
        rate = min(recipe.learning_rate, _by_size(_UNREAD_RATE, words, _HIGHEST_UNREAD_RATE))
        recipe = replace(recipe, learning_rate=rate, dropout=_UNREAD_DROPOUT)
    elif given is not None and dropout is not None:
        recipe = replace(recipe, dropout=dropout)
    return Plan(chosen, recipe, part)


def _choices(kind: str, vocabulary: int, words: int) -> list[Configuration]:
    """Networks that a text can fill, the best first; two layers come before one of the same width."""
    widest = _by_size(_WIDEST, words, WIDTHS[-1])
    layers = (2, 1) if kind in _DEEP and words >= _DEEP_FROM else (1,)
    return [
        Configuration(kind, vocabulary, width, width, layers=each)
        for width in reversed(WIDTHS)
        if width <= widest
        for each in layers
    ]


def most_epochs(words: int, unread: bool = False) -> int:
    """Reading a text of so many words more often helps nothing; `unread` as for `plan`."""
    wanted = _by_size(_EPOCHS, words, _FEWEST)
    return min(wanted, _UNREAD_EPOCHS) if unread else int(wanted * _MOST)


def epoch_seconds(
    words: int, held_out: int, configuration: Configuration, recipe: Recipe, speed: Speed
) -> float:
    """What reading the text once takes, and measuring the held-out one."""
    batch = max(min(recipe.batch, words // (2 * recipe.bptt)), 1)
    step = speed.step_seconds + step_operations(configuration, recipe, batch) / speed.operations_per_second
    full = (
        2.0
        * held_out
        * (_layer_weights(configuration) + configuration.embedding * configuration.vocabulary_size)
    )
    return _steps(words, recipe) * step + full / speed.operations_per_second


def step_operations(configuration: Configuration, recipe: Recipe, batch: int) -> float:
    """Floating-point operations of a step's matrix products: forward, and twice as many backward."""
    outputs = recipe.samples_for(configuration.vocabulary_size) or configuration.vocabulary_size
    weights = _layer_weights(configuration) + configuration.embedding * outputs
    return 6.0 * batch * recipe.bptt * weights


def _layer_weights(configuration: Configuration) -> int:
    total = 0
    for layer in range(configuration.layers):
        inputs, width = configuration.inputs_of(layer), configuration.width
        if configuration.kind == "window":
            total += configuration.window * inputs * width * (2 if configuration.direct else 1)
        elif configuration.kind == "ssm":
            total += 3 * inputs * width + TAPS * inputs
        else:
            gates = _PRODUCTS[configuration.kind] // 2
            total += gates * (inputs + width) * width
    return total


def learning_rate(words: int, recipe: Recipe, width: int) -> float:
    """The highest rate for as many steps as a recipe makes of a text."""
    steps = recipe.epochs * _steps(words, recipe)
    highest = _HIGHEST_RATE * min(_STEEP_WIDTH / width, 1.0) * math.sqrt(min(recipe.bptt / _STEEP_BPTT, 1.0))
    return round(max(min(_RATE / steps, highest), recipe.learning_rate), 5)


def _finished(recipe: Recipe, words: int, configuration: Configuration, epochs: int, fine: bool) -> Recipe:
    """The recipe with what goes by the text's size: the narrower the network, the less is left out of it."""
    widest = _by_size(_WIDEST, words, WIDTHS[-1])
    full = _by_size(_DROPOUT, words, _LEAST_DROPOUT)
    share = min(configuration.width / widest, 1.0)
    recipe = replace(recipe, epochs=epochs, dropout=round(full * share, 2))
    rate = learning_rate(words, recipe, configuration.width)
    return replace(recipe, learning_rate=round(rate * _FINE_RATE, 5) if fine else rate)


def _steps(words: int, recipe: Recipe) -> int:
    """Of an epoch."""
    batch = max(min(recipe.batch, words // (2 * recipe.bptt)), 1)
    return max(math.ceil(words / (batch * recipe.bptt)), 1)


def _by_size(table: tuple[tuple[int, Number], ...], words: int, beyond: Number) -> Number:
    return next((value for most, value in table if words <= most), beyond)
