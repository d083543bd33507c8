"""Suggestions too unlikely to stand in the text: in the line below only, and Tab leaves them alone."""

from __future__ import annotations

from tests.editor.conftest import Desk, Studio
from tests.editor.fakes import FakePredictor
from typeahead.prediction.ghost import GHOST_IN_WORD, GHOST_NEXT_WORD

THEIR = "The students opened their "


def unlikely(likelihood: float) -> FakePredictor:
    fake = FakePredictor()
    fake.likelihood = likelihood
    return fake


async def offered(desk: Desk, line: str) -> None:
    await desk.until(lambda: desk.line.startswith(line))
    assert desk.ghost == ""


async def test_a_finished_word_is_not_bent_into_a_rarer_one(studio: Studio) -> None:
    almost = GHOST_IN_WORD - 0.01
    async with studio.open(fake=unlikely(almost)) as desk:
        await desk.type("The stud")
        await offered(desk, f"1 students {almost:.0%}   2")
        await desk.press("tab", "right", "ctrl+right")
        assert desk.text == "The stud"
        assert desk.area.cursor_location == (0, 8)
        await desk.type("x")
        await desk.press("backspace")
        await offered(desk, f"1 students {almost:.0%}")
        await desk.press("alt+1")
        assert desk.text == "The students "


async def test_a_click_takes_an_unlikely_one(studio: Studio) -> None:
    async with studio.open(fake=unlikely(0.05)) as desk:
        await desk.type(THEIR + "b")
        await offered(desk, "1 books 5%")
        await desk.pilot.click("#suggestions", offset=(2, 0))
        await desk.until(lambda: desk.text == THEIR + "books ")


async def test_for_the_next_word_a_ghost_may_be_less_likely(studio: Studio) -> None:
    assert GHOST_NEXT_WORD < GHOST_IN_WORD
    async with studio.open(fake=unlikely(GHOST_NEXT_WORD)) as desk:
        await desk.type(THEIR)
        await desk.ghost_is("books")
        await desk.until(lambda: desk.line.startswith(f"Tab books {GHOST_NEXT_WORD:.0%}"))
        desk.fake.likelihood = GHOST_NEXT_WORD - 0.01
        await desk.type("minds and ")
        await desk.settle()
        assert desk.ghost == ""


async def test_tab_indents_where_the_first_is_too_unlikely(studio: Studio) -> None:
    async with studio.open(fake=unlikely(0.01)) as desk:
        await offered(desk, "1 The students opened 1%")
        await desk.press("tab")
        assert desk.text == "    "
