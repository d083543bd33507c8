"""Real corpora and notes (skipped where they are not): KenLM's figures, and exact forgetting.

Reuters is learned and forgotten by a third of its lines; all of them where TYPEAHEAD_FAULTS is set (`make faults`).
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from tests.vault import bytes_in, generation_files, trained
from typeahead.evaluation.perplexity import measure
from typeahead.prediction.ngram_engine import NgramEngine
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train

TESTS = {"sotu": "heldout", "reuters": "heldout", "ptb": "test"}

EVERY = 1 if "TYPEAHEAD_FAULTS" in os.environ else 3


@pytest.fixture
def reuters(shared) -> list[str]:
    """Lines of the corpus, spread over all of it."""
    text = (shared / "benchmarks" / "reuters" / "train.txt").read_text(encoding="utf-8")
    return text.split("\n")[:-1:EVERY]


@pytest.mark.parametrize("corpus", list(TESTS))
def test_perplexity_is_kenlms(corpus, shared, tmp_path):
    folder = shared / "benchmarks"
    reference = json.loads((folder / "reference.json").read_text())
    lines = (folder / corpus / f"{TESTS[corpus]}.txt").read_text(encoding="utf-8").split("\n")[:-1]
    sentences = [[word for word in line.split(" ") if word] for line in lines]
    with Profile.open("default", tmp_path, create=True) as profile:
        for order, including in reference["perplexity_including_unknown"][corpus].items():
            options = TrainingOptions(tokens="whitespace", order=int(order), base=False)
            train(profile, [folder / corpus / "train.txt"], options)
            found = measure(NgramEngine(profile.generation()), sentences)
            assert [found.oov, found.tokens] == reference["unknown_tokens"][corpus]
            assert found.perplexity == pytest.approx(including, rel=1e-6)
            excluding = reference["perplexity_excluding_unknown"][corpus][order]
            assert found.perplexity_known == pytest.approx(excluding, rel=1e-6)


@pytest.mark.parametrize(
    ("variant", "options"),
    [
        ("sotu order 3, --prune 0 0 1", {"prune": (0, 0, 1)}),
        ("reuters order 3, --prune 0 0 1", {"prune": (0, 0, 1)}),
        ("reuters order 3, --interpolate_unigrams 0", {"interpolate_unigrams": False}),
    ],
)
def test_perplexity_is_kenlms_with_other_options_too(variant, options, shared, tmp_path):
    folder, corpus = shared / "benchmarks", variant.split()[0]
    expected = json.loads((folder / "reference.json").read_text())["variants"][variant]
    lines = (folder / corpus / "heldout.txt").read_text(encoding="utf-8").split("\n")[:-1]
    sentences = [[word for word in line.split(" ") if word] for line in lines]
    with Profile.open("default", tmp_path, create=True) as profile:
        chosen = TrainingOptions(tokens="whitespace", order=3, base=False, **options)
        train(profile, [folder / corpus / "train.txt"], chosen)
        found = measure(NgramEngine(profile.generation()), sentences)
    assert found.perplexity == pytest.approx(expected["including"], rel=1e-4)
    assert found.perplexity_known == pytest.approx(expected["excluding"], rel=1e-4)


def test_reuters_learned_live_and_forgotten_is_what_it_was(shared, reuters, tmp_path):
    (tmp_path / "train.txt").write_text("\n".join(reuters) + "\n", encoding="utf-8")
    options = TrainingOptions(tokens="whitespace", order=5)
    profile, _ = trained(tmp_path, tmp_path / "train.txt", options=options)
    with profile:
        untouched, model = profile.generation(), profile.generation()
        held_out = (shared / "benchmarks" / "reuters" / "heldout.txt").read_text(encoding="utf-8")
        rows = [line.split() for line in held_out.split("\n")[:1500:EVERY]]
        words = model.encoder.stream(rows, model.vocabulary.add)
        model.model.learn(words)
        assert model.model.counts.types > untouched.model.counts.types
        model.model.forget(words)
        counts, expected = model.model.counts, untouched.model.counts
        size = expected.vocabulary_size
        assert counts.types == expected.types
        assert not counts.unigrams[size:].any()
        for depth, before in zip(counts.depths, expected.depths, strict=True):
            np.testing.assert_array_equal(depth.counts[: len(before.counts)], before.counts)
            assert depth.count_of_counts == before.count_of_counts
            assert depth.count_of_counts == before.count_of_counts
        sample = untouched.encoder.stream(rows[:300])
        np.testing.assert_array_equal(model.model.score(sample), untouched.model.score(sample))
        for start in range(0, 600, 3):
            context = sample[start : start + 4].tolist()
            assert model.model.top(model.model.state_after(context), 10) == untouched.model.top(
                untouched.model.state_after(context), 10
            )


def test_reuters_a_and_b_less_b_is_a(reuters, tmp_path):
    parts = {"a": reuters[: len(reuters) * 3 // 4], "b": reuters[len(reuters) * 3 // 4 :]}
    for name, part in parts.items():
        (tmp_path / f"{name}.txt").write_text("\n".join(part) + "\n", encoding="utf-8")
    options = TrainingOptions(tokens="whitespace", order=5)
    only, _ = trained(tmp_path / "home", tmp_path / "a.txt", "only", options)
    both, _ = trained(tmp_path / "home", tmp_path / "a.txt", "both", options)
    with only, both:
        train(both, [tmp_path / "b.txt"])
        both.forget_document(str(tmp_path / "b.txt"))
        assert generation_files(both) == generation_files(only)


@pytest.fixture
def some_notes(shared, tmp_path) -> list[Path]:
    """Some of an author's notes, copied, so that they can be cut."""
    folder = tmp_path / "notes"
    folder.mkdir()
    for path in sorted((shared / "notes" / "mtlynch" / "train").iterdir())[: 20 if EVERY > 1 else 40]:
        (folder / path.name).write_bytes(path.read_bytes())
    return sorted(folder.iterdir())


def test_real_notes_less_a_document(some_notes, tmp_path):
    gone = some_notes[7]
    both, _ = trained(tmp_path / "home", gone.parent, "both")
    with both:
        body = dict(zip(both.store.documents(), both.store.bodies(), strict=True))[str(gone)]
        both.forget_document(str(gone))
        gone.unlink()
        never, _ = trained(tmp_path / "home", gone.parent, "never")
        with never:
            assert generation_files(both) == generation_files(never)
        long_sentences = [line for line in body.split("\n") if line.count(" ") > 12]
        left = bytes_in(both.folder)
        assert long_sentences
        assert not any(line.encode() in left for line in long_sentences)


def test_real_notes_less_a_word(some_notes, tmp_path):
    with_word, _ = trained(tmp_path / "home", some_notes[0].parent, "with")
    with with_word:
        assert b"synology" in bytes_in(with_word.store.file.parent).lower()
        forgotten = with_word.forget_word("synology")
        assert forgotten.words > 5
        left = bytes_in(with_word.folder).lower()
        # File names are not text that was learned; what they hold is.
        for path in some_notes:
            left = left.replace(str(path).encode().lower(), b"")
        assert b"synology" not in left
        assert not re.search(
            rb"(?i)synology", (with_word.generation().folder / "vocabulary.txt").read_bytes()
        )


def test_real_notes_less_a_word_are_notes_without_it(some_notes, tmp_path):
    profile, _ = trained(tmp_path / "home", some_notes[0].parent, "with")
    with profile:
        raw = {path: path.read_text(encoding="utf-8") for path in some_notes}
        everything = "\n".join(raw.values())
        stored = Counter(" ".join(" ".join(profile.store.bodies()).split("\n")).split(" "))
        # A word that only ever stands between spaces can be cut out of the files without touching anything else.
        word = next(
            word
            for word in sorted(stored, key=lambda each: (-stored[each], each))
            if word.isalpha()
            and len(word) > 5
            and len(re.findall(rf"(?<= ){word}(?= )", everything)) == stored[word]
            and len(re.findall(word, everything, re.IGNORECASE)) == stored[word] > 5
        )
        profile.forget_word(word)
        for path, text in raw.items():
            path.write_text(re.sub(rf"(?<= ){word} ", "", text), encoding="utf-8")
        never, _ = trained(tmp_path / "home", some_notes[0].parent, "never")
        with never:
            assert generation_files(profile) == generation_files(never)
