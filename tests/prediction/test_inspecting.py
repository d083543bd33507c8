"""One place taken apart: the figures of all models for the likeliest words, and the n-grams that matched."""

from __future__ import annotations

import numpy as np
import pytest

from tests.prediction.networks import engine_of, network_of, store_network, words_of
from tests.vault import trained, write_notes
from typeahead.models.mixture import Gate
from typeahead.models.protocols import EOS
from typeahead.prediction import context
from typeahead.prediction.inspecting import SHOWN, TYPED, inspect
from typeahead.prediction.mixture_engine import MixtureEngine
from typeahead.prediction.network_engine import NetworkEngine
from typeahead.prediction.ngram_engine import NgramEngine
from typeahead.prediction.predictor import Predictor
from typeahead.profile.importing import import_arpa
from typeahead.profile.training import TrainingOptions

PLACES = ["The students opened their ", "The students opened their b", "", "The zzqx ", "We L", "I WE"]


def inspected(predictor, before):
    *pauses, found = predictor.inspect(before)
    assert not any(pauses)
    return found


def check(found):
    """What holds of every inspection."""
    assert sum(column.share for column in found.columns) == pytest.approx(1.0)
    for row in found.rows:
        each = zip(found.columns, row.each, strict=True)
        assert row.probability == pytest.approx(sum(column.share * p for column, p in each), rel=1e-9)
        assert 0.0 <= row.probability <= 1.0 + 1e-9
    for column in (None, *range(len(found.columns))):
        best = found.likeliest(SHOWN, column)
        figures = [found.of(row, column) for row in best]
        assert figures == sorted(figures, reverse=True)
        assert sum(figures) <= 1.0 + 1e-6
    assert len({row.text for row in found.rows}) == len(found.rows)


@pytest.mark.parametrize("before", PLACES)
def test_columns_sum_up_and_agree_with_what_is_suggested(learner, before):
    learner.learn("The students opened their quokkas. A quokka is quiet.")
    found = inspected(learner, before)
    check(found)
    assert {"notes", "English", "lately"} <= {column.name for column in found.columns}
    place = context.read(before)
    outlook = learner._suggesting.outlook(learner.engine, before, place)
    suggested = learner._suggesting.candidates.best(outlook, place, SHOWN).words
    shown = {found.rows[row].text: found.of(row) for row in found.likeliest(SHOWN)}
    assert list(shown)[:3] == [each.text for each in suggested][:3]
    for each in suggested:  # those in rare capitals, folded into them, are all counted here
        if each.text in shown:
            assert 0.999 * each.probability <= shown[each.text] <= 1.1 * each.probability
    assert len({each.text for each in suggested} & set(shown)) > SHOWN - 4
    first, *_ = learner.suggest(before, 1, phrases=False)
    assert first.replaces or first.text in shown


def test_each_model_has_its_own_likeliest(learner):
    learner.learn("The students opened their quokkas.")
    found = inspected(learner, "The students opened their ")
    (english,) = [at for at, column in enumerate(found.columns) if column.name == "English"]
    base = found.likeliest(SHOWN, english)
    assert len(base) == SHOWN
    assert set(base) - set(found.likeliest(SHOWN)), "English alone holds other words likely"
    with Predictor.open(home=learner._profile.folder.parent.parent, model="base", stored=False) as alone:
        expected = [row.text for row in inspected(alone, "The students opened their ").rows]
    # The base alone has no word that only the notes have; else it says the same.
    assert [found.rows[row].text for row in base[:5]] == expected[:5]


def test_what_matched_with_its_counts(learner):
    found = inspected(learner, "The students opened their ")
    notes, english = found.matched
    assert (notes.name, english.name) == ("notes", "English")
    assert notes.context == ("<s>", "the", "students", "opened", "their")[-len(notes.context) :]
    by_text = dict(zip((row.text for row in found.rows), notes.counts, strict=True))
    assert notes.total == 3
    assert (by_text["books"], by_text["laptops"], by_text["eyes"]) == (2, 1, 0)
    assert english.total is not None


def test_a_network_beside_the_others(learner):
    words = words_of(learner.generation)
    network = NetworkEngine(learner.generation, network_of("lstm", len(words)), words, {"identity": "lstm"})
    engine = MixtureEngine(
        learner.engine.notes, NgramEngine(learner.engine.base.engine.generation), network, Gate.of()
    )
    engine.recency.learn(np.array([500, 900, EOS], dtype=np.int32))
    learner._use(engine)
    found = inspected(learner, "The students opened their ")
    check(found)
    assert [column.name for column in found.columns] == ["notes", "English", "lately", "lstm"]
    assert [each.name for each in found.matched] == ["notes", "English"]


@pytest.mark.parametrize("model", ["ngram", "base", "recency", "lstm"])
@pytest.mark.parametrize("before", ["The students opened their ", "The students opened their b"])
def test_one_model_alone(tmp_path, model, before):
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"))
    store_network(profile)
    profile.close()
    with Predictor.open(home=tmp_path / "home", model=model, stored=False) as predictor:
        predictor.learn("The students opened their books.")
        found = inspected(predictor, before)
        check(found)
        (column,) = found.columns
        assert column.name == {"ngram": "notes", "base": "English", "recency": "lately"}.get(model, model)
        assert [each.name for each in found.matched] == ([] if model == "lstm" else [column.name])
        assert found.rows
        top = predictor.suggest(before, 1, phrases=False)[0]
        assert found.rows[0].text == top.text
        assert found.rows[0].probability == pytest.approx(top.probability, rel=0.02)


def test_an_untrained_profile(tmp_path):
    with Predictor.open(home=tmp_path) as predictor:
        found = inspected(predictor, "one of the ")
        check(found)
        assert found.columns[0].name == "English"
        assert "notes" not in {column.name for column in found.columns}
        assert len({column.name for column in found.columns}) == len(found.columns), "no two are called alike"
        assert found.columns[-1].name == TYPED
        assert len(found.likeliest(SHOWN)) == SHOWN
        *_, places = predictor.trace("one of the ", found.rows[0].text)
        assert (places.found, places.searched) == ((), 0)


def test_an_imported_model(tmp_path):
    arpa = tmp_path / "small.arpa"
    arpa.write_text(
        "\\data\\\nngram 1=5\nngram 2=2\n\n\\1-grams:\n-1.0 <unk>\n-99 <s> -0.3\n-0.5 </s>\n-0.6 open -0.3\n"
        "-0.6 books\n\n\\2-grams:\n-0.2 open books\n-0.3 <s> open\n\n\\end\\\n"
    )
    import_arpa("arpa", arpa, home=tmp_path / "home", tokens="whitespace")
    with Predictor.open("arpa", tmp_path / "home") as predictor:
        found = inspected(predictor, "open ")
        check(found)
        assert [column.name for column in found.columns] == ["imported"]
        assert found.rows[0].text == "books"
        (matched,) = found.matched
        assert (matched.context, matched.total, set(matched.counts)) == (("open",), None, {None})


@pytest.mark.parametrize("smoothing", ["stupid-backoff", "mle"])
def test_scores_and_contexts_never_seen(tmp_path, smoothing):
    options = TrainingOptions(smoothing=smoothing)
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"), options=options)
    profile.close()
    with Predictor.open(home=tmp_path / "home", stored=False) as predictor:
        found = inspected(predictor, "The students opened their ")
        check(found)
        assert found.normalised is (smoothing == "mle")
        assert found.rows[0].text == "books"
        unseen = inspected(predictor, "zzqx zzqx zzqx zzqx zzqx ")
        assert bool(unseen.rows) is (smoothing != "mle")


def test_hidden_blocked_refused_and_offensive_words_are_never_shown(learner):
    before = "The students opened their "

    def shown(text=before):
        return {row.text.casefold() for row in inspected(learner, text).rows}

    assert {"books", "laptops"} <= shown()
    learner.never("books")
    learner.never("laptops", after="their")
    assert not {"books", "laptops"} & shown()
    assert not {"books", "laptops"} & shown(before + "b") & shown(before + "l")
    assert "laptops" in shown("The l"), "only after that word"
    learner.learn("The students opened their quokkas.")
    assert "quokkas" not in shown(), "typed once only"
    learner.learn("The students opened their quokkas.")
    assert "quokkas" in shown()
    assert "zanzibar" in shown("the z")
    learner.forget("zanzibar")
    assert "zanzibar" not in shown("the z")


def test_offensive_words_are_left_out(predictor, monkeypatch):
    from typeahead.profile import unwanted

    before = "The students opened their "
    target = inspected(predictor, before)
    english = next(row.text for row in target.rows if row.text not in ("books", "laptops"))
    monkeypatch.setattr(unwanted, "is_offensive", lambda word: word in (english.casefold(), "books"))
    predictor._unwanted._known.clear()
    texts = [row.text for row in inspected(predictor, before).rows]
    predictor._unwanted._known.clear()
    assert english not in texts
    assert "books" in texts, "what one wrote oneself is never called that"


def test_where_no_word_comes(predictor):
    found = inspected(predictor, "The students.")
    assert (found.wanted, found.rows, found.matched) == (False, (), ())


def test_the_typed_letters_and_capitals(predictor):
    found = inspected(predictor, "The students opened their bo")
    assert (found.words[-1], found.prefix) == ("their", "bo")
    assert all(row.text.startswith("bo") for row in found.rows)
    assert all(row.text[0].isupper() for row in inspected(predictor, "").rows if row.text[0].isalpha())
    assert all("'" not in row.text for row in inspected(predictor, "It’s so. I don").rows)


def test_an_engine_that_is_given(predictor):
    engine = engine_of(predictor.generation)
    place = context.read("the ")
    *_, found = inspect(engine, engine.after(place.words), place, predictor._suggesting.candidates, 5)
    check(found)
    assert len(found.rows) == 5


def test_where_a_word_comes_from(learner):
    *_, places = learner.trace("And the students opened their b", "books")
    assert {place.words for place in places.found} == {5}
    assert all("students opened their books" in place.sentence for place in places.found)
    learner.learn("The students opened their books in May.", origin="")
    learner.store()
    *_, places = learner.trace("The students opened their ", "books")
    assert places.found[0].sentence == "The students opened their books in May."
