"""Only rows that look different are drawn: few for a key, and never one too few."""

from __future__ import annotations

import random

import pytest
from textual.screen import Screen
from textual.widget import Widget

from tests.editor.conftest import Desk, Studio
from typeahead.editor import measuring
from typeahead.editor.widgets.surprise_panel import SurprisePanel

TEXT = "The students opened their books.\n\n" + "It was (as they said) a long walk to the sea.\n" * 30


def screen(desk: Desk) -> list[str]:
    """What stands there, with its colours."""
    return [str(strip._segments) for strip in desk.app.screen._compositor.render_strips()]


def draw_all(*widgets: Widget) -> None:
    """Forget what was drawn."""
    for widget in widgets:
        widget.notify_style_update()
        widget.refresh()


def at_rest(desk: Desk) -> bool:
    """No figures are on their way to the panel."""
    surprise = desk.app.surprise
    its = surprise.measuring
    if its.due or surprise._timer is not None or its._asked or its._chosen:
        return False
    return its.complete or not its.wanted


async def test_a_key_draws_a_row_or_two(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT), size=(80, 24)) as desk:
        await desk.press("end")
        await desk.settle()
        drawn: list[int] = []
        stock = desk.area._render_line
        desk.area._render_line = lambda y: (drawn.append(y), stock(y))[1]  # type: ignore[method-assign]
        await desk.type("ab")
        await desk.settle()
        assert drawn
        assert set(drawn) <= {0, 1}
        assert len(drawn) <= 8


async def test_the_panel_draws_what_has_changed(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT), size=(120, 30)) as desk:
        panel = desk.app.query_one(SurprisePanel)
        await desk.until(lambda: at_rest(desk))
        await desk.pilot.pause()
        kept = dict(panel._strips)
        panel.name_model("another one")
        await desk.until(lambda: "another one" in "".join(screen(desk)))
        assert [y for y in kept if panel._strips.get(y) is not kept[y]] == [panel.content_size.height - 1]


async def test_what_stands_there_is_what_a_whole_drawing_gives(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "AFTER", 0.02)
    choose = random.Random(4)
    keys = (
        *["x", "space", "enter", "backspace", "delete", "left", "up", "down", "home", "end", "tab"],
        *[
            "shift+right",
            "shift+down",
            "ctrl+z",
            "ctrl+y",
            "escape",
            "ctrl+x",
            "ctrl+v",
            "pagedown",
            "(",
            ")",
        ],
        *["f2", "f3", "f8", "ctrl+end", "ctrl+home"],
    )
    async with studio.open(studio.file(TEXT), size=(100, 20)) as desk:
        panel = desk.app.query_one(SurprisePanel)
        for number in range(45):
            await desk.pilot.press(key := choose.choice(keys))
            if number % 20 == 7:
                desk.app.theme = choose.choice(["textual-light", "nord", "textual-dark"])
            if number % 20 == 13:
                await desk.pilot.resize_terminal(choose.choice([80, 100, 130]), choose.choice([20, 30]))
            if number % 3:
                continue
            await desk.settle()
            await desk.until(lambda: at_rest(desk))
            await desk.pilot.pause()
            shown = screen(desk)
            draw_all(desk.area, panel)
            await desk.pilot.pause()
            assert screen(desk) == shown, (number, key)


async def test_what_moves_is_drawn_where_it_is_now(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT, "the-walk-to-the-sea.md"), size=(100, 20)) as desk:
        await desk.until(lambda: at_rest(desk))
        learning = desk.app.query_one("#learning")
        before = learning.region
        drawn: set[int] = set()
        stock = desk.app._display

        def display(on: Screen[object], update: object) -> None:
            for y, start, end in getattr(update, "spans", ()):
                drawn.update(range(start, end) if y == before.y else ())
            stock(on, update)  # type: ignore[arg-type]

        desk.app._display = display  # type: ignore[method-assign,assignment]
        await desk.press("f3")
        await desk.until(lambda: learning.region.x < before.x)  # the reading time made way
        assert drawn >= set(range(learning.region.x, learning.region.right))
