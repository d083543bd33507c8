"""Words with capitals or accents where none are typed, as a person sees them: last, in place of what is typed."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from tests.vault import trained
from typeahead.prediction import context
from typeahead.prediction.ghost import arranged, ghost_of
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.suggestion import Phrasing


@pytest.fixture
def learning(untrained) -> Iterator[Predictor]:
    with untrained.copy() as opened:
        yield opened


def line(predictor, before, n=3, **how):
    """As the editor shows it."""
    return arranged(predictor.suggest(before, n + 1, phrases=Phrasing.COMMAS, **how), n)


def restored(predictor, before, n=3, **how):
    return [each.text for each in line(predictor, before, n, **how) if each.restores]


def is_one_whole(predictor, before):
    """All probabilities at a place are parts of the mass that the candidates say is there; returns the place."""
    engine, suggesting = predictor.engine, predictor._suggesting
    place = suggesting.place(engine, before)
    candidates, outlook = suggesting.candidates, suggesting.outlook(engine, before, place)
    found = candidates.best(outlook, place, 6)
    assert found.mass == pytest.approx(candidates.mass(outlook, place), rel=1e-9)
    assert found.restored is not None
    for each in [*found.words, found.restored]:
        forms = candidates.forms(outlook, place, each.text)
        p = outlook.probabilities(np.array([word for word, _ in forms], dtype=np.int32))
        assert each.probability * found.mass == pytest.approx(p @ [weight for _, weight in forms], rel=1e-9)
    everything = predictor.suggest(before, 10_000, phrases=False)
    assert sum(each.probability for each in everything) <= 1 + 1e-9
    return place


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("see you next frid", "Friday"),
        ("see you on satur", "Saturday"),
        ("we met last wedn", "Wednesday"),
        ("it will be done by novem", "November"),
        ("we stayed there in augus", "August"),
        ("she lives in londo", "London"),
        ("this is my friend joh", "John"),
        ("I think i'v", "I've"),
        ("and today i'", "I'm"),
        ("i'l", "I'll"),
        ("they speak engl", "English"),
    ],
)
def test_what_has_capitals_takes_the_place_of_what_is_typed(untrained, before, meant):
    *others, found = line(untrained, before)
    typed = before.split()[-1]
    assert (found.text, found.completion, found.replaces) == (meant, meant, len(typed))
    assert found.restores
    assert not any(each.replaces for each in others), "it stands last"
    assert ghost_of(found) is None, "what is typed is not changed under the cursor"


@pytest.mark.parametrize("before", ["see you next frid", "see you on satur", "it is closed on frid"])
def test_a_rare_word_in_small_letters_is_no_ghost_where_a_name_is_meant(untrained, before):
    assert ghost_of(line(untrained, before)[0]) is None


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("I dont", "don't"),
        ("you cant", "can't"),
        ("I wont", "won't"),
        ("I think youre", "you're"),
        ("it doesnt", "doesn't"),
        ("thats", "that's"),
        ("Lets", "Let's"),
        ("Today im", "I'm"),
        ("and ive", "I've"),
        ("i think ill", "I'll"),
        ("Today its", "it's"),
        ("I think well", "we'll"),
        ("my friend obrien", "O'Brien"),
    ],
)
def test_an_apostrophe_may_be_left_out(untrained, before, meant):
    found = line(untrained, before)
    typed = before.split()[-1]
    assert (found[-1].text, found[-1].replaces) == (meant, len(typed))
    assert found[-1].restores
    assert all(ghost_of(each) is None for each in found if each.restores)


@pytest.mark.parametrize("before", ["the dog and its", "he was ill", "we were", "the well", "a shell", "who"])
def test_words_that_are_likelier_without_one_stay(untrained, before):
    assert restored(untrained, before) in ([], ["Shelley"])


def test_the_apostrophe_is_as_the_text_has_them(untrained):
    assert restored(untrained, "I don’t know, and you dont") == ["don’t"]


def test_a_word_typed_whole_gets_its_capitals_too(untrained):
    assert restored(untrained, "see you next friday") == ["Friday"]
    assert restored(untrained, "they speak english") == ["English"]


def test_apostrophes_follow_the_document(untrained):
    assert restored(untrained, "I think i’v") == ["I’ve"]
    assert restored(untrained, "It’s so. I think i'v") == ["I've"]


@pytest.mark.parametrize(
    ("before", "small"),
    [
        ("they wi", "will"),
        ("you may wi", "will"),
        ("it ma", "may"),
        ("to mar", "mark"),
        ("question mar", "mark"),
    ],
)
def test_a_word_that_is_common_in_both_cases_comes_in_small_letters_first(untrained, before, small):
    words = [(each.first or each).text for each in line(untrained, before, 5)]
    assert small in words
    assert small.capitalize() not in words[: words.index(small)]


@pytest.mark.parametrize("before", ["this is th", "one of the", "she said it", "I wish yo", "it is an"])
def test_common_words_do_not_come_as_they_stand_in_titles(untrained, before):
    assert restored(untrained, before) == []


@pytest.mark.parametrize("before", ["see you next Frid", "NEXT FRID", "", "Done. ", "Done. T", "in the "])
def test_nothing_is_restored_where_capitals_are_typed_or_nothing_is(untrained, before):
    assert not any(each.replaces for each in line(untrained, before))


def test_a_name_learned_is_offered_from_small_letters(learning):
    before = "Yesterday I met anne"
    assert "Anneliese" not in restored(learning, before)
    learning.learn("I met Anneliese there.\n\n")
    assert "Anneliese" not in restored(learning, before), "it was typed too rarely so far"
    learning.learn("Yesterday I met Anneliese.\n\n")
    assert restored(learning, before) == ["Anneliese"]


def test_capitals_inside_a_word_are_restored(learning):
    for _ in range(2):
        learning.learn("We put it on KanbanHub today. It was put on KanbanHub by me.\n\n")
    assert restored(learning, "we put it on kanba") == ["KanbanHub"]


def test_what_was_passed_over_does_not_come_up(untrained):
    assert "Friday" not in restored(untrained, "see you next frid", exclude=["Friday"])


def test_what_was_refused_does_not_come_up(tmp_path):
    with Predictor.open(home=tmp_path) as own:
        assert restored(own, "see you next frid") == ["Friday"]
        own.never("friday")
        assert restored(own, "see you next frid") != ["Friday"]
        own.allow("friday")
        assert restored(own, "see you next frid") == ["Friday"]


def test_one_at_most_and_as_many_as_are_wanted(untrained):
    for before in ("in ma", "by no", "the j", "see you next frid", "with lo"):
        for n in range(1, 8):
            found = untrained.suggest(before, n)
            assert len(found) <= n
            assert sum(each.replaces > 0 for each in found) <= 1
            assert not any(each.replaces for each in found[:-1])


def test_it_gives_way_to_likelier_words(untrained):
    """Ordinary text in small letters loses no word that would have stood in the line."""
    for before in ("in the c", "she was a", "we have b"):
        shown = line(untrained, before, 3)
        best = untrained.suggest(before, 10, phrases=False)
        for each in shown:
            if each.restores:
                words = [word for word in best if not word.replaces]
                assert each.probability > words[2].probability


@pytest.mark.parametrize(
    "before", ["see you next frid", "in ma", "I think i'", "by novem", "see you on satur"]
)
def test_probabilities_are_of_one_whole(untrained, before):
    is_one_whole(untrained, before)


@pytest.mark.parametrize("before", ["see you next frid", "I think i'v", "it is closed on satur"])
def test_the_inspector_shows_it_with_the_same_figure(untrained, before):
    *_, inspection = untrained.inspect(before)
    offer = next(each for each in untrained.suggest(before, 3, phrases=False) if each.restores)
    (row,) = [row for row in inspection.rows if row.text == offer.text]
    assert row.probability == pytest.approx(offer.probability, rel=1e-6)
    shares = [column.share for column in inspection.columns]
    assert row.probability == pytest.approx(np.dot(shares, row.each), rel=1e-9)


def test_it_is_explained_as_the_word_it_is(untrained):
    assert untrained.explain("see you next frid", "Friday") == untrained.explain("see you next ", "Friday")


# --- accents


NOTES = """Los niños juegan en la calle. Las niñas juegan con los niños. Nine niños. Nunca es tarde. Ninguna de las dos.
La vida es así. Mañana vamos al parque. La mañana es fría. La manzana es roja. Comí una manzana. ¿Por qué es difícil?
Es difícil. Es dificilísimo. Perdí las llaves. Mi corazón late. Él está aquí. El perro está en la casa. Creo que sí.
Si quieres, vamos. Ella dijo que el perro come. La esta es otra. Ayer perdió el tren. Yo perdí el tren.
Ma sœur préfère le café. Je préfère l'hôpital. L'école est fermée. L'école du village. Une école ferme.
L'œuvre est belle. Cet hôtel est cher. L'hôtel est là. L'air est bon. Un air frais. C'est peut-être vrai. Un éclair.
Die Großmutter schließt die Tür. Die Übung war schwer. Die Ärzte kommen. Die Straßenbahn fährt. Das ist schön und groß.
Η μητέρα ανοίγει την πόρτα. Она ждёт ёлку.
""".replace(". ", ".\n\n")


@pytest.fixture(scope="module")
def abroad(writer) -> Predictor:
    """Of somebody who writes in several languages."""
    return writer(NOTES * 3)


@pytest.mark.parametrize(
    ("before", "meant"),
    [
        ("los nin", "niños"),
        ("los ninos", "niños"),
        ("mi corazo", "corazón"),
        ("yo perdi", "perdí"),
        ("es dificil", "difícil"),
        ("la manan", "mañana"),
        ("Manan", "Mañana"),
        ("MANAN", "MAÑANA"),
        ("ma soeu", "sœur"),
        ("ma sœur prefere", "préfère"),
        ("ma sœur préfere", "préfère"),
        ("l'ecol", "l'école"),
        ("L'oeuv", "L'œuvre"),
        ("je préfère l'hopi", "l'hôpital"),
        ("je préfère l’hopi", "l’hôpital"),
        ("c'est peut-et", "peut-être"),
        ("die Grossm", "Großmutter"),
        ("die grossm", "Großmutter"),
        ("die Großmutter schlies", "schließt"),
        ("Die Uebun", "Übung"),
        ("die ubun", "Übung"),
        ("Die Aerzt", "Ärzte"),
        ("Die Strassenb", "Straßenbahn"),
        ("die strassenb", "Straßenbahn"),
        ("das ist schoe", "schön"),
        ("das ist gros", "groß"),
        ("GROSSM", "GROSSMUTTER"),
        ("η μητέρα ανοιγ", "ανοίγει"),
        ("она жде", "ждёт"),
    ],
)
def test_what_has_accents_takes_the_place_of_what_is_typed(abroad, before, meant):
    *others, found = line(abroad, before)
    assert (found.text, found.completion) == (meant, meant)
    assert found.replaces == len(before.split()[-1])
    assert found.restores
    assert not any(each.replaces for each in others), "it stands last"
    assert ghost_of(found) is None


@pytest.mark.parametrize("before", ["la niñ", "ella dijo que el", "ella dijo que sí", "c'est peut-ê", "El"])
def test_no_accent_comes_where_one_is_typed_or_the_word_is_likelier_without(abroad, before):
    assert restored(abroad, before) == []


@pytest.mark.parametrize(
    "before", ["the cafe", "a naive", "my resume", "the facad", "please resum", "as we decide", "an entre"]
)
def test_english_words_stay_as_they_are(untrained, before):
    word = before.split()[-1]
    assert not {"café", "naïve", "résumé", "façade"} & set(restored(untrained, before))
    assert all(each.text.startswith(word) for each in line(untrained, before) if not each.replaces)


def test_a_word_with_accents_is_found_once_it_is_learned(abroad):
    with abroad.copy() as learning:
        assert "ñandúes" not in restored(learning, "vimos nandu")
        for _ in range(2):
            learning.learn("Ayer vimos ñandúes.\n\nVimos ñandúes.\n\n")
        assert restored(learning, "vimos nandu") == ["ñandúes"]


def test_a_word_with_accents_that_was_refused_does_not_come_up(tmp_path):
    (tmp_path / "a.md").write_text(NOTES, encoding="utf-8")
    trained(tmp_path / "home", tmp_path / "a.md")[0].close()
    with Predictor.open(home=tmp_path / "home") as own:
        assert restored(own, "mi corazo") == ["corazón"]
        own.never("corazón")
        assert restored(own, "mi corazo") == []


def test_equals_come_in_the_order_of_the_vocabulary(abroad):
    class Even:
        def probabilities(self, words):
            return np.full(len(words), 0.01)

    with abroad.copy() as learning:
        for _ in range(2):
            learning.learn("Ich sah Füßchen. Ich sah Füßchenwärmer.\n\n")
        candidates, place = learning._suggesting.candidates, context.read("ich sah fuessch")
        ways = candidates._ways(place)
        _, found = candidates.restoring.found(Even(), "fuessch", ways, 0.0, lambda word: False, ())
        assert found.text == "Füßchen"


def test_one_passed_over_makes_place_for_the_next(abroad):
    assert restored(abroad, "los nin", exclude=["niños"]) == ["niñas"]


@pytest.mark.parametrize(
    "before", ["los nin", "Nin", "la manan", "MANAN", "l'ecol", "die Strass", "das ist gros", "die ubun"]
)
def test_with_accents_probabilities_are_of_one_whole(abroad, before):
    place = is_one_whole(abroad, before)
    candidates = abroad._suggesting.candidates
    outlook = abroad._suggesting.outlook(abroad.engine, before, place)
    assert candidates.known_mass(outlook, place) > 0.0


def test_what_begins_with_an_accent_and_what_lacks_it_are_of_one_whole(abroad):
    """Each word counts once: niño as typed with its own letter, as one of those that "nin" may mean."""
    place = context.read("los nin")
    candidates, outlook = abroad._suggesting.candidates, abroad.engine.after(place.words)
    restoring, words = candidates.restoring, abroad.generation.vocabulary
    given = sum(
        0.1 * float(outlook.probabilities(np.array([number], dtype=np.int32))[0])
        for number in range(words.first_suggested, len(words))
        if words.words[number].startswith("niñ")
    )
    in_capitals = [n for n in restoring.capitals("nin")[1] if words.words[n].lower().startswith("nin")]
    given += 0.1 * float(outlook.probabilities(np.array(in_capitals, dtype=np.int32)).sum())
    ways = candidates._ways(place)
    assert restoring.mass(outlook, "nin", ways) == pytest.approx(given, rel=0.05)
    assert 0.0 < restoring.mass_elsewhere(outlook, "nin", ways) < restoring.mass(outlook, "nin", ways)


@pytest.mark.parametrize("before", ["los nin", "la manan", "Die Strassenb"])
def test_the_inspector_shows_accents_with_the_same_figure(abroad, before):
    *_, inspection = abroad.inspect(before)
    offer = next(each for each in abroad.suggest(before, 3, phrases=False) if each.restores)
    (row,) = [row for row in inspection.rows if row.text == offer.text]
    assert row.probability == pytest.approx(offer.probability, rel=1e-6)


def test_a_name_with_a_dotted_capital_i_is_one_like_others(learning):
    learning.learn("We met İlker in İstanbul. I like İlker. We saw İlker in İstanbul again.\n\n")
    for typed in ("I", "i", "Is", "Il", "İ", "İl", "ı", "is", "ist", "THI", "This is"):
        assert all(0 < each.probability <= 1 for each in learning.suggest(f"We know {typed}", 5)), typed
    assert "İlker" in [each.text for each in learning.suggest("We know İl", 3)]
    assert "İlker" in [each.text for each in learning.suggest("We know Ilk", 3)]
