"""What is done after a pause, and never once the program has begun to end."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App
from textual.timer import Timer


class PausingApp(App[int]):
    """An application whose pauses end with it."""

    def later(self, seconds: float, then: Callable[[], object]) -> Timer:
        """Call something after a pause, unless the program ends meanwhile.

        A timer of Textual's fires between the moment when the screens are taken away and the one when it is stopped
        itself; what it calls would find no screen.
        """

        def due() -> None:
            if self.is_running:
                then()

        return self.set_timer(seconds, due)
