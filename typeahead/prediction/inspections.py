"""What is waiting to be looked into: one place, and where one word comes from; both in small pieces of work."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Generic, TypeVar

from typeahead.prediction.asked import PredictorLike
from typeahead.prediction.replies import Doubted, Inspected, Reply, Traced
from typeahead.prediction.requests import Doubt, Inspect, Trace

Job = Callable[[], None]
Request = TypeVar("Request")


class _Begun(Generic[Request]):
    """A request, and what is left of its pieces once it was begun."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.pieces: Iterator[Reply | None] | None = None


class Pieces(Generic[Request]):
    """One request that is answered in pieces; the latest one wins, also over one at work in another thread.

    Args:
        begin: the pieces of a request, each a job that says whether it was the last.
    """

    def __init__(self, begin: Callable[[PredictorLike, Request], Iterator[Reply | None]]) -> None:
        self._begin = begin
        self._wanted: _Begun[Request] | None = None
        self._changing = threading.Lock()

    def put(self, request: Request | None) -> None:
        """Take a request, or None to want nothing any more."""
        with self._changing:
            self._wanted = None if request is None else _Begun(request)

    def again(self) -> None:
        """Begin the same request anew."""
        with self._changing:
            if self._wanted is not None:
                self._wanted = _Begun(self._wanted.request)

    def job(self, predictor: PredictorLike, answer: Callable[[Reply], None]) -> Job | None:
        """The next piece of work, if there is any."""
        if self._wanted is None:
            return None
        return partial(self._work, self._wanted, predictor, answer)

    def _work(
        self, wanted: _Begun[Request], predictor: PredictorLike, answer: Callable[[Reply], None]
    ) -> None:
        done = True
        try:
            if wanted.pieces is None:
                wanted.pieces = self._begin(predictor, wanted.request)
            reply = next(wanted.pieces)
            done = reply is not None
            if reply is not None:
                answer(reply)
        finally:
            with self._changing:
                if done and self._wanted is wanted:  # else another one was put meanwhile
                    self._wanted = None


class Inspections:
    """The part of the service that looks into the models; put and asked under the service's lock."""

    def __init__(self) -> None:
        self.place = Pieces[Inspect](_inspect)
        self.word = Pieces[Trace](_trace)
        self.slips = Pieces[Doubt](_doubt)

    def put(self, request: Inspect | Trace | Doubt) -> None:
        """Take a request; with another place, where a word of the one before comes from is not wanted any more."""
        if isinstance(request, Doubt):
            self.slips.put(request)
        elif isinstance(request, Inspect):
            self.place.put(request)
            self.word.put(None)
        else:
            self.word.put(request)

    def again(self) -> None:
        """The texts and models have changed: what was found so far is worth nothing."""
        self.place.again()
        self.word.again()
        self.slips.again()


def _inspect(predictor: PredictorLike, request: Inspect) -> Iterator[Reply | None]:
    for found in predictor.inspect(request.before):
        yield None if found is None else Inspected(request.generation, found)


def _trace(predictor: PredictorLike, request: Trace) -> Iterator[Reply | None]:
    for found in predictor.trace(request.before, request.word):
        yield None if found is None else Traced(request.generation, request.word, found)


def _doubt(predictor: PredictorLike, request: Doubt) -> Iterator[Reply | None]:
    found = []
    for slip in predictor.correct(request.text, request.within, patiently=True):
        if slip is not None:
            found.append(slip)
        yield None
    yield Doubted(request.generation, found)
