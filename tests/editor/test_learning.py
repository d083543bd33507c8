from __future__ import annotations

import pytest

from typeahead.editor.learning import SentenceWatch
from typeahead.text.prose import markdown


class Typist:
    """Types into a text and collects what would be learned."""

    def __init__(self, original: str = "") -> None:
        self.text = original
        self.watch = SentenceWatch(original)

    def type(self, more: str) -> list[str]:
        learned: list[str] = []
        for sign in more:
            learned += self.paste(sign)
        return learned

    def paste(self, more: str) -> list[str]:
        self.text += more
        if not more[-1].isspace() and len(more) == 1:
            return []
        body = self.text.rstrip("\n")
        paragraph = self.text[body.rfind("\n\n") + 2 :] if "\n\n" in body else self.text
        return self.watch.finished(paragraph, max(0, len(paragraph) - len(more)), lambda: self.text)


def test_each_finished_sentence_once() -> None:
    typist = Typist()
    assert typist.type("I like cats. Do you? ") == ["I like cats.", "Do you?"]
    assert typist.type("\n\nYes") == []
    assert typist.type("\n\n") == ["Yes"]


def test_not_before_the_sentence_is_over() -> None:
    assert Typist().type("I like cats and dogs.") == []


def test_text_that_was_in_the_file_is_not_learned() -> None:
    typist = Typist("I like cats. I like dogs.")
    assert typist.type(" And I like birds. ") == ["And I like birds."]


def test_the_same_sentence_twice_counts_twice_but_not_for_retyping_it() -> None:
    typist = Typist()
    assert typist.type("So it goes. ") == ["So it goes."]
    assert typist.type("So it goes. ") == ["So it goes."]
    typist.text = "So it goes. "
    assert typist.type("So it goes. ") == []


def test_a_sentence_that_was_edited_is_not_learned_again() -> None:
    typist = Typist()
    typist.type("The quick brown fox jumps over the lazy dog. ")
    typist.text = ""
    assert typist.type("The quick red fox jumps over the lazy dog. ") == []
    assert typist.type("Another sentence altogether. ") == ["Another sentence altogether."]


def test_a_sentence_like_one_that_still_stands_there_is_another_one() -> None:
    typist = Typist()
    assert typist.type("The cat is red. \n\n") == ["The cat is red."]
    assert typist.type("The sparrow is red. It ran. ") == ["The sparrow is red.", "It ran."]
    typist.text = typist.text.replace("cat", "lion")
    assert typist.type("\n\n") == []
    typist.text = typist.text.replace("The lion is red. ", "")
    assert typist.type("The lion is red. ") == []


def test_a_paragraph_right_under_a_list_is_learned_as_training_reads_it() -> None:
    typist = Typist()
    assert typist.type("- buy bread\n\nThen we go. ") == ["buy bread", "Then we go."]
    typist = Typist()
    assert typist.type("- buy bread\nand butter. Then we go. ") == ["buy bread\nand butter.", "Then we go."]
    assert markdown.paragraphs(typist.text) == ["buy bread and butter. Then we go."]


def test_pasted_sentences_are_all_learned() -> None:
    assert Typist("Old one. ").paste("First new. Second new. Third") == ["First new.", "Second new."]


@pytest.mark.parametrize(
    ("typed", "learned"),
    [
        ("Seen. %%A note. And more.%% Seen too? ", ["Seen."]),
        ("Seen. %% A note. And more.\n%%\n\nSeen too. ", ["Seen.", "Seen too."]),
        ("%%\nA note.\n\nAnd more. Much.\n\n%%\n\nSeen. ", ["Seen."]),
        ("%% A note.\n\nAnd more.\n%%\nSeen. It is. ", ["It is."]),
        ("All is 100%% sure.\n\nSeen. ", ["Seen."]),
        ("```matlab\n%% cell\n```\n\nSeen. ", ["Seen."]),
    ],
)
def test_what_stands_in_a_comment_of_obsidian_is_left_to_training(typed: str, learned: list[str]) -> None:
    watch = SentenceWatch("")
    found: list[str] = []
    for end, sign in enumerate(typed, start=1):
        if sign.isspace():
            text = typed[:end]
            body = text.rstrip("\n")
            start = body.rfind("\n\n") + 2 if "\n\n" in body else 0
            at = (text.count("\n", 0, start), 0)
            found += watch.finished(text[start:], end - start - 1, text.__str__, at)
    assert found == learned


def test_the_document_is_looked_at_once_however_many_sentences_are_finished():
    asked = []

    def whole_text() -> str:
        asked.append(True)
        return "Above.\n\n" + pasted

    pasted = "".join(f"Sentence number {number} is new. " for number in range(30))
    watch = SentenceWatch("")
    assert len(watch.finished(pasted, 0, whole_text, (2, 0))) == 30
    assert len(asked) == 1
