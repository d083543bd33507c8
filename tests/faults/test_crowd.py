"""Several programs at one profile: nothing that any of them was told is stored is lost, and the model is of all of it.

Eight processes do twelve things each; `make faults` lets them go on for a minute (TYPEAHEAD_FAULTS_SEED for others).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.faults import crowd
from tests.faults.killing import ROOT, SEED
from tests.vault import generation_files, trained, write_notes
from typeahead import settings_file
from typeahead.prediction import opening
from typeahead.prediction.predictor import Predictor
from typeahead.profile.artifacts import Artifacts
from typeahead.profile.mixing import load_gate
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, retrain

SECONDS = 60.0 if "TYPEAHEAD_FAULTS" in os.environ else 0.0
PROCESSES, STEPS = 8, 12

pytestmark = pytest.mark.timeout(600)


def crowded(home: Path) -> list[dict[str, Any]]:
    """What each of them told."""
    order = {
        "home": str(home), "seed": SEED, "processes": PROCESSES, "steps": STEPS, "seconds": SECONDS
    }  # fmt: skip
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "TYPEAHEAD_KERNELS": "0"}
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), environment.get("PYTHONPATH", "")]))
    done = subprocess.run(
        [sys.executable, "-m", crowd.__name__, json.dumps(order)],
        env=environment,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_crowd_loses_nothing(tmp_path):
    home, notes = tmp_path / "home", write_notes(tmp_path / "notes")
    trained(home, notes, options=TrainingOptions(base=False))[0].close()
    told = crowded(home)
    assert [each["wrong"] for each in told] == [""] * PROCESSES
    promised: Counter[str] = Counter()
    for each in told:
        promised.update(each["stored"])
    with Profile.open("default", home) as profile:
        bodies = [piece.body for piece in profile.store.sessions()]
        stored = Counter(word for body in bodies for word in body.split())
        retrain(profile)
        made = generation_files(profile)
        profile.store.touch()
        profile.rebuild()
        assert generation_files(profile) == made
    lost = sum((promised - stored).values()) + sum((stored - promised).values())
    done: Counter[str] = sum((Counter(each["done"]) for each in told), Counter())
    print(
        f"\ncrowd: {PROCESSES} processes, seed {SEED}, {sum(done.values())} operations ({dict(done)}), "
        f"{sum(promised.values())} words stored, told to wait {sum(each['busy'] for each in told)} times, lost {lost}"
    )
    assert stored == promised
    # One program alone makes the same model of it.
    with trained(tmp_path / "alone", notes, options=TrainingOptions(base=False))[0] as alone:
        for body in sorted(bodies):
            alone.store.add_session("", 1, body)
        retrain(alone)
        assert generation_files(alone) == made


def test_two_editors_settings_are_both_written(tmp_path):
    """Each of four processes changes a key of its own forty times; none undoes another's."""
    path = tmp_path / "settings.toml"
    script = (
        "import sys; from pathlib import Path; from typeahead import settings_file\n"
        "for n in range(40): settings_file.write(Path(sys.argv[1]), f'keys.{sys.argv[2]}', [f'f{n}'])"
    )
    each = [
        subprocess.Popen([sys.executable, "-c", script, str(path), name], cwd=ROOT)
        for name in ("save", "open", "find", "quit")
    ]
    assert [process.wait() for process in each] == [0] * 4
    keys = settings_file.read(tmp_path).settings.keys
    assert dict(keys) == dict.fromkeys(("save", "open", "find", "quit"), ("f39",))
    assert sorted(found.name for found in tmp_path.glob("*settings*")) == [path.name]


def test_the_weights_of_two_editors_add_up(tmp_path):
    home, notes = tmp_path / "home", write_notes(tmp_path / "notes")
    trained(home, notes)[0].close()

    def weights() -> Any:
        with Profile.open("default", home) as profile:
            return load_gate(profile.store).weights

    began = weights()
    moved = []
    with Predictor.open(home=home) as one, Predictor.open(home=home) as other:
        for predictor in (one, other):
            before = predictor.engine.gate.weights.copy()
            predictor.learn("The students opened their books in the library. " * 3)
            moved.append(predictor.engine.gate.weights - before)
        one.store(take_over=False)
        other.store(take_over=False)
    assert all(abs(each).max() > 1e-3 for each in moved)
    assert abs(weights() - began - moved[0] - moved[1]).max() < 1e-4


def test_a_training_while_the_models_are_opened_is_seen(tmp_path, monkeypatch):
    home, notes = tmp_path / "home", write_notes(tmp_path / "notes")
    trained(home, notes, options=TrainingOptions(base=False))[0].close()
    found = opening.open_engine

    def slowly(*arguments: Any) -> Any:
        with Profile.open("default", home) as profile:
            profile.store.touch()
            profile.rebuild()
        return found(*arguments)

    monkeypatch.setattr(opening, "open_engine", slowly)
    with Predictor.open(home=home, model="ngram") as predictor:
        assert predictor.outdated


def test_a_model_that_was_replaced_while_it_is_opened_was_not_damaged(tmp_path, monkeypatch):
    home, notes = tmp_path / "home", write_notes(tmp_path / "notes")
    trained(home, notes, options=TrainingOptions(base=False))[0].close()
    verify, replaced = Artifacts.verify, []

    def slowly(stored: Artifacts) -> None:
        if not replaced:
            replaced.append(stored.folder)
            with Profile.open("default", home) as other:
                other.store.touch()
                other.rebuild()
        verify(stored)

    with Profile.open("default", home) as profile:
        monkeypatch.setattr(Artifacts, "verify", slowly)
        profile.generation()
        assert replaced
        assert profile.notices == []
