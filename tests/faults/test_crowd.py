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
