"""Where a probability comes from: the backoff chain written out as in the textbook."""

from __future__ import annotations

import math
from dataclasses import dataclass

from typeahead.models.ngram.model import NgramModel, State
from typeahead.models.protocols import BOS, FIRST_WORD, RESERVED, UNK
from typeahead.models.spelled import SpelledBase
from typeahead.prediction.context import Context
from typeahead.profile.generation import Generation


@dataclass(frozen=True, slots=True)
class Step:
    """One order: probability = (count - discount) / total + backoff_weight × lower.

    Attributes:
        order: how many words the n-gram has.
        context: the words before, oldest first, as the model keys on them; `<s>` where the sentence begins.
        count: of context + word (continuation count below the highest order).
        total: of everything that followed the context.
        discount: taken from the count.
        backoff_weight: the part of the probability that is left to the lower order.
        lower: the lower order's probability.
        probability: of the word at this order.
    """

    order: int
    context: list[str]
    count: int
    total: int
    discount: float
    backoff_weight: float
    lower: float
    probability: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a word has its probability.

    Attributes:
        word: in the form the model keys on.
        known: whether it is in the vocabulary.
        probability: p(word | what stands before), prefix and all else aside; 0 where it is too small for a float.
        bits: -log2 of it, which no word is too long for.
        spelling: the letter model's probability of it, under the lowest order; None in whitespace mode.
        steps: lowest order first; orders whose context was never seen are left out.
    """

    word: str
    known: bool
    probability: float
    bits: float
    spelling: float | None
    steps: list[Step]


def explain(generation: Generation, context: Context, word: str) -> Explanation:
    """Explain one word after what stands before (what is typed of it is not part of the condition)."""
    model = generation.model
    forms = generation.encoder.forms([*context.words, word])
    ids = [generation.vocabulary.id_of(form, UNK) for form in forms]
    state, number = model.state_after(ids[:-1]), ids[-1]
    base = generation.spelled
    spelling = None if base is None else base.of_spelling(forms[-1])
    p = model.base.of(number) if number >= FIRST_WORD or spelling is None else spelling
    steps = []
    for link in model.links(state):
        level = model.counts.depths[link.depth - 1]
        node = level.find(link.context, number)
        count = 0 if node < 0 or number == UNK else level.count(node)
        discount = link.discounts.of(count)
        lower, p = p, (count - discount) / link.total + link.gamma * p
        steps.append(
            Step(
                order=link.depth,
                context=[RESERVED[BOS], *forms][len(forms) - link.depth + 1 : -1],
                count=count,
                total=link.total,
                discount=discount,
                backoff_weight=link.gamma,
                lower=lower,
                probability=p,
            )
        )
    unknown = log_probability_of_unknown(model, base, state, forms[-1]) if number == UNK else None
    log_p = _log(p) if unknown is None else unknown
    return Explanation(forms[-1], number != UNK, p, -log_p / math.log(2), spelling, steps)


def log_probability_of_unknown(model: NgramModel, base: SpelledBase | None, state: State, form: str) -> float:
    """ln p of a word outside the vocabulary: its letters' share of what the counts leave to unknown words."""
    if base is None:
        return _log(model.probability(state, UNK))
    return _log(model.base_weight(model.links(state))) + base.log_of_spelling(form)


def _log(p: float) -> float:
    return math.log(p) if p > 0 else -math.inf
