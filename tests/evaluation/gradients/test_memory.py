"""The two tasks: what they show, what they ask, and how far apart the two are."""

from __future__ import annotations

import numpy as np
import pytest

from typeahead.evaluation.gradients import grammar
from typeahead.evaluation.gradients.descent import NOT_ASKED
from typeahead.evaluation.gradients.memory import ANSWERS, recall, stories


@pytest.fixture
def random():
    return np.random.default_rng(4)


@pytest.mark.parametrize("distance", [5, 100])
def test_recall_asks_for_the_words_so_many_steps_before(random, distance):
    lesson = recall(random, distance, 50)
    assert lesson.words.shape == (distance + 1, 50)
    asked = np.flatnonzero((lesson.targets != NOT_ASKED).any(axis=1))
    assert asked.tolist() == [distance - 1, distance]
    for at in asked:  # the target of step `at` is the word of step at + 1, which stood `distance` before that
        np.testing.assert_array_equal(lesson.targets[at], lesson.words[at + 1 - distance])
    assert len(np.unique(lesson.words[asked])) == 1  # the question does not give the answer away
    assert set(lesson.targets[asked].ravel()) == set(ANSWERS)


@pytest.mark.parametrize("is_short", [False, True])
def test_a_story_begins_with_the_thing_that_it_ends_with(random, is_short):
    lesson, distance = stories(random, 3, 40, is_short)
    words = grammar.vocabulary()
    assert (lesson.targets[:-1] == NOT_ASKED).all()
    lengths = []
    for column in range(40):
        told = [words[word] for word in lesson.words[:, column] if words[word] != "</s>"]
        thing = words[lesson.targets[-1, column]]
        named = [word for word in told if word in grammar.THINGS]
        assert named[0] == thing
        assert thing not in named[1:]  # other things are named, this one is not given away
        assert told[-3:] == ["finally", "printed", "her"]
        assert ("printer" in told) == (not is_short) or "toner" in told
        lengths.append(len(told) - told.index(thing))
    assert distance == pytest.approx(np.mean(lengths))
    assert set(lesson.targets[-1].tolist()) == {words.index(thing) for thing in grammar.THINGS}


def test_other_things_are_named_between(random):
    told = [grammar.story(random, "tickets", 8) for _ in range(20)]
    assert any(set(story) & set(grammar.THINGS) - {"tickets"} for story in told)


def test_all_words_of_the_grammar_are_in_its_vocabulary(random):
    known = set(grammar.vocabulary())
    texts = grammar.text(random, 200) + [
        grammar.story(random, "maps", 6, each % 2 == 0) for each in range(50)
    ]
    assert {word for text in texts for word in text} <= known


def test_all_networks_are_asked_at_all_distances(report):
    found = report.memory
    assert [row.kind for row in found.recall] == ["rnn", "gru", "lstm", "ssm"]
    assert [row.kind for row in found.stories] == ["rnn", "gru", "lstm", "ssm"]
    for row in found.recall:
        assert len(row.accuracies) == len(found.recall_distances)
        assert all(
            0.0 <= each <= 0.4 for each in row.accuracies
        )  # nothing was learned in two steps: about 1 in 8
    assert found.story_distances == sorted(found.story_distances)
