"""The space that comes with a suggestion: to what it gives way, when it comes back, and how long it is the editor's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.editor.conftest import Desk, Studio
from tests.editor.fakes import FakePredictor
from typeahead.prediction.suggestion import Suggestion


class Sure(FakePredictor):
    """Is sure of one word where that is begun; behind it another one is likely, though not enough for Tab."""

    def suggest(
        self, before: str, n: int = 3, *, exclude: Sequence[str] = (), phrases: bool = True
    ) -> list[Suggestion]:
        self.asked.append(before)
        if before.endswith("imp"):
            return [Suggestion("important", "ortant", 0.9)]
        refused = ("thing", None) in self.refused or not before.endswith("important ")
        return [] if refused else [Suggestion("thing", "thing", 0.01)]


class Hyphened(Sure):
    """Knows words that go on from "important" with a hyphen, alone or as a phrase's first word."""

    def suggest(
        self, before: str, n: int = 3, *, exclude: Sequence[str] = (), phrases: bool = True
    ) -> list[Suggestion]:
        found = super().suggest(before, n, exclude=exclude, phrases=phrases)
        return [replace(each, begins_compounds=each.text == "important") for each in found]


async def took(desk: Desk, before: str) -> None:
    """Write this, and take "important" behind it."""
    desk.area.open_text(before + "im")
    await desk.press("ctrl+end")
    await desk.type("p")
    await desk.ghost_is("ortant")
    await desk.press("tab")
    assert desk.text == before + "important "


async def test_signs_of_markdown_close_right_behind_a_word_and_begin_apart_from_it(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        for before, typed, after in (
            ("this is **very ", "** indeed.", "** indeed."),
            ("*very ", "*, ", "*, "),
            ("_very ", "_.", "_."),
            ("~~very ", "~~ so", "~~ so"),
            ("==very ", "== so", "== so"),
            ("run `npm ", "`.", "`."),
            ("where $", "$.", "$."),
            ("***very ", "***.", "***."),
            ("I find ", "*really", " *really"),
            ("I find ", "**really", " **really"),
            ("**this is ", "*really* so**", " *really* so**"),
            ("*this is ", "**really** so*", " **really** so*"),
            ("files are *.md and ", "*really*", " *really*"),
            ("2 * 3 is ", "* 4", " * 4"),
            ("run ", "`npm`", " `npm`"),
            ("it costs $5 and ", "$6", " $6"),
            ("an _", "_-", "_-"),
        ):
            await took(desk, before)
            await desk.type(typed)
            assert desk.text == f"{before}important{after}"


async def test_quotations_begin_apart_and_what_goes_on_with_an_apostrophe_does_not(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        for before, typed, after in (
            ("it is ", "'hello', ", " 'hello', "),
            ("it is ", "'so', ", " 'so', "),
            ("it is ", "'restful' ", " 'restful' "),
            ("it is ", "'s own", "'s own"),
            ("it is ", "'re, ", "'re, "),
            ("it is ", "'ll've been", "'ll've been"),
            ("it is ", "' books", "' books"),
            ("it is ", "’s own", "’s own"),
            ("in the ", "’90s", " ’90s"),
            ("'it is ", "' she", "' she"),
            ("'it is ", "'s own'", "'s own'"),
            ("Roma è dell'arte ", "'altra", "'altra"),
            ('the 5" disk is ', '"Yes"', ' "Yes"'),
            ('5" and "a ', '" disk', '" disk'),
            ('"it is ', '"', '"'),
            ("„Das ist ", "“.", "“."),
            ("इ ", "।", "।"),
            ("Han sade ", "”nej”", " ”nej”"),
            ("Han sade ”hej” om ", "”nej”", " ”nej”"),
            ("Han sade ”hej ", "”, ", "”, "),
            ("“it is ", "”, ", "”, "),
        ):
            await took(desk, before)
            await desk.type(typed)
            assert desk.text == f"{before}important{after}"


async def test_dashes_amounts_and_addresses_go_on_right_behind_a_word(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        for before, typed, after in (
            ("it is ", "—so", "—so"),
            ("it is ", "— so", " — so"),
            ("it is ", "– so", " – so"),
            ("—No —said. It was ", "—they", " —they"),
            ("it is ", "- so", " - so"),
            ("it is ", "-- so", " -- so"),
            ("it is ", "--flag", " --flag"),
            ("it is ", " -f", " -f"),
            ("it is ", "-> so", " -> so"),
            ("~/", "/x", "/x"),
            ("~/", "/ x", "/ x"),
            ("~/", "-x", "-x"),
            ("~/", "- x", " - x"),
            ("~/", "--flag", " --flag"),
            ("~/", "-> x", " -> x"),
            ("https://a.org/", "#part", "#part"),
            ("https://a.org/?", "=1&b", "=1&b"),
            ("https://a.org/?", "%20so", "%20so"),
            ("a.", "(b", "(b"),
            ("a.", "+ b", " + b"),
            ("a.", "+= b", " += b"),
            ("a.", "# b", " # b"),
            ("if ", "== b", " == b"),
            ("if ", "= b", " = b"),
            ("if ", "=~ b", " =~ b"),
            ("<a ", '="b', '="b'),
            ("==very ", "== so", "== so"),
        ):
            await took(desk, before)
            await desk.type(typed)
            assert desk.text == f"{before}important{after}"


async def test_a_hyphen_goes_on_right_behind_a_word_that_known_ones_begin_with(studio: Studio) -> None:
    async with studio.open(fake=Hyphened()) as desk:
        for typed, after in (
            ("-looking", "-looking"),
            ("- so", " - so"),
            ("-- so", " -- so"),
            ("--flag", " --flag"),
            ("-> so", " -> so"),
            (" -x", " -x"),
        ):
            await took(desk, "it is ")
            await desk.type(typed)
            assert desk.text == f"it is important{after}"
        await took(desk, "it is ")
        await desk.press("ctrl+z", "ctrl+y")
        await desk.type("-looking")
        assert desk.text == "it is important-looking", "also where it was taken again by redo"


async def test_behind_another_word_a_hyphen_keeps_its_space(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        await took(desk, "it is ")
        await desk.type("-x")
        assert desk.text == "it is important -x"


async def test_a_dashs_space_comes_back_as_a_step_for_undo_and_counts_its_keys(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        await took(desk, "it is ")
        tally = desk.area.tally
        keys, characters = tally.keys, tally.characters
        await desk.type("— ")
        assert (desk.text, desk.area.cursor_location) == ("it is important — ", (0, 18))
        assert (tally.keys, tally.characters) == (keys + 2, characters + 2)
        await desk.press("ctrl+z")
        assert (desk.text, desk.area.cursor_location) == ("it is important— ", (0, 17))
        await desk.press("ctrl+y")
        assert desk.text == "it is important — "


async def test_it_does_not_come_back_in_a_line_that_was_cut(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        desk.area.open_text("im\nabcdefghi—j")
        desk.area.move_cursor((0, 2))
        await desk.type("p")
        await desk.ghost_is("ortant")
        await desk.press("tab")
        await desk.type("—")
        await desk.press("ctrl+x")
        assert desk.area.cursor_location == (0, 10)
        await desk.type(" ")
        assert desk.text == "abcdefghi— j"


async def test_what_begins_with_a_closing_sign_stands_apart(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        for before, typed, after in (
            ("it is ", "!= so", " != so"),
            ("it is ", ":= so", " := so"),
            ("it is ", ":) so", " :) so"),
            ("(it is ", ":) so", ":) so"),
            ("it is ", "'87", " '87"),
            ("dell'arte ", "'87", " '87"),
            ("it is ", "'.[docs]'", " '.[docs]'"),
            ("install --with-", ".[test]", " .[test]"),
            ("it is ", ".[1]", ".[1]"),
            ("it ... is ", "... so", " ... so"),
            ("it is ", "... so", "... so"),
            ("the .env, ", ".env so", " .env so"),
            ("it is ", ".env so", ".env so"),
            ("use :memory: as ", ":memory:", " :memory:"),
            ("it is ", ": so", ": so"),
        ):
            await took(desk, before)
            await desk.type(typed)
            assert desk.text == f"{before}important{after}"


async def test_guillemets_close_as_they_were_opened(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        for before, typed, after in (
            ("die »sehr ", "«, der", "«, der"),
            ("« la ", "»", " »"),
            ("« la ", " »", " »"),
            ("«\u00a0la ", "»,", "\u00a0»,"),
            ("«la ", "».", "»."),
            ("αυτό ", "· ", " · "),
        ):
            await took(desk, before)
            tally = desk.area.tally
            keys, characters = tally.keys, tally.characters
            await desk.type(typed)
            assert desk.text == f"{before}important{after}"
            assert tally.keys == keys + len(typed)
            assert tally.characters == characters + len(after) - 1, "the space was counted with the word"


async def test_undo_takes_first_the_space_that_came_back_and_it_stays_away(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        await took(desk, "it is ")
        await desk.type("'h")
        assert desk.text == "it is important 'h"
        assert desk.area.cursor_location == (0, 18)
        await desk.press("ctrl+z")
        assert (desk.text, desk.area.cursor_location) == ("it is important'h", (0, 17))
        await desk.type("i")
        assert desk.text == "it is important'hi"
        await desk.press("ctrl+z", "ctrl+z")
        assert desk.text == "it is important'"
        await desk.press("ctrl+z")
        assert desk.text == "it is important "
        await desk.press("ctrl+y", "ctrl+y", "ctrl+y")
        assert desk.text == "it is important'hi"


async def test_a_letter_deleted_and_typed_again_brings_no_second_space(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        await took(desk, "it is ")
        await desk.type("'h")
        await desk.press("backspace")
        assert desk.text == "it is important '"
        await desk.type("so")
        assert desk.text == "it is important 'so"


async def test_it_comes_back_while_nothing_but_the_quotation_was_written(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        await took(desk, "it is ")
        await desk.type("'s")
        await desk.press("backspace")
        await desk.type("hi'")
        assert desk.text == "it is important 'hi'"
        await took(desk, "it is ")
        await desk.type("'")
        await desk.press("left", "right")
        await desk.type("hi")
        assert desk.text == "it is important'hi", "what stands where the cursor was put is the person's own"


async def test_keys_and_characters_are_counted_with_the_space_that_came_back(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        await took(desk, "it is ")
        tally = desk.area.tally
        keys, characters = tally.keys, tally.characters
        await desk.type("'hi'")
        assert (tally.keys, tally.characters) == (keys + 4, characters + len("'hi'"))


async def test_what_is_asked_behind_a_space_that_came_back_has_it(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        await took(desk, "it is ")
        await desk.type("'h")
        await desk.settle()
        assert desk.fake.asked[-1] == "it is important 'h"


@pytest.mark.parametrize("key", ["tab", "f6", "ctrl+@", "escape"])
async def test_it_stays_the_editors_where_nothing_was_written_and_the_cursor_stayed(
    studio: Studio, key: str
) -> None:
    async with studio.open(fake=Sure()) as desk:
        await took(desk, "it is ")
        await desk.until(lambda: "thing" in desk.line)
        await desk.press(key)
        await desk.settle()
        await desk.type(".")
        assert desk.text == "it is important."


@pytest.mark.parametrize(
    "keys",
    [
        ["ctrl+z", "ctrl+y"],
        ["ctrl+z", "ctrl+z", "ctrl+y", "ctrl+y"],
        ["full_stop", "ctrl+z"],
        ["apostrophe", "h", "ctrl+z", "ctrl+z", "ctrl+z"],
        ["x", "ctrl+z"],
        ["full_stop", "ctrl+z", "ctrl+z", "ctrl+y"],
    ],
    ids=" ".join,
)
async def test_it_is_the_editors_again_where_undo_and_redo_lead_to_the_word_just_taken(
    studio: Studio, keys: list[str]
) -> None:
    async with studio.open(fake=Sure()) as desk:
        await took(desk, "it is ")
        await desk.press(*keys)
        assert desk.text == "it is important "
        await desk.type(",")
        assert desk.text == "it is important,"
        await desk.press("ctrl+z", "ctrl+y")
        assert desk.text == "it is important,"


async def test_it_stays_the_persons_where_it_was_typed_too_or_the_cursor_is_elsewhere(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        await took(desk, "it is ")
        await desk.type(" x")
        await desk.press("ctrl+z")
        await desk.type(".")
        assert desk.text == "it is important ."
        await took(desk, "it is ")
        await desk.press("left", "x", "ctrl+z")
        await desk.type(".")
        assert desk.text == "it is important. "
        await took(desk, "it is ")
        await desk.press("left", "right", "ctrl+y")
        await desk.type(".")
        assert desk.text == "it is important ."
