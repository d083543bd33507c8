"""The public face: what `from typeahead import …` gives, and what importing it costs."""

from __future__ import annotations

import inspect
import subprocess
import sys
from dataclasses import fields

import pytest

import typeahead
from typeahead import Predictor, Profile, Suggestion, WordSurprise


def test_the_public_names_are_there_and_no_others():
    assert sorted(typeahead.__all__) == ["Predictor", "Profile", "Suggestion", "WordSurprise", "__version__"]
    assert {Predictor.__name__, Profile.__name__} == {"Predictor", "Profile"}
    with pytest.raises(AttributeError, match="nonsense"):
        typeahead.nonsense  # noqa: B018


def test_the_values_have_the_fields_that_others_rely_on():
    assert [f.name for f in fields(Suggestion)][:3] == ["text", "completion", "probability"]
    names = ["text", "start", "end", "bits", "rank", "alternatives"]
    assert [f.name for f in fields(WordSurprise)][:6] == names


def test_the_methods_take_what_the_design_says():
    def parameters(function) -> list[str]:
        return list(inspect.signature(function).parameters)

    assert parameters(Predictor.open)[:2] == ["profile", "home"]
    assert parameters(Predictor.suggest) == ["self", "before", "n", "exclude", "phrases"]
    assert inspect.signature(Predictor.suggest).parameters["n"].default == 3
    assert parameters(Predictor.surprise) == ["self", "text"]
    assert parameters(Predictor.learn)[:2] == ["self", "text"]
    assert parameters(Predictor.forget) == ["self", "word"]
    assert parameters(Predictor.explain) == ["self", "before", "word"]
    assert hasattr(Predictor, "__enter__")


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import typeahead", "numpy textual numba rich sqlite3 typeahead.prediction"),
        ("from typeahead import Suggestion", "numpy textual numba"),
        ("from typeahead import Predictor", "textual numba rich markdown_it"),
        ("from typeahead import Profile", "textual numba rich markdown_it"),
        ("import typeahead.editor.app", "numpy numba typeahead.prediction.predictor markdown_it regex"),
        ("import typeahead.commands.entry", "click rich textual numpy"),
    ],
)
def test_what_is_not_imported(code, absent):
    check = f"import sys; {code}; print([m for m in {absent.split()!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
