"""A driver for the editor: types, and waits for conditions instead of sleeping."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import textual._wait
from textual import events
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widgets import Static

from tests.editor.fakes import FakePredictor
from typeahead.editor import key_hints
from typeahead.editor.app import EditorApp
from typeahead.editor.launch import build_app
from typeahead.editor.memory import Memory

_PARSED: dict[object, list[RuleSet]] = {}


@pytest.fixture(autouse=True)
def _quick_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's driver looks every 20 ms, twice a key, whether the program has come to rest.

    What its widgets do is waited for below; what another thread does shows within an eighth of that.
    """
    monkeypatch.setattr(textual._wait, "SLEEP_GRANULARITY", 1 / 400)
    monkeypatch.setattr(textual._wait, "SLEEP_IDLE", 1 / 1600)


_HOPS = 8
"""From a widget in the screen to the application a message goes by so many others at most."""


def _is_at_rest(pump: MessagePump) -> bool:
    """Whether it waits for its next message, and all before are done, with what is done when there are none."""
    queue = pump._message_queue
    waits = any(not waiter.done() for waiter in queue.ready_event._waiters)  # type: ignore[attr-defined]
    return waits and queue.empty() and pump._pending_message is None and not pump._next_callbacks


async def _wait_for_the_busy(pilot: Pilot[int], timeout: float = 30.0) -> bool:
    """As the driver itself, but for those at rest; then for those to which the others have passed something on."""
    app, failed = pilot.app, asyncio.ensure_future(pilot.app._exception_event.wait())
    try:
        for _ in range(_HOPS):
            await asyncio.sleep(0)
            there = [app, *app.screen.walk_children(with_self=True)] if app.screen_stack else []
            told = [(each, asyncio.Event()) for each in there if not _is_at_rest(each)]
            sent = [asyncio.ensure_future(event.wait()) for each, event in told if each.call_later(event.set)]
            if not sent:
                break
            all_done = asyncio.gather(*sent)
            first, _ = await asyncio.wait(
                [all_done, failed], timeout=timeout, return_when=asyncio.FIRST_COMPLETED
            )
            assert first, "widgets did not come to rest"
            if failed in first:
                all_done.cancel()
                return False
        return True
    finally:
        failed.cancel()


@pytest.fixture(autouse=True)
def _only_the_busy_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Textual's driver sends each widget a message at every pause: half of what the editor's tests took."""
    monkeypatch.setattr(Pilot, "_wait_for_screen", _wait_for_the_busy)


@pytest.fixture(autouse=True)
def _styles_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each editor parses the same style sheets, which is a good part of what its start takes."""
    parse = Stylesheet._parse_rules

    def parsed_once(self: Stylesheet, *given: Any, **named: Any) -> list[RuleSet]:
        key = (frozenset(self._variables.items()), given, frozenset(named.items()))
        if key not in _PARSED:
            _PARSED[key] = parse(self, *given, **named)
        return _PARSED[key]

    monkeypatch.setattr(Stylesheet, "_parse_rules", parsed_once)


@pytest.fixture(autouse=True)
def _no_hints(monkeypatch: pytest.MonkeyPatch) -> None:
    """However slow the machine, an empty line stays empty while a test looks at it."""
    monkeypatch.setattr(key_hints, "PAUSE", 600.0)


class Desk:
    """A running editor."""

    def __init__(self, app: EditorApp, pilot: Pilot[int], fake: FakePredictor) -> None:
        self.app = app
        self.pilot = pilot
        self.fake = fake
        self.area = app.area
        self._marks = 0

    @property
    def text(self) -> str:
        return self.area.text

    @property
    def ghost(self) -> str:
        return self.area.suggestion

    @property
    def line(self) -> str:
        """What the suggestion line shows."""
        return self.app.query_one("#suggestions").render().plain.strip()  # type: ignore[union-attr]

    @property
    def panel(self) -> str:
        return self.app.query_one("#surprise").render().plain  # type: ignore[union-attr]

    def status(self, piece: str) -> str:
        return str(self.app.query_one(f"#{piece}", Static).content)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str, *, then: str = "") -> None:
        """Send the letters in one go, and perhaps another key, as a fast typist or a slow machine would."""
        keys = [("enter" if sign == "\n" else _character_to_key(sign), sign) for sign in text]
        for name, sign in [*keys, (then, None)] if then else keys:
            event = events.Key(name, sign)
            event.set_sender(self.app)
            self.app.post_message(event)
        await self.pilot.pause()
        await self.pilot.pause()

    async def until(self, condition: Callable[[], object], timeout: float = 10) -> None:
        """Wait until the condition holds."""
        deadline = time.monotonic() + timeout
        while not condition():
            assert time.monotonic() < deadline, (self.text, self.ghost, self.line, self.app.screen)
            await self.pilot.pause()
            await asyncio.sleep(0.005)
        await self.pilot.pause()

    def give_up(self) -> None:
        """Leave without saving: the next start has nothing to recover."""
        self.app.leave(1)

    async def settle(self) -> None:
        """Wait until the answer to the latest question has come and is shown."""
        await self.pilot.pause()
        self._marks += 1
        self.app.service.forget(f"mark {self._marks}")  # done after all predictions
        await self.until(lambda: f"mark {self._marks}" in self.fake.forgotten)
        await self.pilot.pause()

    async def ghost_is(self, ghost: str) -> None:
        await self.until(lambda: self.ghost == ghost)


class Studio:
    """Opens editors on one home folder."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.folder = home / "notes"
        self.folder.mkdir(parents=True)

    def file(self, text: str, name: str = "a.md") -> Path:
        path = self.folder / name
        path.write_text(text)
        return path

    @asynccontextmanager
    async def open(
        self,
        path: Path | None = None,
        *,
        size: tuple[int, int] = (80, 24),
        line: int | None = None,
        column: int = 1,
        first_start: bool = False,
        fake: FakePredictor | None = None,
    ) -> AsyncIterator[Desk]:
        fake = fake or FakePredictor()
        if not first_start:
            Memory(self.home).set_welcome_seen()
        app = build_app(path, line=line, column=column, home=self.home, open_predictor=lambda: fake)
        async with app.run_test(size=size) as pilot:
            desk = Desk(app, pilot, fake)
            await desk.until(lambda: desk.status("model") == "ngram")
            yield desk
            fake.may_answer.set()
            # Textual's driver takes the screen away while what is on its way to the application still arrives.
            await pilot._wait_for_screen()


@pytest.fixture
def studio(tmp_path: Path) -> Studio:
    return Studio(tmp_path / "home")
