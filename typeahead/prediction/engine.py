"""What stands behind a predictor: an n-gram model or a network, asked through one small interface."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import BOS, RESERVED, UNK, Among, Candidate, Ids
from typeahead.profile.generation import Generation

if TYPE_CHECKING:
    from typeahead.prediction.context import Context
    from typeahead.prediction.explanation import Explanation

Earlier = Callable[[], list[list[str]]]
"""Gives the sentences before the open one, as far back as an engine may look; asked only by those that do."""


def bits_of(engine: Engine, words: Ids) -> float | None:
    """How surprising a text is to a model, in bits; None of scores, or where something in it was impossible."""
    known = len(
        engine.generation.model.base.vector()
    )  # words that were just added may have no place in it yet
    words = np.where(words < known, words, UNK).astype(np.int32)
    total = float(-engine.score(words).sum()) / math.log(2) if engine.normalised else math.nan
    return total if math.isfinite(total) else None


def nothing_earlier() -> list[list[str]]:
    """The open sentence is the text's first."""
    return []


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a distribution goes by.

    Attributes:
        context: the words that answered, oldest first; where nothing answered, those that were looked for.
        total: how many tokens were counted after them; None without counts, 0 where nothing answered.
        continuation: whether counts are of different words before (Kneser-Ney's lower orders), not of occurrences.
        counts: of each word asked about, None without counts.
    """

    context: list[str]
    total: int | None
    continuation: bool
    counts: list[int | None]


def context_of(forms: Sequence[str], depth: int) -> list[str]:
    """The last depth - 1 words of an open sentence, `<s>` where it begins."""
    return [RESERVED[BOS], *forms][-(depth - 1) :] if depth > 1 else []


class Held(Protocol):
    """What is held likely at one place, as far as words are chosen by it; see `Outlook`."""

    @property
    def rest(self) -> float:
        """How much of the base distribution is added."""
        ...

    def own(self, words: Ids) -> NDArray[np.float64]:
        """`own` of some words (ascending ids), (n,) float64; it may be negative."""
        ...

    def own_mass(self, among: range) -> float:
        """`own` summed over a range of ids."""
        ...

    def own_from(self, first: int) -> float:
        """`own` summed over all ids from one on."""
        ...

    def probabilities(self, words: Ids) -> NDArray[np.float64]:
        """p of some words (ascending ids), (n,) float64."""
        ...

    def top(self, k: int, among: Among = None, skip: Collection[int] = frozenset()) -> list[Candidate]:
        """The k likeliest words, likeliest first, equals in the order of their ids."""
        ...

    def narrowed(self, among: range, more: Ids) -> Held:
        """The same, quick to ask of a range of words and of some above it (ascending), where that is worth while."""
        ...


class Outlook(Held, Protocol):
    """What may come at one place, over the whole vocabulary of the profile and every word outside it.

    p(word) = own(word) + rest × base(word), where the base is the distribution that the profile's unknown words are
    spelled by (the letter model; in whitespace mode the same for each): every word there is has an honest
    probability. An outlook is a value: it stays as it is for as long as nothing is learned.
    """

    def distribution(self) -> NDArray[np.float64]:
        """p of every word, (V,) float64, `<unk>` holding what all unknown words share; the caller's to change."""
        ...

    def log_of_unknown(self, form: str) -> float:
        """ln p of a word outside the vocabulary, by its letters."""
        ...

    def advance(self, word: int) -> Outlook:
        """The outlook after one more word; `</s>` ends the sentence and begins the next."""
        ...

    def following(
        self, word: int, k: int, among: range, skip: Collection[int]
    ) -> tuple[Outlook, list[Candidate]]:
        """What a phrase may go on with: the outlook after a word, and the k likeliest of some words there.

        Where the whole model takes too long it may be answered by a part of it, or with no words at all.
        """
        ...

    def evidence(self, forms: Sequence[str], words: Sequence[int]) -> Evidence:
        """What stands behind the figures of some words, after an open sentence of these forms."""
        ...


class Part(Outlook, Protocol):
    """What one model of several holds likely."""

    def likeliest(self, k: int, among: Among, skip: Collection[int]) -> tuple[Ids, NDArray[np.floating]]:
        """`top` in arrays: the ids of the k likeliest words, and p of each."""
        ...

    def over(self, among: range) -> NDArray[np.float64]:
        """p of a range of words, (len(among),)."""
        ...

    def advance(self, word: int) -> Part:
        """As any outlook."""
        ...


class Engine(Protocol):
    """A model that a person types with."""

    @property
    def name(self) -> str:
        """What it is called beside others: a smoothing ("modified-kneser-ney"), or a kind of network ("lstm")."""
        ...

    @property
    def title(self) -> str:
        """What a person is told about where suggestions come from."""
        ...

    @property
    def source(self) -> str:
        """The same in one word, for each suggestion."""
        ...

    @property
    def normalised(self) -> bool:
        """Whether its figures are probabilities, or scores."""
        ...

    @property
    def parameters(self) -> int | None:
        """How many weights were trained; None where there are counts instead."""
        ...

    @property
    def identity(self) -> str | None:
        """Which training its weights come from; None where there are counts instead."""
        ...

    @property
    def generation(self) -> Generation:
        """The words, their encoder and the letter model; its n-gram model learns whatever answers."""
        ...

    @property
    def version(self) -> Hashable:
        """Changes with everything that changes answers."""
        ...

    def begin(self) -> Outlook:
        """What may come at the beginning of a text."""
        ...

    def after(self, words: Sequence[str], earlier: Earlier = nothing_earlier) -> Outlook:
        """What may come after the words of an open sentence, as written, and the sentences before it.

        Its cost does not grow with either, and the same words give the same answer whatever was asked before.
        """
        ...

    def walk(self, outlook: Outlook, words: Ids) -> Iterable[Outlook]:
        """The outlook before each of some words, and after the last: len(words) + 1 of them."""
        ...

    def score(self, words: Ids) -> NDArray[np.float64]:
        """ln p of each word of a text, (T,) float64; each unknown one's is that of all of them together."""
        ...

    def at(self, words: Ids, places: Sequence[int]) -> Iterator[Outlook]:
        """The outlook at some places (ascending) of a text, whose sentences are each ended by `</s>`."""
        ...

    def explain(self, context: Context, earlier: Earlier, word: str) -> Explanation:
        """Where the probability of a word comes from."""
        ...

    def catch_up(self, typed: Iterable[Ids]) -> None:
        """What was typed before this was opened, the oldest first: words may be among it that it does not have."""
        ...

    def read(self, words: Ids, again: bool = False) -> None:
        """These words (T,) stand in the document that is open, sentences ended by `</s>`; those of any other don't.

        Where it is read `again`, some of what was learned lately may have been typed into it since it was opened.
        """
        ...

    def learning(self, words: Ids) -> float | None:
        """The counts are about to learn these sentences, each ended by `</s>`.

        Returns:
            How surprising they were, in bits, to one who has not learned them; None of scores.
        """
        ...

    def learned(self, words: Ids) -> None:
        """The counts have just learned these sentences, each ended by `</s>`."""
        ...

    def mark(self) -> object:
        """What it has learned beside the counts, as it is now; quick to make."""
        ...

    def return_to(self, mark: object) -> bool:
        """Go back to that, as the counts have; False where weights may have learned since, so it is opened anew."""
        ...

    def recall(self, mark: object, later: Sequence[Ids]) -> None:
        """What was met lately is what was met at a mark, and texts learned later: one learned between them is gone."""
        ...

    def adapt(self) -> bool:
        """Adapt weights, where it has any, to what was learned, by one small step; whether there is more to do."""
        ...

    def store(self) -> None:
        """Write what was adapted."""
        ...

    def accelerate(self) -> None:
        """Answer with compiled kernels from now on, where there are some."""
        ...

    def let_go(self) -> None:
        """It answers no more: places that are remembered lead back to it, and keep it until the collector comes."""
        ...
