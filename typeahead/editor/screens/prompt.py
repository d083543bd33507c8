"""What every screen in front of the text has in common: it is answered once."""

from __future__ import annotations

from textual import events
from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType


class Prompt(ModalScreen[ScreenResultType]):
    """A card over the text that takes the first answer and is deaf from then on.

    A held key or a second click arrives while the screen is still going: dismissing twice would end the program.
    """

    def __init__(self) -> None:
        super().__init__(classes="prompt")
        self._answered = False

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Hand the first answer back; any further one is dropped."""
        if self._answered or not self.is_current:
            return AwaitComplete()
        self._answered = True
        return super().dismiss(result)

    async def on_event(self, event: events.Event) -> None:
        """Drop the keys that follow the answer."""
        if self._answered and isinstance(event, events.Key | events.Paste):
            return
        await super().on_event(event)
