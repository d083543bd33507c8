"""A model of nltk.lm as a whole process: python -m benchmarks.nltk_model TEXT ORDER MODEL

Trained as its documentation shows, and pickled, which is how nltk keeps a model. Kneser-Ney with one discount is the
nearest it has to the modified one with three an order.
"""

from __future__ import annotations

import math
import pickle
import sys
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

from benchmarks.corpora import sentences

DISCOUNT = 0.75
"""What nltk takes for absolute discounting; its 0.1 for Kneser-Ney is far from what counts of a corpus ask for."""


def train(text: Path, order: int, model: Path) -> None:
    """Fit a model and write it to a file."""
    from nltk.lm import KneserNeyInterpolated
    from nltk.lm.preprocessing import padded_everygram_pipeline

    ngrams, words = padded_everygram_pipeline(order, sentences(text))
    fitted = KneserNeyInterpolated(order, discount=DISCOUNT)
    fitted.fit(ngrams, words)
    with model.open("wb") as file:
        pickle.dump(fitted, file, pickle.HIGHEST_PROTOCOL)


def perplexity(model: Path, held_out: Iterable[Sequence[str]]) -> tuple[float, float]:
    """With and without unknown words, of sentences with their ends."""
    from nltk.util import ngrams

    with model.open("rb") as file:
        fitted = pickle.load(file)
    order = fitted.order
    padded = ([*["<s>"] * (order - 1), *sentence, "</s>"] for sentence in held_out)
    grams = chain.from_iterable(ngrams(sentence, order) for sentence in padded)
    scores = [(word, fitted.logscore(word, context)) for *context, word in grams]
    known = [score for word, score in scores if word in fitted.vocab]
    return _perplexity([score for _, score in scores]), _perplexity(known)


def _perplexity(scores: Sequence[float]) -> float:
    """Two to the mean surprise; scores are logarithms to base 2."""
    mean = -sum(scores) / len(scores)
    return math.inf if math.isinf(mean) else 2**mean


if __name__ == "__main__":
    train(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
