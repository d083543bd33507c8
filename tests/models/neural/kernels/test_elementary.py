"""Exponentials to the last place, and compiled code that is kept wherever it can be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numba import njit

import typeahead
from typeahead.models.neural.kernels import elementary


@njit
def _exponentials(x, out):
    for j in range(len(x)):
        out[j] = elementary.exponential(x[j])


@njit
def _sigmoids_and_tanhs(x, out):
    for j in range(len(x)):
        out[0, j] = elementary.sigmoid(x[j])
        out[1, j] = elementary.tanh(x[j])


def exponentials(x: np.ndarray) -> np.ndarray:
    found = np.empty_like(x)
    _exponentials(x, found)
    return found


# --- accuracy


def test_in_single_precision_the_exponential_is_right_to_a_few_units_in_the_last_place():
    for most, near in ((10.0, 2e-7), (87.0, 5e-7)):
        x = np.linspace(-most, most, 200_001).astype(np.float32)
        np.testing.assert_allclose(exponentials(x), np.exp(x.astype(np.float64)), rtol=near)


def test_in_double_precision_it_is_as_in_numpy():
    x = np.linspace(-700, 700, 10_001)
    np.testing.assert_allclose(exponentials(x), np.exp(x), rtol=1e-15)


def test_at_its_ends_it_stays_where_single_precision_ends():
    x = np.array([-np.inf, -1e9, -100, 0, 100, 1e9, np.inf], dtype=np.float32)
    found = exponentials(x)
    assert (np.diff(found) >= 0).all()
    assert found[0] < 2e-38
    assert found[3] == 1
    assert 1e38 < found[-1] < np.inf


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_nan_comes_out_as_nan(dtype):
    x = np.array([1.0, np.nan] * 20, dtype=dtype)
    np.testing.assert_array_equal(np.isnan(exponentials(x)), np.isnan(x))


@pytest.mark.parametrize(("dtype", "near"), [(np.float32, 2e-7), (np.float64, 1e-15)])
def test_sigmoid_and_tanh(dtype, near):
    x = np.concatenate([np.linspace(-30, 30, 10_001), [-1e4, 1e4, -np.inf, np.inf]]).astype(dtype)
    found = np.empty((2, len(x)), dtype)
    _sigmoids_and_tanhs(x, found)
    wide = x.astype(np.float64)
    np.testing.assert_allclose(found[0], 0.5 + 0.5 * np.tanh(wide / 2), atol=near)
    np.testing.assert_allclose(found[1], np.tanh(wide), atol=2 * near)
    assert (found[0] >= 0).all()
    assert (np.abs(found) <= 1).all()


# --- keeping what was compiled

_STEP = """
import numpy as np
from typeahead.models.neural.operations import compiled
weights = np.ones(3, np.float32)
compiled().sgd(weights, np.ones(3, np.float32), 0.5)
print(weights.sum())
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package, as if freshly installed, in a folder in which no compiled code can be kept.

    Whatever its rights, nobody can make a folder `__pycache__` where there is a file of that name.
    """
    home = tmp_path / "site"
    source = Path(typeahead.__file__).parent
    for part in ("", "models", "models/neural", "models/neural/kernels"):
        (home / "typeahead" / part).mkdir(parents=True)
        for file in (source / part).glob("*.py"):
            shutil.copy(file, home / "typeahead" / part)
    (home / "typeahead/models/neural/kernels/__pycache__").write_text("")
    return home


def step(package: Path, tmp_path: Path, **environment: str) -> str:
    """A step of SGD in a process of its own; what it wrote."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("NUMBA_", "XDG_"))}
    known |= {"PYTHONPATH": str(package), "PYTHONDONTWRITEBYTECODE": "1", **environment}
    done = subprocess.run(
        [sys.executable, "-c", _STEP], cwd=tmp_path, env=known, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout


def kept(folder: Path) -> set[Path]:
    return {file for file in folder.rglob("*") if file.suffix in (".nbi", ".nbc")}


def test_beside_a_read_only_package_they_are_kept_in_the_users_cache_folder(package, tmp_path):
    person = tmp_path / "person"
    person.mkdir()
    assert step(package, tmp_path, HOME=str(person)) == "1.5\n"
    found = kept(person)
    assert any("sgd" in file.name for file in found)
    assert not kept(package)
    # From there they are loaded: nothing is written again.
    before = {file: file.stat().st_mtime_ns for file in found}
    assert step(package, tmp_path, HOME=str(person)) == "1.5\n"
    assert {file: file.stat().st_mtime_ns for file in kept(person)} == before
    # What is damaged is compiled, and kept, anew.
    sizes = {file.stat().st_size for file in found if file.suffix == ".nbi"}
    for file in found:
        file.write_bytes(file.read_bytes()[:9])
    assert step(package, tmp_path, HOME=str(person)) == "1.5\n"
    assert {file.stat().st_size for file in kept(person) if file.suffix == ".nbi"} == sizes


def test_where_nothing_can_be_kept_they_are_compiled_for_the_run(package, tmp_path):
    nowhere = tmp_path / "file"
    nowhere.write_text("")
    assert step(package, tmp_path, HOME=str(nowhere)) == "1.5\n"
    assert not kept(tmp_path)


def test_what_cannot_be_written_is_not_missed(monkeypatch):
    """A disk that is full."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    @elementary.compiled
    def doubled(x):
        return x + x

    monkeypatch.setattr(doubled._cache._file, "save_overload", full)
    assert doubled(3) == 6
