"""The predictor: a person's model, asked for the next word, and learning as they write."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from typeahead.errors import ModelMissing, SettingInvalid
from typeahead.locations import base_model_folder, default_profile
from typeahead.models.ngram.model import Link, State
from typeahead.models.protocols import FIRST_WORD
from typeahead.prediction import context, surprising
from typeahead.prediction.candidates import Candidates
from typeahead.prediction.explain import Explanation, explain
from typeahead.prediction.learning import Learner
from typeahead.prediction.phrases import Phrases, with_phrase
from typeahead.prediction.suggestion import Suggestion, WordSurprise
from typeahead.profile.generation import Generation
from typeahead.profile.profile import Profile, starter_model
from typeahead.profile.variants import variant
from typeahead.text.words import normal

MIXTURE = "mixture"
MODELS = (MIXTURE, "ngram", "base")
"""The models that can be asked for; networks and recency come with later generations."""


class Predictor:
    """Suggests, measures, learns and forgets for one profile.

    The same model and arguments give the same answer: nothing that was shown is remembered. One thread at a time.
    """

    def __init__(self, profile: Profile, model: str, stored: bool) -> None:
        self._profile = profile
        self._model = model
        self._stored = stored
        self._closed = False
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
    ) -> Predictor:
        """Open a profile's model.

        Args:
            profile: its name, else $TYPEAHEAD_PROFILE, else "default", which need not exist yet.
            home: the data folder, else $TYPEAHEAD_HOME, else the platform's.
            model: "mixture", "ngram" (the personal one alone) or "base".
            create: make the profile where it does not exist.
            stored: False never writes what is learned.

        Raises:
            ProfileMissing, ProfileDamaged, ProfileBusy, StorageFailed: see `Profile`.
            ModelMissing: there is no such model.
        """
        name = profile or default_profile()
        if model not in MODELS:
            raise ModelMissing(f"profile {name!r} has no model {model!r}; it has {', '.join(MODELS)}")
        folder = Path(home) if home is not None else None
        opened = Profile.open(name, folder, create=create or name == "default")
        try:
            return cls(opened, model, stored)
        except BaseException:
            opened.close()
            raise

    def _load(self, newer: Generation | None = None) -> None:
        """Open the current generation, unless it is open already, and learn what was typed since it was made."""
        if self._model == "ngram" and not (self._profile.trained or self._profile.imported):
            raise ModelMissing(
                f"profile {self._profile.name!r} has no model of its own yet; 'typeahead train FOLDER' makes one"
            )
        if self._model == "base":
            self._generation = starter_model()
        elif newer is not None and self._profile.is_current(newer):
            self._generation = newer
        else:
            self._generation = self._profile.generation()
        self._revision = self._profile.store.revision
        self._learner = Learner(self._profile.store, self._generation)
        own = self._generation.folder != base_model_folder()
        self._source = "imported" if self._generation.imported else "notes" if own else "base"
        if self._model != "base":
            self._learner.replay()
        self._candidates = Candidates(self._generation, self._learner.hidden)
        self._phrases = Phrases(self._generation, self._learner.hidden)
        self._at: tuple[object, ...] | None = None
        self._state = self._generation.model.start()
        self._links: list[Link] = []

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
    def model_name(self) -> str:
        """What a person is told about where suggestions come from."""
        order = f"{self._generation.settings.order}-gram"
        if self._generation.folder == base_model_folder():
            return f"starter {order}"
        if self._generation.imported:
            return f"imported {order}"
        return f"{order} of your notes"

    @property
    def vocabulary_size(self) -> int:
        """How many words it knows."""
        return len(self._generation.vocabulary) - FIRST_WORD

    @property
    def generation(self) -> Generation:
        """The models themselves, for evaluation."""
        return self._generation

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
        if self._model == "base":
            raise ModelMissing(
                "the model that came with typeahead can't be counted anew; for another smoothing or order "
                "leave out '--model base' and train on a text"
            )
        if not self._generation.model.learnable:
            raise ModelMissing(
                f"the model of profile {self._profile.name!r} was imported and has no counts: it can't be made with "
                "another smoothing or order; it answers as it stands with '--model ngram'"
            )
        return variant(self._profile, smoothing=smoothing, order=order)

    # --- asking

    def suggest(
        self, before: str, n: int = 3, *, exclude: Collection[str] = (), phrases: bool = True
    ) -> list[Suggestion]:
        """What may come next, likeliest first; fewer than n only if no more exist.

        Args:
            before: the text left of the cursor, taken literally. Only its last sentence matters, and its cost
                does not grow with its length.
            n: how many.
            exclude: texts not to suggest (those shown and ignored for this word).
            phrases: whether one of them may be several words.
        """
        place = context.read(before, self._generation.settings.tokens)
        if n < 1 or not place.wanted:
            return []
        exclude = {normal(text) for text in exclude}
        state, links = self._after(place.words)
        words = self._candidates.best(links, place, n, exclude)
        shown = words
        if phrases and words and n > 1:
            least = words[-1].probability if len(words) >= n else 0.0
            longer = self._phrases.begun_by(state, words[0], least)
            shown = with_phrase(words, longer if longer and longer.text not in exclude else None, n)
        typed = len(normal(place.prefix))
        found = []
        for each in shown:
            text = each.text.replace("'", "’") if place.curly else each.text
            found.append(Suggestion(text, text[typed:], each.probability, self._source))
        return found

    def _after(self, words: Sequence[str]) -> tuple[State, list[Link]]:
        """The state after an open sentence, and its backoff chain; kept while one word is typed letter by letter."""
        model = self._generation.model
        key = (model.counts.version, *words)
        if key != self._at:
            state = model.state_after(self._generation.encoder.ids(words, last=model.order))
            self._at, self._state, self._links = key, state, model.links(state)
        return self._state, self._links

    def surprise(self, text: str) -> list[WordSurprise]:
        """How surprising each word of a text is."""
        return surprising.surprise(self._generation, text, self._learner.hidden)

    def surprise_parts(self, text: str) -> Iterator[list[WordSurprise]]:
        """As `surprise`, sentence by sentence."""
        return surprising.parts(self._generation, text, self._learner.hidden)

    def explain(self, before: str, word: str) -> Explanation:
        """Where the probability of a word comes from."""
        return explain(self._generation, context.read(before, self._generation.settings.tokens), word)

    # --- learning

    def learn(self, text: str, origin: str = "") -> int:
        """Learn a text; in effect at once, stored by `store` or `close`.

        Args:
            text: as typed.
            origin: the file it was typed into; when training reads that file, it takes this text's place.

        Returns:
            How many words were learned.

        Raises:
            ModelReadOnly: the model was imported.
        """
        self._profile.check_learns()
        return self._learner.learn(text, origin)

    def store(self, *, take_over: bool = True) -> None:
        """Write what was learned since the last time.

        Args:
            take_over: if another program has trained, or forgotten something, open the models anew; who leaves that
                for later asks `outdated`.

        Raises:
            StorageFailed, ProfileBusy: it can't be written now; it is kept to be written later.
        """
        if not self._stored:
            return
        self._learner.store()
        if take_over and self.outdated:
            self._reload()

    @property
    def outdated(self) -> bool:
        """Whether another program has trained, or forgotten something, since the models were opened."""
        return self._model != "base" and self._profile.store.revision != self._revision

    def newer(self) -> Generation | None:
        """The newer generation that `refresh` would take over, opened, or None.

        For another thread: this one may go on asking and learning meanwhile. Waits for whoever makes one now.
        """
        if self._model == "base":
            return None
        home = self._profile.folder.parent.parent
        with Profile.open(self._profile.name, home, create=True) as profile:
            if profile.is_current(self._generation):
                return None
            found = profile.generation()
        if self._generation.model.kernel is not None:
            found.model.accelerate()
        return found

    def accelerate(self) -> None:
        """Answer and learn with compiled kernels from now on; loading them takes half a second, once a process."""
        self._generation.model.accelerate()

    def _reload(self, newer: Generation | None = None) -> None:
        learned, kernel = self._learner.learned, self._generation.model.kernel
        self._load(newer)
        self._learner.learned = learned
        if kernel is not None and self._generation.model.kernel is None:
            self._generation.model.accelerate()

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
        self._reload()
        return forgotten.words

    def refresh(self, newer: Generation | None = None) -> str | None:
        """Take over a newer generation, if there is one; what to tell the person, or None.

        Args:
            newer: what `newer` gave, so that nothing has to be opened now.
        """
        before = self._generation.folder
        self.store(take_over=False)
        if self._model != "base" and not self._profile.is_current(self._generation):
            self._reload(newer)
        if self._generation.folder == before:
            return None
        return f"read your notes again: {self._generation.summary.words:,} words"

    def copy(self) -> Predictor:
        """The same answers now, learning by itself, never stored."""
        self.store()
        profile = Profile.open(self._profile.name, self._profile.folder.parent.parent, create=True)
        return Predictor(profile, self._model, stored=False)

    def close(self) -> None:
        """Store what was learned and close the profile; closing again does nothing."""
        if self._closed:
            return
        self._closed = True
        try:
            self.store()
        finally:
            self._profile.close()
