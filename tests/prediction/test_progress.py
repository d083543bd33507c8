"""What a predictor tells of its learning, and the last text taken back."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from tests.vault import bytes_in
from typeahead.errors import NothingToLearn
from typeahead.evaluation.perplexity import measure
from typeahead.prediction.predictor import Predictor
from typeahead.profile.days import Figures, day_of
from typeahead.profile.profile import Profile
from typeahead.profile.training import retrain, train

TEXT = "The students opened the zorblax. "
OTHER = "A quiet garden and the zorblax. "


def bits(predictor: Predictor, text: str = TEXT) -> list[float]:
    return [word.bits for word in predictor.surprise(text)]


def today(predictor: Predictor) -> Figures:
    return predictor.overview(9).days.get(day_of(), Figures())


@pytest.fixture(params=["mixture", "ngram", "recency"])
def learner(request, tmp_path_factory, notes_home):
    home = tmp_path_factory.mktemp("copy") / "home"
    shutil.copytree(notes_home, home)
    with Predictor.open(home=home, model=request.param) as opened:
        opened.home = home
        yield opened


@pytest.mark.parametrize(("later", "kept"), [(-0.4, False), (0.4, True)])
def test_what_was_typed_before_its_file_was_saved_counts_once(tmp_path, later, kept) -> None:
    """However long it waited for the models: they may still have been opened, or busy."""
    note = tmp_path / "notes" / "a.md"
    note.parent.mkdir()
    note.write_text("An old line.\n")
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        train(profile, [note.parent])
    note.write_text("An old line.\n\nThe zorblax waits at the mill. ")
    saved = note.stat().st_mtime
    with Predictor.open(home=tmp_path / "home") as predictor:
        predictor.learn("The zorblax waits at the mill. ", str(note), typed=saved + later)
    with Profile.open("default", tmp_path / "home") as profile:
        train(profile, [note.parent])
        assert [piece.body for piece in profile.store.sessions()] == kept * [
            "The zorblax waits at the mill ."
        ]


@pytest.mark.parametrize("stored", [False, True])
def test_taken_back_exactly(learner, stored) -> None:
    learner.learn(OTHER)
    counts = learner.generation.model.counts
    before, was, hidden = bits(learner), np.array(counts.unigrams), set(learner.hidden)
    figures = today(learner)
    learner.learn("A zorblax, the wombat and zorblax. ")
    if stored:
        learner.store()
    assert bits(learner) != before
    assert learner.take_back() == "A zorblax , the wombat and zorblax ."
    now = learner.generation.model.counts.unigrams
    assert np.array_equal(now[: len(was)], was)
    assert not now[len(was) :].any()
    assert bits(learner) == pytest.approx(before, rel=1e-12)
    words = learner.generation.vocabulary.words
    assert {words[number] for number in learner.hidden} - {"wombat"} == {words[number] for number in hidden}
    assert today(learner).learned == figures.learned
    assert today(learner).bits == pytest.approx(figures.bits)
    learner.store()
    assert b"wombat" not in bytes_in(learner.home)
    assert b"zorblax" in bytes_in(learner.home), "the sentence before stays"


def test_one_after_the_other_until_nothing_is_left(learner) -> None:
    before = bits(learner)
    for text in (TEXT, OTHER, TEXT):
        learner.learn(text)
        learner.store()
    assert learner.learned_in_session == 19
    assert [learner.take_back() for _ in range(4)] == [
        "The students opened the zorblax .",
        "A quiet garden and the zorblax .",
        "The students opened the zorblax .",
        None,
    ]
    assert bits(learner) == pytest.approx(before, rel=1e-12)
    assert learner.learned_in_session == 0
    assert b"zorblax" not in bytes_in(learner.home)


def test_taken_back_from_a_model_that_was_made_anew_meanwhile(learner) -> None:
    learner.learn(OTHER)
    learner.learn("The wombat sleeps. ")
    learner.store()
    with Profile.open("default", learner.home) as other:
        retrain(other)
    learner.refresh()
    assert learner.take_back() == "The wombat sleeps ."
    learner.store()
    assert "wombat" not in learner.generation.vocabulary
    assert b"wombat" not in bytes_in(learner.home)
    with Profile.open("default", learner.home) as other:
        assert [piece.body for piece in other.store.sessions()] == ["A quiet garden and the zorblax ."]


def test_what_a_training_has_read_is_not_taken_back_alone(learner, tmp_path) -> None:
    file = tmp_path / "new.md"
    learner.learn("The wombat sleeps. ", origin=str(file))
    learner.store()
    file.write_text("The wombat sleeps.\n")
    with Profile.open("default", learner.home) as other:
        train(other, [file])
    learner.store()
    with pytest.raises(NothingToLearn, match="read by a training"):
        learner.take_back()
    assert learner.take_back() is None


def test_the_surprise_of_the_day_is_of_text_not_learned_yet(learner) -> None:
    rows = [["The", "students", "opened", "their", "books", "."]]
    expected = measure(learner.engine, rows)
    learner.learn("The students opened their books. ")
    figures = today(learner)
    assert (figures.learned, figures.tokens) == (6, 7)
    assert figures.perplexity == pytest.approx(expected.perplexity, rel=0.1), "the mixture learns within it"
    learner.learn("The students opened their books. ")
    assert today(learner).perplexity < figures.perplexity, "the second time it is known"


def test_keys_are_added_and_survive_two_programs(learner) -> None:
    with Predictor.open(home=learner.home) as other:
        other.count(Figures(10, 6, 1))
        learner.count(Figures(5, 5))
        learner.store()
        assert today(other).characters == 15
    learner.count(Figures(1, 1))
    assert today(learner) == Figures(16, 12, 1)


def test_what_was_counted_before_everything_was_forgotten_is_not_stored_after(tmp_path) -> None:
    with Predictor.open(home=tmp_path) as predictor:
        predictor.count(Figures(5, 5))
        with Profile.open("default", tmp_path) as other:
            other.forget_all()
        assert today(predictor) == Figures()
        predictor.store()
        predictor.count(Figures(2, 2))
        assert today(predictor) == Figures(2, 2)


def test_words_learned_lately(learner) -> None:
    learner.learn(OTHER)
    learner.learn("The wombat and the zorblax are here. ")
    lately = learner.overview(9).lately
    assert [(word.word, word.times) for word in lately] == [("zorblax", 2), ("wombat", 1)]
    assert [word.word for word in learner.overview(1).lately] == ["zorblax"]
    learner.forget("zorblax")
    assert [word.word for word in learner.overview(9).lately] == ["wombat"]


def test_what_is_private_is_not_measured(learner) -> None:
    learner.leave_out("untitled:1")
    learner.learn(TEXT, "untitled:1")
    assert today(learner) == Figures()
    assert learner.overview(9).last == ""


@pytest.mark.parametrize("stored", [False, True])
def test_what_another_program_made_private_is_neither_counted_nor_shown_as_the_last(learner, stored) -> None:
    """Two sentences of a document: one was stored before it was forgotten elsewhere, one was to be."""
    learner.learn(OTHER, "/notes/a.md")
    figures = today(learner)
    learner.learn("The wombat sleeps. ", "/notes/diary.md")
    learner.store()
    learner.learn("The wombat is awake. ", "/notes/diary.md")
    with Profile.open("default", learner.home) as other:
        other.forget_document("/notes/diary.md")
    if stored:
        learner.store()
    found = learner.overview(9)
    assert (found.last, found.learned) == ("A quiet garden and the zorblax .", 7 + 4)
    assert today(learner).learned == figures.learned + 4, "what is forgotten later was learned that day"
    assert learner.learned_in_session == 7 + 4
    assert learner.take_back() == "A quiet garden and the zorblax ."
    assert learner.take_back() is None


@pytest.mark.parametrize("stored", [False, True])
def test_a_sentence_that_was_corrected_counts_as_it_is(learner, stored) -> None:
    learner.learn(TEXT, "/notes/a.md")
    learner.learn(OTHER, "/notes/a.md")
    if stored:
        learner.store()
    right = TEXT.replace("zorblax", "wombat")
    assert learner.learn_anew([TEXT], [right], "/notes/a.md") == 6
    assert learner.learned_in_session == 13
    assert today(learner).learned == 13
    words = learner.generation.vocabulary.words
    live = dict(zip(words, learner.generation.model.counts.unigrams.tolist(), strict=False))
    assert (live["wombat"], live["zorblax"]) == (1, 1), "once in the other sentence"
    learner.store()
    stored_text = b"".join(piece.body.encode() for piece in learner._profile.store.sessions(0))
    assert (stored_text.count(b"wombat"), stored_text.count(b"zorblax")) == (1, 1)


def test_a_word_that_only_a_slip_had_is_not_suggested_any_more(learner) -> None:
    for _ in range(3):
        learner.learn("We saw Marguerita there. ")
        learner.learn_anew(["We saw Marguerita there."], ["We saw Marguerite there."])
    found = [each.text for each in learner.suggest("We saw Margu", 5)]
    assert "Marguerite" in found
    assert "Marguerita" not in found


def test_a_slip_that_is_a_word_itself_is_as_if_it_had_never_been(learner) -> None:
    slip, right, later = "We saw students there. ", "We saw studios there. ", "The garden is quiet. "
    learner.learn(right)
    learner.learn(later)
    expected = [(each.text, each.probability) for each in learner.suggest("We saw stud", 3)]
    for _ in range(2):
        learner.take_back()
    learner.learn(slip)
    learner.learn(later)
    assert learner.learn_anew([slip], [right]) == 5
    found = [(each.text, each.probability) for each in learner.suggest("We saw stud", 3)]
    assert found[0][0] == expected[0][0]
    assert found[0][1] == pytest.approx(expected[0][1], rel=0.05), (
        "only its place among the last words differs"
    )


def test_sentences_of_which_one_cannot_be_taken_out_stay_as_they_are(learner) -> None:
    learner.learn(TEXT)
    before = bits(learner)
    assert learner.learn_anew([TEXT, OTHER], [TEXT + OTHER]) == 0
    assert bits(learner) == pytest.approx(before, rel=1e-12)


@pytest.mark.parametrize("stored", [False, True])
def test_two_equal_sentences_that_become_one(learner, stored: bool) -> None:
    learner.learn("Yes. ")
    learner.learn("Yes. ")
    if stored:
        learner.store()
    assert learner.learn_anew(["Yes.", "Yes."], ["Yes, yes."]) == 4
    learner.store()
    with Profile.open("default", learner.home) as other:
        assert [piece.body for piece in other.store.sessions()] == ["Yes , yes ."]


def test_what_was_never_learned_is_not_learned_in_another_form(learner) -> None:
    learner.learn(TEXT, "/notes/a.md")
    assert learner.learn_anew([TEXT], [OTHER], "/notes/b.md") == 0
    assert learner.learn_anew([OTHER], [OTHER], "/notes/a.md") == 0
    assert learner.learned_in_session == 6


def test_what_became_part_of_the_model_stays_what_it_was(learner) -> None:
    learner.learn(TEXT)
    learner.store()
    with Profile.open(home=learner.home) as profile:
        retrain(profile)
    learner.store()
    before = bits(learner)
    assert learner.learn_anew([TEXT], [OTHER]) == 0
    assert bits(learner) == pytest.approx(before, rel=1e-12)
