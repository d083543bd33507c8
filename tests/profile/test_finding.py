"""Where words stand in what a person wrote."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.vault import NOTES, trained, write_notes
from typeahead.profile import database, finding
from typeahead.profile.finding import MOST, Places, find


@pytest.fixture
def notes(tmp_path):
    folder = write_notes(tmp_path / "notes")
    for age, name in enumerate(["secret.md", "trip.md", "school.md", "garden.txt"]):  # the newest first
        os.utime(folder / name, (1_700_000_000 - 86_400 * age,) * 2)
    return folder


@pytest.fixture
def profile(tmp_path, notes):
    profile, _ = trained(tmp_path / "home", notes)
    yield profile
    profile.close()


def found(profile, before, word, **more):
    *pauses, places = find(profile.store, before, word, **more)
    assert not any(pauses)
    assert isinstance(places, Places)
    return places


def test_the_words_with_their_line_and_sentence(profile, notes):
    places = found(profile, ["students", "opened", "their"], "laptops")
    assert places.searched == len(NOTES)
    (place,) = places.found
    assert place.origin == str(notes / "school.md")
    assert place.is_file
    assert (place.line, place.words) == (3, 4)
    assert place.sentence.startswith("The students opened their laptops and the teacher")
    assert place.sentence[place.start : place.end] == "students opened their laptops"


def test_most_words_first_then_the_newest(profile, notes):
    places = found(profile, ["in", "the"], "morning").found
    assert [(place.words, Path(place.origin).name, place.line) for place in places] == [
        (3, "trip.md", 3),
        (3, "garden.txt", 1),
        (3, "garden.txt", 4),
    ]
    assert places[0].day >= places[1].day
    places = found(profile, ["opened", "their"], "library").found
    assert {place.words for place in places} == {1}, "only the word itself was met"


def test_whether_there_may_be_more_is_told(profile):
    every = found(profile, [], "the", most=1_000)
    assert len(every.found) > 2
    assert not every.more
    assert not found(profile, [], "the", most=len(every.found)).more, (
        "as many as were looked for, and no more"
    )
    assert found(profile, [], "the", most=len(every.found) - 1).more
    assert found(profile, [], "the", most=1).more, "there are other texts, not looked into any more"


def test_places_with_fewer_words_are_no_more_of_those_found(profile):
    full = found(profile, ["in", "the"], "morning", most=3)
    assert {place.words for place in full.found} == {3}
    assert not full.more


def test_the_same_sentence_twice_stands_on_two_lines(profile, notes):
    places = found(profile, ["opened", "their"], "books").found
    assert [(place.line, place.words) for place in places] == [(3, 3), (10, 3)]


def test_in_any_case_and_whole_words_only(profile):
    assert {place.sentence[place.start : place.end] for place in found(profile, [], "ask").found} == {"Ask"}
    assert not found(profile, [], "librar").found


def test_a_file_that_changed_or_is_gone(profile, notes):
    school = notes / "school.md"
    school.write_text("new first line\nsecond\n\n" + school.read_text())
    (place,) = found(profile, ["their"], "laptops").found
    assert place.line == 6
    school.write_text("nothing of it is left")
    (place,) = found(profile, ["their"], "laptops").found
    assert place.line is None
    school.unlink()
    (place,) = found(profile, ["their"], "laptops").found
    assert (place.line, place.origin) == (None, str(school))


def test_markup_between_the_words(profile, tmp_path, notes):
    (notes / "marked.md").write_text("# One\n\nThe *purple*\n**zebra** sleeps\nunder the `tree`.\n")
    profile.close()
    again, _ = trained(tmp_path / "home", notes)
    (place,) = found(again, ["purple"], "zebra").found
    assert (place.line, place.words) == (3, 2)
    (place,) = found(again, ["zebra"], "sleeps").found
    assert place.line == 4
    again.close()


def test_what_was_typed_into_a_text_without_a_name(profile):
    profile.store.add_session("untitled:1", 3, "A quokka slept", now=1_800_000_000)
    profile.store.add_session("untitled:2", 3, "A quokka woke", now=1_800_100_000)
    places = found(profile, ["a"], "quokka").found
    assert [place.sentence for place in places] == ["A quokka woke", "A quokka slept"]
    assert not places[0].is_file
    assert places[0].line is None
    assert places[0].day.startswith("2027-01-")


def test_no_more_than_are_wanted_and_the_search_ends_with_them(profile, monkeypatch):
    body = "\n".join(f"the quokka number {n}" for n in range(100))
    profile.store.add_session("untitled:1", 400, body, now=1_800_000_000)
    read = []
    piece = profile.store.piece
    monkeypatch.setattr(profile.store, "piece", lambda *asked: read.append(asked[0].key) or piece(*asked))
    assert len(found(profile, ["the"], "quokka").found) == MOST
    assert len(set(read)) == 1
    read.clear()
    assert len(found(profile, ["a"], "quokka", most=7).found) == 7
    assert len(set(read)) == 1 + len(NOTES), "better ones might come"


def test_long_texts_are_read_in_pieces_and_nothing_is_missed(profile, monkeypatch):
    monkeypatch.setattr(database, "SMALL_PIECE", 50)
    monkeypatch.setattr(finding, "_SECONDS", 0.0)
    lines = [f"line {n} of a long text" for n in range(40)] + ["x" * 300 + " quokka"]
    profile.store.add_session("untitled:1", 300, "\n".join(lines), now=1_800_000_000)
    steps = list(find(profile.store, [], "long"))
    assert len(steps) > 15
    assert [step for step in steps if step] == [steps[-1]]
    assert [place.sentence for place in steps[-1].found] == lines[:MOST]
    assert len(found(profile, [], "quokka").found) == 1


def test_what_is_forgotten_while_it_is_looked_for(profile, monkeypatch):
    monkeypatch.setattr(finding, "_SECONDS", 0.0)
    search = find(profile.store, [], "zanzibar")
    next(search)
    profile.store.remove_documents(list(profile.store.documents()))
    *_, places = search
    assert places.searched == len(NOTES), "those that there were"


def test_nothing_was_read(tmp_path):
    from typeahead.profile.profile import Profile

    with Profile.open("default", tmp_path, create=True) as profile:
        assert found(profile, ["the"], "books") == Places((), 0)
