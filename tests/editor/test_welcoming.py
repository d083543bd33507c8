"""The first start: steps that are ticked off as they are taken, and that are in nobody's way."""

from __future__ import annotations

import re

import pytest

from tests.editor.asking import answered, asked
from tests.editor.conftest import Desk, Studio
from tests.editor.fakes import FakePredictor
from tests.editor.test_sizes import screen
from typeahead.editor.memory import Memory
from typeahead.editor.screens.help import Help
from typeahead.editor.training import Training
from typeahead.editor.widgets.welcome import Step, Welcome


def shown(desk: Desk) -> str:
    """The welcome as it is drawn."""
    return desk.app.query_one(Welcome).render().plain  # type: ignore[union-attr]


def marks(desk: Desk) -> str:
    """How each step stands."""
    return "".join(re.findall("[✓▸·]", shown(desk)))


async def test_notes_that_were_read_before_are_a_step_that_was_taken(studio: Studio) -> None:
    fake = FakePredictor()
    fake.models = ("mixture", "ngram", "base")
    async with studio.open(first_start=True, fake=fake) as desk:
        await desk.until(lambda: marks(desk) == "▸···✓·")
        await desk.press("escape")
        await desk.press("f1", "w")
        await desk.until(lambda: desk.app.query(Welcome))
        assert marks(desk) == "▸···✓·", "also when it is asked for again"


async def test_each_step_is_ticked_off_and_the_next_one_named(studio: Studio) -> None:
    async with studio.open(first_start=True) as desk:
        assert marks(desk) == "▸·····"
        await desk.type("We saw the ")
        await desk.until(lambda: marks(desk) == "✓▸····")
        assert "Tab takes the grey text" in shown(desk)
        await desk.ghost_is("students")
        await desk.press("tab")
        await desk.until(lambda: marks(desk) == "✓✓▸···")
        assert "Alt+2" in shown(desk)
        await desk.until(lambda: "2 opened" in desk.line)
        await desk.press("alt+2")
        await desk.until(lambda: marks(desk) == "✓✓✓▸··")
        await desk.press("f2")
        await desk.until(lambda: marks(desk) == "✓✓✓✓▸·")
        assert "F5, then T" in shown(desk)
        assert desk.text == "We saw the students opened "
        desk.app.training = Training(desk.app, lambda kind, tell: NoProcess())
        desk.app.training.train("lstm")
        await desk.until(lambda: marks(desk) == "✓✓✓✓✓▸")
        await desk.until(lambda: desk.ghost)
        await desk.press("escape")
        await desk.until(lambda: not desk.app.query(Welcome))
        assert not desk.ghost, "Esc did what it does ever after"
        assert desk.area.has_focus


class NoProcess:
    """A training that does nothing."""

    def stop(self) -> None: ...

    def wait(self, seconds: float) -> bool:
        return True


async def test_steps_may_be_taken_in_any_order(studio: Studio) -> None:
    async with studio.open(first_start=True) as desk:
        await desk.press("f2")
        await desk.until(lambda: "✓" in shown(desk))
        await desk.until(lambda: marks(desk) == "▸··✓··")
        await desk.type("the ")
        await desk.until(lambda: "2 books" in desk.line)
        await desk.pilot.click("#suggestions", offset=(3, 0))
        await desk.until(lambda: desk.text == "the students ")
        await desk.until(lambda: marks(desk) == "▸·✓✓··")
        assert "Write a few words" in shown(desk)


async def test_esc_closes_it_at_any_time_and_only_that(studio: Studio) -> None:
    async with studio.open(first_start=True) as desk:
        await desk.type("the ")
        await desk.ghost_is("students")
        await desk.press("escape")
        await desk.until(lambda: not desk.app.query(Welcome))
        assert desk.ghost == "students"
        assert desk.area.has_focus
        await desk.press("escape")
        await desk.ghost_is("")


@pytest.mark.parametrize("size", [(80, 24), (60, 16), (40, 10), (200, 60)])
async def test_it_covers_no_text_and_leaves_the_cursor_in_sight(
    studio: Studio, size: tuple[int, int]
) -> None:
    async with studio.open(first_start=True, size=size) as desk:
        for text in ("", "line\n" * size[1]):
            await desk.type(text)
            await desk.pilot.pause()
            welcome = desk.app.query_one(Welcome).region
            assert not welcome.overlaps(desk.area.region)
            assert desk.area.size.height >= size[1] // 2
            row = desk.area.cursor_location[0] - desk.area.scroll_offset.y
            assert 0 <= row < desk.area.size.height
        assert desk.app.query_one(Welcome).size.height <= 2
        desk.give_up()


@pytest.mark.parametrize("keys", ["", "x"])
async def test_it_does_not_come_back_by_itself(studio: Studio, keys: str) -> None:
    async with studio.open(first_start=True) as desk:
        await desk.type(keys)
        await desk.until(lambda: Memory(studio.home).welcome_seen == bool(keys))
        if not keys:
            await desk.press("escape")
        desk.give_up()
    async with studio.open(first_start=True) as desk:
        assert not desk.app.query(Welcome)


async def test_it_comes_again_from_the_help_and_from_the_palette_and_begins_anew(studio: Studio) -> None:
    async with studio.open(studio.file("one two three four")) as desk:
        await desk.press("f1")
        await asked(desk, Help)
        await desk.press("w")
        await answered(desk)
        await desk.until(lambda: desk.app.query(Welcome))
        assert desk.area.has_focus
        assert marks(desk) == "▸·····", "what stood there before was not written now"
        await desk.type("a b ")
        await desk.pilot.pause()
        assert marks(desk) == "▸·····"
        await desk.type("c ")
        await desk.until(lambda: marks(desk) == "✓▸····")
        commands = {c.title: c.callback for c in desk.app.get_system_commands(desk.app.screen)}
        commands["Welcome"]()
        await desk.until(lambda: marks(desk) == "▸·····")
        assert len(desk.app.query(Welcome)) == 1
        await desk.press("escape")
        commands["Welcome"]()
        await desk.until(lambda: marks(desk) == "▸·····")
        desk.give_up()


async def test_its_steps_can_be_clicked(studio: Studio) -> None:
    async with studio.open(first_start=True) as desk:
        await click(desk, "F2 shows")
        await desk.until(lambda: desk.app.surprise.shown)
        assert desk.area.has_focus
        await desk.type("x")
        await desk.until(lambda: "Esc closes" in shown(desk))
        await click(desk, "Esc closes")
        await desk.until(lambda: not desk.app.query(Welcome))
        assert desk.text == "x"
        desk.give_up()


async def click(desk: Desk, text: str) -> None:
    """Click on it, wherever it stands on the screen."""
    await desk.until(lambda: any(text in row for row in screen(desk)))
    row, line = next((n, each) for n, each in enumerate(screen(desk)) if text in each)
    await desk.pilot.click(offset=(line.index(text) + 1, row))


def test_every_step_but_the_first_names_its_key() -> None:
    assert all(
        re.search(r"\[b\](Tab|Alt\+2|F2|F5|Esc)\[/b\]", step.value) for step in Step if step is not Step.WRITE
    )
