"""Counting what was learned into the arrays changes no answer: before and after, the same words, the same figures."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeahead.prediction.predictor import Predictor
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, retrain, train

TEXT = "the cat saw a dog and the dog saw it run home then we all went out to eat by sea"
WORDS = TEXT.split(" ")
NOTES = "\n\n".join(" ".join(WORDS[at:] + WORDS[:at]) + "." for at in range(len(WORDS)))
sentences = st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), min_size=1, max_size=6)


@settings(max_examples=12)
@given(sentences, sentences, st.booleans())
def test_answers_of_the_counts_are_the_same_before_and_after(learned, asked, compiled):
    same_before_and_after(learned, asked, compiled, "ngram", 1e-9, 12)


@settings(max_examples=8)
@given(sentences, sentences, st.booleans())
def test_answers_of_the_mixture_are_the_same_but_for_its_networks_rounding(learned, asked, compiled):
    same_before_and_after(learned, asked, compiled, "mixture", 1e-6, 8)


def same_before_and_after(learned, asked, compiled, model, rel, digits):
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "notes.md").write_text(NOTES)
        with Profile.open("default", home, create=True) as profile:
            train(profile, [home / "notes.md"], TrainingOptions(base=None if model == "mixture" else False))
        with Predictor.open(home=home, model=model) as predictor:
            if compiled:
                predictor.accelerate()
            for sentence in learned:
                predictor.learn(" ".join(sentence) + ".\n\n")
            places = [" ".join(sentence[:at]) + " " for sentence in asked for at in range(len(sentence) + 1)]
            text = "\n\n".join(" ".join(sentence) + "." for sentence in asked)
            before = [predictor.suggest(place) for place in places], predictor.surprise(text)
            predictor.store()
            with Profile.open("default", home) as profile:
                retrain(profile)
            assert predictor.outdated
            newer = predictor.newer()
            assert newer is not None
            assert len(newer.model.counts.pool) == 0
            predictor.refresh(newer)
            assert predictor.generation is newer
            assert not predictor.outdated
            after = [predictor.suggest(place) for place in places], predictor.surprise(text)
        for old, new in zip(before[0], after[0], strict=True):
            assert [each.probability for each in new] == pytest.approx(
                [each.probability for each in old], rel=rel
            )
            clear = [
                each.text
                for each in old
                if [round(o.probability, digits) for o in old].count(round(each.probability, digits)) == 1
            ]
            assert [each.text for each in new if each.text in clear] == clear
        assert [word.bits for word in after[1]] == pytest.approx([word.bits for word in before[1]], rel=rel)


def test_what_is_compiled_beforehand_serves_every_opened_model(tmp_path):
    """Another kind of array would be compiled for anew, in the thread that a person waits for."""
    from typeahead.models.compiling import warm
    from typeahead.models.neural.kernels import convolve_forward, packing, scan_forward
    from typeahead.models.ngram import kernels

    warm()
    compiled = [
        kernels.top,
        kernels.apply,
        kernels.mass,
        kernels.advance,
        kernels.statistics,
        kernels.follow,
        kernels.over,
    ]
    compiled += [packing.products, convolve_forward, scan_forward]
    before = [len(each.signatures) for each in compiled]
    (tmp_path / "notes.md").write_text(NOTES)
    with Profile.open("default", tmp_path, create=True) as profile:
        train(profile, [tmp_path / "notes.md"])
    for model in ("mixture", "base"):
        with Predictor.open(home=tmp_path, model=model) as predictor:
            predictor.accelerate()
            for place in ("", "the ", "the c", "The C"):
                predictor.suggest(place)
            if model == "mixture":
                predictor.learn("the cat saw it.\n\n")
                predictor.suggest("the ")
    assert [len(each.signatures) for each in compiled] == before
