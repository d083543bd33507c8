"""Profiles of every older format (fixtures/README.md) open, keep what they know, and answer as if trained today."""

from __future__ import annotations

import json
import math
import sqlite3
import tarfile
from pathlib import Path

import pytest

from tests.profile.fixtures.make import NOTE
from tests.vault import bytes_in, counted
from typeahead.errors import ModelMissing, NetworkDamaged, ProfileDamaged
from typeahead.models.neural.configuration import KINDS, Configuration
from typeahead.prediction.predictor import Predictor
from typeahead.profile.artifacts import MANIFEST, resealed
from typeahead.profile.mixing import load_gate, start
from typeahead.profile.moving.packing import export_profile
from typeahead.profile.moving.unpacking import import_profile
from typeahead.profile.networks.stored import least_size, open_network, shapes_of
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train
from typeahead.settings_file import read

FIXTURES = Path(__file__).parent / "fixtures"
ALL = sorted(path.name.removesuffix(".tar.xz") for path in FIXTURES.glob("*.tar.xz"))
LEARNING = [name for name in ALL if name != "imported"]
ASKED = ("The kettle ", "the wom", "The wombat ")


def _home(tmp_path: Path, name: str) -> Path:
    with tarfile.open(FIXTURES / f"{name}.tar.xz") as tar:
        tar.extractall(tmp_path / "home", filter="data")
    return tmp_path / "home"


def _answers(home: Path) -> object:
    with Predictor.open(home=home, model="ngram") as predictor:
        suggested = [(each.text, each.probability) for text in ASKED for each in predictor.suggest(text, 5)]
        return suggested, [
            each.bits for each in predictor.surprise("The wombat waits for the secretive kettle.")
        ]


def _trained_today(tmp_path: Path) -> Path:
    home = tmp_path / "fresh"
    (tmp_path / "kettle.md").write_text(NOTE)
    with Profile.open("default", home, create=True) as profile:
        train(profile, [tmp_path / "kettle.md"], TrainingOptions(base=False))
        profile.store.add_session("", 5, "The wombat sleeps again .", 1_700_000_000.0)
        profile.store.add_session("", 5, "The wombat sleeps late .", 1_700_000_100.0)
        profile.forget_word("secretive")
    return home


def test_there_is_one_of_each_format():
    assert ALL == [
        "arrays-1", "arrays-2", "arrays-3", "days-1", "imported", "mixture-1", "network-1", "never-suggested-1",
        "settings-1",
    ]  # fmt: skip


@pytest.mark.parametrize("name", LEARNING)
def test_an_older_profile_answers_as_one_trained_today(tmp_path, name):
    home = _home(tmp_path, name)
    with Profile.open("default", home) as profile:
        profile.store.set_setting("base", "0")  # which some did not know yet
        generation = profile.generation()
        counts = [counted(generation, word) for word in ("kettle", "wombat", "secretive")]
        texts = " ".join(
            [*profile.store.bodies(), *(piece.body for piece in profile.store.sessions())]
        ).split()
        assert [texts.count(word) for word in ("kettle", "wombat", "secretive")] == [3, 4, 0]
        assert profile.store.hash_of("secretive") in profile.store.blocked_words()
        assert len(profile.store.sessions()) == 2
    today = _trained_today(tmp_path)
    with Profile.open("default", today) as profile:
        assert counts == [counted(profile.generation(), word) for word in ("kettle", "wombat", "secretive")]
    assert _answers(home) == _answers(today)


@pytest.mark.parametrize("name", LEARNING)
def test_it_moves_like_any_other(tmp_path, name):
    with Profile.open("default", _home(tmp_path, name)) as profile:
        profile.store.set_setting("base", "0")
        export_profile(profile, tmp_path / "file")
    import_profile("default", tmp_path / "file", home=tmp_path / "there")
    assert _answers(tmp_path / "there") == _answers(tmp_path / "home")


def test_what_came_with_each_format_is_kept(tmp_path):
    with Profile.open("default", _home(tmp_path / "d", "days-1")) as profile:
        assert profile.store.days()["2026-05-17"].taken == 7
        assert profile.store.hash_of("kettle") in profile.store.never_suggested()[0]
    with Profile.open("default", _home(tmp_path / "m", "mixture-1")) as profile:
        assert load_gate(profile.store).as_dict() != start().as_dict()
    with Profile.open("default", _home(tmp_path / "n", "network-1")) as profile:
        assert open_network(profile, "gru").network.configuration.width == 4
    found = read(_home(tmp_path / "s", "settings-1"))
    assert found.settings.learn_after == 3
    assert not found.problems
    with Predictor.open(home=_home(tmp_path / "i", "imported")) as predictor:
        assert predictor.suggest("kettle ", 1)[0].text == "sings"


@pytest.mark.parametrize("name", ["arrays-1", "never-suggested-1"])
def test_a_table_that_is_missing_is_added_in_one_step(tmp_path, name):
    """Killed before it is done, nothing has changed: all of it is one transaction."""
    home = _home(tmp_path, name)
    database = sqlite3.connect(home / "profiles" / "default" / "profile.db")
    before = database.execute("SELECT count(*) FROM documents").fetchone()
    database.close()
    for _ in range(2):
        with Profile.open("default", home) as profile:
            assert {"days", "never_suggested"} <= set(profile.store.tables())
            assert (len(profile.store.documents()),) == before


def test_a_newer_format_is_refused_and_left_alone(tmp_path):
    home = _home(tmp_path, "network-1")
    folder = home / "profiles" / "default"
    network = folder / "networks" / "gru" / "weights-000001"
    resealed(network / MANIFEST, {"network_format": 2})
    with (
        Profile.open("default", home) as profile,
        pytest.raises(NetworkDamaged, match="format is 2") as raised,
    ):
        open_network(profile, "gru")
    assert "\n" not in str(raised.value)
    assert '"network_format": 2' in (network / MANIFEST).read_text()
    database = sqlite3.connect(folder / "profile.db")
    database.execute("PRAGMA user_version = 99")
    database.close()
    before = bytes_in(folder)
    with pytest.raises(ProfileDamaged, match="newer typeahead") as raised:
        Profile.open("default", home)
    assert "\n" not in str(raised.value)
    assert bytes_in(folder) == before
    home = _home(tmp_path / "i", "imported")
    model = home / "profiles" / "default" / "generations" / "000001" / MANIFEST
    resealed(model, {"format": 99})
    before = model.read_bytes()
    with Profile.open("default", home) as profile, pytest.raises(ModelMissing, match="import it again"):
        profile.generation()
    assert model.read_bytes() == before


def test_a_newer_settings_file_is_used_as_far_as_it_is_known(tmp_path):
    text = "learn_after = 3\nfrom_the_future = true\n"
    (tmp_path / "settings.toml").write_text(text)
    found = read(tmp_path)
    assert (found.settings.learn_after, len(found.problems)) == (3, 1)
    assert (tmp_path / "settings.toml").read_text() == text


def test_a_network_that_is_said_to_be_huge_takes_no_memory(tmp_path):
    home = _home(tmp_path, "network-1")
    manifest = home / "profiles" / "default" / "networks" / "gru" / "weights-000001" / MANIFEST
    about = json.loads(manifest.read_bytes())["configuration"]
    resealed(manifest, {"configuration": {**about, "width": 4096, "layers": 3}})
    with Profile.open("default", home) as profile, pytest.raises(NetworkDamaged, match="smaller network"):
        open_network(profile, "gru")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layers", [1, 3])
def test_no_network_has_fewer_weights_than_that(kind, layers):
    configuration = Configuration(kind, 50, embedding=6, width=7, layers=layers)
    assert least_size(configuration) <= 4 * sum(map(math.prod, shapes_of(configuration).values()))
