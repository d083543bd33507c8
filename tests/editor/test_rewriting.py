"""What is learned of sentences that are changed after they were learned, and of text written while that is paused."""

from __future__ import annotations

import pytest

from tests.editor.conftest import Desk, Studio


def learned(desk: Desk) -> list[str]:
    return [text for text, _ in desk.fake.learned]


async def taught(desk: Desk, *sentences: str) -> None:
    await desk.settle()
    await desk.until(lambda: sorted(learned(desk)) == sorted(sentences))


@pytest.mark.parametrize(
    "after", [" ", "\n\n", " More of it. ", "\n\n\n"], ids=["space", "paragraph", "sentence", "blank lines"]
)
async def test_nothing_written_while_paused_is_learned_later(studio: Studio, after: str) -> None:
    async with studio.open() as desk:
        await desk.press("ctrl+l")
        await desk.type("My plan is Zebrafox.")
        await desk.press("ctrl+l")
        await desk.type(after)
        await taught(desk, *(["More of it."] if "More" in after else []))
        desk.give_up()


async def test_a_sentence_begun_while_paused_is_not_learned_at_its_end(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("ctrl+l")
        await desk.type("The word is Zebrafox and ")
        await desk.press("ctrl+l")
        await desk.type("that is all. This is another one. ")
        await taught(desk, "This is another one.")
        desk.give_up()


async def test_nor_is_one_that_is_lengthened_later(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("ctrl+l")
        await desk.type("The word is Zebrafox. ")
        await desk.press("ctrl+l")
        await desk.press("backspace", "backspace")
        await desk.type(" and I tell nobody of it at all, not now and not later. ")
        await taught(desk)
        desk.give_up()


async def test_nor_a_list_s_item(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("ctrl+l")
        await desk.type("- one Zebrafox")
        await desk.press("ctrl+l")
        await desk.type("\ntwo birds\n")
        await taught(desk, "two birds")
        desk.give_up()


async def test_nor_at_the_end_of_the_program(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("ctrl+l")
        await desk.type("The word is Zebrafox.")
        await desk.press("ctrl+l")
        await desk.settle()
        desk.give_up()
        assert learned(desk) == []


async def test_nor_in_a_sentence_that_was_begun_before(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("I tell you that ")
        await desk.press("ctrl+l")
        await desk.type("Zebrafox ")
        await desk.press("ctrl+l")
        await desk.type("is it. ")
        await taught(desk)
        desk.give_up()


async def test_nor_after_an_undo(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("ctrl+l")
        await desk.type("The word is Zebrafox")
        await desk.press("ctrl+l")
        await desk.press("ctrl+shift+k")
        assert desk.text == ""
        await desk.press("ctrl+z")
        assert desk.text == "The word is Zebrafox"
        await desk.press("ctrl+end")
        await desk.type(" and so on. ")
        await taught(desk)
        desk.give_up()


async def test_nor_where_all_of_a_word_is_replaced(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("ctrl+l")
        await desk.type("My colour is Zebrafox.")
        await desk.press("ctrl+l")
        await desk.type("\n\nTwo colours there. ")
        text = desk.text
        desk.area.replace(text.replace("colour", "color"), (0, 0), desk.area.document.end)
        desk.area.move_cursor((0, 99))
        await desk.type(" ")
        await taught(desk, "Two colors there.")
        desk.give_up()


async def test_nor_where_a_list_is_numbered_anew(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("ctrl+l")
        await desk.type("1. one\nZebrafox is here")
        await desk.press("ctrl+l")
        await desk.press("up", "end")
        await desk.type("\nnew one")
        await desk.press("ctrl+end")
        assert desk.text == "1. one\n2. new one\n3. Zebrafox is here"
        await desk.type(".\nx")
        await taught(desk)
        desk.give_up()


async def test_nor_a_copy_of_it(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("ctrl+l")
        await desk.type("The word is Zebrafox.")
        await desk.press("ctrl+l")
        await desk.type("\n\nI say: ")
        desk.app.copy_to_clipboard("The word is Zebrafox.")
        await desk.press("ctrl+v")
        await desk.type(" So I said. ")
        await taught(desk, "So I said.")
        desk.give_up()


async def test_nor_when_its_document_is_opened_again(studio: Studio) -> None:
    path = studio.file("Hi.\n")
    async with studio.open(path) as desk:
        await desk.press("ctrl+l", "ctrl+end")
        await desk.type("The word is Zebrafox and")
        await desk.press("ctrl+s")
        await desk.until(lambda: not desk.area.modified)
        desk.app.files._load(path)
        await desk.until(lambda: "Zebrafox" in desk.text)
        await desk.press("ctrl+l", "ctrl+end")
        await desk.type(" so on. ")
        await taught(desk)
        desk.give_up()


async def test_words_that_it_had_are_learned_where_they_are_taken_elsewhere(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("ctrl+l")
        await desk.type("I had books of mine.")
        await desk.press("ctrl+l", "ctrl+shift+k")
        await desk.type("We opened their ")
        await desk.settle()
        await desk.press("tab")
        await desk.type("again. ")
        await taught(desk, "We opened their books again.")
        desk.give_up()


async def test_a_slip_put_right_after_its_sentence_was_learned(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("Ask Marguerita today. ")
        await taught(desk, "Ask Marguerita today.")
        await desk.press(*["backspace"] * len("a today. "))
        await desk.type("e today. ")
        await taught(desk, "Ask Marguerite today.")
        desk.give_up()


async def test_in_the_middle_by_the_cursor_once_one_writes_on(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("Ask Marguerita today. We will see. ")
        await taught(desk, "Ask Marguerita today.", "We will see.")
        await desk.press("home", *["right"] * len("Ask Marguerita"), "backspace")
        await desk.type("e ")
        await taught(desk, "Ask Marguerita today.", "We will see.")
        await desk.press("backspace", "end")
        await desk.type("And then. ")
        await taught(desk, "We will see.", "Ask Marguerite today.", "And then.")
        desk.give_up()


async def test_in_the_middle_right_before_the_end(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("Ask Marguerita today. ")
        await taught(desk, "Ask Marguerita today.")
        await desk.press("home", *["right"] * len("Ask Marguerita"), "backspace")
        await desk.type("e")
        desk.give_up()
        await desk.until(lambda: learned(desk) == ["Ask Marguerite today."])


async def test_a_word_that_the_corrector_put_right(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("We saw teh cat. ")
        await taught(desk, "We saw teh cat.")
        desk.area.correct((0, 7), "teh", "the")
        await desk.type("It ran. ")
        await taught(desk, "We saw the cat.", "It ran.")
        desk.give_up()


async def test_a_sentence_that_goes_on(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("It sat on the mat. ")
        await taught(desk, "It sat on the mat.")
        await desk.press("backspace", "backspace")
        await desk.type(" and slept there. ")
        await taught(desk, "It sat on the mat and slept there.")
        desk.give_up()


async def test_one_of_the_file_that_goes_on_is_news(studio: Studio) -> None:
    async with studio.open(studio.file("It sat on the mat."), line=1, column=99) as desk:
        await desk.type(" ")
        await taught(desk)
        await desk.press("backspace", "backspace")
        await desk.type(" and slept there. ")
        await taught(desk, "It sat on the mat and slept there.")
        desk.give_up()


async def test_two_that_become_one_and_one_that_becomes_two(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("It sat there. it slept. ")
        await taught(desk, "It sat there.", "it slept.")
        await desk.press("home", *["right"] * len("It sat there."), "backspace")
        await desk.press("end")
        await desk.type("So. ")
        await taught(desk, "It sat there it slept.", "So.")
        await desk.press("home", *["right"] * len("It sat there"))
        await desk.type(".")
        await desk.press("end")
        await desk.type("Yes. ")
        await taught(desk, "So.", "It sat there.", "it slept.", "Yes.")
        desk.give_up()


async def test_one_that_was_taken_away_stays_learned_and_comes_again_but_once(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("It sat there. ")
        await desk.press("ctrl+shift+k")
        await desk.type("It sat there. ")
        await taught(desk, "It sat there.")
        desk.give_up()


async def test_what_stands_in_a_comment_is_not_learned_as_training_leaves_it_out(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("Seen. <!-- A note to me. And more. --> Not seen. ")
        await taught(desk, "Seen.", "Not seen.")
        desk.give_up()


async def test_a_sentence_learned_before_and_changed_while_paused_stays_what_it_was(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("It sat there. ")
        await taught(desk, "It sat there.")
        await desk.press("ctrl+l", "backspace", "backspace")
        await desk.type(" with Zebrafox. ")
        await desk.press("ctrl+l")
        await desk.type("Now it is gone. ")
        await taught(desk, "It sat there.", "Now it is gone.")
        desk.give_up()
