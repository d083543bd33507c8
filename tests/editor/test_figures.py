"""Figures follow the text: what is kept, what is to be measured again, and that every piece comes to an end."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from typeahead.editor import overview, pieces
from typeahead.editor.figures import Figure, Figures
from typeahead.editor.pieces import Piece
from typeahead.editor.textarea_fixes import LineDocument
from typeahead.prediction.suggestion import WordSurprise


def measured(text: str) -> list[WordSurprise]:
    """Every word has as many bits as its letters say, wherever it stands."""
    return [
        WordSurprise(found.group(), found.start(), found.end(), bits_of(found.group()), 1)
        for found in re.finditer(r"[\w']+|[.,;:!?]", text)
    ]


def bits_of(word: str) -> float:
    return float(sum(map(ord, word)) % 19 + 1)


class Book:
    """A document with its figures, measured as the editor does it."""

    def __init__(self, text: str) -> None:
        self.document = LineDocument(text)
        self.figures = Figures(self.document.line_count)
        self.document.on_replaced = self._replaced
        self.asked: list[Piece] = []

    def _replaced(self, top, bottom, end) -> None:
        self.figures.replaced(top, bottom, end, self.document[top[0]], self.document[end[0]])

    def measure(self, row: int = 0, skip: tuple[int, int] | None = None, most: int = 10_000) -> list[str]:
        """Until all is known; the texts asked about."""
        low = high = row
        before = len(self.asked)
        for _ in range(most):
            due, low, high = pieces.next_row(self.document, self.figures, low, high)
            if due is None:
                if low == 0 and high >= self.document.line_count:
                    break
                continue
            piece = pieces.around(self.document, self.figures, due)
            wanted = bool(piece.text[piece.wanted :].strip())
            if wanted:
                self.asked.append(piece)
            piece.store(self.figures, self.document, measured(piece.text) if wanted else (), skip)
        else:
            raise AssertionError("it never ends")
        return [piece.text[piece.wanted :] for piece in self.asked[before:]]

    def words(self) -> list[tuple[int, str, float]]:
        lines = self.document
        return [
            (row, lines[row][each.start : each.end], round(each.bits, 3))
            for row in range(lines.line_count)
            for each in self.figures[row] or ()
        ]

    def expected(self) -> list[tuple[int, str, float]]:
        return [
            (row, word.text, word.bits)
            for row in range(self.document.line_count)
            for word in measured(self.document[row])
        ]


PROSE = (
    "The rain had stopped. Nobody was late, for once.\nAll of them sat down; it began.\n\nThe end came soon."
)


def test_all_of_a_text_is_measured() -> None:
    book = Book(PROSE)
    book.measure()
    assert book.words() == book.expected()
    assert book.figures.spoken == 20
    assert book.figures.count == len(book.expected())
    assert book.measure() == [], "and only once"


def test_only_the_sentence_that_was_changed_is_measured_again() -> None:
    book = Book(PROSE)
    book.measure()
    book.document.replace_range((0, 29), (0, 32), "is never")
    assert book.measure() == ["is never late, for once."], "from the change to the sentence's end"
    assert book.asked[-1].text.startswith("The rain had stopped. Nobody"), "what came before is told along"
    assert book.words() == book.expected()


def test_what_an_edit_does_not_touch_keeps_its_figures_at_once() -> None:
    book = Book("one two three four")
    book.measure()
    book.document.replace_range((0, 4), (0, 7), "2 and a half")
    assert [word for _, word, _ in book.words()] == ["one", "three", "four"]
    book.document.replace_range((0, 0), (0, 0), "zero\n\n")
    assert [(row, word) for row, word, _ in book.words()] == [(2, "one"), (2, "three"), (2, "four")]
    book.document.replace_range((2, 0), (2, 3), "One")
    assert "one" not in [word for _, word, _ in book.words()]


def test_the_cursors_paragraph_comes_first_and_then_what_is_near() -> None:
    book = Book("\n\n".join(f"This is number {n}." for n in range(9)))
    order = [int(text.split()[-1][:-1]) for text in book.measure(row=8)]
    assert [abs(number - 4) for number in order] == [0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_a_word_being_typed_has_no_figure_yet() -> None:
    book = Book("The rain had stop")
    book.measure(skip=(0, 17))
    assert [word for _, word, _ in book.words()] == ["The", "rain", "had"]
    assert book.measure(skip=(0, 17)) == []
    book.figures.mark(0, 17, 17)
    book.measure()
    assert [word for _, word, _ in book.words()][-1] == "stop"


def test_a_long_paragraph_is_measured_in_pieces() -> None:
    book = Book("The rain had stopped, and nobody was late for once. " * 400)
    asked = book.measure()
    assert len(asked) > 20
    assert max(map(len, asked)) <= 1_000
    assert book.words() == book.expected()


def test_another_model_knows_nothing_yet() -> None:
    book = Book(PROSE)
    book.measure()
    revision = book.figures.revision
    book.figures.forget()
    assert (book.figures.count, book.words()) == (0, [])
    assert book.figures.revision != revision, "an answer of the model before no longer counts"


def test_infinite_surprise_can_be_summed_up() -> None:
    figures = Figures(1)
    figures.store(0, 0, 3, 3, [Figure(0, 3, float("inf"), 2**40, True, True)])
    assert figures.bits < 100
    figures.forget()
    assert figures.bits == 0


@settings(max_examples=60, deadline=None)
@given(st.text("ab. \n#-", max_size=60), st.data())
def test_after_any_edits_all_is_measured_and_right(text: str, data: st.DataObject) -> None:
    book = Book(text)
    for _ in range(4):
        book.measure(row=data.draw(st.integers(0, book.document.line_count - 1)))
        now = book.document.text
        start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(now))] * 2)))
        book.document.replace_range(
            book.document.get_location_from_index(start),
            book.document.get_location_from_index(end),
            data.draw(st.text("xy. \n", max_size=12)),
        )
        for row, word, bits in book.words():
            assert bits == bits_of(word), (row, word)
        assert len(book.figures) == book.document.line_count
    book.measure()
    assert book.measure() == []
    for row, line in book.figures.known():
        ends = [0, *(figure.end for figure in line)]
        assert all(figure.start >= end for figure, end in zip(line, ends, strict=False)), "none stands twice"
        assert ends[-1] <= len(book.document[row])
    assert [each for each in book.words() if each[1].isalnum()] == [
        each for each in book.expected() if each[1].isalnum()
    ]
    known = [line for _, line in book.figures.known()]
    assert book.figures.count == sum(line.count for line in known)


def test_what_the_panel_lists() -> None:
    book = Book(PROSE)
    book.measure()
    entries, here = overview.near(book.document, book.figures, (1, 4))
    assert [entry.text for entry in entries][:4] == ["The", "rain", "had", "stopped"]
    assert here is not None
    assert here.text == "of", "the word that begins at the cursor"
    assert overview.near(book.document, book.figures, (0, 3))[1].text == "The"  # type: ignore[union-attr]
    top = overview.most_surprising(book.document, book.figures)
    assert [entry.bits for entry in top] == sorted((entry.bits for entry in entries), reverse=True)
    paragraph = overview.paragraph(book.document, book.figures, 0)
    assert paragraph is not None
    assert paragraph.words == 16
    whole = [word.bits for word in measured(PROSE)]
    assert overview.document(book.figures) == overview.Sum(20, sum(whole) / len(whole))
    curve = overview.by_sentence(book.figures)
    assert [row for row, _ in curve] == [0, 0, 1, 3]
    first = [word.bits for word in measured("The rain had stopped.")]
    assert curve[0][1] == sum(first) / len(first)
    assert overview.binned(curve, 2) == [
        (0, (curve[0][1] + curve[1][1]) / 2),
        (1, (curve[2][1] + curve[3][1]) / 2),
    ]
    assert overview.binned(curve, 4) == curve
