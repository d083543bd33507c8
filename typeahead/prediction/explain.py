"""Where a probability comes from: the chain of orders written out as in the textbook."""

from __future__ import annotations

import math
from collections.abc import Sequence

from typeahead.models.ngram.model import Link, NgramModel
from typeahead.models.protocols import BOS, FIRST_WORD, RESERVED, UNK
from typeahead.prediction.context import Context
from typeahead.prediction.explanation import BACKED_OFF, INTERPOLATED, SEEN, Explanation, Step
from typeahead.prediction.unknown import counts_unknown, log, log_of_unknown, number_of, spelling_of
from typeahead.profile.generation import Generation


def explain(generation: Generation, context: Context, word: str) -> Explanation:
    """Explain one word after what stands before (what is typed of it is not part of the condition)."""
    model = generation.model
    forms = generation.encoder.forms([*context.words, word])
    ids = [generation.vocabulary.id_of(form, UNK) for form in forms[:-1]]
    state, number = model.state_after(ids), number_of(generation.vocabulary, forms[-1])
    base = generation.spelled
    spelling = spelling_of(base, forms[-1])
    p, share = model.base.of(number), 1.0
    if base is not None and spelling is not None and number < FIRST_WORD:
        if number == UNK and counts_unknown(model):
            share = spelling / base.of(UNK)
        else:
            p = spelling
    steps = chain(model, model.links(state), number, p, forms[:-1])
    p = steps[-1].probability if steps else p
    if model.links(state) and not steps:
        p = 0.0  # no smoothing, and nothing to go by
    unknown = log_of_unknown(model, base, model.links(state), forms[-1]) if number == UNK else None
    log_p = log(p) if unknown is None else unknown
    return Explanation(
        word=forms[-1],
        known=number != UNK,
        probability=p * share,
        bits=-log_p / math.log(2),
        spelling=spelling,
        steps=steps,
        smoothing=model.smoothing.name,
        normalised=model.smoothing.normalised,
        share=share,
    )


def chain(
    model: NgramModel, links: Sequence[Link], number: int, under: float, forms: Sequence[str]
) -> list[Step]:
    """A word's probability order by order, lowest first.

    Args:
        model: whose.
        links: its backoff chain.
        number: the word's id.
        under: the word's probability under the lowest order.
        forms: the open sentence's words, in the form the model keys on.
    """
    steps: list[Step] = []
    for link in links:
        if math.isinf(link.total):
            break
        context = [RESERVED[BOS], *forms][len(forms) - link.depth + 2 :]
        steps.append(_step(model, link, number, steps[-1].probability if steps else under, context))
    return steps


def _step(model: NgramModel, link: Link, number: int, lower: float, context: list[str]) -> Step:
    """One order's step, from the lower order's probability."""
    level = model.counts.depths[link.depth - 1]
    node = level.find(link.context, number)
    count = 0 if node < 0 else level.count(node)
    discount = link.discounts.of(count)
    own, below = (count - discount) / link.total, link.gamma * lower
    if not model.smoothing.backs_off:
        form, p = INTERPOLATED, own + below
    else:
        form, p = (SEEN, own) if count else (BACKED_OFF, below)
    followers = level.statistics_of(link.context) if model.learnable else None
    return Step(
        order=link.depth,
        context=context,
        form=form,
        count=count,
        total=int(link.total) if link.total == int(link.total) else float(link.total),
        discount=discount,
        backoff_weight=float(link.gamma),
        lower=float(lower),
        probability=float(p),
        seen=None if followers is None else followers.total,
        followers=None if followers is None else followers.once + followers.twice + followers.more,
    )
