"""What the predictor answers with: suggestions, surprises and explanations, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word or phrase that may come next.

    Attributes:
        text: the whole word or phrase ("students").
        completion: what to insert at the cursor ("dents" after "stu"), without the following space.
        probability: of this text, given what stands before it (the typed prefix included in the condition).
        source: which model it comes from ("notes", "base", "recency"), for the screen; "spelling" for a correction.
        replaces: so many characters left of the cursor go before it is inserted: the word as typed, where this is a
            correction of it; else 0.
        first: the first word of a phrase alone, where that may be taken by a key of its own (see `ghost.arranged`).
    """

    text: str
    completion: str
    probability: float
    source: str = "notes"
    replaces: int = 0
    first: Suggestion | None = None


@dataclass(frozen=True, slots=True)
class WordSurprise:
    """How surprising one word was where it stood.

    Attributes:
        text: the word as written.
        start: offset of its first character in the text given.
        end: offset after its last character.
        bits: -log2 of its probability; 2**bits is its perplexity ("1 in N").
        rank: 1 for the word the model held likeliest; one more than the vocabulary's size where the word is unknown.
        alternatives: what was expected instead, likeliest first.
        paragraph: number of the paragraph it stands in, from 0.
    """

    text: str
    start: int
    end: int
    bits: float
    rank: int
    alternatives: list[Suggestion] = field(default_factory=list)
    paragraph: int = 0
