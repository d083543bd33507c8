"""Slips in whole texts: found with what stands on both sides, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.vault import trained, write_notes
from typeahead.errors import SettingInvalid
from typeahead.prediction.correcting import CERTAIN, Correcting
from typeahead.prediction.doubts import Doubt
from typeahead.prediction.predictor import Predictor
from typeahead.profile.training import TrainingOptions

SLIPS = [
    ("We will recieve the parcel in the morning.", "recieve", "receive"),
    ("I sent it to my freind in the morning.", "freind", "friend"),
    ("She went there becuase the garden was warm.", "becuase", "because"),
    ("I got a letter form my friend.", "form", "from"),
    ("They went home to there house.", "there", "their"),
    ("We should of gone earlier.", "of", "have"),
    ("This is more than I wanted, but less then I need.", "then", "than"),
    ("Becuase it rained we stayed at home.", "Becuase", "Because"),
    ("I doesn’t know; she doesnt know.", "doesnt", "doesn't"),
]
RIGHT = """We will receive the parcel in the morning. I sent it to my friend, because the garden was warm.

I got a letter from my friend. They went home to their house. We should have gone earlier than that.
The students opened their books again, and the teacher opened her notebook.
"""


def test_a_name_of_the_notes_is_put_right_where_nothing_else_can_be_meant(predictor):
    assert found(predictor, "In the morning I asked Margaert about the greenhouse.") == {
        "Margaert": "Margaret"
    }


def found(predictor, text, within=None):
    return {slip.text: slip.suggestion for slip in predictor.correct(text, within) if slip}


@pytest.mark.parametrize(("text", "wrong", "meant"), SLIPS)
def test_slips_are_found_and_put_right(predictor, text, wrong, meant):
    (slip,) = [each for each in predictor.correct(text) if each]
    assert (slip.text, slip.suggestion) == (wrong, meant)
    assert text[slip.start : slip.end] == wrong
    assert CERTAIN[slip.doubt] <= slip.confidence <= 1


@pytest.mark.parametrize(
    ("text", "wrong", "meant"),
    [
        ("I like it alot.", "alot", "a lot"),
        ("Alot of people were there.", "Alot", "A lot"),
        ("I read aswell as I can.", "aswell", "as well"),
        ("I want atleast three of them.", "atleast", "at least"),
        ("She put thebook on the table.", "thebook", "the book"),
        ("Thankyou for the book.", "Thankyou", "Thank you"),
        ("We did it inspite of the rain.", "inspite", "in spite"),
        ("I like it eventhough it is old.", "eventhough", "even though"),
    ],
)
def test_two_words_written_as_one_are_parted(predictor, text, wrong, meant):
    (slip,) = [each for each in predictor.correct(text) if each]
    assert (slip.text, slip.suggestion) == (wrong, meant)
    assert text[slip.start : slip.end] == wrong
    assert CERTAIN[slip.doubt] <= slip.confidence <= 1


def test_two_words_written_as_one_are_parted_though_they_were_learned(learner):
    text = "I like it alot."
    learner.learn(text + "\n\n")
    assert found(learner, text) == {"alot": "a lot"}


def test_words_made_of_others_stay_whole(predictor):
    text = (
        "The onload event and the codebase of an inbox. He was asleep, alone, ahead of everyone altogether."
    )
    assert not any(" " in meant for meant in found(predictor, text).values())


def test_right_texts_are_left_alone(predictor):
    assert found(predictor, RIGHT) == {}


def test_the_sides_decide_what_is_wrong(predictor):
    assert found(predictor, "I filled in the form. The letter came from the office.") == {}
    assert found(predictor, "The letter came form the office.") == {"form": "from"}


@pytest.mark.parametrize(
    "text",
    [
        "We asked Bellatrix and Mr Garvey about Elsinor and Tomas Laribie.",  # names that nobody knows
        "Type `recieve teh` and then read it.",
        "```\nrecieve teh freind\n```\n",
        "    recieve teh freind\n",
        "See [[Recieve teh freind]] about it.",
        "See https://example.org/recieve/freind.html about it.",
        "See recieve_freind.txt, $recieve and recieve.freind() about it.",
        "The <code>recieve</code> one.",
        "The NASAA and the iPhoen3 came.",
        "---\ntitle: recieve teh freind\n---\n",
    ],
)
def test_names_code_and_addresses_are_left_alone(predictor, text):
    assert found(predictor, text) == {}


def test_a_term_that_comes_back_is_meant(predictor):
    once = "The librery is closed."
    assert found(predictor, once) == {"librery": "library"}
    doubts = {slip.doubt for slip in _everything(predictor, f"{once} We built the librery ourselves.")}
    assert Doubt.UNKNOWN not in doubts
    assert Doubt.OWN in doubts


def _everything(predictor, text):
    correcting = Correcting(predictor.engine, certain=dict.fromkeys(Doubt, 0.0))
    return [slip for slip in correcting.slips(text) if slip]


def test_a_language_nobody_knows_is_left_alone(predictor):
    text = "Mañana lloverá muchísimo sobre nuestros tejados rojizos, decía siempre abuela."
    assert found(predictor, text) == {}


SPANISH = """La habitación es pequeña. Mi hermana vive en una casa grande con un jardín.

El perro está en la calle y el gato duerme en la cocina. Nosotros cocinamos el arroz en la habitación grande.
"""


@pytest.fixture
def spaniard(tmp_path):
    folder = tmp_path
    (folder / "notas").mkdir()
    (folder / "notas" / "a.md").write_text(SPANISH * 5)
    profile, _ = trained(folder / "home", folder / "notas")
    profile.close()
    with Predictor.open(home=folder / "home") as opened:
        yield opened


def test_of_another_language_only_slips_of_words_in_the_notes_are_found(spaniard):
    assert found(spaniard, "La habitción es muy pequeña para mi abuela.") == {"habitción": "habitación"}


@pytest.mark.parametrize(
    "text",
    [
        "Vivo con mi hermano mayor en la casa.",  # another form
        "Ella cocinaba el arroz con mi hermano pequeño.",
        "El modelo es universal y la medicina es grande.",  # the base knows "model", "universal" and "medicine"
    ],
)
def test_forms_that_notes_of_another_language_lack_are_no_slips(spaniard, text):
    assert found(spaniard, text) == {}


def test_a_slip_that_was_learned_once_is_one_still(spaniard):
    text = "La habitción es muy pequeña."
    spaniard.learn(text + "\n\n")
    assert found(spaniard, text) == {"habitción": "habitación"}
    spaniard.learn("El gato duerme en mi habitción.\n\n")
    assert found(spaniard, text) == {}, "who writes it again means it"


def test_english_among_it_is_doubted_as_ever(spaniard):
    text = (
        "Mi hermana vive en una casa grande. We will recieve the parcel in the morning, because it was sent."
    )
    assert found(spaniard, text) == {"recieve": "receive"}


def test_only_what_begins_within_is_doubted(predictor):
    text = "I will recieve it. My freind will recieve it."
    assert found(predictor, text, range(19, len(text)))["freind"] == "friend"
    starts = [slip.start for slip in predictor.correct(text, range(19, len(text))) if slip]
    assert min(starts) >= 19


def test_curly_apostrophes_stay_curly(predictor):
    slips = [slip for slip in predictor.correct("I think that your’e right about the garden.") if slip]
    assert all("'" not in slip.suggestion for slip in slips)


def test_an_apostrophe_that_was_left_out_is_as_the_text_has_them(predictor):
    curly = "I’m here, and I don’t know it. She doesnt know it."
    assert found(predictor, curly) == {"doesnt": "doesn’t"}
    assert found(predictor, curly.replace("’", "'")) == {"doesnt": "doesn't"}


def test_words_of_the_notes_are_known(predictor):
    assert found(predictor, "Margaret likes the greenhouse, and the zanzibar parcel came.") == {}


def test_blocked_words_are_not_suggested(learner):
    text = "I like the librery in the town."
    assert found(learner, text) == {"librery": "library"}
    learner.never("library")
    assert "library" not in found(learner, text).values()


def test_what_a_file_has_taught_does_not_count_for_it(tmp_path):
    notes = write_notes(tmp_path / "notes")
    note = notes / "slip.md"
    note.write_text(
        "The teacher will recieve the books. I recieve them, you recieve them. Who must recieve it?\n"
    )
    profile, _ = trained(tmp_path / "home", notes)
    profile.close()
    text = "The teacher will recieve the books."
    with Predictor.open(home=tmp_path / "home", stored=False) as predictor:
        assert found(predictor, text) == {}  # the notes have it often: it is the person's word
        assert predictor.take_out(note)
        assert found(predictor, text) == {"recieve": "receive"}
        assert not predictor.take_out(note), "it is out already"
        assert not predictor.take_out(notes / "nowhere.md")


def test_whitespace_profiles_can_not_correct(tmp_path):
    options = TrainingOptions(tokens="whitespace", base=False)
    profile, _ = trained(tmp_path / "home", write_notes(tmp_path / "notes"), options=options)
    profile.close()
    with Predictor.open(home=tmp_path / "home", stored=False) as opened, pytest.raises(SettingInvalid):
        list(opened.correct("I recieve it."))


def test_an_endless_sentence_is_read_in_pieces(predictor):
    text = "we like the garden and " * 400 + "we recieve teh books"
    pieces = list(predictor.correct(text))
    assert {slip.text for slip in pieces if slip} >= {"recieve"}


@given(st.text("abcdeforhtT '’`[]\n.", max_size=60))
def test_every_slip_is_a_word_of_the_text(predictor, text):
    for slip in _everything(predictor, text):
        assert text[slip.start : slip.end] == slip.text != slip.suggestion
        assert 0 <= slip.confidence <= 1
