"""The surprise panel: what it shows, and when it is open."""

from __future__ import annotations

import pytest

from tests.editor.conftest import Studio
from tests.editor.fakes import FakePredictor
from typeahead.editor.widgets.suggestion_line import percent
from typeahead.editor.widgets.surprise_panel import SurprisePanel
from typeahead.editor.widgets.surprise_rows import bar, fitted, short, sparkline
from typeahead.evaluation.surprise import odds
from typeahead.prediction.suggestion import WordSurprise


async def test_the_panel_shows_how_surprising_the_last_words_were(studio: Studio) -> None:
    async with studio.open(size=(120, 40)) as desk:
        await desk.type("The students opened their books. And th")
        await desk.until(lambda: "And" in desk.panel)
        await desk.until(lambda: desk.panel.splitlines()[-1] == "Model: ngram" and "document" in desk.panel)
        rows = desk.panel.splitlines()
        assert rows[0].split() == ["Surprise", "in", "the", "text's", "order"]
        row = next(row for row in rows if "students" in row)
        assert "━" in row
        assert row.split()[2:] == ["16.0", "65,500", "65,536"], "bits, odds and rank"
        assert not [row for row in rows if row[1:].startswith("th ")], "not the word being typed"
        chosen = next(number for number, row in enumerate(rows) if row.startswith("And, rank"))
        assert [row.split() for row in rows[chosen + 1 : chosen + 3]] == [
            ["40%", "students"],
            ["3%", "books"],
        ]
        assert next(row for row in rows if row.startswith("paragraph")).split()[1] == "6"
        await desk.type("e")
        await desk.type(" ")
        await desk.until(lambda: " the " in desk.panel)


async def test_code_and_front_matter_are_not_measured(studio: Studio) -> None:
    text = "---\ntitle: zebra\n---\n\nThe students\n\n```py\nzebra = 1\n\nzebra = 2\n```\n\n    zebra()\n\nopened books"
    async with studio.open(studio.file(text), size=(100, 24)) as desk:
        await desk.until(lambda: "books" in desk.panel)
        await desk.until(lambda: desk.app.surprise.measuring.complete)
        assert "students" in " ".join(desk.fake.measured)
        assert "zebra" not in " ".join(desk.fake.measured)
        await desk.press("ctrl+end")
        await desk.type("\n\n```\nzebra = 3\n\nzebra = 4\n```\n\nTheir ")
        await desk.until(lambda: "Their" in desk.panel)
        assert "zebra" not in " ".join(desk.fake.measured)
        desk.give_up()


async def test_only_what_was_changed_is_measured_again(studio: Studio) -> None:
    path = studio.file("One is here. Two is here.\n\n" * 30)
    async with studio.open(path, size=(120, 40)) as desk:
        await desk.until(lambda: desk.app.surprise.measuring.complete)
        assert sum(text.count("Two") for text in desk.fake.measured) >= 30
        desk.fake.measured.clear()
        desk.area.move_cursor((2, 25))  # at once: where the cursor rests, it is asked what was expected there
        await desk.type(" And this")
        await desk.until(lambda: desk.area.figures.spoken == 181)
        await desk.until(lambda: desk.app.surprise.measuring.complete)
        assert all(text.startswith("One is here. Two is here") for text in desk.fake.measured), (
            "no other paragraph"
        )
        assert len(desk.fake.measured) <= 8
        await desk.press("home")
        await desk.until(lambda: desk.area.figures.spoken == 182)


async def test_what_was_written_is_measured_before_it_is_learned(studio: Studio) -> None:
    done: list[str] = []

    class Diary(FakePredictor):
        def learn(self, text: str, origin: str = "", *, typed: float | None = None) -> int:
            done.append("learned")
            return super().learn(text, origin)

        def surprise(self, text: str) -> list[WordSurprise]:
            done.append(f"measured {text}")
            return super().surprise(text)

    async with studio.open(size=(120, 40), fake=Diary()) as desk:
        await desk.type("The students opened their books. ")
        await desk.until(lambda: "learned" in done)
        assert "measured The students opened their books." in done[: done.index("learned")]


async def test_a_click_leads_to_the_word(studio: Studio) -> None:
    path = studio.file("\n\n".join(f"Line number {n} is here." for n in range(50)))
    async with studio.open(path, size=(120, 40)) as desk:
        await desk.until(lambda: desk.app.surprise.measuring.complete and "\n 2 " in desk.panel)
        row = next(number for number, row in enumerate(desk.panel.splitlines()) if row.startswith(" 2 "))
        await desk.pilot.click("#surprise", offset=(5, row))
        await desk.until(lambda: desk.area.cursor_location == (4, 12))
        assert desk.area.has_focus
        curve = next(
            number for number, row in enumerate(desk.panel.splitlines()) if set(row.strip()) & set("▃▄▅")
        )
        await desk.pilot.click("#surprise", offset=(20, curve))
        await desk.until(lambda: desk.area.cursor_location[0] > 20)
        await desk.until(lambda: "\n›Line" in desk.panel)
        await desk.pilot.click("#surprise", offset=(5, 0))
        await desk.until(lambda: "most surprising first" in desk.panel)


async def test_the_panel_is_gone_through_by_keys(studio: Studio) -> None:
    path = studio.file("The students opened their books.\n\nNobody was late.")
    async with studio.open(path, size=(120, 40)) as desk:
        await desk.until(lambda: desk.app.surprise.measuring.complete and "late" in desk.panel)
        await desk.press("f2", "f2", "shift+tab")
        panel = desk.app.query_one(SurprisePanel)
        assert panel.display
        assert panel.has_focus
        await desk.press("down", "down", "x")
        assert desk.text.startswith("The students"), "no letter gets into the text"
        await desk.until(lambda: "opened, rank" in desk.panel)
        await desk.until(lambda: "40%  students" in desk.panel)
        await desk.press("s")
        await desk.until(lambda: "most surprising first" in desk.panel)
        bits = [float(row.split()[2]) for row in desk.panel.splitlines()[2:10]]
        assert bits == sorted(bits, reverse=True)
        await desk.press("home", "enter")
        top = desk.panel.splitlines()[2].split()[0].strip("›")
        assert desk.area.has_focus
        row, column = desk.area.cursor_location
        assert desk.area.document[row][column:].startswith(top)
        await desk.press("shift+tab", "s", "escape")
        assert desk.area.has_focus
        await desk.until(lambda: "in the text's order" in desk.panel)
        await desk.press("shift+tab", "f2")
        assert desk.area.has_focus, "the focus is never in what is hidden"


async def test_another_model_measures_anew(studio: Studio) -> None:
    async with studio.open(studio.file("The students opened their books."), size=(120, 40)) as desk:
        await desk.until(lambda: desk.app.surprise.measuring.complete)
        desk.fake.measured.clear()
        desk.app.service.switch("lstm")
        await desk.until(lambda: desk.fake.measured and desk.app.surprise.measuring.complete)
        await desk.until(lambda: desk.panel.splitlines()[-1] == "Model: lstm of your notes")


async def test_a_model_with_a_long_name_is_cut_with_a_mark(studio: Studio) -> None:
    async with studio.open(studio.file("The students opened their books."), size=(120, 40)) as desk:
        await desk.until(lambda: desk.app.surprise.measuring.complete)
        desk.app.query_one(SurprisePanel).name_model("5-gram of your notes + English + network")
        last = desk.panel.splitlines()[-1]
        assert last.startswith("Model: 5-gram of your notes + English")
        assert last.endswith("…")


@pytest.mark.parametrize(("width", "is_open"), [(80, False), (99, False), (100, True)])
async def test_the_panel_is_open_where_there_is_room(studio: Studio, width: int, is_open: bool) -> None:
    async with studio.open(size=(width, 30), first_start=True) as desk:
        assert desk.app.query_one(SurprisePanel).display is is_open


async def test_the_panel_stays_as_it_was_left(studio: Studio) -> None:
    async with studio.open(size=(120, 40)) as desk:
        await desk.press("f2")
        assert not desk.app.query_one(SurprisePanel).display
        await desk.until(lambda: not desk.app.surprise.measuring.due)
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
    assert [short(number) for number in (1, 1.64, 630, 12_437, 99_999, 630_000, 3.4e6, 2e9, 35e12, 1e18)] == [
        "1",
        "1.6",
        "630",
        "12,400",
        "100k",
        "630k",
        "3M",
        "2B",
        "35T",
        "10^18",
    ]
    assert sparkline([3, 5, 7, 11]) == "▁▃▅█"
    assert sparkline([6, 6.1]) == "▄▅", "what differs little looks so"
    assert fitted("a\x1b[31m word", 6) == "a [31…"
    assert [bar(bits, 8) for bits in (-1, 0, 1, 2, 16, 99)] == [
        " " * 8,
        " " * 8,
        "╸" + " " * 7,
        "━" + " " * 7,
        "━" * 8,
        "━" * 8,
    ]
    assert [percent(p) for p in (0.001, 0.014, 0.5, 0.999, 1.0)] == ["<1%", "1%", "50%", "99%", "100%"]


async def test_a_word_of_the_document_before_is_asked_for_no_more(studio: Studio) -> None:
    """The panel may still show a word whose row the document that has just come does not have."""
    path = studio.file("One is here. Two is here.\n\n" * 30)
    async with studio.open(path, size=(120, 40)) as desk:
        measuring = desk.app.surprise.measuring
        desk.area.move_cursor((58, 25))
        panel = desk.app.query_one(SurprisePanel)
        await desk.until(lambda: panel.chosen is not None and panel.chosen.place[0] == 58)
        await desk.until(lambda: measuring.complete and not measuring.due)
        chosen = panel.chosen
        measured = len(desk.fake.measured)
        desk.area.open_text("Short.")
        measuring._near = -1, {}
        measuring._expected = None, ()
        assert measuring.expected(chosen) is None
        await desk.until(lambda: measuring.complete and len(desk.fake.measured) > measured)
