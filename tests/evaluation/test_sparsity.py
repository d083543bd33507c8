"""Contexts never seen and orders that answer, against a reference of a few lines."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead import Profile
from typeahead.errors import SourceUnreadable
from typeahead.evaluation.sparsity import OrderSparsity, Sparsity, sparsity, sparsity_of_files
from typeahead.profile.training import TrainingOptions, train
from typeahead.profile.variants import variant

LINES = ["a b c d", "a b d", "b c a", "c a b d e", "a"]
TEXTS = st.lists(st.lists(st.sampled_from("abcdez"), min_size=1, max_size=6), min_size=1, max_size=5)


def plainly(read: list[str], text: list[list[str]], order: int) -> Sparsity:
    """The same, word by word."""
    counted: Counter[tuple[str, ...]] = Counter()
    followed: Counter[tuple[str, ...]] = Counter()
    for line in read:
        words = ["<s>", *line.split(), "</s>"]
        for end in range(1, len(words)):
            for n in range(1, min(order, end + 1) + 1):
                counted[tuple(words[end - n + 1 : end + 1])] += 1
                followed[tuple(words[end - n + 1 : end])] += 1
    places, unseen, seen, answered = Counter(), Counter(), Counter(), Counter()
    for sentence in text:
        words = ["<s>", *sentence, "</s>"]
        for end in range(1, len(words)):
            longest = 0
            for n in range(1, min(order, end + 1) + 1):
                ngram = tuple(words[end - n + 1 : end + 1])
                places[n] += 1
                unseen[n] += not followed[ngram[:-1]]
                seen[n] += bool(counted[ngram])
                longest = n if counted[ngram] else longest
            answered[longest] += 1
    orders = [OrderSparsity(n, places[n], unseen[n], seen[n], answered[n]) for n in range(1, order + 1)]
    return Sparsity(sum(answered.values()), answered[0], orders)


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sparsity")
    (folder / "corpus.txt").write_text("\n".join(LINES) + "\n")
    with Profile.open("bench", folder / "home", create=True) as opened:
        train(opened, [folder / "corpus.txt"], TrainingOptions(order=4, tokens="whitespace"))
        yield opened


@given(TEXTS, st.integers(1, 4), st.sampled_from(["modified-kneser-ney", "mle"]))
def test_as_counted_word_by_word(profile, text, order, smoothing):
    assert sparsity(variant(profile, smoothing=smoothing, order=order), text) == plainly(LINES, text, order)


def test_of_its_own_text_nothing_is_unseen(profile):
    found = sparsity(profile.generation(), [line.split() for line in LINES])
    assert found.unknown == 0
    assert all(each.contexts_unseen == 0 and each.ngrams_seen == each.places for each in found.orders)
    assert sum(each.answered for each in found.orders) == found.tokens == 21


def test_files(profile, tmp_path):
    (tmp_path / "one.txt").write_text("a b zebra\n")
    (tmp_path / "two.txt").write_text("b c\n")
    found = sparsity_of_files(profile.generation(), [tmp_path / "one.txt", tmp_path / "two.txt"])
    assert (found.files, found.found.tokens, found.found.unknown) == (2, 7, 1)
    with pytest.raises(SourceUnreadable, match="nowhere"):
        sparsity_of_files(profile.generation(), [Path("nowhere.txt")])


def test_words_of_prose_are_met_in_any_case(tmp_path):
    (tmp_path / "notes.md").write_text("The students opened their books. It rained.\n")
    (tmp_path / "unseen.md").write_text("The students opened their windows.\n")
    with Profile.open(create=True) as opened:
        train(opened, [tmp_path / "notes.md"])
        found = sparsity_of_files(opened.generation(), [tmp_path / "unseen.md"]).found
    assert (found.tokens, found.unknown) == (7, 1)
    # "the" after <s>; then every order up to the fifth; "windows" is unknown, so the full stop stands alone.
    assert [each.answered for each in found.orders] == [1, 2, 1, 1, 1]
