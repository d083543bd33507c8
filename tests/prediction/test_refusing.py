"""Words that a person never wants suggested, and documents that are never learned."""

from __future__ import annotations

import pytest

from tests.vault import bytes_in, write_notes
from typeahead.errors import SettingInvalid
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.suggestion import Phrasing
from typeahead.profile.learned import learned_words
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    notes = write_notes(tmp_path_factory.mktemp("vault") / "notes")
    with Profile.open("default", home, create=True) as profile:
        train(profile, [notes], TrainingOptions(base=False))
    return home


@pytest.fixture
def predictor(home):
    with Predictor.open(home=home) as opened:
        yield opened


def texts(found):
    return [each.text for each in found]


def offered(predictor, before, n=30):
    return {text.casefold() for text in texts(predictor.suggest(before, n))}


def test_never_anywhere_in_any_case_and_in_no_phrase(predictor, home):
    surprise = [each.bits for each in predictor.surprise("The students opened their laptops.")]
    assert "library" in offered(predictor, "the ")
    assert any("library" in text for text in offered(predictor, "liked ", 100))
    assert predictor.never("Library")
    for before in ("the ", "the libr", "Done. Libr", "THE LIBR", "liked ", ""):
        assert not any("library" in text for text in offered(predictor, before, 100)), before
    assert [each.bits for each in predictor.surprise("The students opened their laptops.")] == surprise
    assert predictor.explain("the ", "library").probability > 0.01, "it is learned all the same"
    with Profile.open("default", home) as profile:
        words = {each.word: each.suggested for each in learned_words(profile)}
    assert words["library"] is False
    assert words["garden"] is True
    assert predictor.allow("library")
    assert not predictor.allow("library")
    assert "library" in offered(predictor, "the ")


def test_never_after_a_word(predictor):
    assert "library" in offered(predictor, "the ")
    predictor.never("library", "The")
    assert "library" not in offered(predictor, "the ")
    assert "library" not in offered(predictor, "the lib")
    assert "library" in offered(predictor, "a lib")
    assert not any("the library" in text for text in offered(predictor, "liked ", 100)), "nor inside a phrase"
    assert predictor.allow("library", after="the")
    assert "library" in offered(predictor, "the ")


def test_nor_a_comma_after_a_word_where_a_phrase_would_have_it(home):
    with Predictor.open("default", home) as predictor:
        for _ in range(8):
            predictor.learn("Zanzibar, and then the rest.\n\n")
        assert "Zanzibar," not in " ".join(texts(predictor.suggest("Zanz", 4))), (
            "only who asks for them gets commas"
        )
        assert "Zanzibar," in " ".join(texts(predictor.suggest("Zanz", 4, phrases=Phrasing.COMMAS)))
        inside = predictor.suggest("Run `Zanz", 4, phrases=Phrasing.COMMAS)
        assert "Zanzibar" in texts(inside), "code has words"
        assert "Zanzibar," not in " ".join(texts(inside)), "but commas close none of it"
        assert "Zanzibar," in " ".join(texts(predictor.suggest("Run `it` Zanz", 4, phrases=Phrasing.COMMAS)))
        predictor.never(",", "Zanzibar")
        assert "Zanzibar," not in " ".join(texts(predictor.suggest("Zanz", 4, phrases=Phrasing.COMMAS)))


def test_it_covers_words_learned_later_and_every_opening(predictor, home):
    predictor.never("quokka")
    for _ in range(3):
        predictor.learn("The quokka sleeps. A quokka eats. ")
    assert "quokka" not in offered(predictor, "the quo")
    predictor.close()
    with Predictor.open(home=home) as again:
        assert "quokka" not in offered(again, "the quo")
        again.allow("quokka")
        assert "quokka" in offered(again, "the quo")
        again.forget("quokka")
        assert again.allow("quokka"), "forgetting is taken back too"


def test_what_was_expected_instead_is_no_refused_word_either(predictor):
    def expected() -> list[str]:
        return texts(predictor.surprise("The students opened their bananas.")[4].alternatives)

    first = expected()
    assert first[0] == "books"
    predictor.never("books")
    assert "books" not in expected()
    assert len(expected()) == len(first)
    predictor.allow("books")
    assert expected() == first


def test_another_program_sees_it_when_it_next_stores(predictor, home):
    with Predictor.open(home=home) as other:
        predictor.never("garden")
        other.store()
        assert "garden" not in offered(other, "the ga")
        predictor.allow("garden")


def test_a_copy_keeps_no_lists(predictor):
    with predictor.copy() as copy, pytest.raises(SettingInvalid, match="copy"):
        copy.never("books")


# --- documents


def test_what_is_typed_into_a_private_document_is_neither_learned_nor_stored(predictor, home, tmp_path):
    diary = tmp_path / "diary.md"
    assert not predictor.leaves_out(str(diary))
    assert predictor.leave_out(str(diary))
    assert predictor.learn("A wombat came. A wombat went. ", str(diary)) == 0
    assert not offered(predictor, "the womb")
    predictor.close()
    with Predictor.open(home=home) as again:
        assert again.leaves_out(str(diary))
        assert again.learn("The wombat came. ", str(diary)) == 0
        assert again.learn("The wallaby came. ", str(tmp_path / "other.md")) == 4
        assert not again.leave_out(str(diary), out=False)
        assert again.learn("The numbat came. ", str(diary)) == 4
    assert b"wombat" not in bytes_in(home)


def test_a_private_text_stays_so_under_the_name_it_gets(predictor, tmp_path):
    predictor.leave_out("untitled:1")
    assert predictor.learn("A bilby came. ", "untitled:1") == 0
    predictor.name("untitled:1", str(tmp_path / "named.md"))
    assert predictor.leaves_out(str(tmp_path / "named.md"))
    assert not predictor.leaves_out(str(tmp_path / "another.md"))


def test_training_leaves_it_out_until_it_is_read_again(tmp_path):
    notes, home = write_notes(tmp_path / "notes"), tmp_path / "home"
    diary = notes / "secret.md"
    with Profile.open("default", home, create=True) as profile:
        train(profile, [notes], TrainingOptions(base=False))
    with Predictor.open(home=home) as predictor:
        predictor.learn("The zanzibar ferry came. ", str(diary))
        predictor.store()
        predictor.leave_out(str(diary))
    with Profile.open("default", home) as profile:
        report = train(profile, [])
        assert any("not to be learned" in skipped.reason for skipped in report.skipped)
        assert report.removed == 1
        assert "postman" not in profile.generation().vocabulary
        assert "ferry" not in profile.generation().vocabulary
        assert train(profile, []).removed == 0
        train(profile, [diary], TrainingOptions(again=True))
        assert "postman" in profile.generation().vocabulary
