"""A profile's text as a network reads it, and what is held out of it."""

from __future__ import annotations

import numpy as np
import pytest

from tests.profile.networks.made import write_text
from tests.vault import NOTES, trained, write_notes
from typeahead.errors import NothingToLearn
from typeahead.models.protocols import EOS, FIRST_WORD, RESERVED, UNK
from typeahead.profile.networks import corpus
from typeahead.profile.networks.corpus import NetworkText, notes_digest, read
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train


def sentences(words: list[str]) -> list[str]:
    return " ".join(words).split(RESERVED[EOS])


def learned_words(text: NetworkText) -> list[str]:
    return [RESERVED[EOS] if id_ == EOS else text.words[id_] for id_ in text.train.tolist()]


def test_the_whole_text_is_there_once(profile):
    text = read(profile)
    assert text.words[:FIRST_WORD] == list(RESERVED)
    assert text.train.dtype == text.held_out.dtype == np.int32
    assert len(text.held_out) == len(text.held_out_words)
    assert text.train[-1] == text.held_out[-1] == EOS
    total = len(text.train) + len(text.held_out)
    stored = sum(document.words for document in profile.store.documents().values())
    ends = int((text.train == EOS).sum() + (text.held_out == EOS).sum())
    assert total == stored + ends
    assert 0.01 < len(text.held_out) / total < 0.2
    assert (text.tokens, text.forgettings) == ("prose", profile.store.forgettings)


def test_words_are_numbered_from_the_commonest(profile):
    text = read(profile)
    counts = np.bincount(text.train, minlength=len(text.words))[FIRST_WORD:]
    assert (np.diff(counts) <= 0).all()
    assert counts.min() > 1, "what is met once is unknown"
    equal = [text.words[FIRST_WORD + n] for n in np.flatnonzero(counts == counts[-1])]
    assert equal == sorted(equal)


def test_the_held_out_text_in_the_words_of_another_network(profile):
    text = read(profile)
    assert text.held_out_for(text.words).tolist() == text.held_out.tolist()
    few = text.held_out_for([*RESERVED, "the"])
    assert (few == EOS).tolist() == (text.held_out == EOS).tolist()
    assert ((few == FIRST_WORD) == (np.array(text.held_out_words) == "the")).all()
    assert set(few.tolist()) == {EOS, UNK, FIRST_WORD}


def test_the_digest_is_of_the_text_and_nothing_else(profile, made, home, tmp_path):
    text = read(profile)
    assert read(profile).digest == text.digest
    other = Profile.open("other", home, create=True)
    with other:
        elsewhere = write_text(tmp_path / "elsewhere", "another name.txt")
        train(other, [elsewhere])
        assert read(other).digest == text.digest
        assert read(other).notes == text.notes
        elsewhere.write_text(elsewhere.read_text().replace("roses", "tulips", 1))
        train(other, [])
        assert read(other).digest != text.digest
        assert notes_digest(other) != text.notes


def test_what_is_held_out_stays_held_out_when_notes_are_added(tmp_path):
    write_text(tmp_path / "notes", "b.txt", 1200, seed=1)
    profile, _ = trained(tmp_path / "home", tmp_path / "notes")
    with profile:
        before = read(profile)
        write_text(tmp_path / "notes", "a.txt", 400, seed=2)
        write_text(tmp_path / "notes", "c.txt", 200, seed=3)
        train(profile, [])
        after = read(profile)
        kept, out = set(sentences(before.held_out_words)), set(sentences(after.held_out_words))
        # Where a file begins, some sentences may go with the block before them now; whole blocks stay what they were.
        assert len(kept & out) >= 0.9 * len(kept)
        assert len(out & set(sentences(learned_words(before)))) <= 0.1 * len(out)
        (tmp_path / "notes" / "a.txt").unlink()
        (tmp_path / "notes" / "c.txt").unlink()
        train(profile, [])
        assert read(profile).held_out_words == before.held_out_words


def test_what_was_typed_is_read_too(profile):
    before = read(profile)
    profile.store.add_session("", 6, "my parrot speaks of zeppelins .")
    after = read(profile)
    assert len(after.train) + len(after.held_out) == len(before.train) + len(before.held_out) + 7
    assert after.digest != before.digest
    assert after.notes == before.notes, "typing does not make a network older than the notes"


def test_too_little_text_is_one_line(tmp_path):
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    with (
        profile,
        pytest.raises(NothingToLearn, match=r"^\d+ words are too few to train a network on: it needs 5,000"),
    ):
        read(profile)


def test_in_whitespace_mode_words_met_once_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(corpus, "LEAST", 20)
    (tmp_path / "corpus.txt").write_text("the cat sat\nthe dog ran\n" * 40 + "a unicorn ran\n")
    profile, _ = trained(
        tmp_path / "home", tmp_path / "corpus.txt", options=TrainingOptions(tokens="whitespace", base=False)
    )
    with profile:
        text = read(profile)
        assert ("unicorn" in text.words) == ("unicorn" not in text.held_out_words)
        assert text.tokens == "whitespace"


def test_a_text_that_is_too_small_for_a_share_still_holds_something_out(tmp_path, monkeypatch):
    monkeypatch.setattr(corpus, "LEAST", 20)
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes", list(NOTES)))
    with profile:
        text = read(profile)
        assert 0 < len(text.held_out) < len(text.train)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        (" ".join(f"w{n % 300}" for n in range(6_000)), "whitespace"),
        ("The cat sat on the mat. " * 900, "prose"),
    ],
)
def test_of_a_text_that_is_one_block_the_end_is_held_out(tmp_path, text, tokens):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "long.txt").write_text(text)
    with Profile.open(home=tmp_path / "home", create=True) as profile:
        train(profile, [tmp_path / "notes"], TrainingOptions(tokens=tokens, order=2, base=False))
        found = read(profile)
    total = len(found.train) + len(found.held_out)
    assert len(found.held_out) == len(found.held_out_words) == int(0.05 * total)
    assert found.held_out[-1] == EOS
