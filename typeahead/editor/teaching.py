"""Whether what is written is learned: everywhere or paused, and in this document or not."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from typeahead.editor.widgets.status_bar import StatusBar
from typeahead.prediction import errands
from typeahead.prediction.requests import OpenDocument

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp
    from typeahead.editor.messages import SentencesFinished
    from typeahead.prediction.replies import LeftOut

_BEFORE, _AFTER = 12_000, 6_000
"""Characters before and behind the cursor that suggestions go by, about 2,000 and 1,000 words: recency looks no farther
back, and reading them takes no longer than a person waits for a suggestion.
"""


class Teaching:
    """Gives finished sentences to the service, unless the person does not want that.

    Args:
        app: whose text.

    Attributes:
        left_out: whether the document on the screen is one that is never learned.
    """

    def __init__(self, app: EditorApp) -> None:
        self._app = app
        self._wanted = True
        self._never, self._imported = "", False
        self.left_out = False
        self._learned = 0

    @property
    def on(self) -> bool:
        """Whether anything is learned."""
        return self._wanted and not self._never

    @property
    def is_paused(self) -> bool:
        """Whether the person has learning paused; an imported model never learns."""
        return not self._wanted and not self._imported

    def learn(self, finished: SentencesFinished) -> None:
        """Sentences were finished, or written anew."""
        if not self.on or self.left_out:
            return
        service, origin = self._app.service, self._app.files.origin
        for changed in finished.rewritten:
            typed = changed.typed or finished.typed
            service.ask(errands.learn_anew(changed.before, changed.after, origin, typed))
        for left in finished.left:
            service.learn(left.text, origin, left.typed)
        for sentence in finished.sentences:
            service.learn(sentence, origin, finished.typed)

    def finish(self) -> None:
        """The document goes off the screen: its last sentence is learned even if nothing follows its full stop."""
        self.learn(self._app.area.last_sentences())

    def count(self, learned: int) -> None:
        """So many words were learned since the models were opened."""
        self._learned = learned
        self._show()

    def give_up(self, why: str, *, imported: bool = False) -> None:
        """The model can't learn, since it was imported or could not be opened; who asks is told why."""
        self._never, self._imported = why, imported
        self._show()

    def toggle(self) -> None:
        """Pause, or go on."""
        if self._never:
            self._app.say(self._never)
        else:
            self.want(not self._wanted)

    def want(self, on: bool) -> None:
        """Pause, or go on, as the person wants it from now on."""
        changed, self._wanted = on != self._wanted, on
        if self._never and changed and on:
            self._app.say(self._never)
        if self._never or not changed:
            return
        self._app.area.paused = not self.on
        self._app.service.set_learning(self.on)
        self.begin()
        self._show()

    # --- this document

    def begin(self) -> None:
        """A document is on the screen, or has become another file: its words come again, unless nothing is learned."""
        before = after = ""
        if self.on:
            area = self._app.area
            before, after = _near(area.document.lines, *area.cursor_location)
        self._app.service.ask(errands.read(OpenDocument(self._app.files.origin, before, after)))

    def look(self) -> None:
        """What is private is said anew."""
        self._app.service.ask(errands.look(self._app.files.origin))

    def leave_out(self) -> None:
        """Never learn this document, from now on."""
        self.left_out = True
        self._show()
        self._app.autosave.look()
        self._app.switching.forget(self._app.files.origin)
        self._app.service.ask(errands.leave_out(self._app.files.origin))

    def include(self) -> None:
        """Learn it again."""
        self._app.service.ask(errands.leave_out(self._app.files.origin, out=False))

    def hear(self, news: LeftOut) -> None:
        """The service knows whether it is left out."""
        if news.origin != self._app.files.origin:
            return
        changed = self.left_out != news.left_out
        self.left_out = news.left_out
        self._show()
        if changed:
            self._app.autosave.look()
            self._app.switching.note()
        if not news.read and (changed or news.wanted is not None):
            self.begin()
        if news.wanted is not None:
            self._app.say(self._said(news.wanted))

    def _said(self, wanted: bool) -> str:
        name = self._app.files.document.name
        if not self.left_out:
            return f"What you write in {name} is learned again."
        if not wanted and self._app.applying.is_private(self._app.files.document.path):
            return f"{name} lies in a private folder: the settings (F10) name it."
        if not wanted:
            again = f"typeahead train --again {shlex.quote(name)}"
            return f"A folder above {name} is left out; {again} learns from it again."
        if self._app.files.document.path is None:
            return "Nothing typed here is learned from now on, also under the name it gets."
        return f"Nothing of {name} is learned from now on; training leaves it out."

    def _show(self) -> None:
        bars = self._app.query(StatusBar)
        if bars:
            bars.first().show_learning(self.on, self._learned, left_out=self.left_out, never=self._never)

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette."""
        pause = "Pause learning" if self.on else "Go on learning"
        yield SystemCommand(pause, "From what is written here (Ctrl+L)", self._app.action_toggle_learning)
        if self.left_out:
            yield SystemCommand("Learn this document again", "It is private now", self.include)
        else:
            yield SystemCommand(
                "Don't learn this document", "Not now, not later, and not by training", self.leave_out
            )


def _near(lines: Sequence[str], row: int, column: int) -> tuple[str, str]:
    """What stands before the cursor, and what behind it; beyond its own line whole lines only."""
    here = lines[row]
    before = _some([here[:column][-_BEFORE:], *reversed(lines[max(0, row - _BEFORE) : row])], _BEFORE)
    after = _some([here[column : column + _AFTER], *lines[row + 1 : row + 1 + _AFTER]], _AFTER)
    return "\n".join(reversed(before)), "\n".join(after)


def _some(lines: Iterable[str], characters: int) -> list[str]:
    """The first of some lines, of so many characters together."""
    found = []
    for line in lines:
        characters -= len(line)
        if characters < 0:
            break
        found.append(line)
        characters -= 1
    return found
