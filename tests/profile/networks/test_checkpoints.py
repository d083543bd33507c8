"""Checkpoints on disk."""

from __future__ import annotations

import numpy as np
import pytest

from typeahead.errors import ProfileBusy
from typeahead.models.neural.training.checkpoint import Checkpoint
from typeahead.profile.networks.checkpoints import drop_checkpoint, load_checkpoint, save_checkpoint
from typeahead.profile.profile import Profile

WORDS = ["<s>", "</s>", "<unk>", "the"]


def save(profile: Profile, step: int, **about: object) -> None:
    checkpoint = Checkpoint({"weight.bias": np.full(4, step, dtype=np.float32)}, {"step": step, "steps": 10})
    save_checkpoint(
        profile, "lstm", checkpoint, WORDS, {"forgettings": profile.store.forgettings, "corpus": "c", **about}
    )


def test_the_newest_comes_back(profile):
    assert load_checkpoint(profile, "lstm").checkpoint is None
    for step in (1, 2, 3):
        save(profile, step)
    found = load_checkpoint(profile, "lstm")
    assert found.checkpoint.about == {"step": 3, "steps": 10}
    assert found.checkpoint.arrays["weight.bias"].tolist() == [3.0] * 4
    assert (found.about["corpus"], found.words, found.damage) == ("c", WORDS, None)
    assert len(list((profile.folder / "networks" / "lstm").iterdir())) == 2
    drop_checkpoint(profile, "lstm")
    assert load_checkpoint(profile, "lstm") == (None, {}, [], None)


def test_one_that_a_kill_has_damaged_leaves_the_one_before(profile):
    save(profile, 1)
    save(profile, 2)
    path = profile.folder / "networks" / "lstm" / "checkpoint-000002" / "weight.bias.npy"
    path.write_bytes(path.read_bytes()[:-4])
    found = load_checkpoint(profile, "lstm")
    assert found.checkpoint.about["step"] == 1
    assert "weight.bias.npy is not what was written" in found.damage


def test_what_learned_a_forgotten_text_is_not_gone_on_with(profile):
    save(profile, 1)
    before = profile.store.forgettings
    profile.store.note_forgetting()
    assert load_checkpoint(profile, "lstm").checkpoint is None
    with pytest.raises(ProfileBusy):
        save(profile, 2, forgettings=before)
