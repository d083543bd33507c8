"""Weights on disk: what was stored is what is opened, and nothing else is taken for it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.profile.networks.made import network_of, same, store
from typeahead.errors import ModelMissing, NetworkDamaged, ProfileBusy
from typeahead.models.neural.configuration import KINDS
from typeahead.models.protocols import RESERVED
from typeahead.profile import artifacts
from typeahead.profile.networks import (
    drop_adapted,
    has_network,
    identity,
    kinds_of,
    load_adapted,
    open_network,
    queue,
    queued,
    save_adapted,
    save_network,
)
from typeahead.profile.networks.place import ADAPTED, CHECKPOINT, Place
from typeahead.profile.profile import Profile


def folder_of(profile: Profile, kind: str = "lstm") -> Path:
    (folder,) = (profile.folder / "networks" / kind).glob("weights-*")
    return folder


def retold(folder: Path, **changes: Any) -> None:
    """Change what the manifest says, and seal it again, as another version or a forger would."""
    about = json.loads((folder / "manifest.json").read_bytes())
    del about["seal"]
    (folder / "manifest.json").write_bytes(artifacts.sealed({**about, **changes}))


def refused(profile: Profile, why: str, kind: str = "lstm") -> None:
    with pytest.raises(NetworkDamaged) as caught:
        open_network(profile, kind)
    said = str(caught.value)
    assert said.startswith(f"the {kind} of profile 'default' can't be used (")
    assert why in said
    assert said.endswith(f"'typeahead train --model {kind}' makes it anew")
    assert "\n" not in said


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_stored_is_opened(profile, kind):
    network = store(profile, kind)
    found = open_network(profile, kind)
    assert same(found.network, network)
    assert found.network.configuration == network.configuration
    assert found.words == [*RESERVED, "the", "roses", "books"]


def test_its_figures_are_stored_beside_it(profile):
    network = store(profile, held_out_perplexity=99.5, corpus="abc")
    about = open_network(profile, "lstm").about
    assert about["configuration"] | {"kind": "lstm", "width": 6, "layers": 1} == about["configuration"]
    assert (about["corpus"], about["held_out_perplexity"]) == ("abc", 99.5)
    assert about["parameters"] == network.parameter_count()
    assert about["trained_at"] > 1.7e9
    assert about["identity"] == identity(profile, "lstm")
    assert has_network(profile, "lstm")
    assert kinds_of(profile) == ("lstm",)


def test_opened_weights_are_copies(profile):
    store(profile)
    open_network(profile, "lstm").network.parameters["bias"][...] = 7
    assert not (open_network(profile, "lstm").network.parameters["bias"] == 7).any()


def test_each_training_has_an_identity_of_its_own(profile):
    store(profile)
    first = identity(profile, "lstm")
    store(profile)
    assert identity(profile, "lstm") not in (first, None)
    assert identity(profile, "gru") is None


def test_none_is_there(profile):
    with pytest.raises(
        ModelMissing, match="has no lstm yet; 'typeahead train FOLDER --model lstm' makes one"
    ):
        open_network(profile, "lstm")
    assert not has_network(profile, "lstm")


def test_a_changed_byte(profile):
    store(profile)
    path = folder_of(profile) / "layer0.recurrent.npy"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    refused(profile, "is not what was written")


@pytest.mark.parametrize("left", [0, 60, 200])
def test_a_truncated_file(profile, left):
    store(profile)
    path = folder_of(profile) / "embedding.npy"
    path.write_bytes(path.read_bytes()[:left])
    refused(profile, "is not what was written")


@pytest.mark.parametrize("name", ["manifest.json", "embedding.npy", "vocabulary.txt"])
def test_a_missing_file(profile, name):
    store(profile)
    (folder_of(profile) / name).unlink()
    refused(profile, name)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"network_format": 99}, "its format is 99, and this version reads 1"),
        ({"format": 99}, "of another format"),
        ({"holds": "counts"}, "no network of that kind"),
        ({"kind": "gru"}, "no network of that kind"),
        (
            {
                "configuration": {
                    "kind": "lstm",
                    "vocabulary_size": 6,
                    "width": 6,
                    "embedding": 6,
                    "layers": 2,
                }
            },
            "weights",
        ),
        (
            {"configuration": {"kind": "lstm", "vocabulary_size": 6, "width": 7, "embedding": 7}},
            "another shape",
        ),
        ({"configuration": {"kind": "lstm", "vocabulary_size": 9, "width": 6, "embedding": 6}}, "vocabulary"),
        ({"configuration": {"kind": "transformer", "vocabulary_size": 6}}, "no network 'transformer'"),
        ({"configuration": {"kind": "lstm", "vocabulary_size": 6, "heads": 8}}, "heads"),
    ],
)
def test_what_this_version_does_not_know(profile, changes, why):
    store(profile)
    retold(folder_of(profile), **changes)
    refused(profile, why)


def test_a_manifest_that_was_changed_without_its_seal(profile):
    store(profile)
    path = folder_of(profile) / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b"123.4", b"100.0"))
    refused(profile, "is not what was written")


def test_another_network_in_its_place(profile):
    store(profile, "gru")
    shutil.copytree(folder_of(profile, "gru"), profile.folder / "networks" / "lstm" / "weights-000001")
    refused(profile, "no network of that kind")
    assert open_network(profile, "gru")


def test_a_foreign_folder_in_its_place(profile):
    profile.generation()
    shutil.copytree(profile.generations.current, profile.folder / "networks" / "lstm" / "weights-000001")
    refused(profile, "no network of that kind")


def test_pickled_arrays_are_never_loaded(profile, tmp_path):
    """A pickle runs code; a file that holds one is refused though its checksum is right."""
    store(profile)
    folder = folder_of(profile)
    witness = tmp_path / "ran"

    class Nasty:
        def __reduce__(self) -> tuple[Any, ...]:
            return Path.touch, (witness,)

    with (folder / "bias.npy").open("wb") as file:
        np.save(file, np.array([Nasty()], dtype=object), allow_pickle=True)
    files = json.loads((folder / "manifest.json").read_bytes())["files"]
    content = (folder / "bias.npy").read_bytes()
    files["bias.npy"] = {"size": len(content), "crc32": artifacts._checksum(folder / "bias.npy")}
    retold(folder, files=files)
    refused(profile, "can't be read")
    assert not witness.exists()


def test_weights_of_another_kind_of_number(profile):
    store(profile)
    folder = folder_of(profile)
    np.save(folder / "bias.npy", np.zeros(6))
    files = json.loads((folder / "manifest.json").read_bytes())["files"]
    path = folder / "bias.npy"
    files["bias.npy"] = {"size": path.stat().st_size, "crc32": artifacts._checksum(path)}
    retold(folder, files=files)
    refused(profile, "bias has another shape")


def test_weights_that_are_no_numbers_are_not_stored(profile):
    words = [*RESERVED, "the"]
    network = network_of(words)
    network.parameters["bias"][1] = np.nan
    with pytest.raises(ValueError, match="bias of the lstm"):
        save_network(profile, "lstm", network, words, {"forgettings": 0})
    assert kinds_of(profile) == ()


def test_a_new_network_takes_the_place_of_all_that_belonged_to_the_one_before(profile):
    store(profile)
    about = {"network": identity(profile, "lstm")}
    assert save_adapted(profile, "lstm", {"bias": np.ones(6, dtype=np.float32)}, about)
    queue(profile, ["lstm", "gru"])
    store(profile, words=("one", "two"))
    place = Place(profile)
    assert place.shelf("lstm", ADAPTED).is_empty
    assert place.shelf("lstm", CHECKPOINT).is_empty
    assert queued(profile) == ["gru"]
    assert open_network(profile, "lstm").words[-1] == "two"


def test_what_it_adapted_to_belongs_to_one_network(profile):
    store(profile)
    name = identity(profile, "lstm")
    assert load_adapted(profile, "lstm") is None
    assert save_adapted(
        profile, "lstm", {"bias": np.ones(6, dtype=np.float32)}, {"network": name, "steps": 3}
    )
    arrays, about = load_adapted(profile, "lstm")
    assert arrays["bias"].tolist() == [1.0] * 6
    assert about["steps"] == 3
    assert not save_adapted(profile, "lstm", {}, {"network": "another"})
    drop_adapted(profile, "lstm")
    assert load_adapted(profile, "lstm") is None
    store(profile)
    assert not save_adapted(profile, "lstm", {}, {"network": name})


def test_what_learned_a_forgotten_text_is_not_stored(profile):
    before = profile.store.forgettings
    profile.store.note_forgetting()
    with pytest.raises(ProfileBusy, match="something was forgotten while the lstm was trained"):
        store(profile, forgettings=before)
    assert kinds_of(profile) == ()


def test_what_a_killed_program_did_not_drop_is_dropped(profile):
    store(profile)
    profile.store.note_forgetting()
    assert not has_network(profile, "lstm")
    with pytest.raises(ModelMissing, match="had learned what was forgotten, and is gone"):
        open_network(profile, "lstm")
    assert kinds_of(profile) == ()
    assert queued(profile) == ["lstm"]


def test_other_tokens(profile):
    store(profile, tokens="whitespace")
    with pytest.raises(
        ModelMissing, match="was trained on whitespace tokens, and the profile reads prose now"
    ):
        open_network(profile, "lstm")
