"""Words with capitals where small letters are typed, as a person sees them: last, in place of what is typed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from typeahead.prediction import context
from typeahead.prediction.ghost import arranged, ghost_of
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.suggestion import Phrasing


@pytest.fixture(scope="module")
def untrained(tmp_path_factory) -> Iterator[Predictor]:
    with Predictor.open(home=tmp_path_factory.mktemp("home"), stored=False) as opened:
        yield opened


@pytest.fixture
def learning(untrained) -> Iterator[Predictor]:
    with untrained.copy() as opened:
        yield opened


def line(predictor, before, n=3, **how):
    """As the editor shows it."""
    return arranged(predictor.suggest(before, n + 1, phrases=Phrasing.COMMAS, **how), n)


def restored(predictor, before, n=3, **how):
    return [each.text for each in line(predictor, before, n, **how) if each.restores]


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("see you next frid", "Friday"),
        ("see you on satur", "Saturday"),
        ("we met last wedn", "Wednesday"),
        ("it will be done by novem", "November"),
        ("we stayed there in augus", "August"),
        ("she lives in londo", "London"),
        ("this is my friend joh", "John"),
        ("I think i'v", "I've"),
        ("and today i'", "I'm"),
        ("i'l", "I'll"),
        ("they speak engl", "English"),
    ],
)
def test_what_has_capitals_takes_the_place_of_what_is_typed(untrained, before, meant):
    *others, found = line(untrained, before)
    typed = before.split()[-1]
    assert (found.text, found.completion, found.replaces) == (meant, meant, len(typed))
    assert found.restores
    assert not any(each.replaces for each in others), "it stands last"
    assert ghost_of(found) is None, "what is typed is not changed under the cursor"


@pytest.mark.parametrize("before", ["see you next frid", "see you on satur", "it is closed on frid"])
def test_a_rare_word_in_small_letters_is_no_ghost_where_a_name_is_meant(untrained, before):
    assert ghost_of(line(untrained, before)[0]) is None


def test_a_word_typed_whole_gets_its_capitals_too(untrained):
    assert restored(untrained, "see you next friday") == ["Friday"]
    assert restored(untrained, "they speak english") == ["English"]


def test_apostrophes_follow_the_document(untrained):
    assert restored(untrained, "I think i’v") == ["I’ve"]
    assert restored(untrained, "It’s so. I think i'v") == ["I've"]


@pytest.mark.parametrize(
    ("before", "small"),
    [
        ("they wi", "will"),
        ("you may wi", "will"),
        ("it ma", "may"),
        ("to mar", "mark"),
        ("question mar", "mark"),
    ],
)
def test_a_word_that_is_common_in_both_cases_comes_in_small_letters_first(untrained, before, small):
    words = [(each.first or each).text for each in line(untrained, before, 5)]
    assert small in words
    assert small.capitalize() not in words[: words.index(small)]


@pytest.mark.parametrize("before", ["this is th", "one of the", "she said it", "I wish yo", "it is an"])
def test_common_words_do_not_come_as_they_stand_in_titles(untrained, before):
    assert restored(untrained, before) == []


@pytest.mark.parametrize("before", ["see you next Frid", "NEXT FRID", "", "Done. ", "Done. T", "in the "])
def test_nothing_is_restored_where_capitals_are_typed_or_nothing_is(untrained, before):
    assert not any(each.replaces for each in line(untrained, before))


def test_a_name_learned_is_offered_from_small_letters(learning):
    before = "Yesterday I met anne"
    assert "Anneliese" not in restored(learning, before)
    learning.learn("I met Anneliese there.\n\n")
    assert "Anneliese" not in restored(learning, before), "it was typed too rarely so far"
    learning.learn("Yesterday I met Anneliese.\n\n")
    assert restored(learning, before) == ["Anneliese"]


def test_capitals_inside_a_word_are_restored(learning):
    for _ in range(2):
        learning.learn("We put it on KanbanHub today. It was put on KanbanHub by me.\n\n")
    assert restored(learning, "we put it on kanba") == ["KanbanHub"]


def test_what_was_passed_over_does_not_come_up(untrained):
    assert "Friday" not in restored(untrained, "see you next frid", exclude=["Friday"])


def test_what_was_refused_does_not_come_up(tmp_path):
    with Predictor.open(home=tmp_path) as own:
        assert restored(own, "see you next frid") == ["Friday"]
        own.never("friday")
        assert restored(own, "see you next frid") != ["Friday"]
        own.allow("friday")
        assert restored(own, "see you next frid") == ["Friday"]


def test_one_at_most_and_as_many_as_are_wanted(untrained):
    for before in ("in ma", "by no", "the j", "see you next frid", "with lo"):
        for n in range(1, 8):
            found = untrained.suggest(before, n)
            assert len(found) <= n
            assert sum(each.replaces > 0 for each in found) <= 1
            assert not any(each.replaces for each in found[:-1])


def test_it_gives_way_to_likelier_words(untrained):
    """Ordinary text in small letters loses no word that would have stood in the line."""
    for before in ("in the c", "she was a", "we have b"):
        shown = line(untrained, before, 3)
        best = untrained.suggest(before, 10, phrases=False)
        for each in shown:
            if each.restores:
                words = [word for word in best if not word.replaces]
                assert each.probability > words[2].probability


@pytest.mark.parametrize(
    "before", ["see you next frid", "in ma", "I think i'", "by novem", "see you on satur"]
)
def test_probabilities_are_of_one_whole(untrained, before):
    place = context.read(before)
    candidates, outlook = untrained._suggesting.candidates, untrained.engine.after(place.words)
    found = candidates.best(outlook, place, 6)
    assert found.mass == pytest.approx(candidates.mass(outlook, place), rel=1e-9)
    assert found.restored is not None
    for each in [*found.words, found.restored]:
        forms = candidates.forms(outlook, place, each.text)
        p = outlook.probabilities(np.array([word for word, _ in forms], dtype=np.int32))
        assert each.probability * found.mass == pytest.approx(p @ [weight for _, weight in forms], rel=1e-9)
    everything = untrained.suggest(before, 10_000, phrases=False)
    assert sum(each.probability for each in everything) <= 1 + 1e-9


@pytest.mark.parametrize("before", ["see you next frid", "I think i'v", "it is closed on satur"])
def test_the_inspector_shows_it_with_the_same_figure(untrained, before):
    *_, inspection = untrained.inspect(before)
    offer = next(each for each in untrained.suggest(before, 3, phrases=False) if each.restores)
    (row,) = [row for row in inspection.rows if row.text == offer.text]
    assert row.probability == pytest.approx(offer.probability, rel=1e-6)
    shares = [column.share for column in inspection.columns]
    assert row.probability == pytest.approx(np.dot(shares, row.each), rel=1e-9)


def test_it_is_explained_as_the_word_it_is(untrained):
    assert untrained.explain("see you next frid", "Friday") == untrained.explain("see you next ", "Friday")
