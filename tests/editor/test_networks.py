"""Writing with a network: it suggests, learns new words without training, adapts, and keeps what it adapted to."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.editor.conftest import Desk
from tests.prediction.networks import CACHE, store_network
from tests.vault import trained, write_notes
from typeahead.editor.launch import build_app
from typeahead.editor.memory import Memory
from typeahead.prediction.predictor import Predictor

NEW = "The students saw a quokka in the garden. The quokka liked the students. "


@pytest.fixture
def home(tmp_path: Path) -> Path:
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    with profile:
        for kind in ("lstm", "gru"):
            store_network(profile, kind, cache=CACHE)
    Memory(tmp_path / "home").set_welcome_seen()
    return tmp_path / "home"


@asynccontextmanager
async def writing(home: Path, model: str = "lstm") -> AsyncIterator[tuple[Desk, Predictor]]:
    opened: list[Predictor] = []

    def open_predictor() -> Predictor:
        opened.append(Predictor.open(home=home, model=model))
        return opened[0]

    app = build_app(home / "text.md", home=home, open_predictor=open_predictor)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = Desk(app, pilot, SimpleNamespace())  # type: ignore[arg-type]
        await desk.until(lambda: desk.status("model") == f"{model} of your notes")
        yield desk, opened[0]


def version_of(predictor: Predictor) -> int:
    adapting = predictor.engine._adapting  # type: ignore[attr-defined]
    return adapting.version if adapting is not None else 0


async def test_it_adapts_while_one_writes_and_goes_on_after_a_restart(home: Path) -> None:
    async with writing(home) as (desk, predictor):
        await desk.type("The students ")
        await desk.until(lambda: desk.line.startswith("1 "))  # nothing is likely: its weights are drawn
        await desk.type("opened their books. ")
        await desk.until(lambda: version_of(predictor) > 0)
        await desk.type(NEW)
        await desk.until(lambda: predictor.learned_in_session >= 17)
        await desk.type("A quok")
        await desk.ghost_is("ka")
        desk.give_up()
    assert list((home / "profiles" / "default" / "networks" / "lstm").glob("adapted-*"))
    async with writing(home) as (desk, predictor):
        assert version_of(predictor) > 0
        await desk.type("A quok")
        await desk.ghost_is("ka")


async def test_switching_in_the_palette_keeps_what_was_adapted(home: Path) -> None:
    async with writing(home) as (desk, predictor):
        await desk.type(NEW)
        await desk.until(lambda: version_of(predictor) > 0)
        desk.app.service.switch("gru")
        await desk.until(lambda: desk.status("model") == "gru of your notes")
        assert version_of(predictor) == 0
        await desk.type("The students liked the books. ")
        await desk.until(lambda: version_of(predictor) > 0)
        desk.app.service.switch("mixture")
        await desk.until(lambda: desk.app.model == "mixture")
        await desk.type("The teacher liked it. ")
        desk.app.service.switch("lstm")
        await desk.until(lambda: desk.app.model == "lstm")
        assert version_of(predictor) > 0


async def test_nothing_is_adapted_to_while_learning_is_paused(home: Path) -> None:
    async with writing(home) as (desk, predictor):
        await desk.press("ctrl+l")
        await desk.type(NEW)
        await desk.until(lambda: desk.line.startswith("1 "))  # nothing is likely: its weights are drawn
        await desk.press("ctrl+l")
        await desk.type("The students opened their books. ")
        await desk.until(lambda: version_of(predictor) > 0)
        assert predictor.learned_in_session == 6
