"""Forgetting: equal to never having learned, and no byte left."""

from __future__ import annotations

import contextlib
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault import bytes_in, counted, generation_files, trained, write_notes
from typeahead.errors import NothingToLearn, SettingInvalid
from typeahead.prediction.predictor import Predictor
from typeahead.profile.forgetting import listed, parts_of
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train
from typeahead.text.forms import normal


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_forgetting_a_word_equals_training_without_it(notes, home, tmp_path):
    profile, _ = trained(home, notes)
    cut = write_notes(tmp_path / "cut")
    for note in cut.iterdir():
        note.write_text(re.sub(r"\bgreenhouse\b ?", "", note.read_text(), flags=re.IGNORECASE))
    never, _ = trained(home, cut, "never")
    with profile, never:
        forgotten = profile.forget_word("Greenhouse")
        assert (forgotten.words, forgotten.documents) == (5, 1)
        assert generation_files(profile) == generation_files(never)


def test_no_byte_of_a_forgotten_word_is_left(notes, home):
    profile, _ = trained(home, notes)
    profile.close()
    with Predictor.open(home=home) as predictor:
        predictor.learn("I sent the zanzibar parcel back to ZANZIBAR. ")
    assert b"zanzibar" in bytes_in(home).lower()
    with Predictor.open(home=home) as predictor:
        assert predictor.forget("Zanzibar") == 5
        assert b"zanzibar" not in bytes_in(home).lower()
        assert not predictor.suggest("the zanz", 3)
    assert b"zanzibar" not in bytes_in(home).lower()


def test_a_forgotten_word_stays_away_until_it_is_allowed(notes, home):
    profile, _ = trained(home, notes)
    with profile:
        profile.forget_word("zanzibar")
        (notes / "secret.md").write_text("The zanzibar parcel came again.\n")
        train(profile, [])
        generation = profile.generation()
        assert not any(
            counted(generation, w) for w in generation.vocabulary.words if "zanzibar" in w.casefold()
        )
        assert b"zanzibar" not in bytes_in(home).lower()
        assert not profile.allow_word("greenhouse")
        assert profile.allow_word("ZANZIBAR")
        train(profile, [])
        assert counted(profile.generation(), "zanzibar") > 0


def test_a_blocked_word_is_neither_learned_nor_suggested_from_the_starter_model(home):
    with Predictor.open(home=home) as predictor:
        assert any(s.text == "library" for s in predictor.suggest("the libr", 5))
        predictor.forget("library")
        assert not any(s.text.lower() == "library" for s in predictor.suggest("the libr", 5))
        predictor.learn("The library is closed. The library is closed. The library is closed. ")
        assert not any(s.text.lower() == "library" for s in predictor.suggest("the libr", 5))
    assert b"library" not in bytes_in(home).lower()


def test_a_forgotten_document_leaves_no_byte_and_is_left_out_later(notes, home):
    profile, _ = trained(home, notes)
    with profile:
        path = notes / "secret.md"
        profile.forget_document(str(path))
        assert b"postman" not in bytes_in(home)
        assert b"secret.md" not in bytes_in(home)
        report = train(profile, [notes])
        assert any("forgotten" in skipped.reason for skipped in report.skipped)
        assert counted(profile.generation(), "postman") == 0
        assert train(profile, [path], TrainingOptions(again=True)).read >= 1
        assert counted(profile.generation(), "postman") > 0


def test_forgetting_what_was_never_learned_says_so(notes, home):
    profile, _ = trained(home, notes)
    with profile:
        with pytest.raises(NothingToLearn, match="profile show"):
            profile.forget_document("/no/such/note.md")
        with pytest.raises(SettingInvalid, match="single word"):
            profile.forget_word("two words")
        assert profile.forget_word("quixotic").words == 0


def test_forgetting_everything_leaves_nothing(notes, home):
    profile, _ = trained(home, notes)
    with profile:
        forgotten = profile.forget_all()
        assert forgotten.documents == 4
        left = bytes_in(home).lower()
        for word in (b"greenhouse", b"island", b"zanzibar", str(notes).encode().lower()):
            assert word not in left
        assert not profile.trained


def test_a_day_of_typing_can_be_forgotten(home):
    with Predictor.open(home=home) as predictor:
        predictor.learn("The wombat sleeps. ")
    from typeahead.profile.profile import Profile

    with Profile.open("default", home) as profile:
        (day,) = [row.path for row in profile.documents() if row.kind == "session"]
        profile.forget_document(day)
        assert b"wombat" not in bytes_in(home)


def test_what_is_like_a_forgotten_word_is_named_and_stays(notes, home):
    (notes / "names.md").write_text("Zoë wrote. I saw zoe, Zoes and zone. Zoë's letter came to zoeSmith.\n")
    profile, _ = trained(home, notes)
    with profile:
        forgotten = profile.forget_word("ZOË")
        assert forgotten.words == 2
        assert forgotten.similar == ("zoe", "Zoes", "zoeSmith")
        assert counted(profile.generation(), "zoe") == 1
        assert profile.forget_word("quixotic").similar == ()


def test_a_list_of_an_older_typeahead_goes_on(notes, home):
    (notes / "names.md").write_text("We met Οδυσσεύς. We met ΟΔΥΣΣΕΥΣ.\n")
    with Profile.open("default", home, create=True) as profile:
        profile.store.block_word("οδυσσεύσ")  # as it was put there, with its accent
        train(profile, [notes])
        assert counted(profile.generation(), "Οδυσσεύς") == 0
        assert profile.allow_word("Οδυσσεύς")
        train(profile, [])
        assert counted(profile.generation(), "Οδυσσεύς") == 1


def test_what_counts_as_holding_a_word():
    assert "zanzibar" in parts_of("Zanzibar’s")
    assert "zanzibar" in parts_of("pre-Zanzibar")
    assert "zanzibar" in parts_of("zanzibar.org")
    assert "can" not in parts_of("can't")
    assert "cat" not in parts_of("category")


@given(
    st.lists(
        st.text(alphabet="aAbBßŉıά\u0301'-.", min_size=1, max_size=5).map(normal) | st.just("<SECRET>"),
        max_size=30,
    ),
    st.sets(st.sampled_from(["a", "b", "ab", "a'b", "ba-a", "ʼn", "sś", "secret"])),
)
def test_of_many_words_those_on_a_list_are_found_and_each_part_is_hashed_once(words, blocked):
    hashed: list[str] = []

    def hash_of(part: str) -> bytes:
        hashed.append(part)
        return part.encode()[::-1]

    found = listed(words, {part.encode()[::-1] for part in blocked}, hash_of)
    assert found == [word for word in words if parts_of(word) & blocked]
    assert len(hashed) == len(set(hashed))


@pytest.mark.parametrize("name", ["notes/secret.md", "alink/secret.md", "notes/link.md", "notes", "alink"])
@pytest.mark.parametrize("known_as", ["notes", "alink"])
def test_a_document_is_forgotten_by_any_name_that_leads_to_it(notes, home, tmp_path, known_as, name):
    (notes / "link.md").symlink_to("secret.md")
    (tmp_path / "alink").symlink_to("notes")
    profile, _ = trained(home, tmp_path / known_as)
    with profile:
        profile.store.add_session(str(notes / "secret.md"), 2, "zanzibar stamps")
        assert profile.forget_document(str(tmp_path / name)).words >= 17 + 2
        assert b"zanzibar" not in bytes_in(home).lower()
        with contextlib.suppress(NothingToLearn):
            train(profile, [notes, tmp_path / "alink", notes / "secret.md", notes / "link.md"])
        assert b"zanzibar" not in bytes_in(home).lower(), "and left out by all of them"
        train(profile, [tmp_path / name], TrainingOptions(again=True))
        assert counted(profile.generation(), "zanzibar") > 0


def test_no_copy_of_a_forgotten_document_stays_under_another_name(notes, home, tmp_path):
    (tmp_path / "alink").symlink_to("notes")
    profile, _ = trained(home, notes)
    with profile:
        with profile.store.change():  # an older typeahead has read it by both names
            (one,) = (each for path, each in profile.store.documents().items() if path.endswith("secret.md"))
            profile.store.put_document(
                replace(one, path=str(tmp_path / "alink" / "secret.md")), "The zanzibar parcel came ."
            )
        assert profile.forget_document(str(notes / "secret.md")).documents == 2
        assert b"zanzibar" not in bytes_in(home).lower()


def test_a_file_that_only_has_a_similar_name_stays(notes, home, tmp_path):
    write_notes(tmp_path / "notes-2", ["secret.md"])
    (tmp_path / "alink").symlink_to("notes")
    profile, _ = trained(home, notes)
    with profile:
        train(profile, [tmp_path / "notes-2"])
        profile.forget_document(str(tmp_path / "alink"))
        assert list(profile.store.documents()) == [str(tmp_path / "notes-2" / "secret.md")]
