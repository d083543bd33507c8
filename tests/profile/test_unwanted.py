"""Words that are learned and never suggested: kept as hashes, through every training."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.vault import write_notes
from typeahead.errors import SettingInvalid
from typeahead.profile.profile import Profile
from typeahead.profile.store import Store, pair
from typeahead.profile.training import TrainingOptions, train
from typeahead.profile.unwanted import Unwanted, never_suggest, suggest_again

# As typeahead made it before there were words that are learned and not suggested.
FIRST_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    path TEXT PRIMARY KEY, root TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, learned REAL NOT NULL, words INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, origin TEXT NOT NULL, learned REAL NOT NULL,
    words INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE roots (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE blocked_words (hash BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE excluded_documents (hash BLOB PRIMARY KEY) WITHOUT ROWID;
INSERT INTO meta VALUES ('key', '00112233445566778899aabbccddeeff');
INSERT INTO meta VALUES ('revision', '7');
INSERT INTO documents VALUES ('/n/a.md', '/n', 'd', 1, 2, 3.0, 2, 'Hello there');
INSERT INTO sessions (day, origin, learned, words, body) VALUES ('2026-05-17', '/n/b.md', 4.0, 1, 'Hi');
INSERT INTO roots VALUES ('/n');
PRAGMA user_version = 1;
"""


@pytest.fixture
def store(tmp_path: Path):
    opened = Store(tmp_path / "profile.db")
    yield opened
    opened.close()


def test_a_database_of_an_older_typeahead_loses_nothing_and_takes_the_new_list(tmp_path):
    file = tmp_path / "profile.db"
    old = sqlite3.connect(file)
    old.executescript(FIRST_TABLES)
    old.close()
    for _ in range(2):
        store = Store(file)
        assert store.revision == 7
        assert list(store.documents()) == ["/n/a.md"]
        assert store.bodies() == ["Hello there"]
        assert [piece.body for piece in store.sessions()] == ["Hi"]
        assert store.roots() == ["/n"]
        never_suggest(store, "books")
        assert len(store.never_suggested()[0]) == 1
        store.close()
    old = sqlite3.connect(file)
    assert old.execute("PRAGMA user_version").fetchone() == (1,), "the older typeahead can still open it"
    old.close()


def test_the_list_does_not_tell_what_is_on_it(store):
    assert never_suggest(store, "Zanzibar")
    assert never_suggest(store, "zanzibar", "the")
    assert not never_suggest(store, "ZANZIBAR"), "it is there, in any case"
    words, pairs = store.never_suggested()
    assert words == {store.hash_of("zanzibar")}
    assert pairs == {store.hash_of(pair("the", "zanzibar"))}
    store.scrub()
    assert b"zanzibar" not in store.file.read_bytes().lower()


def test_taking_back_one_place_or_all(store):
    never_suggest(store, "books")
    never_suggest(store, "books", "their")
    never_suggest(store, "books", "his")
    assert suggest_again(store, "Books", "THEIR")
    assert not suggest_again(store, "books", "their")
    assert [len(each) for each in store.never_suggested()] == [1, 1]
    assert suggest_again(store, "books")
    assert [len(each) for each in store.never_suggested()] == [0, 0]


def test_a_word_is_the_same_in_capitals_without_its_accent(tmp_path):
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        profile.never_suggest("Οδυσσεύς")
        profile.never_suggest("ΜΑΡΙΑ", "ΤΗ")
        unwanted = Unwanted(profile.store, profile.generation())
        assert unwanted.has("ΟΔΥΣΣΕΥΣ")
        assert unwanted.has("οδυσσεύς")
        assert unwanted.refuses("Μαρία", "τή")
        assert not unwanted.refuses("Μαρία", "ο")
        assert not profile.never_suggest("ΟΔΥΣΣΕΥΣ"), "it is there"
        assert profile.suggest_again("ΟΔΥΣΣΕΎΣ")
        assert profile.suggest_again("Μαρία", "τη")
        assert [len(each) for each in profile.store.never_suggested()] == [0, 0]


def test_a_list_of_an_older_typeahead_goes_on(tmp_path):
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        profile.store.never_suggest("οδυσσεύσ")  # as it was put there, with its accent
        profile.store.never_suggest("μαρία", "τή")
        unwanted = Unwanted(profile.store, profile.generation())
        assert unwanted.has("Οδυσσεύς")
        assert unwanted.refuses("Μαρία", "ΤΉ")
        assert profile.suggest_again("Οδυσσεύς")
        assert profile.suggest_again("Μαρία", "τή")
        assert [len(each) for each in profile.store.never_suggested()] == [0, 0]


def test_a_change_of_the_list_makes_nothing_stale(store):
    revision = store.revision
    never_suggest(store, "books")
    suggest_again(store, "books")
    assert store.revision == revision


def test_only_single_words(store):
    for word, after in (("two words", None), ("", None), ("one", "two words"), ("one", "")):
        with pytest.raises(SettingInvalid, match="single word"):
            never_suggest(store, word, after)


def test_it_survives_training_and_goes_with_everything(tmp_path):
    with Profile.open("default", tmp_path / "home", create=True) as profile:
        notes = write_notes(tmp_path / "notes")
        train(profile, [notes], TrainingOptions(base=False))
        profile.never_suggest("Greenhouse")
        train(profile, [], TrainingOptions(again=True, order=3))
        unwanted = Unwanted(profile.store, profile.generation())
        vocabulary = profile.generation().vocabulary
        assert vocabulary.id_of("greenhouse") in unwanted
        assert vocabulary.id_of("garden") not in unwanted
        assert unwanted.has("greenhouse's"), "as forgetting finds a word in a token"
        assert not unwanted.has("greenhouses")
        profile.forget_all()
        assert not Unwanted(profile.store, profile.generation()).has("greenhouse")
