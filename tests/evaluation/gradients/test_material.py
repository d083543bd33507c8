"""Which text networks are measured on."""

from __future__ import annotations

import numpy as np
import pytest

from typeahead.errors import SourceUnreadable
from typeahead.evaluation.gradients import material
from typeahead.evaluation.gradients.material import (
    LEAST_WORDS,
    excerpts,
    of_files,
    of_grammar,
    parts,
)


def written(folder, words: int):
    path = folder / "notes.txt"
    path.write_text("The river was high again, and we went home.\n\n" * (words // 11), encoding="utf-8")
    return path


def test_files_are_read_as_training_reads_them(tmp_path):
    found = of_files([written(tmp_path, 2 * LEAST_WORDS)], seed=1)
    assert (found.source, found.note) == ("the files", "")
    assert found.words[:4] == ["the", "river", "was", "high"]
    assert found.words[11] == "</s>" or "</s>" in found.words[:13]
    vocabulary = found.commonest(8)
    assert len(vocabulary) == 8
    ids = found.ids(vocabulary)
    assert ids.max() < 8
    assert len(ids) == len(found.words)


def test_more_than_enough_is_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(material, "MOST_WORDS", 3_500)
    assert len(of_files([written(tmp_path, 2 * LEAST_WORDS)], seed=1).words) == 3_500


def test_too_few_words_are_said_and_replaced(tmp_path):
    found = of_files([written(tmp_path, 110)], seed=1)
    assert found.words == of_grammar(1).words
    assert found.source == "a small grammar's sentences"
    assert found.note.startswith("the files have 1")
    assert "3,000 are needed" in found.note


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(SourceUnreadable):
        of_files([tmp_path / "nothing.md"], seed=1)


def test_excerpts_ask_for_the_next_word():
    ids = np.arange(200, dtype=np.int32)
    lesson = excerpts(np.random.default_rng(1), ids, 30, 5)
    assert lesson.words.shape == (30, 5)
    np.testing.assert_array_equal(lesson.targets, lesson.words + 1)
    short = excerpts(np.random.default_rng(1), ids[:7], 30, 5)  # again and again
    np.testing.assert_array_equal(short.targets, (short.words + 1) % 7)


def test_the_end_is_held_out():
    learned, held_out = parts(np.arange(100, dtype=np.int32))
    assert (len(learned), held_out.tolist()) == (90, list(range(90, 100)))


def test_no_more_bytes_are_read_than_are_wanted(monkeypatch):
    monkeypatch.setattr(material, "_MOST_BYTES", 10)
    assert list(material._first([b"one\n", b"two\nthree\nfour\n", b"five\n"])) == [b"one\n", b"two\n"]
