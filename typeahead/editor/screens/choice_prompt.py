"""A question with a few answers, each with its letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from typeahead.editor.screens.prompt import Prompt
from typeahead.text.visible import visible


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer: the value handed back, its label, and the letters that stand for it."""

    value: str
    label: str
    letters: str


CANCEL = Choice("cancel", "Cancel", "c")


class ChoicePrompt(Prompt[str]):
    """Asks; the first answer is the one Enter gives, Esc cancels."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", "Cancel", show=False),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]

    def __init__(self, question: str, detail: str, choices: tuple[Choice, ...]) -> None:
        super().__init__()
        self._question = question
        self._detail = detail
        self._choices = (*choices, CANCEL)

    def compose(self) -> ComposeResult:
        """Question, detail, buttons."""
        with Vertical(classes="card"):
            yield Static(visible(self._question), classes="question", markup=False)
            yield Static(visible(self._detail, keep="\n"), classes="detail", markup=False)
            with Horizontal(classes="buttons"):
                for choice in self._choices:
                    letter = choice.letters[0]
                    at = choice.label.lower().index(letter)
                    label = f"{choice.label[:at]}[u]{choice.label[at]}[/u]{choice.label[at + 1 :]}"
                    yield Button(label, id=choice.value, compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """The button is the answer."""
        self.dismiss(event.button.id)

    def on_key(self, event: events.Key) -> None:
        """A letter is an answer too."""
        for choice in self._choices:
            if event.character and event.character.lower() in choice.letters:
                event.stop()
                self.dismiss(choice.value)
                return

    def action_cancel(self) -> None:
        """Go back to the text."""
        self.dismiss("cancel")
