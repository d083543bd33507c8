"""What the screen of trainings shows, line by line."""

from __future__ import annotations

import math

import pytest
from rich.cells import cell_len

from typeahead.editor.screens import training_figures as figures
from typeahead.editor.training_log import NetworkLog, NotesLog
from typeahead.profile.networks.news import News
from typeahead.profile.notes_news import NotesNews


@pytest.mark.parametrize(
    "path", ["/a", "/a/very/long/way/to/the/notes/of/somebody", "/日本語/日本語/日本語/メモ"]
)
def test_a_folder_has_its_row_in_any_width(path):
    for width in (40, 60, 100):
        row = figures.folder_row(path, width, 1, 1)
        assert cell_len(row) == width
        assert row.endswith("  1 file, 1 word")
        assert path[-3:].strip() in row


def test_how_far_it_is():
    log = NotesLog()
    assert figures.doing(log, 60) == []
    log.begin()
    assert figures.doing(log, 60) == ["Looking for files…"]
    log.hear(NotesNews("progress", "reading", 0, 0))
    assert figures.doing(log, 60)[1] == "─" * 60, "nothing of nothing"
    log.hear(NotesNews("progress", "reading", 5, 10, 1_000))
    assert figures.doing(log, 20) == ["Reading: 5 of 10 files, 1,000 words.", "━" * 10 + "─" * 10]
    log.stopping = True
    assert figures.doing(log, 20)[0].endswith(" Stopping…")
    log.hear(NotesNews("progress", "counting", 0, 1, 2_000))
    late = "2,000 words were read. All of it is stored by now: the new model comes all the same."
    assert figures.doing(log, 20) == [f"Counting; {late}", "─" * 20]
    log.hear(NotesNews("progress", "counting", 1, 1, 2_000))
    assert figures.doing(log, 20) == [f"Making the model; {late}"]
    log.hear(NotesNews("failed", said="a name with \x1b in it"))
    assert figures.doing(log, 20) == ["a name with ␛ in it"]
    log.hear(NotesNews("over", code=-9))
    assert log.ended == "a name with \x1b in it", "its own word counts"


def test_what_came_of_it():
    report = NotesNews(
        "done",
        documents=1,
        read=0,
        unchanged=1,
        removed=2,
        words=10,
        sentences=1,
        types=5,
        ngrams=(6, 9),
        dropped=("lstm", "gru"),
        notices=tuple(f"notice {n}" for n in range(8)),
    )
    lines = figures.outcome(report)
    assert lines[:4] == [
        "1 file (0 read, 1 as before, 2 gone and forgotten) in 1 s.",
        "10 words and marks, 1 sentence, 5 distinct words.",
        "N-grams of 1 to 2 words: 6 · 9.",
        "It had learned what is gone, and is trained anew: lstm, gru.",
    ]
    assert lines[4] == "Note: notice 0"
    assert lines[-1] == "And 3 more notes like these."


def test_what_was_skipped():
    assert figures.skipped(NotesNews("done"), named=True) == ["No file was skipped."]
    many = NotesNews("done", skipped=tuple((f"/n/{n}", f"reason {n % 6}") for n in range(600)))
    counted = figures.skipped(many, named=False)
    assert counted[0] == "600 files skipped; V names them:"
    assert counted[1] == "  100: reason 0"
    assert counted[-1] == "  200: other reasons"
    named = figures.skipped(many, named=True)
    assert named[1] == "  /n/0: reason 0"
    assert (len(named), named[-1]) == (figures.NAMED + 2, "  and 100 more")


def test_a_curve_shows_its_steps_and_says_its_figures():
    assert figures.curve([], 60) == ([], "")
    assert figures.curve([math.inf], 60) == ([], "")
    lines, said = figures.curve([310.0, math.inf, 150.0], 60)
    assert [line[:4] for line in lines] == ["████"] * figures.CURVE
    assert [line[4:].strip() for line in lines] == ["", "", "▇▇▇▇", "████"], "drawn from 0"
    assert said == "310.0 after an epoch, 150.0 after 2; lowest 150.0"
    lines, said = figures.curve([200.0, 190.0, 195.0], 60)
    assert lines[-1][4] == "▁", "a flat one is drawn from higher up"
    assert said.endswith("lowest 190.0 (drawn from 190)")
    assert all(len(line) == 10 for line in figures.curve([float(n) for n in range(1, 50)], 10)[0])


def test_the_curve_of_a_network_begins_anew_with_each_training():
    log = NetworkLog()
    for news in (
        News("began", "gru"),
        News("progress", "gru", 2, 8, 90.0),
        News("progress", "gru", 3, 8, 80.0),
    ):
        log.go_on(news)
    log.end("The gru is trained.")
    log.end("")  # the process is over
    assert (log.curve, log.ended) == ([90.0, 80.0], "The gru is trained.")
    assert figures.network(log, "nothing is trained") == ["The gru is trained."]
    log.go_on(News("began", "lstm"))
    assert (log.curve, log.kind) == ([], "lstm")
    assert figures.network(log, "it is so far") == ["it is so far"]
