"""What a network can honestly say of a word's probability: the figure, its rank, and which words it holds alike."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from typeahead.models.neural.model import best
from typeahead.models.protocols import FIRST_WORD, UNK
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Earlier
from typeahead.prediction.explain import Explanation, Near, NetworkEvidence
from typeahead.prediction.unknown import log

if TYPE_CHECKING:
    from typeahead.prediction.network_engine import NetworkEngine

SHOWN = 5
"""So many of the likeliest words, and of the nearest ones."""


def explain(engine: NetworkEngine, context: Context, earlier: Earlier, word: str) -> Explanation:
    """Explain one word after what stands before (what is typed of it is not part of the condition)."""
    generation = engine.generation
    vocabulary = generation.vocabulary
    form = generation.encoder.forms([*context.words, word])[-1]
    number = vocabulary.id_of(form, UNK)
    outlook = engine.after(context.words, earlier)
    p = outlook.p
    its = engine.shares.numbers_of(np.array([number], dtype=np.int32)).item()
    other = engine.shares.other(outlook.network_p)
    log_p = outlook.log_of_unknown(form) if number == UNK else log(float(p[number]))
    return Explanation(
        word=form,
        known=number != UNK,
        probability=math.exp(log_p),
        bits=-log_p / math.log(2),
        spelling=None if generation.spelled is None else generation.spelled.of_spelling(form),
        steps=[],
        smoothing=engine.name,
        normalised=True,
        share=1.0 if its != UNK else math.exp(log_p) / other if other else 0.0,
        network=NetworkEvidence(
            kind=engine.name,
            parameters=engine.parameters,
            words=engine.model.size - FIRST_WORD,
            has_word=its != UNK,
            rank=1 + int(np.count_nonzero(p[FIRST_WORD:] > p[number])) if number != UNK else None,
            ranked=len(vocabulary) - FIRST_WORD,
            others=other,
            likeliest=[Near(vocabulary.words[each.word], each.probability) for each in best(p, SHOWN)],
            nearest=_nearest(engine, its) if its != UNK else [],
        ),
    )


def _nearest(engine: NetworkEngine, word: int) -> list[Near]:
    """The words whose embeddings point most nearly the same way: cosines, largest first."""
    embeddings = engine.model.network.parameters["embedding"]  # (V, E)
    lengths = np.sqrt(np.einsum("ve,ve->v", embeddings, embeddings)) + 1e-12
    cosines = (embeddings @ embeddings[word]) / (lengths * lengths[word])
    cosines[:FIRST_WORD] = -1.0
    cosines[word] = -1.0
    order = np.argsort(-cosines, kind="stable")[:SHOWN].tolist()
    return [Near(engine.shares.word(number), float(cosines[number])) for number in order]
