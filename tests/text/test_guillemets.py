"""Which guillemets are open, in French and in German."""

from __future__ import annotations

import pytest

from typeahead.text.guillemets import may_open, open_guillemets


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("", []),
        ("no quotation", []),
        ("« très", [0]),
        ("« très » bien", []),
        ("«très», bien", []),
        ("« un « très", [0, 5]),
        ("« un « très » bien", [0]),
        ("»Ja", [0]),
        ("»Ja« und", []),
        ("»Ja«, »Nein", [6]),
        ("»…", [0]),
        ("sehr» alt", []),
        ("» il dit", []),
        ("Zeitung »", []),
    ],
)
def test_what_is_open(text: str, opened: list[int]) -> None:
    assert open_guillemets(text) == opened


def test_each_kind_is_looked_at_by_itself() -> None:
    assert open_guillemets("»Der ›Spiegel") == [0]
    assert open_guillemets("»Der ›Spiegel", "‹›") == [5]


def test_where_a_sign_may_open() -> None:
    assert all(map(may_open, ["", "die ", "die\u00a0", "(", "„"]))
    assert not any(map(may_open, ["die", "die.", "die)"]))
