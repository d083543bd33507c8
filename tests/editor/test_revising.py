"""What is learned where one goes back: sentences rewritten, typed over, split, joined, and put in between."""

from __future__ import annotations

import time

import pytest

from tests.editor.conftest import Desk, Studio
from tests.editor.test_rewriting import learned, taught

MET = "We met at the old house."


async def replaced(desk: Desk, keys: list[str], text: str, then: str = "So it was. ") -> None:
    """Go to the beginning and press keys; type a text, and go on writing at the end."""
    await desk.press("ctrl+home", *keys)
    await desk.type(text)
    await desk.press("ctrl+end")
    await desk.type(then)


@pytest.mark.parametrize(
    ("first", "keys", "typed", "expected"),
    [
        (MET, ["end", *["backspace"] * 6], "green station in town.", "We met at the old green station in town."),
        (MET, ["end", "ctrl+w", "ctrl+w"], "red barn in the hills.", "We met at the old red barn in the hills."),
        (MET, ["end", "backspace"], " and went home.", "We met at the old house and went home."),
        (MET, ["end", *["backspace"] * 6], "barn of Mr. Miller.", "We met at the old barn of Mr. Miller."),
        ("- buy some milk", ["end", *["backspace"] * 4], "bread and butter", "buy some bread and butter"),
        ("# My new plan", ["end", *["backspace"] * 4], "idea of it", "My new idea of it"),
    ],
    ids=["end", "words", "behind the full stop", "abbreviation", "item", "heading"],
)  # fmt: skip
async def test_the_end_of_a_sentence_that_is_typed_anew(
    studio: Studio, first: str, keys: list[str], typed: str, expected: str
) -> None:
    async with studio.open() as desk:
        await desk.type(f"{first}\n" if first.startswith("-") else f"{first}\n\nIt rained.\n\n")
        before = [first.lstrip("-# "), "It rained."][: 1 if first.startswith("-") else 2]
        await taught(desk, *before)
        await desk.press("ctrl+home", *keys)
        await desk.type(typed)
        await taught(desk, *before)
        await desk.press("ctrl+end")
        await desk.type("So it was. ")
        await taught(desk, expected, *before[1:], "So it was.")
        desk.give_up()


async def test_a_half_typed_end_becomes_a_whole_one_later(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type(f"{MET}\n\nIt rained.\n\n")
        await replaced(desk, ["end", *["backspace"] * 6], "green")
        await taught(desk, "We met at the old green", "It rained.", "So it was.")
        await replaced(desk, ["end"], " station in town.", "And then. ")
        await taught(
            desk, "We met at the old green station in town.", "It rained.", "So it was.", "And then."
        )
        desk.give_up()


@pytest.mark.parametrize("typed", ["Nobody came to us.", "We saw nobody there.", "Yes. It was so."])
async def test_a_sentence_that_is_typed_over(studio: Studio, typed: str) -> None:
    async with studio.open() as desk:
        await desk.type("We met there at noon. It rained all day. ")
        await taught(desk, "We met there at noon.", "It rained all day.")
        await replaced(desk, ["shift+right"] * len("We met there at noon."), typed, "And then. ")
        assert desk.text == f"{typed} It rained all day. And then. "
        now = [f"{each}." for each in typed.rstrip(".").split(". ")]
        await taught(desk, *now, "It rained all day.", "And then.")
        desk.give_up()


async def test_a_sentence_that_an_empty_line_splits(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("We met at the old house and it rained. It was late.\n\n")
        await taught(desk, "We met at the old house and it rained.", "It was late.")
        await replaced(desk, [*["right"] * len("We met at the old house "), "backspace"], "\n\n")
        await taught(desk, "We met at the old house", "and it rained.", "It was late.", "So it was.")
        desk.give_up()


@pytest.mark.parametrize(
    ("text", "keys", "typed", "expected"),
    [
        ("We met there.\n\nIt rained.\n\n", ["end"], " Nobody else came.", ["Nobody else came."]),
        ("We met there. It rained.\n\n", ["right"] * 13, " Nobody else came.", ["Nobody else came."]),
        ("We met there.\n\nIt rained.\n\n", ["end"], " One. And two.", ["One.", "And two."]),
        ("- We met.\n- It rained.\n- It was late.\n", ["end"], "\nNobody came.", ["Nobody came."]),
        ("We met there.\n\nIt rained.\n\n", ["end"], " And so", []),
        ("We met there.\n\nIt rained.\n\n", ["end"], " Nobody elsw came.", ["Nobody elsw came."]),
    ],
    ids=["end of a paragraph", "middle", "two", "item", "not finished", "slip"],
)
async def test_what_is_put_in_between_is_learned_once_the_cursor_has_left(
    studio: Studio, text: str, keys: list[str], typed: str, expected: list[str]
) -> None:
    async with studio.open(studio.file(text)) as desk:
        await replaced(desk, keys, typed, "")
        await taught(desk, *expected[:-1])
        await desk.type("So it was. ")
        await taught(desk, *expected, "So it was.")
        await desk.type("And then. ")
        await taught(desk, *expected, "So it was.", "And then.")
        desk.give_up()


async def test_what_is_gone_on_with_is_learned_whole(studio: Studio) -> None:
    async with studio.open(studio.file("We met there.\n\nIt rained.\n\n")) as desk:
        await replaced(desk, ["end"], " Nobody", "So it was. ")
        await replaced(desk, ["end"], " else came.", "And then. ")
        await taught(desk, "So it was.", "Nobody else came.", "And then.")
        desk.give_up()


async def test_the_last_sentence_of_a_note_though_the_cursor_is_elsewhere(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("It rained.\n\nWe met there.")
        await desk.press("ctrl+home")
        await taught(desk, "It rained.")
        desk.give_up()
        await desk.until(lambda: learned(desk) == ["It rained.", "We met there."])


async def test_sentences_that_are_joined_and_split_elsewhere(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("It was light. Then I saw how little this got.\n\n")
        await taught(desk, "It was light.", "Then I saw how little this got.")
        await desk.press("ctrl+home", *["right"] * 13, "backspace")
        await desk.type(" and")
        await desk.press(*["right"] * 27)
        await desk.type(".")
        await desk.type(" A")
        await desk.press("ctrl+end")
        await desk.type("So. ")
        text = "It was light and Then I saw how little this. A got."
        assert desk.text == f"{text}\n\nSo. "
        await taught(desk, "It was light and Then I saw how little this.", "A got.", "So.")
        desk.give_up()


async def test_nothing_that_stood_in_the_file_is_news_though_it_comes_back(studio: Studio) -> None:
    async with studio.open(studio.file("We met there. It rained.\n\nIt was late.\n")) as desk:
        await desk.press("ctrl+home", *["shift+right"] * 13, "ctrl+x")
        await desk.press("ctrl+z", "ctrl+y", "ctrl+z")
        assert desk.text.startswith("We met there.")
        await desk.press("alt+down", "alt+up")
        await desk.press("ctrl+end")
        await desk.type("So it was. ")
        await taught(desk, "So it was.")
        desk.give_up()


async def test_a_word_put_before_a_sentence_makes_it_another(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("We met there. It rained all day. ")
        await taught(desk, "We met there.", "It rained all day.")
        await replaced(desk, ["right"] * len("We met there."), " Then", "So it was. ")
        await taught(desk, "We met there.", "Then It rained all day.", "So it was.")
        desk.give_up()


async def test_several_paragraphs_that_are_pasted_are_learned_once_one_writes_on(studio: Studio) -> None:
    async with studio.open() as desk:
        desk.app.copy_to_clipboard("We met there. It rained.\n\nNobody came.\n\nIt was late.\n\n")
        await desk.press("ctrl+v")
        await desk.type("So it was. ")
        await taught(desk, "We met there.", "It rained.", "Nobody came.", "It was late.", "So it was.")
        desk.give_up()


async def test_no_sentence_of_a_comment_or_a_picture_is_learned_though_the_cursor_leaves_it(
    studio: Studio,
) -> None:
    async with studio.open(studio.file("One.\n\nTwo.\n\nThree.\n\n")) as desk:
        await replaced(desk, ["end"], " <!-- Nobody came. -->", "")
        await replaced(desk, ["down", "down", "end"], " ![Nobody came.](a.png)", "So it was. ")
        await taught(desk, "So it was.")
        desk.give_up()


@pytest.mark.parametrize("keys", [["backspace"] * 6, ["backspace"]], ids=["end typed anew", "gone on with"])
async def test_what_was_put_behind_a_sentence_that_is_revised_next(studio: Studio, keys: list[str]) -> None:
    async with studio.open() as desk:
        await desk.type("We met at the house. It rained.\n\n")
        await desk.press("ctrl+home", *["right"] * len("We met at the house."))
        await desk.type(" Nobody else came.")
        await desk.press("ctrl+home", *["right"] * len("We met at the house."), *keys)
        await desk.type(" and so on with it.")
        await desk.press("ctrl+end")
        await desk.type("So it was. ")
        met = "We met at the house."[: -len(keys)] + " and so on with it."
        await taught(desk, met, "Nobody else came.", "It rained.", "So it was.")
        desk.give_up()


async def test_a_sentence_that_is_split_before_it_was_finished(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("Everyone painted a house again then?")
        await desk.press("ctrl+home", *["right"] * len("Everyone painted a house"))
        await desk.type(".")
        await desk.press("ctrl+end")
        await desk.type(" So it was. ")
        await taught(desk, "Everyone painted a house.", "again then?", "So it was.")
        desk.give_up()


@pytest.mark.parametrize("leave", ["another", "new"])
async def test_another_document_on_the_screen_ends_a_text_as_leaving_does(studio: Studio, leave: str) -> None:
    other = studio.file("It was late.\n", "b.md")
    async with studio.open(studio.file("")) as desk:
        await desk.type("We met Zebrafox in town. It rained.\n\n")
        await taught(desk, "We met Zebrafox in town.", "It rained.")
        await desk.press("ctrl+home", *["right"] * len("We met Zebrafox"), *["backspace"] * 8)
        await desk.type("Anna")
        await desk.press("ctrl+end")
        await desk.type("Nobody came.")
        await desk.press("ctrl+s")
        await desk.until(lambda: not desk.area.modified)
        if leave == "new":
            await desk.app.files.new()
        else:
            desk.app.files._load(other)
        await taught(desk, "We met Anna in town.", "It rained.", "Nobody came.")
        assert len({origin for _, origin in desk.fake.learned}) == 1, (
            "all of it belongs to the first document"
        )
        desk.give_up()


async def test_no_half_of_a_sentence_is_learned_of_a_long_paragraph(studio: Studio) -> None:
    said = [f"We met number {number} of the old friends at the green station there." for number in range(70)]
    async with studio.open() as desk:
        desk.app.copy_to_clipboard(" ".join(said) + " ")
        await desk.press("ctrl+v")
        await desk.type("So it was. ")
        await taught(desk, *said, "So it was.")
        desk.give_up()


async def test_white_space_that_ends_a_sentence_later_is_not_when_it_was_typed(studio: Studio) -> None:
    """Else a training that has read it from its file meanwhile would count it as typed since."""
    async with studio.open() as desk:
        await desk.type("One. We met.")
        await desk.press("ctrl+home", *["right"] * 4)
        await desk.type(" Two.")
        typed = time.time()
        await desk.press("ctrl+end")
        await desk.until(lambda: time.time() > typed + 0.01)
        await desk.type(" ")
        await taught(desk, "One.", "Two.", "We met.")
        assert all(moment is not None and moment <= typed for moment in desk.fake.typed)
        desk.give_up()


async def test_a_long_list_that_is_pasted_is_learned_item_by_item(studio: Studio) -> None:
    said = [f"Guest {number} came." for number in range(230)]
    async with studio.open() as desk:
        desk.app.copy_to_clipboard("\n".join(f"- {each}" for each in said) + "\n\n")
        await desk.press("ctrl+v")
        await desk.type("So it was. ")
        await taught(desk, *said, "So it was.")
        desk.give_up()
