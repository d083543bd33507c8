"""How far a training is, in one line that fits."""

from __future__ import annotations

import math
import signal

import pytest

from typeahead.commands.training_bar import figures, stoppable, training_bar
from typeahead.models.neural.training.progress import Progress
from typeahead.text.duration import duration

PROGRESS = Progress(2.4, 8, 240, 800, 15_319.2, 1209.4, 182.44, 99.0)


def test_all_figures_where_there_is_room():
    assert figures(PROGRESS, 80) == "15,319 words/s · train 1,209 · held-out 182.4 · 1 min 39 s left"


@pytest.mark.parametrize("room", [1, 10, 30, 40, 50, 62])
def test_the_most_important_ones_where_there_is_not(room):
    found = figures(PROGRESS, room)
    assert found.endswith("1 min 39 s left")
    assert len(found) <= max(room, 15)


def test_what_is_not_known_yet_is_left_out():
    early = Progress(0.0, 8, 0, 800, 0.0, 400.0, None, math.inf)
    assert figures(early, 80) == "0 words/s · train 400.0"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.4, "0 s"),
        (59.4, "59 s"),
        (59.6, "1 min"),
        (185, "3 min 5 s"),
        (3600, "1 h 0 min"),
        (4805, "1 h 20 min"),
    ],
)
def test_durations(seconds, said):
    assert duration(seconds) == said


def test_lines_are_said_where_there_is_no_terminal(capsys):
    with training_bar("lstm") as bar:
        bar.report(PROGRESS)
        bar.say("starting anew")
    assert capsys.readouterr() == ("", "note: starting anew\n")


def test_the_first_interrupt_asks_and_the_second_insists():
    before = signal.getsignal(signal.SIGINT)
    with stoppable() as is_stopped:
        assert not is_stopped()
        signal.raise_signal(signal.SIGINT)
        assert is_stopped()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before
