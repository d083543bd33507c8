"""What shows that a sign which seemed to end something begins something, by the sign or by the text."""

from __future__ import annotations

import pytest

from typeahead.editor.giving_way import comes_back


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("if this is important", "!="),
        ("so x", ":="),
        ("pip install --with-editable", ".["),
        ("`pip install -e", ".["),
        ("in the summer of", "'8"),
        ("nell'arte del", "'9"),
        ("in the", "’9"),
        ("pip install", "'.["),
        ("with", "'.m"),
        ("echo", "'/"),
        ("it's in", "'["),
        ("this is important", ":)"),
        ("this is important", ":-)"),
        ("this is important", ";)"),
        ("what (now) is important", ":("),
        ("one ... two, three", "..."),
        ("Put it in .env, and load the", ".env"),
        ("sqlite3 :memory: and then sqlite3", ":memory:"),
        ("Run `sqlite", "-v "),
    ],
)
def test_it_comes_back(before: str, behind: str) -> None:
    assert comes_back(before, behind)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("if this is important", "!"),
        ("so x", ": "),
        ("as was said", ".["),
        ("the -e option", ".["),
        ("open-source", ".["),
        ("x = 'abc", "'["),
        ("x = 'abc", "'.j"),
        ("the students", "'."),
        ("the students", "')"),
        ("(this is important", ":)"),
        ("call(id", ":)"),
        ("one two, three", "..."),
        ("one... two ... three... four", "..."),
        ("one ... two... three", "..."),
        ("Put it in .env, and load the", ".en"),
        ("Put it in .env, and load the", ".org"),
        ("a.env b.env .env the", ".env"),
        ("Put it in .env; see foo", ".envoy"),
        ("Put it in .env; see a.foo", ".env"),
        ("arn:aws", ":s3:"),
        ("an open-source", "-v "),
        ("Run `sqlite", "-vec "),
        ("Run `sqlite", "-v"),
    ],
)
def test_it_stays_away(before: str, behind: str) -> None:
    assert not comes_back(before, behind)
