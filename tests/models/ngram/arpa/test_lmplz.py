"""What KenLM's lmplz writes is read and scored as KenLM does."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from tests.models.ngram.arpa.models import corpus, kenlm_scores, log10_scores, opened, stream
from typeahead.models.ngram.base import UniformBase
from typeahead.models.ngram.build import count
from typeahead.models.ngram.counts import Counts
from typeahead.models.ngram.model import NgramModel
from typeahead.models.ngram.smoothing import make

TEXT = """the cat sat on the mat
the dog sat on the cat
a dog and a cat sat down
the mat was red and the dog was down
\u00fcber den Hund , den roten Hund
"""


def lmplz(text: bytes, path: Path, *options: str) -> Path:
    program = shutil.which("lmplz")
    if program is None:
        pytest.skip("lmplz is not on the PATH (build it from github.com/kpu/kenlm)")
    command = [program, *options, "--skip_symbols", "-S", "100M", "-T", str(path.parent)]
    done = subprocess.run(command, input=text, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    path.write_bytes(done.stdout)
    return path


@pytest.mark.parametrize("options", [("-o", "2"), ("-o", "5"), ("-o", "4", "--prune", "0", "0", "1")])
def test_a_small_text(tmp_path, options):
    path = lmplz(TEXT.encode(), tmp_path / "small.arpa", "--discount_fallback", *options)
    measured = [*(line.split() for line in TEXT.splitlines()), ["the", "horse", "sat", "down"], []]
    model, arpa = opened(path)
    assert arpa.notices == []
    found = log10_scores(model, stream(arpa.vocabulary, measured))
    assert found == pytest.approx(kenlm_scores(path, measured), abs=1e-5)


@pytest.mark.parametrize("order", [3, 5])
def test_real_text(shared, tmp_path, order):
    train = (shared / "benchmarks/sotu/train.txt").read_bytes()
    heldout = corpus(shared / "benchmarks/sotu/heldout.txt")
    path = lmplz(train, tmp_path / "sotu.arpa", "-o", str(order))
    model, arpa = opened(path)
    found = log10_scores(model, stream(arpa.vocabulary, heldout))
    assert np.abs(found - kenlm_scores(path, heldout)).max() < 1e-4
    assert 10 ** -found.mean() == pytest.approx({3: 171.621509, 5: 167.904114}[order], rel=1e-5)


def test_a_text_too_small_for_some_discounts(tmp_path):
    """Fixed discounts at the orders where lmplz has them, and only there."""
    times = {"a": (40, 1), "b": (20, 2), "c": (9, 3), "d": (3, 7)}
    drawn = [
        f"{kind}{at}" for kind, (words, many) in times.items() for at in range(words) for _ in range(many)
    ]
    np.random.default_rng(1).shuffle(drawn)
    sentences = [drawn[at : at + 9] for at in range(0, len(drawn), 9)]
    text = "".join(" ".join(sentence) + "\n" for sentence in sentences)
    path = lmplz(text.encode(), tmp_path / "small.arpa", "--discount_fallback", "-o", "3")
    _, arpa = opened(path)
    words = stream(arpa.vocabulary, sentences)
    kind = make("modified-kneser-ney", {"as_lmplz": True})
    counts = Counts(count(words, len(arpa.vocabulary), 3))
    model = NgramModel(counts, UniformBase(counts), kind)
    assert model.discounts()[0].taken[3] == 3.0
    assert model.discounts()[2].fallback
    assert log10_scores(model, words) == pytest.approx(kenlm_scores(path, sentences), abs=1e-5)
