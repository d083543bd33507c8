"""Adapting in the service: in its thread, a step at a time, behind all that a person waits for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tests.editor.fakes import FakePredictor
from tests.prediction.inbox import Inbox
from typeahead.errors import StorageFailed
from typeahead.prediction.replies import Failed, Learned, Opened, Suggested
from typeahead.prediction.service import PredictionService


class Adapting(FakePredictor):
    """Takes three steps for each sentence learned, and remembers in which order things were done."""

    def __init__(self) -> None:
        super().__init__()
        self.left = 0
        self.done: list[str] = []
        self.threads: set[threading.Thread] = set()
        self.step_may_end = threading.Event()
        self.step_may_end.set()
        self.adapted_stored = 0
        self.fails = False

    def suggest(self, before: str, n: int = 3, **options: object) -> list:
        self.done.append("suggest")
        return super().suggest(before, n)

    def learn(self, text: str, origin: str = "", *, typed: float | None = None) -> int:
        self.done.append("learn")
        self.left += 3
        return super().learn(text, origin)

    def adapt(self) -> bool:
        self.threads.add(threading.current_thread())
        if not self.left:
            return False
        self.done.append("adapt")
        self.step_may_end.wait(10)
        self.left -= 1
        return self.left > 0

    def store(self, *, take_over: bool = True, adapted: bool = True) -> None:
        if adapted and self.fails:
            raise StorageFailed("can't write the lstm; make room")
        self.adapted_stored += adapted
        super().store(take_over=take_over)


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.001)


@contextmanager
def serving(fake: Adapting, inbox: Inbox, **options: float) -> Iterator[PredictionService]:
    service = PredictionService(lambda: fake, inbox, **{"idle_seconds": 0.02, **options})
    service.start()
    inbox.wait_for(Opened)
    yield service
    fake.may_answer.set()
    fake.step_may_end.set()
    assert service.close()


def test_it_adapts_in_its_own_thread_when_all_else_is_done() -> None:
    fake, inbox = Adapting(), Inbox()
    fake.may_answer.clear()
    with serving(fake, inbox) as service:
        service.predict(1, "The ", 3)
        until(lambda: fake.done)
        service.learn("One sentence.", "a.md")
        service.learn("Another sentence.", "a.md")
        service.predict(2, "The s", 3)
        fake.may_answer.set()
        until(lambda: fake.left == 0 and len(fake.done) >= 10)
        assert fake.done == ["suggest", "suggest", "learn", "learn", *["adapt"] * 6]
        assert fake.threads == {service._thread}


def test_a_prediction_waits_for_one_step_at_most() -> None:
    fake, inbox = Adapting(), Inbox()
    fake.step_may_end.clear()
    with serving(fake, inbox) as service:
        service.learn("One sentence.", "a.md")
        until(lambda: "adapt" in fake.done)
        service.predict(1, "The ", 3)
        service.learn("Another sentence.", "a.md")
        fake.step_may_end.set()
        inbox.wait_for(Suggested)
        until(lambda: fake.left == 0)
        assert fake.done[:4] == ["learn", "adapt", "suggest", "learn"]


def test_it_does_not_adapt_while_learning_is_paused() -> None:
    fake, inbox = Adapting(), Inbox()
    fake.step_may_end.clear()
    with serving(fake, inbox, keep_seconds=0.02) as service:
        service.learn("One sentence.", "a.md")
        until(lambda: "adapt" in fake.done)
        service.set_learning(False)
        service.learn("Not this one.", "a.md")
        fake.step_may_end.set()
        until(lambda: fake.adapted_stored)
        assert (fake.left, fake.done) == (2, ["learn", "adapt"])
        service.set_learning(True)
        until(lambda: fake.left == 0)
        assert fake.learned == [("One sentence.", "a.md")]


def test_what_was_left_over_is_adapted_to_at_the_start() -> None:
    fake, inbox = Adapting(), Inbox()
    fake.left = 2
    with serving(fake, inbox):
        until(lambda: fake.left == 0)


def test_the_text_is_stored_soon_and_the_weights_after_a_while() -> None:
    fake, inbox = Adapting(), Inbox()
    with serving(fake, inbox, keep_seconds=60) as service:
        service.learn("One sentence.", "a.md")
        until(lambda: fake.stored)
        assert (fake.left, fake.adapted_stored) == (0, 0)
    fake, inbox = Adapting(), Inbox()
    with serving(fake, inbox, keep_seconds=0.02) as service:
        service.learn("One sentence.", "a.md")
        until(lambda: fake.adapted_stored)
        time.sleep(0.1)
        assert (fake.stored, fake.adapted_stored) == (2, 1)


def test_weights_that_cannot_be_stored_are_said_once() -> None:
    fake, inbox = Adapting(), Inbox()
    fake.fails = True
    with serving(fake, inbox, keep_seconds=0.02) as service:
        service.learn("One sentence.", "a.md")
        inbox.wait_for(Failed)
        time.sleep(0.1)
        assert [reply.message for reply in inbox.wait_for(Failed)] == ["can't write the lstm; make room"]
        service.learn("Another sentence.", "a.md")
        inbox.wait_for(Learned, 2)
