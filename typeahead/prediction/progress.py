"""What a predictor tells of its learning: figures a day, words learned lately; and taking the last text back."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Sequence
from itertools import islice

from typeahead.errors import NothingToLearn, ProfileBusy, StorageFailed
from typeahead.prediction.engine import Engine
from typeahead.prediction.learning import Learner, Lesson
from typeahead.prediction.replies import Overview
from typeahead.profile.days import Figures, day_of
from typeahead.profile.lately import learned_lately
from typeahead.profile.profile import Profile
from typeahead.profile.store import Store
from typeahead.profile.taking_back import holds, take_back

_KEPT = 20
"""So many of the last texts can be taken back, the last one first."""


class Progress:
    """Figures that wait to be stored; others who write the same profile add theirs."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._epoch = store.epoch
        self._waiting: dict[str, Figures] = {}

    def add(self, day: str, figures: Figures) -> None:
        """Something was counted on a day."""
        self._waiting[day] = self._waiting.get(day, Figures()) + figures

    def store(self) -> None:
        """Write what waits, unless everything was forgotten since.

        Raises:
            StorageFailed, ProfileBusy: it can't be written now; it goes on waiting.
        """
        if not self._waiting:
            return
        with self._store.change():
            if self._store.epoch == self._epoch:
                for day, figures in self._waiting.items():
                    self._store.add_to_day(day, figures)
            self._epoch = self._store.epoch
        self._waiting.clear()

    def days(self) -> dict[str, Figures]:
        """All figures, those that wait included."""
        found = self._store.days()
        for day, figures in self._waiting.items() if self._store.epoch == self._epoch else ():
            found[day] = found.get(day, Figures()) + figures
        return {day: figures for day, figures in sorted(found.items()) if figures}


class Progressing(ABC):
    """The part of a predictor that does so."""

    _profile: Profile
    dropped: tuple[str, ...]
    _stored: bool
    _engine: Engine
    _learner: Learner
    _progress: Progress
    _lessons: deque[tuple[Lesson, object]]

    def _begin_progress(self) -> None:
        self._progress = Progress(self._profile.store)
        self._lessons = deque(maxlen=_KEPT)

    def _learn(self, text: str, origin: str, typed: float | None) -> int:
        mark = self._engine.mark()
        lesson = self._learner.learn(text, origin, typed)
        if lesson is None:
            return 0
        self._lessons.append((lesson, mark))
        self._progress.add(day_of(lesson.typed), lesson.figures)
        return lesson.words

    def learn_anew(
        self, before: Sequence[str], after: Sequence[str], origin: str = "", *, typed: float | None = None
    ) -> int:
        """Sentences that were learned lately are others now, corrected perhaps: they count as they are.

        Args:
            before: as they were given to `learn`.
            after: what stands in their place.
            origin: the file.
            typed: as in `learn`.

        Returns:
            How many words were learned: none where one of them is not among the last texts, or is part of the model on
            disk by now.
        """
        lessons: list[tuple[Lesson, object]] = []
        for each in before:
            if (found := self._lesson_of(each, origin, lessons)) is None:
                return 0  # all of what stands there now would count, what was not taken out of it twice
            lessons.append(found)
        done = [self._uncount(*each) for each in lessons]
        self._take_up(again=True)
        return sum(self._learn(each, origin, typed) for each in after) if all(done) else 0

    def _lesson_of(
        self, text: str, origin: str, others: Sequence[tuple[Lesson, object]]
    ) -> tuple[Lesson, object] | None:
        """The last time but others that a text was learned of a file, where it can be taken out of what is counted."""
        taken = {id(lesson) for lesson, _ in others}  # of two equal sentences each is one
        free = [each for each in self._lessons if id(each[0]) not in taken]
        same = [each for each in free if self._learner.is_of(each[0], text, origin)]
        session = same[-1][0].session if same else None
        return None if not same or (session and holds(self._profile, session)) else same[-1]

    def _uncount(self, lesson: Lesson, mark: object) -> bool:
        """Take a text out of the counts, of what is stored, and of what was met lately; whether that could be done."""
        if not self._learner.withdraw(lesson):
            try:
                if lesson.session is None or not take_back(self._profile, lesson.session, lesson.body):
                    return False
            except (ProfileBusy, StorageFailed):
                return False
        at = self._lessons.index((lesson, mark))
        del self._lessons[at]
        self._progress.add(day_of(lesson.typed), -lesson.figures)
        self._learner.uncount(lesson)
        later = [self._learner.ids_of(each) for each, _ in islice(self._lessons, at, None)]
        self._engine.recall(mark, later)
        return True

    def count(self, figures: Figures) -> None:
        """Keys were pressed and suggestions taken today; stored with what is learned."""
        self._progress.add(day_of(), figures)

    def overview(self, n: int) -> Overview:
        """How the learning goes, with n words learned lately at most."""
        if self._stored:
            self._learner.store()
        self._drop_private()
        lately = learned_lately(self._profile, self._engine.generation, n)
        last = self._lessons[-1][0].body if self._lessons else ""
        return Overview(self._progress.days(), lately, last, self._learner.learned)

    def take_back(self) -> str | None:
        """Take the text learned last in this session out of all that was learned, as if it had not been.

        Its words are not blocked. A network that may have learned it is dropped, as in forgetting.

        Returns:
            Its words; None where nothing is left to take back.

        Raises:
            NothingToLearn: it has become part of a file that was read since, or was forgotten.
            ProfileBusy, StorageFailed: see `Profile`.
        """
        self.dropped = ()
        self._drop_private()
        if not self._lessons:
            return None
        lesson, mark = self._lessons[-1]
        waited = self._learner.withdraw(lesson)
        if not waited and (
            lesson.session is None or not take_back(self._profile, lesson.session, lesson.body)
        ):
            self._lessons.pop()
            raise NothingToLearn(
                "the last sentence can't be taken back alone: its file was read by a training since, or it is forgotten"
            )
        self._lessons.pop()
        self._progress.add(day_of(lesson.typed), -lesson.figures)
        if lesson.session is not None and holds(self._profile, lesson.session):
            self._learner.learned -= lesson.words
            self._profile.make_anew()
            self._open_anew()
        else:
            self._learner.uncount(lesson)
        self._go_back(mark, lesson.typed)
        return lesson.body

    def _drop_private(self) -> None:
        """Texts of a file that was made private elsewhere, and forgotten there or never stored, can't be taken back."""
        for lesson, mark in list(self._lessons):
            if lesson.refused:
                self._progress.add(day_of(lesson.typed), -lesson.figures)
            if lesson.refused or self._is_forgotten(lesson):
                self._lessons.remove((lesson, mark))

    def _is_forgotten(self, lesson: Lesson) -> bool:
        """Whether a text was stored, and forgotten with its file."""
        if lesson.session is None or not self._learner.leaves_out(lesson.origin):
            return False
        return self._profile.store.session(lesson.session) is None

    @abstractmethod
    def _go_back(self, mark: object, since: float) -> None:
        """The engine goes back to what it was, beside its counts; networks that learned since are not used again."""

    @abstractmethod
    def _take_up(self, *, again: bool) -> None:
        """The engine is given the open document's words again."""

    @abstractmethod
    def _open_anew(self) -> None:
        """Open the models anew."""
