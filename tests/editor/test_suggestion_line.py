"""Which suggestions stand in the line where not all have room."""

from __future__ import annotations

from tests.editor.conftest import Desk, Studio
from typeahead.editor.messages import OffersChanged
from typeahead.editor.widgets.suggestion_line import SuggestionLine
from typeahead.prediction.suggestion import Suggestion

WORDS = ("L'economically", "L'economists", "L'economic")


def shown(desk: Desk, probability: float, lead: int) -> str:
    """The line with three words, and one behind them that is likely and would take the typed one's place."""
    offers = (
        *(Suggestion(word, word[4:], probability) for word in WORDS),
        Suggestion("L'école", "L'école", 0.99, replaces=4),
    )
    desk.app.query_one(SuggestionLine).show(OffersChanged(offers, lead, tab=True))
    return desk.line


async def test_what_tab_takes_is_never_left_out(studio: Studio) -> None:
    async with studio.open(studio.file(""), size=(50, 24)) as desk:
        line = shown(desk, 0.2, lead=3)
        assert line == "1 L'economically 20%   Tab ≈L'école 99%"


async def test_the_unlikely_give_way_first(studio: Studio) -> None:
    async with studio.open(studio.file(""), size=(50, 24)) as desk:
        line = shown(desk, 0.001, lead=0)
        assert line == "Tab L'economically <1%   4 ≈L'école 99%"


async def test_all_stand_in_their_order_where_there_is_room(studio: Studio) -> None:
    async with studio.open(studio.file(""), size=(160, 24)) as desk:
        line = shown(desk, 0.001, lead=3)
        assert line.startswith(
            "1 L'economically <1%   2 L'economists <1%   3 L'economic <1%   Tab ≈L'école 99%"
        )
