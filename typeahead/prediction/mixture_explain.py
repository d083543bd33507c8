"""Where a probability of the mixture comes from: each model's share and figure, and what stands behind each figure."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from typeahead.models.mixture import BASE, CONTEXTS, NETWORK, NOTES, PARTS, RECENCY
from typeahead.models.protocols import UNK
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Earlier
from typeahead.prediction.explain import chain
from typeahead.prediction.explain import explain as explain_notes
from typeahead.prediction.explanation import ContextsEvidence, Explanation, Lacking, Part
from typeahead.prediction.foreign import ForeignOutlook
from typeahead.prediction.network_explain import evidence
from typeahead.prediction.network_outlook import NetworkOutlook
from typeahead.prediction.ngram_outlook import NgramOutlook
from typeahead.prediction.recency_engine import recency_evidence
from typeahead.prediction.unknown import log, number_of

if TYPE_CHECKING:
    from typeahead.prediction.mixture_engine import MixtureEngine
    from typeahead.prediction.mixture_outlook import MixtureOutlook


def explain(engine: MixtureEngine, context: Context, earlier: Earlier, word: str) -> Explanation:
    """Explain one word after what stands before: p = Σ share × p of each model, and each model's p by its own means."""
    notes = explain_notes(engine.generation, context, word)
    outlook = engine.after(context.words, earlier)
    number = number_of(engine.generation.vocabulary, notes.word)
    if number == UNK:
        each = {name: math.exp(log_of_it) for name, log_of_it in outlook.logs_of_unknown(notes.word).items()}
        log_p = outlook.log_of_unknown(notes.word)
    else:
        each = outlook.of_each(number)
        log_p = log(sum(outlook.shares[name] * p for name, p in each.items()))
    parts = [
        Part(name, outlook.shares[name], each.get(name, 0.0)) for name in PARTS if name in outlook.shares
    ]
    own = outlook.parts[NOTES]
    if isinstance(own, NgramOutlook) and own.by:
        parts[:1] = _both(outlook.shares[NOTES], own, number, notes.word)
    parts = [_with_evidence(engine, outlook, context, part, number, notes) for part in parts]
    assert parts[0].model == NOTES
    return replace(notes, probability=math.exp(log_p), bits=-log_p / math.log(2), parts=parts)


def _both(share: float, own: NgramOutlook, number: int, form: str) -> tuple[Part, Part]:
    """The notes, and what their contexts say alone: two models that one outlook has together."""
    whole, alone, p = (_probability(each, number, form) for each in (own.plain, own.alone, own.leaning(1.0)))
    return (
        Part(NOTES, share * (1.0 - own.by), whole),
        Part(CONTEXTS, share * own.by, p, contexts=ContextsEvidence(whole, own.left, alone)),
    )


def _probability(outlook: NgramOutlook, number: int, form: str) -> float:
    if number == UNK:
        return math.exp(outlook.log_of_unknown(form))
    return float(outlook.probabilities(np.array([number], dtype=np.int32))[0])


def _with_evidence(
    engine: MixtureEngine,
    outlook: MixtureOutlook,
    context: Context,
    part: Part,
    number: int,
    notes: Explanation,
) -> Part:
    """A model's part with what stands behind its figure."""
    if part.contexts is not None:
        return part
    if part.model == NOTES:
        return replace(part, smoothing=notes.smoothing, steps=notes.steps)
    if part.model == RECENCY:
        met = outlook.recency or engine.recency
        return replace(part, recency=recency_evidence(engine.generation, met, outlook.last, number))
    own = outlook.parts[part.model]
    if part.model == NETWORK and engine.network is not None and isinstance(own, NetworkOutlook):
        network = evidence(engine.network, own, number)
        lacking = None if network.has_word else _lacking(network.others, part.probability)
        return replace(part, network=network, lacking=lacking)
    if part.model == BASE and engine.base is not None and isinstance(own, ForeignOutlook):
        return _of_base(engine, own, context, part, number)
    return part


def _of_base(
    engine: MixtureEngine, outlook: ForeignOutlook, context: Context, part: Part, number: int
) -> Part:
    """The base's chain of orders in its own words, or how it comes by a figure for a word that it lacks."""
    assert engine.base is not None
    base = engine.base.engine.generation
    its = number_of(base.vocabulary, engine.generation.vocabulary.words[number])
    part = replace(part, smoothing=base.model.smoothing.name)
    if number == UNK or its == UNK:
        return replace(part, lacking=_lacking(engine.base.other(outlook.outlook), part.probability))
    read = context.words if engine.known is None else engine.known.of(context.words)
    forms = base.encoder.forms(read)
    steps = chain(base.model, outlook.outlook.links, its, base.model.base.of(its), forms)
    return replace(part, steps=steps)


def _lacking(together: float, p: float) -> Lacking:
    return Lacking(together, p / together if together else 0.0)
