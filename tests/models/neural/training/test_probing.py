"""The speed of this machine, from a few real steps."""

from __future__ import annotations

import pytest

from tests.models.neural.made import SIZE, pattern
from typeahead.models.neural.operations import compiled
from typeahead.models.neural.training import probing
from typeahead.models.neural.training.recipe import Recipe


@pytest.mark.parametrize("length", [5000, 60])
def test_it_is_measured_on_a_text_of_any_length(length, monkeypatch):
    monkeypatch.setattr(probing, "_WIDTHS", (16, 32))
    monkeypatch.setattr(probing, "_SECONDS", 0.05)
    recipe = Recipe(threads=1)
    found = probing.measured("gru", SIZE, pattern(length), recipe, compiled())
    assert 0 <= found.step_seconds < 10
    assert 1e5 < found.operations_per_second < 1e14
    assert recipe == Recipe(threads=1)
