"""A desk where training is spoken for by a test: what it would do is told, not done."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual.widgets import OptionList, Static

from tests.editor.conftest import Desk
from tests.editor.fakes import FakePredictor
from typeahead.editor.launch import build_app
from typeahead.editor.memory import Memory
from typeahead.editor.screens.training import TrainingScreen
from typeahead.profile.folders import Folder
from typeahead.profile.networks.news import News
from typeahead.profile.notes_news import NotesNews

Opening = Callable[..., AbstractAsyncContextManager["Room"]]


class FakeProcess:
    """Tells what a test says; whoever stops it is told nothing but its end."""

    def __init__(self, given: object, tell: Callable[..., None]) -> None:
        self.given = given
        self.tell = tell
        self.stopped = 0
        self.waited = 0.0

    def stop(self) -> None:
        self.stopped += 1

    def wait(self, seconds: float) -> bool:
        self.waited = seconds
        return True


class Room(Desk):
    """A desk with processes that a test speaks for."""

    processes: list[FakeProcess]
    networks: list[FakeProcess]

    @property
    def shown(self) -> str:
        """All that the screen in front shows."""
        lines = [str(each.visual) for each in self.app.screen.query(Static) if each.display]
        for rows in self.app.screen.query(OptionList):
            lines += [str(option.prompt) for option in rows.options]
        return "\n".join(lines)

    @property
    def said(self) -> str:
        return str(self.app.screen_stack[0].query_one("#message", Static).content)

    def piece(self, name: str) -> str:
        return str(self.app.screen_stack[0].query_one(f"#{name}", Static).content)

    async def open(self, *, known: bool = True) -> None:
        await self.press("f5", "t")
        await self.until(lambda: isinstance(self.app.screen, TrainingScreen))
        await self.until(lambda: self.app.notes.known or not known)

    async def begin(self) -> None:
        if not isinstance(self.app.screen, TrainingScreen):
            await self.open()
        await self.until(lambda: self.app.notes.folders)
        await self.press("r")
        await self.until(lambda: self.processes)

    async def tell(self, *news: NotesNews | News) -> None:
        process = self.processes if isinstance(news[0], NotesNews) else self.networks
        for each in news:
            process[-1].tell(each)
        await self.pilot.pause()

    def run(self, title: str) -> None:
        (command,) = (c for c in self.app.get_system_commands(self.app.screen) if c.title == title)
        command.callback()


def room_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opening:
    """What opens a desk on an empty home, with processes that a test speaks for."""
    monkeypatch.setenv("TYPEAHEAD_TRAINING", "0")

    @asynccontextmanager
    async def make(
        folders: Sequence[Folder] = (), size: tuple[int, int] = (80, 24), begin: object = None
    ) -> AsyncIterator[Room]:
        Memory(tmp_path).set_welcome_seen()
        fake, processes, networks = FakePredictor(), list[FakeProcess](), list[FakeProcess]()
        fake.reading = list(folders)

        def begin_notes(paths: Sequence[Path], tell: Callable[[NotesNews], None]) -> FakeProcess:
            processes.append(FakeProcess(tuple(paths), tell))
            return processes[-1]

        def begin_training(kind: str | None, tell: Callable[[News], None]) -> FakeProcess:
            networks.append(FakeProcess(kind, tell))
            return networks[-1]

        app = build_app(
            home=tmp_path,
            open_predictor=lambda: fake,
            begin_training=begin_training,
            begin_notes=begin or begin_notes,  # type: ignore[arg-type]
        )
        async with app.run_test(size=size) as pilot:
            found = Room(app, pilot, fake)
            found.processes, found.networks = processes, networks
            await found.until(lambda: found.status("model") == "ngram" and fake.refreshed)
            yield found
            app.leave(1)

    return make
