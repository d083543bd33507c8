"""Writing in a script without spaces: taking a suggestion sets none."""

from __future__ import annotations

from collections.abc import Sequence

from tests.editor.conftest import Studio
from tests.editor.fakes import FakePredictor
from typeahead.prediction.suggestion import Suggestion

TEXT = "我每天在北京工作"


class Characters(FakePredictor):
    def suggest(
        self, before: str, n: int = 3, *, exclude: Sequence[str] = (), phrases: bool = True
    ) -> list[Suggestion]:
        self.asked.append(before)
        if not before or not TEXT.startswith(before) or before == TEXT:
            return []
        rest = TEXT[len(before) :]
        first, others = Suggestion(rest[0], rest[0], 0.9), Suggestion("的", "的", 0.05)
        found = [first, others] if len(rest) == 1 else [first, Suggestion(rest, rest, 0.8), others]
        return [each for each in found if each.text not in exclude][:n]


async def test_tab_takes_a_phrase_without_a_space_behind_it(studio: Studio) -> None:
    async with studio.open(fake=Characters()) as desk:
        await desk.type("我每天在")
        await desk.ghost_is("北京工作")
        await desk.press("tab")
        assert desk.text == TEXT
        desk.give_up()


async def test_a_key_takes_one_character_and_the_rest_stays(studio: Studio) -> None:
    async with studio.open(fake=Characters()) as desk:
        await desk.type("我每天在")
        await desk.ghost_is("北京工作")
        await desk.press("ctrl+right")
        assert (desk.text, desk.ghost) == ("我每天在北", "京工作")
        await desk.settle()
        await desk.press("ctrl+right", "ctrl+right")
        assert desk.text == "我每天在北京工"
        desk.give_up()


async def test_what_was_passed_over_may_come_again_behind_the_next_character(studio: Studio) -> None:
    async with studio.open(fake=Characters()) as desk:
        for character in "我每天在":
            await desk.type(character)
            await desk.until(lambda: "的" in desk.line)
        desk.give_up()
