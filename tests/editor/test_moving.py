"""Moving, selecting, cutting and pasting, the wheel, and wrapped lists."""

from __future__ import annotations

import base64
from pathlib import Path

from textual import events

from tests.editor.conftest import Desk, Studio
from tests.editor.terminal import Terminal


async def test_paragraphs_up_and_down_and_selecting(studio: Studio) -> None:
    text = "one\ntwo\n\n- three\n- four\n\n\nfive"
    async with studio.open(studio.file(text)) as desk:
        area = desk.area

        async def at(*keys: str) -> tuple[int, int]:
            await desk.press(*keys)
            return area.cursor_location

        assert await at("ctrl+down") == (3, 0)
        assert await at("right", "ctrl+down") == (7, 0)
        assert await at("ctrl+down") == (7, 4)
        assert await at("ctrl+up") == (7, 0)
        assert await at("ctrl+up") == (3, 0)
        assert await at("ctrl+shift+up") == (0, 0)
        assert area.selected_text == "one\ntwo\n\n"
        assert await at("ctrl+down", "ctrl+shift+down") == (7, 0)
        assert area.selected_text == "- three\n- four\n\n\n"
        assert desk.text == text


async def test_words_left_and_right(studio: Studio) -> None:
    async with studio.open(studio.file("- Don't **stop**, café\n> end")) as desk:
        columns = []
        for _ in range(9):
            await desk.press("ctrl+right")
            columns.append(desk.area.cursor_location)
        assert columns[:2] == [(0, 2), (0, 7)], "an apostrophe is part of its word"
        assert (0, 14) in columns
        assert (0, 22) in columns
        await desk.press("ctrl+home", "end", "ctrl+left")
        assert desk.area.cursor_location == (0, 18)
        await desk.press("ctrl+shift+left", "ctrl+shift+left")
        assert desk.area.selected_text.endswith(", ")
        await desk.press("home", "ctrl+right", "ctrl+right", "ctrl+w")
        assert desk.text.startswith("-  **stop**")
        desk.give_up()


async def test_cut_copy_and_paste(studio: Studio) -> None:
    async with studio.open(studio.file("one two\nthree")) as desk:
        await desk.press("ctrl+v")
        assert desk.text == "one two\nthree", "there is nothing to paste yet"
        await desk.press("f7", "ctrl+v")
        assert desk.text == "one two\nthree", "and nothing takes the place of what is selected"
        await desk.press("ctrl+home", "ctrl+shift+right", "ctrl+c")
        assert desk.app.clipboard == "one"
        await desk.press("ctrl+end", "ctrl+v")
        assert desk.text == "one two\nthreeone"
        await desk.press("ctrl+z")
        assert desk.text == "one two\nthree"
        await desk.press("ctrl+home", "shift+down", "ctrl+x")
        assert (desk.text, desk.app.clipboard) == ("three", "one two\n")
        await desk.press("ctrl+z")
        assert desk.text == "one two\nthree"
        assert desk.area.selected_text == "one two\n"
        desk.give_up()


async def paste(desk: Desk, text: str) -> None:
    desk.app.post_message(events.Paste(text))
    await desk.pilot.pause()
    await desk.pilot.pause()


async def test_what_the_terminal_pastes_is_one_step_as_it_is(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("- x")
        await paste(desk, "y")
        await desk.type("z")
        await desk.press("ctrl+z")
        assert desk.text == "- xy"
        await desk.press("ctrl+z")
        assert desk.text == "- x", "one letter that is pasted is a step too"
        await paste(desk, "a\r\n- b\r\n\t1. c\n\n")
        assert desk.text == "- xa\n- b\n\t1. c\n\n", "no list goes on in what is pasted"
        await desk.press("ctrl+z")
        assert desk.text == "- x"
        await desk.press("f7")
        await paste(desk, "")
        assert desk.text == "- x"
        desk.give_up()


async def test_the_wheel_moves_by_lines_and_nothing_jumps_back(studio: Studio) -> None:
    async with studio.open(studio.file("- the item\n" * 200)) as desk:
        area = desk.area
        await desk.type("the ")
        await desk.settle()
        steps = []
        for _ in range(4):
            area.post_message(events.MouseScrollDown(area, 5, 5, 0, 1, 0, False, False, False, 5, 5, None))
            await desk.pilot.pause()
            steps.append(area.scroll_offset.y)
        by = desk.app.scroll_sensitivity_y
        assert steps == [by, 2 * by, 3 * by, 4 * by]
        desk.area.ask_again()
        await desk.settle()
        assert area.scroll_offset.y == 4 * by, "an answer does not take the view back to the cursor"
        area.post_message(events.MouseScrollUp(area, 5, 5, 0, -1, 0, False, False, False, 5, 5, None))
        await desk.pilot.pause()
        assert area.scroll_offset.y == 3 * by
        assert area.cursor_location == (0, 4)
        desk.give_up()


def test_what_is_copied_reaches_the_terminal(tmp_path: Path) -> None:
    note = tmp_path / "a.md"
    note.write_text("- grüße **you**\n")
    terminal = Terminal(tmp_path / "home", str(note))
    terminal.wait_for("F1 help")
    terminal.press("\x1b[18~")  # F7: select all
    terminal.press("\x03")
    sent = base64.b64encode("- grüße **you**\n".encode()).decode()
    terminal.wait_for(f"]52;c;{sent}")
    terminal.press("\x1b[200~one\rtwo\x1b[201~")
    terminal.wait_for("two")
    terminal.press("\x11")
    terminal.wait_for("has unsaved changes")
    terminal.press("d")
    assert terminal.wait_for_end() == 1
