"""Text in capitals: known as such, and gone on with as the same words in small letters are."""

from __future__ import annotations

import pytest

from tests.vault import NOTES
from typeahead.prediction import context
from typeahead.prediction.blend import Blend
from typeahead.prediction.predictor import Predictor


@pytest.fixture
def fresh(tmp_path):
    with Predictor.open(home=tmp_path, stored=False) as opened:
        yield opened


def texts(predictor, before, n=3, **how):
    return [each.text for each in predictor.suggest(before, n, **how)]


def is_shouting(predictor, before):
    return predictor._suggesting.place(predictor.engine, before).shouting


@pytest.mark.parametrize(
    "before",
    [
        "DO NOT ",
        "DO NOT T",
        "WARNING: DO NOT ",
        "WARNING: DO NOT ENTE",
        "please DO NOT ",
        "A LOT O",
        "IN ORDE",
        "I HAVE ",
        "ON THE OTHER HA",
        "WE DON’T W",
        "IT IS 5 TIMES ",
        "“DO NOT ",
        "SEND A NASA ",
    ],
)
def test_words_that_are_hardly_ever_written_in_capitals_are_shouted(untrained, before):
    assert is_shouting(untrained, before)
    assert all(text == text.upper() for text in texts(untrained, before, 5))


@pytest.mark.parametrize(
    "before",
    [
        "I ",
        "A ",
        "I saw the NASA and ESA ",
        "I saw NASA and ESA ",
        "the US NASA ",
        "the JSON API ",
        "JSON API R",
        "An HTTP API ",
        "USA, UK ",
        "the IBM PC A",
        "A PDF ",
        "TODO: ",
        "THE ",
        "Do NOT ",
        "you should NOT A",
        "DO NOT t",
        "DO NOT Th",
        "I DO not ",
        "ON THE OTHER HAND. I ",
        "ΑΒΓ ΔΕΖ ",
        "日本 2024 ",
        "",
    ],
)
def test_acronyms_and_single_words_make_no_text_in_capitals(untrained, before):
    assert not is_shouting(untrained, before)


def test_outside_text_in_capitals_all_is_as_it_was(untrained):
    for text in NOTES.values():
        for at in range(0, min(len(text), 3_000), 7):
            place = untrained._suggesting.place(untrained.engine, text[:at])
            assert place == context.read(text[:at])
            assert not isinstance(untrained._suggesting.outlook(untrained.engine, text[:at], place), Blend)


def test_it_goes_on_as_the_same_words_in_small_letters_do(untrained):
    assert texts(untrained, "ON THE OTHER HA", 1) == ["HAND"]
    assert texts(untrained, "ON THE OTHER HABD", 1) == ["HAND"], "slips are seen too"
    small = [text.upper() for text in texts(untrained, "on the other ", 4, phrases=False)]
    assert set(small[:2]) <= set(texts(untrained, "ON THE OTHER ", 4, phrases=False))
    assert texts(untrained, "A LOT O", 1) == ["OF"]


@pytest.mark.parametrize("before", ["IN ORDE", "WE STAYED IN ORDE"])
def test_a_phrase_is_in_capitals_to_its_end(untrained, before):
    assert "ORDER TO" in texts(untrained, before)


def test_a_phrase_of_a_word_alone_in_capitals_goes_on_so_but_not_an_acronym_s(fresh):
    fresh.learn("We met for the first time. First time for all. NASA said no. The NASA said no.\n\n" * 4)
    assert "FIRST TIME FOR" in texts(fresh, "FIR")
    assert any(text.startswith("NASA said") for text in texts(fresh, "NAS"))
    assert not any(text.startswith("FIRST TIME") for text in texts(fresh, "we met for the FIR"))


def test_what_was_learned_in_capitals_is_found(fresh):
    fresh.learn("TODO LIST FOR HOME\n\nMEETING NOTES BY ZELDA\n\n" * 4)
    assert texts(fresh, "TODO L", 1, phrases=False) == ["LIST"]
    assert texts(fresh, "TODO LIST F", 1, phrases=False) == ["FOR"]
    assert texts(fresh, "TODO LIST FOR ", 1, phrases=False) == ["HOME"]
    assert texts(fresh, "MEETING NOTES BY ", 1, phrases=False) == ["ZELDA"]


def test_once_something_was_written_in_capitals_the_rest_is_not_forgotten(fresh):
    fresh.learn("ON THE OTHER SIDE OF THE ROAD\n\n" * 4)
    assert texts(fresh, "ON THE OTHER S", 1, phrases=False) == ["SIDE"]
    assert texts(fresh, "ON THE OTHER HA", 1, phrases=False) == ["HAND"]


def test_probabilities_are_none_above_one_and_in_order(untrained):
    for before in ("ON THE OTHER ", "ON THE OTHER H", "DO NOT ", "IN ORDE"):
        p = [each.probability for each in untrained.suggest(before, 8, phrases=False)]
        assert p == sorted(p, reverse=True)
        assert sum(p) <= 1.0 + 1e-9


def test_it_is_explained_and_inspected_by_the_reading_that_it_comes_from(untrained):
    found = untrained.explain("ON THE OTHER ", "HAND")
    assert (found.word, found.known) == ("hand", True)
    assert found.probability == pytest.approx(
        untrained.explain("on the other ", "hand").probability, rel=1e-6
    )
    *_, seen = untrained.inspect("ON THE OTHER HA")
    assert seen is not None
    assert seen.words == ("on", "the", "other")
    assert seen.rows[0].text == "HAND"


def test_other_models_are_asked_alike(tmp_path):
    with Predictor.open(home=tmp_path, model="base", stored=False) as base:
        assert texts(base, "ON THE OTHER HA", 1) == ["HAND"]
    with Predictor.open(home=tmp_path, model="recency", stored=False) as lately:
        assert not is_shouting(lately, "ON THE OTHER HA"), "nothing is known of these words"
