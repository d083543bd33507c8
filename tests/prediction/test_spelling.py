"""Corrections as a person sees them: last, marked, and only where nothing likely begins as typed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault import trained, write_notes
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.spelled_near import Near, near_of
from typeahead.prediction.spelling import LEAST
from typeahead.profile.training import TrainingOptions

NOTE = (
    "We will receive the parcel from the post office on Monday. They receive many letters from the office.\n"
    "The form came from the office. I filled in the form and sent the form to Margaret in the morning.\n"
    "NASA sent the letters. The office of NASA will receive them. I asked Margaret about NASA.\n"
)


@pytest.fixture(scope="module")
def speller(tmp_path_factory) -> Iterator[Predictor]:
    folder = tmp_path_factory.mktemp("vault")
    notes = write_notes(folder / "notes")
    (notes / "post.md").write_text(NOTE, encoding="utf-8")
    profile, _ = trained(folder / "home", notes)
    profile.close()
    with Predictor.open(home=folder / "home", stored=False) as opened:
        yield opened


def corrections(predictor, before, n=3, **options):
    found = predictor.suggest(before, n, **options)
    assert not any(each.replaces for each in found[:-1]), "a correction stands last"
    return [each for each in found if each.source == "spelling"]


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("I sent it to teh", "the"),
        ("They will recieve", "receive"),
        ("They will reciev", "receive"),
        ("Teh", "The"),
        ("in TEH", "THE"),
        ("I asked Margaert", "Margaret"),
        ("a letter from NSAA", "NASA"),
        ("the greenhuose", "greenhouse"),
        ("the gresnhouze", "greenhouse"),
    ],
)
def test_what_was_meant_takes_the_place_of_what_is_typed(speller, before, meant):
    (found,) = corrections(speller, before)
    typed = before.split()[-1]
    assert (found.text, found.completion, found.replaces) == (meant, meant, len(typed))
    assert LEAST <= found.probability <= 1


def test_words_that_are_right_are_left_alone(speller):
    for sentence in (*NOTE.split("."), "I like the island", "She opened her minds again"):
        words = sentence.split()
        for at, word in enumerate(words):
            before = " ".join([*words[:at], word])
            assert corrections(speller, before) == [], before


@pytest.mark.parametrize(
    "name", ["piñata", "Montréal", "López", "Māori", "İstanbul", "Zoë", "piñat", "Øresu", "soirée"]
)
def test_an_accent_that_is_typed_is_meant(tmp_path, name):
    with Predictor.open(home=tmp_path, stored=False) as untrained:
        assert corrections(untrained, f"I like the {name}") == []
        untrained.accelerate()
        assert corrections(untrained, f"I like the {name}") == []


def test_a_known_word_in_another_case_is_right(speller):
    assert corrections(speller, "I asked margaret") == []
    assert corrections(speller, "a letter from nasa") == []


def test_too_short_and_what_is_no_letters_are_left_alone(speller):
    for before in ("te", "to te", "the gr3en", "the green-huose", "recieve ", "recieve."):
        assert corrections(speller, before) == [], before


def test_there_is_none_among_what_was_ignored(speller):
    assert corrections(speller, "They will recieve", exclude=["receive"]) == []


def test_one_at_most_and_the_probabilities_are_of_one_whole(speller):
    for before in ("I sent it to teh", "They will recie", "the gresn"):
        found = speller.suggest(before, 10_000, phrases=False)
        assert sum(each.probability for each in found) <= 1 + 1e-9
        assert sum(each.replaces > 0 for each in found) <= 1


def test_curly_apostrophes_and_what_is_replaced_are_counted_as_typed(speller):
    (found,) = corrections(speller, "It’s for them: they recieve")
    assert found.replaces == len("recieve")


@given(st.text("abceghimnorstTGR", min_size=3, max_size=9))
def test_a_correction_is_never_what_is_typed(speller, typed):
    for each in corrections(speller, "in the " + typed, 10):
        assert not each.text.startswith(typed)
        assert each.replaces == len(typed)


def test_words_that_are_blocked_or_too_new_are_not_offered(learner):
    assert [each.text for each in corrections(learner, "The zanzibra")] == ["zanzibar"]
    learner.forget(word="zanzibar")
    assert corrections(learner, "The zanzibra") == []
    learner.learn("The quixoticness came.\n\n")
    assert corrections(learner, "The quixoticnses") == []
    learner.learn("The quixoticness went.\n\n")
    assert [each.text for each in corrections(learner, "The quixoticnses")] == ["quixoticness"]


def test_texts_without_rules_about_words_have_none(tmp_path):
    options = TrainingOptions(tokens="whitespace", base=False)
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"), options=options)
    profile.close()
    with Predictor.open(home=tmp_path / "home", stored=False) as opened:
        assert corrections(opened, "in the greenhuose") == []


def test_the_compiled_way_is_taken_once_it_is_loaded_and_finds_the_same(speller, monkeypatch):
    mistyped = ("They will recieve", "I sent it to teh")
    (plain,) = zip(*(corrections(speller, before) for before in mistyped), strict=True)
    with speller.copy() as compiled:
        compiled.accelerate()
        monkeypatch.setattr(Near, "_weigh", lambda *_: pytest.fail("that is what the kernel is for"))
        (found,) = zip(*(corrections(compiled, before) for before in mistyped), strict=True)
    assert [each.text for each in found] == [each.text for each in plain] == ["receive", "the"]
    assert [each.probability for each in found] == pytest.approx(
        [each.probability for each in plain], rel=1e-3
    ), "but for the rounding of the network, which is compiled too"


def test_a_word_learned_since_is_found_where_nothing_was_before(speller):
    with speller.copy() as predictor:
        assert not any(each.text == "Quillbert" for each in corrections(predictor, "I asked Qulilbert"))
        predictor.learn("I asked Quillbert. I asked Quillbert. I asked Quillbert.")
        assert [each.text for each in corrections(predictor, "I asked Qulilbert")] == ["Quillbert"]


@pytest.mark.parametrize("first", ["", "In 1989 the zzqx was xqz", "She is a beautifl", "We saw thw"])
def test_they_do_not_depend_on_what_was_asked_before(speller, first):
    with speller.copy() as predictor:
        predictor.suggest(first)
        found = [predictor.suggest(before, 5) for before in ("I want to smr", "I want to boe", "We saw teh")]
    with speller.copy() as predictor:
        assert [
            predictor.suggest(before, 5) for before in ("I want to smr", "I want to boe", "We saw teh")
        ] == found


def test_words_are_laid_out_once_for_the_same_vocabulary(speller):
    with speller.copy() as other:
        assert near_of(other.generation.vocabulary) is near_of(speller.generation.vocabulary)
