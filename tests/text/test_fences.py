"""Fenced blocks, told from the text's beginning, however little of its end is looked at."""

from __future__ import annotations

import time

import pytest

from typeahead.text.fences import behind_fences, end_of, is_in_fence

CODE = "```py\nfirst = 1\n\nsecond = 2\n```\n"


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("", False),
        ("Plain text.", False),
        ("```", True),
        ("```py", True),
        ("~~~\nx", True),
        ("   ```\nx", True),
        ("> ```\n> x", True),
        ("> ```\n> x\n> ```\n> y", False),
        ("> ```\n> x\n\ny", False),
        ("```\nx\n    ```\ny", True),
        ("```\nx\n   ```\ny", False),
        ("- a\n\n  ```\n  x\n  ```\ny", False),
        ("- a\n\n  ```\n  x\n      ```\ny", True),
        ("1. - a\n\n      ```\n      x\n   ```\ny", False),
        ("> ```\n> x\n", False),
        ("> ```\n> x\n```\ny", True),
        (CODE, False),
        (CODE + "```\n", True),
        ("```\nx\n```", False),
        ("```\nx\n```py\n", True),
        ("````\nx\n```\n", True),
        ("````\nx\n`````\n", False),
        ("~~~\nx\n```\n", True),
        ("A line with ``` in it.\n", False),
        ("```code``` in a line.\n", False),
    ],
)
def test_whether_a_text_ends_inside_a_block(text, inside):
    assert is_in_fence(text) is inside


def test_what_stands_behind_the_last_block():
    assert behind_fences("Before.\n\n" + CODE + "Behind it.") == "Behind it."
    assert behind_fences("No block.") == "No block."
    assert behind_fences(CODE + "Between.\n```\nopen") == ""


@pytest.mark.parametrize("most", range(1, 60))
def test_the_end_of_a_text_never_begins_inside_a_block(most):
    text = "Before it.\n\n" + CODE + "\nBehind it."
    found = end_of(text, most)
    assert len(found) <= most
    assert text.endswith(found)
    assert "first" in found or "second" not in found


def test_of_an_open_block_there_is_no_end():
    assert end_of("Before.\n```\n" + "x\n" * 100, 20) == ""
    assert end_of("Short.\n```\nx", 20) == "Short.\n```\nx"


def test_how_long_it_takes_grows_with_the_text_and_not_faster():
    """Looking for each kind of fence anew behind each block would take as many passes as there are blocks."""

    def seconds(blocks: int) -> float:
        text = ("Some words of a text. " * 40 + "\n\n" + CODE) * blocks
        began = time.process_time()
        for again in range(3):
            assert not is_in_fence(text + "x" * again)
        return time.process_time() - began

    assert seconds(3000) < 60 * max(seconds(200), 1e-3)  # 15 times as long; else 225 times
