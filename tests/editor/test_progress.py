"""The learning, visible: the dashboard, the last sentence taken back, a word forgotten."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList

from tests.editor.conftest import Desk, Studio
from tests.editor.fakes import FakePredictor
from tests.editor.test_sizes import screen
from typeahead.editor.progress import ForgetPrompt
from typeahead.editor.screens.dashboard import Dashboard
from typeahead.profile.days import Figures
from typeahead.profile.lately import LatelyWord


def shown(desk: Desk) -> str:
    return "\n".join(screen(desk))


def run(desk: Desk, title: str) -> None:
    {c.title: c.callback for c in desk.app.get_system_commands(desk.app.screen)}[title]()


@pytest.fixture
def fake() -> FakePredictor:
    fake = FakePredictor()
    fake.days = {f"2026-05-{day:02}": Figures(1000, 800, 20, 90, 100, 100.0 * (9 - day)) for day in (1, 2, 3)}
    fake.lately = [LatelyWord("zorblax", 3, "2026-05-03"), LatelyWord("quokka", 1, "2026-05-02")]
    return fake


async def test_an_empty_dashboard_says_what_will_be_there(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("f5")
        await desk.until(lambda: "Nothing typed yet" in shown(desk))
        assert "Nothing measured yet" in shown(desk)
        assert "No new words yet" in shown(desk)
        await desk.press("delete", "escape")
        assert not isinstance(desk.app.screen, Dashboard)


@pytest.mark.parametrize("size", [(80, 24), (200, 60), (100, 30)])
async def test_figures_days_and_words(studio: Studio, fake: FakePredictor, size: tuple[int, int]) -> None:
    async with studio.open(fake=fake, size=size) as desk:
        await desk.type("the ")
        await desk.ghost_is("students")
        await desk.press("tab", "f5")
        await desk.until(lambda: "zorblax" in shown(desk))
        text = shown(desk)
        assert "61.5 % saved: 8 of 13, 1 taken" in text
        assert "20.2 % saved: 608 of 3,013, 61 taken" in text
        assert "2026-05-01 256, 2026-05-03 64; lowest 64, highest 256" in text
        assert "Esc closes" in text


async def test_a_word_is_thrown_out_after_one_question(studio: Studio, fake: FakePredictor) -> None:
    async with studio.open(fake=fake) as desk:
        await desk.press("f5")
        await desk.until(lambda: "zorblax" in shown(desk))
        await desk.press("delete", "enter")  # Enter keeps it
        assert isinstance(desk.app.screen, Dashboard)
        await desk.press("down", "delete")
        assert isinstance(desk.app.screen, ForgetPrompt)
        await desk.press("f")
        await desk.until(lambda: desk.app.screen.query_one("#lately", OptionList).option_count == 1)
        assert fake.forgotten == ["quokka"]
        assert "“quokka” is forgotten: cut 3 times" in shown(desk)


async def test_the_last_sentence_is_taken_back_and_the_text_stays(studio: Studio) -> None:
    async with studio.open(size=(120, 24)) as desk:
        await desk.type("One is here. Two is here. ")
        await desk.until(lambda: desk.status("learned") == "+6")
        await desk.press("f5", "z")
        await desk.until(lambda: "Taken back" in shown(desk))
        await desk.press("escape")
        await desk.until(lambda: desk.status("message").startswith("Taken back: “Two is here.”"))
        assert [text for text, _ in desk.fake.learned] == ["One is here."]
        assert desk.status("learned") == "+3"
        run(desk, "Take back the last learned sentence")
        await desk.until(lambda: not desk.fake.learned)
        run(desk, "Take back the last learned sentence")
        await desk.until(lambda: "nothing left to take back" in desk.status("message"))
        assert desk.text == "One is here. Two is here. "


async def test_the_word_under_the_cursor_is_forgotten(studio: Studio) -> None:
    async with studio.open(studio.file("One zorblax, two.")) as desk:
        await desk.press("home", "ctrl+right", "ctrl+right", "shift+f6")
        assert isinstance(desk.app.screen, ForgetPrompt)
        await desk.press("escape")
        assert desk.fake.forgotten == []
        run(desk, "Forget the word “zorblax”")
        await desk.until(lambda: isinstance(desk.app.screen, ForgetPrompt))
        await desk.press("f")
        await desk.until(lambda: desk.fake.forgotten == ["zorblax"])
        await desk.until(lambda: "“zorblax” is forgotten" in desk.status("message"))
        assert "Trained anew" not in desk.status("message")
        assert desk.text == "One zorblax, two."
        desk.fake.dropped = ("gru", "lstm")
        run(desk, "Forget the word “zorblax”")
        await desk.until(lambda: isinstance(desk.app.screen, ForgetPrompt))
        await desk.press("f")
        await desk.until(lambda: "Trained anew: gru, lstm." in desk.status("message"))


async def test_without_a_word_there_is_no_question(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("shift+f6")
        assert "no word under the cursor" in desk.status("message")


async def test_keys_are_counted_where_nothing_is_learned(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("ctrl+l")
        await desk.type("This is not learned. ")
        await desk.until(lambda: desk.fake.counted == Figures(characters=21, keys=21))
        assert desk.fake.learned == []
        await desk.type("And more")
        desk.app.leave(0)
    assert desk.fake.counted.characters == 29, "on leaving, too"


async def test_a_learned_sentence_is_shown_as_one_writes_it(studio: Studio) -> None:
    """It is kept as words and marks, each by itself."""
    async with studio.open(size=(120, 40)) as desk:
        await desk.settle()
        desk.fake.learned.append(("Well , isn’t this “ good ” ?\nA ( small ) day .", ""))
        await desk.press("f5")
        await desk.until(lambda: "last: “Well, isn’t this “good”? A (small) day.”" in shown(desk))
        await desk.press("z")
        await desk.until(lambda: "Taken back: “Well, isn’t this “good”? A" in shown(desk))
