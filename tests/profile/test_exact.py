"""After forgetting, no file of the data folder has a trace: networks, recovery copies and lists are searched too."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.profile.networks.made import store, write_text
from tests.profile.networks.test_due import leave as leave_checkpoint
from tests.searching import found
from tests.vault import NOTES, counted, generation_files, trained, write_notes
from typeahead.locations import recovery_folder
from typeahead.models.protocols import FIRST_WORD
from typeahead.prediction.predictor import Predictor
from typeahead.profile.networks import identity, kinds_of, queued, save_adapted
from typeahead.profile.networks.corpus import read
from typeahead.profile.networks.training import _more_words
from typeahead.profile.profile import Profile
from typeahead.profile.training import train
from typeahead.recent_files import RecentFiles
from typeahead.recovery_copies import Copy
from typeahead.recovery_slots import claim, key

PLACE = "exact"
SECRET = NOTES["secret.md"].replace("stamps", "envelopes")
"""The database has a key "stamp" right before a checksum, and one checksum in some 128 begins with an s."""

ONLY_THERE = ("zanzibar", "parcel", "envelopes")
"""Words of secret.md, which no other note has."""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Learned from files and by typing, with networks, a recent file and what a crash has left."""
    place = tmp_path_factory.mktemp(PLACE, numbered=False)
    notes, home = write_notes(place / "notes"), place / "home"
    (notes / "secret.md").write_text(SECRET)
    write_text(notes)
    profile, _ = trained(home, notes)
    with profile:
        store(profile, words=("the", "Zanzibar", "postman"))
        save_adapted(profile, "lstm", {"bias": np.ones(6, "f4")}, {"network": identity(profile, "lstm")})
        leave_checkpoint(profile, "gru")
    with Predictor.open(home=home) as predictor:
        predictor.learn("The zanzibar parcel is back. ", origin=str(notes / "secret.md"))
    RecentFiles(home).add(notes / "secret.md")
    slot, _ = claim(recovery_folder(home), key(notes / "secret.md"))
    slot.write(Copy(str(notes / "secret.md"), "A zanzibar parcel, said the postman. Envelopes."))
    slot.release()
    assert set(found(home / "profiles", ONLY_THERE)) == set(ONLY_THERE)
    return Path(shutil.copytree(place, place.with_name("kept")))


@pytest.fixture
def notes(made: Path) -> Path:
    """At the place where they were learned: paths are a part of a profile."""
    place = made.with_name(PLACE)
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(made, place)
    return place / "notes"


@pytest.fixture
def home(notes: Path) -> Path:
    return notes.parent / "home"


def test_a_word(home: Path, notes: Path) -> None:
    with Profile.open("default", home) as profile:
        forgotten = profile.forget_word("Zanzibar")
        assert forgotten.networks == ("gru", "lstm")
        assert (forgotten.copies, kinds_of(profile)) == (1, ())
        assert sorted(queued(profile)) == ["gru", "lstm"]
        assert found(home, ["zanzibar"]) == {}
        train(profile, [])
    assert found(home, ["zanzibar"]) == {}


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("Οδυσσεύς", ["ΟΔΥΣΣΕΥΣ", "οδυσσεύς"]),
        ("ΜΑΡΙΑ", ["Μαρία", "Μαρία's"]),
        ("İskenderun", ["iskenderun", "ISKENDERUN", "İSKENDERUN"]),
        ("محمد", ["مُحَمَّد", "محمـد"]),
        ("Quokka", ["ＱＵＯＫＫＡ", "ｑｕｏｋｋａ"]),
    ],
)
def test_a_word_as_capitals_and_other_letters_write_it(
    home: Path, notes: Path, word: str, others: list[str]
) -> None:
    forms = [word, *others]
    (notes / "forms.md").write_text("".join(f"We met {form} there again.\n\n" for form in forms))
    slot, _ = claim(recovery_folder(home), key(notes / "forms.md"))
    slot.write(Copy(str(notes / "forms.md"), f"Here is {forms[-1]} too."))
    slot.release()
    with Profile.open("default", home) as profile:
        train(profile, [])
        store(profile, words=("the", forms[1], "postman"))
        forgotten = profile.forget_word(word)
        assert (forgotten.words, forgotten.documents, forgotten.copies) == (len(forms), 1, 1)
        assert forgotten.networks
        assert forgotten.similar == ()
        assert found(home, forms) == {}
        (notes / "forms.md").write_text("".join(f"We saw {form} there again.\n\n" for form in forms))
        train(profile, [])
        assert found(home, forms) == {}
    with Predictor.open(home=home) as predictor:
        for form in others:
            predictor.learn(f"We wrote to {form} again. ")
    assert found(home, forms) == {}


def test_a_document(home: Path, notes: Path) -> None:
    path = notes / "secret.md"
    with Profile.open("default", home) as profile:
        forgotten = profile.forget_document(str(path))
        assert forgotten.networks == ("gru", "lstm")
        assert found(home, [*ONLY_THERE, str(path), path.name, key(path)]) == {}
        train(profile, [])
        assert counted(profile.generation(), "parcel") == 0
        (notes.parent / "fewer").mkdir()
        for note in notes.iterdir():
            if note != path:
                (notes.parent / "fewer" / note.name).write_text(note.read_text())
        with trained(notes.parent / "never", notes.parent / "fewer")[0] as never:
            assert generation_files(profile) == generation_files(never)
    assert found(home, [*ONLY_THERE, str(path), path.name, key(path)]) == {}


def test_everything(home: Path, notes: Path) -> None:
    with Profile.open("default", home) as profile:
        assert profile.forget_all().networks == ("gru", "lstm")
        assert queued(profile) == []
    words = {word for note in notes.iterdir() for word in re.findall(r"\w{6,}", note.read_text().lower())}
    with Profile.open("default", home.parent / "empty", create=True) as empty:
        empty.store.note_forgetting()
    words -= set(found(home.parent / "empty", words))  # the database's own
    assert len(words) > 30
    assert found(home, [*words, str(notes), *(note.name for note in notes.iterdir())]) == {}


def test_a_word_that_only_a_network_names_is_gone_too(home: Path, notes: Path) -> None:
    (notes / "secret.md").write_text("Nothing here.\n")
    with Profile.open("default", home) as profile:
        train(profile, [])
        profile.store.remove_sessions(piece.id for piece in profile.store.sessions())
        store(profile, words=("the", "Zanzibar", "postman"))
        forgotten = profile.forget_word("zanzibar")
        assert (forgotten.documents, forgotten.networks) == (0, ("gru", "lstm"))
        store(profile, words=("the", "postman"))
        assert profile.forget_word("quixotic").networks == ()
    assert found(home, ["zanzibar"]) == {}


def test_a_word_of_the_package_is_not_written_back_by_a_network(home: Path) -> None:
    with Profile.open("default", home) as profile:
        assert "library" in _more_words(profile, "ssm")
        profile.forget_word("library")
        text = read(profile, _more_words(profile, "ssm"))
        assert "library" not in [word.lower() for word in text.words[FIRST_WORD:]]
        assert len(text.words) > 20_000
