"""Undo and redo of changes that make a long text short, or a short one long: the cursor has no line for a moment."""

from __future__ import annotations

import random

import pytest
from textual import events

from tests.editor.conftest import Desk, Studio

LONG = "".join(f"line {number} of these\n" for number in range(60))


async def paste(desk: Desk, text: str) -> None:
    desk.app.post_message(events.Paste(text))
    await desk.settle()


@pytest.mark.parametrize("before", ["", "Hello.", "One.\nTwo.\nThree.\n"])
async def test_a_long_paste_is_undone_and_done_again(studio: Studio, before: str) -> None:
    async with studio.open(None, size=(80, 24)) as desk:
        await desk.type(before)
        await paste(desk, LONG)
        await desk.press("ctrl+z")
        assert desk.text == before
        assert desk.area.cursor_location == desk.area.document.end
        await desk.press("ctrl+y")
        assert desk.text == before + LONG
        desk.give_up()


@pytest.mark.parametrize("after", ["", "short"])
async def test_where_all_was_deleted_or_replaced_with_the_cursor_elsewhere(
    studio: Studio, after: str
) -> None:
    async with studio.open(None, size=(80, 24)) as desk:
        await paste(desk, LONG)
        desk.area.select_all()
        if after:
            await paste(desk, after)
        else:
            await desk.press("delete")
        await desk.press("ctrl+z", "ctrl+end")
        assert desk.text == LONG
        await desk.press("ctrl+y")
        assert desk.text == after
        assert desk.area.cursor_location == (0, len(after))
        desk.give_up()


@pytest.mark.parametrize("seed", range(3))
async def test_any_row_of_long_edits_undos_and_redos(studio: Studio, seed: int) -> None:
    choose = random.Random(seed)
    async with studio.open(None, size=(60, 16)) as desk:
        texts = [desk.text]
        for _ in range(14):
            step = choose.choice(["paste", "cut", "all", "up", "undo", "undo", "redo", "end", "top"])
            area = desk.area
            if step == "paste":
                await paste(
                    desk, "".join(choose.choice(["\n", "word "]) for _ in range(choose.choice([3, 90])))
                )
            elif step == "cut":
                area.move_cursor((choose.randrange(area.document.line_count), 0), select=True)
                await desk.press("delete")
            elif step == "all":
                area.select_all()
                await desk.press("backspace")
            else:
                keys = {"up": "up", "undo": "ctrl+z", "redo": "ctrl+y", "end": "ctrl+end", "top": "ctrl+home"}
                await desk.press(keys[step])
            texts.append(desk.text)
            row, column = area.cursor_location
            assert column <= len(area.document[row])
        while desk.area.history._undo_stack:
            await desk.press("ctrl+z")
        assert desk.text == texts[0]
        while desk.area.history._redo_stack:
            await desk.press("ctrl+y")
            assert desk.text in texts
        desk.give_up()


async def test_a_key_after_an_undo_is_a_step_of_its_own(studio: Studio) -> None:
    async with studio.open(studio.file("x\ny\nz")) as desk:
        await desk.press("end", "enter", "b", "ctrl+z", "c", "ctrl+z")
        assert desk.text == "x\n\ny\nz"
        assert len(desk.area.wrapped_document._wrap_offsets) == desk.area.document.line_count
        await desk.press("ctrl+z")
        assert desk.text == "x\ny\nz"
        desk.give_up()


async def test_undo_after_undo_goes_back_no_further_than_the_save(studio: Studio) -> None:
    async with studio.open(studio.file("One.")) as desk:
        await desk.press("ctrl+end", "q", "ctrl+s", "b", "ctrl+z", "c", "ctrl+z")
        assert desk.text == "One.q"
        desk.give_up()


async def test_deletions_with_an_undo_between_them_are_undone_one_by_one(studio: Studio) -> None:
    async with studio.open(studio.file("a\nb\nc\nd")) as desk:
        await desk.press("end", "delete", "delete", "ctrl+z", "delete", "ctrl+z")
        assert desk.text == "ab\nc\nd"
        desk.give_up()


async def test_a_suggestion_stays_when_what_was_typed_behind_it_is_undone_twice(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the students opened their ")
        await desk.press("alt+1")
        taken = desk.text
        await desk.press("b", "ctrl+z", "c", "ctrl+z")
        assert desk.text == taken != "the students opened their "
        desk.give_up()


async def test_replacements_stay_when_what_was_typed_after_them_is_undone_twice(studio: Studio) -> None:
    async with studio.open(studio.file("foo and foo")) as desk:
        await desk.press("ctrl+r", *"foo", "tab", *"BAR", "f6", "escape")
        assert desk.text == "BAR and BAR"
        await desk.press("a", "ctrl+z", "b", "ctrl+z")
        assert desk.text == "BAR and BAR"
        desk.give_up()


@pytest.mark.parametrize("before", ["backspace", "delete", "over"])
@pytest.mark.parametrize("key", ["ctrl+x", "ctrl+k", "ctrl+w", "ctrl+u", "alt+delete", "ctrl+shift+k"])
async def test_what_is_cut_or_deleted_by_lines_and_words_is_a_step_of_its_own(
    studio: Studio, key: str, before: str
) -> None:
    async with studio.open(studio.file("abc def ghi\n"), line=1, column=7) as desk:
        await desk.press(*(["shift+left", "x"] if before == "over" else [before]))
        text = desk.text
        await desk.press(key)
        cut, cursor = desk.text, desk.area.cursor_location
        assert cut != text
        await desk.press("backspace")
        if desk.text != cut:
            await desk.press("ctrl+z")
        assert desk.text == cut
        await desk.press("ctrl+z")
        assert desk.text == text
        await desk.press("ctrl+z")
        assert desk.text == "abc def ghi\n"
        await desk.press("ctrl+y", "ctrl+y")
        assert (desk.text, desk.area.cursor_location) == (cut, cursor)
        desk.give_up()


@pytest.mark.parametrize(
    ("line", "cursor"), [(1, (0, 4)), (2, (1, 2)), (4, (3, 0))], ids=["amid", "above a shorter", "last"]
)
async def test_a_line_that_is_cut_again_leaves_the_cursor_in_its_column(
    studio: Studio, line: int, cursor: tuple[int, int]
) -> None:
    async with studio.open(studio.file("one two\nthree four\nab\nfive six"), line=line, column=5) as desk:
        await desk.press("ctrl+x")
        cut = desk.text
        assert desk.area.cursor_location == cursor
        await desk.press("ctrl+z")
        assert desk.area.cursor_location == (line - 1, 4)
        await desk.press("ctrl+y")
        assert (desk.text, desk.area.cursor_location) == (cut, cursor)
        desk.give_up()
