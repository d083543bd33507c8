"""Why a probability is what it is, as plain values: orders with counts, models with shares, a network's part."""

from __future__ import annotations

from dataclasses import dataclass, field

from typeahead.models.protocols import EOS, RESERVED

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
        seen: N, how often anything followed the context, what was pruned included (continuation counts below the
            highest order of a Kneser-Ney model); None of an imported model, which has no counts.
        followers: T, how many different words followed it, without pruned ones; None of an imported model.
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
    seen: int | None
    followers: int | None

    @property
    def own(self) -> float:
        """What the counts of this order give: (count - discount) / total, 0 where it backs off."""
        return 0.0 if self.form == BACKED_OFF else (self.count - self.discount) / self.total

    @property
    def below(self) -> float:
        """What comes from the lower order: weight × lower, 0 where the smoothing backs off and the word was seen."""
        return 0.0 if self.form == SEEN else self.backoff_weight * self.lower


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
        likeliest: what it held likeliest here, with probabilities; as they would be suggested, once
            `alternatives.shown` has seen to that.
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
class Lacking:
    """How a word that a model lacks comes by its probability: all such words share one.

    Attributes:
        together: the probability of all words that it lacks.
        share: this word's part of that, by its letters.
    """

    together: float
    share: float


@dataclass(frozen=True, slots=True)
class RecencyEvidence:
    """What was met lately: p = (pair + κ word / words) / (pairs + κ); each count is the less the longer it is ago.

    Attributes:
        before: the word before, `<s>` where a sentence begins.
        pair: how often it was followed by this word.
        pairs: how often by any.
        word: how often this word was met, whatever stood before it.
        words: how much was met at all.
        kappa: κ, how much the second counts beside the first.
    """

    before: str
    pair: float
    pairs: float
    word: float
    words: float
    kappa: float


@dataclass(frozen=True, slots=True)
class ContextsEvidence:
    """What stands behind the probability by contexts without unigrams, p = (whole - left × alone) / (1 - left).

    Attributes:
        whole: the word's probability by all orders.
        left: γ, what orders from 2 up leave to the unigrams.
        alone: its probability by the unigrams.
    """

    whole: float
    left: float
    alone: float


@dataclass(frozen=True, slots=True)
class Part:
    """One model's part in a mixture's probability: share × probability.

    Attributes:
        model: "notes", "base", "recency", "network", "letters", or "contexts", those of the notes alone.
        share: how much it counts at this place; all shares sum to 1.
        probability: it gives the word.
        smoothing: of an n-gram model, else empty.
        steps: of an n-gram model that has the word, lowest order first.
        lacking: of the base or a network, where it does not have the word.
        recency: of recency.
        network: of a network.
        contexts: of contexts alone.
    """

    model: str
    share: float
    probability: float
    smoothing: str = ""
    steps: list[Step] = field(default_factory=list)
    lacking: Lacking | None = None
    recency: RecencyEvidence | None = None
    network: NetworkEvidence | None = None
    contexts: ContextsEvidence | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a word has its probability.

    Attributes:
        word: in the form the model keys on.
        known: whether it is in the vocabulary.
        probability: p(word | what stands before), prefix and all else aside; 0 where it is too small for a float.
        bits: -log2 of it, which no word is too long for.
        spelling: the letter model's probability of it, under the lowest order; None in whitespace mode
            and of a sentence's end.
        steps: lowest order first; orders whose context was never seen are left out, and all but the whole history's
            where the smoothing looks at nothing else.
        smoothing: its name, or the kind of a network.
        normalised: whether the figures are probabilities; else they are scores, which sum to anything.
        share: 1, or in a model that counts unknown words as one: this word's part, by its letters, of what the steps
            give to all of them together; of a network, 1 or the part of what all words have that it lacks.
        network: what a network says; it has no steps.
        parts: of a mixture, each model's part in its probability; the steps are those of the notes then.
        rank: 1 for the likeliest of the vocabulary's words, marks and ends; None for a word outside it.
        ranked: how many there are.
        alternatives: what would be suggested here, with p(word | what stands before) as of this word.
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
    rank: int | None = None
    ranked: int = 0
    alternatives: list[Near] = field(default_factory=list)

    @property
    def is_end(self) -> bool:
        """Whether it is of a sentence's end, which is no word: it has no letters, and nobody writes it."""
        return self.word == RESERVED[EOS]
