"""The find bar: finding, going from match to match, replacing, and what can't be found."""

from __future__ import annotations

import pytest
from textual import events
from textual.document._document import Selection
from textual.widget import Widget

from tests.editor.conftest import Desk, Studio
from typeahead.editor import finding as editor_finding
from typeahead.editor.screens.command_palette import Palette
from typeahead.editor.screens.help import Help
from typeahead.editor.widgets.find_bar import FindBar
from typeahead.text import finding

TEXT = "The cat sat.\nA Cat and a cat.\n\nNo dog here.\nThe last cat.\n"


def bar(desk: Desk) -> FindBar:
    return desk.app.query_one(FindBar)


def message(desk: Desk) -> str:
    return desk.app.query_one("#status").message  # type: ignore[attr-defined,no-any-return]


def marked(desk: Desk) -> list[str]:
    """What is drawn as a match, on the whole screen."""
    area = desk.area
    area._theme.apply_css(area)
    style = area.get_component_rich_style("text-area--match")
    return [
        segment.text
        for y in range(area.size.height)
        for segment in area.render_line(y)
        if segment.style and segment.style.underline and segment.text.strip() and style.underline
    ]


async def find(desk: Desk, text: str) -> None:
    await desk.press("ctrl+f")
    await desk.type(text)
    await desk.until(lambda: desk.app.finding._is_true)


async def test_finds_as_one_types_and_counts(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        await find(desk, "cat")
        assert desk.area.selection == ((0, 4), (0, 7))
        assert bar(desk).count == "1 of 4"
        assert marked(desk) == ["cat", "Cat", "cat", "cat"]
        assert desk.text == TEXT, "nothing that was typed is in the text"
        await desk.type("x")
        await desk.until(lambda: bar(desk).count == "no match")
        assert desk.area.cursor_location == (0, 0), "back to where the search began"
        await desk.press("backspace")
        await desk.until(lambda: bar(desk).count == "1 of 4")


async def test_next_and_previous_go_round_from_the_cursor(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT), line=2) as desk:
        await find(desk, "cat")
        assert bar(desk).count == "2 of 4"
        for key, count in (
            ("enter", "3 of 4"),
            ("f3", "4 of 4"),
            ("down", "1 of 4"),
            ("up", "4 of 4"),
            ("shift+f3", "3 of 4"),
            ("shift+enter", "2 of 4"),
        ):
            await desk.press(key)
            assert bar(desk).count == count, key
        assert desk.area.selection == ((1, 2), (1, 5))


async def test_escape_stays_at_the_match_and_goes_back_if_there_is_none(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT), line=4) as desk:
        suggestions = desk.app.query_one("#suggestions")
        await find(desk, "cat")
        assert not suggestions.display, "the bar stands in its place"
        await desk.press("enter", "escape")
        assert desk.area.has_focus
        assert desk.area.selection == ((0, 4), (0, 7))
        assert not bar(desk).display
        assert suggestions.display
        assert marked(desk) == []
        desk.area.selection = Selection((1, 0), (3, 5))
        await desk.pilot.pause()
        await find(desk, "zebra")
        await desk.press("enter", "escape")
        assert desk.area.selection == ((1, 0), (3, 5))


async def test_keys_typed_at_once_go_where_they_are_meant(studio: Studio) -> None:
    """As over a slow line: everything arrives together, before the bar is there."""
    async with studio.open(studio.file(TEXT)) as desk:
        for key in ("x", "ctrl+f", *"cat", "enter", "escape"):
            desk.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await desk.until(lambda: desk.area.selection == ((1, 2), (1, 5)))
        assert desk.text == "x" + TEXT
        assert desk.area.has_focus
        assert not bar(desk).display


async def test_a_selection_is_what_is_sought(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT.replace("dog", "d.g"))) as desk:
        desk.area.selection = Selection((3, 3), (3, 6))
        await desk.pilot.pause()
        await desk.press("ctrl+f")
        assert bar(desk).sought.value == "d.g"
        assert bar(desk).count == "1 of 1"
        await desk.press("f8")
        await desk.press("escape", "ctrl+f")
        assert bar(desk).sought.value == r"d\.g", "the words as they are, not as an expression"
        desk.area.selection = Selection((0, 0), (3, 6))
        desk.area.focus()
        await desk.pilot.pause()
        await desk.press("ctrl+f")
        assert bar(desk).sought.value == r"d\.g", "lines are not taken over"
        await desk.type("cat")
        assert bar(desk).sought.value == "cat", "what stood there gives way"


async def test_case_and_regular_expressions(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        await find(desk, "Cat")
        await desk.press("f7")
        assert bar(desk).count == "1 of 1"
        assert desk.area.cursor_location == (1, 5)
        await desk.press("f7", "f8")
        assert bar(desk).count.endswith("of 4")
        await desk.press("escape")
        await find(desk, r"^\w+ cat")
        assert bar(desk).count.endswith("of 2")
        assert marked(desk) == ["The cat", "A Cat"]


async def test_a_bad_pattern_is_said_in_one_line(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT), line=2) as desk:
        await find(desk, "cat")
        await desk.press("f8")
        await desk.type("(")
        await desk.until(lambda: bar(desk).count == "bad regex")
        assert message(desk).startswith("Not a regular expression: missing )")
        assert desk.area.selection == ((1, 2), (1, 5)), "half an expression moves nothing"
        await desk.press("enter", "f3")
        await desk.type(")")
        await desk.until(lambda: bar(desk).count == "2 of 4")
        assert message(desk) == ""


async def test_a_pattern_without_end_does_not_hang(studio: Studio, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PATIENCE", 0.05)
    searches = []
    search = editor_finding.find
    monkeypatch.setattr(editor_finding, "find", lambda *given: searches.append(given) or search(*given))
    async with studio.open(studio.file("a" * 80 + "b" * 80)) as desk:
        await desk.press("ctrl+f", "f8")
        await desk.type("(a|aa)+$")
        await desk.until(lambda: bar(desk).count == "too slow")
        assert "too long" in message(desk)
        count = len(searches)
        await desk.press("escape")
        desk.area.focus()
        await desk.type("x")
        await desk.settle()
        assert len(searches) == count, "not tried again for every letter"
        assert desk.text.startswith("x")


# --- replacing


async def test_replace_one_by_one(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        await desk.press("ctrl+r")
        await desk.type("cat")
        await desk.press("tab")
        await desk.type("cats")
        assert desk.text == TEXT
        await desk.press("enter")
        assert desk.text.startswith("The cats sat.\nA Cat")
        assert desk.area.selection == ((1, 2), (1, 5))
        assert bar(desk).count == "2 of 4"
        await desk.press("down", "enter")
        assert desk.text == TEXT.replace("The cat sat", "The cats sat").replace("a cat.", "a cats.")
        await desk.press("ctrl+z", "ctrl+z")
        assert desk.text == TEXT, "undone from the bar, one at a time"


async def test_away_from_a_match_enter_only_goes_there(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        await find(desk, "cat")
        desk.area.move_cursor((2, 0))
        await desk.until(lambda: bar(desk).count == "4 matches")
        await desk.press("ctrl+r")
        assert desk.app.focused is bar(desk).template
        await desk.press("enter")
        assert desk.text == TEXT
        assert desk.area.selection == ((4, 9), (4, 12))


async def test_replace_all_is_one_step_and_says_how_many(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        desk.area.insert("x")
        desk.area.move_cursor((3, 5))
        await desk.press("ctrl+r", "f8")
        await desk.type(r"(c)(at)")
        await desk.until(lambda: "of 4" in bar(desk).count)
        await desk.press("tab")
        await desk.type(r"\2\1\n")
        await desk.press("f6")
        await desk.until(lambda: bar(desk).count == "4 replaced")
        assert desk.text == "x" + TEXT.replace("cat", "atc\n").replace("Cat", "atC\n")
        row, column = desk.area.cursor_location
        assert (row, desk.area.document[row][column:]) == (7, "atc"), "the cursor stays at its match"
        await desk.pilot.pause()
        assert bar(desk).count == "4 replaced"
        await desk.press("ctrl+z")
        assert desk.text == "x" + TEXT
        await desk.press("ctrl+y")
        assert "atc" in desk.text


async def test_nothing_is_replaced_before_there_is_a_field_for_it(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        await find(desk, "cat")
        await desk.press("f6")
        assert desk.text == TEXT
        assert bar(desk).replacing
        assert desk.app.focused is bar(desk).template


async def test_empty_matches_are_each_replaced_once(studio: Studio) -> None:
    async with studio.open(studio.file("one\ntwo\n")) as desk:
        await desk.press("ctrl+r", "f8")
        await desk.type("^(?=.)")
        await desk.press("tab")
        await desk.type("> ")
        await desk.until(lambda: bar(desk).count == "1 of 2")
        await desk.press("enter", "enter")
        assert desk.text == "> one\n> two\n"


async def test_what_was_put_before_a_match_does_not_make_it_another(studio: Studio) -> None:
    async with studio.open(studio.file("b b\n")) as desk:
        await desk.press("ctrl+r", "f8")
        await desk.type("(?=b)")
        await desk.press("tab")
        await desk.type("a")
        await desk.press("enter", "enter")
        assert desk.text == "ab ab\n"


async def test_a_bad_replacement_is_said_and_changes_nothing(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        await desk.press("ctrl+r", "f8")
        await desk.type("cat")
        await desk.press("tab")
        await desk.type(r"\7")
        for key in ("enter", "f6"):
            await desk.press(key)
            assert message(desk).startswith("Not a replacement: "), key
            assert desk.text == TEXT


# --- beside the text


async def test_the_text_can_be_written_in_while_the_bar_is_open(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    searches = []
    search = editor_finding.find
    monkeypatch.setattr(editor_finding, "find", lambda *given: searches.append(given) or search(*given))
    monkeypatch.setattr(editor_finding, "AFTER_EDIT", 3600)
    async with studio.open(studio.file(TEXT)) as desk:
        await find(desk, "cat")
        await desk.pilot.click("#text", offset=(1, 2))
        assert desk.area.has_focus
        assert desk.app.query_one("#suggestions").display
        count = len(searches)
        await desk.type("cat the ")
        assert len(searches) == count, "not for every letter"
        assert marked(desk) == [], "marks are never at the wrong place"
        assert bar(desk).count == ""
        await desk.press("f3")
        assert bar(desk).count.endswith("of 5")
        assert len(searches) == count + 1
        await desk.press("escape")
        assert not bar(desk).display


async def test_what_was_changed_is_counted_after_a_pause(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor_finding, "AFTER_EDIT", 0.01)
    async with studio.open(studio.file(TEXT)) as desk:
        await find(desk, "cat")
        desk.area.focus()
        desk.area.move_cursor((2, 0))
        await desk.type("a cat")
        await desk.until(lambda: bar(desk).count.endswith("5 matches"))
        assert desk.area.cursor_location == (2, 5), "without moving"


async def test_finding_goes_on_without_the_bar_from_the_palette_and_f3_is_heat_then(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        await desk.press("ctrl+f")
        await desk.type("cat")
        await desk.press("escape", "f3")
        assert desk.app.heat.on
        assert desk.area.selection == ((0, 4), (0, 7)), "nothing is gone on with"
        await desk.app.action_find_next()
        assert desk.area.selection == ((1, 2), (1, 5))
        assert message(desk) == "“cat”: 2 of 4"
        await desk.app.action_find_previous()
        assert desk.area.selection == ((0, 4), (0, 7))
        assert marked(desk) == []


async def test_by_mouse_and_from_the_palette(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        commands = {c.title: c.callback for c in desk.app.get_system_commands(desk.app.screen)}
        assert {"Find", "Find next", "Find previous", "Replace", "Go to line"} <= set(commands)
        await desk.press("ctrl+p")
        await desk.until(lambda: isinstance(desk.app.screen, Palette))
        await desk.pilot.pause()
        await desk.press(*"replace")
        await desk.pilot.pause(0.3)
        await desk.press("enter")
        await desk.until(lambda: len(desk.app.screen_stack) == 1 and desk.app.query(FindBar))
        await desk.until(lambda: bar(desk).replacing and desk.app.focused is bar(desk).sought)
        await desk.type("cat")
        await desk.until(lambda: bar(desk).count == "1 of 4")

        def named(action: str) -> Widget:
            return next(each for each in bar(desk).query(".clickable") if each._action == action)  # type: ignore[attr-defined]

        await desk.pilot.click(named("app.find_next"))
        assert bar(desk).count == "2 of 4"
        await desk.pilot.click(named("app.find_option('case')"))
        assert bar(desk).count == "2 of 3"
        await desk.pilot.click(named("app.replace_all"))
        assert desk.text == TEXT.replace("cat", "")
        await desk.pilot.click(named("app.close_bar"))
        assert desk.area.has_focus


async def test_a_screen_in_front_keeps_its_keys(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        await desk.press("f1")
        await desk.until(lambda: isinstance(desk.app.screen, Help))
        await desk.press("ctrl+f", "ctrl+r", "ctrl+g")
        assert isinstance(desk.app.screen, Help)
        assert not desk.app.screen_stack[0].query(".bar")


async def test_another_document_is_searched_anew(studio: Studio) -> None:
    async with studio.open(studio.file(TEXT)) as desk:
        await find(desk, "cat")
        desk.area.open_text("one cat")
        await desk.until(lambda: bar(desk).count == "1 match")
        await desk.press("enter")
        assert desk.area.selection == ((0, 4), (0, 7))


async def test_the_bar_fits_where_there_is_little_room(studio: Studio) -> None:
    for size in ((80, 24), (200, 60), (40, 12)):
        async with studio.open(studio.file(TEXT), size=size) as desk:
            await desk.press("ctrl+r")
            await desk.type("cat")
            await desk.until(lambda desk=desk: bar(desk).count == "1 of 4")
            await desk.pilot.pause()
            rows = [strip.text for strip in desk.app.screen._compositor.render_strips()]
            assert rows[-3].split()[:2] == ["Find", "cat"]
            assert "1 of 4" in rows[-3]
            assert rows[-2].startswith(" Replace")
            assert ("F8 regex" in rows[-3]) == (size[0] > 40)


async def test_control_characters_of_the_text_do_not_reach_the_terminal(studio: Studio) -> None:
    async with studio.open(studio.file("a \x1b[31m b")) as desk:
        desk.area.selection = Selection((0, 0), (0, 7))
        await desk.pilot.pause()
        await desk.press("ctrl+f")
        await desk.pilot.pause()
        assert "\x1b" in bar(desk).sought.value
        assert bar(desk).count == "1 of 1"
        assert "\x1b" not in "".join(segment.text for segment in bar(desk).sought.render_line(0))


async def test_marks_follow_a_match_over_the_end_of_a_row(studio: Studio) -> None:
    async with studio.open(studio.file("one two three four five six\n" * 3), size=(20, 12)) as desk:
        await find(desk, "e f")  # the rows end behind "three "
        assert marked(desk) == ["e ", "f"] * 3
        desk.area.soft_wrap = False
        assert marked(desk) == ["e f"] * 3
