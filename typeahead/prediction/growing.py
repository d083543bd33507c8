"""Words that a network lacks and a person writes: which of them it gets, and from which sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from copy import copy

import numpy as np

from typeahead.models.neural.growth import Growth
from typeahead.models.neural.model import NeuralModel
from typeahead.models.protocols import EOS, FIRST_WORD, UNK, Ids
from typeahead.prediction.shares import Shares
from typeahead.profile.generation import Generation
from typeahead.text.words import is_word

_SENTENCES, _WORDS = 200, 100
"""Of what was typed before, so many of the last sentences with new words are looked at, and so many new words."""

_LONGEST = 80
"""Words of a sentence that are looked at."""


class Growing:
    """New words of a network in a profile.

    Args:
        generation: the profile's words.
        model: the network.
        words: those it was trained with.
        shares: told of each new word.
    """

    def __init__(
        self, generation: Generation, model: NeuralModel, words: Sequence[str], shares: Shares
    ) -> None:
        self._vocabulary = generation.vocabulary
        self._learn_after = generation.settings.learn_after
        self._shares = shares
        self._growth = Growth(model, words, shares.of_network(generation.model.counts.unigrams))

    def moved(self, generation: Generation, shares: Shares) -> Growing:
        """The same network's, in another generation of the profile; what it got stays."""
        found = copy(self)
        found._vocabulary, found._shares = generation.vocabulary, shares
        found._learn_after = generation.settings.learn_after
        return found

    def learned(self, words: Ids) -> None:
        """Sentences were just learned, each ended by `</s>`: what is new in them is known from now on."""
        self._observe(_sentences(words), None)

    def catch_up(self, typed: Iterable[Ids]) -> None:
        """Sentences that were typed before, the oldest first: what was typed often enough to be suggested."""
        found: list[list[int]] = []
        often: Counter[int] = Counter()
        for words in typed:
            if not self._lacked(words.tolist()):
                continue
            for sentence in _sentences(words):
                new = self._lacked(sentence)
                if new:
                    often.update(new)
                    found.append(sentence)
        wanted = {word for word, count in often.items() if count >= self._learn_after}
        latest: dict[int, None] = {}
        for sentence in reversed(found):
            latest.update(dict.fromkeys(word for word in sentence if word in wanted))
        wanted = set(list(latest)[:_WORDS])
        self._observe([each for each in found if not wanted.isdisjoint(each)][-_SENTENCES:], wanted)

    def _lacked(self, sentence: Sequence[int]) -> list[int]:
        """The words of a sentence that the network lacks, marks aside."""
        numbers = self._shares.numbers_of(np.array(sentence, dtype=np.int32)).tolist()
        return [
            word
            for word, number in zip(sentence, numbers, strict=True)
            if number == UNK and word >= FIRST_WORD and is_word(self._vocabulary.words[word])
        ]

    def _observe(self, sentences: Iterable[list[int]], wanted: set[int] | None) -> None:
        """Give new words (those wanted) their places, and let all that came later learn from the sentences."""
        seen = []
        for sentence in sentences:
            for word in self._lacked(sentence):
                if wanted is None or word in wanted:
                    form = self._vocabulary.words[word]
                    self._shares.add(form, self._growth.add(form))
            numbers = self._shares.numbers_of(np.array(sentence, dtype=np.int32))
            if (numbers >= self._growth.trained).any():
                seen.append(numbers.tolist())
        if seen:
            self._growth.observe(seen)


def _sentences(words: Ids) -> Iterator[list[int]]:
    """The sentences of a stream, each with its `</s>`, long ones cut."""
    ends = np.flatnonzero(words == EOS)
    for start, end in zip([0, *(ends[:-1] + 1).tolist()], ends.tolist(), strict=False):
        yield words[max(start, end - _LONGEST) : end + 1].tolist()
