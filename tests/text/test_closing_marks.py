"""Marks that end or close a sentence in some languages and mean something else in others."""

from __future__ import annotations

import pytest

from typeahead.text.joining import join
from typeahead.text.sentences import finished_sentences, open_sentence, plain_sentences, sentences


def cut(text: str) -> list[str]:
    """The sentences, as long as training and typing agree on them."""
    found = [" ".join(sentence) for sentence in plain_sentences(text)]
    assert [" ".join(token.text for token in sentence) for sentence in sentences(text)] == found
    return found


@pytest.mark.parametrize("quoted", ["„Gut.“", "»Gut.«", "›Gut?‹", "‚Gut!‘", "»›Gut.‹«", "„Sag ‚gut.‘“"])
def test_a_quotation_that_points_inwards_ends_with_its_sentence(quoted: str) -> None:
    text = f"{quoted} Er ging"
    assert len(cut(text)) == 2
    assert open_sentence(text) == ["Er", "ging"]
    assert [text[start:end] for start, end in finished_sentences(text)] == [quoted]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il dit. « Oui. » Puis", ["Il dit .", "« Oui .", "» Puis"]),
        ("He left. ‘Fine.’ So", ["He left .", "‘ Fine . ’", "So"]),
        ("Then Dr. ‘Bob’ left. So", ["Then Dr . ‘ Bob ’ left .", "So"]),
        ("Puis M. « Bob » vint. Et", ["Puis M . « Bob » vint .", "Et"]),
        ("他说。«好。»然后", ["他 说 。", "« 好 。 »", "然 后"]),
    ],
)
def test_what_opens_elsewhere_ends_nothing_there(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize("mark", ";\u037e")
def test_a_greek_question_ends_with_what_is_a_semicolon_elsewhere(mark: str) -> None:
    text = f"Τι κάνεις{mark} Καλά είμαι"
    assert cut(text) == [f"Τι κάνεις {mark}", "Καλά είμαι"]
    assert open_sentence(text) == ["Καλά", "είμαι"]
    assert cut(f"«Τι κάνεις{mark}» Είπε") == [f"« Τι κάνεις {mark} »", "Είπε"]
    assert len(cut(f"Ε\u0301λα{mark} Καλά")) == 2  # as some keyboards write it
    assert cut(f"Τι (λες){mark}{mark} Καλά") == [f"Τι ( λες ) {mark} {mark}", "Καλά"]
    assert join(["Τι", "κάνεις", mark]) == f"Τι κάνεις{mark}"


@pytest.mark.parametrize(
    "text",
    ["This is so; that is not", "of α; then β; and", "with 10 kΩ; or 5 μm; or", "; ; then", "12; Καλά"],
)
def test_a_semicolon_behind_anything_else_ends_nothing(text: str) -> None:
    assert len(cut(text)) == 1


@pytest.mark.parametrize("mark", ["\u061c", "\u200e", "\u200f"])
def test_marks_of_direction_are_no_words(mark: str) -> None:
    assert cut(f"هل هو 5{mark} أو 6؟{mark} نعم") == ["هل هو 5 أو 6 ؟", "نعم"]
