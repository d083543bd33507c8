"""Hyphenated words that nobody wrote yet."""

from __future__ import annotations

import pytest

from typeahead.prediction.predictor import Predictor
from typeahead.prediction.suggestion import Suggestion


def offered(predictor: Predictor, before: str, n: int = 5, **how: object) -> list[Suggestion]:
    return predictor.suggest(before, n, phrases=False, **how)  # type: ignore[arg-type]


def texts(found: list[Suggestion]) -> list[str]:
    return [each.text for each in found]


def test_the_last_part_is_completed_as_a_word(predictor):
    found = offered(predictor, "We like the non-gre")
    assert texts(found)[0] == "non-greenhouse"
    assert found[0].completion == "enhouse"
    assert 0.0 < found[0].probability <= 1.0
    assert sum(each.probability for each in found) <= 1.0 + 1e-9


def test_of_several_parts_too_and_at_the_hyphen_itself(predictor):
    assert "half-non-greenhouse" in texts(offered(predictor, "We like the half-non-gree"))
    after_the = texts(offered(predictor, "We like the-", 10))
    assert after_the
    assert all(text.startswith("the-") for text in after_the)
    assert {"the-library", "the-students"} & set(after_the), "what comes after the part before"


def test_as_the_hyphened_word_is_begun(predictor):
    (first, *_) = offered(predictor, "Non-Marg")
    assert first.text == "Non-Margaret"


def test_known_words_come_first(learner):
    for _ in range(4):
        learner.learn("The green-grocer came.\n\n")
    assert texts(offered(learner, "The green-gr"))[0] == "green-grocer"


def test_what_was_ignored_is_not_repeated(predictor):
    found = texts(offered(predictor, "the non-gree"))
    assert found[0] == "non-greenhouse"
    others = texts(offered(predictor, "the non-gree", exclude=("non-greenhouse",)))
    assert others[: len(found) - 1] == found[1:]


@pytest.mark.parametrize("typed", ["2026-11-gre", "x1-2", "a-g1", "--gre"])
def test_where_digits_stand_it_is_no_word_made_of_words(predictor, typed):
    assert not [
        text for text in texts(offered(predictor, "On " + typed)) if "greenhouse" in text and "-" in text
    ]


def test_words_never_to_be_suggested_are_in_none(learner):
    learner.never("greenhouse")
    assert "non-greenhouse" not in texts(offered(learner, "the non-gree"))
