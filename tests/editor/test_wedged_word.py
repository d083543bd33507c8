"""Words typed right before others, which they push along."""

from __future__ import annotations

import pytest
from textual.document._edit import Edit

from tests.editor.conftest import Desk, Studio
from typeahead.editor.wedged_word import WedgedWord


async def before_last(desk: Desk) -> None:
    await desk.press("end", "ctrl+left")
    await desk.settle()


async def test_a_word_typed_right_before_another_is_completed_and_a_space_comes_between(
    studio: Studio,
) -> None:
    async with studio.open(studio.file("We saw the laptops\n")) as desk:
        await before_last(desk)
        assert desk.line == "", "nothing is being typed yet"
        await desk.type("st")
        await desk.until(lambda: "students" in desk.line)
        assert desk.ghost == "", "grey text would push the word behind it about"
        await desk.press("alt+1")
        assert desk.text == "We saw the students laptops\n"
        assert desk.area.cursor_location == (0, len("We saw the students "))
        await desk.type(" ")
        assert desk.text == "We saw the students laptops\n", "the space is there already"
        await desk.until(lambda: "opened" in desk.line)
        await desk.press("ctrl+z")
        assert desk.text == "We saw the stlaptops\n"
        desk.give_up()


async def test_letters_typed_into_a_word_are_not_completed(studio: Studio) -> None:
    async with studio.open(studio.file("We saw the laptops\n")) as desk:
        await before_last(desk)
        await desk.press("right")
        await desk.type("st")
        await desk.settle()
        assert desk.line == ""
        assert not await takes_anything(desk)
        await desk.press("home")
        await desk.type("“")
        await desk.settle()
        assert desk.line == "", "a sign before a word begins none"
        desk.give_up()


async def test_whoever_leaves_the_word_and_comes_back_is_inside_one(studio: Studio) -> None:
    async with studio.open(studio.file("We saw the laptops\n")) as desk:
        await before_last(desk)
        await desk.type("st")
        await desk.until(lambda: "students" in desk.line)
        await desk.press("left", "right")
        await desk.settle()
        assert desk.line == ""
        await desk.type("u")
        await desk.settle()
        assert desk.line == ""
        desk.give_up()


async def takes_anything(desk: Desk) -> bool:
    text = desk.text
    await desk.press("alt+1")
    await desk.press("tab")
    return desk.text != text


@pytest.mark.parametrize(
    ("line", "edits", "expected"),
    [
        ("the dog", [(4, 4, "b"), (5, 5, "i")], True),
        ("dog", [(0, 0, "b")], True),
        ("the dog", [(4, 4, "b"), (4, 5, ""), (4, 4, "s")], True),
        ("the dog", [(4, 4, "big"), (7, 7, " "), (8, 8, "r")], True),
        ("the dog", [(4, 4, "bi"), (4, 6, "big ")], True),
        ("the dog", [(5, 5, "b")], False),
        ("don't", [(4, 4, "b")], False),
        ("the dog", [(4, 4, "-")], False),
        ("the dog", [(4, 4, "b"), (3, 5, "")], False),
        ("the dog", [(4, 4, "b"), (1, 1, "x")], False),
        ("the dog", [(4, 4, "\n")], False),
        ("the ", [(4, 4, "b")], False),
    ],
)
def test_edits(line: str, edits: list[tuple[int, int, str]], expected: bool) -> None:
    wedged = WedgedWord()
    end = 0
    for first, last, text in edits:
        wedged.follow(Edit(text, (3, first), (3, last), False), line)
        line = line[:first] + text + line[last:]
        end = first + len(text)
    assert wedged.ends_at((3, end)) is expected
    assert not wedged.ends_at((3, end + 1))
    wedged.leave()
    assert not wedged.ends_at((3, end))
