"""What is asked of the prediction service: requests wait here, put down by any thread."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Sequence

from typeahead.prediction.errands import Errand
from typeahead.prediction.inspections import Inspections
from typeahead.prediction.requests import Counted, Doubt, Inspect, Measurement, Name, Prediction, Trace
from typeahead.profile.days import Figures


class Asks:
    """Requests that wait for a service's thread; every method returns at once.

    Attributes:
        phrases: whether a suggestion may be several words, for what is asked from now on.
    """

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._prediction: Prediction | None = None
        self._measurement: Measurement | None = None
        self._inspections = Inspections()
        self._switching: str | None = None
        self._forgetting: deque[str] = deque()
        self._learning: deque[tuple[str, str, float] | Name | Counted] = deque()
        self._errands: deque[Errand] = deque()
        self._learning_on = True
        self._held = False
        self._closing = False
        self.phrases = True

    def predict(self, generation: int, before: str, n: int, passed: Sequence[str] = ()) -> None:
        """Ask for suggestions; a request that hasn't been answered yet is dropped for this one."""
        with self._news:
            self._prediction = Prediction(generation, before, n, passed)
            self._news.notify()

    def measure(self, generation: int, text: str, offset: int) -> None:
        """Ask how surprising a stretch of text is; the latest request wins."""
        with self._news:
            self._measurement = Measurement(generation, text, offset)
            self._news.notify()

    def look_into(self, request: Inspect | Trace | Doubt) -> None:
        """Ask what may come at a place, where a word of it stands, or for slips; the latest of each kind wins."""
        with self._news:
            self._inspections.put(request)
            self._news.notify()

    def learn(self, text: str, origin: str, typed: float | None = None) -> None:
        """Learn a text, sentence by sentence, that was typed now or then; nothing happens while learning is off."""
        with self._news:
            if self._learning_on and not self._closing:
                self._learning.append((text, origin, time.time() if typed is None else typed))
                self._news.notify()

    def hold(self, held: bool) -> None:
        """Learn nothing for now, as what is to be learned is measured first; or go on. Closing learns all of it."""
        with self._news:
            self._held = held
            self._news.notify()

    @property
    def _may_learn(self) -> bool:
        return self._closing or not self._held

    def name(self, before: str, origin: str) -> None:
        """A text was given a name: what was learned under `before` belongs to that file."""
        with self._news:
            self._learning.append(Name(before, origin))
            self._news.notify()

    def count(self, figures: Figures) -> None:
        """Keys were pressed and suggestions taken, whether anything is learned of it or not."""
        with self._news:
            self._learning.append(Counted(figures))
            self._news.notify()

    def set_learning(self, on: bool) -> None:
        """Turn learning on or off for what comes; what was given before is still learned, if not adapted to."""
        with self._news:
            self._learning_on = on
            self._news.notify()

    def forget(self, word: str) -> None:
        """Forget a word for good."""
        with self._news:
            self._forgetting.append(word)
            self._news.notify()

    def ask(self, errand: Errand) -> None:
        """Do a small thing with the models (see `errands`), once all is learned that was given before."""
        with self._news:
            self._errands.append(errand)
            self._news.notify()

    def switch(self, model: str) -> None:
        """Suggest from another model; answered by `Switched`, whether it could be had or not."""
        with self._news:
            self._switching = model
            self._news.notify()
