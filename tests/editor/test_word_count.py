"""Words as a person counts them: signs are none."""

from __future__ import annotations

import time

import pytest

from tests.editor.conftest import Studio
from typeahead.editor.counting import said_of
from typeahead.editor.textarea_fixes import LineDocument
from typeahead.editor.word_count import count_words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("", 0),
        ("# Two words", 2),
        ("- an item", 2),
        ("> quoted", 1),
        ("- [ ] to do", 2),
        ("```", 0),
        ("```python", 1),
        ("| a | b |", 2),
        ("|---|:-:|", 0),
        ("---", 0),
        ("* * *", 0),
        ("___", 0),
        ("one – two … “three”, (four)!", 4),
        ("**bold** _slanted_ ~~gone~~", 3),
        ("3 1. 50% $5 ½", 5),
        ("l'été d’Anna naïve", 3),
        ("今日は雨が降った。 でも", 2),
        ("सुप्रभात দেশ ไทย", 3),
    ],
)
def test_words_of_a_line(line: str, words: int) -> None:
    assert count_words([line]) == words


def test_the_document_keeps_count() -> None:
    document = LineDocument("# One\n\n- two\n- three")
    assert document.words == 3
    document.replace_range((2, 0), (3, 0), "| four |\n---\n")
    assert document.words == count_words(document.lines) == 3


async def test_the_status_line_and_a_selection(studio: Studio) -> None:
    assert said_of("- [ ] to do\n") == "2 words, 12 characters selected"
    assert said_of("---") == "0 words, 3 characters selected"
    async with studio.open(studio.file("# Plans\n\n- [ ] two words\n> and three more\n")) as desk:
        await desk.until(lambda: "6 words" in desk.status("words"))


def test_ten_megabytes_are_counted_in_a_blink() -> None:
    lines = ["- some words, in a line of “a long note” — as one writes them.\n"] * 170_000

    def seconds(count: object) -> float:
        began = time.thread_time()
        assert callable(count)
        count(lines)
        return time.thread_time() - began

    def plain(lines: list[str]) -> int:
        return sum(len(line.split()) for line in lines)

    # In turns, and often: a noisy moment is then of both, and the quietest of each counts.
    rounds = [(seconds(plain), seconds(count_words)) for _ in range(7)]
    assert min(ours for _, ours in rounds) < 8 * min(one for one, _ in rounds)  # about 2 on a quiet machine
