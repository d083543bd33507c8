"""How the inspector says things: figures, bars, what matched, and places, each as a line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.style import Style

from typeahead.text.joining import join

if TYPE_CHECKING:
    from typeahead.prediction.inspection import Inspection, Matched
    from typeahead.profile.finding import Place, Places

ALL = 7  # cells of the figure of all models together
EACH = 8  # cells of each model's
_BAR_LEAST, _BAR_MOST = 6, 24
_NAME = 14  # cells that a word should have
_PLACE = 20  # cells of a file's name and line
_LEAD = 8  # cells of the sentence before the words
_WORDS = 5  # of the sentence, in the heading
_START = "(start)"  # a sentence's beginning, among words


class Table:
    """The columns of the words, as they fit into a width.

    Args:
        inspection: whose words.
        width: in cells.
        column: whose likeliest words are shown, None for all models together.
    """

    def __init__(self, inspection: Inspection, width: int, column: int | None) -> None:
        self._inspection = inspection
        self._column = column
        self._models = inspection.columns if len(inspection.columns) > 1 else ()
        room = width - ALL - EACH * len(self._models)
        self._bar = max(_BAR_LEAST, min(_BAR_MOST, room - _NAME - 1))
        self._name = max(4, room - self._bar - 1)

    def head(self, detail: Style, chosen: Style) -> Content:
        """The models' names; the one whose likeliest words are shown is marked."""
        titles = [*(column.name for column in self._models)]
        first = "all" if titles else self._inspection.columns[0].name
        parts = [Content.styled(" " * (self._name + self._bar + 1), detail)]
        for at, title in enumerate([first, *titles], start=-1):
            marked = at == (-1 if self._column is None else self._column)
            text = title[: EACH - 1]
            gap = (ALL if at < 0 else EACH) - len(text)
            parts += [Content(" " * gap), Content.styled(text, chosen if marked and titles else detail)]
        return Content.assemble(*parts)

    def shares(self) -> Content:
        """How much each model counts here."""
        figures = "".join(f"{percent(column.share):>{EACH}}" for column in self._models)
        return Content(f"{'share':<{self._name + self._bar + 1}}{'':{ALL}}{figures}")

    def word(self, row: int, most: float, bar: Style) -> Content:
        """One word: its bar as long as its probability is beside the likeliest one's."""
        return Content.assemble(
            fitted(plain(self._inspection.rows[row].text), self._name),
            " ",
            (bar_of(self._inspection.of(row, self._column) / most if most else 0.0, self._bar), bar),
            self._figures(lambda column: self._inspection.of(row, column)),
        )

    def others(self, shown: Sequence[int]) -> Content:
        """What is left to all words that are not shown."""
        rest = self._figures(
            lambda column: max(0.0, 1.0 - sum(self._inspection.of(row, column) for row in shown))
        )
        return Content(f"{'all others':<{self._name + self._bar + 1}}{rest}")

    def _figures(self, of: Callable[[int | None], float]) -> str:
        each = "".join(f"{percent(of(at)):>{EACH}}" for at in range(len(self._models)))
        return f"{percent(of(None)):>{ALL}}{each}"


def heading(inspection: Inspection | None) -> str:
    """Which place it is."""
    if inspection is None:
        return "Inspector"
    words = inspection.words[-_WORDS:]
    more = "… " if len(inspection.words) > _WORDS else ""
    before = f"after “{more}{plain(join(words))}”" if words else "at a sentence's beginning"
    return f"Inspector: {before}" + (f", typed “{plain(inspection.prefix)}”" if inspection.prefix else "")


def why_empty(inspection: Inspection | None) -> str:
    """What to do where there are no words."""
    if inspection is None:
        return "Asking the models…"
    if not inspection.wanted:
        return (
            "No word is suggested right here, but what a name goes on with that you wrote. Type a space or begin a "
            "word, and the models' words for that place are shown; inside a code block there are none."
        )
    if inspection.prefix:
        return (
            f"No word that it knows begins with “{plain(inspection.prefix)}”. Finish it: what you write twice is "
            "suggested from then on."
        )
    return (
        "This model has never met what stands here, and holds nothing likely after it. "
        "“Suggest from: mixture” in the palette (Ctrl+P) asks all models."
    )


def matches(inspection: Inspection, row: int) -> Iterator[str]:
    """Of each model with counts the n-gram that matched, and how often this word came then."""
    for each in inspection.matched:
        yield f"{each.name}: {_matched(each, plain(inspection.rows[row].text), row)}"
    if not inspection.normalised:
        yield "The figures of this smoothing are scores, made to sum to 1 here."


def _matched(matched: Matched, word: str, row: int) -> str:
    context = plain(" ".join(_START if each == "<s>" else each for each in matched.context))
    if matched.total == 0:
        return "nothing it has met matches here"
    if matched.total is None:
        return f"goes by “{context}”, without counts" if context else "goes by no word before"
    count = f"{word}: {matched.counts[row]:,} of {matched.total:,}"
    what = " contexts" if matched.continuation else ""
    return f"{context} → {count}{what}" if context else f"no word before matches → {count}{what}"


def places_title(places: Places | None, word: str | None, chosen: int | None, width: int) -> str:
    """What the places below are; the whole path of the chosen one."""
    name = f"“{plain(word or '')}”"
    if places is None:
        return f"Looking where {name} stands in your texts…"
    if not places.searched:
        return "Nothing of yours was read yet: typeahead train FOLDER does."
    if not places.found:
        yours = "your text" if places.searched == 1 else f"any of your {places.searched:,} texts"
        told = f"{name} does not stand in {yours}"
        because = f"{told}: it came with typeahead, or was typed just now."
        return because if cell_len(because) <= width else f"{told}."
    if chosen is not None:
        where = _path(places.found[chosen])
        return where if cell_len(where) <= width else f"…{where[1 - width :]}"  # its end tells more
    first = places.found[0]
    count = len(places.found)
    phrase = plain(first.sentence[first.start : first.end])
    if first.words > places.found[-1].words:
        return f"“{phrase}”, then fewer of these words:"
    least = "at least " if places.more else ""  # no more were looked for
    return f"“{phrase}” stands in {least}{count} place{'s' * (count != 1)}:"


def place_row(place: Place, width: int, detail: Style, match: Style) -> Content:
    """File and line, then the sentence around the words."""
    name = Path(place.origin).name if place.is_file else "untitled"
    line = f":{place.line}" if place.line else ""
    label = fitted(plain(name), min(_PLACE - len(line), cell_len(plain(name)))) + line
    label = set_cell_size(label, _PLACE)
    room = width - _PLACE - 1
    begin = max(0, min(place.start - _LEAD, len(place.sentence) - room))
    begin = min(place.start, max(begin, place.end - room + 2))  # the words themselves are not cut off
    before, words = plain(place.sentence[begin : place.start]), plain(place.sentence[place.start : place.end])
    after = plain(place.sentence[place.end :])
    sentence = Content.assemble("…" if begin else "", before, (words, match), after)
    return Content.assemble((label, detail), " ", sentence.truncate(room, ellipsis=True))


def _path(place: Place) -> str:
    if not place.is_file:
        return f"typed into a text without a name, {place.day}"
    path, home = Path(place.origin), Path.home()
    shown = f"~/{path.relative_to(home)}" if path.is_relative_to(home) else str(path)
    return f"{plain(shown)}{f', line {place.line}' if place.line else ', changed since'}, {place.day}"


def percent(p: float) -> str:
    """A probability in at most five cells; a dash where there is none."""
    if p <= 0.0:
        return "–"
    if p < 0.0001:
        return "<.01%"
    if p >= 0.9995:
        return "100%"
    return f"{p * 100:.1f}%" if p >= 0.09995 else f"{p * 100:.2f}%"


def bar_of(part: float, width: int) -> str:
    """A bar for a part of 1, half a cell being the smallest step."""
    full, half = divmod(round(min(max(part, 0.0), 1.0) * 2 * width), 2)
    return ("━" * full + "╸" * half).ljust(width)


def fitted(text: str, width: int) -> str:
    """A text of so many cells, shortened with an ellipsis or filled up."""
    return set_cell_size(text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…", width)


def plain(text: str) -> str:
    """A text fit for the screen: no control character of a document gets there."""
    return text if text.isprintable() else "".join(sign if sign.isprintable() else "�" for sign in text)
