from __future__ import annotations

from typeahead.editor.charts import columns, meter


def test_columns_are_drawn_from_nothing() -> None:
    assert columns([8, 4, 0, 1], 1) == ["█▄ ▁"]
    assert columns([16, 8, 12], 2) == ["█ ▄", "███"]
    assert columns([], 2) == ["", ""]
    assert columns([0, 0], 1) == ["  "]


def test_little_is_not_nothing() -> None:
    assert columns([1000, 1], 1) == ["█▁"]
    assert columns([float("inf"), 1.0], 1, top=1.0) == [" █"]


def test_meter() -> None:
    assert meter(0.25, 4) == "━───"
    assert meter(2.0, 4) == "━━━━"
    assert meter(-1.0, 4) == "────"
