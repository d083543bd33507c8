"""What is made of keys: capitals at the start of sentences, digits that choose; Backspace puts back what was typed."""

from __future__ import annotations

import pytest

from tests.editor.conftest import Studio

THEIR = "The students opened their "


async def test_capitals_are_made_only_when_wanted(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("one. two")
        assert desk.text == "one. two"
        desk.area.capitals = True
        await desk.type(". three, four, e.g. five.\nsix\n\nseven. “eight…")
        assert desk.text == "one. two. Three, four, e.g. five.\nSix\n\nSeven. “Eight…"


async def test_behind_a_greek_question_and_a_quotation_that_points_inwards(studio: Studio) -> None:
    async with studio.open() as desk:
        desk.area.capitals = True
        await desk.type("τι κάνεις; καλά; ναι. er sagt ›gut.‹ er\n\nthis; that")
        assert desk.text == "Τι κάνεις; Καλά; Ναι. Er sagt ›gut.‹ Er\n\nThis; that"


async def test_after_marks_of_lists_and_headings_but_not_in_code_nor_inside_a_word(studio: Studio) -> None:
    async with studio.open() as desk:
        desk.area.capitals, desk.area.continues = True, False
        await desk.type("# one\n\n- two\n- [ ] three\n\n```\nfour. five\n```\n\nßig. 4x. iPod")
        assert desk.text == "# One\n\n- Two\n- [ ] Three\n\n```\nfour. five\n```\n\nßig. 4x. IPod"
        desk.area.move_cursor((0, 3))
        await desk.type("x")
        assert desk.text.startswith("# Oxne")


async def test_georgian_begins_no_sentence_with_a_capital(studio: Studio) -> None:
    async with studio.open() as desk:
        desk.area.capitals = True
        await desk.type("ეს. დღეს. ǆep")
        assert desk.text == "ეს. დღეს. ǅep"


async def test_one_undo_or_backspace_takes_a_capital_back_and_not_the_letter(studio: Studio) -> None:
    async with studio.open() as desk:
        desk.area.capitals = True
        for key in ("backspace", "ctrl+z"):
            desk.area.open_text("")
            await desk.type("One. i")
            assert desk.text == "One. I"
            await desk.press(key)
            assert desk.text == "One. i", key
            await desk.type("Phone")
            assert desk.text == "One. iPhone"
            await desk.press("backspace")
            assert desk.text == "One. iPhon", "later Backspace only deletes"
        await desk.type(". ax")
        await desk.press("backspace", "backspace")
        assert desk.text == "One. iPhon. ", "after the next letter the capital is the person's own"


async def test_once_the_cursor_was_elsewhere_backspace_only_deletes(studio: Studio) -> None:
    async with studio.open() as desk:
        desk.area.capitals = True
        await desk.type("a")
        await desk.press("left", "right", "backspace")
        assert desk.text == ""


async def test_the_ghost_stays_while_its_capital_is_made(studio: Studio) -> None:
    async with studio.open() as desk:
        desk.area.capitals = True
        await desk.ghost_is("The students opened")
        seen: list[str] = []
        desk.app.watch(desk.area, "suggestion", lambda ghost: seen.append(ghost), init=False)
        desk.fake.may_answer.clear()
        await desk.type("t")
        assert (desk.text, desk.ghost) == ("T", "he students opened")
        await desk.press("tab")
        assert desk.text == "The students opened "
        await desk.press("ctrl+z")
        assert desk.text == "T"
        await desk.press("ctrl+z")
        assert desk.text == "t"
        desk.fake.may_answer.set()


async def test_digits_choose_while_suggestions_are_shown_and_else_are_written(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type(THEIR)
        await desk.ghost_is("books")
        await desk.type("2")
        assert desk.text == THEIR + "2", "not unless wanted"
        desk.area.digits_choose = True
        for digits, result in (("2", "minds "), ("5", "boxes "), ("7", "7"), ("0", "0"), ("75", "75")):
            desk.area.open_text(THEIR)
            await desk.press("ctrl+end")
            await desk.ghost_is("books")
            await desk.type(digits)
            assert desk.text == THEIR + result, digits
        await desk.type(", 1")
        await desk.settle()
        await desk.type("23")
        assert desk.text == THEIR + "75, 123", "after a digit they are written"


async def test_backspace_after_a_digit_that_chose_puts_the_digit_there(studio: Studio) -> None:
    async with studio.open() as desk:
        desk.area.digits_choose = True
        await desk.type(THEIR + "b")
        await desk.ghost_is("ooks")
        tally = desk.area.tally
        characters, keys, taken = tally.characters, tally.keys, tally.taken
        await desk.type("1")
        assert desk.text == THEIR + "books "
        await desk.press("backspace")
        assert desk.text == THEIR + "b1"
        assert tally.taken == taken
        assert (tally.characters, tally.keys) == (characters + 1, keys + 2), "the digit, written by Backspace"
        await desk.type("2")
        assert desk.text == THEIR + "b12"
        await desk.press("backspace")
        assert desk.text == THEIR + "b1"


async def test_escape_first_and_every_digit_is_written(studio: Studio) -> None:
    async with studio.open() as desk:
        desk.area.digits_choose = True
        await desk.type(THEIR)
        await desk.ghost_is("books")
        await desk.press("escape", "2", "3")
        assert desk.text == THEIR + "23"


async def test_escape_and_a_digit_never_take_what_was_hidden_at_another_place(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type(THEIR + "b")
        await desk.ghost_is("ooks")
        await desk.press("escape")
        await desk.type("x")
        desk.area.escape_first = lambda: True  # something in front is closed by the next one
        await desk.press("escape", "1")
        assert desk.text == THEIR + "bx1"


async def test_a_digit_never_takes_what_was_on_offer_before(studio: Studio) -> None:
    async with studio.open() as desk:
        desk.area.digits_choose = True
        await desk.type("The ")
        await desk.ghost_is("students")
        desk.fake.may_answer.clear()
        await desk.type("x2")
        assert desk.text == "The x2"
        desk.fake.may_answer.set()


@pytest.mark.parametrize(
    ("typed", "stands"),
    [("https://x.y", "https://x.y"), ("mailto:a@b.c", "mailto:a@b.c"), ("note: this", "Note: this")],
)
async def test_an_address_keeps_its_small_letter(studio: Studio, typed: str, stands: str) -> None:
    async with studio.open() as desk:
        desk.area.capitals = True
        await desk.type(typed)
        assert desk.text == stands
        assert desk.area.cursor_location == (0, len(stands))
        desk.give_up()


async def test_undo_brings_the_capital_back(studio: Studio) -> None:
    async with studio.open() as desk:
        desk.area.capitals = True
        await desk.type("http:")
        await desk.press("ctrl+z")
        assert desk.text == "Http:"
        await desk.type("/")
        assert desk.text == "Http:/"
        desk.give_up()


@pytest.mark.parametrize(
    "typed",
    [
        "---\ntitle: one. two\ndate: x\n---\n",
        "A `foo. bar` and. `one` Two. `x? y",
        "```\nls\n\nls. ls\n",
        "One:\n\n    ls. ls\n    ls",
        "One more ...) and more... and (some…) more",
        "<pre>\n\nls. ls",
    ],
)
async def test_no_capital_in_what_is_code_or_behind_an_ellipsis(studio: Studio, typed: str) -> None:
    async with studio.open() as desk:
        desk.area.capitals, desk.area.continues = True, False
        await desk.type(typed)
        assert desk.text == typed


async def test_a_table_s_cell_has_a_capital_where_the_one_before_it_has(studio: Studio) -> None:
    async with studio.open() as desk:
        desk.area.capitals, desk.area.continues = True, False
        await desk.type("| c | d |\n|---|---|\n| e\n\n")
        await desk.type("| C | d |\n|---|---|\n| e | 12 |\n| f")
        assert desk.text == "| c | d |\n|---|---|\n| e\n\n| C | D |\n|---|---|\n| E | 12 |\n| F"


async def test_no_capital_in_a_block_of_org(studio: Studio) -> None:
    async with studio.open(studio.file("", "a.org")) as desk:
        desk.area.capitals = True
        typed = "#+begin_src sh\nls -l\n\nls. ls\n#+end_src\n"
        await desk.type(typed + "\none. two")
        assert desk.text == typed + "\nOne. Two"
