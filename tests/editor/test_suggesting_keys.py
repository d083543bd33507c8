"""Suggestions off and on, never again by one key or a click, and numbers that stay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from textual.widgets import OptionList

from tests.editor.conftest import Desk, Studio
from tests.editor.fakes import FakePredictor
from tests.editor.test_sizes import screen
from typeahead.editor.memory import Memory
from typeahead.prediction import errands
from typeahead.prediction.suggestion import Suggestion

THEIR = "The students opened their "


class Correcting(FakePredictor):
    def suggest(self, before: str, *args: object, **more: object) -> list[Suggestion]:
        return [Suggestion("the", "the", 0.9, "spelling", replaces=3)] if before.endswith("teh") else []


def command(desk: Desk, title: str) -> None:
    commands = {c.title: c.callback for c in desk.app.get_system_commands(desk.app.screen)}
    commands[title]()


async def test_ctrl_space_turns_suggestions_off_for_good_and_nothing_is_asked(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type(THEIR)
        await desk.ghost_is("books")
        assert desk.status("suggesting") == ""
        await desk.press("ctrl+@")
        assert desk.ghost == ""
        await desk.until(lambda: desk.line == "")
        assert desk.text == THEIR
        assert "Ctrl+Space" in desk.status("message")
        asked = len(desk.fake.asked)
        await desk.type("minds and ")
        await desk.press("tab", "alt+1", "escape", "1")
        await desk.settle()
        assert desk.text == THEIR + "minds and 1"
        assert len(desk.fake.asked) == asked
        assert "suggestions off" in screen(desk)[-1]
        desk.give_up()
    assert not Memory(studio.home).suggesting
    async with studio.open() as desk:
        await desk.type("The ")
        await desk.settle()
        assert desk.fake.asked == []
        assert desk.status("suggesting") == "suggestions off"
        await desk.press("ctrl+space")
        await desk.ghost_is("students")
        assert desk.status("suggesting") == ""
        desk.give_up()
    assert Memory(studio.home).suggesting


async def test_the_mark_and_the_palette_turn_them_on_again(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("The ")
        await desk.ghost_is("students")
        command(desk, "Suggestions: off")
        assert desk.ghost == ""
        await desk.type("s")
        await desk.pilot.click("#suggesting")
        await desk.until(lambda: desk.area.suggesting)
        await desk.ghost_is("tudents")
        command(desk, "Suggestions: off")
        command(desk, "Suggestions: on")
        await desk.ghost_is("tudents")


async def test_paused_and_private_documents_go_on_being_suggested_for(studio: Studio) -> None:
    async with studio.open(studio.file("", "diary.md")) as desk:
        await desk.press("ctrl+l")
        assert desk.status("learning") == "paused"
        await desk.type("The ")
        await desk.ghost_is("students")
        await desk.press("ctrl+l")
        command(desk, "Don't learn this document")
        await desk.until(lambda: desk.status("learning") == "private" and not desk.fake.learned)
        await desk.type("students opened their ")
        await desk.ghost_is("books")


async def test_f6_never_suggests_the_first_again_and_the_palette_takes_that_back(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the ")
        await desk.ghost_is("students")
        await desk.press("f6")
        await desk.ghost_is("books")
        assert desk.fake.refused == [("students", None)]
        assert desk.status("message") == "“students” is never suggested again; Ctrl+P takes that back."
        assert desk.area.selection.is_empty
        command(desk, "Suggest students again")
        await desk.ghost_is("students")
        assert desk.text == "the "


async def again(desk: Desk) -> list[str]:
    """What the palette offers to be suggested again, from above."""
    await desk.press("ctrl+p")
    listed = desk.app.screen.query_one(OptionList)
    await desk.until(lambda: listed.option_count)
    await desk.until(lambda: "Welcome" in str(listed.options[-1].prompt))
    titles = [str(option.prompt).splitlines()[0].strip() for option in listed.options]
    await desk.press("escape")
    return [title for title in titles if title.startswith("Suggest ") and " again" in title]


async def test_whatever_f6_refused_in_this_session_is_taken_back_one_after_another(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the ")
        for word, then in [("students", "books"), ("books", "door"), ("door", "studio")]:
            await desk.ghost_is(word)
            await desk.press("f6")
            await desk.ghost_is(then)
        command(desk, "Never suggest studio after the")
        await desk.ghost_is("streets")
        every = [
            "Suggest studio again after the",
            "Suggest door again",
            "Suggest books again",
            "Suggest students again",
        ]
        assert await again(desk) == every, "the latest first"
        await desk.ghost_is("streets")
        command(desk, "Suggest books again")
        await desk.ghost_is("books")
        assert desk.status("message") == "“books” is suggested again."
        assert await again(desk) == [each for each in every if "books" not in each]
        for title, then in [(every[0], "books"), (every[1], "books"), (every[3], "students")]:
            command(desk, title)
            await desk.ghost_is(then)
            await desk.settle()
        assert desk.fake.refused == []
        assert await again(desk) == []
        assert desk.text == "the "
        desk.give_up()


async def test_a_held_f6_is_taken_back_word_by_word(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the ")
        await desk.ghost_is("students")
        for _ in range(12):
            await desk.type("", then="f6")
        await desk.until(lambda: len(desk.fake.refused) > 1)
        await desk.settle()
        refused = [word for word, _ in desk.fake.refused]
        assert len({*refused}) == len(refused)
        assert await again(desk) == [f"Suggest {word} again" for word in reversed(refused)]
        for word in refused:
            command(desk, f"Suggest {word} again")
        await desk.until(lambda: desk.fake.refused == [])
        await desk.ghost_is("students")
        desk.give_up()


async def test_a_word_that_is_suggested_again_is_so_behind_each_other(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the ")
        await desk.ghost_is("students")
        command(desk, "Never suggest students after the")
        await desk.ghost_is("books")
        desk.app.service.ask(errands.never("Students"))
        await desk.until(lambda: len(desk.fake.refused) == 2)
        await desk.settle()
        assert await again(desk) == ["Suggest Students again", "Suggest students again after the"]
        command(desk, "Suggest Students again")
        await desk.ghost_is("students")
        assert await again(desk) == [], "that takes back all of it"
        desk.give_up()


async def test_a_right_click_refuses_the_one_under_the_pointer(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type(THEIR)
        await desk.until(lambda: "minds" in desk.line)
        await desk.pilot.click("#suggestions", offset=(1 + desk.line.index("minds"), 0), button=3)
        await desk.until(lambda: desk.fake.refused == [("minds", None)])
        await desk.until(lambda: "minds" not in desk.line)
        assert desk.text == THEIR
        assert desk.ghost == "books"


async def test_the_palette_refuses_any_of_the_line(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("The students ")
        await desk.ghost_is("opened their books")
        command(desk, "Never suggest studied again")
        await desk.until(lambda: desk.fake.refused == [("studied", None)])
        await desk.until(lambda: "studied" not in desk.line)


async def test_of_a_phrase_its_last_word_is_refused_after_the_one_before(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("The students ")
        await desk.ghost_is("opened their books")
        await desk.press("f6")
        await desk.until(lambda: desk.fake.refused == [("books", "their")])


async def test_nothing_on_offer_and_corrections_are_not_refused(studio: Studio) -> None:
    async with studio.open(fake=Correcting()) as desk:
        await desk.press("f6")
        assert desk.status("message") == "There is no suggestion to refuse here."
        await desk.type("teh")
        await desk.until(lambda: "≈the" in desk.line)
        await desk.press("f6")
        assert desk.status("message").startswith("“the” corrects what you typed")
        assert desk.fake.refused == []


async def test_f6_in_the_find_bar_still_replaces_all(studio: Studio) -> None:
    async with studio.open(studio.file("cat cat")) as desk:
        await desk.press("ctrl+r")
        await desk.type("cat")
        await desk.press("tab")
        await desk.type("dog")
        await desk.press("f6")
        await desk.until(lambda: desk.text == "dog dog")
        assert desk.fake.refused == []


class Directions(FakePredictor):
    """Has more words that begin like that than are shown."""

    def suggest(self, before: str, n: int = 3, *args: object, **more: object) -> list[Suggestion]:
        typed = before.rsplit(" ")[-1]
        words = ["direction", "directory", "directive", "directed", "director", "directories", "directness"]
        left = [each for each in words if each.startswith(typed)]
        return [Suggestion(w, w[len(typed) :], 0.3 - 0.02 * place) for place, w in enumerate(left[:n])]


AT_FIRST, LATER = "1 direction 30%   2 directory 28%   3 directive 26%", "1 direction 30%   2 directed 24%"


async def test_what_was_typed_past_makes_room_though_nothing_was_grey(studio: Studio) -> None:
    async with studio.open(fake=Directions()) as desk:
        desk.app.applying.settings = replace(desk.app.applying.settings, suggestions=3)
        await desk.type("a ")
        for letter, shown in zip(" dir", [AT_FIRST, AT_FIRST, LATER, LATER], strict=True):
            await desk.type(letter.strip())
            await desk.until(lambda shown=shown: desk.line.startswith(shown))  # type: ignore[misc]
        await desk.press("backspace")
        await desk.until(lambda: desk.line.startswith(AT_FIRST))
        await desk.type("rection ")
        await desk.until(lambda: desk.line.startswith(AT_FIRST))


async def test_where_it_is_set_so_what_was_typed_past_stays(studio: Studio) -> None:
    async with studio.open(fake=Directions()) as desk:
        desk.app.applying.settings = replace(desk.app.applying.settings, suggestions=3)
        desk.area.offers.ignored_after = 0
        await desk.type("a ")
        for letter in "direct":
            await desk.until(lambda: desk.line.startswith(AT_FIRST))
            await desk.type(letter)
        await desk.until(lambda: desk.line.startswith(AT_FIRST))


async def test_in_fixed_places_a_word_keeps_its_number_and_tab_takes_the_likeliest(studio: Studio) -> None:
    class Turning(FakePredictor):
        def suggest(self, before: str, *args: object, **more: object) -> list[Suggestion]:
            typed = before.rsplit(" ")[-1]
            words = {"": "students streets books", "s": "streets students stones", "st": "stones streets"}
            found = words.get(typed, "").split()
            return [Suggestion(w, w[len(typed) :], 0.9 / 3**n) for n, w in enumerate(found)]

    async with studio.open(fake=Turning()) as desk:
        command(desk, "Suggestions: fixed places")
        await desk.type("the ")
        await desk.until(lambda: desk.line.startswith("Tab students 90%   2 streets 30%   3 books"))
        await desk.type("s")
        await desk.until(lambda: "stones" in desk.line)
        assert desk.line.startswith("1 students 30%   Tab streets 90%   3 stones 10%")
        assert desk.ghost == "treets"
        await desk.type("t")
        await desk.until(lambda: "students" not in desk.line)
        assert desk.line.startswith("2 streets 30%   Tab stones 90%")
        await desk.press("alt+1")
        assert desk.text == "the st", "no one has that number now"
        await desk.press("alt+3")
        assert desk.text == "the stones "
        command(desk, "Suggestions: the likeliest first")
        await desk.type("s")
        await desk.until(lambda: desk.line.startswith("Tab streets 90%   2 students 30%   3 stones"))


async def test_digits_and_capitals_by_the_palette(studio: Studio) -> None:
    async with studio.open() as desk:
        command(desk, "Capitals: at the start of sentences")
        command(desk, "Digits: choose suggestions")
        await desk.type("the ")
        await desk.ghost_is("students")
        await desk.press("2")
        assert desk.text == "The books "
        await desk.until(lambda: desk.line.endswith("A number takes one"))
        command(desk, "Capitals: as typed")
        command(desk, "Digits: written")
        await desk.until(lambda: "Alt+number" in desk.line)
        await desk.type("2. a")
        assert desk.text == "The books 2. a"


def test_what_is_remembered_may_be_anything(tmp_path: Path) -> None:
    memory = Memory(tmp_path)
    (tmp_path / "suggestions").write_bytes(b"\xa1\xff\x00")
    assert memory.suggesting
    memory.set_suggesting(False)
    assert not memory.suggesting


async def test_tab_where_nothing_is_grey_says_how_to_take_what_leads_the_line(studio: Studio) -> None:
    async with studio.open(fake=Correcting()) as desk:
        await desk.type("teh")
        await desk.until(lambda: "≈the" in desk.line)
        assert desk.ghost == ""
        await desk.press("tab")
        await desk.until(lambda: desk.status("message"))
        assert desk.status("message") == "Nothing is grey here: Alt+1 takes “the”."
        assert desk.text == "teh"
        await desk.type("n teh")
        command(desk, "Digits: choose suggestions")
        await desk.until(lambda: "≈the" in desk.line)
        await desk.press("tab")
        await desk.until(lambda: desk.status("message") == "Nothing is grey here: 1 takes “the”.")
        await desk.press("1")
        assert desk.text == "tehn the "
        desk.give_up()


async def test_tab_where_nothing_is_offered_says_nothing(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("qqqqq")
        await desk.settle()
        await desk.press("tab")
        assert desk.status("message") == ""
        assert desk.text == "qqqqq"
        desk.give_up()
