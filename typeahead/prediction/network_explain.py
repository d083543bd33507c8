"""What a network can honestly say of a word's probability: the figure, its rank, and which words it holds alike."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from typeahead.models.likeliest import best
from typeahead.models.neural.packed import PackedNetwork
from typeahead.models.protocols import FIRST_WORD, UNK
from typeahead.prediction.alternatives import SHOWN
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Earlier
from typeahead.prediction.explanation import Explanation, Near, NetworkEvidence
from typeahead.prediction.unknown import log, number_of, spelling_of

if TYPE_CHECKING:
    from typeahead.prediction.network_engine import NetworkEngine
    from typeahead.prediction.network_outlook import NetworkOutlook

_MORE = 4
"""So many times as many of the nearest words as are shown: some of them may never be shown."""

_CHUNK = 4096
"""Rows that are looked at together."""


def explain(engine: NetworkEngine, context: Context, earlier: Earlier, word: str) -> Explanation:
    """Explain one word after what stands before (what is typed of it is not part of the condition)."""
    generation = engine.generation
    form = generation.encoder.forms([*context.words, word])[-1]
    number = number_of(generation.vocabulary, form)
    outlook = engine.after(context.words, earlier)
    log_p = outlook.log_of_unknown(form) if number == UNK else log(float(outlook.p[number]))
    network = evidence(engine, outlook, number)
    share = 1.0
    if not network.has_word:
        share = math.exp(log_p) / network.others if network.others else 0.0
    return Explanation(
        word=form,
        known=number != UNK,
        probability=math.exp(log_p),
        bits=-log_p / math.log(2),
        spelling=spelling_of(generation.spelled, form),
        steps=[],
        smoothing=engine.name,
        normalised=True,
        share=share,
        network=network,
    )


def evidence(engine: NetworkEngine, outlook: NetworkOutlook, number: int) -> NetworkEvidence:
    """What stands behind a network's figure of a word, by its id in the profile."""
    vocabulary, p = engine.generation.vocabulary, outlook.p
    its = engine.shares.numbers_of(np.array([number], dtype=np.int32)).item()
    return NetworkEvidence(
        kind=engine.name,
        parameters=engine.parameters,
        words=engine.model.size - FIRST_WORD,
        has_word=its != UNK,
        rank=1 + int(np.count_nonzero(p[FIRST_WORD:] > p[number])) if number != UNK else None,
        ranked=len(vocabulary) - FIRST_WORD,
        others=engine.shares.other(outlook.network_p),
        likeliest=[Near(vocabulary.words[each.word], each.probability) for each in best(p, SHOWN)],
        nearest=_nearest(engine, its) if its != UNK else [],
    )


def _nearest(engine: NetworkEngine, word: int) -> list[Near]:
    """The words whose embeddings point most nearly the same way: cosines, largest first; some more than are shown."""
    network = engine.model.network
    # A row's scale changes no cosine, so those that lie in 8 bits need not be widened by it.
    rows = network.rows if isinstance(network, PackedNetwork) else network.parameters["embedding"]  # (V, E)
    wanted = rows[word].astype(np.float32)
    products, lengths = np.empty(len(rows)), np.empty(len(rows))
    for first in range(0, len(rows), _CHUNK):
        here = slice(first, first + _CHUNK)
        some = rows[here].astype(np.float32)
        products[here] = some @ wanted
        lengths[here] = np.sqrt(np.einsum("ve,ve->v", some, some)) + 1e-12
    cosines = products / (lengths * lengths[word])
    cosines[:FIRST_WORD] = -1.0
    cosines[word] = -1.0
    order = np.argsort(-cosines, kind="stable")[: _MORE * SHOWN].tolist()
    return [Near(engine.shares.word(number), float(cosines[number])) for number in order]
