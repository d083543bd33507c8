"""Texts that models make: what may be in them, where they end, and that they follow the distribution."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest

from typeahead import Predictor, Profile
from typeahead.errors import ModelMissing
from typeahead.prediction.drawing import Drawing
from typeahead.prediction.generating import generate
from typeahead.prediction.voices import Voice, voices
from typeahead.profile.training import TrainingOptions, train

LINES = ["a b c", "a b d", "a b d", "b c a", "c a b d", "<unk> a", "a"]
NOTES = (
    "The students opened their books. The students (all of them) opened their windows, didn't they? It rained.\n\n"
    "Anna's dog ate the old books; Bob wrote to alice@example.org.\n\n"
)


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "corpus.txt"
    path.write_text("\n".join(LINES) + "\n")
    return path


def opened(path, **options) -> Predictor:
    with Profile.open("bench", create=True) as profile:
        train(profile, [path], TrainingOptions(tokens="whitespace", **options))
    return Predictor.open("bench")


@pytest.fixture
def bench(lines):
    with opened(lines, order=3) as predictor:
        yield predictor


@pytest.fixture
def notes(tmp_path):
    (tmp_path / "notes.md").write_text(NOTES * 3)
    with Profile.open(create=True) as profile:
        train(profile, [tmp_path / "notes.md"])
    with Predictor.open() as predictor:
        yield predictor


def test_the_seed_makes_the_text(bench):
    first = generate(voices(bench), "a ", words=60, seed=4)
    assert generate(voices(bench), "a ", words=60, seed=4) == first
    assert generate(voices(bench), "a ", words=60, seed=5).text != first.text


def test_the_text_begins_with_the_prompt_and_has_as_many_words_as_wanted(bench):
    found = generate(voices(bench), "c a ", words=30, seed=1)
    assert found.text.startswith("c a")
    assert len(found.text.split()) == 32
    assert found.words == 30
    assert found.steps == []


def test_each_sentence_of_a_corpus_is_a_line(bench):
    found = generate(voices(bench), "", words=50, seed=2, show=True)
    ends = sum(step.word == "</s>" for step in found.steps)
    assert found.text.count("\n") == ends > 3
    assert "</s>" not in found.text
    assert "<s>" not in found.text


def test_the_reserved_unk_is_never_drawn_but_a_word_spelled_so_is(bench):
    vocabulary = bench.generation.vocabulary
    weights = voices(bench)[0].weights()
    assert weights[0] == weights[1] == 0
    assert weights[vocabulary.id_of("<unk>")] > 0


def test_words_come_as_often_as_the_model_says(bench):
    (voice,) = voices(bench)
    voice.hear(["a", "b"])
    p = voice.weights() / voice.weights().sum()
    drawn = Counter(
        generate([Voice("", bench.engine)], "a b ", words=1, seed=seed, show=True).steps[0].word
        for seed in range(3000)
    )
    words = ["</s>" if word == 2 else bench.generation.vocabulary.words[word] for word in np.flatnonzero(p)]
    expected = dict(zip(words, p[p > 0] * 3000, strict=True))
    assert set(drawn) <= set(expected)
    squared = sum((drawn[word] - many) ** 2 / many for word, many in expected.items())
    # Five degrees of freedom: above 33 once in 250,000 seeds.
    assert len(expected) == 6
    assert squared < 33


def test_cold_always_takes_the_likeliest(bench):
    found = generate(voices(bench), "", words=20, drawing=Drawing(0.0), seed=1, show=True)
    assert found.text == generate(voices(bench), "", words=20, drawing=Drawing(0.0), seed=2).text
    for step in found.steps:
        assert step.word == step.distributions[0].likely[0].word
        assert step.distributions[0].likely[0].chance == 1.0


def test_what_is_shown_is_the_model_s_distribution_and_the_counts_behind_it(bench):
    (step, *_) = generate(voices(bench), "a b ", words=1, seed=1, show=True).steps
    (shown,) = step.distributions
    model, vocabulary = bench.generation.model, bench.generation.vocabulary
    state = model.state_after([vocabulary.id_of("a"), vocabulary.id_of("b")])
    assert shown.context == ["a", "b"]
    assert (shown.total, shown.normalised, shown.continuation) == (4, True, False)
    best = shown.likely[0]
    assert (best.word, best.count) == ("d", 3)
    assert best.probability == pytest.approx(model.probability(state, vocabulary.id_of("d")))
    assert {each.word: each.count for each in shown.likely}["c"] == 1
    assert {each.word: each.count for each in shown.likely}["</s>"] == 0
    assert step.after == ["a", "b"]


def test_below_the_longest_context_kneser_ney_has_continuation_counts(bench):
    (step, *_) = generate(voices(bench), "z b ", words=1, seed=1, show=True).steps
    (shown,) = step.distributions
    assert (shown.context, shown.continuation) == (["b"], True)
    # "b d" was met after one word (a), "b c" after a and at the start of a sentence.
    counts = {each.word: each.count for each in shown.likely}
    assert (counts["d"], counts["c"], shown.total) == (1, 2, 3)


def test_what_was_drawn_is_always_among_what_is_shown(notes):
    for step in generate(voices(notes), "The ", words=60, drawing=Drawing(3.0), seed=3, show=True).steps:
        assert step.word in [each.word for each in step.distributions[0].likely]


def test_prose_reads_as_prose(notes):
    cold = generate(voices(notes), "the students opened ", words=4, drawing=Drawing(0.0))
    assert cold.text == "the students opened their books. The students"
    found = generate(voices(notes), "", words=400, seed=7)
    assert found.text[0].isupper() or not found.text[0].isalpha()
    assert found.words == 400
    for wrong in (" ,", "( ", " '", "<secret>", "  "):
        assert wrong not in found.text
    assert "didn't" in found.text


@pytest.mark.parametrize("prompt", ["It rained. ", "It rained.\n\n", ""])
def test_a_new_sentence_begins_with_a_capital(notes, prompt):
    found = generate(voices(notes), prompt, words=2, drawing=Drawing(0.0))
    assert found.text.startswith(prompt)
    assert found.text[len(prompt)].isupper()


def test_blocked_and_withheld_words_are_never_said(notes):
    notes.learn("Quokkas quokkas. ")
    vocabulary = notes.generation.vocabulary
    before = voices(notes)[0].weights()
    assert before[vocabulary.id_of("books")] > 0
    notes.forget("books")
    vocabulary = notes.generation.vocabulary
    assert voices(notes)[0].weights()[vocabulary.id_of("books")] == 0  # English has it still
    notes.learn("Zebras graze. ")
    vocabulary = notes.generation.vocabulary
    hidden = voices(notes)[0].weights()[vocabulary.id_of("graze")]
    assert hidden == 0
    notes.learn("Zebras graze. ")
    assert voices(notes)[0].weights()[vocabulary.id_of("graze")] > 0


def test_maximum_likelihood_stops_where_nothing_was_ever_seen(bench):
    found = generate(voices(bench, ["mle", "modified-kneser-ney"]), "d c ", words=5, show=True)
    assert (found.text, found.words, found.stuck) == ("d c ", 0, ["d", "c"])
    (step,) = found.steps
    assert step.word is None
    nothing, other = step.distributions
    assert (nothing.likely, nothing.total, nothing.context) == ([], 0, ["d", "c"])
    assert other.likely
    assert other.context == ["c"]


def test_maximum_likelihood_says_only_what_was_seen(bench):
    seen = {tuple(("<s> " * 2 + line + " </s>").split()[at : at + 3]) for line in LINES for at in range(9)}
    found = generate(voices(bench, ["mle"]), "", words=100, seed=3)
    assert found.words == 100
    for line in found.text.split("\n")[:-1]:
        words = ["<s>", "<s>", *line.split(), "</s>"]
        assert all(tuple(words[at : at + 3]) in seen for at in range(len(words) - 2))


def test_two_smoothings_side_by_side_and_the_first_one_speaks(bench):
    alone = generate(voices(bench, ["mle"]), "a ", words=10, seed=3, show=True)
    beside = generate(voices(bench, ["mle", "modified-kneser-ney"]), "a ", words=10, seed=3, show=True)
    assert beside.text == alone.text
    assert [step.distributions[:1] for step in beside.steps] == [step.distributions for step in alone.steps]
    first, second = beside.steps[0].distributions
    assert (first.name, second.name) == ("mle", "modified-kneser-ney")
    assert first.likely[0].probability == pytest.approx(first.likely[0].count / first.total)
    assert second.likely[0].probability < first.likely[0].probability


def test_scores_are_drawn_as_probabilities(bench):
    (step, *_) = generate(voices(bench, ["stupid-backoff"]), "a ", words=1, seed=3, show=True).steps
    (shown,) = step.distributions
    assert not shown.normalised
    whole = voices(bench, ["stupid-backoff"])[0]
    whole.hear(["a"])
    assert shown.likely[0].chance == pytest.approx(shown.likely[0].probability / whole.weights().sum())


def test_another_order(bench):
    (voice,) = voices(bench, order=1)
    assert voice.generation.settings.order == 1
    (step, *_) = generate([voice], "a b ", words=1, seed=3, show=True).steps
    assert step.distributions[0].context == []


def test_what_came_with_typeahead_can_speak_but_not_be_counted_anew():
    with Predictor.open(model="base") as predictor:
        assert generate(voices(predictor), "I wanted to ", words=5, seed=1).words == 5
        with pytest.raises(ModelMissing, match="can't be counted anew"):
            voices(predictor, ["mle"])
    with Predictor.open() as predictor, pytest.raises(ModelMissing):
        voices(predictor, ["mle"])


def test_the_lecture_s_demonstration(shared, tmp_path):
    """After "today the" company, bank and price follow 4, 4 and 2 times of 26."""
    reuters = shared / "benchmarks" / "reuters"
    both = tmp_path / "both"
    both.mkdir()
    for name in ("train.txt", "heldout.txt"):
        (both / name).write_bytes((reuters / name).read_bytes())
    with opened(both, order=3, smoothing="mle") as predictor:
        speaking = voices(predictor)
        (step, *_) = generate(speaking, "today the ", words=1, seed=1, show=True).steps
    (shown,) = step.distributions
    assert (shown.context, shown.total) == (["today", "the"], 26)
    found = [(each.word, round(each.probability, 3), each.count) for each in shown.likely]
    assert sorted(found[:2]) == [("bank", 0.154, 4), ("company", 0.154, 4)]
    assert ("price", 0.077, 2) in found
