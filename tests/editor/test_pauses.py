"""Pauses that are over when the program is."""

from __future__ import annotations

from functools import partial

from tests.editor.conftest import Studio


async def test_what_was_to_come_after_a_pause_is_not_done_once_the_program_ends(studio: Studio) -> None:
    done: list[str] = []
    async with studio.open(studio.file("One.\n")) as desk:
        app = desk.app
        app.later(0.01, lambda: done.append("while it ran"))
        await desk.until(lambda: done)
        timer = app.later(60, lambda: done.append(str(app.screen)))
        (due,) = timer._callback.args  # type: ignore[union-attr]
        due()
        assert len(done) == 2
        app._running = False  # the first step of the end; the screens go next
        due()
        app._running = True
    assert len(done) == 2


async def test_a_pause_ends_however_late_the_machine_is(studio: Studio) -> None:
    done: list[int] = []
    async with studio.open(studio.file("One.\n")) as desk:
        for number in range(50):
            desk.app.later(1e-9, partial(done.append, number))  # over before it was begun
        await desk.until(lambda: len(done) == 50)
    assert done == list(range(50))
