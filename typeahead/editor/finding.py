"""Finding in the text on the screen and replacing there: what the find bar's keys do."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.document._document import Location, Selection
from textual.timer import Timer

from typeahead.editor.widgets.find_bar import FindBar
from typeahead.errors import PatternInvalid, PatternTooSlow
from typeahead.text.finding import Matches, Pattern, find, replace_all, replacement
from typeahead.text.lines import Lines

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp

AFTER_TYPING = 0.1  # seconds without a key in the bar
AFTER_EDIT = 0.4  # seconds without a change of the text: it is searched once, not for every letter
_LONGEST_SELECTION = 200  # characters that are taken over as what is sought


class Finding:
    """Searches the text once for each change of what is sought, and keeps the matches while the text is the same.

    Args:
        app: whose text.
    """

    def __init__(self, app: EditorApp) -> None:
        self._app = app
        self._bar: FindBar | None = None
        self._options = self._searched = Pattern("")
        self._revision: object = None  # of the text the matches were found in
        self._matches, self._lines = Matches(), Lines("")
        self._problem: PatternInvalid | None = None
        self._news = ""  # stands in the place of the count until there is something else to say
        self._timer: Timer | None = None
        self._before = Selection()  # where the person was when the bar was opened
        self._text_before: object = None
        self._origin: Location = (0, 0)  # where the search for what is being typed starts

    # --- the bar

    @property
    def is_open(self) -> bool:
        """Whether the bar is on the screen."""
        return self._bar is not None and self._bar.display

    async def open(self, *, replacing: bool = False) -> None:
        """Show the bar; a selection within a line is what is sought."""
        area, bar = self._app.area, self._bar
        if bar is None:
            bar = self._bar = FindBar()
            await self._app.query_one("#sheet").mount(bar, before="#suggestions")
            bar.replacing = False
        chosen = area.selected_text if not bar.has_focus_within else ""
        if "\n" in chosen or len(chosen) > _LONGEST_SELECTION:
            chosen = ""
        if chosen:
            bar.sought.value = re.escape(chosen) if self._options.regex else chosen
        to_template = replacing and bool(chosen or (bar.has_focus_within and bar.sought.value))
        if not self.is_open:
            bar.replacing = False
            self._before, self._text_before = area.selection, area.lines.revision
        bar.replacing = bar.replacing or replacing
        self._start_here()
        bar.open(bar.template if to_template else bar.sought)
        bar.show_options(self._options)
        self._settle()
        area.mark(self._matches, self._lines)
        self._show()

    def close(self) -> bool:
        """Hide the bar and stay at the match, or go back if there is none; False if it isn't open."""
        bar, area = self._bar, self._app.area
        if bar is None or not bar.display:
            return False
        if bar.has_focus_within:
            self._settle(jump=True)
            if not self._matches and self._text_before is area.lines.revision:
                area.selection = self._before
        bar.close(area)
        area.unmark()
        self._stop()
        if self._problem:
            self._app.say("")
        return True

    def other_field(self) -> None:
        """Go from one field of the bar to the other."""
        if self._bar is not None:
            self._bar.other_field()

    # --- what is sought

    def change(self) -> None:
        """Something else was typed in the bar: search once the person pauses."""
        if self.is_open and self._wanted() != self._searched:
            self._later(AFTER_TYPING, lambda: self._settle(jump=True))

    def turn(self, option: str) -> None:
        """Turn `case` or `regex` on or off."""
        options = self._options
        if option == "case":
            self._options = replace(options, case_sensitive=not options.case_sensitive)
        else:
            self._options = replace(options, regex=not options.regex)
        if self._bar is not None:
            self._bar.show_options(self._options)
        self._settle(jump=True)
        self._show()

    def touch(self) -> None:
        """The text was changed: what is found there now is counted once the person pauses."""
        if self.is_open and not self._is_true and not isinstance(self._problem, PatternTooSlow):
            self._news = ""
            self._tell("")
            self._later(AFTER_EDIT, self._settle)

    def look(self) -> None:
        """The cursor has moved: it may be at another match."""
        if self.is_open and self._is_true:
            self._show()

    async def step(self, by: int) -> None:
        """Go to the next match or the one before, round the end of the text; without a pattern ask for one."""
        if not self._wanted().sought and not self.is_open:
            await self.open()
            return
        matches = self._settle(jump=True)
        self._news = ""
        if matches:
            start, end = self._selected()
            number = matches.number((start, end))
            if number is not None:
                number = (number + by) % len(matches)
            elif by > 0:
                number = matches.first_from(end)
            else:
                number = matches.last_before(start)
            self._go(number or 0)
            self._start_here()
        self._show()

    # --- replacing

    async def replace_one(self) -> None:
        """Replace the match under the cursor and go to the next; away from a match only go there."""
        bar = self._bar
        if bar is None or not bar.replacing:
            await self.open(replacing=True)
            return
        matches = self._settle(jump=True)
        span = self._selected()
        if not matches or matches.number(span) is None:
            await self.step(1)
            return
        try:
            new = replacement(self._searched, self._lines.text, span, bar.template.value)
        except PatternInvalid as error:
            self._complain(error)
            return
        if new is None:
            return
        self._put(span, new)
        behind = span[0] + len(new)
        self._search()
        number = self._matches.first_from(behind)
        if number is not None:
            if span[0] == span[1] and self._matches[number] == (behind, behind):
                number = (number + 1) % len(self._matches)  # this is the one that was just replaced
            self._go(number)
        self._start_here()
        self._show()

    async def replace_all(self) -> None:
        """Replace all matches, as one edit that one undo takes back, and say how many there were."""
        bar, area = self._bar, self._app.area
        if bar is None or not bar.replacing:  # nothing is ever replaced by what nobody has seen
            await self.open(replacing=True)
            return
        self._settle()
        if self._problem or not self._matches:
            self._show()
            return
        text, cursor = self._lines.text, self._selected()[0]
        try:
            replaced = replace_all(self._searched, text, bar.template.value, cursor)
        except PatternInvalid as error:
            self._complain(error)
            return
        if replaced is None:
            return
        self._put(replaced.span, replaced.text)
        self._search()
        area.move_cursor(self._lines.location(replaced.cursor))
        self._start_here()
        self._news = f"{replaced.count:,} replaced"
        self._show()

    def _put(self, span: tuple[int, int], new: str) -> None:
        """One edit, which one undo takes back."""
        area = self._app.area
        start, end = (self._lines.location(offset) for offset in span)
        area.history.checkpoint()
        area.replace(new, start, end, maintain_selection_offset=False)
        area.history.checkpoint()

    # --- searching

    @property
    def _is_true(self) -> bool:
        """Whether the matches are of what is sought, in the text as it is."""
        return self._wanted() == self._searched and self._revision is self._app.area.lines.revision

    def _wanted(self) -> Pattern:
        return replace(self._options, sought=self._bar.sought.value if self._bar is not None else "")

    def _settle(self, *, jump: bool = False) -> Matches:
        """Search, unless that was done.

        Args:
            jump: go to the first match, if something else is sought now than before.
        """
        self._stop()
        if not self._is_true:
            other = self._wanted() != self._searched
            self._search()
            if jump and other:
                self._jump()
            self._show()
        return self._matches

    def _search(self) -> None:
        area = self._app.area
        had_problem, self._problem, self._news = self._problem, None, ""
        self._searched = self._wanted()
        if self._revision is not area.lines.revision:
            self._revision, self._lines = area.lines.revision, Lines(area.text)
        try:
            self._matches = find(self._searched, self._lines.text)
        except PatternInvalid as error:
            self._matches, self._problem = Matches(), error
        if self._problem or had_problem:
            self._app.say(str(self._problem or ""), error=bool(self._problem))
        if self.is_open:
            area.mark(self._matches, self._lines)

    def _jump(self) -> None:
        """Go to the first match behind the place where the search began, or back there."""
        row, column = self._origin
        row = min(row, len(self._lines.starts) - 1)
        start = min(self._lines.offset((row, column)), len(self._lines.text))
        number = self._matches.first_from(start)
        if number is not None:
            self._go(number)
        elif not self._problem:  # half a regular expression is no reason to move
            self._app.area.move_cursor(self._lines.location(start))

    def _go(self, number: int) -> None:
        """Select a match; the place is brought to the middle if it is out of sight."""
        area = self._app.area
        start, end = map(self._lines.location, self._matches[number])
        top, y = area.scroll_offset.y, area.wrapped_document.location_to_offset(end).y
        area.history.checkpoint()
        area.selection = Selection(start, end)
        area.record_cursor_width()
        if not top <= y < top + area.size.height - 1:
            area.scroll_cursor_visible(center=True)

    def _start_here(self) -> None:
        self._origin = min(self._app.area.selection)

    def _selected(self) -> tuple[int, int]:
        start, end = sorted(self._app.area.selection)
        return self._lines.offset(start), self._lines.offset(end)

    # --- saying

    def _show(self) -> None:
        """Say which of how many."""
        total = len(self._matches)
        if self._problem:
            self._tell("too slow" if isinstance(self._problem, PatternTooSlow) else "bad regex", bad=True)
        elif self._news or not self._searched.sought:
            self._tell(self._news)
        elif not total:
            self._tell("no match", bad=True)
        else:
            number = self._matches.number(self._selected())
            more = "" if self._matches.complete else "+"
            if number is None:
                self._tell(f"{total:,}{more} match{'es' * (total != 1)}")
            else:
                self._tell(f"{number + 1:,} of {total:,}{more}")

    def _tell(self, text: str, *, bad: bool = False) -> None:
        if self._bar is not None and self._bar.display:
            self._bar.show_count(text, bad=bad)
        elif not self._problem:  # that has been said
            self._app.say(f"“{self._searched.sought}”: {text}")

    def _complain(self, error: PatternInvalid) -> None:
        self._app.say(str(error), error=True)

    # --- pauses

    def _later(self, seconds: float, then: Callable[[], object]) -> None:
        self._stop()
        self._timer = self._app.later(seconds, then)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
