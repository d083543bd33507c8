"""What the process in the background tells, line by line."""

from __future__ import annotations

from typeahead.profile.networks.news import FAILED, PROGRESS, News


def test_a_line_says_all_of_it():
    for each in (
        News(PROGRESS, "lstm", 2, 8, 182.4, None, 60.0),
        News(FAILED, "gru", said="too little\ntext"),
    ):
        line = each.line()
        assert line.count("\n") == 1
        assert News.of(line) == each
        assert News.of(line.encode()) == each


def test_what_is_no_news_is_none():
    for odd in ("", "Traceback", "[1]", "3", b"\xff", '{"kind": "lstm"}'):
        assert News.of(odd) is None
    assert News.of('{"what": "over", "mood": "good"}') == News("over")
