"""Full stops that end no sentence, in several languages; and that they still end one where English has them."""

from __future__ import annotations

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.text.abbreviations import is_abbreviation, keeps_full_stop
from typeahead.text.sentences import finished_sentences, open_sentence, plain_sentences, sentences


def cut(text: str) -> list[str]:
    return [" ".join(sentence) for sentence in plain_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Am 3. Oktober fahren wir",
        "Wir fahren am 3. Oktober",
        "Vom 3. bis 5. Oktober und vom 12. bis zum 14. Mai",
        "Der 3. und 4. Tag",
        "Das 19. Jahrhundert, im 20. und 21. Jahrhundert",
        "Zu ihrem 40. Geburtstag",
        "Bis 31. Mai, ab 1. Juni",
        "Am Freitag, 3. Oktober",
        "Am 3. 10. 2024 und am 3./4. Mai",
        "Am 3.10. fahren wir",
        "Fredag den 3. oktober, d. 5. maj",
        "Das kostet z. B. 5 Euro, d. h. viel, u. a. hier",
        "Das (z. B. hier) und o. ä. mehr",
        "Z. B. ist das so, i. d. R. nicht, s. u. und v. a. da",
        "In Rom 500 v. Chr. und 20 n. Chr. war es so",
        "C'est p. ex. ici",
        "Es p. ej. aquí, en EE. UU. y en las FF. AA. del sur",
        "È p. es. qui",
        "To m. in. tutaj",
        "Det är t. ex. här, bl. a. i dag, fr. o. m. nu och m. fl. till",
        "Это т. е. так, и т. д. потом, в 1990 г. было",
        "By J. Smith and A. B. Jones",
    ],
)
def test_they_end_no_sentence(text: str) -> None:
    assert len(cut(text)) == 1
    assert len(open_sentence(text)) == len(plain_sentences(text)[0])
    assert finished_sentences(text + " ") == []


@pytest.mark.parametrize(
    "text",
    [
        "It costs 3. | Then we",
        "This is version 3. | It was",
        "I am 3. | Then we",
        "Now i am 25. | Then we",
        "See the 3. | Then we",
        "We met on October 3. | Then we",
        "It took the team 5 s. | Then we",
        "Es dauert 5 m. | Dann kommt",
        "Wir sehen uns um 3. | Dann kommt",
        "Am 3.10.2024. | Dann kommt",
        "Es waren 3 und 4. | Dann kommt",
        "Depois das 9. | Vamos lá",
        "We solve it for the n. | Then we",
        "This is y. | Then we",
        "I want to go with the plan b. | Then we",
        "So did i. | Then we",
        "Il y a. | Puis il",
        "Это был я. | Потом он",
        "Ik dank u. | Tot ziens",
        "Er ist da. | Dann kommt",
        "We bought 3 AA. | Then we",
        "She is 100. | Then we",
        "Der Hund. | 3. Oktober",
        "שלום ש. | שלום",
    ],
)
def test_others_do(text: str) -> None:
    parts = text.split(" | ")
    found = plain_sentences(" ".join(parts))
    assert [len(plain_sentences(part)) for part in parts] == [1, 1]
    assert found == [plain_sentences(part)[0] for part in parts]


PIECES = "am Am I 3. 4. 12. 3.10. und , bis 5 Mai z. B. d. h. u. a. EE. UU. p. ex. the n. y. i. я. т. Chr. Hund. Ja!"
PARTS = st.lists(st.sampled_from(PIECES.split()), max_size=20).map(lambda parts: " ".join(["So", *parts]))


@given(PARTS)
def test_training_and_typing_agree(text: str) -> None:
    typed = [[token.text for token in sentence] for sentence in sentences(text)]
    assert plain_sentences(text) == typed
    over = finished_sentences(text)
    assert open_sentence(text) == (typed[-1] if len(typed) > len(over) else [])


@given(PARTS, st.integers(0, 60))
def test_nothing_to_the_right_is_looked_at(text: str, at: int) -> None:
    assert set(finished_sentences(text[:at])) <= set(finished_sentences(text))


@pytest.mark.parametrize("word", ["Dr", "usw", "Chr", "Gen", "стр"])
def test_some_are_abbreviations_anywhere(word: str) -> None:
    assert is_abbreviation(word)
    assert keeps_full_stop(["so", word], 1)


def test_others_only_where_they_stand() -> None:
    assert not is_abbreviation("gen")
    assert not is_abbreviation("3")
    assert keeps_full_stop(["3"], 0)
    assert not keeps_full_stop(["So", "3"], 1)
    assert keeps_full_stop(["see", "No"], 1)
    assert not keeps_full_stop(["No"], 0)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("letter", "ạýởêơőéà")
def test_a_letter_that_is_a_word_ends_its_sentence_however_it_is_stored(form: str, letter: str) -> None:
    assert len(plain_sentences(normalize(form, f"Dạ vâng {letter}. Em"))) == 2


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_an_initial_or_an_abbreviation_ends_none_however_it_is_stored(form: str) -> None:
    assert len(plain_sentences(normalize(form, "Von É. Zola und Á. Nagy, o. ä. Und, s. ö. So"))) == 1


@pytest.mark.parametrize("short", ["d.h.", "m.in.", "p.ej.", "p.ex.", "t.ex.", "bl.a.", "m.fl.", "z.B."])
def test_an_abbreviation_without_spaces_ends_none(short: str) -> None:
    text = f"Alles {short} Etwas"
    assert len(plain_sentences(text)) == len(sentences(text)) == 1
    assert open_sentence(text)[0] == "Alles"


@pytest.mark.parametrize("name", ["main.c", "node.js", "x.py", "go.mod", "a.md", "index.h"])
def test_the_name_of_a_file_ends_its_sentence(name: str) -> None:
    text = f"Alles steht in {name}. Etwas"
    assert len(plain_sentences(text)) == len(sentences(text)) == 2


@pytest.mark.parametrize("name", ["x.c", "a.h", "t.me", "v.id"])
def test_in_english_so_does_each(name: str) -> None:
    assert len(plain_sentences(f"What is in {name}. Then")) == 2
