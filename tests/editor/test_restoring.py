"""Words with capitals where small letters are typed: marked in the line, never grey, Tab takes what is likely."""

from __future__ import annotations

from collections.abc import Sequence

from tests.editor.conftest import Studio
from tests.editor.fakes import FakePredictor
from typeahead.prediction.suggestion import Suggestion


class Restoring(FakePredictor):
    """Holds it likely that "frid" is Friday."""

    def __init__(self, probability: float = 0.9) -> None:
        super().__init__()
        self.probability = probability

    def suggest(
        self, before: str, n: int = 3, *, exclude: Sequence[str] = (), phrases: bool = True
    ) -> list[Suggestion]:
        if not before.endswith("frid"):
            return super().suggest(before, n, exclude=exclude, phrases=phrases)
        words = [Suggestion("fridge", "ge", 0.06, "base")]
        friday = Suggestion("Friday", "Friday", self.probability, "base", replaces=4)
        return [*words, *([] if "Friday" in self.left_out else [friday])]


async def test_tab_takes_what_is_likely_and_one_undo_brings_the_letters_back(studio: Studio) -> None:
    async with studio.open(fake=Restoring()) as desk:
        await desk.type("It was\non frid")
        await desk.until(lambda: desk.line.startswith("1 fridge 6%   Tab ≈Friday 90%"))
        assert desk.ghost == ""
        await desk.press("tab")
        assert desk.text == "It was\non Friday "
        await desk.press("ctrl+z")
        assert desk.text == "It was\non frid"


async def test_tab_leaves_the_text_alone_where_it_is_not_likely_enough(studio: Studio) -> None:
    async with studio.open(fake=Restoring(0.4)) as desk:
        await desk.type("on frid")
        await desk.until(lambda: desk.line.startswith("1 fridge 6%   2 ≈Friday 40%"))
        await desk.press("tab", "right", "ctrl+right", "alt+right")
        assert not desk.text.startswith("on Friday")


async def test_its_number_takes_it_too(studio: Studio) -> None:
    async with studio.open(fake=Restoring(0.4)) as desk:
        await desk.type("on frid")
        await desk.until(lambda: "2 ≈Friday" in desk.line)
        await desk.press("alt+2")
        assert desk.text == "on Friday "


async def test_where_it_is_hidden_tab_takes_nothing(studio: Studio) -> None:
    async with studio.open(fake=Restoring()) as desk:
        await desk.type("on frid")
        await desk.until(lambda: "Tab ≈Friday" in desk.line)
        await desk.press("escape", "tab")
        assert desk.text == "on frid"


async def test_it_can_be_refused_as_a_word(studio: Studio) -> None:
    async with studio.open(fake=Restoring()) as desk:
        await desk.type("on frid")
        await desk.until(lambda: "Tab ≈Friday" in desk.line)
        assert [each.text for each in desk.area.other_offers()] == ["Friday"]
        await desk.pilot.click("#suggestions", offset=(18, 0), button=3)
        await desk.until(lambda: desk.fake.refused == [("Friday", None)])
