"""What stands in the open document comes again, though nothing of it is learned, kept or less surprising for it."""

from __future__ import annotations

import pytest

from tests.vault import bytes_in, trained, write_notes
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.requests import OpenDocument
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions

TEXT = (
    "The zorplax hums at night. Nobody feeds the zorplax after dusk, and once a quibnor came.\n\n"
    "```\nsubprocess_zzyzx zzyzxing\n```\n\nThe velvet hammer fell. The velvet hammer is old.\n"
)
BEHIND = "The flumpet sings. The flumpet is loud.\n"


def document(tmp_path, before=TEXT, after="", name="draft.md"):
    return OpenDocument(str(tmp_path / name), before, after)


def offered(predictor, before, n=30):
    return [each.text for each in predictor.suggest(before, n, phrases=False)]


def chance(predictor, before, word):
    return predictor.explain(before, word).probability


def test_its_words_are_suggested_those_that_nobody_knew_too(learner, tmp_path):
    assert "zorplax" not in offered(learner, "the zor")
    assert learner.read(document(tmp_path, after=BEHIND)) is False
    assert offered(learner, "the zor", 1) == ["zorplax"]
    assert offered(learner, "I heard the flum", 1) == ["flumpet"], "what stands behind the cursor too"


def test_a_new_word_that_it_has_once_is_held_back_like_one_typed_once(learner, tmp_path):
    learner.read(document(tmp_path))
    assert "quibnor" not in offered(learner, "a quib")
    learner.learn("I saw the quibnor.")
    assert "quibnor" in offered(learner, "a quib")


def test_it_is_not_counted_twice_for_being_opened_twice(learner, tmp_path):
    for _ in range(3):
        learner.read(document(tmp_path))
    assert "quibnor" not in offered(learner, "a quib")
    learner.learn("One whimbrelx came.")
    learner.read(document(tmp_path, before="One whimbrelx came.\n"))
    assert "whimbrelx" not in offered(learner, "one whim"), "it is the one that was typed"


def test_what_followed_a_word_there_is_likelier(learner, tmp_path):
    before = chance(learner, "the velvet ", "hammer")
    learner.read(document(tmp_path))
    assert chance(learner, "the velvet ", "hammer") > 5 * before
    assert offered(learner, "I like the velvet ", 1) == ["hammer"]


def test_its_code_is_not_read(learner, tmp_path):
    learner.read(document(tmp_path, before=2 * TEXT))
    assert "zzyzxing" not in offered(learner, "the zzyzx")


def test_what_is_said_is_what_is_explained(learner, tmp_path):
    learner.read(document(tmp_path))
    before = "I like the velvet "
    first, second, *_ = learner.suggest(before, 2, phrases=False)

    vocabulary = learner.generation.vocabulary

    def told(text):  # it in capitals, which are rarer than a fifth, is counted with it
        return sum(chance(learner, before, vocabulary.words[word]) for word in vocabulary.forms_of(text))

    assert told(first.text) / told(second.text) == pytest.approx(first.probability / second.probability)
    assert any(part.recency and part.recency.pair > 0 for part in learner.explain(before, first.text).parts)


def test_its_text_is_as_surprising_as_before(learner, tmp_path):
    text = "The velvet hammer fell. The velvet hammer is old."
    before = [(each.text, each.bits) for each in learner.surprise(text)]
    learner.read(document(tmp_path))
    after = [(each.text, each.bits) for each in learner.surprise(text)]
    assert after == [(word, pytest.approx(bits, abs=0.2)) for word, bits in before]


@pytest.mark.parametrize("model", ["mixture", "recency"])
def test_another_document_takes_its_place(own_home, tmp_path, model):
    with Predictor.open(home=own_home, model=model) as predictor:
        predictor.learn("The students opened the window.")
        typed = chance(predictor, "the velvet ", "window")
        predictor.read(document(tmp_path))
        assert chance(predictor, "the velvet ", "hammer") > 0.02
        predictor.read(document(tmp_path, before="", name="new.md"))
        assert chance(predictor, "the velvet ", "hammer") < 0.01
        assert chance(predictor, "the velvet ", "window") == pytest.approx(typed, rel=0.01), (
            "typed words stay"
        )


def test_a_document_that_is_left_out_is_not_looked_at(learner, tmp_path):
    learner.read(document(tmp_path, before=BEHIND, name="other.md"))
    learner.leave_out(str(tmp_path / "draft.md"))
    assert learner.read(document(tmp_path)) is True
    assert not {"zorplax", "flumpet"} & set(offered(learner, "the ", 200))
    assert "zorplax" not in offered(learner, "the zor")


def test_nothing_of_it_is_kept(own_home, tmp_path):
    with Predictor.open(home=own_home) as predictor:
        words = predictor.learned_in_session
        predictor.read(document(tmp_path))
        predictor.suggest("the zor", 3)
        assert predictor.learned_in_session == words
        assert predictor.overview(10).lately == []
    assert b"zorplax" not in bytes_in(own_home)
    with Predictor.open(home=own_home) as again:
        assert "zorplax" not in offered(again, "the zor")


def test_it_is_still_there_after_the_models_were_opened_anew(learner, own_home, tmp_path):
    learner.read(document(tmp_path))
    learner.learn("Then the zorplax slept.")
    learner.store()
    from typeahead.profile.training import retrain

    with Profile.open("default", own_home) as profile:
        retrain(profile)
    learner.refresh()
    assert offered(learner, "the zor", 1) == ["zorplax"]
    assert offered(learner, "I like the velvet ", 1) == ["hammer"]
    learner.switch("ngram")
    learner.switch("mixture")
    assert offered(learner, "I like the velvet ", 1) == ["hammer"]


def test_a_word_that_is_forgotten_is_not_read_out_of_it_again(learner, tmp_path):
    learner.read(document(tmp_path))
    learner.forget("zorplax")
    assert "zorplax" not in offered(learner, "the zor")
    learner.read(document(tmp_path))
    assert "zorplax" not in offered(learner, "the zor")
    assert offered(learner, "I like the velvet ", 1) == ["hammer"], "the rest is there"


def test_a_sentence_taken_back_leaves_it_there(learner, tmp_path):
    learner.read(document(tmp_path))
    before = learner.suggest("the velvet ", 5, phrases=False)
    learner.learn("A velvet zorplax sleeps.")
    assert learner.suggest("the velvet ", 5, phrases=False) != before
    learner.take_back()
    after = learner.suggest("the velvet ", 5, phrases=False)
    assert [(each.text, each.probability) for each in after] == [
        (each.text, pytest.approx(each.probability)) for each in before
    ]


@pytest.mark.parametrize("model", ["ngram", "base"])
def test_models_that_know_no_recency_answer_as_before(own_home, tmp_path, model):
    with Predictor.open(home=own_home, model=model) as predictor:
        before = chance(predictor, "the velvet ", "hammer")
        predictor.read(document(tmp_path))
        assert chance(predictor, "the velvet ", "hammer") == pytest.approx(before, rel=0.05)


def test_with_compiled_kernels_the_same(own_home, tmp_path):
    with Predictor.open(home=own_home) as predictor:
        predictor.accelerate()
        predictor.read(document(tmp_path))
        assert offered(predictor, "the zor", 1) == ["zorplax"]
        predictor.learn("The zorplax and the quibnor sleep.")
        assert "quibnor" in offered(predictor, "a quib")


def test_what_stands_right_before_the_cursor_is_met_once(learner, tmp_path):
    """The sentence that is open is no part of what was read, for it is looked at wherever it stands."""
    open_words = ["Then", "a", "velvet"]
    learner.read(document(tmp_path, before=TEXT + "Then a velvet"))
    velvet = learner.generation.encoder.ids(["velvet"])[0]
    once = learner.engine.after([*open_words, "hammer"]).recency.pair_total(velvet)
    learner.read(document(tmp_path))
    assert once == pytest.approx(learner.engine.after([*open_words, "hammer"]).recency.pair_total(velvet))
    assert once == pytest.approx(3, abs=0.1)


def test_what_is_taken_back_brings_no_other_document_back(learner, tmp_path):
    learner.read(document(tmp_path))
    learner.learn("A window opens.")
    learner.read(document(tmp_path, before=BEHIND, name="other.md"))
    hammer, loud = chance(learner, "the velvet ", "hammer"), chance(learner, "flumpet is ", "loud")
    learner.take_back()
    assert chance(learner, "the velvet ", "hammer") == pytest.approx(hammer, rel=0.2)
    assert chance(learner, "flumpet is ", "loud") == pytest.approx(loud, rel=0.5)
    assert loud > 50 * hammer


@pytest.mark.parametrize("way", ["another", "nothing", "left out"])
def test_its_new_words_go_with_it(learner, tmp_path, way):
    learner.read(document(tmp_path))
    assert "zorplax" in offered(learner, "the zor")
    if way == "left out":
        learner.leave_out(str(tmp_path / "draft.md"))
        assert learner.read(document(tmp_path))
    else:
        learner.read(document(tmp_path, before=BEHIND if way == "another" else "", name="other.md"))
    assert "zorplax" not in offered(learner, "the zor")
    learner.learn("One zorplax came.")
    assert "zorplax" not in offered(learner, "the zor"), "typed once, as if it had never been read"
    learner.learn("One zorplax went.")
    assert "zorplax" in offered(learner, "the zor")


def test_left_out_by_another_program_it_is_not_read_again(learner, own_home, tmp_path):
    learner.read(document(tmp_path))
    with Predictor.open(home=own_home) as other:
        other.leave_out(str(tmp_path / "draft.md"))
    learner._reload()
    assert learner.engine.session.read is None
    assert "zorplax" not in offered(learner, "the zor")


def test_a_word_on_both_sides_of_the_cursor_stands_there_twice(learner, tmp_path):
    learner.read(document(tmp_path, before="The flumpet sings.\n", after="The flumpet is loud.\n"))
    assert "flumpet" in offered(learner, "the flum")


def test_a_cursor_in_code_turns_nothing_round(learner, tmp_path):
    code = "qqcode = qqcode + 1\n```\n\n"
    learner.read(document(tmp_path, before="Text here.\n\n```\nimport foo\n", after=code + BEHIND))
    assert "qqcode" not in offered(learner, "the qqc")
    assert "flumpet" in offered(learner, "the flum")


@pytest.mark.parametrize("options", [{"tokens": "whitespace"}, {"min_count": 2}])
@pytest.mark.parametrize("model", ["mixture", "ngram", "recency"])
def test_a_vocabulary_that_spells_no_new_words_stays_as_it_is(tmp_path, options, model):
    profile, _ = trained(
        tmp_path / "home", write_notes(tmp_path / "notes"), options=TrainingOptions(**options)
    )
    profile.close()
    with Predictor.open(home=tmp_path / "home", model=model) as predictor:
        known = len(predictor.generation.vocabulary)
        predictor.read(document(tmp_path))
        assert len(predictor.generation.vocabulary) == known
        assert "zorplax" not in offered(predictor, "the zor")
        assert predictor.suggest("the students ", 3)
