"""What the predictor answers with: suggestions, surprises and explanations, as plain values."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import pairwise

from typeahead.text.joining import words_apart

COMMA = ","
"""The one mark that a phrase may have."""

COMMA_SAVES = 2
"""Keys that it saves: itself, and the space after it."""


COMPOUND = "compound"
"""Where words put together by a hyphen come from; their last part's probability is that of a word."""

NAME = "name"
"""Where words come from that are parts of names: of file names, identifiers, addresses."""


CORRECTED = "spelling"
"""Where corrections come from."""


class Phrasing(IntEnum):
    """What of a suggestion may be besides a word; as a truth value, whether it may be more than one."""

    NOTHING = 0
    WORDS = 1
    COMMAS = 2  # and words with commas


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word or phrase that may come next.

    Attributes:
        text: the whole word ("students") or phrase ("the other hand", "however,").
        completion: what to insert at the cursor ("dents" after "stu"), without the following space.
        probability: of this text, given what stands before it (the typed prefix included in the condition).
        source: which model it comes from ("notes", "base", "recency"), for the screen; "spelling" for a correction,
            "compound" for a word put together, "name" for one that a name goes on with.
        replaces: so many characters left of the cursor go before it is inserted: the word as typed, where this is a
            correction of it, or has capitals or accents that it lacks; else 0.
        first: the first word of a phrase alone, where that may be taken by a key of its own (see `ghost.arranged`).
        begins_compounds: whether words are known that go on from its last one with a hyphen, as "open-source" does.
    """

    text: str
    completion: str
    probability: float
    source: str = "notes"
    replaces: int = 0
    first: Suggestion | None = None
    begins_compounds: bool = field(default=False, compare=False)

    @property
    def is_phrase(self) -> bool:
        """Whether it is more than a word."""
        return is_phrase(self.text)

    @property
    def restores(self) -> bool:
        """Whether it has capitals or accents that what is typed lacks, and takes its place without holding it wrong."""
        return self.replaces > 0 and self.source != CORRECTED

    @property
    def saved(self) -> int:
        """Keys that it saves, if it is right, beside its words taken one by one (see `phrases`)."""
        return len(words_apart(self.text)) - 1 + COMMA_SAVES * self.text.count(COMMA)

    def begins_with(self, word: Suggestion) -> bool:
        """Whether it is a phrase that begins with a word."""
        words, first = words_apart(self.text), words_apart(word.text)
        is_longer = words[: len(first)] == first and len(words) > len(first)
        return (is_longer or self.text.startswith(word.text + COMMA)) and not self.replaces


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


def is_phrase(text: str) -> bool:
    """Whether a text is more than a word."""
    return len(words_apart(text)) > 1 or text.endswith(COMMA)


def first_word(text: str) -> str:
    """What a phrase begins with: its first word, without a comma."""
    word = words_apart(text)[0]
    return word.removesuffix(COMMA) or word


def steps_of(text: str) -> list[tuple[str, str]]:
    """The words of a phrase from the second one on, each after the one before; a comma is a word here.

    What stands right after a comma is left out: it says little of the phrase.
    """
    tokens: list[str] = []
    for piece in words_apart(text):
        word = first_word(piece)
        tokens += [word, COMMA] if word != piece else [word]
    return [(before, word) for before, word in pairwise(tokens) if before != COMMA]


def without_comma(offer: Suggestion) -> Suggestion:
    """A suggestion as it fits where something follows already: a comma at its end is left out."""
    if not offer.text.endswith(COMMA):
        return offer
    if offer.first is not None and offer.first.text + COMMA == offer.text:
        return offer.first
    return replace(
        offer, text=offer.text.removesuffix(COMMA), completion=offer.completion.removesuffix(COMMA)
    )
