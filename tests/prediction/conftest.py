"""A predictor trained on the tests' notes, opened once for those tests that change nothing; a service and its inbox."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.editor.fakes import FakePredictor
from tests.prediction.inbox import Inbox
from tests.prediction.networks import CACHE, store_network
from tests.vault import trained, write_notes
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.replies import Opened
from typeahead.prediction.service import PredictionService
from typeahead.profile.profile import Profile


@pytest.fixture(scope="session")
def notes_home(tmp_path_factory: pytest.TempPathFactory):
    home = tmp_path_factory.mktemp("home")
    profile, _ = trained(home, write_notes(tmp_path_factory.mktemp("vault") / "notes"))
    profile.close()
    return home


@pytest.fixture(scope="session")
def predictor(notes_home) -> Iterator[Predictor]:
    with Predictor.open(home=notes_home, stored=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def untrained(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Predictor]:
    """What came with the package alone, for those tests that change nothing."""
    with Predictor.open(home=tmp_path_factory.mktemp("untrained"), stored=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Predictor]]:
    """Opens the profile of somebody who has written a text, for those tests that change nothing."""
    with ExitStack() as stack:

        def of(text: str) -> Predictor:
            notes, home = tmp_path_factory.mktemp("notes"), tmp_path_factory.mktemp("home")
            (notes / "a.md").write_text(text, encoding="utf-8")
            trained(home, notes)[0].close()
            return stack.enter_context(Predictor.open(home=home, stored=False))

        yield of


@pytest.fixture
def own_home(notes_home, tmp_path) -> Path:
    """A profile of the test's own, trained on notes that it leaves as they are."""
    shutil.copytree(notes_home, tmp_path / "home")
    return tmp_path / "home"


@pytest.fixture
def home(own_home) -> Path:
    """The same, with a network and its cache."""
    with Profile.open("default", own_home) as profile:
        store_network(profile, cache=CACHE)
    return own_home


@pytest.fixture
def learner(own_home) -> Iterator[Predictor]:
    """One that a test may teach."""
    with Predictor.open(home=own_home) as opened:
        yield opened


@pytest.fixture
def reader(tmp_path) -> Iterator[Predictor]:
    """One whose notes a test may change."""
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    profile.close()
    with Predictor.open(home=tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def fake() -> FakePredictor:
    return FakePredictor()


@pytest.fixture
def service(fake: FakePredictor, inbox: Inbox) -> Iterator[PredictionService]:
    service = PredictionService(lambda: fake, inbox, idle_seconds=0.05)
    service.start()
    inbox.wait_for(Opened)
    yield service
    fake.may_answer.set()
    assert service.close()
