"""What all tests share: hypothesis settings for a noisy machine, and the way to the shared data where it is there."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

# Before NumPy is loaded: several processes, each with a thread a core, would wait for each other's turns.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from hypothesis import settings

if sys.dont_write_bytecode:
    # Whoever wants no bytecode beside the sources gets it where pytest keeps its own: else every process of the tests,
    # and every program that they start, compiles all of the package anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    bytecode = Path(__file__).parent.parent / ".pytest_cache" / "bytecode"
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(bytecode)
    sys.dont_write_bytecode = False

settings.register_profile(
    "typeahead", deadline=None, max_examples=60, derandomize="TYPEAHEAD_FAULTS" not in os.environ
)
settings.load_profile("typeahead")

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"


def pytest_collection_finish() -> None:
    """Nothing that is loaded by now goes before the end: looking through it took a seventh of the editor's tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Real notes and benchmark corpora, which are not part of the project."""
    if not SHARED.is_dir():
        pytest.skip("the shared data (real notes, benchmark corpora) is not on this machine")
    return SHARED


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test touches the data of the person who runs it."""
    monkeypatch.setenv("TYPEAHEAD_HOME", str(tmp_path / "typeahead-home"))
    monkeypatch.delenv("TYPEAHEAD_PROFILE", raising=False)
    monkeypatch.delenv("TYPEAHEAD_CONFIG", raising=False)
