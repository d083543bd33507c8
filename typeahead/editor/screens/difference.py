"""Shows how two versions of a text differ, and asks which is to stay."""

from __future__ import annotations

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from typeahead.editor.differences import Row, compare
from typeahead.editor.screens.prompt import Prompt
from typeahead.editor.widgets.difference_view import DifferenceView


class Difference(Prompt[str]):
    """A diff over the text, with answers below it; Esc gives the last one.

    Answers have no letters, unlike those of other questions: this may come up while a person is typing, and one of them
    gives a text up.

    Args:
        question: the title.
        detail: what `-` and `+` stand for, and what else there is to know.
        old: the text whose lines are marked `-`.
        new: the text whose lines are marked `+`.
        answers: values and labels; the first is the one Enter gives.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "Later", show=False),
        Binding("left", "app.focus_previous", show=False),
        Binding("right", "app.focus_next", show=False),
        Binding("up", "scroll('scroll_up')", show=False),
        Binding("down", "scroll('scroll_down')", show=False),
        Binding("pageup", "scroll('scroll_page_up')", show=False),
        Binding("pagedown", "scroll('scroll_page_down')", show=False),
        Binding("home", "scroll('scroll_home')", show=False),
        Binding("end", "scroll('scroll_end')", show=False),
    ]

    def __init__(
        self, question: str, detail: str, old: str, new: str, answers: tuple[tuple[str, str], ...]
    ) -> None:
        super().__init__()
        self._question, self._detail = question, detail
        self._old, self._new = old, new
        self._answers = answers
        self.rows: list[Row] = []

    def compose(self) -> ComposeResult:
        """Title, diff, answers, what the keys do."""
        with Vertical(classes="card", id="versions"):
            yield Static(self._question, classes="question", markup=False)
            yield Static(self._detail, classes="detail", markup=False)
            yield DifferenceView(id="differing")
            with Horizontal(classes="buttons"):
                for value, label in self._answers:
                    yield Button(label, id=value, compact=True)
            label = self._answers[-1][1].lower()
            yield Static(f"↑ ↓ PgUp PgDn scroll · ← → choose · Enter · Esc: {label}", classes="detail")

    def on_mount(self) -> None:
        """Compare in another thread: long texts take a moment."""
        self.query(Button).first().focus()
        self.run_worker(self._compare())

    async def _compare(self) -> None:
        self.rows = await asyncio.to_thread(compare, self._old, self._new)
        self.query_one(DifferenceView).show_rows(self.rows)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The button is the answer."""
        self.dismiss(event.button.id)

    def action_scroll(self, method: str) -> None:
        """Scroll the diff."""
        getattr(self.query_one(DifferenceView), method)(animate=False)

    def action_leave(self) -> None:
        """Leave everything as it is."""
        self.dismiss(self._answers[-1][0])
