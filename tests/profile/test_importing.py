"""Profiles with an imported model, and models written out of profiles."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

import numpy as np
import pytest

from tests.models.ngram.arpa.test_reader import SMALL
from tests.vault import trained, write_notes
from typeahead import Predictor, Profile
from typeahead.errors import (
    ArpaMalformed,
    ModelMissing,
    ModelReadOnly,
    SettingInvalid,
    SourceUnreadable,
    StorageFailed,
)
from typeahead.evaluation.evaluate import evaluate
from typeahead.profile.encoding import PROSE, WHITESPACE
from typeahead.profile.exporting import export_arpa
from typeahead.profile.importing import import_arpa
from typeahead.profile.profile import delete_profile, list_profiles
from typeahead.profile.statistics import statistics
from typeahead.profile.training import TrainingOptions, train
from typeahead.profile.variants import variant


@pytest.fixture
def arpa(tmp_path: Path) -> Path:
    path = tmp_path / "small.arpa"
    path.write_text(SMALL)
    return path


@pytest.fixture
def imported(arpa: Path) -> str:
    import_arpa("news", arpa, tokens=WHITESPACE)
    return "news"


def test_it_answers_as_others_do(imported):
    with Predictor.open(imported) as predictor:
        assert predictor.model_name == "imported 3-gram"
        assert not predictor.learnable
        (first, *_) = predictor.suggest("the ")
        assert (first.text, first.source) == ("cat", "imported")
        assert predictor.suggest("the c")[0].completion == "at"
        bits = [word.bits for word in predictor.surprise("the cat")]
        assert bits == pytest.approx([0.2 / np.log10(2), 0.1 / np.log10(2)], rel=1e-4)
        explained = predictor.explain("the ", "cat")
        assert explained.probability == pytest.approx(10**-0.1)
        assert predictor.explain("cat ", "dog").bits == pytest.approx(1.25 / np.log10(2))
    for model in ("ngram", "mixture"):
        with Predictor.open(imported, model=model) as predictor:
            assert predictor.suggest("the ")[0].text == "cat"


def test_report_and_manifest(arpa):
    report = import_arpa("news", arpa, tokens=WHITESPACE)
    assert (report.order, report.ngrams, report.words) == (3, [5, 4, 2], 2)
    with Profile.open("news") as profile:
        origin = profile.generation().imported
    assert origin is not None
    assert origin.file == "small.arpa"
    assert origin.sha256 == hashlib.sha256(arpa.read_bytes()).hexdigest()
    assert (origin.order, origin.ngrams) == (3, [5, 4, 2])


def test_gzip(tmp_path):
    (tmp_path / "small.gz").write_bytes(gzip.compress(SMALL.encode()))
    assert import_arpa("news", tmp_path / "small.gz", tokens=WHITESPACE).ngrams == [5, 4, 2]


def test_it_learns_nothing(imported, tmp_path):
    (tmp_path / "note.md").write_text("The dog sat.")
    with Predictor.open(imported) as predictor:
        with pytest.raises(ModelReadOnly, match="profile 'news' was imported and has no counts"):
            predictor.learn("the dog")
        with pytest.raises(ModelReadOnly):
            predictor.forget("cat")
        with pytest.raises(ModelReadOnly):
            predictor.generation.model.learn(np.array([3, 2], dtype=np.int32))
        with pytest.raises(ModelReadOnly):
            predictor.generation.model.forget(np.array([3, 2], dtype=np.int32))
    with Profile.open(imported) as profile:
        for forbidden in (
            lambda: train(profile, [tmp_path / "note.md"]),
            lambda: profile.forget_word("cat"),
            lambda: profile.forget_document("note.md"),
        ):
            with pytest.raises(ModelReadOnly):
                forbidden()
        with pytest.raises(ModelMissing):
            variant(profile, order=2)
        assert profile.documents() == []
        assert profile.generation().imported


def test_evaluate_measures_without_learning(imported, tmp_path):
    (tmp_path / "text.txt").write_text("the cat\nthe cat cat\n")
    with Predictor.open(imported) as predictor:
        report = evaluate(predictor, [tmp_path / "text.txt"], keystrokes=True)
    logs = [-0.2, -0.1, -0.9, -0.2, -0.1, -0.03125 - 1.5, -0.7]
    assert report.perplexity == pytest.approx(10 ** (-sum(logs) / len(logs)), rel=1e-4)
    assert report.model == "imported 3-gram"


def test_figures(imported):
    with Profile.open(imported) as profile:
        found = statistics(profile)
    assert (found.model, found.order, found.types, found.tokens) == ("imported", 3, 2, WHITESPACE)
    assert [(each.ngrams, each.singletons) for each in found.orders] == [(5, 0), (4, 0), (2, 0)]
    assert all(each.bytes > 0 for each in found.orders)


def test_forgetting_everything_and_deleting(imported, arpa):
    with Profile.open(imported) as profile:
        profile.forget_all()
        assert not profile.imported
        assert profile.generation().imported is None
        assert not list((profile.folder / "generations").iterdir())
    import_arpa(imported, arpa, tokens=WHITESPACE)
    delete_profile(imported)
    assert imported not in list_profiles()


def test_a_damaged_model_says_import_again(imported, arpa):
    with Profile.open(imported) as profile:
        file = next(profile.generations.current.glob("arpa_probabilities*"))
        file.write_bytes(file.read_bytes()[:-1] + b"\x00")
        with pytest.raises(ModelMissing, match="import it again: typeahead model import FILE --profile news"):
            profile.generation()
    assert import_arpa(imported, arpa, tokens=WHITESPACE).order == 3
    with Profile.open(imported) as profile:
        assert profile.generation().imported


def test_no_profile_is_written_over(imported, arpa, tmp_path):
    with pytest.raises(SettingInvalid, match="'news' has an imported model already"):
        import_arpa(imported, arpa, tokens=WHITESPACE)
    (tmp_path / "note.md").write_text("The dog sat.")
    with Profile.open("mine", create=True) as profile:
        train(profile, [tmp_path / "note.md"])
    with pytest.raises(SettingInvalid, match="'mine' has learned from your notes"):
        import_arpa("mine", arpa, tokens=WHITESPACE)
    with Predictor.open("typed", create=True) as predictor:
        predictor.learn("The dog sat.")
    with pytest.raises(SettingInvalid, match="'typed' has learned"):
        import_arpa("typed", arpa, tokens=WHITESPACE)
    Profile.open("empty", create=True).close()
    assert import_arpa("empty", arpa, tokens=WHITESPACE).order == 3
    with pytest.raises(SettingInvalid, match="can't be a profile's name"):
        import_arpa("../up", arpa, tokens=WHITESPACE)


def test_what_fails_leaves_no_profile(tmp_path, arpa, monkeypatch):
    (tmp_path / "bad.arpa").write_text(SMALL[:-20])
    with pytest.raises(ArpaMalformed):
        import_arpa("news", tmp_path / "bad.arpa", tokens=WHITESPACE)
    with pytest.raises(SourceUnreadable):
        import_arpa("news", tmp_path / "none.arpa", tokens=WHITESPACE)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("typeahead.profile.artifacts.write", full)
    with pytest.raises(StorageFailed, match="No space"):
        import_arpa("news", arpa, tokens=WHITESPACE)
    assert list_profiles() == []


def test_prose_knows_words_that_begin_sentences(arpa):
    import_arpa("news", arpa, tokens=PROSE)
    with Predictor.open("news") as predictor:
        bits = [word.bits for word in predictor.surprise("The cat")]
        assert bits == pytest.approx([0.2 / np.log10(2), 0.1 / np.log10(2)], rel=1e-4)
        assert predictor.suggest("")[0].text == "The"


def test_a_word_that_begins_sentences_is_read_as_the_file_has_it_there(tmp_path):
    """A title's "This" is in the vocabulary too; after `<s>` the export has "this"."""
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text(
        "We saw This Old House. We saw This Old House again.\n\n"
        + "This is a cat. I think this is a dog. This is a bird. Is this a cat? This is it.\n\n" * 4
    )
    home = tmp_path / "home"
    profile, _ = trained(home, notes)
    with profile:
        assert {"This", "this"} <= set(profile.generation().vocabulary.words)
        export_arpa(profile.generation(), tmp_path / "notes.arpa")
    import_arpa("again", tmp_path / "notes.arpa", home=home, tokens=PROSE)
    text = "This is a bird. We saw This Old House."
    with Predictor.open(home=home, model="ngram") as own, Predictor.open("again", home) as again:
        assert [word.bits for word in again.surprise(text)] == pytest.approx(
            [word.bits for word in own.surprise(text)], rel=1e-3
        )


@pytest.mark.parametrize("smoothing", ["modified-kneser-ney", "katz", "add-delta"])
def test_notes_out_and_in_again(tmp_path, smoothing):
    """What prose says of its words, the file says of them: the letter model's share is in the unigrams."""
    home = tmp_path / "home"
    notes = write_notes(tmp_path / "notes")
    profile, _ = trained(home, notes)
    train(profile, [], TrainingOptions(order=3, smoothing=smoothing))
    profile.close()
    with Predictor.open(home=home) as predictor:
        predictor.learn("A quokka hopped over the fence.")
        generation = predictor.generation
        report = export_arpa(generation, tmp_path / "notes.arpa.gz")
        assert any("letter model" in notice for notice in report.notices)
        import_arpa("again", tmp_path / "notes.arpa.gz", home=home, tokens=PROSE)
        with Predictor.open("again", home) as again:
            other = again.generation
            its = [other.vocabulary.id_of(word) for word in generation.vocabulary.words[3:]]
            for before in ("", "The ", "A quokka ", "over the "):
                state = generation.model.state_after(generation.encoder.ids(before.lower().split()))
                expected = generation.model.distribution(state)
                found = other.model.distribution(
                    other.model.state_after([other.vocabulary.id_of(word) for word in before.lower().split()])
                )
                np.testing.assert_allclose(found[its], expected[3:], rtol=1e-4, atol=1e-12)
                assert found.sum() == pytest.approx(expected.sum(), abs=1e-4)


def test_exporting_the_starter_says_so(tmp_path):
    with Predictor.open() as predictor:
        report = export_arpa(predictor.generation, tmp_path / "starter.arpa")
    assert "English model" in report.notices[0]
    assert report.bytes == (tmp_path / "starter.arpa").stat().st_size


def test_an_imported_model_is_exported_as_it_was(imported, tmp_path):
    with Profile.open(imported) as profile:
        report = export_arpa(profile.generation(), tmp_path / "again.arpa")
    assert (report.smoothing, report.ngrams, report.notices) == ("imported", [5, 4, 2], [])
    import_arpa("again", tmp_path / "again.arpa", tokens=WHITESPACE)
    with Predictor.open(imported) as one, Predictor.open("again") as other:
        assert one.suggest("the ") == other.suggest("the ")


def test_files_are_not_written_over(imported, tmp_path):
    with Profile.open(imported) as profile:
        generation = profile.generation()
        (tmp_path / "there.arpa").write_text("mine")
        with pytest.raises(SettingInvalid, match="there already"):
            export_arpa(generation, tmp_path / "there.arpa")
        assert (tmp_path / "there.arpa").read_text() == "mine"
        export_arpa(generation, tmp_path / "there.arpa", force=True)
        assert (tmp_path / "there.arpa").read_text().startswith("\\data\\")
        with pytest.raises(SettingInvalid, match="is a folder"):
            export_arpa(generation, tmp_path)
        with pytest.raises(StorageFailed, match="can't write"):
            export_arpa(generation, tmp_path / "no" / "such.arpa")
