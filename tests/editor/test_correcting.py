"""Likely slips: one key puts the nearest right, and they are underlined while one wants that."""

from __future__ import annotations

from tests.editor.conftest import Desk, Studio
from typeahead.prediction.replies import Failed

TEXT = "In teh garden.\nIt was teh tethe.\nOf teh town.\n"


def underlined(desk: Desk) -> list[str]:
    found = []
    for row in range(desk.area.document.line_count):
        line = desk.area.get_line(row)
        found += [line.plain[span.start : span.end] for span in line.spans if "underline" in str(span.style)]
    return found


async def test_the_slip_before_the_cursor_is_put_right_and_one_undo_takes_it_back(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        desk.area.move_cursor((1, 12))
        await desk.press("shift+f7")
        await desk.until(lambda: desk.text == TEXT.replace("was teh", "was the"))
        assert desk.area.cursor_location == (1, 12)
        await desk.press("ctrl+z")
        assert desk.text == TEXT
        await desk.press("ctrl+y", "shift+f7")
        await desk.until(lambda: desk.text == "In the garden.\nIt was the tethe.\nOf teh town.\n")


async def test_what_was_put_right_stands_to_be_read_until_a_key(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        desk.area.move_cursor((1, 12))
        await desk.press("shift+f7")
        await desk.until(lambda: desk.text != TEXT)
        await desk.settle()
        assert desk.status("message").startswith("teh → the (")
        await desk.type("x")
        assert "→" not in desk.status("message")


async def test_what_failed_may_be_asked_for_again(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        desk.area.move_cursor((1, 12))
        desk.fake.may_answer.clear()
        await desk.press("shift+f7")
        desk.app.hearing.hear(Failed("no room"))
        desk.fake.may_answer.set()
        await desk.settle()
        assert desk.text == TEXT
        await desk.press("shift+f7")
        await desk.until(lambda: desk.text == TEXT.replace("was teh", "was the"))


async def test_a_longer_word_at_the_cursor_moves_it_along(studio: Studio) -> None:
    async with studio.open(studio.file("In teh")) as desk:
        desk.area.move_cursor((0, 6))
        await desk.press("shift+f7")
        await desk.until(lambda: desk.text == "In the")
        assert desk.area.cursor_location == (0, 6)


async def test_it_says_so_where_there_is_none(studio: Studio) -> None:
    async with studio.open(studio.file("In the garden.\nteh\n")) as desk:
        await desk.press("shift+f7")
        await desk.until(lambda: "Nothing to correct" in desk.status("message"))
        assert desk.text == "In the garden.\nteh\n"


async def test_nothing_is_looked_for_until_it_is_wanted(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        await desk.type("teh ")
        await desk.settle()
        assert desk.fake.corrected == []
        assert underlined(desk) == []
        assert not desk.app.correcting.underline_errors


async def test_slips_are_underlined_as_long_as_they_stand(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        desk.app.correcting.toggle()
        await desk.until(lambda: underlined(desk) == ["teh", "teh", "teh"])
        desk.fake.may_answer.clear()  # however slow the machine, it has not been looked at again yet
        await desk.type("x")  # in the first line, which has to be looked at again
        assert underlined(desk) == ["teh", "teh"]
        desk.fake.may_answer.set()
        await desk.until(lambda: underlined(desk) == ["teh", "teh", "teh"])
        desk.app.correcting.toggle()
        assert underlined(desk) == []


async def test_only_what_is_on_the_screen_is_looked_at(studio: Studio) -> None:
    text = "".join(f"Line {number} of teh text.\n" for number in range(400))
    async with studio.open(studio.file(text)) as desk:
        desk.app.correcting.toggle()
        await desk.until(lambda: underlined(desk))
        assert 10 < len(underlined(desk)) < 40
        assert len(desk.fake.corrected[0]) < 2_000
        desk.area.move_cursor((300, 0))
        await desk.until(lambda: any("300" in asked for asked in desk.fake.corrected))
        assert len(desk.fake.corrected[-1]) < 6_000


async def test_the_same_text_is_not_asked_about_twice(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        desk.area.move_cursor((0, 0))
        await desk.press("shift+f7")
        await desk.until(lambda: "Nothing to correct" in desk.status("message"))
        await desk.press("right", "right", "right", "right", "shift+f7")
        await desk.until(lambda: desk.text.startswith("In the"))
        assert len(desk.fake.corrected) == 1
