"""Training on a person's notes from inside the editor: which folders, how far it is, and the new model taken over."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from typeahead.editor.messages import NotesTold
from typeahead.editor.place import home_short
from typeahead.editor.progress import dropped
from typeahead.editor.training import CLOSE_SECONDS, Running
from typeahead.editor.training_log import STOPPED, NotesLog
from typeahead.editor.widgets.status_bar import StatusBar
from typeahead.prediction import errands
from typeahead.prediction.replies import FolderForgotten, Folders

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp
    from typeahead.editor.screens.training import TrainingScreen
    from typeahead.profile.folders import Folder
    from typeahead.profile.notes_news import NotesNews

BeginNotes = Callable[[Sequence[Path], "Callable[[NotesNews], None]"], Running]
"""Starts a process that reads these folders and those remembered; it is told to the second."""


TRAINED_SECONDS = 20.0


class Notes:
    """Starts the process, one at a time, keeps what it tells, and has the new model taken over.

    Args:
        app: whose status line and service.
        begin: starts a process; None where nothing can be trained.

    Attributes:
        network: the kind of network that is trained too, after the notes are read; empty for none.
        folders: those that are remembered.
        known: whether those are told yet.
        problem: why they will never be told; empty where nothing is wrong.
        added: those that were named but are not read yet.
        missing: those of both that are not there now.
        log: what the process has told.
    """

    def __init__(self, app: EditorApp, begin: BeginNotes | None) -> None:
        self._app = app
        self._begin = begin
        self._process: Running | None = None
        self._run = 0
        self._result = ""
        self.network = ""
        self.folders: Sequence[Folder] = ()
        self.known, self.problem = False, ""
        self.added: list[Path] = []
        self.missing: frozenset[str] = frozenset()
        self.log = NotesLog()

    # --- the screen

    def show(self) -> None:
        """Open it."""
        from typeahead.editor.screens.prompt import Prompt
        from typeahead.editor.screens.training import TrainingScreen

        if not isinstance(self._app.screen, Prompt):
            self._app.push_screen(TrainingScreen(self, self._app.training))
            self._look()

    @property
    def _screen(self) -> TrainingScreen | None:
        from typeahead.editor.screens.training import TrainingScreen

        return next((each for each in self._app.screen_stack if isinstance(each, TrainingScreen)), None)

    def draw(self, told: str | None = None) -> None:
        """There is something new to show, and maybe to say of what was asked for."""
        if (screen := self._screen) is not None:
            screen.draw(told)

    def _look(self) -> None:
        if self._screen is not None:
            self._app.service.ask(errands.folders())

    def hear_of_folders(self, news: Folders | FolderForgotten) -> None:
        """The service tells of them."""
        match news:
            case Folders(folders=folders):
                self.folders, self.known = folders, True
                self._app.run_worker(self._look_for_missing(), group="folders", exclusive=True)
                self.draw()
            case FolderForgotten(problem=problem) if problem:
                self.draw(problem)
            case FolderForgotten(path=path, files=files, words=words, networks=networks):
                gone = f"{_count(files, 'file')}, {_count(words, 'word')} forgotten"
                said = (
                    f"{home_short(Path(path))} is off the list: {gone if words else 'nothing was to forget'}."
                    f"{dropped(networks)}"
                )
                self._app.say(said)
                self._app.area.ask_again()
                self.draw(said)
                self._look()

    def give_up(self, problem: str) -> None:
        """The profile could not be opened."""
        self.problem = problem
        self.draw()

    async def _look_for_missing(self) -> None:
        """In a thread: a disk that is far away may take its time."""
        paths = [*(each.path for each in self.folders), *map(str, self.added)]
        there = await asyncio.to_thread(lambda: [os.path.exists(path) for path in paths])  # noqa: PTH110
        self.missing = frozenset(path for path, is_there in zip(paths, there, strict=True) if not is_there)
        self.draw()

    # --- what a person does

    def problem_of(self, path: Path) -> str:
        """Why a folder can't be added; empty where it can."""
        name = home_short(path)
        if not path.exists():
            return f"{name} does not exist."
        if not path.is_dir():
            return f"{name} is no folder; name the one it lies in."
        if not os.access(path, os.R_OK | os.X_OK):
            return f"{name} can't be read (permission denied)."
        for known in [*(Path(each.path) for each in self.folders), *self.added]:
            if path == known:
                return f"{name} is on the list already."
            if known in path.parents:
                return f"{name} is read already: it lies in {home_short(known)}."
        return ""

    def add(self, path: Path) -> None:
        """Put a folder on the list; the next training reads it, and remembers it."""
        self.added.append(path)
        self.draw(f"{home_short(path)} is on the list; R reads it.")

    def take_out(self, path: str) -> None:
        """Take a folder off the list, with all that it taught."""
        if self.log.running:
            self.draw("A training reads it now; S stops that.")
        elif Path(path) in self.added:
            self.added.remove(Path(path))
            self.draw(f"{home_short(Path(path))} is off the list; it was not read yet.")
        else:
            self.draw(f"Forgetting what {home_short(Path(path))} taught…")
            self._app.service.ask(errands.forget_folder(path))

    def choose(self, network: str) -> None:
        """Train this network too, or none."""
        self.network = network
        self.draw("")

    def train(self) -> None:
        """Read the folders now."""
        if self._begin is None:
            self.draw("Nothing can be trained here.")
        elif self.log.running:
            self.draw("A training runs already.")
        elif not self.known and not self.added:
            self.draw(self.problem or "R again when your folders are there.")
        elif not self.folders and not self.added:
            self.draw("There is no folder yet; A adds one.")
        else:
            self._start(self._begin)

    def _start(self, begin: BeginNotes) -> None:
        self._run += 1
        run, app = self._run, self._app

        def tell(news: NotesNews) -> None:
            """Called in a thread of the process's."""
            app.post_message(NotesTold(run, news))

        self.log.begin()
        try:
            self._process = begin(tuple(self.added), tell)
        except OSError as error:  # no memory, or no more processes
            self.log.running = False
            self.log.ended = f"No training can be started now: {error.strerror or error}."
            app.say(self.log.ended, error=True)
            self.draw("")
            return
        self._show_status("reading")
        app.say("Training on your notes, in the background. Go on writing.")
        self.draw("")

    def stop(self) -> None:
        """End whatever is trained now, a network too."""
        if self.log.running and self._process is not None:
            self.log.stopping = True
            self._process.stop()
            self.draw("Stopping…")
        elif self._app.training.kind:
            self._app.training.stop()
            self.draw("Stopping…")
        else:
            self.draw("Nothing is trained now.")

    def close(self) -> None:
        """End the process; for another thread than the editor's."""
        if self._process is not None and self.log.running:
            self._process.stop()
            self._process.wait(CLOSE_SECONDS)

    # --- what the process tells

    def hear(self, run: int, news: NotesNews) -> None:
        """Keep it, show it, and say what came of it."""
        from typeahead.profile import notes_news as its

        if run != self._run or not self.log.running:
            return
        self.log.hear(news)
        if news.what == its.PROGRESS:
            self._show_status(_status(news))
            self.draw()
            return
        self._show_status("")
        if news.what == its.DONE:
            self._result = _trained(news)
            self.added.clear()
            self._app.service.take_over()
            self._look()
            if self.network:
                self._app.training.train(self.network)
        else:
            self._app.say(self.log.ended, error=self.log.ended != STOPPED)
        self.draw("")

    def seen_to(self) -> str:
        """A newer model was looked for and taken over.

        Returns:
            What there is to say of a training that is done, once.
        """
        network = self._app.training.seen_to()
        result, self._result = self._result, ""
        if result and self._app.model == "base":
            result = result.replace(_IN_USE, "Ctrl+P, “Suggest from: mixture” uses it.")
        if result and not self.log.running:
            # The next key takes the sentence away, and may be typed in the same moment: a word of it stays for a while.
            self._show_status("trained")
            self._app.later(TRAINED_SECONDS, self._show_no_more)
        return result or network

    def _show_no_more(self) -> None:
        if not self.log.running:
            self._show_status("")

    def _show_status(self, text: str) -> None:
        self._app.screen_stack[0].query_one(StatusBar).show_notes(text)

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette."""
        if self._begin is None:
            return
        yield SystemCommand("Train on my notes", "Folders, progress, the networks too (F5, T)", self.show)
        if self.log.running:
            yield SystemCommand("Stop training on my notes", "Once it counts, it comes to its end", self.stop)


_IN_USE = "suggestions come from it now."


def _status(news: NotesNews) -> str:
    from typeahead.profile import notes_news as its

    match news.stage:
        case its.READING:
            return f"reading {news.done:,}/{news.total:,}"
        case its.COUNTING:
            return "counting"
    return "reading"


def _trained(news: NotesNews) -> str:
    from typeahead.text.duration import duration

    held = f"{_count(news.documents, 'file')}, {_count(news.words, 'word')}"
    if not news.changed:
        return f"Nothing has changed in your notes: {held}."
    return f"Trained on {held}, in {duration(max(news.seconds, 1))}; {_IN_USE}"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"
