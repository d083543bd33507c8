"""Looking into the models by the service: in pieces, the latest request only, and never before a suggestion."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.editor.fakes import FakePredictor
from tests.prediction.test_service import Inbox
from typeahead.prediction.inspection import Inspection
from typeahead.prediction.replies import Failed, Inspected, Opened, Suggested, Traced
from typeahead.prediction.requests import Inspect, Trace
from typeahead.prediction.service import PredictionService
from typeahead.profile.finding import Places


@pytest.fixture
def fake() -> FakePredictor:
    return FakePredictor()


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def service(fake: FakePredictor, inbox: Inbox) -> Iterator[PredictionService]:
    service = PredictionService(lambda: fake, inbox)
    service.start()
    inbox.wait_for(Opened)
    yield service
    fake.may_inspect.set()
    fake.may_answer.set()
    assert service.close()


def busy(service: PredictionService, fake: FakePredictor) -> None:
    """Let the thread wait inside a suggestion, so that what comes now waits together."""
    fake.may_answer.clear()
    service.predict(1, "The ", 3)
    while not fake.asked:
        time.sleep(0.001)


def test_answers_with_the_generation(service: PredictionService, inbox: Inbox) -> None:
    service.look_into(Inspect(7, "opened their "))
    (found,) = inbox.wait_for(Inspected)
    assert isinstance(found, Inspected)
    assert (found.generation, found.inspection.words) == (7, ("opened", "their"))
    service.look_into(Trace(7, "opened their ", "books"))
    assert inbox.wait_for(Traced) == [Traced(7, "books", Places((), 3))]


def test_the_latest_place_wins_and_words_of_the_one_before_are_not_wanted(
    service: PredictionService, fake: FakePredictor, inbox: Inbox
) -> None:
    busy(service, fake)
    service.look_into(Inspect(1, "a "))
    service.look_into(Trace(1, "a ", "books"))
    service.look_into(Inspect(2, "the "))
    fake.may_answer.set()
    inbox.wait_for(Inspected)
    service.look_into(Trace(2, "the ", "door"))
    inbox.wait_for(Traced)
    assert (fake.inspected, fake.traced) == (["the "], [("the ", "door")])


def test_suggestions_come_between_the_pieces(
    service: PredictionService, fake: FakePredictor, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    pieces = []

    def trace(before: str, word: str) -> Iterator[Places | None]:
        for number in range(5):
            pieces.append(number)
            if number == 1:  # a key is pressed while it searches
                service.predict(9, "the ", 1)
            yield None
        order.append(len(inbox.replies))
        yield Places((), 1)

    order: list[int] = []
    monkeypatch.setattr(fake, "trace", trace)
    service.look_into(Trace(1, "the ", "books"))
    inbox.wait_for(Traced)
    kinds = [type(reply) for reply in inbox.replies]
    assert kinds == [Opened, Suggested, Traced]
    assert (pieces, order) == ([0, 1, 2, 3, 4], [2]), "the answer came before the search was done"


def test_a_place_is_begun_again_where_the_models_change(
    service: PredictionService, fake: FakePredictor, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    inspect = fake.inspect

    def slow(before: str) -> Iterator[Inspection | None]:
        asked.append(fake.model)
        if len(asked) == 1:
            service.switch("lstm")
            yield None
        yield from inspect(before)

    monkeypatch.setattr(fake, "inspect", slow)
    service.look_into(Inspect(1, "the "))
    inbox.wait_for(Inspected)
    assert asked == ["mixture", "lstm"]


def test_an_error_ends_it_and_the_thread_goes_on(
    service: PredictionService, fake: FakePredictor, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(before: str) -> Iterator[Inspection | None]:
        yield None
        raise ZeroDivisionError("a mean of nothing")

    monkeypatch.setattr(fake, "inspect", fail)
    service.look_into(Inspect(1, "the "))
    assert inbox.wait_for(Failed) == [Failed("prediction failed: a mean of nothing")]
    service.predict(2, "The ", 1)
    inbox.wait_for(Suggested)
    assert len(inbox.wait_for(Failed)) == 1


def test_closing_does_not_wait_for_a_search(fake: FakePredictor, inbox: Inbox) -> None:
    def endless(before: str, word: str) -> Iterator[Places | None]:
        while True:
            fake.traced.append((before, word))
            yield None

    fake.trace = endless  # type: ignore[method-assign]
    service = PredictionService(lambda: fake, inbox)
    service.start()
    service.look_into(Trace(1, "the ", "books"))
    while not fake.traced:
        time.sleep(0.001)
    assert service.close()
    assert fake.closed
