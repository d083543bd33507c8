"""What the thread that owns the models does beside its answers: kernels, counting, other programs' changes, errands."""

from __future__ import annotations

import threading
import time

from tests.editor.fakes import FakePredictor
from tests.prediction.inbox import Inbox
from typeahead.errors import StorageFailed
from typeahead.prediction import errands
from typeahead.prediction.replies import (
    Failed,
    FolderForgotten,
    Folders,
    Learned,
    LeftOut,
    Opened,
    Refreshed,
    Refused,
    Suggested,
    Switched,
)
from typeahead.prediction.service import PredictionService
from typeahead.profile.folders import Folder


def test_kernels_are_loaded_apart_and_then_used(inbox: Inbox, fake: FakePredictor) -> None:
    loaded_in: list[threading.Thread] = []

    def load() -> bool:
        loaded_in.append(threading.current_thread())
        return True

    service = PredictionService(lambda: fake, inbox, kernels=load, kernels_after=0.0)
    service.start()
    inbox.wait_for(Opened)
    deadline = time.monotonic() + 5
    while not fake.accelerated:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert service.close()
    assert loaded_in[0].name == "kernels"


def test_without_kernels_it_goes_on_without_them(inbox: Inbox, fake: FakePredictor) -> None:
    tried = threading.Event()

    def fail() -> bool:
        tried.set()
        return False

    service = PredictionService(lambda: fake, inbox, kernels=fail, kernels_after=0.0)
    service.start()
    assert tried.wait(5)
    service.predict(1, "the ", 3)
    inbox.wait_for(Suggested)
    assert service.close()
    assert fake.accelerated == 0


def test_why_there_are_no_kernels_is_said(inbox: Inbox, fake: FakePredictor) -> None:
    def fail() -> bool:
        raise StorageFailed("no room for them")

    service = PredictionService(lambda: fake, inbox, kernels=fail, kernels_after=0.0)
    service.start()
    assert inbox.wait_for(Failed) == [Failed("no room for them")]
    assert service.close()
    assert fake.accelerated == 0


def test_after_enough_was_learned_it_is_counted_in_the_background(inbox: Inbox, fake: FakePredictor) -> None:
    counted, may_go_on = threading.Event(), threading.Event()

    def reread() -> None:
        counted.set()
        may_go_on.wait(5)

    service = PredictionService(lambda: fake, inbox, reread=reread, idle_seconds=0.02, recount_after=6)
    service.start()
    inbox.wait_for(Opened)
    service.learn("One two three.", "")
    inbox.wait_for(Learned)
    time.sleep(0.1)
    assert not counted.is_set()
    service.learn("Four five six.", "")
    assert counted.wait(5)
    assert fake.stored  # or the other process would not find what was learned
    service.predict(1, "the ", 3)  # answered while the other process counts
    inbox.wait_for(Suggested)
    assert not [reply for reply in inbox.replies if isinstance(reply, Refreshed)]
    may_go_on.set()
    inbox.wait_for(Refreshed)
    assert fake.refreshed == 1
    assert service.close()


def test_a_profile_that_another_program_changed_is_opened_anew_apart(
    inbox: Inbox, fake: FakePredictor
) -> None:
    service = PredictionService(lambda: fake, inbox, idle_seconds=0.02)
    service.start()
    inbox.wait_for(Opened)
    fake.outdated = True
    service.learn("One two three.", "")
    inbox.wait_for(Refreshed)
    assert fake.refreshed >= 1
    fake.outdated = False
    assert service.close()


def test_what_is_asked_for_while_it_looks_is_looked_for_once_more(inbox: Inbox, fake: FakePredictor) -> None:
    """A training that ends while notes are read again: its model is newer than the one that is looked at."""
    looks, may_go_on = [], threading.Event()

    def newer() -> object:
        looks.append(None)
        may_go_on.wait(10)
        return None

    fake.newer = newer  # type: ignore[method-assign]
    service = PredictionService(lambda: fake, inbox, reread=lambda: None)
    service.start()
    inbox.wait_for(Opened)
    service.refresh()
    while not looks:
        time.sleep(0.001)
    service.take_over()
    service.take_over()
    may_go_on.set()
    inbox.wait_for(Refreshed)
    assert (len(looks), fake.refreshed) == (2, 1)
    service.take_over()
    inbox.wait_for(Refreshed, 2)
    assert len(looks) == 3
    assert service.close()


def test_folders_are_told_and_taken_back(
    service: PredictionService, inbox: Inbox, fake: FakePredictor
) -> None:
    fake.reading = [Folder("/notes", 2, 30), Folder("/more", 0, 0)]
    service.ask(errands.forget_folder("/notes"))
    service.ask(errands.folders())
    assert inbox.wait_for(Folders) == [Folders([Folder("/more", 0, 0)])]
    assert FolderForgotten("/notes", 2, 30) in inbox.replies


def test_switches_the_model_and_says_what_stands_in_the_way(
    service: PredictionService, inbox: Inbox, fake: FakePredictor
) -> None:
    service.switch("lstm")
    service.predict(1, "The ", 3)
    inbox.wait_for(Suggested)
    service.switch("gru")
    inbox.wait_for(Switched, 2)
    first, second = (reply for reply in inbox.replies if isinstance(reply, Switched))
    assert first == Switched("lstm of your notes", "lstm", FakePredictor.models)
    assert (second.model, second.model_name) == ("lstm", "lstm of your notes")
    assert "no gru" in second.problem


def test_a_model_that_is_gone_after_forgetting_is_told(
    service: PredictionService, inbox: Inbox, fake: FakePredictor
) -> None:
    service.switch("lstm")
    inbox.wait_for(Switched)
    fake.forget = lambda word=None: fake.switch("mixture")  # type: ignore[method-assign]
    service.forget("parcel")
    inbox.wait_for(Switched, 2)
    assert inbox.replies[-1] == Switched("mixture of your notes", "mixture", FakePredictor.models)


def test_errands_are_done_after_what_was_to_be_learned_and_answered(
    service: PredictionService, inbox: Inbox, fake: FakePredictor
) -> None:
    fake.may_answer.clear()
    service.predict(1, "", 3)
    service.ask(errands.never("books", "their"))
    service.ask(errands.leave_out("diary.md"))
    service.ask(errands.look("diary.md"))
    service.ask(errands.allow("books"))  # was never refused anywhere: the fake fails
    service.learn("A sentence. ", "diary.md")
    fake.may_answer.set()
    inbox.wait_for(Failed)
    news = [reply for reply in inbox.replies if isinstance(reply, Learned | Refused | LeftOut | Failed)]
    assert isinstance(news[0], Learned)
    assert news[1:4] == [
        Refused("books", "their"),
        LeftOut("diary.md", True, wanted=True),
        LeftOut("diary.md", True),
    ]
