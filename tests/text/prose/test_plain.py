"""Prose out of plain text."""

import pytest

from typeahead.text.prose.plain import paragraphs


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("", []),
        ("One line\nand another.\n\nNext.", ["One line and another.", "Next."]),
        ("a\n \t\nb\r\n\r\nc", ["a", "b", "c"]),
        (
            "To do:\n- one\n  goes on\n* two\n• three\n1. four\n2) five",
            ["To do:", "one goes on", "two", "three", "four", "five"],
        ),
        ("[x] no marker\n- [ ] a task", ["[x] no marker", "a task"]),
        ("Title\n=====\nText\n\n# Head #\nmore", ["Title", "Text", "Head", "more"]),
        ("* * *\n\n-----\n\n~~~", []),
        ("> quoted\n> lines\n>\n> more", ["quoted lines", "more"]),
        ("Text.\n\n    x = foo(1);\n    return x;\n\nMore.", ["Text.", "More."]),
        (
            "Text.\n\n    An indented thought\n    of two lines.",
            ["Text.", "An indented thought of two lines."],
        ),
        ("- " + "long " * 40 + "\n" + "short", ["long " * 39 + "long", "short"]),
        ("I was born in the year\n1984. It was cold.", ["I was born in the year 1984. It was cold."]),
        ("minus 3 - 2\n-5 degrees", ["minus 3 - 2 -5 degrees"]),
    ],
)
def test_paragraphs(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose
