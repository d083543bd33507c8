"""Where a probability comes from: the chain of orders written out as in the textbook."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from typeahead.models.ngram.model import Link, NgramModel
from typeahead.models.protocols import BOS, FIRST_WORD, RESERVED, UNK
from typeahead.prediction.context import Context
from typeahead.prediction.unknown import counts_unknown, log, log_of_unknown
from typeahead.profile.generation import Generation

INTERPOLATED, SEEN, BACKED_OFF = "interpolated", "seen", "backed off"
"""The forms of a step: (count - discount) / total + backoff_weight × lower; its first half; its second half."""


@dataclass(frozen=True, slots=True)
class Step:
    """One order's part in a probability.

    Attributes:
        order: how many words the n-gram has.
        context: the words before, oldest first, as the model keys on them; `<s>` where the sentence begins.
        form: "interpolated": probability = (count - discount) / total + backoff_weight × lower. Where the smoothing
            backs off it is only the first half, "seen", or else only the second half, "backed off".
        count: of context + word (continuation count below the highest order of a Kneser-Ney model).
        total: what counts of this context are divided by: their sum, or more where the smoothing says so.
        discount: taken from the count.
        backoff_weight: of the lower order's probability.
        lower: the lower order's probability.
        probability: of the word at this order.
    """

    order: int
    context: list[str]
    form: str
    count: int
    total: float
    discount: float
    backoff_weight: float
    lower: float
    probability: float


@dataclass(frozen=True, slots=True)
class Near:
    """A word with a figure: a probability, or how alike its embedding is (a cosine)."""

    word: str
    figure: float


@dataclass(frozen=True, slots=True)
class NetworkEvidence:
    """What a network can say for a figure of its.

    Attributes:
        kind: of network.
        parameters: how many weights it has.
        words: how many words have embeddings.
        has_word: whether this one does; else it shares what all words have that do not.
        rank: 1 for the word held likeliest; None for a word outside the vocabulary.
        ranked: how many words were.
        others: the probability of all words together that have no embedding.
        likeliest: what it held likeliest here, with probabilities.
        nearest: words whose embeddings are most like this one's, with their cosines.
    """

    kind: str
    parameters: int
    words: int
    has_word: bool
    rank: int | None
    ranked: int
    others: float
    likeliest: list[Near]
    nearest: list[Near]


@dataclass(frozen=True, slots=True)
class Part:
    """One model's part in a mixture's probability: share × probability.

    Attributes:
        model: "notes", "base", "recency" or "network".
        share: how much it counts at this place; all shares sum to 1.
        probability: it gives the word.
    """

    model: str
    share: float
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
        steps: lowest order first; orders whose context was never seen are left out, and all but the whole history's
            where the smoothing looks at nothing else.
        smoothing: its name, or the kind of a network.
        normalised: whether the figures are probabilities; else they are scores, which sum to anything.
        share: 1, or in a model that counts unknown words as one: this word's part, by its letters, of what the steps
            give to all of them together; of a network, 1 or the part of what all words have that it lacks.
        network: what a network says; it has no steps.
        parts: of a mixture, each model's part in its probability; the steps are those of the notes then.
    """

    word: str
    known: bool
    probability: float
    bits: float
    spelling: float | None
    steps: list[Step]
    smoothing: str
    normalised: bool
    share: float
    network: NetworkEvidence | None = None
    parts: list[Part] = field(default_factory=list)


def explain(generation: Generation, context: Context, word: str) -> Explanation:
    """Explain one word after what stands before (what is typed of it is not part of the condition)."""
    model = generation.model
    forms = generation.encoder.forms([*context.words, word])
    ids = [generation.vocabulary.id_of(form, UNK) for form in forms]
    state, number = model.state_after(ids[:-1]), ids[-1]
    base = generation.spelled
    spelling = None if base is None else base.of_spelling(forms[-1])
    p, share = model.base.of(number), 1.0
    if base is not None and spelling is not None and number < FIRST_WORD:
        if number == UNK and counts_unknown(model):
            share = spelling / base.of(UNK)
        else:
            p = spelling
    steps = []
    for link in model.links(state):
        if math.isinf(link.total):
            p = 0.0  # no smoothing, and nothing to go by
            break
        step = _step(model, link, number, p, [RESERVED[BOS], *forms][len(forms) - link.depth + 1 : -1])
        steps.append(step)
        p = step.probability
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
    )
