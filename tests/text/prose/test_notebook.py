"""Prose out of Jupyter notebooks."""

import json

import pytest

from typeahead.errors import SourceUnreadable
from typeahead.text.prose.notebook import paragraphs


def test_markdown_cells_are_read_and_others_are_not() -> None:
    cells = [
        {"cell_type": "markdown", "source": ["# Head\n", "One *two*"]},
        {"cell_type": "code", "source": "x = 1", "outputs": [{"text": "no"}]},
        {"cell_type": "raw", "source": "no"},
        {"cell_type": "markdown", "source": "- three"},
        {"cell_type": "markdown"},
        {"cell_type": "markdown", "source": 3},
        "not a cell",
    ]
    assert paragraphs(json.dumps({"cells": cells, "nbformat": 4})) == ["Head", "One two", "three"]


def test_the_older_format() -> None:
    cells = [{"cell_type": "heading", "level": 1, "source": ["Head"]}]
    assert paragraphs(json.dumps({"worksheets": [{"cells": cells}], "nbformat": 3})) == ["Head"]


def test_lone_surrogates_do_not_come_out() -> None:
    source = '{"cells": [{"cell_type": "markdown", "source": "a\\ud800b `c\\udfff`"}]}'
    assert paragraphs(source) == ["ab c"]


@pytest.mark.parametrize("source", ["", "{", "[]", "3", "{}", '{"cells": ', "[" * 100_000])
def test_damage_is_told(source: str) -> None:
    with pytest.raises(SourceUnreadable, match="not a notebook"):
        paragraphs(source)


@pytest.mark.parametrize("cells", [{}, 3, None, [None, 3]])
def test_odd_cells_hold_nothing(cells: object) -> None:
    assert paragraphs(json.dumps({"cells": cells})) == []
