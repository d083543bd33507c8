"""“Never suggest that again”, said from the palette."""

from __future__ import annotations

from collections.abc import Sequence

from tests.editor.conftest import Desk, Studio
from tests.editor.fakes import FakePredictor
from typeahead.prediction.suggestion import Suggestion

_TITLES = ("Never suggest", "Suggest students")


def entries(desk: Desk) -> dict[str, object]:
    commands = desk.app.get_system_commands(desk.app.screen)
    return {c.title: c.callback for c in commands if c.title.startswith(_TITLES)}


async def test_never_suggest_a_word_again_and_taking_that_back(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the ")
        await desk.ghost_is("students")
        assert {"Never suggest students again", "Never suggest students after the"} <= set(entries(desk))
        entries(desk)["Never suggest students again"]()  # type: ignore[operator]
        await desk.ghost_is("books")
        assert desk.fake.refused == [("students", None)]
        assert desk.status("message").startswith("“students” is never suggested again")
        entries(desk)["Suggest students again"]()  # type: ignore[operator]
        await desk.ghost_is("students")
        assert desk.fake.refused == []
        assert "Suggest students again" not in entries(desk)
        assert desk.text == "the ", "the text is not touched"


async def test_never_after_a_word(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the ")
        await desk.ghost_is("students")
        entries(desk)["Never suggest students after the"]()  # type: ignore[operator]
        await desk.ghost_is("books")
        assert desk.fake.refused == [("students", "the")]
        assert "“students” after “the”" in desk.status("message")


async def test_a_phrase_is_refused_word_by_word(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the students ")
        await desk.ghost_is("opened their books")
        assert {
            "Never suggest opened again",
            "Never suggest opened after students",
            "Never suggest their after opened",
            "Never suggest books after their",
        } <= set(entries(desk))


async def test_of_a_phrase_with_a_comma_what_stands_last_before_or_behind_a_word(studio: Studio) -> None:
    class WithComma(FakePredictor):
        def suggest(
            self, before: str, n: int = 3, *, exclude: Sequence[str] = (), phrases: bool = True
        ) -> list[Suggestion]:
            return [Suggestion("however, we", "however, we", 0.9)]

    async with studio.open(fake=WithComma()) as desk:
        await desk.type("the, ")
        await desk.ghost_is("however, we")
        assert {"Never suggest however again", "Never suggest , after however"} == set(entries(desk))
        await desk.press("f6")
        await desk.until(lambda: desk.fake.refused == [(",", "however")])
        assert "“,” after “however”" in desk.status("message")


async def test_without_a_suggestion_there_is_nothing_to_refuse(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the, ")
        await desk.type("qqq.")
        await desk.settle()
        assert not [title for title in entries(desk) if title.startswith("Never")]
