"""The part of a predictor that looks into things: why a word is likely at a place, where it was written, slips."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from typeahead.prediction import context
from typeahead.prediction.engine import Engine
from typeahead.prediction.suggesting import Suggesting
from typeahead.profile.generation import Generation
from typeahead.profile.profile import Profile
from typeahead.profile.unwanted import Unwanted

if TYPE_CHECKING:
    from typeahead.prediction.correcting import Slip
    from typeahead.prediction.explanation import Explanation
    from typeahead.prediction.inspection import Inspection
    from typeahead.profile.finding import Places


class Looking(ABC):
    """Looks into what stands behind a place."""

    _profile: Profile
    _engine: Engine
    _suggesting: Suggesting
    _stored: bool
    _unwanted: Unwanted

    @property
    @abstractmethod
    def generation(self) -> Generation:
        """The words and counts behind the models."""

    def explain(self, before: str, word: str) -> Explanation:
        """Where the probability of a word comes from, and what would be suggested in its place."""
        from typeahead.prediction.alternatives import shown

        tokens = self.generation.settings.tokens
        before, word = self._suggesting.name_of(self._engine, before, word) or (before, word)
        earlier = partial(context.earlier, before, tokens)
        place, word = self._suggesting.read_as(self._engine, before, word)
        found = self._engine.explain(place, earlier, word)
        outlook = self._engine.after(place.words, earlier)
        return shown(found, outlook, place, self._suggesting.candidates, self.generation.vocabulary)

    def places(self, before: str, word: str) -> Places:
        """Where a word stands in the person's own texts, behind as many of the words before it as stand there too."""
        *_, found = self.trace(before, word)
        assert found is not None  # the last piece of work gives it
        return found

    @property
    @abstractmethod
    def hidden(self) -> Collection[int]:
        """Ids of words that are not suggested."""

    def correct(
        self, text: str, within: range | None = None, *, patiently: bool = False
    ) -> Iterator[Slip | None]:
        """Words of a text that were probably meant to be others, in its order; None between two pieces of work.

        Args:
            text: as typed, Markdown or plain.
            within: offsets; only words that begin there are doubted. All, if not given.
            patiently: in small pieces of work, which take longer together.

        Raises:
            SettingInvalid: the model knows no words, only what stands between spaces, or gives no probabilities.
        """
        from typeahead.prediction.correcting import AT_ONCE, FEW, Correcting

        at_once = FEW if patiently else AT_ONCE
        return Correcting(self._engine, self.hidden, self._unwanted, at_once=at_once).slips(text, within)

    def take_out(self, path: Path) -> bool:
        """Answer as if a file had never been learned; for copies alone, which are never stored.

        Returns:
            Whether anything of it was known.
        """
        from typeahead.prediction.own_text import take_out

        assert not self._stored, "what a profile has learned is forgotten by 'forget'"
        return take_out(self._profile.store, self.generation, path)

    def that_taught(self, paths: Iterable[Path]) -> list[Path]:
        """Those of some files and folders of which anything was learned: they are foreseen better than new text."""
        from typeahead.prediction.own_text import that_taught

        return that_taught(self._profile.store, paths)

    def suggesting_by(self, engine: Engine) -> Suggesting:
        """What suggests by another engine: a variant of the model (see `variant`), to compare."""
        if engine.generation is self.generation:
            return self._suggesting
        # A variant's words are as many as when its texts were counted: what was typed since is beyond them.
        return Suggesting(engine.generation, self.hidden, self._unwanted)

    def inspect(self, before: str) -> Iterator[Inspection | None]:
        """What may come next by each model, and which n-grams matched; None between two small pieces of work."""
        from typeahead.prediction.inspecting import inspect

        place, _ = self._suggesting.read_as(self._engine, before)
        outlook = self._suggesting.outlook(self._engine, before, replace(place, heard=None))
        return inspect(self._engine, outlook, place, self._suggesting.candidates)

    def trace(self, before: str, word: str) -> Iterator[Places | None]:
        """Where a word stands in the person's own texts, and words before it too; None between two small pieces."""
        from typeahead.profile.finding import find

        settings = self.generation.settings
        before, word = self._suggesting.name_of(self._engine, before, word) or (before, word)
        words = context.read(before, settings.tokens).words
        return find(self._profile.store, words[max(0, len(words) + 1 - settings.order) :], word)
