"""Finds a file of a folder by parts of its path, or by what is written in it."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.worker import Worker, get_current_worker

from typeahead.editor import fuzzy
from typeahead.editor.folder import MOST_FILES, Lines, search, text_files
from typeahead.editor.fuzzy import Target
from typeahead.editor.pauses import sure
from typeahead.editor.place import Place, home_short
from typeahead.editor.screens.prompt import Prompt
from typeahead.editor.widgets.found_list import FoundList, LineRow, PathRow, Row
from typeahead.editor.widgets.status_bar import Clickable
from typeahead.editor.widgets.text_field import TextField
from typeahead.errors import SourceUnreadable
from typeahead.text.visible import visible

MOST_SHOWN = 200  # paths: nobody reads on, a letter more is quicker
MOST_FOUND = 500  # lines
_PAUSE = 0.03  # seconds after a letter until paths are compared: letters that come in one go count once
_LONG_PAUSE = 0.15  # the same until files are read
_BATCH = 0.1  # seconds of searching that are shown together


@dataclass
class FolderRead(Message):
    """The folder's files are known, or why they are not."""

    files: list[Path]
    targets: list[Target]
    problem: str = ""


@dataclass
class LinesFound(Message):
    """More of what a search (by its number) has found, how many files it has read, and whether that is all."""

    search: int
    found: list[Lines]
    read: int
    done: bool


class Field(TextField):
    """Where one types; other keys are for the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,ctrl+t", "screen.other", "Paths or texts", show=False),
        *(
            Binding(key, f"screen.move('{way}')", show=False)
            for key, way in (
                ("up", "cursor_up"),
                ("down", "cursor_down"),
                ("pageup", "page_up"),
                ("pagedown", "page_down"),
            )
        ),
    ]

    def on_mount(self) -> None:
        """Nothing blinks here."""
        self.cursor_blink = False


class FileFinder(Prompt[Place | None]):
    """A field and a list: recent files first while nothing is typed, then the best match first.

    Args:
        folder: whose files.
        recent: the files that were open lately, wherever they are.
        read: what was in the folder when it was last looked at: shown until it is read again.
        in_texts: look for what is written in the files, not for their paths.
        wanted: what was last looked for in texts.

    Attributes:
        read: what is in the folder; None until it is known.
        wanted: what was last looked for in texts.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Close", show=False)]

    def __init__(
        self,
        folder: Path,
        recent: Sequence[Path],
        read: FolderRead | None = None,
        *,
        in_texts: bool = False,
        wanted: str = "",
    ) -> None:
        super().__init__()
        self._folder = folder
        self._recent = list(recent)
        self._paths: list[Path] = []
        self._targets: list[Target] = []
        self._ranking = fuzzy.Ranking()
        self._in_texts = in_texts
        self._is_due = False  # the list is not yet that of what was typed
        self._is_chosen = False  # the first line that is found is gone to
        self._searching: Worker[None] | None = None
        self._searches = 0  # the number of the last one
        self._found = self._holding = 0  # lines, and the files that they are in
        self.read = read
        self.wanted = wanted

    def compose(self) -> ComposeResult:
        """What is looked for and where, the field, the list, how much there is."""
        with Vertical(classes="card", id="finder"):
            with Horizontal(classes="line"):
                yield Clickable("Files", action="screen.look_in(False)", id="in-paths")
                yield Clickable("Text", action="screen.look_in(True)", id="in-texts")
                yield Static(visible(f"in {home_short(self._folder)}"), classes="detail rest", markup=False)
            yield Field(self.wanted if self._in_texts else "", id="wanted")
            yield FoundList()
            with Horizontal(classes="line"):
                yield Static(id="count", classes="detail rest", markup=False)
                yield Static("Enter opens · Tab: files, text · Esc", classes="detail keys", markup=False)

    def on_mount(self) -> None:
        """Show what is known already; the folder is read meanwhile."""
        self._take()
        self.action_look_in(self._in_texts)
        self.run_worker(self._read_folder, thread=True, group="folder")

    # --- in threads

    def _read_folder(self) -> None:
        worker = get_current_worker()
        try:
            files = text_files(self._folder, lambda count: worker.is_cancelled or count >= MOST_FILES)
        except SourceUnreadable as error:
            self.post_message(FolderRead([], [], str(error)))
        else:
            self.post_message(FolderRead(files, _targets(files, self._folder)))

    def _search(self, search_number: int, files: Sequence[Path], wanted: str) -> None:
        worker = get_current_worker()
        found: list[Lines] = []
        count, number, told = 0, 0, time.monotonic()
        for number, each in enumerate(search(files, wanted), start=1):
            if worker.is_cancelled:
                return
            if each.lines:
                found.append(each)
                count += len(each.lines)
            if count >= MOST_FOUND:
                break
            if time.monotonic() - told > _BATCH:
                self.post_message(LinesFound(search_number, found, number, False))
                found, told = [], time.monotonic()
        self.post_message(LinesFound(search_number, found, number, True))

    # --- what comes from them

    def on_folder_read(self, message: FolderRead) -> None:
        """Look again if the files are others than those known."""
        if message.problem:
            self._count(visible(message.problem))
            return
        if self.read is None or message.files != self.read.files:
            self.read = message
            self._take()
            self._look()

    def on_lines_found(self, message: LinesFound) -> None:
        """Show what belongs to the text in the field; the first lines take the place of older ones."""
        if message.search != self._searches:
            return
        rows: list[Row] = []
        for each in message.found:
            note = f"  first {len(each.lines)} lines" if each.more else ""
            rows.append(PathRow(fuzzy.target(self._shown(each.path)), note=note))
            rows += (LineRow(line, Place(each.path, line.number, line.column)) for line in each.lines)
            self._found += len(each.lines)
            self._holding += 1
        results = self.query_one(FoundList)
        if self._is_due and (rows or message.done):
            self._is_due = False
            results.show(rows)
            if rows and self._is_chosen:
                self.dismiss(results.place())
        else:
            results.append(rows)
        lines = f"{self._found:,} line{'s' * (self._found != 1)}"
        if message.done and self._found >= MOST_FOUND:
            self._count(f"The first {lines}")
        elif message.done and not self._found:
            self._count(f"In none of {message.read:,} files")
        else:
            in_files = f"{lines} in {self._holding:,} file{'s' * (self._holding != 1)}"
            self._count(in_files if message.done else f"{in_files}, {message.read:,} read…")

    # --- from the field

    @property
    def _typed(self) -> str:
        return self.query_one(Field).value.strip()

    def on_input_changed(self) -> None:
        """Look for it, once the letters that come with it are there too."""
        self._is_chosen = False
        self._stop_searching()
        if not self._is_due or self._in_texts:
            self._is_due = True
            sure(self.set_timer(_LONG_PAUSE if self._in_texts else _PAUSE, self._look_if_due))

    def on_input_submitted(self) -> None:
        """Go to the chosen row; to the first that is found where the list is not yet that of what was typed."""
        if self._is_due and self._searching is None:
            self._look()
        place = self.query_one(FoundList).place()
        if self._is_due:
            self._is_chosen = True
        elif place is not None:
            self.dismiss(place)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A row was clicked."""
        self.dismiss(self.query_one(FoundList).place(event.option_index))

    def action_move(self, way: str) -> None:
        """Move in the list."""
        getattr(self.query_one(FoundList), f"action_{way}")()

    def action_other(self) -> None:
        """From paths to texts, and back."""
        self.action_look_in(not self._in_texts)

    def action_look_in(self, texts: bool) -> None:
        """Look for paths, or in texts."""
        self._in_texts, self._is_chosen = texts, False
        self.query_one("#in-paths").set_class(not texts, "-on")
        self.query_one("#in-texts").set_class(texts, "-on")
        field = self.query_one(Field)
        field.placeholder = "words in a file" if texts else "parts of a path, in any order"
        field.focus()
        if texts and not field.value and self.wanted:
            field.value = self.wanted
            field.select_all()
        self._look()

    # --- looking

    def _look_if_due(self) -> None:
        if self._is_due and self._searching is None:
            self._look()

    def _look(self) -> None:
        """Bring the list in line with the field."""
        self._stop_searching()
        if self._in_texts:
            self._look_in_texts()
        else:
            self._is_due = False
            self._look_in_paths()

    def _look_in_paths(self) -> None:
        typed, targets = self._typed, self._targets
        numbers, count = self._ranking.best(typed, MOST_SHOWN)
        self.query_one(FoundList).show(
            [
                PathRow(targets[number], fuzzy.letters(typed, targets[number]), Place(self._paths[number]))
                for number in numbers
            ]
        )
        if self.read is None:
            self._count("Reading the folder…")
        elif typed:
            self._count(f"{count:,} of {len(targets):,} files")
        elif len(self.read.files) >= MOST_FILES:
            self._count(f"The first {MOST_FILES:,} files")
        else:
            self._count(f"{len(targets):,} file{'s' * (len(targets) != 1)}")

    def _look_in_texts(self) -> None:
        self._is_due, self._found, self._holding = True, 0, 0
        typed = self._typed
        if not typed:
            self._is_due = False
            self.query_one(FoundList).show([])
            self._count("")
        elif self.read is None:
            self._count("Reading the folder…")
        else:
            self.wanted = typed
            known = dict.fromkeys(self.read.files)
            files = list(dict.fromkeys([*(path for path in self._recent if path in known), *known]))
            number = self._searches
            self._count("Searching…")
            self._searching = self.run_worker(
                lambda: self._search(number, files, typed), thread=True, group="search", exclusive=True
            )

    def _stop_searching(self) -> None:
        self._searches += 1
        if self._searching is not None:
            self._searching.cancel()
            self._searching = None

    # --- what is shown

    def _take(self) -> None:
        """Put the recent files first, wherever they are, then the folder's."""
        targets = {path: fuzzy.target(self._shown(path)) for path in self._recent}
        if self.read is not None:
            targets |= zip(self.read.files, self.read.targets, strict=True)
        self._paths, self._targets = list(targets), list(targets.values())
        self._ranking = fuzzy.Ranking(self._targets)

    def _shown(self, path: Path) -> str:
        return (
            path.relative_to(self._folder).as_posix()
            if path.is_relative_to(self._folder)
            else home_short(path)
        )

    def _count(self, text: str) -> None:
        self.query_one("#count", Static).update(text)


def _targets(files: Sequence[Path], folder: Path) -> list[Target]:
    """The paths as they are shown: within the folder."""
    start = len(os.path.join(folder, ""))  # noqa: PTH118 (a path's own methods take ten times as long)
    return [fuzzy.target(str(path)[start:]) for path in files]
