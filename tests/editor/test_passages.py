from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.document._document import Location

from typeahead.editor.locations import place_of
from typeahead.editor.passages import LATEST, How, Passages
from typeahead.editor.textarea_fixes import LineDocument


class Page:
    """A document whose passages are followed."""

    def __init__(self, text: str) -> None:
        self.document = LineDocument(text)
        self.document.on_replaced = self._replaced
        self.passages = Passages()
        self.how = How.WRITTEN

    def _replaced(self, top: Location, bottom: Location, end: Location) -> None:
        inserted = self.document.get_text_range(top, end)
        self.passages.follow(top, bottom, self.document.removed, inserted, self.document.lines, self.how)

    @property
    def text(self) -> str:
        return "\n".join(self.document.lines)

    def at(self, offset: int) -> Location:
        return place_of((0, 0), self.text, offset)

    def replace(self, start: int, end: int, text: str) -> None:
        self.document.replace_range(self.at(start), self.at(end), text)

    def write(self, text: str) -> None:
        self.document.replace_range(self.document.end, self.document.end, text)

    def is_unlearned(self, part: str) -> bool:
        start = self.text.index(part)
        return self.passages.has_unlearned(self.at(start), self.at(start + len(part)))

    def unlearned(self) -> str:
        """Which characters are, by a mark under each; line breaks are marked like others."""
        return "".join(
            "^" if self.passages.has_unlearned(self.at(n), self.at(n + 1)) else "."
            for n in range(len(self.text))
        )

    def learned(self) -> list[str]:
        found = self.passages.learned_over((0, 0), self.document.end)
        return [self.document.get_text_range(each.start, each.end) for each in found]

    def learn(self, part: str) -> None:
        start = self.text.index(part)
        self.passages.add(self.at(start), self.at(start + len(part)), part)


def test_what_is_written_while_paused_stays_apart() -> None:
    page = Page("Before. ")
    page.passages.paused = True
    for sign in "My secret.":
        page.write(sign)
    page.passages.paused = False
    page.write(" After.")
    assert page.unlearned() == "........^^^^^^^^^^......."


def test_it_keeps_its_place_as_the_text_changes() -> None:
    page = Page("one\ntwo\n")
    page.passages.paused = True
    page.write("secret")
    page.passages.paused = False
    page.replace(0, 0, "zero\n")
    assert page.is_unlearned("secret")
    assert not page.is_unlearned("two")
    page.replace(5, 9, "")
    assert page.is_unlearned("secret")
    assert not page.is_unlearned("two")
    page.replace(page.text.index("cret"), page.text.index("cret"), "new")
    assert page.unlearned().count("^") == len("senewcret")


def test_text_cut_and_put_elsewhere_is_known_again() -> None:
    page = Page("Here. \n\nThere. ")
    page.passages.paused = True
    page.write("My secret plan.")
    page.passages.paused = False
    start = page.text.index("My secret")
    page.replace(start, len(page.text), "")
    page.how = How.PASTED
    page.replace(6, 6, "and My secret plan. too")
    assert page.is_unlearned("secret")
    assert not page.is_unlearned("and")
    assert not page.is_unlearned("too")
    page.replace(0, 0, "secret plan ")
    assert page.unlearned().startswith("^" * len("secret plan "))


def test_an_undo_brings_single_letters_back_but_typing_them_is_another_thing() -> None:
    page = Page("")
    page.passages.paused = True
    page.write("a b")
    page.passages.paused = False
    for at in (2, 1, 0):
        page.replace(at, at + 1, "")
    page.write("b")
    assert page.unlearned() == "."
    page.replace(0, 1, "")
    page.how = How.AGAIN
    for sign in "a b":
        page.write(sign)
    assert page.unlearned() == "^^^"
    page.write("a")
    assert page.unlearned() == "^^^.", "an undo elsewhere brings other letters back"


def test_a_copy_is_known_too() -> None:
    page = Page("Here. ")
    page.passages.paused = True
    page.write("The word is Zebrafox.")
    page.passages.paused = False
    page.how = How.PASTED
    page.replace(0, 0, "Zebrafox")
    assert page.unlearned().startswith("^" * len("Zebrafox") + ".")
    page.how = How.WRITTEN
    page.write("\nThe word is Zebrafox.")
    assert page.unlearned().endswith("." * len("The word is Zebrafox.")), "somebody wrote it once more"


def test_a_word_that_such_a_text_had_can_be_taken_as_a_suggestion() -> None:
    page = Page("")
    page.passages.paused = True
    page.write("I had books of mine.")
    page.passages.paused = False
    page.replace(0, len(page.text), "")
    page.write("books ")
    assert page.unlearned() == "......"


def test_what_takes_the_place_of_much_of_the_text_leaves_it_marked() -> None:
    page = Page("One colour here.\n\n")
    page.passages.paused = True
    page.write("My secret colour is Zebrafox.")
    page.passages.paused = False
    page.write("\n\nTwo colour there.")
    page.learn("One colour here.")
    page.replace(0, len(page.text), page.text.replace("colour", "color"))
    assert page.unlearned().count("^") == len("My secret color is Zebrafox.")
    assert page.is_unlearned("My secret color is Zebrafox.")


def test_lines_that_change_places_take_their_marks_along() -> None:
    page = Page("a long line that is learned\n")
    page.passages.paused = True
    page.write("secret")
    page.passages.paused = False
    page.replace(0, len(page.text), "secret\na long line that is learned")
    assert page.unlearned().rstrip(".") == "^" * len("secret")
    page.passages.paused = True
    page.write("\na second one, which is longer")
    page.passages.paused = False
    page.replace(0, 0, "above\n")
    page.replace(6, len(page.text), "a second one, which is longer\na long line that is learned\nsecret")
    assert page.is_unlearned("secret")
    assert page.is_unlearned("a second one")
    assert not page.is_unlearned("above")


def test_another_document_knows_it_again() -> None:
    page = Page("")
    page.passages.paused = True
    page.write("The word is Zebrafox")
    page.passages.paused = False
    other = Passages("Hi. The word is Zebrafox and so on.", page.passages.pieces(page.document.lines))
    assert other.has_unlearned((0, 4), (0, 5))
    assert not other.has_unlearned((0, 0), (0, 4))


def test_nothing_is_marked_by_taking_away() -> None:
    page = Page("Some text.")
    page.passages.paused = True
    page.replace(4, 10, "")
    assert page.unlearned() == "...."


def test_learned_sentences_keep_their_places_and_say_whether_they_were_touched() -> None:
    page = Page("I like cats. Do you? ")
    page.learn("I like cats.")
    page.learn("Do you?")
    page.write("Yes")
    assert page.passages.touched() == []
    page.replace(7, 11, "dogs")
    assert page.learned() == ["I like dogs.", "Do you?"]
    assert [each.learned for each in page.passages.touched()] == ["I like cats."]


def test_a_learned_sentence_that_is_gone_is_not_followed() -> None:
    page = Page("I like cats. Do you? ")
    page.learn("I like cats.")
    page.learn("Do you?")
    page.replace(0, 13, "")
    assert page.learned() == ["Do you?"]


def test_so_many_are_followed() -> None:
    page = Page("".join(f"This is {n}. " for n in range(LATEST + 5)))
    for n in range(LATEST + 5):
        page.learn(f"This is {n}.")
    assert page.learned()[0] == "This is 5."


@st.composite
def edits(draw: st.DrawFn) -> list[tuple[int, int, str, bool]]:
    """Where each begins and ends, in parts of a thousand, what comes, and whether that is to be learned.

    What is and what is not has letters of its own, since text that comes again is another matter.
    """
    part, learned, unlearned = st.integers(0, 1000), st.text("xy\n", max_size=4), st.text("st", max_size=4)
    return draw(
        st.lists(
            st.one_of(
                st.tuples(part, part, learned, st.just(False)),
                st.tuples(part, part, unlearned, st.just(True)),
            ),
            max_size=12,
        )
    )


@given(st.text("xy\n", max_size=12), edits())
def test_each_character_keeps_its_mark(text: str, changes: list[tuple[int, int, str, bool]]) -> None:
    page = Page(text)
    marks = [False] * len(text)
    for one, other, new, paused in changes:
        start, end = sorted((len(marks) * one // 1000, len(marks) * other // 1000))
        page.passages.paused = paused
        page.replace(start, end, new)
        marks[start:end] = [paused] * len(new)
    found = [sign == "^" for sign in page.unlearned()]
    assert all(sign for sign, mark in zip(found, marks, strict=True) if mark)
    # What was written into such text later belongs to it; nothing before or behind it does.
    assert all(any(marks[:n]) and any(marks[n:]) for n in range(len(marks)) if found[n] and not marks[n])
