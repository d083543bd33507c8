"""Markdown in the text: what it looks like, what lies over it, and what it costs."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.style import Style

from tests.editor.conftest import Desk, Studio
from typeahead.editor.markdown import dialect_of
from typeahead.text.markdown import blocks
from typeahead.text.markdown import spans as looks

NOTE = "# Head\n\nThe **bold** *word* and `code`.\n\n- [x] done\n> said\n"


def style_of(desk: Desk, row: int, text: str) -> Style:
    """How a drawn row shows a piece of text: of its first letter."""
    at = 0
    strip = desk.area.render_line(row)
    place = strip.text.index(text)
    for segment in strip:
        at += len(segment.text)
        if at > place:
            return segment.style or Style()
    raise AssertionError(text)


@pytest.mark.parametrize(
    ("name", "dialect"),
    [
        ("a.md", "markdown"),
        ("a.MARKDOWN", "markdown"),
        ("a.mdx", "markdown"),
        (".git/COMMIT_EDITMSG", "commit"),
        ("a.txt", ""),
        ("a.org", ""),
        ("notes", ""),
    ],
)
def test_what_a_document_is_written_in(name: str, dialect: str) -> None:
    assert dialect_of(Path(name)) == dialect
    assert dialect_of(None) == "markdown"


async def test_markdown_looks_like_what_it_is_and_stays_as_it_is(studio: Studio) -> None:
    async with studio.open(studio.file(NOTE)) as desk:
        assert style_of(desk, 0, "Head").bold
        assert style_of(desk, 0, "#").dim
        assert style_of(desk, 2, "bold").bold
        assert style_of(desk, 2, "**").dim
        assert style_of(desk, 2, "word").italic
        assert style_of(desk, 2, "code").color != style_of(desk, 2, "and").color
        assert style_of(desk, 4, "- ").bold
        assert style_of(desk, 4, "done").dim
        assert style_of(desk, 5, "said").italic
        rows = [desk.area.render_line(row).text.rstrip() for row in range(6)]
        assert rows == NOTE.rstrip("\n").split("\n")
        assert desk.text == NOTE


async def test_plain_text_is_not_styled_until_it_is_saved_as_markdown(studio: Studio) -> None:
    async with studio.open(studio.file(NOTE, "a.txt")) as desk:
        assert not style_of(desk, 0, "Head").bold
        await desk.press("f12")
        await desk.press("ctrl+u")
        await desk.type(f"{studio.folder}/b.md")
        await desk.press("enter")
        await desk.until(lambda: (studio.folder / "b.md").exists())
        await desk.until(lambda: style_of(desk, 0, "Head").bold)


async def test_a_commit_message_and_a_new_document(studio: Studio) -> None:
    async with studio.open(studio.file("Mend it\n# On branch main\n", "COMMIT_EDITMSG")) as desk:
        assert style_of(desk, 0, "Mend").bold
        assert style_of(desk, 1, "On").dim
        assert not style_of(desk, 1, "On").bold
    async with studio.open() as desk:
        await desk.type("**bold** x")
        assert style_of(desk, 0, "bold").bold
        desk.give_up()


async def test_a_fence_typed_above_changes_what_is_below(studio: Studio) -> None:
    async with studio.open(studio.file("\ntext **bold**\n")) as desk:
        assert style_of(desk, 1, "bold").bold
        await desk.type("```")
        assert not style_of(desk, 1, "bold").bold
        await desk.press("ctrl+z")
        assert style_of(desk, 1, "bold").bold
        desk.give_up()


async def test_wrapped_rows_have_the_styles_of_their_own_words(studio: Studio) -> None:
    line = "word " * 14 + "then **bold that is wrapped** and " + "word " * 14 + "*end*"
    async with studio.open(studio.file(f"x\n{line}")) as desk:
        rows = [desk.area.render_line(row).text for row in range(1, 5)]
        for piece, kind in (("bold", "bold"), ("wrapped", "bold"), ("end", "italic")):
            row = next(at for at, text in enumerate(rows, 1) if piece in text)
            assert getattr(style_of(desk, row, piece), kind)
        row = next(at for at, text in enumerate(rows, 1) if "and" in text)
        assert not style_of(desk, row, "and").bold


@pytest.mark.parametrize("cursor", ["here", "elsewhere"])
async def test_heat_and_matches_lie_over_it(studio: Studio, cursor: str) -> None:
    async with studio.open(studio.file("# Head **bold** [books](books) x\n\nend")) as desk:
        await desk.press(*(["end"] if cursor == "here" else ["down", "down"]))
        plain = desk.area._theme.base_style.bgcolor
        await desk.press("f3", *["f9"] * 10)
        await desk.until(lambda: desk.app.surprise.measuring.complete)
        await desk.until(lambda: style_of(desk, 0, "bold").bgcolor not in (None, plain))
        assert style_of(desk, 0, "bold").bold
        assert not style_of(desk, 0, "books)").dim, "what is hot is not in the background"
        await desk.press("f3")
        await desk.press("ctrl+f")
        await desk.type("bold")
        await desk.until(lambda: style_of(desk, 0, "bold").underline)
        if cursor == "elsewhere":
            assert style_of(desk, 0, "bold").bgcolor not in (None, plain)


async def test_heat_without_colours_is_told_from_markdown(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with studio.open(studio.file("# Students\n\nend")) as desk:
        assert style_of(desk, 0, "Students").bold
        assert not style_of(desk, 0, "Students").underline
        await desk.press("down", "down", "f3", *["f9"] * 10)
        await desk.until(lambda: style_of(desk, 0, "Students").underline)


async def test_the_palette_turns_it_off_and_on(studio: Studio) -> None:
    async with studio.open(studio.file(NOTE)) as desk:

        def named(title: str) -> None:
            (found,) = (each for each in desk.app.get_system_commands(desk.app.screen) if each.title == title)
            found.callback()

        named("Markdown: plain")
        assert not style_of(desk, 0, "Head").bold
        named("Markdown: styled")
        assert style_of(desk, 0, "Head").bold
        desk.app.theme = "textual-light"
        await desk.pilot.pause()
        light = style_of(desk, 0, "Head")
        desk.app.theme = "textual-dark"
        await desk.pilot.pause()
        assert style_of(desk, 0, "Head").color != light.color
        assert light.bold


async def test_a_key_costs_no_more_in_a_long_document(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: lines read and lines looked at for a key, in 10 MB as in a page."""
    read: list[str] = []
    after, found = blocks.after, looks.spans
    monkeypatch.setattr(blocks, "after", lambda line, state: (read.append(line), after(line, state))[1])
    monkeypatch.setattr(
        "typeahead.editor.widgets.markdown_area.spans", lambda *args: (read.append(args[0]), found(*args))[1]
    )
    costs = []
    for lines in (40, 4_000):
        async with studio.open(studio.file("- an **item** of the list\n" * lines)) as desk:
            desk.app.surprise.measuring.wanted = False
            cost = []
            for key in ("a", "`", "`", "`", "enter", "backspace"):
                read.clear()
                await desk.press(key)
                cost.append(len(read))
            costs.append(cost)
            desk.give_up()
    assert costs[1] == costs[0]
    assert 0 < max(costs[0]) < 300


def test_the_states_of_ten_megabytes_are_no_work_for_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    from typeahead.text.markdown.states import LineStates

    lines = ["The students opened their books, and were at the door."] * 180_000
    states = LineStates(len(lines), lines.__getitem__)
    states.before(50)
    read: list[str] = []
    after = blocks.after
    monkeypatch.setattr(blocks, "after", lambda line, state: (read.append(line), after(line, state))[1])
    for text in ("```", "```x", "> quote", "- item", "text"):
        lines[3] = text
        states.replaced(3, 3, 3)
        for row in range(40):
            states.before(row)
        assert len(read) <= 40
        read.clear()
