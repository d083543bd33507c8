"""The one thread that owns the models, so that typing never waits for them.

Requests come in from any thread and are answered through one callback, called in the service's thread. What a
person waits for goes first: predictions, then surprise, then forgetting and learning (one sentence at a time,
so that a prediction never waits longer), then taking over a newer model; storing when all is done.
"""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

from typeahead.errors import TypeaheadError
from typeahead.prediction.replies import Failed, Learned, Measured, Opened, Refreshed, Reply, Suggested
from typeahead.prediction.suggestion import Suggestion, WordSurprise

IDLE_SECONDS = 1.0  # of nothing to do, after which what was learned is stored
CLOSE_SECONDS = 5.0  # that close() waits for the thread at most
_LONGEST_SLICE = 400  # characters, about 80 words: what is longer is learned sentence by sentence


class PredictorLike(Protocol):
    """What the service asks of a predictor."""

    @property
    def model_name(self) -> str: ...  # noqa: D102
    @property
    def profile_name(self) -> str: ...  # noqa: D102
    @property
    def vocabulary_size(self) -> int: ...  # noqa: D102
    @property
    def learnable(self) -> bool: ...  # noqa: D102
    @property
    def learned_in_session(self) -> int: ...  # noqa: D102
    def suggest(  # noqa: D102
        self, before: str, n: int = 3, *, exclude: Sequence[str] = (), phrases: bool = True
    ) -> list[Suggestion]: ...
    @property
    def notices(self) -> list[str]: ...  # noqa: D102
    def surprise_parts(self, text: str) -> Iterator[list[WordSurprise]]: ...  # noqa: D102
    def learn(self, text: str, origin: str = "") -> int: ...  # noqa: D102
    def name(self, before: str, origin: str) -> None: ...  # noqa: D102
    def forget(self, word: str | None = None) -> object: ...  # noqa: D102
    def refresh(self) -> str | None: ...  # noqa: D102
    def store(self) -> None: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class _Prediction:
    generation: int
    before: str
    n: int
    exclude: Sequence[str]


@dataclass(frozen=True, slots=True)
class _Measurement:
    generation: int
    text: str
    offset: int


@dataclass(frozen=True, slots=True)
class _Name:
    """A text without a name got one."""

    before: str
    origin: str


@dataclass(slots=True)
class _Measuring:
    """A measurement under way: the sentences to come, and the words so far."""

    request: _Measurement
    sentences: Iterator[list[WordSurprise]]
    words: list[WordSurprise]


class PredictionService:
    """Owns a predictor in a thread of its own; every method returns at once."""

    def __init__(
        self,
        open_predictor: Callable[[], PredictorLike],
        reply: Callable[[Reply], None],
        *,
        reread: Callable[[], object] | None = None,
        idle_seconds: float = IDLE_SECONDS,
    ) -> None:
        """Prepare a service.

        Args:
            open_predictor: called in the service's thread.
            reply: called in the service's thread with each answer.
            reread: reads changed notes again, in another process; called in a thread of its own.
            idle_seconds: of nothing to do, after which what was learned is stored.
        """
        self._reread = reread
        self._open_predictor = open_predictor
        self._reply = reply
        self._idle_seconds = idle_seconds
        self._news = threading.Condition()
        self._prediction: _Prediction | None = None
        self._measurement: _Measurement | None = None
        self._measuring: _Measuring | None = None
        self._forgetting: deque[str] = deque()
        self._learning: deque[tuple[str, str] | _Name] = deque()
        self._refreshing = False
        self._learning_on = True
        self._closing = False
        self._unstored = False
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

    def predict(self, generation: int, before: str, n: int, exclude: Sequence[str] = ()) -> None:
        """Ask for suggestions; a request that hasn't been answered yet is dropped for this one."""
        with self._news:
            self._prediction = _Prediction(generation, before, n, exclude)
            self._news.notify()

    def measure(self, generation: int, text: str, offset: int) -> None:
        """Ask how surprising a stretch of text is; the latest request wins."""
        with self._news:
            self._measurement = _Measurement(generation, text, offset)
            self._news.notify()

    def learn(self, text: str, origin: str) -> None:
        """Learn a text, sentence by sentence; nothing happens while learning is off."""
        with self._news:
            if self._learning_on and not self._closing:
                self._learning.append((text, origin))
                self._news.notify()

    def name(self, before: str, origin: str) -> None:
        """A text was given a name: what was learned under `before` belongs to that file."""
        with self._news:
            self._learning.append(_Name(before, origin))
            self._news.notify()

    def set_learning(self, on: bool) -> None:
        """Turn learning on or off for what comes; what was given before is still learned."""
        with self._news:
            self._learning_on = on

    def forget(self, word: str) -> None:
        """Forget a word for good."""
        with self._news:
            self._forgetting.append(word)
            self._news.notify()

    def refresh(self) -> None:
        """Read changed notes again, apart from all that goes on here, and take over the new model when it is there."""
        threading.Thread(target=self._read_again, name="rereading", daemon=True).start()

    def _read_again(self) -> None:
        if self._reread is not None:
            self._reread()
        with self._news:
            self._refreshing = not self._closing
            self._news.notify()

    # What follows runs in the service's thread alone.

    def _run(self) -> None:
        try:
            predictor = self._open_predictor()
            opened = Opened(
                predictor.model_name, predictor.profile_name, predictor.vocabulary_size, predictor.learnable
            )
            if not predictor.learnable:
                with self._news:
                    self._learning_on = False
                    self._learning.clear()  # what was written before anyone knew
        except Exception as error:
            self._answer(Failed(_explain(error, "no suggestions")))
            return
        self._answer(opened)
        for notice in predictor.notices:
            self._answer(Refreshed(notice))
        while (job := self._next_job(predictor)) is not None:
            try:
                job()
            except Exception as error:
                self._answer(Failed(_explain(error, "prediction failed")))
        for last in (predictor.store if self._unstored else None, predictor.close):
            try:
                if last is not None:
                    last()
            except Exception as error:
                self._answer(Failed(_explain(error, "what was learned could not be stored")))

    def _next_job(self, predictor: PredictorLike) -> Callable[[], None] | None:
        """The most urgent piece of work; waits for one, and returns None when it is time to end."""
        with self._news:
            while True:
                if prediction := self._prediction:
                    self._prediction = None
                    return lambda: self._predict(predictor, prediction)
                if measurement := self._measurement:
                    self._measurement = None
                    self._measuring = _Measuring(measurement, predictor.surprise_parts(measurement.text), [])
                if (measuring := self._measuring) and not self._closing:
                    return lambda: self._measure_sentence(measuring)
                if self._forgetting:
                    word = self._forgetting.popleft()
                    return lambda: self._forget(predictor, word)
                if self._learning:
                    match self._learning.popleft():
                        case _Name(before, origin):
                            return partial(predictor.name, before, origin)
                        case (text, origin):
                            return partial(self._learn, predictor, text, origin)
                if self._closing:
                    return None
                if self._refreshing:
                    self._refreshing = False
                    return lambda: self._refresh(predictor)
                if not self._news.wait(self._idle_seconds if self._unstored else None):
                    self._unstored = False  # before storing: a failure is reported once, not every second
                    return predictor.store

    def _predict(self, predictor: PredictorLike, request: _Prediction) -> None:
        started = time.perf_counter()
        suggestions = predictor.suggest(request.before, request.n, exclude=request.exclude)
        milliseconds = (time.perf_counter() - started) * 1000
        self._answer(Suggested(request.generation, len(request.before), suggestions, milliseconds))

    def _measure_sentence(self, measuring: _Measuring) -> None:
        """One sentence at a time, so that a prediction never waits for a long text."""
        try:
            measuring.words += next(measuring.sentences)
        except StopIteration:
            self._measuring = None
            self._answer(Measured(measuring.request.generation, measuring.request.offset, measuring.words))
        except Exception:
            self._measuring = None
            raise

    def _learn(self, predictor: PredictorLike, text: str, origin: str) -> None:
        first, *rest = _slices(text)
        if rest:  # the rest goes back to the head of the queue, so that predictions come in between
            with self._news:
                self._learning.extendleft((part, origin) for part in reversed(rest))
        words = predictor.learn(first, origin=origin)
        self._unstored = True
        self._answer(Learned(words, predictor.learned_in_session))

    def _forget(self, predictor: PredictorLike, word: str) -> None:
        predictor.forget(word=word)
        self._unstored = True

    def _refresh(self, predictor: PredictorLike) -> None:
        self._answer(Refreshed(predictor.refresh() or ""))

    def _answer(self, reply: Reply) -> None:
        """Hand over a reply; whoever listens may be gone already, which is no reason to stop."""
        try:
            self._reply(reply)
        except Exception as error:
            if not self._closing:
                threading.excepthook(
                    threading.ExceptHookArgs((type(error), error, error.__traceback__, self._thread))
                )


def _slices(text: str) -> list[str]:
    """The text's sentences one by one, so that learning can be interrupted between them."""
    if len(text) <= _LONGEST_SLICE:
        return [text]
    from typeahead.text.sentences import finished_sentences

    ends = [end for _, end in finished_sentences(text)]
    starts = [0, *ends]
    parts = [text[start:end] for start, end in zip(starts, [*ends, len(text)], strict=True)]
    return [part for part in parts if part.strip()] or [text]


def _explain(error: Exception, what: str) -> str:
    """One line a person can use: our own errors speak for themselves."""
    if isinstance(error, TypeaheadError):
        return str(error)
    detail = re.sub(r"\s+", " ", str(error)).strip()
    return f"{what}: {detail or type(error).__name__}"
