"""The surprise panel: what it shows, and when it is open."""

from __future__ import annotations

import pytest

from tests.editor.conftest import Studio
from typeahead.editor.widgets.suggestion_line import percent
from typeahead.editor.widgets.surprise_panel import SurprisePanel, bar
from typeahead.evaluation.surprise import odds


async def test_the_panel_shows_how_surprising_the_last_words_were(studio: Studio) -> None:
    async with studio.open(size=(120, 40)) as desk:
        await desk.type("The students opened their books. And th")
        await desk.until(lambda: "And" in desk.panel)
        assert desk.fake.measured[-1] == "The students opened their books. And", "not the word being typed"
        rows = desk.panel.splitlines()
        assert rows[0] == "Surprise"
        assert any(row.startswith("students") and "━" in row and "16.0" in row for row in rows)
        assert "This paragraph: 6 words" in rows
        assert any(row.startswith("perplexity") for row in rows)
        assert rows[-1] == "Model: ngram"


@pytest.mark.parametrize(("width", "is_open"), [(80, False), (99, False), (100, True)])
async def test_the_panel_is_open_where_there_is_room(studio: Studio, width: int, is_open: bool) -> None:
    async with studio.open(size=(width, 30), first_start=True) as desk:
        assert desk.app.query_one(SurprisePanel).display is is_open


async def test_the_panel_stays_as_it_was_left(studio: Studio) -> None:
    async with studio.open(size=(120, 40)) as desk:
        await desk.press("f2")
        assert not desk.app.query_one(SurprisePanel).display
        await desk.until(lambda: not desk.app._measuring.due)
        desk.fake.measured.clear()
        await desk.type("word ")
        await desk.settle()
        assert not desk.fake.measured, "nothing is measured for a panel no one sees"
        desk.give_up()
    async with studio.open(size=(120, 40)) as desk:
        assert not desk.app.query_one(SurprisePanel).display
        await desk.pilot.click("#key-panel")
        await desk.until(lambda: desk.app.query_one(SurprisePanel).display)


def test_figures_are_said_in_words() -> None:
    assert [odds(bits) for bits in (0, 1.5, 4, 9.3, 13.6, 21, 31, 45, 60)] == [
        "1",
        "2.8",
        "16",
        "630",
        "12,400",
        "2 million",
        "2 billion",
        "35 trillion",
        "10^18",
    ]
    assert [bar(bits) for bits in (-1, 0, 1, 2, 16, 99)] == [
        " " * 8,
        " " * 8,
        "╸" + " " * 7,
        "━" + " " * 7,
        "━" * 8,
        "━" * 8,
    ]
    assert [percent(p) for p in (0.001, 0.014, 0.5, 0.999, 1.0)] == ["<1%", "1%", "50%", "99%", "100%"]
