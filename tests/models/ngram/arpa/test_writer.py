"""Writing ARPA files."""

from __future__ import annotations

import gzip
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.models.ngram.arpa.models import WORDS, model_of, opened
from tests.models.ngram.arpa.test_reader import SMALL
from tests.strategies import texts
from typeahead.models.ngram.arpa import writer
from typeahead.models.ngram.arpa.explicit import explicit
from typeahead.models.ngram.arpa.reader import read
from typeahead.models.ngram.arpa.writer import spellings, write
from typeahead.models.protocols import RESERVED

TEXT = [[3, 4, 5, 3], [4, 4], [], [3, 4, 5, 6]]


def test_the_whole_of_a_small_file(tmp_path):
    write(tmp_path / "m.arpa", explicit(model_of([[3, 3]], 2, "witten-bell"), WORDS))
    # Unigrams: 3 twice, </s> once, two types, so (c + 2/3) / 5, and 2/15 for <unk>.
    # After <s>: (1 + p) / 2; after 3: (1 + 2 p) / 4.
    assert (tmp_path / "m.arpa").read_text() == (
        "\\data\\\nngram 1=4\nngram 2=3\n\n"
        "\\1-grams:\n-0.8750613\t<unk>\t0\n-99\t<s>\t-0.30103\n-0.4771213\t</s>\t0\n-0.2730013\tw3\t-0.30103\n\n"
        "\\2-grams:\n-0.1153934\t<s> w3\n-0.3802112\tw3 </s>\n-0.2867896\tw3 w3\n\n"
        "\\end\\\n"
    )


@given(text=texts, order=st.integers(1, 5))
def test_written_in_pieces(tmp_path_factory, text, order):
    """However many lines are made at a time, the file is the same."""
    ngrams = explicit(model_of(text, order), WORDS)
    path = tmp_path_factory.mktemp("arpa") / "m.arpa"
    write(path, ngrams)
    whole = path.read_bytes()
    before = writer._LINES
    try:
        for writer._LINES in (1, 2, 7):
            write(path, ngrams)
            assert path.read_bytes() == whole
    finally:
        writer._LINES = before


def test_what_was_read_is_written_again(tmp_path):
    """Exact, but for the order of the lines and what is said of p(<s>), which is never asked for."""
    (tmp_path / "small.arpa").write_text(SMALL)
    model, arpa = opened(tmp_path / "small.arpa")
    write(tmp_path / "again.arpa", model.ngrams(arpa.vocabulary.words))
    again, other = opened(tmp_path / "again.arpa")
    assert other.vocabulary.words == arpa.vocabulary.words
    for level, same in zip(arpa.ngrams.levels, read(tmp_path / "again.arpa").ngrams.levels, strict=True):
        assert (level.words == same.words).all()
        assert (level.logs == same.logs).all()
        assert (level.backoffs == same.backoffs).all()
    write(tmp_path / "third.arpa", again.ngrams(other.vocabulary.words))
    assert (tmp_path / "third.arpa").read_bytes() == (tmp_path / "again.arpa").read_bytes()


def test_gzip_by_its_name(tmp_path):
    ngrams = explicit(model_of(TEXT, 3), WORDS)
    for name in ("m.arpa", "m.arpa.gz", "other.gz"):
        write(tmp_path / name, ngrams)
    plain = (tmp_path / "m.arpa").read_bytes()
    assert gzip.decompress((tmp_path / "m.arpa.gz").read_bytes()) == plain
    assert (tmp_path / "m.arpa.gz").read_bytes() == (tmp_path / "other.gz").read_bytes()


def test_spellings_of_reserved_words():
    words = [*RESERVED, "<s>", "[unk]", "<unk>", "a b", "cat", "<UNK>", "</s>"]
    found, renamed = spellings(words)
    assert found == [*RESERVED, "[s]", "[unk]", "[[unk]]", "a_b", "cat", "[UNK]", "[/s]"]
    assert renamed == {"<s>": "[s]", "<unk>": "[[unk]]", "a b": "a_b", "<UNK>": "[UNK]", "</s>": "[/s]"}
    assert len(set(found)) == len(words)


def test_a_literal_unk_is_another_word(tmp_path):
    model = model_of(TEXT, 2)
    words = [*RESERVED, "<unk>", *WORDS[4:]]
    written = write(tmp_path / "m.arpa", explicit(model, words))
    assert written.renamed == {"<unk>": "[unk]"}
    imported, arpa = opened(tmp_path / "m.arpa")
    p = imported.probability(imported.start(), arpa.vocabulary.id_of("[unk]"))
    assert p == pytest.approx(model.probability(model.start(), 3), rel=1e-5)


def test_nothing_is_left_of_what_fails(tmp_path, monkeypatch):
    path = tmp_path / "m.arpa"
    path.write_text("the one before")
    ngrams = explicit(model_of(TEXT, 3), WORDS)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writer.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write(path, ngrams)
    assert [each.name for each in tmp_path.iterdir()] == ["m.arpa"]
    assert path.read_text() == "the one before"


def test_progress_is_told(tmp_path: Path):
    told: list[tuple[int, int]] = []
    ngrams = explicit(model_of(TEXT, 3), WORDS)
    written = write(tmp_path / "m.arpa", ngrams, lambda done, total: told.append((done, total)))
    assert told[-1] == (sum(written.numbers),) * 2
    assert len(told) == 3


def test_only_unigrams(tmp_path):
    model = model_of(TEXT, 1)
    write(tmp_path / "m.arpa", explicit(model, WORDS))
    imported, arpa = opened(tmp_path / "m.arpa")
    known = [arpa.vocabulary.id_of(word) for word in ("w3", "w4")]
    expected = model.distribution(model.start())[[3, 4]]
    assert np.allclose(imported.distribution(imported.start())[known], expected, rtol=1e-5)


def test_a_link_stays_one(tmp_path):
    (tmp_path / "far").mkdir()
    (tmp_path / "m.arpa").symlink_to(tmp_path / "far" / "real.arpa")
    write(tmp_path / "m.arpa", explicit(model_of(TEXT, 2), WORDS))
    assert (tmp_path / "m.arpa").is_symlink()
    assert (tmp_path / "far" / "real.arpa").read_text().startswith("\\data\\")
