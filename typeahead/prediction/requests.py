"""What the prediction service is asked for, and how long texts are learned in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typeahead.prediction.suggestion import WordSurprise

if TYPE_CHECKING:
    from typeahead.prediction.asked import PredictorLike
    from typeahead.profile.days import Figures

_LONGEST_SLICE = 400
"""Characters, about 80 words: what is longer is learned sentence by sentence."""


@dataclass(frozen=True, slots=True)
class Prediction:
    """Suggestions that are wanted."""

    generation: int
    before: str
    n: int
    passed: Sequence[str]


@dataclass(frozen=True, slots=True)
class Measurement:
    """A stretch of text whose surprise is wanted."""

    generation: int
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class Inspect:
    """A place that is to be taken apart."""

    generation: int
    before: str


@dataclass(frozen=True, slots=True)
class Trace:
    """A word whose origin in the person's own texts is wanted, after what stands before it."""

    generation: int
    before: str
    word: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A text in which slips are looked for, among the words that begin within some offsets."""

    generation: int
    text: str
    within: range


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A document as it was opened.

    Attributes:
        origin: the name under which what is typed into it is learned.
        before: what stands before the cursor, as far back as it matters.
        after: what stands behind it, likewise.
    """

    origin: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """A text without a name got one."""

    before: str
    origin: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Keys were pressed and suggestions taken."""

    figures: Figures


@dataclass(slots=True)
class Measuring:
    """A measurement under way: the parts to come, and the words so far."""

    request: Measurement
    parts: Iterator[list[WordSurprise]]
    words: list[WordSurprise]

    @classmethod
    def begun(cls, request: Measurement, predictor: PredictorLike) -> Measuring:
        """One of which nothing is done yet."""
        return cls(request, predictor.surprise_parts(request.text), [])


def slices(text: str) -> list[str]:
    """The text's sentences one by one, so that learning can be interrupted between them."""
    if len(text) <= _LONGEST_SLICE:
        return [text]
    from typeahead.text.sentences import finished_sentences

    ends = [end for _, end in finished_sentences(text)]
    starts = [0, *ends]
    parts = [text[start:end] for start, end in zip(starts, [*ends, len(text)], strict=True)]
    return [part for part in parts if part.strip()] or [text]
