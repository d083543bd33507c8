"""Training: what is read, what is skipped, what is left alone, and that the result depends on the notes only."""

from __future__ import annotations

import os
import stat
import time
from pathlib import Path

import pytest

from tests.vault import NOTES, counted, generation_files, trained, write_notes
from typeahead.errors import NothingToLearn, SettingInvalid, SourceUnreadable
from typeahead.profile import database, numbering, reading, training
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, retrain, train
from typeahead.text import abbreviations


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    return write_notes(tmp_path / "notes")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_first_training_reads_everything_and_says_what_it_skipped(notes, home):
    (notes / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (notes / ".git").mkdir()
    (notes / ".git" / "x.md").write_text("never read")
    profile, report = trained(home, notes)
    with profile:
        assert (report.read, report.unchanged, report.removed) == (len(NOTES), 0, 0)
        assert sorted(skipped.path.name for skipped in report.skipped) == [".git", "picture.png"]
        assert all(skipped.reason for skipped in report.skipped)
        assert report.summary.words > 100
        assert report.changed
        assert profile.trained


def test_training_again_reads_nothing_and_changes_nothing(notes, home):
    profile, _ = trained(home, notes)
    with profile:
        before = generation_files(profile), profile.generation().folder
        report = train(profile, [notes])
        assert (report.read, report.unchanged, report.changed) == (0, len(NOTES), False)
        assert (generation_files(profile), profile.generation().folder) == before


def test_a_touched_file_with_the_same_contents_is_not_learned_again(notes, home):
    profile, _ = trained(home, notes)
    with profile:
        os.utime(notes / "trip.md", ns=(time.time_ns(), time.time_ns() + 10**9))
        report = train(profile, [notes])
        assert (report.read, report.changed) == (0, False)


def test_a_changed_file_replaces_what_it_said_before(notes, home):
    profile, _ = trained(home, notes)
    with profile:
        (notes / "trip.md").write_text("We flew to Lisbon instead.\n")
        report = train(profile, [])  # the folder is remembered
        assert report.read == 1
        generation = profile.generation()
        assert counted(generation, "Lisbon") > 0
        assert counted(generation, "island") == 0


def test_a_file_that_is_gone_is_forgotten_unless_told_otherwise(notes, home):
    profile, _ = trained(home, notes)
    with profile:
        (notes / "trip.md").unlink()
        assert train(profile, [notes], TrainingOptions(keep_missing=True)).removed == 0
        assert counted(profile.generation(), "island") > 0
        assert train(profile, [notes]).removed == 1
        assert counted(profile.generation(), "island") == 0


def test_folders_accumulate_and_a_missing_one_keeps_what_it_taught(notes, home, tmp_path):
    profile, _ = trained(home, notes)
    with profile:
        more = tmp_path / "more"
        more.mkdir()
        (more / "diary.md").write_text("Dear diary, the kettle sings.\n")
        train(profile, [more])
        assert all(counted(profile.generation(), word) for word in ("kettle", "island"))
        (more / "diary.md").unlink()
        more.rmdir()
        report = retrain(profile)
        assert any("not there now" in notice for notice in report.notices)
        assert counted(profile.generation(), "kettle") > 0


def test_neither_order_nor_number_of_trainings_changes_a_byte(notes, home, tmp_path):
    once, _ = trained(home, notes, "once")
    with once:
        expected = generation_files(once)
    names = sorted(NOTES, reverse=True)
    with Profile.open("slowly", home, create=True) as slowly:
        for name in names:
            train(slowly, [notes / name])
        assert generation_files(slowly) == expected


def test_learning_a_folder_and_forgetting_it_equals_never_having_seen_it(notes, home, tmp_path):
    more = write_notes(tmp_path / "more", ["trip.md", "secret.md"])
    for name in ("trip.md", "secret.md"):
        (notes / name).unlink()
    without, _ = trained(home, notes, "without")
    with without:
        expected = generation_files(without)
    both, _ = trained(home, notes, "both")
    with both:
        train(both, [more])
        assert generation_files(both) != expected
        both.forget_document(str(more))
        assert generation_files(both) == expected


def test_a_path_that_is_not_there_is_one_clear_error(home, tmp_path):
    with Profile.open("default", home, create=True) as profile:
        with pytest.raises(SourceUnreadable, match="nowhere"):
            train(profile, [tmp_path / "nowhere"])
        assert not profile.trained


def test_a_folder_without_text_is_an_error_that_says_what_to_do(home, tmp_path):
    (tmp_path / "empty").mkdir()
    with (
        Profile.open("default", home, create=True) as profile,
        pytest.raises(NothingToLearn, match=r"name a folder with \.md"),
    ):
        train(profile, [tmp_path / "empty"])


def test_whitespace_tokens_split_on_space_tab_return_and_nul_only(home, tmp_path):
    corpus = tmp_path / "corpus.txt"
    corpus.write_bytes("a\tb <unk> c\r\nThe\xa0x d\0e\n".encode())
    profile, report = trained(home, corpus, options=TrainingOptions(tokens="whitespace", order=3))
    with profile:
        assert (report.summary.sentences, report.summary.words) == (2, 7)
        vocabulary = profile.generation().vocabulary
        assert set(vocabulary.words[3:]) == {"a", "b", "<unk>", "c", "The\xa0x", "d", "e"}
        assert vocabulary.id_of("<unk>") > 2


def test_changing_how_texts_are_read_reads_them_again(notes, home):
    profile, _ = trained(home, notes)
    with profile:
        report = train(profile, [], TrainingOptions(tokens="whitespace"))
        assert report.read == len(NOTES)
        assert "books." in profile.generation().vocabulary


def test_notes_that_were_cut_by_other_rules_are_read_again_once(home, tmp_path, monkeypatch):
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "a.md").write_text("Am 3. Oktober fahren wir. Die Gans kommt.\n")
    with monkeypatch.context() as older:
        older.setattr(training, "CUTTING", "1")
        older.setattr(abbreviations, "_BEFORE_ORDINALS", frozenset())
        profile, _ = trained(home, folder)
    with profile:
        assert profile.store.bodies() == ["Am 3 .\nOktober fahren wir .\nDie Gans kommt ."]
        profile.store.add_session("", 3, "The wombat sleeps .", 1_700_000_000.0)
        profile.forget_word("Gans")
        report = retrain(profile)
        assert (report.read, report.changed) == (1, True)
        assert profile.store.bodies() == ["Am 3 . Oktober fahren wir .\nDie kommt ."]
        assert len(profile.store.sessions()) == 1
        assert counted(profile.generation(), "Oktober") == 1
        assert (retrain(profile).read, train(profile, [folder]).changed) == (0, False)


def test_corpora_are_not_cut_by_these_rules(notes, home, monkeypatch):
    with monkeypatch.context() as older:
        older.setattr(training, "CUTTING", "1")
        profile, _ = trained(home, notes, options=TrainingOptions(tokens="whitespace"))
    with profile:
        assert retrain(profile).read == 0
        assert train(profile, [], TrainingOptions(tokens="prose")).read == len(NOTES)


def test_a_new_order_makes_a_new_model_from_stored_documents_alone(notes, home):
    profile, _ = trained(home, notes)
    with profile:
        report = train(profile, [], TrainingOptions(order=2))
        assert report.read == 0
        assert len(report.summary.ngrams) == 2


def test_tiny_corpora_say_that_discounts_could_not_be_estimated(home, tmp_path):
    (tmp_path / "one.txt").write_text("Only a few words here.\n")
    profile, report = trained(home, tmp_path / "one.txt")
    with profile:
        assert report.discount_fallback == [1, 2, 3, 4, 5]


def test_files_are_private_whatever_the_umask(notes, home):
    before = os.umask(0)
    try:
        profile, _ = trained(home, notes)
        profile.close()
    finally:
        os.umask(before)
    for path in home.rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path


def test_its_own_data_is_no_text_to_learn_from(notes):
    profile, _ = trained(notes / "data", notes)
    with profile:
        report = train(profile, [])
        assert any(skipped.reason == "typeahead's own data" for skipped in report.skipped)
        assert len(profile.documents()) == len(NOTES)


def test_a_training_that_learns_nothing_remembers_nothing(home, tmp_path):
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "broken.ipynb").write_text("{not json")
    with Profile.open("default", home, create=True) as profile:
        with pytest.raises(NothingToLearn):
            train(profile, [tmp_path / "odd"])
        assert profile.store.roots() == []


CORPUS = "".join(
    f"the {'abcdefg'[n % 7]} cat {n % 11} sat on   {n % 5} mats\n\n the dog ran\r\n" for n in range(200)
)


@pytest.mark.parametrize("smoothing", ["modified-kneser-ney", "katz"])
def test_every_limit_of_memory_gives_the_same_files(home, tmp_path, monkeypatch, smoothing):
    for module, name in ((database, "PIECE"), (numbering, "PIECE"), (reading, "_PIECE")):
        monkeypatch.setattr(module, name, 1000)
    corpus = tmp_path / "corpus.txt"
    corpus.write_bytes(CORPUS.encode())
    notes = write_notes(tmp_path / "notes")
    made = []
    for number, memory in enumerate([None, 10_000, 100_000, 10**9]):
        options = TrainingOptions(
            tokens="whitespace", order=3, smoothing=smoothing, prune=(0, 0, 1), memory=memory
        )
        profile, report = trained(home, corpus, f"corpus{number}", options)
        with profile:
            made.append((generation_files(profile), profile.store.bodies(), report.summary))
    assert made[1:] == made[:1] * 3
    prose, without = [], []
    for number, memory in enumerate([None, 10_000]):
        profile, report = trained(home, notes, f"prose{number}", TrainingOptions(memory=memory))
        with profile:
            prose.append((generation_files(profile), profile.store.bodies(), report.summary))
            profile.forget_word("island")
            assert counted(profile.generation(), "island") == 0
            without.append((generation_files(profile), profile.store.bodies()))
    assert prose[0] == prose[1]
    assert without[0] == without[1]


def test_a_corpus_in_another_encoding_is_read_with_little_memory_too(home, tmp_path):
    for number, encoding in enumerate(("cp1252", "utf-16")):
        corpus = tmp_path / f"{number}.txt"
        corpus.write_bytes("un café noir\n".encode(encoding))
        options = TrainingOptions(tokens="whitespace", memory=10_000)
        profile, report = trained(home, corpus, f"p{number}", options)
        with profile:
            assert profile.store.bodies() == ["un café noir"]
            assert len(report.notices) == (encoding == "cp1252")


@pytest.mark.parametrize("memory", [None, 10_000])
@pytest.mark.parametrize("raw", [bytes(range(256)) * 12, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 of words\n"])
def test_what_is_no_text_is_no_corpus_either(home, tmp_path, memory, raw):
    odd, corpus = tmp_path / "odd.bin", tmp_path / "corpus.txt"
    odd.write_bytes(raw)
    corpus.write_text("the cat sat\n")
    with Profile.open("default", home, create=True) as profile:
        report = train(profile, [odd, corpus], TrainingOptions(tokens="whitespace", memory=memory))
        assert [(each.path, each.reason) for each in report.skipped] == [(odd, "not text (binary)")]
        assert profile.store.bodies() == ["the cat sat"]


def test_a_corpus_that_is_named_and_in_a_folder_is_read_once(home, tmp_path):
    corpus = tmp_path / "corpus.txt"
    corpus.write_bytes("un café noir\n".encode("cp1252"))
    with Profile.open("default", home, create=True) as profile:
        report = train(profile, [corpus, tmp_path], TrainingOptions(tokens="whitespace"))
        assert (report.read, len(report.notices)) == (1, 1)
        assert train(profile, [corpus, corpus], TrainingOptions(again=True)).read == 1


def test_a_limited_vocabulary_keeps_the_most_frequent_words(home, tmp_path):
    corpus = tmp_path / "corpus.txt"
    corpus.write_text("a a a a b b c c c d d e\n")
    options = TrainingOptions(tokens="whitespace", order=2, vocab_limit=3)
    profile, report = trained(home, corpus, options=options)
    with profile:
        # Of b and d, equally frequent, the one that is spelled first.
        assert profile.generation().vocabulary.words[3:] == ["a", "b", "c"]
        assert (report.summary.types, report.summary.unknown, report.summary.words) == (3, 3, 12)
        assert not train(profile, [], options).changed
        model = profile.generation().model
        assert model.counts.unigrams[0] == 2  # met after c and after itself
        report = train(profile, [], TrainingOptions(vocab_limit=0, min_count=2))
        assert report.changed
        assert profile.generation().vocabulary.words[3:] == ["a", "b", "c", "d"]
        assert train(profile, [], TrainingOptions(min_count=1)).summary.types == 5


def test_delta_is_given_or_fitted_and_forgotten_with_the_smoothing(notes, home):
    profile, _ = trained(home, notes, options=TrainingOptions(smoothing="add-delta", delta=0.25))
    with profile:
        assert profile.generation().model.smoothing.parameters() == {"delta": 0.25}
        train(profile, [], TrainingOptions(delta=0))
        fitted = profile.generation().model.smoothing.parameters()["delta"]
        assert fitted not in (0.25, 0)
        train(profile, [], TrainingOptions(delta=0.5))
        train(profile, [], TrainingOptions(smoothing="katz"))
        assert profile.settings.delta is None


def test_raw_counts_are_made_for_smoothings_that_need_them(notes, home):
    profile, _ = trained(home, notes, options=TrainingOptions(smoothing="witten-bell"))
    with profile:
        generation = profile.generation()
        the = generation.vocabulary.id_of("the")
        # All, not the number of different words before it.
        assert generation.model.counts.raw
        text = " ".join(profile.store.bodies()).replace("\n", " ").casefold().split(" ")
        assert generation.model.counts.unigrams[the] == text.count("the")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (TrainingOptions(order=9), "1 to 8"),
        (TrainingOptions(smoothing="x"), "no smoothing 'x'"),
        (TrainingOptions(delta=0.5), "does not take these parameters: delta"),
        (TrainingOptions(smoothing="add-delta", delta=-1.0), "above 0"),
        (TrainingOptions(min_count=0), "least count of 0"),
        (TrainingOptions(vocab_limit=-1), "vocabulary of -1 words"),
        (TrainingOptions(prune=(0, 2, 1)), r"must not fall \(0 2 1\)"),
        (TrainingOptions(prune=(0, 0, 0, 1), order=3), "too many for order 3"),
        (TrainingOptions(interpolate_unigrams=False), "whitespace"),
    ],
)
def test_what_can_not_be_made_is_said_and_not_stored(notes, home, options, said):
    profile, _ = trained(home, notes)
    with profile:
        before = profile.settings, profile.store.revision
        with pytest.raises(SettingInvalid, match=said):
            train(profile, [], options)
        assert (profile.settings, profile.store.revision) == before


def test_the_progress_of_counting_is_told(notes, home):
    told = []
    with Profile.open("default", home, create=True) as profile:
        train(profile, [notes], None, lambda *each: told.append(each))
    assert {stage for stage, _, _ in told} == {"reading", "counting"}
    assert [done for stage, done, total in told if stage == "counting" and done == total]
