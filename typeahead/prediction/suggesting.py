"""Suggestions at a place of a text: words and a phrase, as they would be inserted at the cursor."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial
from itertools import repeat

import numpy as np
import regex

from typeahead.models.protocols import UNK
from typeahead.prediction import context
from typeahead.prediction.blend import Blend
from typeahead.prediction.candidates import Candidates
from typeahead.prediction.compounds import with_compounds
from typeahead.prediction.engine import Earlier, Engine, Outlook
from typeahead.prediction.fitting import Fitting, Shown
from typeahead.prediction.name_parts import NameParts, with_parts
from typeahead.prediction.phrases import Phrases
from typeahead.prediction.shouting import Shouting
from typeahead.prediction.spelling import UNLIKELY, Correction, Spelling
from typeahead.prediction.suggestion import CORRECTED, NAME, Phrasing, Suggestion, is_phrase
from typeahead.prediction.word_parts import WordParts
from typeahead.profile.encoding import PROSE
from typeahead.profile.generation import Generation
from typeahead.profile.unwanted import Unwanted
from typeahead.text.casing import DUTCH, is_shouting
from typeahead.text.fences import is_in_fence
from typeahead.text.sentences import open_sentence
from typeahead.text.words import normal

_CORRECTS = "mixture"
"""Looking for what was meant takes longer than all else an n-gram model does alone."""

_NEAR = 4
_ENDS_NOTHING = regex.compile(r"[\p{L}\p{M}\p{N} ,'’\-]*", regex.VERSION1)
"""Words and spaces, from so many characters before what is new: no sentence ends among them."""


class Suggesting:
    """From what stands left of the cursor to what is shown.

    Args:
        generation: whose words.
        hidden: ids of words that are never shown.
        unwanted: further ones, asked for each word that is about to be shown.

    Attributes:
        candidates: single words at a place.
    """

    def __init__(
        self, generation: Generation, hidden: Collection[int], unwanted: Unwanted | None = None
    ) -> None:
        self._tokens = generation.settings.tokens
        self._vocabulary = generation.vocabulary
        self._unwanted = unwanted
        self.candidates = Candidates(generation, hidden, unwanted)
        self._parts = WordParts(generation)
        self._names = NameParts(generation, hidden, unwanted)
        self._phrases = Phrases(generation.vocabulary, hidden, unwanted, prose=self._tokens == PROSE)
        self._spelling = Spelling(generation, hidden, unwanted) if self._tokens == PROSE else None
        self._shouting = Shouting(self.candidates.restoring.forms_of)
        self._earlier: tuple[str, list[list[str]]] = ("", [])

    def accelerate(self, engine: Engine) -> None:
        """Look for corrections with a compiled kernel from now on, where there are any; and have ready what is looked
        through once, for accents, parts of words and slips."""
        if self._tokens == PROSE:
            self.candidates.restoring.prepare()
            self._parts.prepare()
            if self._unwanted is not None:
                self._unwanted.prepare()
        if self._spelling is not None and engine.name == _CORRECTS:
            self._spelling.accelerate(engine.begin())

    def suggest(
        self, engine: Engine, before: str, n: int, exclude: Collection[str], phrases: Phrasing | bool
    ) -> list[Suggestion]:
        """What may come next, likeliest first, what takes the place of what is typed last; see `Predictor.suggest`."""
        place = self.place(engine, before)
        exclude = {normal(text) for text in exclude}
        if n < 1:
            return []
        if not place.wanted:
            return self._behind_mark(engine, before, place, n, exclude)
        outlook = self.outlook(engine, before, place)
        fitting = self.candidates.best(outlook, place, n, exclude)
        inside, of_name = bool(place.prefix), False
        if inside and self._tokens == PROSE:
            after = partial(self._after, outlook)
            fitting = with_compounds(
                self.candidates, outlook, after, place, fitting, n, exclude, parts=self._parts
            )
            fitting, of_name = self._with_names(engine, before, outlook, place, fitting, n, exclude)
        shown = fitting.words
        is_strange = inside and fitting.mass <= UNLIKELY  # what it goes on with is a guess
        if phrases and not is_strange:
            commas = phrases == Phrasing.COMMAS and self._tokens == PROSE and not context.in_code_span(before)
            loud = partial(self._goes_on_loud, place)
            shown = self._phrases.with_phrase(
                outlook, shown, n, exclude, inside=inside, commas=commas, loud=loud, previous=place.last
            )
        meant = None
        if self._spelling is not None and engine.name == _CORRECTS and not of_name:
            slipped = self.candidates.slipped(outlook, normal(place.prefix))
            meant = self._spelling.correction(outlook, place, fitting.mass, exclude, slipped)
        shown, instead = _with_one_instead(shown, None if of_name else fitting.restored, meant, n)
        typed = len(normal(place.prefix))
        line = [*shown, *([instead] if instead else ())]
        ids = [each.word for each in line]
        told = outlook.likelier if isinstance(outlook, Blend) else outlook
        sources = told.sources_of(ids) if hasattr(told, "sources_of") and ids else repeat(engine.source)
        found = []
        for each, source in zip(line, sources, strict=False):
            text = each.text.replace("'", place.apostrophe)
            gone = len(place.prefix) if each is instead else 0
            kept = 0 if gone else typed
            compounds = self._parts.begins_any(text.rpartition(" ")[2])
            found.append(
                Suggestion(
                    text,
                    text[kept:],
                    each.probability,
                    each.made or source,
                    replaces=gone,
                    begins_compounds=compounds,
                )
            )
        return found

    def _with_names(
        self,
        engine: Engine,
        before: str,
        outlook: Outlook,
        place: context.Context,
        fitting: Fitting,
        n: int,
        exclude: Collection[str],
    ) -> tuple[Fitting, bool]:
        """Words with those that names go on with; and whether the word typed is not a name's first."""
        typed, written = normal(place.prefix), context.begun_name(before, place.prefix)
        if not written:
            names = self._names.beginning_with(typed, place.last)
            parts = self._names.parts(outlook, names, typed, typed)
            return with_parts(self.candidates, outlook, place, fitting, parts, n, exclude), False
        begun, kept = normal(written), before[: len(before) - len(written)]
        whole = replace(place, words=open_sentence(kept), prefix=written, heard=None)
        names = self._names.beginning_with(begun, whole.last)
        if not names:
            return fitting, False
        there = self.outlook(engine, before, whole)
        parts = self._names.parts(there, names, begun, typed)
        weight = self._names.glued(there, begun)
        return with_parts(self.candidates, outlook, place, fitting, parts, n, exclude, weight), True

    def _behind_mark(
        self, engine: Engine, before: str, place: context.Context, n: int, exclude: Collection[str]
    ) -> list[Suggestion]:
        """What names go on with right behind one of their marks, where no other word may follow."""
        written = "" if place.prefix or self._tokens != PROSE else context.begun_name(before, "")
        if not written or is_in_fence(before):
            return []
        begun, kept = normal(written), before[: len(before) - len(written)]
        whole = replace(place, words=open_sentence(kept), prefix=written, heard=None)
        names = self._names.beginning_with(begun, whole.last)
        if not names:
            return []
        there = self.outlook(engine, before, whole)
        parts = self._names.parts(there, names, begun, "")
        ended = self._names.ended(there, begun, lambda word: self._phrases.after(there, word))
        whole_mass = parts.mass + ended
        found = [
            Suggestion(text, text, p / whole_mass, NAME)
            for text, (p, _) in parts.words.items()
            if text not in exclude and self.candidates.may_be_part(text, place)
        ]
        return sorted(found, key=lambda each: (-each.probability, each.text))[:n]

    def name_of(self, engine: Engine, before: str, word: str) -> tuple[str, str] | None:
        """What a word is explained by that is none to the models: what stands before a name, and the name itself.

        Args:
            engine: tells which name is the likeliest.
            before: what stands left of the cursor: the name's beginning, and what is typed of the word.
            word: a part of the name.
        """
        place = context.read(before, self._tokens)
        begun = context.begun_name(before, place.prefix)
        if self._tokens != PROSE or not (begun or not self._vocabulary.forms_of(word.casefold())):
            return None
        typed = len(place.prefix)
        kept = before[: len(before) - max(len(begun), typed)]
        place = replace(place, words=open_sentence(kept), prefix="")
        names = self._names.with_part(normal(begun[: len(begun) - typed]), normal(word), place.last)
        if not names:
            return None
        p = self.outlook(engine, kept, place).probabilities(np.array(names, dtype=np.int32))
        return kept, self._vocabulary.words[names[int(p.argmax())]]

    def place(self, engine: Engine, before: str) -> context.Context:
        """What stands left of the cursor, and whether it is in capitals."""
        place = context.read(before, self._tokens)
        if self._tokens != PROSE or not place.wanted:
            return place
        return self._shouting.seen(engine, place)

    def outlook(self, engine: Engine, before: str, place: context.Context) -> Outlook:
        """What may come at a place, all that stands before it looked at."""
        earlier = self._earlier_than(before, place)
        if place.heard is not None:
            return self._shouting.outlook(engine, place, earlier)
        return engine.after(place.words, earlier)

    def read_as(self, engine: Engine, before: str, word: str = "") -> tuple[context.Context, str]:
        """A place, and a word there, as whoever looks into one sees them: text in capitals by its likelier reading."""
        place = self.place(engine, before)
        read = self._shouting.likelier(engine, place, self._earlier_than(before, place))
        return read, self._shouting.usual(engine, place, word)

    def _goes_on_loud(self, place: context.Context, first: Shown) -> bool:
        """Whether a phrase that a word begins is all in capitals, as an acronym's is not."""
        if place.shouting:
            return True
        is_alone = place.at_start and is_shouting(place.prefix)
        if place.prefix == DUTCH and first.text != first.text.upper():
            return False  # one capital
        return is_alone and not self._vocabulary.words[first.word].isupper()

    def _after(self, outlook: Outlook, part: str) -> Outlook:
        """What may come after a part of a word; as before it where it is no word itself."""
        id_of = self._vocabulary.id_of
        number = id_of(part, UNK) or id_of(part.lower(), UNK)
        return outlook if number == UNK else self._phrases.after(outlook, number)

    def _earlier_than(self, before: str, place: context.Context) -> Earlier:
        return partial(self._before, before[: len(before) - len(place.prefix)])

    def _before(self, text: str) -> list[list[str]]:
        """The sentences before the open one; kept for as long as nothing is typed that may end it."""
        known, sentences = self._earlier
        if known != text:
            if not (
                known and text.startswith(known) and _ENDS_NOTHING.fullmatch(text, max(len(known) - _NEAR, 0))
            ):
                sentences = context.earlier(text, self._tokens)
            self._earlier = text, sentences
        return sentences


def _with_one_instead(
    shown: Sequence[Shown], restored: Shown | None, meant: Correction | None, n: int
) -> tuple[list[Shown], Shown | None]:
    """The line with one word that would take the place of what is typed, where it is likelier than the one it hides.

    Beside a correction all probabilities are given what is typed, slips included: those of words that begin as typed
    then sum to the probability that nothing slipped.

    Args:
        shown: what goes on from what is typed.
        restored: a word with capitals or accents that what is typed lacks.
        meant: a correction.
        n: how many there is room for.
    """
    if meant is not None and (restored is None or restored.probability * meant.right < meant.probability):
        doubted = [replace(each, probability=each.probability * meant.right) for each in shown]
        if len(doubted) < n or meant.probability > doubted[-1].probability:
            return doubted[: n - 1], Shown(meant.text, meant.probability, meant.word, CORRECTED)
    if restored is None or len(shown) < n:
        return list(shown), restored
    hidden = next((each for each in reversed(shown[1:]) if not is_phrase(each.text)), shown[-1])
    if restored.probability <= hidden.probability:
        return list(shown), None
    return [each for each in shown if each is not hidden], restored
