"""Pages of evaluate and compare, from models trained on a few lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.evaluation.report.pages import HOSTILE, check
from typeahead import Predictor, Profile
from typeahead.evaluation.compare import compare
from typeahead.evaluation.evaluate import evaluate
from typeahead.evaluation.report.comparison_page import comparison_page
from typeahead.evaluation.report.evaluation_page import evaluation_page
from typeahead.profile.training import TrainingOptions, train

LINES = ["a b c d", "a b d", "b c a", "c a b d e", "a", "a b d", ", a b c ."]


@pytest.fixture
def unseen(tmp_path):
    (tmp_path / "corpus.txt").write_text("\n".join(LINES) + "\n")
    (tmp_path / "unseen.txt").write_text("a b c a\nz b d\n, e\n")
    with Profile.open("bench", create=True) as opened:
        train(opened, [tmp_path / "corpus.txt"], TrainingOptions(order=3, tokens="whitespace"))
    return tmp_path / "unseen.txt"


def test_one_model(unseen):
    with Predictor.open("bench", stored=False) as predictor:
        report = evaluate(predictor, [unseen], keystrokes=True, calibration=True)
    page = check(evaluation_page(replace(report, model=HOSTILE)))
    assert page.count("script") == 0
    assert "<script>alert(1)</script>" in page.text
    assert f"{report.perplexity:,.1f}" in page.text
    assert f"{report.intervals.perplexity.low:,.1f} to {report.intervals.perplexity.high:,.1f}" in page.text
    for said in ("hit@5", "mean reciprocal rank", "Keystrokes saved", "Why words were missed", "Koehn 2004"):
        assert said in page.text, said
    assert "So few paragraphs" in page.text
    assert sum(tag == "figure" for tag, _ in page.tags) == 4
    bare = check(evaluation_page(replace(report, keystroke_savings=None, misses=None, calibration=None)))
    assert "Keystrokes saved" not in bare.text
    assert bare.count("figure") == 0


def test_models_side_by_side(unseen):
    names = ["mle", "stupid-backoff", "witten-bell", "modified-kneser-ney"]
    found = compare("bench", [unseen], smoothings=names, keystrokes=True, calibration=True)
    found = replace(found, rows=[*found.rows[:-1], replace(found.rows[-1], name=HOSTILE)])
    page = check(comparison_page(found))
    assert page.count("script") == 0
    assert "<script>alert(1)</script>" in page.text
    assert "∞ mle" in page.text
    assert "scores" in page.text
    assert page.count("figure") == len(names)
    assert "saved@5" in page.text
    best = found.rows[found.best]
    assert f"▸ {best.name}" in page.text or best.name == HOSTILE
    bars = [float(a["width"].rstrip("%")) for tag, a in page.tags if tag == "rect"]
    assert max(bars) <= 100
