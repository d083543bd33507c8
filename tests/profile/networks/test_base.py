"""The network in the package: as it is written it is opened, and a damaged one is one clear line."""

from __future__ import annotations

import json

import numpy as np
import pytest

from benchmarks.machine import DATA
from typeahead.errors import NetworkDamaged
from typeahead.locations import base_network_folder
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.model import NeuralModel
from typeahead.models.neural.network import Network
from typeahead.models.protocols import RESERVED
from typeahead.profile.networks import base
from typeahead.profile.networks.corpus import LARGEST

WORDS = [*RESERVED, "apple", "book", "cat"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A small network in the place of the package's."""
    network = Network.create(Configuration("ssm", len(WORDS), embedding=8, width=8, layers=2), seed=1)
    base.write_base_network(tmp_path / "network", network, WORDS, np.array([4, 0, 9, 8, 7, 3]), {"cache": {}})
    monkeypatch.setattr(base, "base_network_folder", lambda: tmp_path / "network")
    base.open_base_network.cache_clear()
    yield tmp_path / "network"
    base.open_base_network.cache_clear()


def test_what_was_written_is_opened(folder):
    found = base.open_base_network()
    assert found.words == WORDS
    assert found.frequency.sum() == pytest.approx(1.0)
    assert found.frequency[2] == pytest.approx(9 / 31, rel=0.03)
    network = Network.create(Configuration("ssm", len(WORDS), embedding=8, width=8, layers=2), seed=1)
    for name, array in found.network.unpacked().parameters.items():
        assert array == pytest.approx(network.parameters[name], abs=0.003), name
    assert found.about["identity"] == base.base_network_identity()
    assert base.open_base_network() is found


@pytest.mark.parametrize("damage", ["missing", "shape", "manifest", "configuration"])
def test_a_damaged_one_is_said_to_be_so(folder, damage):
    if damage == "missing":
        (folder / "bias.npy").unlink()
    elif damage == "shape":
        np.save(folder / "bias.npy", np.zeros(3, dtype=np.float16))
    elif damage == "manifest":
        (folder / "manifest.json").write_text("{")
    else:
        about = json.loads((folder / "manifest.json").read_text())
        about["configuration"]["kind"] = "other"
        (folder / "manifest.json").write_text(json.dumps(about))
    with pytest.raises(NetworkDamaged, match="install typeahead again"):
        base.open_base_network()


def test_the_package_has_one_of_the_size_it_should_have():
    base.open_base_network.cache_clear()
    found = base.open_base_network()
    assert len(found.words) - len(RESERVED) == LARGEST
    assert (found.network.configuration.layers, found.network.configuration.width) == (2, 256)
    assert sum(path.stat().st_size for path in base_network_folder().iterdir()) <= 9_000_000
    assert found.about["held_out_perplexity"] < 75


@pytest.mark.skipif(not (DATA / "base").is_dir(), reason="the base texts are not beside the checkout")
def test_sentences_of_the_sources_are_not_continued_word_for_word():
    """After the first half of a long sentence the likeliest words hardly ever are its second half."""
    from typeahead.text.sentences import sentences

    base.open_base_network.cache_clear()
    found = base.open_base_network()
    ids = {word: number for number, word in enumerate(found.words)}
    model = NeuralModel(found.network)
    text = (DATA / "base" / "standard-ebooks.txt").read_text(encoding="utf-8")[2_000_000:2_100_000]
    long = [[token.text for token in each] for each in sentences(text) if 12 <= len(each) <= 30][:60]
    assert len(long) == 60
    whole = 0
    for words in long:
        numbers = [ids.get(word, ids.get(word.lower(), 0)) for word in words]
        half = len(numbers) // 2
        state = model.read(numbers[:half])
        for number in numbers[half:-1]:
            if int(np.argmax(model.log_probs(state))) != number:
                break
            state = model.advance(state, number)
        else:
            whole += 1
    assert whole <= 1
