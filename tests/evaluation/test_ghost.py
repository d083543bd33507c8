"""The ghost's figures against a writer simulated one key after the other."""

from __future__ import annotations

import random
from itertools import product

import pytest

from tests.evaluation.test_keystrokes import WORDS, fickle, text_of
from tests.evaluation.typing import Scripted, always
from typeahead.evaluation.ghost import Ghosts, best_thresholds
from typeahead.evaluation.keystrokes import goes_on, simulate
from typeahead.prediction.ghost import GHOST_IN_WORD, GHOST_NEXT_WORD, arranged, ghost_of


def watched(predictor: Scripted, paragraphs: list[str]) -> Ghosts:
    ghosts = Ghosts()
    simulate(predictor, paragraphs, watchers=[ghosts])
    return ghosts


def lone(before: str) -> dict[str, float]:
    """Some words, each with any probability."""
    drawn = random.Random(before[-3:])
    return {word: drawn.random() for word in drawn.sample(WORDS, 4)} | {"to a": drawn.random()}


def by_hand(answer, paragraphs: list[str], in_word: float, next_word: float) -> tuple[int, ...]:
    """Type with the ghost alone: places, places with one, ghosts looked at, right ones, keys saved."""
    places = visible = looks = right = saved = 0
    for text in paragraphs:
        at, grey = 0, []
        while at <= len(text):
            letter = at < len(text) and text[at].isalpha()
            inside = at > 0 and text[at - 1].isalpha()
            if at == len(text) and not inside:
                break
            if not (letter or inside or (at and not text[at - 1].isalpha() and at < len(text))):
                at += 1
                continue
            found = Scripted(answer).suggest(text[:at], 9)
            offers = arranged(found, len(found))
            places += 1
            least = in_word if inside else next_word
            ghost = ghost_of(offers[0], least, least) if offers else None
            if ghost is None:
                at, grey = at + 1, []
                continue
            visible += 1
            looks += ghost.completion not in grey
            end = goes_on(text, at, ghost) or (goes_on(text, at, ghost.first) if ghost.first else 0)
            if not end:
                whole_and_first = [offers[0], *([offers[0].first] if offers[0].first else [])]
                grey = [
                    each.completion[1:]
                    for each in whole_and_first
                    if at < len(text) and each.completion[0] == text[at]
                ]
                at += 1
                continue
            right += 1
            keys = 1  # taking
            saved += end - at + (text[end : end + 1] == " ") - keys
            at, grey = end + 1, []
    return places, visible, looks, right, saved


@pytest.mark.parametrize("answer", [fickle, lone])
@pytest.mark.parametrize("seed", range(4))
def test_any_thresholds_as_counted_by_hand(answer, seed):
    paragraphs = [text_of(seed), text_of(seed + 10, 5)]
    ghosts = watched(Scripted(answer), paragraphs)
    pairs = list(product((0.0, 0.2, 0.5, 0.7, 1.0), repeat=2))
    for (in_word, next_word), found in zip(pairs, ghosts.reports(pairs), strict=True):
        counted = found.places, found.visible, found.ghosts, found.right, found.keys_saved
        assert counted == by_hand(answer, paragraphs, in_word, next_word)


def test_figures_of_one_word():
    # "st" and then "stud" are foreseen; taken at once: "udents " for one key.
    found = watched(Scripted(lambda before: {"students": 0.6 if before else 0.1}), ["students study"]).report(
        0.5, 0.5
    )
    # Behind the first letter it is taken; before "study" and behind "s", "st", "stu", "stud" it is there in vain.
    assert (found.places, found.visible, found.ghosts, found.right) == (8, 6, 2, 1)
    assert found.keys_saved == len("tudents ") - 1
    assert found.coverage == 6 / 8
    assert found.precision == 1 / 2
    assert found.precision_of_places == 1 / 6
    assert found.wrong_per_100_words == 50.0
    assert found.net_seconds == pytest.approx(0.26 * 7 - 0.45 * 2)
    assert found.net_per_100_words == pytest.approx(50 * found.net_seconds)


def test_before_a_mark_there_is_no_space_to_gain():
    report = watched(always({"students": 0.6}), ["students."]).report(0.5, 0.5)
    assert (report.ghosts, report.right, report.keys_saved) == (1, 1, 7)


def test_what_is_no_word_has_wrong_ghosts():
    report = watched(always({"students": 0.6}), ["students (students"]).report(0.5, 0.5)
    assert (report.places, report.ghosts, report.right, report.words) == (3, 3, 2, 2)


def test_without_ghosts_there_is_no_precision():
    ghosts = watched(always({"students": 0.1}), ["students"])
    report = ghosts.report(0.5, 0.5)
    assert (report.precision, report.precision_of_places, report.net_seconds) == (None, None, 0.0)
    assert (ghosts.report().in_word, ghosts.report().next_word) == (GHOST_IN_WORD, GHOST_NEXT_WORD)


def test_the_best_thresholds_are_those_of_a_search_and_precise_for_each_text():
    texts = [watched(Scripted(lone), [text_of(seed, 30)]) for seed in (1, 2)]
    grid = (0.1, 0.3, 0.5, 0.7, 0.9)

    def gain(pair):
        return sum(text.report(*pair).net_per_100_words for text in texts)

    best = best_thresholds(texts, grid, 0.0)
    assert gain(best) == pytest.approx(max(gain(pair) for pair in product(grid, repeat=2)))
    precise = best_thresholds(texts, grid, 0.3)
    assert precise is None or all((text.report(*precise).precision_of_places or 1.0) >= 0.3 for text in texts)
    assert best_thresholds([watched(always({"tool": 0.95}), ["to to"])], grid) is None
