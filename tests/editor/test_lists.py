"""Lists and quotes in the editor: Enter, Tab, Shift+Tab, undo, spaces that give way, and what is learned."""

from __future__ import annotations

import pytest

from tests.editor.conftest import Desk, Studio
from typeahead.editor.learning import SentenceWatch
from typeahead.text.prose.markdown import paragraphs
from typeahead.text.sentences import plain_sentences, sentences


async def test_enter_goes_on_and_ends_and_one_undo_takes_back_one_enter(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("- [x] tea\n")
        assert desk.text == "- [x] tea\n- [ ] "
        await desk.press("ctrl+z")
        assert (desk.text, desk.area.cursor_location) == ("- [x] tea", (0, 9))
        await desk.press("ctrl+y")
        assert (desk.text, desk.area.cursor_location) == ("- [x] tea\n- [ ] ", (1, 6))
        await desk.press("enter")
        assert desk.text == "- [x] tea\n"
        await desk.press("ctrl+z")
        assert desk.text == "- [x] tea\n- [ ] "
        desk.give_up()


async def test_numbers_below_follow_in_the_same_step(studio: Studio) -> None:
    async with studio.open(studio.file("1. one two\n2. three\n3. four"), line=1, column=7) as desk:
        await desk.press("enter")
        assert desk.text == "1. one\n2. two\n3. three\n4. four"
        assert desk.area.cursor_location == (1, 3)
        await desk.type("x")
        assert desk.text == "1. one\n2. xtwo\n3. three\n4. four"
        await desk.press("ctrl+z", "ctrl+z")
        assert desk.text == "1. one two\n2. three\n3. four"
        assert desk.area.cursor_location == (0, 6)
        await desk.press("ctrl+y")
        assert (desk.text[-7:], desk.area.cursor_location) == ("4. four", (1, 3))
        desk.give_up()


async def test_keys_sent_in_one_go_arrive_in_order(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("> said\ntwice\n\n\n1. a\nb\n\n```\n  x\n- y\n")
        assert desk.text == "> said\n> twice\n\n1. a\n2. b\n```\n  x\n  - y\n  "
        desk.give_up()


async def test_plain_text_and_those_who_do_not_want_it(studio: Studio) -> None:
    async with studio.open(studio.file("- one", "a.txt")) as desk:
        await desk.press("end", "enter")
        assert desk.text == "- one\n"
        desk.give_up()
    async with studio.open(studio.file("- one")) as desk:
        (lists,) = (
            each
            for each in desk.app.get_system_commands(desk.app.screen)
            if each.title == "Lists: don't continue"
        )
        lists.callback()
        await desk.press("end", "enter")
        assert desk.text == "- one\n"
        desk.give_up()


async def test_tab_nests_at_the_start_of_an_item_and_takes_the_ghost_behind_it(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("- the\n")
        await desk.settle()
        await desk.press("tab")
        assert desk.text == "- the\n  - "
        await desk.press("shift+tab")
        assert (desk.text, desk.area.has_focus) == ("- the\n- ", True)
        await desk.type("the ")
        await desk.ghost_is("students")
        await desk.press("tab")
        assert desk.text == "- the\n- the students "
        await desk.press("home", "tab")
        assert (desk.text, desk.area.cursor_location) == ("- the\n  - the students ", (1, 2))
        await desk.press("ctrl+z")
        assert desk.text == "- the\n- the students "
        desk.give_up()


async def test_shift_tab_elsewhere_goes_to_the_panel(studio: Studio) -> None:
    async with studio.open(studio.file("- one\n- two"), size=(120, 40)) as desk:
        await desk.press("down", "end", "shift+tab")
        assert not desk.area.has_focus
    async with studio.open(studio.file("- one\n  - two"), size=(120, 40)) as desk:
        await desk.press("f4", "tab")
        await desk.press("down", "home", "shift+tab")
        assert desk.text == "- one\n- two", "also while the inspector is open"
        assert not desk.app.inspecting._panel.entered  # type: ignore[union-attr]
        await desk.press("shift+tab")
        assert desk.app.inspecting._panel.entered, "where nothing can be taken out"  # type: ignore[union-attr]
        desk.give_up()


async def test_what_cannot_be_nested_stays_and_the_palette_says_why(studio: Studio) -> None:
    async with studio.open(studio.file("- one")) as desk:
        await desk.press("tab")
        assert desk.text == "- one"
        desk.app.markdown.nest()
        assert desk.status("message").startswith("Nothing to nest")
        desk.app.markdown.unnest()
        assert desk.status("message").startswith("Nothing to take out")
        await desk.press("end", "enter")
        await desk.type("two")
        desk.app.markdown.nest()
        assert desk.text == "- one\n  - two"
        desk.app.markdown.unnest()
        assert desk.text == "- one\n- two"
        desk.give_up()


async def test_tab_in_an_empty_item_that_cannot_be_nested_takes_the_suggestion(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the\n\n- ")
        await desk.settle()
        offer = desk.area.first_offer
        assert offer
        await desk.press("tab")
        assert desk.text == f"the\n\n- {offer.completion} "
        desk.give_up()


async def test_in_code_tab_is_no_nesting(studio: Studio) -> None:
    async with studio.open(studio.file("```\n- a\n- b"), line=3) as desk:
        await desk.press("tab")
        assert desk.text == "```\n- a\n    - b"
        desk.give_up()


@pytest.mark.parametrize(
    ("text", "at", "left"),
    [
        ("```\n    if x:\n        ", 9, "```\n    if x:\n    y"),
        ("```\n    if x:\n          ", 11, "```\n    if x:\n        y"),
        ("```\n\tif x:\n\t\t", 3, "```\n\tif x:\n\ty"),
        ("```\n    if x:\n    z", 3, "```\n    if x:\nyz"),
        ("```\n    if x:\n    z", 1, "```\n    if x:\nyz"),
        ("So:\n\n  1980", 3, "So:\n\ny1980"),
    ],
)
async def test_shift_tab_takes_an_indented_line_out(studio: Studio, text: str, at: int, left: str) -> None:
    async with studio.open(studio.file(text), line=3, size=(120, 40)) as desk:
        desk.area.move_cursor((2, at - 1))
        await desk.press("shift+tab")
        await desk.type("y")
        assert desk.text == left
        await desk.press("ctrl+z", "ctrl+z")
        assert desk.text == text
        desk.give_up()


async def test_shift_tab_behind_a_word_of_an_indented_line_goes_to_the_panel(studio: Studio) -> None:
    async with studio.open(studio.file("```\n    if"), line=2, size=(120, 40)) as desk:
        await desk.press("end", "shift+tab")
        assert desk.text == "```\n    if"
        assert not desk.area.has_focus


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
async def test_several_lines_go_right_and_left_together(studio: Studio, name: str) -> None:
    async with studio.open(studio.file("one\n\n  two\nthree\n", name)) as desk:
        await desk.press("right", "shift+down", "shift+down", "shift+down", "shift+home")
        assert desk.area.selection == ((0, 1), (3, 0))
        await desk.press("tab")
        assert desk.text == "    one\n\n      two\nthree\n"
        assert desk.area.selection == ((0, 5), (3, 0))
        await desk.press("ctrl+z")
        assert (desk.text, desk.area.selection) == ("one\n\n  two\nthree\n", ((0, 1), (3, 0)))
        await desk.press("ctrl+y", "shift+tab", "shift+tab")
        assert desk.text == "one\n\ntwo\nthree\n"
        assert desk.area.has_focus
        desk.give_up()


async def test_selected_items_go_by_a_level(studio: Studio) -> None:
    async with studio.open(studio.file("1. a\n2. b\n   - c")) as desk:
        await desk.press("down", "shift+down", "shift+end", "tab")
        assert desk.text == "1. a\n   2. b\n      - c"
        await desk.press("shift+tab")
        assert desk.text == "1. a\n2. b\n   - c"
        desk.give_up()


async def test_a_space_set_with_a_suggestion_gives_way_to_the_next_item(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("1. the ")
        await desk.ghost_is("students")
        await desk.press("tab")
        assert desk.text == "1. the students "
        await desk.press("enter")
        assert desk.text == "1. the students\n2. "
        await desk.settle()
        counted = desk.fake.counted.characters + desk.area.tally.characters
        assert counted == len("1. the students\n"), "what Enter sets by itself saves no key"
        await desk.type("their ")
        await desk.ghost_is("books")
        await desk.press("tab", "full_stop", "enter", "enter")
        assert desk.text == "1. the students\n2. their books.\n"
        await desk.press("ctrl+z", "ctrl+z")
        assert desk.text == "1. the students\n2. their books."
        desk.give_up()


DOCUMENTS = [
    "- The first item\n- The second one. It has two sentences.\n- [ ] A box to tick\n- [x] A box done\n\n",
    "1. First thing\n2. Second thing\n10) Third thing\n\n",
    "> A quote that is said\n> and goes on.\n\n",
    "> - An item in a quote\n> - Another in it\n\n",
    "> > Nested quote here\n> > and more of it. And then.\n\n",
    "- > A quote in an item\n  > that goes on here.\n\n",
    "- One\n  - Nested two\n    1. Nested three\n- Four\n\n",
    "- An item that is wrapped\n  by hand here\n- And so on\n\n",
    "- **Bold** start and _more_ of `code` here\n- [link](http://x.y) text\n\n",
    "* Star item\n# A *heading* here\n\n+ Plus item\n\n",
    "1. [ ] Box in numbers\n\n> 1. numbered in quote\n>    goes on\n\n",
    "- item\n  ```\n  code here. Not.\n  ```\n- next item\n\n",
    "- One\n\nNew paragraph here.\n\n",
]


def trained(text: str) -> list[list[str]]:
    """The words that training reads from the file."""
    return [words for paragraph in paragraphs(text) for words in plain_sentences(paragraph)]


def as_learned(given: list[str]) -> list[list[str]]:
    """The words that are learned from what the editor gives."""
    return [[token.text for token in words] for text in given for words in sentences(text)]


@pytest.mark.parametrize("text", DOCUMENTS)
def test_what_is_learned_letter_by_letter_is_what_training_reads(text: str) -> None:
    watch, given = SentenceWatch(""), []
    for end in range(1, len(text) + 1):
        if text[end - 1].isspace():
            body = text[:end].rstrip("\n")
            paragraph = text[body.rfind("\n\n") + 2 : end] if "\n\n" in body else text[:end]
            given += watch.finished(paragraph, max(0, len(paragraph) - 1), lambda end=end: text[:end])
    assert as_learned(given) == trained(text)


async def learned(desk: Desk) -> list[list[str]]:
    await desk.settle()
    return as_learned([text for text, _ in desk.fake.learned])


async def test_what_is_learned_from_a_list_that_goes_on_is_what_training_reads(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("Bring these:\n\n- [x] the **old** rope\nsome tea. And bread.\nsalt\n\n\n")
        await desk.type("> She said this\nand that.\n\n\n")
        await desk.type("1. row out\n2. come back\n\n\n".replace("2. ", ""))
        assert desk.text.count("- [ ] ") == 2
        assert "2. come back" in desk.text
        assert await learned(desk) == trained(desk.text)
        desk.give_up()


async def test_moving_items_teaches_nothing(studio: Studio) -> None:
    async with studio.open(
        studio.file("1. The first one. Or so.\n2. The second\n   that is wrapped. Yes.\n3. c")
    ) as desk:
        await desk.press("down", "tab", "shift+tab", "shift+down", "shift+down", "tab", "shift+tab")
        await desk.press("ctrl+home", "end", "enter")  # renumbers what follows
        assert desk.text.endswith("\n4. c")
        assert await learned(desk) == []
        desk.give_up()


async def test_a_sign_that_was_set_and_is_typed_too_stands_there_once(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("- one\n- two\n- [ ] three\n\n\n3. three\n4. four - ")
        assert desk.text == "- one\n- two\n- [ ] three\n\n3. three\n4. four - "


async def test_spaces_typed_behind_an_indent_that_was_set_indent_deeper(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("```yaml\non:\n  release:\n  types: x\n  deep: y\n")
        assert desk.text == "```yaml\non:\n  release:\n    types: x\n      deep: y\n      "
        await desk.type("    z\n")
        assert desk.text.endswith("\n          z\n          ")
        desk.give_up()
