"""Ghost text, the line under the text, and taking suggestions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from textual.document._document import Selection

from tests.editor.conftest import Desk, Studio
from tests.editor.fakes import FakePredictor
from typeahead.prediction.suggestion import Suggestion

THEIR = "The students opened their "


async def test_the_next_word_stands_at_the_cursor_and_tab_takes_it(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type(THEIR)
        await desk.ghost_is("books")
        await desk.press("tab")
        assert desk.text == THEIR + "books "
        assert desk.area.cursor_location == (0, len(desk.text))


async def test_the_line_shows_the_next_five_with_their_odds(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type(THEIR)
        await desk.until(lambda: "books" in desk.line)
        assert desk.line.startswith("Tab books 80%   2 minds 40%   3 laptops 20%   4 exams 10%   5 boxes 5%")


async def test_right_takes_it_at_the_end_of_the_line_only(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type(THEIR)
        await desk.ghost_is("books")
        await desk.press("right")
        assert desk.text == THEIR + "books "
        await desk.type("and")
        await desk.press("home", "right")
        assert desk.area.cursor_location == (0, 1)
        assert desk.text == THEIR + "books and"


async def test_alt_and_a_number_takes_that_one(studio: Studio) -> None:
    async with studio.open() as desk:
        for number, word in ((1, "books"), (2, "minds"), (5, "boxes")):
            desk.area.open_text(THEIR)
            await desk.press("ctrl+end")
            await desk.ghost_is("books")
            await desk.press(f"alt+{number}")
            assert desk.text == THEIR + word + " "


async def test_escape_then_a_number_is_alt_sent_slowly(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type(THEIR)
        await desk.ghost_is("books")
        await desk.press("escape", "2")
        assert desk.text == THEIR + "minds "
        await desk.press("escape", "9")
        assert desk.text == THEIR + "minds 9"


async def test_a_number_that_is_not_there_takes_nothing(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("The books ")
        await desk.ghost_is("and")
        await desk.press("alt+5")
        assert desk.text == "The books "


async def test_a_click_takes_one(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type(THEIR)
        await desk.until(lambda: "minds" in desk.line)
        await desk.pilot.click("#suggestions", offset=(1 + desk.line.index("minds"), 0))
        await desk.until(lambda: desk.text == THEIR + "minds ")
        assert desk.area.has_focus


async def test_typing_through_the_ghost_keeps_it_at_once(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("The ")
        await desk.ghost_is("students")
        desk.fake.may_answer.clear()
        for typed, rest in (("s", "tudents"), ("t", "udents"), ("u", "dents")):
            await desk.type(typed)
            assert desk.ghost == rest, "no answer is needed to shorten it"
        await desk.press("tab")
        assert desk.text == "The students "


async def test_typing_something_else_clears_it_at_once(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("The ")
        await desk.ghost_is("students")
        desk.fake.may_answer.clear()
        await desk.type("x")
        assert desk.ghost == ""
        await desk.press("tab")
        assert desk.text == "The x"


async def test_an_answer_to_an_older_question_is_dropped(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.settle()
        desk.fake.may_answer.clear()
        await desk.type("The ")
        await desk.until(lambda: desk.fake.asked[-1] != "")
        await desk.type("end")
        desk.fake.may_answer.set()
        await desk.settle()
        await desk.settle()
        assert desk.ghost == ""
        await desk.press("tab", "alt+1")
        assert desk.text == "The end"


async def test_a_late_answer_after_the_cursor_moved_is_dropped(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.settle()
        desk.fake.may_answer.clear()
        await desk.type("The ")
        await desk.press("home")
        desk.fake.may_answer.set()
        await desk.settle()
        assert desk.ghost == ""


async def shown(desk: Desk) -> None:
    await desk.type(THEIR)
    await desk.ghost_is("books")


async def test_moving_or_deleting_clears_the_ghost_at_once(studio: Studio) -> None:
    async with studio.open() as desk:
        for key in ("left", "up", "home", "shift+left", "ctrl+left", "backspace"):
            desk.area.open_text(THEIR)
            await desk.press("ctrl+end")
            await desk.ghost_is("books")
            desk.fake.may_answer.clear()
            await desk.press(key)
            assert desk.ghost == "", key
            desk.fake.may_answer.set()


async def test_no_ghost_with_a_selection_nor_inside_a_word_nor_read_only(studio: Studio) -> None:
    async with studio.open() as desk:
        await shown(desk)
        desk.area.selection = Selection((0, 0), (0, 3))
        await desk.settle()
        assert desk.ghost == desk.line == ""
        desk.area.move_cursor((0, 5))  # s|tudents
        await desk.type("t")
        await desk.settle()
        assert desk.ghost == desk.line == ""
        desk.area.read_only = True
        desk.area.move_cursor(desk.area.document.end)
        await desk.settle()
        assert desk.ghost == desk.line == ""


async def test_in_the_middle_of_a_line_suggestions_stand_in_the_line_below_only(studio: Studio) -> None:
    async with studio.open(studio.file("They opened  and went home.")) as desk:
        desk.area.move_cursor((0, 12))
        await desk.type("their ")
        await desk.until(lambda: desk.line.startswith("Tab books"))
        assert desk.ghost == "", "ghost text would push the rest of the line about"
        await desk.press("tab")
        assert desk.text == "They opened their books and went home."


async def test_a_ghost_may_stand_before_closing_punctuation(studio: Studio) -> None:
    async with studio.open(studio.file("(the )")) as desk:
        desk.area.move_cursor((0, 5))
        await desk.ghost_is("students")
        await desk.press("tab")
        assert desk.text == "(the students)"


async def test_escape_hides_it_until_the_word_ends_and_never_quits(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type(THEIR + "b")
        await desk.ghost_is("ooks")
        await desk.press("escape")
        assert desk.ghost == ""
        await desk.until(lambda: desk.line == "")
        await desk.type("o")
        await desk.settle()
        assert desk.ghost == desk.line == ""
        await desk.press("tab")
        assert desk.text == THEIR + "bo"
        await desk.type("oks ")
        await desk.ghost_is("and")
        assert desk.app.is_running


async def test_undo_takes_back_a_suggestion_in_one_step(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("The st")
        await desk.ghost_is("udents")
        await desk.press("tab")
        assert desk.text == "The students "
        await desk.press("ctrl+z")
        assert desk.text == "The st"
        await desk.press("ctrl+y")
        assert desk.text == "The students "


async def test_the_space_after_a_suggestion_gives_way_to_punctuation(studio: Studio) -> None:
    async with studio.open() as desk:
        for sign in ".,;:!?)]}'’”…":
            desk.area.open_text("The ")
            desk.area.move_cursor((0, 4))
            await desk.ghost_is("students")
            await desk.press("tab")
            await desk.type(sign)
            assert desk.text == "The students" + sign


class Named(FakePredictor):
    """Is sure of a word that a name begins with, or of one that is none."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self._source = source

    def suggest(
        self, before: str, n: int = 3, *, exclude: Sequence[str] = (), phrases: bool = True
    ) -> list[Suggestion]:
        word = "created"[len(before.rpartition(" ")[2]) :]
        return [Suggestion("created", word, 0.9, self._source)] if before.endswith(("crea", "creat")) else []


@pytest.mark.parametrize("sign", "_/@-+#~$")
@pytest.mark.parametrize(("source", "between"), [("name", ""), ("notes", " ")])
async def test_the_space_after_a_part_of_a_name_gives_way_to_what_names_go_on_with(
    studio: Studio, sign: str, source: str, between: str
) -> None:
    async with studio.open(fake=Named(source)) as desk:
        await desk.type("The crea")
        await desk.ghost_is("ted")
        await desk.type("t")
        await desk.press("tab")
        await desk.type(sign + "at")
        assert desk.text == f"The created{between}{sign}at"


async def test_a_quotation_mark_closes_where_one_is_open_and_else_opens(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type('He said "the ')
        await desk.ghost_is("students")
        await desk.press("tab")
        await desk.type('"')
        assert desk.text == 'He said "the students"'
        await desk.type(" and the ")
        await desk.ghost_is("students")
        await desk.press("tab")
        await desk.type('"')
        assert desk.text == 'He said "the students" and the students "'


async def test_space_and_enter_after_a_suggestion(studio: Studio) -> None:
    async with studio.open() as desk:
        await shown(desk)
        await desk.press("tab", "space", "x")
        assert desk.text == THEIR + "books x", "a space is not doubled"
        await desk.press("backspace", "backspace", "space")
        await desk.press("tab", "enter")
        assert desk.text == THEIR + "books and\n", "no space stays at the line's end"


async def test_a_space_typed_by_hand_stays(studio: Studio) -> None:
    async with studio.open() as desk:
        await shown(desk)
        await desk.press("tab", "left", "right")
        await desk.type(".")
        assert desk.text == THEIR + "books .", "once the cursor has moved, the space is the person's own"


async def test_letters_and_keys_in_one_burst_keep_their_order(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("a", "b", "backspace", "c", "left", "d", "end", "e", "tab", "f", "ctrl+z", "g")
        assert desk.text == "adcg"


async def test_tab_indents_only_at_the_start_of_a_line(studio: Studio) -> None:
    async with studio.open(studio.file("x\n\nnothing")) as desk:
        desk.area.suggesting = False
        desk.area.move_cursor((1, 0))
        await desk.press("tab")
        assert desk.text == "x\n    \nnothing"
        await desk.press("ctrl+end", "tab")
        assert desk.text == "x\n    \nnothing"
        assert desk.area.has_focus


async def test_what_is_asked_does_not_grow_with_the_document(studio: Studio) -> None:
    async with studio.open(studio.file("The students opened their books.\n" * 5000)) as desk:
        await desk.press("ctrl+end")
        await desk.type("The ")
        await desk.ghost_is("students")
        assert max(map(len, desk.fake.asked)) == 4000
        assert desk.fake.asked[-1].endswith("books.\nThe ")


async def test_a_model_that_does_not_open_leaves_a_plain_editor(studio: Studio) -> None:
    from typeahead.editor.launch import build_app
    from typeahead.errors import ProfileDamaged

    def fail() -> object:
        raise ProfileDamaged("The profile is damaged: train again.")

    app = build_app(studio.file("text"), home=studio.home, open_predictor=fail)  # type: ignore[arg-type]
    async with app.run_test() as pilot:
        from tests.editor.fakes import FakePredictor

        desk = Desk(app, pilot, FakePredictor())
        await desk.until(lambda: desk.line == "The profile is damaged: train again.")
        await desk.press("ctrl+end", "a", "tab", "escape")
        assert desk.text == "texta"
