"""Where a new word may begin."""

from __future__ import annotations

import pytest

from typeahead.prediction.inviting import invites, is_behind_unspaced


@pytest.mark.parametrize(
    ("before", "is_behind"),
    [
        ("我", True),
        ("see 日", True),
        ("กิ", True),
        ("我，", True),
        ("好。", True),
        ("「", True),
        ("我 ", False),
        ("我\u3000", False),
        ("한", False),
        ("a,", False),
        ("", False),
    ],
)
def test_behind_a_script_without_spaces_no_space_is_waited_for(before, is_behind):
    assert is_behind_unspaced(before) == is_behind
    assert invites(before) or not is_behind
