"""Where a probability of the mixture comes from: each model's share and figure, and the notes' chain of orders."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from typeahead.models.mixture import NOTES, PARTS
from typeahead.models.protocols import UNK
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Earlier
from typeahead.prediction.explain import Explanation, Part
from typeahead.prediction.explain import explain as explain_notes
from typeahead.prediction.unknown import log

if TYPE_CHECKING:
    from typeahead.prediction.mixture_engine import MixtureEngine


def explain(engine: MixtureEngine, context: Context, earlier: Earlier, word: str) -> Explanation:
    """Explain one word after what stands before: p = Σ share × p of each model, then the notes' p, order by order."""
    notes = explain_notes(engine.generation, context, word)
    outlook = engine.after(context.words, earlier)
    number = engine.generation.vocabulary.id_of(notes.word, UNK)
    if number == UNK:
        each = {name: math.exp(log_of_it) for name, log_of_it in outlook.logs_of_unknown(notes.word).items()}
        log_p = outlook.log_of_unknown(notes.word)
    else:
        each = outlook.of_each(number)
        log_p = log(sum(outlook.shares[name] * p for name, p in each.items()))
    parts = [
        Part(name, outlook.shares[name], each.get(name, 0.0)) for name in PARTS if name in outlook.shares
    ]
    assert parts[0].model == NOTES
    return replace(notes, probability=math.exp(log_p), bits=-log_p / math.log(2), parts=parts)
