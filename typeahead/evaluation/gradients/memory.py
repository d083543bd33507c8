"""Long memory: two tasks where a word has to be kept in mind for 5 to 100 steps, and how often each network does.

The first is the course's: when she tried to print her tickets, she found that the printer was out of toner … she
finally printed her ___. The second is bare: two words, then others without meaning, then the two are asked for in their
order. Both are learned with growing distances, which is the easiest way; each answer is one of eight words. Of the
second it is also measured how much of the last answer's gradient reaches back to the word that was to be kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from typeahead.evaluation.gradients import grammar
from typeahead.evaluation.gradients.decay import Decay, decay
from typeahead.evaluation.gradients.descent import (
    NOT_ASKED,
    Lesson,
    Told,
    accuracy_of,
    counted,
    descend,
    recipe,
)
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.layers import RECURRENT
from typeahead.models.neural.network import Network
from typeahead.models.neural.operations import Operations
from typeahead.models.protocols import EOS, FIRST_WORD

DISTANCES = (5, 10, 20, 35, 50, 70, 100)
"""Steps from a word to where it is asked for."""
BETWEEN = (0, 1, 2, 4, 8, 12)
"""Sentences between the tickets and the printing of them; before these, a story without a printer is asked."""
CHANCE = 1 / len(grammar.THINGS)
LESSONS = 800
_BATCH_RECALL, _BATCH_STORIES = 32, 16
ASKED = 400
"""Texts that each accuracy is of."""
_PLACES = 40
"""Texts whose gradients are averaged."""
_KEPT = 2
_ANSWERS = 8
_FILLERS = 16
_ASK = FIRST_WORD
_FIRST_ANSWER = _ASK + 1
_FIRST_FILLER = _FIRST_ANSWER + _ANSWERS

ANSWERS = np.arange(_FIRST_ANSWER, _FIRST_FILLER, dtype=np.int32)
"""The words that are to be recalled."""

Words = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class MemoryRow:
    """One network at one task.

    Attributes:
        kind: rnn, gru, lstm or ssm.
        accuracies: at each distance, fractions of 1.
        clipped: share of training steps whose gradient was clipped.
    """

    kind: str
    accuracies: list[float]
    clipped: float


@dataclass(frozen=True, slots=True)
class Memory:
    """Both tasks.

    Attributes:
        chance: what guessing gives.
        lessons: training steps of each network.
        recall_distances: steps.
        recall: by network.
        decays: gradients of the last answer at the longest distance, of the networks that learned the recall, in the
            order of `recall`.
        story_distances: words from the thing to the blank, rounded means.
        stories: by network.
    """

    chance: float
    lessons: int
    recall_distances: list[int]
    recall: list[MemoryRow]
    decays: list[Decay]
    story_distances: list[int]
    stories: list[MemoryRow]


def memory(
    seed: int,
    operations: Operations | None = None,
    told: Told = lambda _: None,
    lessons: int = LESSONS,
    asked: int = ASKED,
) -> Memory:
    """Train each network on each task, and ask it.

    Args:
        seed: of weights and texts.
        operations: what to train with.
        told: the number of lessons done in all, of `lessons` times twice the networks.
        lessons: for each.
        asked: texts that each accuracy is of.
    """
    count = counted(told)
    random = np.random.default_rng([seed, 11])
    asked_stories = [stories(random, 0, asked, is_short=True)]
    asked_stories += [stories(random, between, asked) for between in BETWEEN]
    things = _ids(grammar.THINGS)
    asked_recall = [recall(random, distance, asked) for distance in DISTANCES]
    farthest = recall(random, DISTANCES[-1], _PLACES)
    recall_rows, story_rows, decays = [], [], []
    for kind in RECURRENT:
        network = _made(kind, len(grammar.vocabulary()), 64, seed, operations)
        by = descend(network, _story_lessons(seed, lessons), recipe(3e-3, 1.0), told=count)
        found = [accuracy_of(network, lesson, things) for lesson, _ in asked_stories]
        story_rows.append(MemoryRow(kind, found, by.clipped))
    for kind in RECURRENT:
        network = recall_network(kind, seed, operations)
        by = descend(network, _recall_lessons(seed, lessons), recipe(5e-3, 1.0), told=count)
        found = [accuracy_of(network, lesson, ANSWERS) for lesson in asked_recall]
        recall_rows.append(MemoryRow(kind, found, by.clipped))
        decays.append(decay(network, farthest, DISTANCES[-1]))
    return Memory(
        chance=CHANCE,
        lessons=lessons,
        recall_distances=list(DISTANCES),
        recall=recall_rows,
        decays=decays,
        story_distances=[round(distance) for _, distance in asked_stories],
        stories=story_rows,
    )


def recall_network(kind: str, seed: int, operations: Operations | None) -> Network:
    """A network that knows nothing of the second task yet."""
    return _made(kind, _FIRST_FILLER + _FILLERS, 48, seed, operations)


def recall(random: np.random.Generator, distance: int, batch: int) -> Lesson:
    """Two words, others, and two questions: each asks for the word that stood `distance` steps before its answer."""
    words = random.integers(_FIRST_ANSWER, _FIRST_FILLER + _FILLERS, (distance + _KEPT - 1, batch)).astype(
        np.int32
    )
    words[:_KEPT] = random.integers(_FIRST_ANSWER, _FIRST_FILLER, (_KEPT, batch))
    words[distance - 1 :] = _ASK
    targets = np.full_like(words, NOT_ASKED)
    targets[distance - 1 :] = words[:_KEPT]
    return Lesson(words, targets)


def stories(
    random: np.random.Generator, between: int, batch: int, is_short: bool = False
) -> tuple[Lesson, float]:
    """Stories that end at the blank, `</s>` before the shorter ones; the mean distance from the thing to the blank."""
    known = {word: number for number, word in enumerate(grammar.vocabulary())}
    things = [grammar.THINGS[each] for each in random.integers(len(grammar.THINGS), size=batch)]
    told = [grammar.story(random, thing, between, is_short) for thing in things]
    longest = max(map(len, told))
    words = np.full((longest, batch), EOS, dtype=np.int32)
    for column, story in enumerate(told):
        words[longest - len(story) :, column] = [known[word] for word in story]
    targets = np.full_like(words, NOT_ASKED)
    targets[-1] = [known[thing] for thing in things]
    distances = [len(story) - story.index(thing) for story, thing in zip(told, things, strict=True)]
    return Lesson(words, targets), float(np.mean(distances))


def _recall_lessons(seed: int, lessons: int) -> Iterator[Lesson]:
    """Distances from 5 up to a limit that grows to 100."""
    random = np.random.default_rng([seed, 12])
    for number in range(lessons):
        most = DISTANCES[0] + (DISTANCES[-1] - DISTANCES[0]) * min(1.0, number / (0.8 * lessons))
        yield recall(random, int(random.integers(DISTANCES[0], int(most) + 1)), _BATCH_RECALL)


def _story_lessons(seed: int, lessons: int) -> Iterator[Lesson]:
    """Short beginnings first, then whole stories with more and more sentences between; some stay short."""
    random = np.random.default_rng([seed, 13])
    for number in range(lessons):
        done = number / lessons
        if done < 0.25 or random.random() < 0.2:
            yield stories(random, 0, _BATCH_STORIES, is_short=True)[0]
        else:
            most = int(BETWEEN[-1] * min(1.0, (done - 0.25) / 0.5))
            yield stories(random, int(random.integers(most + 1)), _BATCH_STORIES)[0]


def _made(kind: str, size: int, width: int, seed: int, operations: Operations | None) -> Network:
    configuration = Configuration(kind, size, embedding=width // 2, width=width)
    return Network.create(configuration, seed, operations=operations)


def _ids(words: tuple[str, ...]) -> Words:
    known = grammar.vocabulary()
    return np.array([known.index(word) for word in words], dtype=np.int32)
