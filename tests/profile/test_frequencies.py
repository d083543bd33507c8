"""How often the base's texts have its n-grams: they are of this base, and what is known of them fits."""

from __future__ import annotations

import numpy as np
import pytest

from typeahead.errors import ModelMissing
from typeahead.profile.base import shared_base
from typeahead.profile.frequencies import Frequencies, save


@pytest.fixture(scope="module")
def frequencies():
    return Frequencies.open(shared_base())


def of(frequencies, *words):
    return float(frequencies.phrases(np.array([[frequencies.vocabulary.id_of(word) for word in words]]))[0])


def test_they_are_of_all_the_texts_of_this_base(frequencies):
    summary = shared_base().summary
    assert frequencies.total == summary.words + summary.sentences
    words = frequencies.words()
    assert len(words) == len(frequencies.vocabulary)
    assert np.all(words[3:] >= 1), "each of its words was met"


def test_a_phrase_is_no_more_frequent_than_its_words(frequencies):
    words = frequencies.words()
    united, states = (frequencies.vocabulary.id_of(word) for word in ("United", "States"))
    both = of(frequencies, "United", "States")
    assert 100 < both <= min(words[united], words[states]) * 1.05
    assert of(frequencies, "the", "United", "States") <= both * 1.05
    assert of(frequencies, "States", "United") == 0


def test_counts_survive_to_within_five_percent(tmp_path):
    base = shared_base()
    depths = base.model.counts.depths
    random = np.random.default_rng(1)
    counts = [random.integers(1, 3_000_000, depth.size) for depth in depths[:3]]
    save(tmp_path, base.identity, counts)
    found = Frequencies.open(base, tmp_path)
    assert np.array_equal(found.words(), counts[0])
    contexts = np.repeat(np.arange(len(depths[1].offsets) - 1), np.diff(depths[1].offsets))
    pairs = np.stack([contexts, depths[1].words], axis=1)[::997]
    assert found.phrases(pairs) == pytest.approx(counts[1][::997].astype(float), rel=0.05)


def test_those_of_another_base_are_refused(tmp_path):
    base = shared_base()
    save(tmp_path, "another", [np.ones(3, dtype=np.int64)] * 3)
    with pytest.raises(ModelMissing, match="install typeahead again"):
        Frequencies.open(base, tmp_path)
    with pytest.raises(ModelMissing):
        Frequencies.open(base, tmp_path / "nowhere")
