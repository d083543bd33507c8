"""The predictor: a person's model, asked for the next word, and learning as they write."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from typeahead.errors import ModelMissing, NetworkDamaged, ProfileDamaged, SettingInvalid
from typeahead.locations import default_profile
from typeahead.models.protocols import FIRST_WORD
from typeahead.prediction import opening, surprising
from typeahead.prediction.engine import Engine
from typeahead.prediction.learning import Learner
from typeahead.prediction.looking import Looking
from typeahead.prediction.open_document import Reading
from typeahead.prediction.opening import MIXTURE, MODELS
from typeahead.prediction.progress import Progressing
from typeahead.prediction.reading_list import ReadingList
from typeahead.prediction.refusing import Refusing
from typeahead.prediction.suggesting import Suggesting
from typeahead.prediction.suggestion import Phrasing, Suggestion, WordSurprise
from typeahead.profile.agreeing import agree
from typeahead.profile.generation import Generation
from typeahead.profile.profile import Profile
from typeahead.profile.unwanted import Unwanted

if TYPE_CHECKING:
    from typeahead.settings_file import SettingsFile

_STEPS_AT_CLOSE = 100
"""A network adapts so many more steps before it is closed: a second's work."""


class Predictor(Refusing, Reading, Progressing, ReadingList, Looking):
    """Suggests, measures, learns and forgets for one profile.

    The same model and arguments give the same answer: nothing that was shown is remembered. One thread at a time.
    """

    def __init__(self, profile: Profile, model: str, stored: bool, cache: bool = True) -> None:
        self._profile = profile
        self._model = model
        self._stored = stored
        self._cache = cache
        self._closed = False
        self.dropped: tuple[str, ...] = ()  # networks that went with what was last forgotten or taken back
        self._begin_progress()
        self._load()

    @classmethod
    def open(
        cls,
        profile: str | None = None,
        home: str | Path | None = None,
        *,
        model: str = MIXTURE,
        create: bool = False,
        stored: bool = True,
        cache: bool = True,
        settings: SettingsFile | None = None,
    ) -> Predictor:
        """Open a profile's model.

        Args:
            profile: its name, else $TYPEAHEAD_PROFILE, else "default", which need not exist yet.
            home: the data folder, else $TYPEAHEAD_HOME, else the platform's.
            model: "mixture", "ngram" (the personal one alone), "base", "recency", or a kind of network that was
                trained ("lstm").
            create: make the profile where it does not exist.
            stored: False never writes what is learned.
            cache: False leaves out a network's cache over the words learned last.
            settings: what of a person's settings the profile takes over first; None leaves it as it is.

        Raises:
            ProfileMissing, ProfileDamaged, ProfileBusy, StorageFailed: see `Profile`.
            ModelMissing: there is no such model, or not yet.
            NetworkDamaged: a network can't be used as it lies there.
        """
        name = profile or default_profile()
        folder = Path(home) if home is not None else None
        opened = Profile.open(name, folder, create=create or name == "default")
        try:
            if settings is not None:
                agree(opened, settings)
            try:
                return cls(opened, model, stored, cache)
            except ProfileDamaged as error:
                opened.mend(error)
                return cls(opened, model, stored, cache)
        except BaseException:
            opened.close()
            raise

    def _load(self, newer: Generation | None = None, before: Engine | None = None) -> None:
        """Open the current generation and learn what was typed since it was made; nothing changes where that fails.

        The network of an engine that answered `before` goes on, if it is still the one in use.
        """
        opening.check(self._profile, self._model)
        # Before anything is opened: what another program changes from now on makes this `outdated`.
        revision, forgettings = self._profile.store.revision, self._profile.store.forgettings
        generation = opening.open_generation(self._profile, self._model, newer)
        engine = opening.open_engine(self._profile, self._model, generation, self._cache, before)
        learner = Learner(
            self._profile.store,
            generation,
            lambda words: self._engine.learned(words),
            lambda words: self._engine.learning(words),
        )
        if self._model != "base":
            learner.replay()
        unwanted = Unwanted(self._profile.store, generation, own=self._model != "base")
        self._revision, self._forgettings = revision, forgettings
        self._learner, self._unwanted = learner, unwanted
        self._suggesting = Suggesting(generation, learner.hidden, unwanted)
        self._use(engine)

    def _use(self, engine: Engine) -> None:
        """Let an engine answer, which has yet to see what was typed since it was made."""
        self._engine = engine
        if self._model != "base":
            engine.catch_up(self._learner.typed())

    def __enter__(self) -> Predictor:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # --- what it is

    @property
    def profile_name(self) -> str:
        """The profile's name."""
        return self._profile.name

    @property
    def model(self) -> str:
        """The model that answers, by the name it is asked for."""
        return self._model

    @property
    def models(self) -> tuple[str, ...]:
        """Those that can be asked for now, by name."""
        return opening.available(self._profile)

    @property
    def model_name(self) -> str:
        """What a person is told about where suggestions come from."""
        return self._engine.title

    @property
    def vocabulary_size(self) -> int:
        """How many words it knows."""
        return len(self.generation.vocabulary) - FIRST_WORD

    @property
    def engine(self) -> Engine:
        """What answers, for evaluation."""
        return self._engine

    @property
    def generation(self) -> Generation:
        """The words and counts behind it."""
        return self._engine.generation

    @property
    def notices(self) -> list[str]:
        """What happened on opening that a person should know."""
        return self._profile.notices

    @property
    def learnable(self) -> bool:
        """Whether it can learn and forget; a profile with an imported model can't."""
        return not self._profile.imported

    @property
    def learned_in_session(self) -> int:
        """Words learned since it was opened."""
        return self._learner.learned

    @property
    def hidden(self) -> Collection[int]:
        """Ids of words that are not suggested: blocked, or new and typed too rarely so far."""
        return self._learner.hidden

    def variant(self, *, smoothing: str | None = None, order: int | None = None) -> Generation:
        """What the same notes give with another smoothing or order; counted now, kept nowhere.

        Raises:
            ModelMissing: there are no notes to count.
            SettingInvalid: there is no such smoothing or order.
        """
        return opening.counted_anew(self._profile, self._model, self.generation, smoothing, order)

    # --- asking

    def suggest(
        self, before: str, n: int = 3, *, exclude: Collection[str] = (), phrases: Phrasing | bool = True
    ) -> list[Suggestion]:
        """What may come next, likeliest first; fewer than n only if no more exist.

        Args:
            before: the text left of the cursor, taken literally. An n-gram model looks at its last sentence, a
                network at some words before it too; the cost does not grow with its length.
            n: how many.
            exclude: texts not to suggest (those shown and ignored for this word).
            phrases: whether one of them may be several words, or have commas too.
        """
        return self._suggesting.suggest(self._engine, before, n, exclude, phrases)

    def surprise(self, text: str) -> list[WordSurprise]:
        """How surprising each word of a text is."""
        return surprising.surprise(self._engine, text, self._learner.hidden, self._unwanted)

    def surprise_parts(self, text: str) -> Iterator[list[WordSurprise]]:
        """As `surprise`, a few words at a time."""
        return surprising.parts(self._engine, text, self._learner.hidden, self._unwanted)

    # --- learning

    def learn(self, text: str, origin: str = "", *, typed: float | None = None) -> int:
        """Learn a text, in effect at once, stored by `store` or `close`; how many words were learned.

        A network's weights are adapted to it by `adapt`, and by `close` where there is little left to do.

        Args:
            text: as typed.
            origin: the file it was typed into; when training reads that file, saved since, it takes this text's place.
            typed: when, in seconds since 1970; now unless given.

        Raises:
            ModelReadOnly: the model was imported.
        """
        self._profile.check_learns()
        return self._learn(text, origin, typed)

    def adapt(self) -> bool:
        """Adapt a network's weights to what was learned by one small step; whether there is more to do."""
        return self._engine.adapt()

    def store(self, *, take_over: bool = True, adapted: bool = True) -> None:
        """Write what was learned since the last time.

        Args:
            adapted: a network's adapted weights too; they are some megabytes.
            take_over: if another program has trained, or forgotten something, open the models anew; who leaves that
                for later asks `outdated`.

        Raises:
            StorageFailed, ProfileBusy: it can't be written now; it is kept to be written later.
        """
        if not self._stored:
            return
        self._learner.store()
        self._progress.store()
        self._unwanted.read()
        if adapted:
            self._engine.store()
        if take_over and self.outdated:
            self._reload_or_do_without()

    @property
    def outdated(self) -> bool:
        """Whether another program has trained, or forgotten something, since the models were opened."""
        if self._model == "base":
            return False
        return self._profile.store.revision != self._revision or not opening.is_same(
            self._profile, self._model, self._engine
        )

    def newer(self) -> Generation | None:
        """The newer generation that `refresh` would take over, opened, or None.

        For another thread: this one may go on asking and learning meanwhile. Waits for whoever makes one now.
        """
        if self._model == "base":
            return None
        return opening.newer(self._profile, self.generation)

    def accelerate(self) -> None:
        """Answer and learn with compiled kernels from now on; loading them takes half a second, once a process."""
        self._engine.accelerate()
        self._suggesting.accelerate(self._engine)

    def switch(self, model: str) -> None:
        """Answer from another model from now on; nothing changes where that is missing.

        Raises:
            ModelMissing: there is no such model, or not yet.
            NetworkDamaged: it can't be used as it lies there.
        """
        self.store()
        if model == self._model:
            return
        opening.check(self._profile, model)
        before, self._model = self._model, model
        try:
            if "base" in (before, model):
                self._reload()
            else:  # the same words and counts: nothing has to be learned again
                engine = self._engine
                self._use(opening.open_engine(self._profile, model, self.generation, self._cache))
                self._go_on(engine)
                engine.let_go()
                if self.generation.model.kernel is not None:
                    self.accelerate()
        except (ModelMissing, NetworkDamaged):
            self._model = before
            raise

    def _reload(self, newer: Generation | None = None, *, go_on: bool = False) -> None:
        before, forgettings = self._engine, self._forgettings
        learned, kernel = self._learner.learned, self.generation.model.kernel
        self._load(newer, before if go_on and self._profile.store.forgettings == forgettings else None)
        self._learner.learned = learned
        self._go_on(before if self._forgettings == forgettings else None)
        before.let_go()
        if kernel is not None:
            self.accelerate()

    def _open_anew(self) -> None:
        self._learner.store()
        self._reload_or_do_without()

    def _go_back(self, mark: object, since: float) -> None:
        if not self._engine.return_to(mark) and self._stored:
            from typeahead.profile.networks import drop_since

            self.dropped = drop_since(self._profile, since)
            self._open_anew()
            self._engine.return_to(mark)
        self._take_up(again=True)

    def _reload_or_do_without(self, newer: Generation | None = None, *, go_on: bool = False) -> None:
        """Open the models anew; where the one that answers is gone, made of what was forgotten, go on without it."""
        try:
            self._reload(newer, go_on=go_on)
        except (ModelMissing, NetworkDamaged):
            if self._model not in ("ngram", *opening.KINDS):
                raise
            self._model = MIXTURE
            self._reload(newer)

    def name(self, before: str, origin: str) -> None:
        """What was typed into a text without a name, known as `before`, belongs to a file from now on."""
        if self._stored:
            self._learner.name(before, origin)

    def forget(self, word: str | None = None) -> int:
        """Cut a word out of all that was learned, and block it; how many times it was there."""
        if not word:
            return 0
        if not self._stored:
            raise SettingInvalid("a copy of a model can't forget; ask the one that it was copied from")
        self.store()
        forgotten = self._profile.forget_word(word)
        self.dropped = forgotten.networks
        self._reload_or_do_without()
        return forgotten.words

    def refresh(self, newer: Generation | None = None) -> str | None:
        """Take over a newer generation, as `newer` gave it; what to tell the person, or None."""
        before, engine = self.generation.folder, self._engine
        self.store(take_over=False)
        if not opening.is_current(self._profile, self._model, self._engine):
            self._reload_or_do_without(newer, go_on=True)
        if self.generation.folder != before:
            return f"Your notes were read again: {self.generation.summary.words:,} words."
        return None if self._engine is engine else f"Suggestions come from the newer {self.model_name} now."

    def copy(self) -> Predictor:
        """The same answers now, but for what a network adapted to since it was opened; never stored."""
        self.store()
        profile = Profile.open(self._profile.name, self._profile.folder.parent.parent, create=True)
        found = Predictor(profile, self._model, stored=False, cache=self._cache)
        opening.go_on(found.engine, self._engine)
        return found

    def close(self) -> None:
        """Store what was learned and close the profile; closing again does nothing.

        A network adapts to the last words learned; to more than a few thousand when it is opened again.
        """
        if self._closed:
            return
        self._closed = True
        try:
            steps = _STEPS_AT_CLOSE if self._stored and self._learner.learned else 0
            while steps and self.adapt():
                steps -= 1
            self.store()
        finally:
            self._profile.close()


__all__ = ["MIXTURE", "MODELS", "Predictor"]
