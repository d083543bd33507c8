"""The panel on the right: how surprising the words were, one by one and all together; a click leads to a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from typeahead.editor.messages import JumpWanted, WordChosen
from typeahead.editor.overview import Entry, Overview, Sum, binned
from typeahead.editor.widgets.changed_rows import ChangedRows
from typeahead.editor.widgets.suggestion_line import percent
from typeahead.editor.widgets.surprise_rows import bar, fitted, one_in, rank, sparkline
from typeahead.evaluation.surprise import SURPRISING
from typeahead.prediction.suggestion import Suggestion

_HEAD = 2  # rows over the words
_SUMS = 5  # rows at the bottom: the curve, what is summed up, the model
_CHOSEN = 5  # rows for the word chosen
_LEAST_WORDS = 4  # rows of words that are worth more than what was expected instead of one
_RANK_FROM = 38  # cells from which there is room for ranks
_WHEEL = 3  # words


class SurprisePanel(ChangedRows, can_focus=True):
    """Words with their surprise in bits, as bars, as odds and by rank; what they make together.

    The word chosen is the one at the cursor, or while the panel has the focus the one that the arrows went to.
    """

    key_place = "panel"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "surprise-panel--title",
        "surprise-panel--detail",
        "surprise-panel--bar",
        "surprise-panel--high",
        "surprise-panel--chosen",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "choose(-1)", "The word above", show=False),
        Binding("down,j", "choose(1)", "The word below", show=False),
        Binding("pageup", "choose(-10)", "Ten words up", show=False),
        Binding("pagedown", "choose(10)", "Ten words down", show=False),
        Binding("home", "choose(-9999)", "The first word", show=False),
        Binding("end", "choose(9999)", "The last word", show=False),
        Binding("enter,space", "jump", "To the word in the text", show=False),
        Binding(
            "s", "app.sort_surprise", "Most surprising first, or in the text's order", show=False, id="sort"
        ),
        Binding("escape", "app.focus('text')", "Back to the text", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._overview = Overview()
        self._own: Entry | None = None  # chosen here, not by the cursor
        self._top = 0
        self._model = ""
        self._rows: list[Entry] = []  # words on the screen
        self._cells: list[int] = []  # rows of the document that the curve's cells lead to
        self._curve_at = -1

    def show(self, overview: Overview) -> None:
        """Show this from now on."""
        self._overview = overview
        if self.has_focus and overview.entries and _index(overview.entries, self.chosen) is None:
            self._own = overview.entries[0]  # in another order
        self.refresh()

    def expect(self, expected: Sequence[Suggestion] | None) -> None:
        """Show what was expected instead of the word chosen; None where that isn't known yet."""
        self._overview = replace(self._overview, expected=expected)
        self.refresh()

    def name_model(self, model: str) -> None:
        """Say which model measures."""
        self._model = model
        self.refresh()

    @property
    def chosen(self) -> Entry | None:
        """The word whose alternatives are shown."""
        return self._own if self.has_focus and self._own is not None else self._overview.here

    # --- what it shows

    def rows(self, width: int, height: int) -> list[Content]:
        """Title, words, what was expected instead of the one chosen, and the sums."""
        view = self._overview
        with_chosen = height >= _HEAD + _LEAST_WORDS + _CHOSEN + _SUMS
        room = max(0, height - _HEAD - _SUMS - (_CHOSEN if with_chosen else 0))
        lines = [self._title(width), self._head(width) if view.entries else Content("")]
        self._rows = self._window(room)
        if not view.entries:
            lines += Content("Each word you write shows here how surprising it was.").wrap(width)
        lines += [self._row(entry, width) for entry in self._rows]
        lines += [Content("")] * (height - len(lines) - _SUMS - (_CHOSEN if with_chosen else 0))
        if with_chosen:
            lines += self._instead(width)
        lines += self._sums(width, len(lines))
        return lines[:height]

    def _title(self, width: int) -> Content:
        order = "most surprising first" if self._overview.sorted else "in the text's order"
        title = self.get_visual_style("surprise-panel--title")
        detail = self.get_visual_style("surprise-panel--detail")
        return Content.assemble(("Surprise", title), " " * max(1, width - 8 - len(order)), (order, detail))

    def _head(self, width: int) -> Content:
        name, cells, with_rank = _columns(width)
        text = f"{'':{name + cells + 3}}bits{'1 in':>7}" + (f"{'rank':>7}" if with_rank else "")
        return Content.styled(text, self.get_visual_style("surprise-panel--detail"))

    def _window(self, room: int) -> list[Entry]:
        """The words that are shown: the chosen one with some before it and after it, moved no more than needed."""
        entries, chosen = self._overview.entries, self.chosen
        at = _index(entries, chosen)
        if at is not None:
            margin = min(room // 4, 3)
            self._top = min(max(self._top, at + 1 + margin - room), max(0, at - margin))
        elif not self.has_focus:
            self._top = 0
        self._top = max(0, min(self._top, len(entries) - room))
        return list(entries[self._top : self._top + room])

    def _row(self, entry: Entry, width: int) -> Content:
        name, cells, with_rank = _columns(width)
        high = entry.bits >= SURPRISING
        style = self.get_visual_style(f"surprise-panel--{'high' if high else 'bar'}")
        is_chosen = entry == self.chosen
        text = fitted(entry.text, name)
        line = Content.assemble(
            "›" if is_chosen else " ",
            (text, style) if high else text,
            " ",
            (bar(entry.bits, cells), style),
            f" {min(entry.bits, 99.9):4.1f}{one_in(entry.bits):>7}",
            f"{rank(entry.rank):>7}" if with_rank else "",
        )
        if is_chosen and self.has_focus:
            return Content.styled(line.plain, self.get_visual_style("surprise-panel--chosen"))
        return line

    def _instead(self, width: int) -> list[Content]:
        """The word chosen, its rank, and the likeliest others."""
        detail = self.get_visual_style("surprise-panel--detail")
        chosen, expected = self.chosen, self._overview.expected
        if chosen is None:
            return [Content("")] * _CHOSEN
        others = [each for each in expected or () if each.text != chosen.text]
        said = f", rank {rank(chosen.rank)}; expected instead:"
        name = fitted(chosen.text, max(1, min(len(chosen.text) + 1, width - len(said) - 1))).rstrip()
        lines = [Content.assemble((name, self.get_visual_style("surprise-panel--title")), (said, detail))]
        for each in others:
            lines.append(
                Content(f"  {percent(each.probability):>4}  {fitted(each.text, max(1, width - 8)).rstrip()}")
            )
        if not others:
            lines.append(Content.styled("  …" if expected is None else "  nothing else", detail))
        return [Content(""), *lines, *[Content("")] * (_CHOSEN - 1 - len(lines))]

    def _sums(self, width: int, at: int) -> list[Content]:
        view, detail = self._overview, self.get_visual_style("surprise-panel--detail")
        points = binned(view.curve, width)
        self._cells, self._curve_at = [row for row, _ in points], at
        curve = sparkline([mean for _, mean in points])
        head = f"{'':<10}{'words':>8}{'perplexity':>12}{'bits':>5}"
        return [
            Content.styled(curve, self.get_visual_style("surprise-panel--bar")),
            Content.styled(head if view.document else "", detail),
            Content(_sum("paragraph", view.paragraph)),
            Content(_sum("document" if view.complete else "so far", view.document)),
            Content.styled(fitted(f"Model: {self._model or 'opening…'}", width).rstrip(), detail),
        ]

    # --- what one does with it

    def action_choose(self, steps: int) -> None:
        """Go to another word of the list."""
        entries = self._overview.entries
        if entries:
            at = _index(entries, self.chosen)
            at = 0 if at is None else min(max(at + steps, 0), len(entries) - 1)
            self._choose(entries[at])

    def _choose(self, entry: Entry) -> None:
        self._own = entry
        self.post_message(WordChosen())
        self.refresh()

    def action_jump(self) -> None:
        """Go to the word in the text."""
        if self.chosen is not None:
            self.post_message(JumpWanted(self.chosen.place))

    def on_focus(self) -> None:
        """Begin at the word at the cursor."""
        self._own = None
        self.show(self._overview)
        self.post_message(WordChosen())

    def on_blur(self) -> None:
        """The cursor chooses again."""
        self.post_message(WordChosen())
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A word or a place of the curve leads into the text, the first line sorts."""
        offset = event.get_content_offset_capture(self)
        if 0 <= offset.y - _HEAD < len(self._rows):
            self.post_message(JumpWanted(self._rows[offset.y - _HEAD].place))
        elif offset.y == self._curve_at and 0 <= offset.x < len(self._cells):
            self.post_message(JumpWanted((self._cells[offset.x], 0)))
        elif offset.y == 0:
            self.app.call_later(self.app.run_action, "sort_surprise")

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel chooses, as the arrows do."""
        event.stop()
        if self.has_focus:
            self.action_choose(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel chooses, as the arrows do."""
        event.stop()
        if self.has_focus:
            self.action_choose(-_WHEEL)


def _index(entries: Sequence[Entry], entry: Entry | None) -> int | None:
    return next((number for number, each in enumerate(entries) if each == entry), None)


def _columns(width: int) -> tuple[int, int, bool]:
    """Cells of the word and of the bar, and whether there is room for ranks; the rest is always the same."""
    with_rank = width >= _RANK_FROM
    room = max(8, width - 1 - 1 - 5 - 7 - 7 * with_rank)
    cells = min(max(6, room * 2 // 5), 16)
    return max(4, room - cells), cells, with_rank


def _sum(name: str, sum: Sum | None) -> str:
    return f"{name:<10}{sum.words:>8,}{one_in(sum.bits):>12}{sum.bits:>5.1f}" if sum else ""
