"""How the cells of a table begin."""

from __future__ import annotations

import pytest

from typeahead.text.cells import cells_have_capitals


@pytest.mark.parametrize(
    ("lines", "have"),
    [
        (["| "], False),
        (["| Name | "], True),
        (["| name | "], False),
        (["| Name | size |", "| "], False),
        (["| name | **Size** |", "|---|---|", "| 12 | "], True),
        (["Another paragraph.", "| "], False),
        (["| Another | table |", "| A |", "", "| "], False),
    ],
)
def test_a_cell_goes_by_the_last_one_that_has_a_letter(lines: list[str], have: bool) -> None:
    assert cells_have_capitals(lines) is have
