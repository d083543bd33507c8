"""What is typical of a person: the formula by hand, what is left out, and what people's lists say."""

from __future__ import annotations

import math

import numpy as np
import pytest

from tests.vault import trained
from typeahead.evaluation.typical import LEAST, SIGNIFICANT, log_odds, typical_of
from typeahead.profile.base import shared_base
from typeahead.profile.frequencies import Frequencies
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions

TEXT = (
    "The weir was high today, and the heron stood below the weir. I like the old mill.\n\n"
    "We went to the old mill by the weir. It was cold. The heron went away.\n\n"
) * 3


@pytest.fixture
def notes(tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "weir.md").write_text(TEXT + "Zqxim came.\n\nZqxim left.\n")
    profile, _ = trained(tmp_path / "home", tmp_path / "notes")
    with profile:
        yield profile


def told(profile):
    found = typical_of(profile)
    return {each.text for each in [*found.words, *found.phrases]}


def test_the_formula():
    own, other = np.array([300.0, 0.0]), np.array([100.0, 500.0])
    delta, z = log_odds(own, 1000, other, 99_000)
    alpha = 1000 * 400 / 100_000
    expected = math.log((300 + alpha) / (2000 - 300 - alpha)) - math.log(
        (100 + alpha) / (100_000 - 100 - alpha)
    )
    assert delta[0] == pytest.approx(expected)
    assert z[0] == pytest.approx(expected / math.sqrt(1 / (300 + alpha) + 1 / (100 + alpha)))
    assert delta[1] < 0
    assert z[1] < 0


def test_words_and_phrases_that_say_something_lead(notes):
    found = typical_of(notes)
    counts = {each.text: each.count for each in found.words}
    assert (found.words[0].text, counts["weir"], counts["heron"], counts["mill"]) == ("weir", 9, 6, 6)
    phrases = {each.text: each.count for each in found.phrases}
    assert phrases["old mill"] == 6
    assert all(each.z >= SIGNIFICANT and each.count >= LEAST for each in [*found.words, *found.phrases])
    assert not {"the", "was", "and", "The", "by the"} & told(notes), "function words say nothing"
    assert "Zqxim" not in told(notes), "twice is not often"
    base = Frequencies.open(shared_base())
    assert found.base_tokens == base.total > 7_000_000
    weir = base.words()[base.vocabulary.forms_of("weir")].sum()
    assert weir > 0
    assert found.words[0].expected == pytest.approx(weir * found.tokens / base.total)


def test_what_is_never_suggested_is_not_told(notes):
    notes.never_suggest("heron")
    assert "heron" not in told(notes)
    notes.never_suggest("mill", "old")
    assert "old mill" not in told(notes)
    assert "mill" in told(notes), "only after “old” it is not wanted"


def test_what_was_forgotten_is_gone(notes):
    notes.forget_word("weir")
    assert "weir" not in told(notes)
    assert "heron" in told(notes)


def test_words_that_were_typed_too_rarely_are_withheld(tmp_path):
    (tmp_path / "weir.md").write_text(TEXT)
    profile, _ = trained(tmp_path / "home", tmp_path / "weir.md")
    with profile:
        profile.settings = profile.settings.__class__(**{**_of(profile), "learn_after": 3})
        profile.store.add_session("", 6, "zqxim\nzqxim")
        profile.rebuild()
        assert profile.generation().withheld == {"zqxim": 2}
        assert "zqxim" not in told(profile)


def _of(profile):
    return {name: getattr(profile.settings, name) for name in profile.settings.__dataclass_fields__}


def test_where_nothing_can_be_told(tmp_path):
    with Profile.open("empty", tmp_path / "home", create=True) as profile:
        assert typical_of(profile) is None
    (tmp_path / "lines.txt").write_text("a b c\n" * 20)
    profile, _ = trained(
        tmp_path / "home", tmp_path / "lines.txt", "lines", TrainingOptions(tokens="whitespace")
    )
    with profile:
        assert typical_of(profile) is None


def test_profile_without_the_base_is_compared_all_the_same(tmp_path):
    (tmp_path / "weir.md").write_text(TEXT)
    profile, _ = trained(tmp_path / "home", tmp_path / "weir.md", options=TrainingOptions(base=False))
    with profile:
        assert typical_of(profile).words[0].text == "weir"
