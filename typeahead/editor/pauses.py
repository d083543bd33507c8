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

        return sure(self.set_timer(seconds, due))


def sure(timer: Timer) -> Timer:
    """A timer just set, that rings however late it is.

    Textual's skips what it couldn't ring in time, even the only time there is: one set to a few microseconds, or on a
    machine that is busy for longer just then, never rings (`textual.timer.Timer._run`).
    """
    timer._skip = False
    return timer
