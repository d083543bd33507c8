"""What KenLM's lmplz writes is read and scored as KenLM does."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from tests.models.ngram.arpa.models import corpus, kenlm_scores, log10_scores, opened, stream

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
