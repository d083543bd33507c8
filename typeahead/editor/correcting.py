"""Likely slips in the text: underlined once the person pauses, if they want that, and put right with one key.

Only what is on the screen is looked at, and only again where it has changed; the prediction service does so when it has
nothing else to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import SystemCommand
from textual.timer import Timer

from typeahead.editor.widgets.underlined_area import Underlines
from typeahead.prediction.requests import Doubt
from typeahead.text.left_out import inside
from typeahead.text.lines import Lines, Location

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp
    from typeahead.prediction.correcting import Slip

AFTER = 0.8  # seconds without a key: who still thinks of the next word is left alone
_BEFORE = 4_000  # characters above the screen that are read too: a sentence, or a code block, may begin there


class Correcting:
    """Asks for slips, shows them, and puts the one at or before the cursor right.

    Args:
        app: whose text.

    Attributes:
        underline_errors: whether slips are looked for and underlined without being asked. Off at first: it keeps the
            models' thread at work after each pause.
    """

    def __init__(self, app: EditorApp) -> None:
        self._app = app
        self.underline_errors = False
        self._timer: Timer | None = None
        self._generation = 0
        self._asked: tuple[str, range, int] | None = None  # text, offsets, and the row at which it begins
        self._slips: list[tuple[Location, Slip]] = []
        self._wanted = False  # a correction, as soon as slips are known
        self._has_changed = False  # the text, by one that the text has not told of yet

    def touch(self) -> None:
        """The text or the cursor has changed."""
        if not self.underline_errors:
            return
        if self._timer is not None:
            self._timer.reset()
        else:
            self._timer = self._app.later(AFTER, self._due)

    def _due(self) -> None:
        self._timer = None
        if self.underline_errors:
            self._ask()

    def toggle(self) -> None:
        """Underline slips from now on, or stop that."""
        self._app.applying.change("underline_errors", not self.underline_errors)

    def show_slips(self, shown: bool) -> None:
        """Underline them, or not."""
        self.underline_errors = shown
        self._asked = None
        if self.underline_errors:
            self._ask()
        else:
            self._slips = []
            self._app.area.underline({})

    def _ask(self) -> bool:
        """Ask for the slips on the screen; False if they are known, or asked for already."""
        area = self._app.area
        first, last = area.rows_on_screen()
        cursor = area.cursor_location[0]
        first, last = min(first, cursor), max(last, cursor)
        begin, above = first, 0
        while begin > 0 and above < _BEFORE:
            begin -= 1
            above += len(area.document[begin]) + 1
        text = "\n".join(inside(area.document[row], area.suffix) for row in range(begin, last + 1))
        asked = text, range(above, len(text)), begin
        if asked == self._asked:
            return False
        self._asked = asked
        self._generation += 1
        self._app.service.look_into(Doubt(self._generation, asked[0], asked[1]))
        return True

    def hear(self, generation: int, slips: Sequence[Slip]) -> None:
        """Slips have come; those to the latest question count."""
        if generation != self._generation or self._asked is None:
            return
        text, _, begin = self._asked
        lines = Lines(text)
        self._slips = []
        for slip in slips:
            row, column = lines.location(slip.start)
            self._slips.append(((row + begin, column), slip))
        if self.underline_errors:
            self._show()
        if self._wanted:
            self._put_right()

    def give_up(self) -> None:
        """Something failed in the service: whatever was asked for does not come, and may be asked for again."""
        self._wanted, self._asked = False, None

    def has_changed(self) -> bool:
        """Whether the change that the text tells of is a correction's, of which is told already."""
        had, self._has_changed = self._has_changed, False
        return had

    def _show(self) -> None:
        spans: dict[int, list[tuple[int, int]]] = {}
        for (row, column), slip in self._slips:
            if self._stands(row, column, slip):
                spans.setdefault(row, []).append((column, column + len(slip.text)))
        area = self._app.area
        area.underline({row: Underlines(area.document[row], tuple(found)) for row, found in spans.items()})

    def _stands(self, row: int, column: int, slip: Slip) -> bool:
        """Whether a slip is still there, as a word of its own."""
        if row >= self._app.area.document.line_count:
            return False
        line, end = self._app.area.document[row], column + len(slip.text)
        around = line[max(0, column - 1) : column] + line[end : end + 1]
        return line[column:end] == slip.text and not any(map(str.isalnum, around))

    def put_right(self) -> None:
        """Put the slip at or before the cursor right, once it is known which that is."""
        if self._wanted:
            return
        self._wanted = True
        if self._ask():
            self._app.say("Looking for slips…")
        else:
            self._put_right()

    def _put_right(self) -> None:
        self._wanted = False
        area = self._app.area
        cursor = area.cursor_location
        standing = [(place, slip) for place, slip in self._slips if self._stands(*place, slip)]
        before = [(place, slip) for place, slip in standing if place <= cursor]
        if not before:
            self._app.say("Nothing to correct at the cursor or before it, as far as the screen shows.")
            return
        (row, column), slip = before[-1]
        self._has_changed = True
        area.correct((row, column), slip.text, slip.suggestion)
        self._app.say(f"{slip.text} → {slip.suggestion} ({slip.confidence:.0%} sure). Ctrl+Z takes it back.")

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette."""
        yield SystemCommand(
            "Correct", "The likely slip at the cursor or before it (Shift+F7)", self.put_right
        )
        if self.underline_errors:
            yield SystemCommand("Underline likely errors: off", "Words are left as they are", self.toggle)
        else:
            yield SystemCommand("Underline likely errors", "Once you pause, on the screen", self.toggle)
