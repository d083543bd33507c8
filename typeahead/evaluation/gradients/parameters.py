"""How many numbers a network has to learn, by how many words it sees."""

from __future__ import annotations

from dataclasses import dataclass

from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network

CONTEXTS = (1, 2, 4, 8, 16, 32)
"""Words that a network is to see, the current one included."""


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """Parameters without the embeddings and the softmax's bias, which both networks have alike.

    Attributes:
        context: words seen: the width of the window, and as far as the rnn's text was when it came to the word.
        window: of the fixed window.
        rnn: of the simple recurrent network.
    """

    context: int
    window: int
    rnn: int


@dataclass(frozen=True, slots=True)
class Parameters:
    """The table, and the sizes it is for.

    Attributes:
        vocabulary_size: V.
        embedding: E, numbers a word.
        width: H, numbers in a hidden state.
        words: V · E + V, embeddings (the output weights too) and bias: the same in both.
        rows: by context.
    """

    vocabulary_size: int
    embedding: int
    width: int
    words: int
    rows: list[ParameterRow]


def parameters(vocabulary_size: int = 10_000, embedding: int = 100, width: int = 100) -> Parameters:
    """Count them in networks as they are made."""
    rnn = Network.create(Configuration("rnn", vocabulary_size, embedding, width), seed=1)
    words = rnn.parameters["embedding"].size + rnn.parameters["bias"].size
    rows = [
        ParameterRow(
            context,
            _window(vocabulary_size, embedding, width, context) - words,
            rnn.parameter_count() - words,
        )
        for context in CONTEXTS
    ]
    return Parameters(vocabulary_size, embedding, width, words, rows)


def formula(kind: str, context: int, embedding: int, width: int) -> int:
    """The same by formula: n E H + H of a window of n words, E H + H H + H of an rnn however far it reads."""
    if kind == "window":
        return context * embedding * width + width
    return embedding * width + width * width + width


def _window(vocabulary_size: int, embedding: int, width: int, context: int) -> int:
    configuration = Configuration("window", vocabulary_size, embedding, width, window=context)
    return Network.create(configuration, seed=1).parameter_count()
