"""Figures of small texts that can be checked by hand or another way."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest

from typeahead import Predictor, Profile
from typeahead.errors import SourceUnreadable
from typeahead.evaluation.evaluate import evaluate
from typeahead.evaluation.perplexity import measure
from typeahead.evaluation.texts import read_paragraphs, split_sentences
from typeahead.profile.training import TrainingOptions, train
from typeahead.text.sources import MAX_BYTES

NOTES = "The students opened their books. The students opened their windows. It rained.\n\n" * 3
UNSEEN = "The students opened their books.\n\nThe zzqx opened their books in Quokkaish.\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    tmp_path = tmp_path / "files"
    tmp_path.mkdir()
    (tmp_path / "notes.md").write_text(NOTES)
    (tmp_path / "unseen.md").write_text(UNSEEN)
    (tmp_path / "corpus.txt").write_text("a b c\na b d\n\n a\tc  <unk> \n")
    with Profile.open(create=True) as profile:
        train(profile, [tmp_path / "notes.md"])
    with Profile.open("bench", create=True) as profile:
        train(profile, [tmp_path / "corpus.txt"], TrainingOptions(order=2, tokens="whitespace"))
    return tmp_path


def test_perplexity_agrees_with_surprise(files):
    with Predictor.open() as predictor:
        report = evaluate(predictor, [files / "unseen.md"])
        words = predictor.surprise(UNSEEN)
        encoder = predictor.generation.encoder
        ends = encoder.stream(split_sentences(read_paragraphs(files / "unseen.md", "prose"), "prose"))
        end_bits = -predictor.engine.score(ends)[ends == 2].sum() / math.log(2)
    bits = sum(word.bits for word in words) + float(end_bits)
    assert report.tokens == len(words) + 2
    assert report.perplexity == pytest.approx(2 ** (bits / report.tokens), rel=1e-4)
    assert report.bits_per_character == pytest.approx(bits / len("\n".join(UNSEEN.split("\n\n"))), rel=1e-4)
    assert report.oov == 2
    assert report.perplexity_known < report.perplexity


def test_counts(files):
    with Predictor.open() as predictor:
        report = evaluate(predictor, [files / "unseen.md"])
    assert report.characters == sum(len(line) + 1 for line in UNSEEN.splitlines() if line)
    assert (report.words, report.files) == (12, 1)
    assert 0 < report.hit_at_1 <= report.hit_at_3 < 1
    assert report.keystroke_savings is None
    assert report.keystroke_savings_repeating is None
    assert report.model == "5-gram of your notes + English + network"


@pytest.mark.parametrize("word", ["x" * 99, "б" * 60, "ж" * 99])
def test_words_of_any_length_and_script_have_finite_bits(files, word):
    (files / "odd.md").write_text(f"The students opened their {word}.\n")
    with Predictor.open() as predictor:
        report = evaluate(predictor, [files / "odd.md"])
        surprise = next(each for each in predictor.surprise(f"opened their {word} in") if each.text == word)
        explained = predictor.explain("The students opened their", word)
        lone = measure(predictor.engine, [[word]])
    assert math.isfinite(report.bits_per_character)
    assert 100 < surprise.bits < 10_000
    assert 100 < explained.bits < 10_000
    assert math.isfinite(lone.bits)


def test_keystrokes_do_not_change_the_other_figures(files):
    with Predictor.open() as predictor:
        quick = evaluate(predictor, [files / "unseen.md"])
        whole = evaluate(predictor, [files / "unseen.md"], keystrokes=True)
    assert set(whole.keystroke_savings) == set(whole.keystroke_savings_repeating) == {1, 3, 5}
    for name in ("perplexity", "hit_at_1", "hit_at_3", "bits_per_character", "tokens", "oov"):
        assert getattr(quick, name) == getattr(whole, name)


def test_learning_helps_hits_and_leaves_perplexity_and_the_predictor_alone(files):
    text = files / "long.md"
    text.write_text("Quokkas sleep under umbrellas.\n\n" * 8)
    with Predictor.open() as predictor:
        before = predictor.suggest("Quokkas ")
        still = evaluate(predictor, [text], learn=False)
        learned = evaluate(predictor, [text])
        assert learned.hit_at_1 > still.hit_at_1
        assert learned.perplexity == still.perplexity
        assert predictor.suggest("Quokkas ") == before
        assert predictor.learned_in_session == 0
    with Profile.open() as profile:
        assert [row.kind for row in profile.documents()] == ["file"]


def test_whitespace_lines_are_taken_as_they_stand(files):
    assert read_paragraphs(files / "corpus.txt", "whitespace") == ["a b c", "a b d", " a c  <unk> "]
    assert split_sentences([" a\tc  <unk> \r"], "whitespace") == [["a", "c", "<unk>"]]
    with Predictor.open("bench") as predictor:
        report = evaluate(predictor, [files / "corpus.txt"])
        scores = predictor.generation.model.score(
            predictor.generation.encoder.stream([["a", "b", "c"], ["a", "b", "d"], ["a", "c", "<unk>"]])
        )
    assert (report.tokens, report.oov) == (12, 0)
    assert report.perplexity == pytest.approx(float(np.exp(-scores.astype(float).mean())))
    assert report.characters == 5 + 5 + len(" a\tc  <unk> ") + 3


def test_tokens_can_be_chosen(files):
    with Predictor.open("bench") as predictor:
        assert evaluate(predictor, [files / "unseen.md"], tokens="prose").tokens == 16
        assert evaluate(predictor, [files / "unseen.md"]).tokens == 14


def test_folders_and_progress(files):
    told = []
    with Predictor.open() as predictor:
        report = evaluate(predictor, [files], progress=lambda *each: told.append(each))
    assert report.files == 3
    assert told[0] == ("reading", 1, 3)
    assert ("measuring", 1, 1) in told
    assert told[-1][0] == "typing"
    assert told[-1][1] == told[-1][2]


def test_a_corpus_is_read_as_in_training_whatever_is_in_it(files):
    corpus = files / "odd.txt"
    corpus.write_bytes(b"%PDF-\x00a b\rc\x0c\r\n\r\n\xef\xbb\xbfa\tb\r\n" + b" " * MAX_BYTES)
    with Profile.open("odd", create=True) as profile:
        trained = train(profile, [corpus], TrainingOptions(order=2, tokens="whitespace")).summary
    with Predictor.open("odd") as predictor:
        report = evaluate(predictor, [corpus])
        assert predictor.surprise("a\rc\x0c")[-1].text == "c\x0c"
    assert (trained.sentences, trained.words) == (2, 6)
    assert (report.tokens, report.oov) == (8, 0)


@pytest.mark.parametrize(
    ("content", "tokens"),
    [
        (b"", "prose"),
        (b"```\ncode\n```\n", "prose"),
        (b"\x7fELF\x00", "prose"),
        (b"", "whitespace"),
        (b"\x00\t\r\n \n", "whitespace"),
    ],
)
def test_nothing_to_evaluate(files, content, tokens):
    (files / "nothing.md").write_bytes(content)
    with Predictor.open() as predictor, pytest.raises(SourceUnreadable, match=r"nothing\.md"):
        evaluate(predictor, [files / "nothing.md"], tokens=tokens)
