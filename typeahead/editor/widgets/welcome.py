"""The welcome under the text: small steps, each ticked off once it was taken."""

from __future__ import annotations

from collections.abc import Callable, Collection
from enum import Enum

from textual.widgets import Static

TALL, WIDE = 20, 64  # rows of the screen and columns of its own from which all steps are shown


class Step(Enum):
    """What a person does with the editor, in the order in which it is best met."""

    WRITE = "Write a few words; the next one stands in grey."
    TAKE = "[b]Tab[/b] takes the grey text."
    NUMBER = "[b]Alt+2[/b] takes the second one below; so does a click on it."
    PANEL = "[@click=app.toggle_panel][b]F2[/b] shows how surprising each word was.[/]"
    NOTES = "[@click=app.progress('show')][b]F5[/b], then [b]T[/b]: teach it your notes. That can wait.[/]"
    HIDE = (
        "[@click=app.close_welcome][b]Esc[/b] hides suggestions until the word ends. Now it closes this.[/]"
    )


_TITLE = "[b]Welcome to typeahead.[/b] Just write; the steps are ticked off as you take them."
_LEARNING = (
    "It learns from every sentence you finish ([b]Ctrl+L[/b] pauses that). Nothing you write leaves this "
    "machine. [@click=app.help][b]F1[/b] shows all keys.[/]"
)
_CLOSES = "[@click=app.close_welcome][b]Esc[/b] closes[/]"
_DONE, _NEXT, _LATER = "[$text-success]✓[/]", "[$text-accent b]▸[/]", "[$text-muted]·[/]"


class Welcome(Static):
    """A part of the sheet, so that it covers no text; it never has the focus, so that nothing typed is lost.

    Attributes:
        writing: the person has begun: from now on one line with the next step is enough.
    """

    def __init__(self, told: Callable[[str], str], done: Collection[Step] = ()) -> None:
        super().__init__()
        self.writing = False
        self._told = told  # names keys as they are bound now
        self._done = frozenset(done)

    def show(self, done: Collection[Step], *, writing: bool) -> None:
        """These steps were taken."""
        self._done, self.writing = frozenset(done), writing
        self._draw()

    @property
    def next(self) -> Step:
        """The first step that was not taken; closing it is always left."""
        return next((step for step in Step if step not in self._done), Step.HIDE)

    def on_mount(self) -> None:
        """Say what to begin with."""
        self._draw()

    def on_resize(self) -> None:
        """Where there is little room, a line must do."""
        self._draw()

    @property
    def is_small(self) -> bool:
        """Whether only the next step is shown."""
        return self.writing or self.app.size.height < TALL or 0 < self.size.width < WIDE

    def _draw(self) -> None:
        self.set_class(self.is_small, "-small")
        self.update(self._told(self._line() if self.is_small else self._list()))

    def _mark(self, step: Step) -> str:
        return _DONE if step in self._done else _NEXT if step is self.next else _LATER

    def _list(self) -> str:
        steps = [f" {self._mark(step)} {step.value}" for step in Step]
        return "\n".join([_TITLE, *steps, _LEARNING])

    def _line(self) -> str:
        marks = "".join(map(self._mark, Step))
        closes = "" if self.next is Step.HIDE else f"   {_CLOSES}"
        return f"{marks} {self.next.value}{closes}"
