"""The learning, made visible: keys counted, the dashboard, the last sentence taken back, a word forgotten."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from typeahead.editor.screens.choice_prompt import Choice, ChoicePrompt
from typeahead.editor.screens.dashboard import SHOWN, Dashboard, in_one_line
from typeahead.editor.widgets.status_bar import StatusBar
from typeahead.editor.widgets.writing_area import WritingArea
from typeahead.prediction import errands
from typeahead.prediction.replies import Forgotten, Overview, TakenBack

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp

_AROUND = 200  # characters of the cursor's line on each side in which its word is looked for
_TOLD = 32  # characters of a sentence in a message


class ForgetPrompt(ChoicePrompt):
    """Asks before a word is forgotten; Enter keeps it."""

    AUTO_FOCUS = "#cancel"

    def __init__(self, word: str) -> None:
        super().__init__(
            f"Forget “{word}”?",
            "It is cut out of all that was learned, in any case, and neither learned nor suggested again. "
            f"Your texts stay as they are. To take that back: typeahead words --allow {shlex.quote(word)}",
            (Choice("forget", "Forget", "f"),),
        )


class Progress:
    """What the person sees of the learning, and takes back of it.

    Args:
        app: whose text and service.
    """

    def __init__(self, app: EditorApp) -> None:
        self._app = app

    def count(self) -> None:
        """Give what was typed so far to those who keep the figures; no word of it."""
        figures = self._app.area.tally.drain()
        if figures is not None:
            self._app.service.count(figures)

    def hear(self, news: Overview | TakenBack | Forgotten) -> None:
        """The service has done what it was asked."""
        board = self._board
        match news:
            case Overview():
                if board is not None:
                    board.show(news)
                return
            case TakenBack(text=None):
                self._app.say("There is nothing left to take back in this session.")
            case TakenBack(text=text, in_session=left, networks=gone):
                self._app.teaching.count(left)
                self._app.say(
                    f"Taken back: “{_short(text or '')}”.{dropped(gone) or ' It stays in the text.'}"
                )
            case Forgotten(word=word, times=times, networks=gone):
                counted = f"cut {times:,} time{'s' * (times != 1)}" if times else "it was not learned before"
                # One line of 80 columns has to hold it.
                self._app.say(f"“{word}” is forgotten: {counted}.{dropped(gone) or ' It stays in the text.'}")
        self._app.area.ask_again()
        if board is not None:
            board.tell(self._said)
            self._ask()

    @property
    def _board(self) -> Dashboard | None:
        return next((each for each in self._app.screen_stack if isinstance(each, Dashboard)), None)

    @property
    def _said(self) -> str:
        return self._app.screen_stack[0].query_one(StatusBar).message

    def _ask(self) -> None:
        self._app.service.ask(errands.overview(SHOWN))

    # --- what keys and the palette do

    def show(self) -> None:
        """Open the dashboard."""
        if self._board is None:
            self.count()
            self._app.push_screen(Dashboard(self), self._left)
            self._ask()

    def _left(self, train: bool | None) -> None:
        if train:
            self._app.notes.show()

    def take_back(self) -> None:
        """Take the last sentence that was learned back."""
        self._app.service.ask(errands.take_back())

    def forget_at_cursor(self) -> None:
        """Forget the word under the cursor, after a question."""
        word = _word_at(self._app.area)
        if word:
            self.forget(word)
        else:
            self._app.say("There is no word under the cursor to forget.")

    def forget(self, word: str) -> None:
        """Forget a word, after a question."""
        self._app.push_screen(ForgetPrompt(word), lambda answer: self._answered(word, answer))

    def _answered(self, word: str, answer: str | None) -> None:
        if answer != "forget":
            return
        self._app.say(f"Forgetting “{word}”…")
        if board := self._board:
            board.tell(self._said)
        self._app.service.ask(errands.forget(word))

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette."""
        yield SystemCommand("Dashboard", "Keystrokes saved, perplexity, words learned (F5)", self.show)
        yield SystemCommand(
            "Take back the last learned sentence", "It stays in the text (Z in F5)", self.take_back
        )
        word = _word_at(self._app.area)
        if word:
            yield SystemCommand(
                f"Forget the word “{word}”", "And never learn it again (Shift+F6)", self.forget_at_cursor
            )


def dropped(networks: Sequence[str]) -> str:
    """A sentence on networks that had to go and are trained anew, to follow another; empty where none is."""
    if not networks:
        return ""
    return f" Trained anew: {', '.join(networks)}."


def _word_at(area: WritingArea) -> str:
    """The word that the cursor stands in or behind; empty where there is none."""
    row, column = area.cursor_location
    start = max(0, column - _AROUND)
    line = area.document[row][start : column + _AROUND]
    if not line.strip():
        return ""
    from typeahead.text.words import is_word, tokenise  # loaded by now: the models are open

    found = [t for t in tokenise(line) if t.start <= column - start <= t.end and is_word(t.text)]
    return found[-1].text if found else ""


def _short(text: str) -> str:
    """The beginning of a learned text, in one line."""
    line = in_one_line(text)
    return line if len(line) <= _TOLD else line[: _TOLD - 1].rstrip() + "…"
