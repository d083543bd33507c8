"""Ghost text at the right edge: cut with a mark, whole in the line below, and never in the way of the text."""

from __future__ import annotations

from tests.editor.conftest import Desk, Studio
from tests.editor.test_sizes import screen


def row(desk: Desk, number: int, text: str) -> str:
    """A row of the text as drawn, without its margin."""
    drawn = screen(desk)[number][: desk.area.size.width + 2].rstrip()
    assert drawn.strip().startswith(text), drawn
    return drawn.strip()


async def test_a_phrase_is_cut_with_a_mark_and_stands_whole_in_the_line_below(studio: Studio) -> None:
    async with studio.open(size=(80, 24)) as desk:
        width = desk.area.wrap_width
        filling = "x" * (width - 20)
        await desk.type(filling + ". The students ")
        await desk.ghost_is("opened their books")
        assert row(desk, 0, "x") == f"{filling}. The students opene…"
        assert desk.line.startswith("Tab opened their books 80%")
        await desk.press("tab")
        assert desk.text.endswith("The students opened their books ")


async def test_at_the_end_of_a_wrapped_row_too(studio: Studio) -> None:
    async with studio.open(size=(80, 24)) as desk:
        width = desk.area.wrap_width
        first, second = "y" * (width - 1), "x" * (width - 8)
        await desk.type(f"{first} {second}. The ")
        await desk.ghost_is("students")
        assert desk.area.wrapped_document.height == 2
        assert row(desk, 1, "x") == f"{second}. The st…"
        await desk.type("s")
        assert row(desk, 1, "x") == f"{second}. The st…"
        await desk.until(lambda: desk.line.startswith("Tab students"))


async def test_what_stands_behind_the_cursor_stays_in_sight(studio: Studio) -> None:
    async with studio.open(size=(80, 24)) as desk:
        filling = "x" * (desk.area.wrap_width - 13)
        desk.area.open_text(f"{filling}. (The )", line=1, column=len(filling) + 8)
        await desk.ghost_is("students")
        assert row(desk, 0, "x") == f"{filling}. (The stude…)"
        await desk.pilot.resize_terminal(90, 24)
        await desk.until(lambda: row(desk, 0, "x").endswith("(The students)"))


async def test_in_a_line_that_is_not_wrapped_it_is_cut_at_the_edge_of_the_screen(studio: Studio) -> None:
    text = "z" * 100 + "\n" + "y" * 200
    async with studio.open(studio.file(text), size=(80, 24)) as desk:
        desk.area.soft_wrap = False
        desk.area.move_cursor((0, 100))
        await desk.type(". The ")
        await desk.ghost_is("students")
        desk.area.scroll_to(x=106 - (desk.area.scrollable_content_region.width - 6), animate=False)
        await desk.until(lambda: screen(desk)[0].rstrip().endswith("z. The stude…"))


async def test_line_numbers_take_their_room(studio: Studio) -> None:
    async with studio.open(size=(80, 24)) as desk:
        desk.area.show_line_numbers = True
        filling = "x" * (desk.area.wrap_width - 12)
        await desk.type(filling + ". The ")
        await desk.ghost_is("students")
        assert screen(desk)[0].rstrip().endswith(". The studen…")


async def test_the_odds_make_room_for_a_phrase_in_a_narrow_line(studio: Studio) -> None:
    async with studio.open(size=(26, 12)) as desk:
        await desk.type("The students ")
        await desk.until(lambda: desk.line.startswith("Tab opened their books"))
        assert "%" not in desk.line


async def test_no_moment_without_a_ghost_while_its_letters_are_typed(studio: Studio) -> None:
    from typeahead.prediction.ghost import GHOST_IN_WORD, GHOST_NEXT_WORD

    async with studio.open() as desk:
        desk.fake.likelihood = GHOST_NEXT_WORD
        assert GHOST_NEXT_WORD < GHOST_IN_WORD, "inside the word it would not appear anew"
        await desk.type("The ")
        await desk.ghost_is("students")
        seen: list[str] = []
        desk.app.watch(desk.area, "suggestion", lambda ghost: seen.append(ghost), init=False)
        for letter in "stud":
            await desk.type(letter)
            await desk.settle()
        assert seen == ["tudents", "udents", "dents", "ents"]
        assert desk.line.startswith("Tab students")
        await desk.press("tab")
        assert desk.text == "The students "


async def test_tab_in_one_burst_with_letters_takes_what_agrees_with_all_of_them(studio: Studio) -> None:
    async with studio.open() as desk:
        for letters, result in (("st\t", "The students "), ("sto\t", "The sto"), ("x\t", "The x")):
            desk.area.open_text("The ")
            await desk.press("ctrl+end")
            await desk.ghost_is("students")
            desk.fake.may_answer.clear()
            await desk.type(letters.replace("\t", ""), then="tab")
            assert desk.text == result, letters
            desk.fake.may_answer.set()
