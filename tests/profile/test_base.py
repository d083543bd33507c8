"""The English model in the package: what is in it, what is not, and what it gives a profile that has nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.machine import DATA
from benchmarks.make_base import ORDER, PRUNE, WORDS
from tests.vault import bytes_in, generation_files, trained, write_notes
from typeahead.models.protocols import FIRST_WORD, UNK
from typeahead.prediction.predictor import Predictor
from typeahead.profile import corpus
from typeahead.profile.artifacts import ArtifactsUnusable, sealed
from typeahead.profile.base import base_identity, known, open_base, untrained
from typeahead.profile.generation import Generation
from typeahead.profile.profile import Profile
from typeahead.profile.training import train

NOTES = Path(__file__).parents[2] / "corpora" / "notes"


@pytest.fixture(scope="module")
def base():
    return open_base()


def test_it_is_made_as_the_script_says(base):
    assert base.settings.order == ORDER
    assert base.settings.prune == PRUNE
    assert len(base.vocabulary) - FIRST_WORD == WORDS
    assert base.summary.words > 7_000_000
    assert base.identity == base_identity()


def test_no_longer_n_gram_is_kept_that_was_not_met_three_times(base):
    highest = base.model.counts.depths[ORDER - 1]
    assert len(highest.counts)
    assert int(np.min(highest.counts)) >= 3


@pytest.mark.skipif(not (DATA / "base").is_dir(), reason="the base texts are not beside the checkout")
def test_sentences_of_the_sources_cannot_be_read_back(base):
    """Of rare sentences hardly any is a chain of n-grams that were all kept."""
    text = (DATA / "base" / "standard-ebooks.txt").read_text(encoding="utf-8")[2_000_000:2_200_000]
    from typeahead.text.sentences import sentences

    long = [[token.text for token in sentence] for sentence in sentences(text) if len(sentence) >= 10][:400]
    model, whole = base.model, 0
    for sentence in long:
        ids = base.encoder.ids(sentence)
        state, matched = model.start(), 0
        for word in ids:
            link = model.links(state)[-1]
            level = model.counts.depths[link.depth - 1]
            matched += link.depth == min(ORDER, matched + 2) and level.find(link.context, word) >= 0
            state = model.advance(state, word)
        whole += UNK not in ids and matched == len(ids)
    assert len(long) == 400
    assert whole <= 4


def test_profiles_are_made_of_the_bases_own_strings(base, tmp_path):
    """Sixty thousand words are in memory once, however many vocabularies have them."""
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    with profile:
        words = profile.generation().vocabulary
        assert len(words) > len(base.vocabulary)
        for word in base.vocabulary.words[FIRST_WORD:]:
            assert words.words[words.id_of(word)] is word


def test_an_untrained_profile_has_its_words_and_counts_of_its_own(base):
    generation = untrained(base)
    assert generation.vocabulary.words == base.vocabulary.words
    assert generation.vocabulary is not base.vocabulary
    assert generation.model.types <= 1


def test_a_profile_has_its_words_and_hides_the_blocked_ones(tmp_path, base):
    assert len(known(base).words) == WORDS
    with Profile.open(home=tmp_path, create=True) as profile:
        train(profile, [NOTES])
        profile.forget_word("parliament")
        vocabulary = profile.generation().vocabulary
        assert set(known(base).words) <= set(vocabulary.words)
    with Predictor.open(home=tmp_path) as predictor:
        assert {vocabulary.id_of("parliament"), vocabulary.id_of("Parliament")} <= set(predictor.hidden)
        assert "parliament" not in {each.text.casefold() for each in predictor.suggest("the parl", 20)}


def test_a_profiles_files_hold_only_its_own_words(tmp_path, base):
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    with profile:
        made = profile.generation()
        own = (made.folder / "vocabulary.txt").read_text(encoding="utf-8").split("\n")
        assert own[:FIRST_WORD] == base.vocabulary.words[:FIRST_WORD]
        assert not set(own[FIRST_WORD:]) & set(base.vocabulary.words)
        assert b"parliament" not in bytes_in(tmp_path / "home").lower()
        everything = known(base)
        text = corpus.read(profile.store.texts(), [], profile.settings, known=everything)
        assert made.vocabulary.words == text.vocabulary.words
        assert made.vocabulary.first_suggested == text.vocabulary.first_suggested
        assert made.encoder.first_forms == text.first_forms


def test_a_case_table_lacks_what_the_texts_have_decided_otherwise(tmp_path, base):
    form, inner = next((form, inner) for form, inner in base.encoder.first_forms.items() if form.isalpha())
    (tmp_path / "a.txt").write_text(f"We saw {form} there. They like {form} too.\n")
    profile, _ = trained(tmp_path / "home", tmp_path / "a.txt")
    with profile:
        assert base.encoder.first_forms[form] == inner
        assert form not in profile.generation().encoder.first_forms
        profile.forget_word(form)
        assert profile.generation().encoder.first_forms == base.encoder.first_forms


def test_a_generation_of_another_base_is_made_anew(tmp_path):
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    with profile:
        expected, folder = generation_files(profile), profile.generation().folder
        manifest = folder / "manifest.json"
        about = json.loads(manifest.read_bytes())
        del about["seal"]
        manifest.write_bytes(sealed({**about, "base": "0badba5e"}))
        with pytest.raises(ArtifactsUnusable, match="0badba5e"):
            Generation.open(folder)
        assert generation_files(profile) == expected
        assert profile.generation().base == base_identity()
        assert profile.notices == []


def test_a_profile_without_it_has_only_its_own(tmp_path):
    from typeahead.profile.training import TrainingOptions

    with Profile.open(home=tmp_path, create=True) as profile:
        train(profile, [NOTES], TrainingOptions(base=False))
        generation = profile.generation()
    assert generation.base == ""
    assert "parliament" not in generation.vocabulary


def test_a_fresh_install_suggests_everyday_phrases(tmp_path):
    with Predictor.open(home=tmp_path) as predictor:
        assert predictor.suggest("I am looking forward ", 1)[0].text.split()[0] == "to"
        assert predictor.suggest("Thank you very ", 1)[0].text.split()[0] == "much"
        assert any(s.text == "States" for s in predictor.suggest("in the United ", 3))


def test_the_vault_is_large_and_dated():
    notes = sorted(NOTES.glob("*.md"))
    assert len(notes) >= 40
    assert sum(len(path.read_text(encoding="utf-8").split()) for path in notes) >= 15_000
    assert all(path.name[:4].isdigit() and path.name[4] == "-" for path in notes)
