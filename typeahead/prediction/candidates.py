"""From a distribution to words as they would be shown: what is typed so far, capitals, forms shown alike."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

import numpy as np
from numpy.typing import NDArray

from typeahead.models.likeliest import likeliest_of
from typeahead.models.protocols import UNK, Candidate
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Held
from typeahead.prediction.fitting import Fitting, Shown
from typeahead.prediction.folding import folded, in_order, shown_as
from typeahead.prediction.restoring import Restoring
from typeahead.prediction.unspaced import Unspaced
from typeahead.prediction.variants import Variant, as_it_is, dotless, dutch, variants
from typeahead.profile.encoding import PROSE
from typeahead.profile.generation import Generation
from typeahead.profile.unwanted import Unwanted
from typeahead.text.casing import DUTCH, capitalised, with_own_capitals
from typeahead.text.words import is_word, normal

_REMEMBERED = 4096
"""Words whose forms are kept."""
_FEW = 8
"""Where more words begin as typed, some of them is likely enough."""


def _nothing(_: int) -> bool:
    return False


class Candidates:
    """Candidates at one place of a text.

    Args:
        generation: the models.
        skip: ids never to be shown.
        unwanted: further ones, asked for each word that is about to be shown.
    """

    def __init__(
        self, generation: Generation, skip: Collection[int], unwanted: Unwanted | None = None
    ) -> None:
        self._vocabulary = generation.vocabulary
        self._model = generation.model
        self._spelled = generation.spelled
        self._prose = generation.settings.tokens == PROSE
        self._skip = skip
        self._unwanted = unwanted
        self._unspaced = Unspaced(generation.vocabulary)
        self._own_capitals = with_own_capitals(generation.encoder.first_forms) if self._prose else {}
        self._is_dutch = any(word.startswith(DUTCH) for word in self._own_capitals.values())
        self._capital = self._with_own_capital if self._own_capitals else capitalised
        self.restoring = Restoring(generation.vocabulary)
        self._words_of = (-1, range(0))
        self._words_mass = 0.0
        self._forms: dict[str, list[int]] = {}
        self._forms_of = 0

    def best(self, outlook: Held, context: Context, n: int, exclude: Collection[str] = ()) -> Fitting:
        """The n likeliest words that go on from what is typed, likeliest first; fewer only if there are no more.

        Args:
            outlook: what may come after the words before.
            context: what stands before, and what is typed.
            n: how many.
            exclude: words that are not to be shown.
        """
        prefix = normal(context.prefix)
        ways = self._ways(context)
        outlook = self._narrowed(outlook, prefix, ways if self._restores(context) else [])
        is_unwanted = self._unwanted.at(context.last) if self._unwanted else _nothing
        shown: dict[str, tuple[float, int]] = {}
        most: dict[str, float] = {}  # that one form gives each
        counted: set[tuple[str, int]] = set()
        total = 0.0
        for way in ways:
            total += way.weight * self._mass(outlook, way)
            for candidate in self._of(way, outlook, prefix, n, exclude, is_unwanted):
                text = way.show(self._vocabulary.words[candidate.word])
                own = way.weight * candidate.probability
                p, word = shown.get(text, (0.0, candidate.word))
                if own > most.get(text, -1.0):
                    most[text], word = own, candidate.word
                shown[text] = (p + own, word)
                counted.add((way.prefix, candidate.word))
        if self._prose:
            rarer = self._rarer(shown, ways, counted, _until(n + min(n, 3), exclude), is_unwanted)
            shown = self._completed(shown, outlook, rarer)
        ranked = folded(in_order(shown)) if self._prose else in_order(shown)
        ranked = [each for each in ranked if each[0] not in exclude][:n]
        capital = None
        if self._restores(context):
            least = ranked[-1][1][0] if len(ranked) >= n else 0.0
            hides = partial(self._hides, is_unwanted)
            mass, capital = self.restoring.found(outlook, prefix, ways, least, hides, exclude)
            total += mass
        # Rounding must not make a probability exceed 1.
        total = max(total, sum(p for _, (p, _) in ranked) + (capital.probability if capital else 0.0))
        if total <= 0.0:
            return Fitting([], 0.0)
        words = [Shown(text, float(p / total), word) for text, (p, word) in ranked]
        one = Shown(capital.text, float(capital.probability / total), capital.word) if capital else None
        return Fitting(words, float(total), one)

    def hides(self, word: int, context: Context) -> bool:
        """Whether a stored word is never shown at a place, whatever its probability."""
        return word in self._skip or (self._unwanted is not None and self._unwanted.at(context.last)(word))

    def slipped(self, outlook: Held, prefix: str) -> float:
        """The probability of those words beginning so that are slips in the notes; of long beginnings alone."""
        among = self._vocabulary.beginning_with(prefix) if prefix else range(0)
        if self._unwanted is None or len(among) > _FEW:
            return 0.0
        ids = [word for word in among if self._unwanted.is_slip(word)]
        return float(outlook.own(np.array(ids, dtype=np.int32)).sum()) if ids else 0.0

    def known_mass(self, outlook: Held, context: Context) -> float:
        """The probability that a known word follows which begins as typed or may be meant by it, shown or not."""
        prefix = normal(context.prefix)
        among = self._vocabulary.beginning_with(prefix)
        ids = [*among, *self._vocabulary.learned_beginning_with(prefix)]
        known = float(outlook.probabilities(np.array(ids, dtype=np.int32)).sum()) if ids else 0.0
        return known + self.restoring.mass_elsewhere(outlook, prefix, self._ways(context))

    def may_be_made(self, text: str, context: Context) -> bool:
        """Whether a word may be put together: none that is known, whatever keeps it back, and none that is unwanted."""
        if self._vocabulary.forms_of(text.casefold()):
            return False
        return self._unwanted is None or not self._unwanted.refuses(text, context.last)

    def may_be_part(self, text: str, context: Context) -> bool:
        """Whether a word of a name that the person wrote may be shown; it may be one that is held back by itself."""
        return self._unwanted is None or not self._unwanted.refuses(text, context.last, own=True)

    def mass(self, outlook: Held, context: Context) -> float:
        """The probability that a word follows which begins as typed, given what stands before it."""
        ways = self._ways(context)
        mass = sum(way.weight * self._mass(outlook, way) for way in ways)
        if self._restores(context):
            mass += self.restoring.mass(outlook, normal(context.prefix), ways)
        return mass

    def forms(self, outlook: Held, context: Context, text: str) -> list[tuple[int, float]]:
        """The stored words (ascending) that are shown as one text, each with the weight that its p counts with."""
        if not self._prose:
            word = self._vocabulary.id_of(text, -1)
            return [] if word < 0 else [(word, 1.0)]
        ways = self._ways(context)
        shown: dict[str, list[tuple[int, float]]] = {}
        for way in ways:
            for word in self.restoring.forms_of(text):
                stored = self._vocabulary.words[word]
                if way.takes(stored) and word not in self._skip:
                    shown.setdefault(way.show(stored), []).append((word, way.weight))
        given: dict[str, float] = {}
        for form, parts in shown.items():
            parts.sort()
            p = outlook.probabilities(np.array([word for word, _ in parts], dtype=np.int32))
            given[form] = float(np.dot(p, [weight for _, weight in parts]))
        found = shown.pop(text, [])
        if found:
            as_shown = shown_as(sorted(given.items(), key=lambda item: (-item[1], item[0])))
            found += [part for form, parts in shown.items() if as_shown[form] == text for part in parts]
        if not found and self._restores(context):  # it has capitals or accents for itself
            lacking = self.restoring.forms(text, normal(context.prefix), ways)
            found = [(word, weight) for word, weight in lacking if word not in self._skip]
        return sorted(found)

    def _ways(self, context: Context) -> list[Variant]:
        prefix = normal(context.prefix)
        if not self._prose:
            return [Variant(prefix, as_it_is, 1.0)]
        if context.unspaced:
            return [Variant("", as_it_is, 1.0, unspaced=True)]
        ways = variants(prefix, context.at_start, context.shouting, context.titled, self._capital)
        if prefix[:1] == "I":
            known = self._vocabulary
            for way in dotless(ways):  # unless there are such words, not even their letters count
                if known.beginning_with(way.prefix) or known.learned_beginning_with(way.prefix):
                    ways.append(way)
        if prefix.startswith(DUTCH) and self._is_dutch and not context.shouting:
            ways.append(dutch(prefix, context.at_start, self._capital))
        return ways

    def _with_own_capital(self, word: str) -> str:
        return self._own_capitals.get(word) or capitalised(word)

    def _restores(self, context: Context) -> bool:
        """Whether what is typed may make place for a word with capitals or accents."""
        return self._prose and bool(context.prefix) and not context.verbatim

    def _hides(self, is_unwanted: Callable[[int], bool], word: int) -> bool:
        return word in self._skip or is_unwanted(word)

    def _narrowed(self, outlook: Held, prefix: str, ways: list[Variant]) -> Held:
        """What is held likely of the words that begin so, in any case or without their accents."""
        if not prefix:
            return outlook
        among, more = self._vocabulary.beginning_with(prefix), self._vocabulary.learned_beginning_with(prefix)
        if ways:  # words in é may be meant by e, but stand behind all in z
            others = self.restoring.elsewhere(prefix, ways)
            if others:
                more = sorted({*more, *(word for word in others if word >= among.stop)})
        return outlook.narrowed(among, np.array(more, dtype=np.int32))

    def _of(
        self,
        way: Variant,
        outlook: Held,
        typed: str,
        n: int,
        exclude: Collection[str],
        is_unwanted: Callable[[int], bool],
    ) -> list[Candidate]:
        """The best stored words for one variant, excluded ones among them, and some more than n others, since forms
        shown alike fall together."""
        words = self._vocabulary.words
        among = self._vocabulary.beginning_with(way.prefix)
        if not way.prefix:
            # Everything: the search finds words learned lately by itself, marks among them are left out below.
            among = range(among.start, len(words))
        named = self._named(way)
        wanted, enough = self._wanted(n, exclude)
        new = self._new(outlook, way.prefix) if way.prefix else []
        while True:
            if way.unspaced:
                found = self._likeliest_unspaced(outlook, wanted)
            else:
                found = outlook.top(wanted, among if named is None else named, self._skip)
            kept = [
                candidate
                for candidate in [*found, *new]
                if (candidate.word < self._vocabulary.sorted_size or is_word(words[candidate.word]))
                and (not typed or self._goes_on(way, words[candidate.word], typed))
                and not is_unwanted(candidate.word)
            ]
            if len(found) < wanted or self._are_different(kept, way, exclude, enough):
                return kept
            wanted *= 3

    def _wanted(self, n: int, exclude: Collection[str]) -> tuple[int, int]:
        """How many words are looked at first for n, and how many different ones are enough."""
        if not self._prose:  # each is shown as it is: but for what is typed and what is excluded, all are
            return n + 1 + len(exclude), n
        return 2 * n + 4, n + min(n, 3)

    @staticmethod
    def _goes_on(way: Variant, stored: str, typed: str) -> bool:
        """Whether a stored word is shown as one that goes on from what is typed."""
        return way.takes(stored) and (text := way.show(stored)) != typed and text.startswith(typed)

    def _likeliest_unspaced(self, outlook: Held, n: int) -> list[Candidate]:
        ids = self._unspaced.ids()
        words, p = likeliest_of(ids, outlook.probabilities(ids), n, self._skip)
        return list(map(Candidate, words.tolist(), p.tolist()))

    def _are_different(
        self, kept: list[Candidate], way: Variant, exclude: Collection[str], enough: int
    ) -> bool:
        """Whether so many words may be shown, however they are folded."""
        if len(kept) < enough:
            return False
        if not self._prose:  # none is shown as another is
            return len(kept) - len(exclude) >= enough
        is_enough = _until(enough, exclude)
        return any(is_enough(way.show(self._vocabulary.words[candidate.word])) for candidate in kept)

    def _rarer(
        self,
        shown: dict[str, tuple[float, int]],
        ways: list[Variant],
        counted: set[tuple[str, int]],
        enough: Callable[[str], bool],
        is_unwanted: Callable[[int], bool],
    ) -> list[tuple[int, float, str]]:
        """Stored words that are the likeliest texts in some case, but too rare to be found: weights, and how shown.

        Args:
            shown: texts, with those words that were found.
            ways: in which words are shown here.
            counted: the words found, each with the beginning of its way.
            enough: told each text, likeliest first; true of the last that is wanted.
            is_unwanted: asked for each word.
        """
        kept: dict[str, int] = {}
        for text, (_, word) in in_order(shown):
            kept.setdefault(self._vocabulary.words[word].casefold(), word)
            if enough(text):
                break
        found: list[tuple[int, float, str]] = []
        for key, one in kept.items():
            for word in self._forms_known(key, one):
                stored = self._vocabulary.words[word]
                for way in ways:
                    is_new = way.takes(stored) and (way.prefix, word) not in counted
                    if is_new and word not in self._skip and not is_unwanted(word):
                        found.append((word, way.weight, way.show(stored)))
        return sorted(found)

    def _forms_known(self, folded: str, one: int) -> list[int]:
        """As `Vocabulary.forms_of`; the same words come at many keys."""
        if len(self._vocabulary) != self._forms_of or len(self._forms) >= _REMEMBERED:
            self._forms_of = len(self._vocabulary)
            self._forms.clear()
        known = self._forms.get(folded)
        if known is None:
            known = self._forms[folded] = self._vocabulary.forms_of(folded, one)
        return known

    @staticmethod
    def _completed(
        shown: dict[str, tuple[float, int]], outlook: Held, rarer: list[tuple[int, float, str]]
    ) -> dict[str, tuple[float, int]]:
        """Each text with all words that are shown as it, so that it has their probability together."""
        if not rarer:
            return shown
        p = outlook.probabilities(np.array([word for word, _, _ in rarer], dtype=np.int32))
        for (number, weight, text), each in zip(rarer, p.tolist(), strict=True):
            before, word = shown.get(text, (0.0, number))
            shown[text] = before + weight * each, word
        return shown

    def _new(self, outlook: Held, prefix: str) -> list[Candidate]:
        """Words learned since the vocabulary was sorted: looked at one by one."""
        ids = [word for word in self._vocabulary.learned_beginning_with(prefix) if word not in self._skip]
        if not ids:
            return []
        p = outlook.probabilities(np.array(ids, dtype=np.int32))
        return [Candidate(word, float(each)) for word, each in zip(ids, p, strict=True)]

    def _named(self, way: Variant) -> NDArray[np.int32] | None:
        """Ids of the sorted words with capitals that can be meant one way; None where words without may be too."""
        return self.restoring.capitals(way.prefix)[0] if way.prefix != way.prefix.lower() else None

    def _mass(self, outlook: Held, way: Variant) -> float:
        """The probability that a word follows that begins so, unknown words included."""
        prefix = way.prefix
        among = self._vocabulary.beginning_with(prefix)
        if not prefix:
            counted = outlook.own_from(among.start)
            return counted + outlook.rest * self._base_mass(among, prefix)
        named = self._named(way)
        if named is not None:
            counted = float(outlook.own(named).sum())
        else:
            counted = outlook.own_mass(among)
            others = self.restoring.capitals(prefix)[1]
            if self._prose and len(others):
                counted -= float(outlook.own(others).sum())
        new = self._vocabulary.learned_beginning_with(prefix)
        if new and self._prose:
            new = [word for word in new if way.takes(self._vocabulary.words[word])]
        if new:
            counted += float(outlook.own(np.array(new, dtype=np.int32)).sum())
        counted -= self._held_back(outlook, way)
        return max(counted, 0.0) + outlook.rest * self._base_mass(among, prefix)

    def _held_back(self, outlook: Held, way: Variant) -> float:
        """What is counted of the word as it is typed so far, where that is held back: it may be a slip, or half a word.

        Else who leaves a word unfinished once is not shown any more what it was to become.
        """
        word = self._vocabulary.id_of(way.prefix, UNK)
        if word == UNK or word not in self._skip or not way.takes(way.prefix):
            return 0.0
        return float(outlook.own(np.array([word], dtype=np.int32))[0])

    def _base_mass(self, among: range, prefix: str) -> float:
        """The share of the base distribution that words beginning so have."""
        if self._spelled is not None:
            return self._spelled.beginning(prefix) if prefix else self._spelled.word_share()
        if prefix:
            return self._model.base.mass(among)
        if self._words_of != (self._model.counts.version, among):
            self._words_of = (self._model.counts.version, among)
            self._words_mass = self._model.base.mass(among)
        return self._words_mass


def _until(many: int, exclude: Collection[str]) -> Callable[[str], bool]:
    """Whether so many different words were told that are not excluded, whatever their case."""
    told: set[str] = set()

    def enough(text: str) -> bool:
        if text not in exclude:
            told.add(text.casefold())
        return len(told) >= many

    return enough
