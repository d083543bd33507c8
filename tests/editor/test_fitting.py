"""Suggestions before words that stand there already."""

from __future__ import annotations

import pytest

from tests.editor.conftest import Studio
from typeahead.editor.fitting import fitting
from typeahead.prediction.suggestion import Suggestion


def offered(behind: str, *texts: str, typed: str = "") -> list[tuple[str, str]]:
    offers = []
    for text in texts:
        first = Suggestion(text.split(" ")[0], text.split(" ")[0][len(typed) :], 0.6) if " " in text else None
        offers.append(Suggestion(text, text[len(typed) :], 0.5, first=first))
    return [(each.text, each.completion) for each in fitting(offers, behind)]


@pytest.mark.parametrize(
    ("behind", "texts", "left"),
    [
        (" the rows", ["the", "a"], ["a"]),
        (" the rows", ["all of the", "all"], ["all of", "all"]),
        (" the rows", ["of the", "of"], ["of"]),
        (" the rows", ["of the query"], ["of"]),
        (" The rows", ["the", "these"], ["these"]),
        (" rows, and", ["however,", "rows,"], ["however"]),
        (", and so on", ["so,", "then"], ["so", "then"]),
        (" (the rows)", ["the"], ["the"]),
        (" don't", ["don't", "do"], ["do"]),
        (" 日本語", ["日本"], ["日本"]),
    ],
)
def test_what_stands_there_is_not_suggested_once_more(behind, texts, left):
    assert [text for text, _ in offered(behind, *texts)] == left


def test_of_a_word_that_is_begun_its_rest_is_inserted():
    assert offered(" the rows", "all of the", typed="al") == [("all of", "l of")]
    assert offered(" the rows", "the", "then", typed="th") == [("then", "en")]


async def test_taking_a_phrase_before_a_word_writes_no_word_twice(studio: Studio) -> None:
    async with studio.open(studio.file("Open it books.\n")) as desk:
        desk.area.move_cursor((0, 8))
        await desk.type("the students opened their ")
        await desk.settle()
        assert desk.line
        assert "books" not in desk.line
