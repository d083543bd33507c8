"""What the editor does with the columns it has: wrapping, the panel, the status line."""

from __future__ import annotations

from tests.editor.conftest import Desk, Studio
from typeahead import settings_file
from typeahead.editor.setting_rows import VALUE_AT, value_at
from typeahead.editor.widgets.status_bar import StatusBar


def screen(desk: Desk) -> list[str]:
    """The rows on the screen, as drawn."""
    return [strip.text for strip in desk.app.screen._compositor.render_strips()]


async def test_the_text_is_wrapped_at_the_width_left_by_the_panel_at_once(studio: Studio) -> None:
    for words, rows in ((16, 2), (24, 3)):  # two rows with the panel and without; or one more with it
        path = studio.file(" ".join(f"word{n}" for n in range(words)))
        async with studio.open(path, size=(100, 30)) as desk:
            with_panel = [row[:57].rstrip() for row in screen(desk)[:rows]]
            assert with_panel[0].endswith("word8")
            await desk.press("f2")
            assert "word14" in screen(desk)[0]
            await desk.press("f2")
            assert desk.area.wrapped_document.height == rows
            assert [row[:57].rstrip() for row in screen(desk)[:rows]] == with_panel


async def test_the_panel_yields_where_the_text_needs_the_room_and_comes_back(studio: Studio) -> None:
    async with studio.open(studio.file("word " * 40), size=(120, 30)) as desk:
        panel = desk.app.query_one("#surprise")
        for width in (60, 40, 79):
            await desk.pilot.resize_terminal(width, 20)
            await desk.until(lambda: not panel.display)
            await desk.until(lambda width=width: desk.area.size.width == width - 2)
        await desk.press("f2")
        assert desk.status("message") == "The panel needs 80 columns; here are 79."
        await desk.pilot.resize_terminal(120, 30)
        await desk.until(lambda: panel.display)
    assert settings_file.read(studio.home).settings.panel == "auto", "what was not chosen is not remembered"


async def test_a_panel_opened_by_key_leaves_the_text_forty_columns(studio: Studio) -> None:
    async with studio.open(size=(80, 24)) as desk:
        panel = desk.app.query_one("#surprise")
        assert not panel.display
        await desk.press("f2")
        assert panel.display
        await desk.until(lambda: desk.area.size.width >= 40)
        await desk.type("The students opened their books ")
        await desk.until(lambda: "students" in desk.panel)
        assert all(len(row) <= 35 for row in desk.panel.splitlines())
        await desk.pilot.resize_terminal(60, 24)
        await desk.until(lambda: not panel.display)
    assert settings_file.read(studio.home).settings.panel is True
    async with studio.open(size=(60, 24)) as desk:
        assert not desk.app.query_one("#surprise").display, "not in a terminal this narrow"


async def test_the_status_line_is_never_cut(studio: Studio) -> None:
    path = studio.file("word " * 1234, "a-rather-long-name-for-notes.md")
    async with studio.open(path, size=(120, 24)) as desk:
        desk.app.query_one(StatusBar).show_learning(True, 12_345)
        desk.app.query_one(StatusBar).show_model("starter 5-gram and notes")
        for width in (200, 120, 101, 100, 99, 90, 80, 60, 40, 30):
            await desk.pilot.resize_terminal(width, 24)
            await desk.until(
                lambda width=width: desk.app.size.width == width == desk.area.parent.parent.size.width
            )
            await desk.until(lambda width=width: len(screen(desk)[-1]) == width)
            row = screen(desk)[-1].strip()
            assert row.endswith("F1 help"), (width, row)
            shown = [piece for piece in desk.app.query("#status Static") if piece.display]
            for piece in shown:
                assert str(piece.content) in row or piece.id == "file", (width, row)


async def test_the_status_line_is_not_cut_where_its_pieces_just_fit(studio: Studio) -> None:
    async with studio.open(size=(100, 24)) as desk:
        bar = desk.app.query_one(StatusBar)
        bar.show_model("starter 5-gram")
        for learned in (1, 12, 123, 1_234, 12_345):  # two cells at first, then one more each time
            for name in ("a", "ab", "abc", "abcd", "abcde", "abcdef", "abcdefg", "abcdefgh"):
                bar.show_file(name, True, 19)
                bar.show_learning(True, learned)
                await desk.pilot.pause()
                row = screen(desk)[-1]
                assert row.strip().endswith("F1 help"), (learned, name, row)


async def test_an_error_has_the_whole_line(studio: Studio) -> None:
    async with studio.open(studio.file("one"), size=(80, 24)) as desk:
        await desk.type("x")
        text = "Not saved: /home/someone/notes/school.md (No space left on device) 123456"
        desk.app.say(text, error=True)
        await desk.until(lambda: screen(desk)[-1].strip() == text)
        await desk.type("y")
        await desk.until(lambda: screen(desk)[-1].strip().endswith("F1 help"))


async def test_in_forty_columns_values_can_be_read_and_closing_is_named(studio: Studio) -> None:
    for size in ((40, 12), (60, 20), (80, 24)):
        async with studio.open(size=size) as desk:
            await desk.press("f10")
            await desk.until(lambda: any("‹ on ›" in row for row in screen(desk)))
            assert any("‹ 5 ›" in row for row in screen(desk)), size
            for key in ("← → change", "Del as it comes", "O open the file", "Esc close"):
                assert key in "".join(screen(desk)), (size, key)
            await desk.press("escape", "f5")
            await desk.until(lambda: "Esc closes" in "".join(screen(desk)))
            assert "T trains" in "".join(screen(desk)), size
            await desk.press("t")
            await desk.until(lambda: "R trains now" in "".join(screen(desk)))
            assert "Esc closes" in "".join(screen(desk)), size


def test_no_value_of_a_setting_is_cut_in_forty_columns() -> None:
    for shown in ("‹ on ›", "‹ 0.64 ›", "‹ typeahead-contrast ›"):
        assert value_at(shown, 35) + len(shown) <= 35
        assert value_at(shown, 75) == VALUE_AT


async def test_that_there_is_no_room_for_the_panel_is_whole_and_goes_with_the_next_key(
    studio: Studio,
) -> None:
    async with studio.open(studio.file("one two"), size=(40, 12)) as desk:
        for leave in ("right", "f1"):
            await desk.press("f2")
            assert desk.status("message") == "Here are 40 of 80 columns."
            await desk.press(leave)
            assert desk.status("message") == "", leave
        await desk.press("escape", "f2")
        assert desk.status("message")
        await desk.pilot.resize_terminal(50, 12)
        await desk.until(lambda: not desk.status("message"))
