"""Figures in the status line: reading time, what is selected, line and column; and line numbers beside the text."""

from __future__ import annotations

import time

from textual.document._document import Selection

from tests.editor.conftest import Desk, Studio
from tests.editor.test_sizes import screen
from typeahead.editor import counting
from typeahead.editor.counting import said_of
from typeahead.editor.reading_time import WORDS_A_MINUTE, reading_time


def command(desk: Desk, title: str) -> None:
    commands = {c.title: c.callback for c in desk.app.get_system_commands(desk.app.screen)}
    commands[title]()


def test_reading_time_at_238_words_a_minute() -> None:
    assert WORDS_A_MINUTE == 238
    for words, said in ((0, ""), (1, "< 1 min"), (237, "< 1 min"), (238, "1 min"), (2_380, "10 min")):
        assert reading_time(words) == (said and f"{said} to read")
    assert reading_time(238 * 125) == "2 h 5 min to read"


def test_what_is_selected_is_said_in_words() -> None:
    assert said_of("") == ""
    assert said_of("a") == "1 word, 1 character selected"
    assert said_of("two words\n" * 600) == "1,200 words, 6,000 characters selected"


async def test_reading_time_where_there_is_room(studio: Studio) -> None:
    async with studio.open(studio.file("word " * 1_200), size=(120, 24)) as desk:
        assert "1,200 words  5 min to read" in screen(desk)[-1]
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: len(screen(desk)[-1]) == 80 and "to read" not in screen(desk)[-1])
        assert "1,200 words" in screen(desk)[-1]


async def test_a_selection_is_counted_in_the_place_of_the_text(studio: Studio) -> None:
    async with studio.open(studio.file("one two three", "a-rather-long-name.md")) as desk:
        await desk.press("ctrl+shift+right", "ctrl+shift+right")
        await desk.until(lambda: "2 words, 7 characters selected" in screen(desk)[-1])
        row = screen(desk)[-1]
        assert "3 words" not in row
        assert "learning" in row
        assert row.strip().endswith("F1 help")
        await desk.press("right")
        await desk.until(lambda: "3 words" in screen(desk)[-1])
        await desk.press("f7")
        await desk.until(lambda: "3 words, 13 characters selected" in screen(desk)[-1])
        await desk.type("x")
        await desk.until(lambda: "1 word " in screen(desk)[-1])


async def test_a_long_selection_is_counted_after_a_pause(studio: Studio) -> None:
    async with studio.open(studio.file("one two\n" * 1_000)) as desk:
        desk.area.selection = Selection((0, 0), (counting._AT_ONCE + 1, 0))
        await desk.pilot.pause()
        await desk.until(lambda: desk.status("selected") == "402 words, 1,608 characters selected")


async def test_line_and_column_are_an_option(studio: Studio) -> None:
    async with studio.open(studio.file("one\ntwo")) as desk:
        assert desk.status("place") == ""
        command(desk, "Line and column: show")
        await desk.press("down", "right", "right")
        assert desk.status("place") == "2:3"
        assert " 2:3 " in screen(desk)[-1]
        await desk.type("é")
        assert desk.status("place") == "2:4"
        command(desk, "Line and column: hide")
        assert desk.status("place") == ""


async def test_line_numbers_stand_at_the_first_row_of_each_line(studio: Studio) -> None:
    path = studio.file("word " * 20 + "\ntwo\n" + "\n".join("abc" for _ in range(6)))
    async with studio.open(path, size=(80, 24)) as desk:
        before = desk.area.wrap_width
        command(desk, "Line numbers: show")
        await desk.until(lambda: screen(desk)[0].startswith(" 1  word"))
        assert desk.area.wrap_width == before - desk.area.gutter_width
        assert screen(desk)[1].startswith("    word"), "a wrapped line goes on without one"
        assert screen(desk)[2].startswith(" 2  two")
        await desk.press("ctrl+end")
        await desk.type("\nnine\nten")
        assert screen(desk)[0].startswith("  1  word"), "two digits: rows drawn before move too"
        assert screen(desk)[10].startswith(" 10  ten")
        await desk.press("ctrl+home", "enter")
        assert screen(desk)[3].startswith("  3  two"), "numbers follow what is put before them"
        await desk.press("ctrl+z")
        command(desk, "Line numbers: hide")
        await desk.until(lambda: screen(desk)[0].startswith(" word"))


async def test_line_numbers_beside_heat_and_the_panel(studio: Studio) -> None:
    async with studio.open(studio.file("The students opened their books.\n" * 3), size=(120, 30)) as desk:
        desk.area.show_line_numbers = True
        await desk.press("f3")
        await desk.until(lambda: any(desk.area.figures[line] for line in range(3)))
        await desk.until(lambda: screen(desk)[2].startswith(" 3  The students"))
        assert "Surprise" in screen(desk)[0], "the panel stands where it stood"


async def test_keys_cost_no_more_with_numbers_in_a_long_document(studio: Studio) -> None:
    def seconds_for_ten_keys(desk: Desk) -> float:
        began = time.thread_time()
        for _ in range(10):
            desk.area.replace("x", desk.area.cursor_location, desk.area.cursor_location)
            for y in range(20):
                desk.area.render_line(y)
        return time.thread_time() - began

    async with studio.open(studio.file("some words in a line of a long note\n" * 28_000)) as desk:
        without = min(seconds_for_ten_keys(desk) for _ in range(2))
        desk.area.show_line_numbers = True
        await desk.pilot.pause()
        assert min(seconds_for_ten_keys(desk) for _ in range(2)) < without * 3 + 0.05
