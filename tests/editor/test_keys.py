"""Keys counted: what suggestions save, less the keys that take them."""

from __future__ import annotations

from tests.editor.conftest import Studio
from typeahead.editor.keys import Tally
from typeahead.profile.days import Figures


def test_typing_saves_nothing() -> None:
    tally = Tally()
    for _ in "word":
        tally.type()
    assert tally.drain() == Figures(characters=4, keys=4)
    assert tally.drain() is None


def test_a_suggestion_saves_its_characters_less_its_keys_until_it_is_undone() -> None:
    tally, edit, other = Tally(), object(), object()
    tally.take(9, keys=1, edit=edit)
    tally.take(5, keys=2, edit=other)
    assert (tally.characters, tally.keys, tally.taken) == (14, 3, 2)
    tally.undone([[edit], [other]])
    assert (tally.characters, tally.keys, tally.taken) == (9, 3, 1)
    tally.redone([[other]])
    assert (tally.characters, tally.taken) == (14, 2)
    tally.undone([])
    tally.begin()
    tally.undone([[edit]])
    assert (tally.characters, tally.taken) == (14, 2), "of another text"


async def test_keys_in_the_editor(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the ")
        await desk.ghost_is("students")
        tally = desk.area.tally
        assert (tally.characters, tally.keys, tally.taken) == (4, 4, 0)
        await desk.press("tab")  # "students "
        assert (tally.characters, tally.keys, tally.taken) == (13, 5, 1)
        await desk.press("space")  # it is there already
        assert (tally.characters, tally.keys) == (13, 6)
        await desk.press("ctrl+z")
        assert (desk.text, tally.characters, tally.taken) == ("the ", 4, 0)
        await desk.press("ctrl+y")
        assert (desk.text, tally.characters, tally.taken) == ("the students ", 13, 1)
        await desk.ghost_is("opened their books")
        await desk.press(
            "ctrl+right", "full_stop"
        )  # the full stop takes the place of the space after "opened"
        assert desk.text == "the students opened."
        assert (tally.characters, tally.keys, tally.taken) == (len(desk.text), 8, 2)


async def test_escape_and_a_digit_are_two_keys_and_pasting_is_none(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the ")
        await desk.ghost_is("students")
        await desk.press("escape", "2")
        assert desk.text == "the books "
        assert (desk.area.tally.characters, desk.area.tally.keys) == (10, 6)
        desk.area.insert("A long text that was pasted")
        assert desk.area.tally.characters == 10
