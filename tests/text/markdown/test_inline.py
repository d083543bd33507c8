"""What is open at the end of a stretch that is still being written."""

from __future__ import annotations

import pytest

from typeahead.text.markdown.inline import open_signs


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain words, 2 * 3 * 4, 2*3 and a_b", ""),
        ("*a* **b** _c_ ~~d~~ `e`", ""),
        ("*a **b", "*"),
        ("**a *b*", "*"),
        ("**a *b* c**", ""),
        ("*a _b ~~c `d", "*_~`"),
        ("``a ` b", "`"),
        ("`a` ``b` c``", ""),
        (r"\*a \_b \~~c \`d", ""),
        ("`*a` [b](_c) <!-- *d -->", ""),
        ("*a\nb", "*"),
        ("", ""),
    ],
)
def test_signs_that_nothing_closes_are_open(text: str, expected: str) -> None:
    assert open_signs(text) == set(expected)
