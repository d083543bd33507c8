"""Keys are done in the order they were pressed, and where they belong by then, however fast they arrive."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Sequence

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen
from textual.widgets import TextArea
from textual.worker import Worker

ASKING = "files"
"""The group of the workers that may put a question in front of the text."""
_PATIENCE = 3.0  # seconds that such a worker has for that: a disk that doesn't answer must not take the keyboard along
_LOOK_AGAIN = 0.002  # seconds


class OrderedApp(App[int]):
    """An application in which what is pressed behind a key waits until that key is done.

    Textual hands each key at once to whatever has the focus. There it waits in a queue, and only from there it finds
    its way up to what opens a dialog; by then the keys behind it wait in that queue too, and are written into the text.
    What a field just writes goes there as ever: for letters there is nothing to wait for.
    """

    def __init__(self) -> None:
        super().__init__()
        self._behind: deque[events.Key | events.Paste] = deque()
        self._following: asyncio.Task[None] | None = None

    async def on_event(self, event: events.Event) -> None:
        """Keep back what comes behind a key that is not done yet."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif not self._is_ready:
            pass  # the program ends: there is no screen any more that it could go to
        elif self._following is not None:
            self._behind.append(event)
        else:
            before = await self._hand_on(event)
            if before is not None and self._is_ready:
                self._following = asyncio.create_task(self._follow(event, before))

    async def on_unmount(self) -> None:
        """What was kept back has nowhere to go any more."""
        if self._following is not None:
            self._following.cancel()

    @property
    def _is_ready(self) -> bool:
        return self.is_running and not self._exit and bool(self.screen_stack)

    def before_key(self) -> None:
        """A key is about to go its way: for an application that takes something from the screen then."""

    async def _hand_on(self, event: events.Key | events.Paste) -> _Before | None:
        """Let the key go its way; None where a field writes it and no more can come of it."""
        self.before_key()
        focused, screen = self.focused, self.screen
        writes = isinstance(event, events.Paste) or (
            focused is not None
            and (
                focused.check_consume_key(event.key, event.character)
                or (
                    event.key == "enter" and isinstance(focused, TextArea)
                )  # in a text it is a sign like others
            )
            and getattr(focused, "keys_first", None) is None  # a panel's keys: they may open something
        )
        before = None if writes else _Before(screen, (focused or screen).ancestors_with_self, self._asking())
        await super().on_event(event)
        return before

    async def _follow(self, event: events.Key | events.Paste, before: _Before | None) -> None:
        """Wait for a key, then hand on those behind it, each when the one before it is done."""
        try:
            while True:
                if before is not None:
                    await self._done(before)
                    if before.screen.is_modal and not self.screen.is_modal:
                        self._forget_repeats(event)
                if not (self._behind and self._is_ready):
                    return
                event = self._behind.popleft()
                before = await self._hand_on(event)
        except Exception as error:
            self._handle_exception(error)
        finally:
            self._following = None

    def _forget_repeats(self, event: events.Key | events.Paste) -> None:
        """The answer's key, held too long, is not meant for the text that comes to light."""
        while self._behind and isinstance(again := self._behind[0], events.Key):
            if not isinstance(event, events.Key) or again.key != event.key:
                return
            self._behind.popleft()

    async def _done(self, before: _Before) -> None:
        """Wait until all that a key sets going is done, but for answers to what it asks."""
        for _ in range(
            2
        ):  # once for the key, once for a message that it has become (Enter: what was typed is sent)
            for node in before.path:
                await _passed(node)
        shown, until = before.screen, time.monotonic() + _PATIENCE
        while self._is_ready:
            while self._is_about_to_ask(before) and time.monotonic() < until:
                await asyncio.sleep(_LOOK_AGAIN)
            if not self._is_ready or self.screen is shown:
                return
            shown = self.screen
            await _passed(shown)  # it is there, with what is in it
            await _passed(self)  # and its field has the focus

    def _asking(self) -> frozenset[Worker[object]]:
        return frozenset(each for each in self.workers if each.group == ASKING and not each.is_finished)

    def _is_about_to_ask(self, before: _Before) -> bool:
        """Whether a worker may ask something yet: one that waits for an answer has a screen in front of the text."""
        if not self._is_ready:
            return False
        asking = self._asking()
        return bool(asking) and (
            not self.screen.is_modal or (self.screen is before.screen and bool(asking - before.asking))
        )


class _Before:
    """How things were when a key was handed on.

    Attributes:
        screen: in front.
        path: what the key comes by, from the inside.
        asking: the workers that may have asked something already.
    """

    __slots__ = ("asking", "path", "screen")

    def __init__(
        self, screen: Screen[object], path: Sequence[MessagePump], asking: frozenset[Worker[object]]
    ) -> None:
        self.screen, self.path, self.asking = screen, path, asking


async def _passed(node: MessagePump) -> None:
    """Wait until a node has seen to all that waits in its queue now, or is no more."""
    seen = asyncio.Event()
    if not node.call_later(seen.set):
        return
    waiting = asyncio.ensure_future(seen.wait())
    ends = [waiting, node._task] if node._task is not None else [waiting]
    try:
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    finally:
        waiting.cancel()
