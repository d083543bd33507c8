"""The one thread that owns the models, so that typing never waits for them.

Requests come in from any thread and are answered through one callback, called in the service's thread. What a
person waits for goes first: predictions, then a place to be looked into, then surprise, then forgetting and learning
(one sentence at a time, so that a prediction never waits longer), then small errands, then where a word comes from,
piece by piece, then taking over a newer model, then slips in the text, then adapting a network's weights to what was
learned, one small step at a time; storing when all is done, or when what was learned has waited for that too long.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from typeahead.errors import TypeaheadError
from typeahead.prediction.asked import PredictorLike
from typeahead.prediction.asks import Asks
from typeahead.prediction.errands import Errand
from typeahead.prediction.ghost import arranged
from typeahead.prediction.replies import (
    Failed,
    Learned,
    Measured,
    Opened,
    Refreshed,
    Reply,
    Suggested,
    Switched,
    TakenBack,
)
from typeahead.prediction.requests import Counted, Measuring, Name, Prediction, slices
from typeahead.prediction.suggestion import Phrasing

if TYPE_CHECKING:
    from typeahead.profile.days import Figures

IDLE_SECONDS = 1.0  # of nothing to do, after which what was learned is stored
STORE_SECONDS = 10.0  # after which it is stored however much there is to do: a long text was pasted, say
CLOSE_SECONDS = 5.0  # that close() waits for the thread at most
KERNELS_AFTER = 2.0  # seconds from opening to loading compiled kernels
RECOUNT_AFTER = 1_000  # words learned, after which they are counted into the arrays in the background
KEEP_SECONDS = 30.0  # of nothing to do, after which a network's adapted weights are stored


class PredictionService(Asks):
    """Owns a predictor in a thread of its own; every method returns at once."""

    def __init__(
        self,
        open_predictor: Callable[[], PredictorLike],
        reply: Callable[[Reply], None],
        *,
        reread: Callable[[], object] | None = None,
        kernels: Callable[[], object] | None = None,
        chores: Callable[[], object] | None = None,
        idle_seconds: float = IDLE_SECONDS,
        store_seconds: float = STORE_SECONDS,
        keep_seconds: float = KEEP_SECONDS,
        kernels_after: float = KERNELS_AFTER,
        recount_after: int = RECOUNT_AFTER,
    ) -> None:
        """Prepare a service.

        Args:
            open_predictor: called in the service's thread.
            reply: called in the service's thread with each answer.
            reread: reads changed notes again and counts what was typed, in another process; called in a thread of
                its own.
            kernels: loads compiled kernels and says whether it did; called in a thread of its own.
            chores: what can wait until the first suggestions are there (a backup); called in a thread of its own.
            idle_seconds: of nothing to do, after which what was learned is stored.
            store_seconds: that it waits for that at most.
            keep_seconds: the same for what a network's weights were adapted to it, which takes longer to write.
            kernels_after: seconds after opening that this is done, when the first suggestions are there.
            recount_after: words learned, after which `reread` is called.
        """
        super().__init__()
        self._reread = reread
        self._kernels = kernels
        self._chores = chores
        self._kernels_after = kernels_after
        self._recount_after = recount_after
        self._learned_since = 0
        self._looking = self._look_again = False
        self._newer: Any = None
        self._kernels_ready = False
        self._predictor: PredictorLike | None = None
        self._open_predictor = open_predictor
        self._reply = reply
        self._idle_seconds = idle_seconds
        self._store_seconds = store_seconds
        self._keep_seconds = keep_seconds
        self._measuring: Measuring | None = None
        self._told: tuple[str, tuple[str, ...]] = "", ()
        self._refreshing = False
        self._unstored_since: float | None = None
        self._adapting = True  # there may be something left from the last time
        self._unkept = False
        self._thread = threading.Thread(target=self._run, name="prediction", daemon=True)

    def start(self) -> None:
        """Start the thread, which opens the models and then reports `Opened` or `Failed`."""
        self._thread.start()

    def close(self, timeout: float = CLOSE_SECONDS) -> bool:
        """Learn and store what is still waiting and end the thread; False if it takes longer than that."""
        with self._news:
            self._closing = True
            self._prediction = self._measurement = None
            self._refreshing = False
            self._news.notify()
        if not self._thread.is_alive():
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def refresh(self) -> None:
        """Read changed notes again, apart from all that goes on here, and take over the new model when it is there."""
        self._look_for_newer(self._reread)

    def take_over(self) -> None:
        """Take over a newer model that another program has made; `Refreshed` says that it was seen to."""
        self._look_for_newer(None)

    def _load_kernels(self, load: Callable[[], object]) -> None:
        """In a thread of its own: nobody waits for this."""
        time.sleep(self._kernels_after)
        try:
            if self._closing or not load():
                return
        except Exception as error:
            self._answer(Failed.of(error, "no compiled code"))
        else:
            with self._news:
                self._kernels_ready = True
                self._news.notify()

    def _do_chores(self, chores: Callable[[], object]) -> None:
        """In a thread of its own, like that."""
        time.sleep(self._kernels_after)
        try:
            if not self._closing:
                chores()
        except Exception as error:
            self._answer(Failed.of(error, "no backup of what was learned"))

    def _look_for_newer(self, first: Callable[[], object] | None) -> None:
        """Open the newest model in a thread of its own, after `first`; one such thread at a time."""
        with self._news:
            if self._closing:
                return
            if self._looking:  # what is asked for now may be newer than what is looked at there
                self._look_again |= first is None
                return
            self._looking = True
        threading.Thread(target=self._look, args=(first,), name="rereading", daemon=True).start()

    def _look(self, first: Callable[[], object] | None) -> None:
        newer = None
        try:
            if first is not None:
                first()
            if self._predictor is not None:
                newer = self._predictor.newer()
        except Exception as error:
            self._answer(Failed.of(error, "the notes could not be read again"))
        with self._news:
            self._looking = self._look_again and not self._closing
            self._look_again = False
        if self._looking:
            self._look(None)
            return
        with self._news:
            self._newer = newer
            self._refreshing = not self._closing
            self._news.notify()

    # What follows runs in the service's thread alone.

    def _run(self) -> None:
        try:
            predictor = self._predictor = self._open_predictor()
            models = tuple(predictor.models)
            opened = Opened(
                predictor.model_name,
                predictor.profile_name,
                predictor.vocabulary_size,
                predictor.learnable,
                predictor.model,
                models,
            )
            self._told = predictor.model_name, models
            if not predictor.learnable:
                with self._news:
                    self._learning_on = False
                    self._learning.clear()  # what was written before anyone knew
        except Exception as error:
            self._answer(Failed.of(error, "no suggestions", for_good=True))
            return
        self._answer(opened)
        if self._kernels is not None:
            threading.Thread(
                target=self._load_kernels, args=(self._kernels,), name="kernels", daemon=True
            ).start()
        if self._chores is not None:
            threading.Thread(target=self._do_chores, args=(self._chores,), name="chores", daemon=True).start()
        for notice in predictor.notices:
            self._answer(Refreshed(notice))
        while (job := self._next_job(predictor)) is not None:
            try:
                job()
            except Exception as error:
                self._answer(Failed.of(error, "prediction failed"))
        if self._unstored_since is None:
            lasts = [predictor.close]
        else:
            lasts = [partial(predictor.store, adapted=False), predictor.close]
        for last in lasts:
            try:
                last()
            except Exception as error:
                self._answer(Failed.of(error, "what was learned could not be stored"))

    def _next_job(self, predictor: PredictorLike) -> Callable[[], None] | None:
        """The most urgent piece of work; waits for one, and returns None when it is time to end."""
        with self._news:
            while True:
                if prediction := self._prediction:
                    self._prediction = None
                    return lambda: self._predict(predictor, prediction)
                if model := self._switching:
                    self._switching = None
                    return partial(self._switch, predictor, model)
                if job := self._inspections.place.job(predictor, self._answer):
                    return job
                if measurement := self._measurement:
                    self._measurement = None
                    self._measuring = Measuring.begun(measurement, predictor)
                if (measuring := self._measuring) and not self._closing:
                    return lambda: self._measure_part(measuring)
                if self._is_overdue:
                    return self._storing(predictor)
                if self._forgetting:
                    word = self._forgetting.popleft()
                    return lambda: self._forget(predictor, word)
                if self._learning and self._may_learn:
                    match self._learning.popleft():
                        case Name(before, origin):
                            return partial(predictor.name, before, origin)
                        case Counted(figures):
                            return partial(self._count, predictor, figures)
                        case (text, origin, typed):
                            return partial(self._learn, predictor, text, origin, typed)
                if self._errands and self._may_learn:
                    errand = self._errands.popleft()
                    return partial(self._run_errand, predictor, errand)
                if self._closing:
                    return None
                if job := self._inspections.word.job(predictor, self._answer):
                    return job
                if self._refreshing:
                    self._refreshing, newer, self._newer = False, self._newer, None
                    return partial(self._refresh, predictor, newer)
                if self._kernels_ready:
                    self._kernels_ready = False
                    return predictor.accelerate
                if job := self._inspections.slips.job(predictor, self._answer):
                    return job
                if self._adapting and self._learning_on:
                    return partial(self._adapt, predictor)
                if not self._news.wait(self._patience):
                    return self._storing(predictor)

    @property
    def _patience(self) -> float | None:
        """Seconds of nothing to do after which there is something to store."""
        if self._unstored_since is not None:
            return self._idle_seconds
        return self._keep_seconds if self._unkept else None

    @property
    def _is_overdue(self) -> bool:
        """Whether what was learned has waited so long that work does not count any more."""
        since = self._unstored_since
        return since is not None and time.monotonic() - since >= self._store_seconds

    def _has_unstored(self) -> None:
        if self._unstored_since is None:
            self._unstored_since = time.monotonic()

    def _storing(self, predictor: PredictorLike) -> Callable[[], None]:
        """What was learned first, and after some more time what was adapted to it.

        Nothing waits any more before it is stored: a failure is reported once, not every second.
        """
        if self._unstored_since is not None:
            self._unstored_since = None
            return partial(self._store, predictor)
        self._unkept = False
        self._adapting = (
            True  # another editor's weights may have been taken over, and steps wait to be done on them
        )
        return partial(predictor.store, take_over=False)

    def _predict(self, predictor: PredictorLike, request: Prediction) -> None:
        started = time.perf_counter()
        phrases = Phrasing.COMMAS if self.phrases else Phrasing.NOTHING
        found = predictor.suggest(request.before, request.n + 1 + len(request.passed), phrases=phrases)
        suggestions = arranged(found, request.n, request.passed)
        milliseconds = (time.perf_counter() - started) * 1000
        self._answer(Suggested(request.generation, len(request.before), suggestions, milliseconds))

    def _measure_part(self, measuring: Measuring) -> None:
        """A few words at a time, so that a prediction never waits for a long sentence."""
        try:
            measuring.words += next(measuring.parts)
        except StopIteration:
            self._measuring = None
            self._answer(Measured(measuring.request.generation, measuring.request.offset, measuring.words))
        except Exception:
            self._measuring = None
            raise

    def _learn(self, predictor: PredictorLike, text: str, origin: str, typed: float) -> None:
        first, *rest = slices(text)
        if rest:  # the rest goes back to the head of the queue, so that predictions come in between
            with self._news:
                self._learning.extendleft((part, origin, typed) for part in reversed(rest))
        words = predictor.learn(first, origin=origin, typed=typed)
        self._has_unstored()
        self._unkept = self._adapting = True
        self._learned_since += words
        self._answer(Learned(words, predictor.learned_in_session))

    def _count(self, predictor: PredictorLike, figures: Figures) -> None:
        predictor.count(figures)
        self._has_unstored()

    def _run_errand(self, predictor: PredictorLike, errand: Errand) -> None:
        reply = errand(predictor)
        if isinstance(reply, TakenBack | Learned):
            self._has_unstored()
        self._answer(reply)
        self._tell_of_model(predictor)  # forgetting may have dropped a network

    def _adapt(self, predictor: PredictorLike) -> None:
        """One step, so that a prediction never waits for more; an error ends it until something is learned."""
        self._adapting = False
        self._adapting = predictor.adapt()

    def _forget(self, predictor: PredictorLike, word: str) -> None:
        predictor.forget(word=word)
        self._inspections.again()
        self._has_unstored()
        self._tell_of_model(predictor)

    def _switch(self, predictor: PredictorLike, model: str) -> None:
        """Ask for another model; the measurement under way belongs to the one before, and begins anew."""
        try:
            predictor.switch(model)
        except TypeaheadError as error:
            self._tell_of_model(predictor, str(error))
            return
        self._measuring = self._measuring and Measuring.begun(self._measuring.request, predictor)
        self._inspections.again()
        self._adapting = True
        self._tell_of_model(predictor)

    def _tell_of_model(self, predictor: PredictorLike, problem: str = "") -> None:
        """Say which model answers and which there are, where that is news."""
        now = predictor.model_name, tuple(predictor.models)
        if problem or now != self._told:
            self._told = now
            self._answer(Switched(now[0], predictor.model, now[1], problem))

    def _store(self, predictor: PredictorLike) -> None:
        """Write what was learned; when it is much, or another program changed the profile, see to a newer model."""
        predictor.store(take_over=False, adapted=False)
        if self._learned_since >= self._recount_after and not self._refreshing:
            self._learned_since = 0
            self._look_for_newer(self._reread)
        elif predictor.outdated and not self._refreshing:
            self._look_for_newer(None)

    def _refresh(self, predictor: PredictorLike, newer: Any) -> None:
        self._answer(Refreshed(predictor.refresh(newer) or "", looked=True))
        self._tell_of_model(predictor)

    def _answer(self, reply: Reply) -> None:
        """Hand over a reply; whoever listens may be gone already, which is no reason to stop."""
        try:
            self._reply(reply)
        except Exception as error:
            if not self._closing:
                threading.excepthook(
                    threading.ExceptHookArgs((type(error), error, error.__traceback__, self._thread))
                )
