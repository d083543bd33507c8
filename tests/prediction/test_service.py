"""The thread that owns the models: what is done first, learned, stored, and told where it fails."""

from __future__ import annotations

import threading
import time

import pytest

from tests.editor.fakes import FakePredictor
from tests.prediction.inbox import Inbox
from typeahead.errors import ProfileDamaged
from typeahead.prediction.replies import (
    Failed,
    Learned,
    Measured,
    Opened,
    Refreshed,
    Reply,
    Suggested,
)
from typeahead.prediction.service import PredictionService


def test_opens_in_its_own_thread(inbox: Inbox) -> None:
    opened_in: list[threading.Thread] = []

    def open_predictor() -> FakePredictor:
        opened_in.append(threading.current_thread())
        return FakePredictor()

    service = PredictionService(open_predictor, inbox)
    service.start()
    (opened,) = inbox.wait_for(Opened)
    assert opened == Opened(
        "ngram", "default", FakePredictor.vocabulary_size, model="mixture", models=FakePredictor.models
    )
    assert opened_in[0] is not threading.current_thread()
    assert opened_in[0].daemon
    assert service.close()


def test_answers_with_the_generation_it_was_asked_for(service: PredictionService, inbox: Inbox) -> None:
    service.predict(7, "The ", 2)
    (reply,) = inbox.wait_for(Suggested)
    assert isinstance(reply, Suggested)
    assert (reply.generation, reply.before_length) == (7, 4)
    assert [s.completion for s in reply.suggestions] == ["students", "books"]
    assert reply.milliseconds >= 0


def test_drops_questions_that_a_newer_one_has_overtaken(
    service: PredictionService, fake: FakePredictor, inbox: Inbox
) -> None:
    fake.may_answer.clear()
    service.predict(1, "The ", 3)
    while not fake.asked:  # the first is being worked on: it can't be dropped any more
        time.sleep(0.001)
    for generation in range(2, 20):
        service.predict(generation, "The " + "s" * generation, 3)
    fake.may_answer.set()
    inbox.wait(lambda replies: any(isinstance(r, Suggested) and r.generation == 19 for r in replies))
    assert [r.generation for r in inbox.replies if isinstance(r, Suggested)] == [1, 19]


def test_predictions_come_before_measuring_and_learning(
    service: PredictionService, fake: FakePredictor, inbox: Inbox
) -> None:
    fake.may_answer.clear()
    service.predict(1, "The ", 3)
    while not fake.asked:
        time.sleep(0.001)
    service.learn("One sentence.", "a.md")
    service.measure(5, "Some text", 3)
    service.predict(2, "The ", 3)
    fake.may_answer.set()
    inbox.wait_for(Learned)
    kinds = [type(reply) for reply in inbox.replies]
    assert kinds == [Opened, Suggested, Suggested, Measured, Learned]
    measured = inbox.wait_for(Measured)[0]
    assert isinstance(measured, Measured)
    assert (measured.generation, measured.offset, len(measured.words)) == (5, 3, 2)


def test_what_waits_to_be_learned_is_of_the_moment_it_was_typed(
    service: PredictionService, fake: FakePredictor, inbox: Inbox
) -> None:
    """A file that is saved while it waits has it: of a later moment it would count beside that file's text."""
    fake.may_answer.clear()
    service.predict(1, "The ", 3)
    while not fake.asked:
        time.sleep(0.001)
    service.learn("One sentence. " * 50, "a.md")
    given = time.time()
    service.learn("Another.", "a.md", 1e9)
    time.sleep(0.01)
    fake.may_answer.set()
    inbox.wait_for(Learned, 51)
    *first, last = fake.typed
    assert len(set(first)) == 1
    assert first[0] is not None
    assert first[0] <= given
    assert last == 1e9


def test_learns_in_order_and_a_long_text_sentence_by_sentence(
    service: PredictionService, fake: FakePredictor, inbox: Inbox
) -> None:
    sentences = [f"This is sentence number {n} of a text that someone has pasted. " for n in range(20)]
    service.learn("".join(sentences), "a.md")
    service.learn("And the last one.", "b.md")
    inbox.wait_for(Learned, 21)
    assert [text.strip() for text, _ in fake.learned] == [
        *(s.strip() for s in sentences),
        "And the last one.",
    ]
    assert [origin for _, origin in fake.learned] == ["a.md"] * 20 + ["b.md"]
    assert inbox.wait_for(Learned)[-1] == Learned(4, fake.learned_in_session)


def test_learns_nothing_while_learning_is_off(
    service: PredictionService, fake: FakePredictor, inbox: Inbox
) -> None:
    service.set_learning(False)
    service.learn("A secret.", "a.md")
    service.set_learning(True)
    service.learn("Not a secret.", "a.md")
    inbox.wait_for(Learned)
    assert fake.learned == [("Not a secret.", "a.md")]


def test_teaches_nothing_to_a_model_that_does_not_learn(inbox: Inbox, fake: FakePredictor) -> None:
    fake.learnable = False
    service = PredictionService(lambda: fake, inbox)
    service.learn("Written before the model was open.", "a.md")
    service.start()
    assert inbox.wait_for(Opened) == [
        Opened("ngram", "default", fake.vocabulary_size, False, "mixture", FakePredictor.models)
    ]
    service.learn("And after it was.", "a.md")
    service.predict(1, "The ", 3)
    inbox.wait_for(Suggested)
    assert service.close()
    assert fake.learned == []
    assert [type(reply) for reply in inbox.replies] == [Opened, Suggested]


def test_stores_when_idle_and_not_without_need(
    service: PredictionService, fake: FakePredictor, inbox: Inbox
) -> None:
    service.predict(1, "The ", 3)
    inbox.wait_for(Suggested)
    time.sleep(0.15)
    assert fake.stored == 0
    service.learn("A sentence.", "a.md")
    deadline = time.monotonic() + 10
    while not fake.stored and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(0.15)
    assert fake.stored == 1


def test_what_was_learned_is_stored_while_much_waits_to_be_learned(inbox: Inbox, fake: FakePredictor) -> None:
    service = PredictionService(lambda: fake, inbox, idle_seconds=60, store_seconds=0.05)
    seen = []
    fake.store = lambda **_: seen.append(len(fake.learned))
    learn, fake.learn = fake.learn, lambda *args, **options: (time.sleep(0.002), learn(*args, **options))[1]
    for n in range(400):
        service.learn(f"Sentence {n}.", "a.md")
    service.start()
    inbox.wait_for(Learned, 400)
    service.close()
    assert seen[0] < 200, seen
    assert len(seen) > 3, seen


def test_close_learns_what_waits_and_stores_it(inbox: Inbox, fake: FakePredictor) -> None:
    service = PredictionService(lambda: fake, inbox, idle_seconds=60)
    service.start()
    for n in range(5):
        service.learn(f"Sentence {n}.", "a.md")
    assert service.close()
    assert len(fake.learned) == 5
    assert (fake.stored, fake.closed) == (1, True)
    service.learn("Too late.", "a.md")
    service.predict(1, "The ", 3)
    assert service.close(), "closing twice does no harm"
    assert len(fake.learned) == 5


def test_close_waits_no_longer_than_told(inbox: Inbox, fake: FakePredictor) -> None:
    service = PredictionService(lambda: fake, inbox)
    service.start()
    fake.may_answer.clear()
    service.predict(1, "The ", 3)
    while not fake.asked:
        time.sleep(0.001)
    started = time.monotonic()
    assert not service.close(timeout=0.1)
    assert time.monotonic() - started < 5
    fake.may_answer.set()
    assert service.close()


def test_an_error_is_reported_and_the_thread_goes_on(
    service: PredictionService, fake: FakePredictor, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(text: str) -> None:
        raise ZeroDivisionError("a mean of\nnothing")

    monkeypatch.setattr(fake, "surprise", fail)
    service.measure(1, "text", 0)
    failed = inbox.wait_for(Failed)
    assert failed == [Failed("prediction failed: a mean of nothing")]
    assert not any(each.for_good for each in failed)
    service.predict(2, "The ", 1)
    inbox.wait_for(Suggested)


def test_a_store_that_fails_is_reported_once(
    service: PredictionService, fake: FakePredictor, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(fake, "store", fail)
    service.learn("A sentence.", "a.md")
    inbox.wait_for(Failed)
    time.sleep(0.2)
    assert len([r for r in inbox.replies if isinstance(r, Failed)]) == 1


def test_models_that_do_not_open_are_reported_in_their_own_words(inbox: Inbox) -> None:
    def open_predictor() -> FakePredictor:
        raise ProfileDamaged("profile 'default' is damaged: run typeahead train again.")

    service = PredictionService(open_predictor, inbox)
    service.start()
    (failed,) = inbox.wait_for(Failed)
    assert [failed] == [Failed("profile 'default' is damaged: run typeahead train again.")]
    assert isinstance(failed, Failed)
    assert failed.for_good
    service.predict(1, "The ", 3)
    service.learn("A sentence.", "a.md")
    assert service.close()


def test_a_listener_that_fails_does_not_stop_the_service(fake: FakePredictor, inbox: Inbox) -> None:
    def reply(news: Reply) -> None:
        inbox(news)
        if isinstance(news, Opened):
            raise RuntimeError("gone")

    seen: list[object] = []
    threading.excepthook, old = seen.append, threading.excepthook
    try:
        service = PredictionService(lambda: fake, reply)
        service.start()
        service.predict(1, "The ", 3)
        inbox.wait_for(Suggested)
        assert service.close()
    finally:
        threading.excepthook = old
    assert len(seen) == 1


def test_forgets_and_reads_changed_notes_again(
    service: PredictionService, fake: FakePredictor, inbox: Inbox
) -> None:
    service.forget("typo")
    service.refresh()
    assert inbox.wait_for(Refreshed) == [Refreshed("", looked=True)]
    assert (fake.forgotten, fake.refreshed) == (["typo"], 1)


def test_waits_without_spending_time(service: PredictionService, inbox: Inbox) -> None:
    service.predict(1, "The ", 3)
    inbox.wait_for(Suggested)
    before = time.process_time()
    time.sleep(0.5)
    assert time.process_time() - before < 0.1
