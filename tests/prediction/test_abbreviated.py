"""What follows ordinals and abbreviations, that their letters are no words by themselves, and Hebrew ones."""

from __future__ import annotations

import pytest

from tests.vault import trained
from typeahead.prediction.predictor import Predictor

NOTE = """Am 3. Oktober fahren wir ans Meer. Wir fahren im Oktober.

Das kostet z. B. 5 Euro. Das kostet viel, d. h. zu viel. Der Plan C steht. Der Plan C kommt.

הוא שירת בצה"ל. היא שירתה בצה״ל.
"""


@pytest.fixture(scope="module", params=["ngram", None])
def predictor(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("notes")
    (folder / "a.md").write_text("\n".join([NOTE] * 60))
    home = tmp_path_factory.mktemp("home")
    trained(home, folder)[0].close()
    model = {} if request.param is None else {"model": request.param}
    with Predictor.open(home=home, stored=False, **model) as opened:
        yield opened


def offered(predictor, before):
    return [each.text.split()[0] for each in predictor.suggest(before, 6)]


def test_a_month_keeps_its_capital_and_is_what_follows(predictor):
    assert offered(predictor, "Am 3. ")[0] == "Oktober"
    assert offered(predictor, "Wir fahren im ")[0] == "Oktober"
    assert offered(predictor, "Wir fahren im Okt")[0] == "Oktober"
    assert "Oktober" in offered(predictor, "Wir fahren im okt")
    assert "oktober" not in offered(predictor, "Wir fahren im okt")


def test_letters_of_abbreviations_are_not_suggested(predictor):
    assert "z" not in offered(predictor, "Das kostet ")
    assert "B" not in offered(predictor, "Das kostet z. ")
    assert "h" not in offered(predictor, "Das kostet viel, d. ")
    assert offered(predictor, "Das kostet z. B. ")[0] == "5"


def test_other_letters_are(predictor):
    assert offered(predictor, "Der Plan ")[0] == "C"


@pytest.mark.parametrize(
    ("typed", "completion"), [("בצ", 'ה"ל'), ("בצה", '"ל'), ('בצה"', "ל"), ("בצה״", "ל")]
)
def test_a_hebrew_abbreviation_is_completed_whole(predictor, typed, completion):
    found = predictor.suggest("הוא שירת " + typed, 3, phrases=False)
    assert [each.completion for each in found] == [completion]
