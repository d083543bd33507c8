"""Parameters: the networks' own count, and the formulas."""

from __future__ import annotations

from typeahead.evaluation.gradients.parameters import formula, parameters


def test_the_formulas_equal_what_the_networks_have():
    found = parameters(vocabulary_size=50, embedding=6, width=9)
    for row in found.rows:
        assert row.window == formula("window", row.context, 6, 9) + 9 * 6  # and the projection from H to E
        assert row.rnn == formula("rnn", row.context, 6, 9) + 9 * 6
    same = parameters(vocabulary_size=50, embedding=6, width=6)
    assert [row.window for row in same.rows] == [formula("window", row.context, 6, 6) for row in same.rows]
    assert found.words == 50 * 6 + 50
