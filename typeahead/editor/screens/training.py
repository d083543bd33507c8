"""The screen of trainings: which folders are read, how far it is, what came of it, and the networks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.style import Style as VisualStyle
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from typeahead.editor.screens import training_figures as figures
from typeahead.editor.screens.folder_prompts import FolderPrompt, TakeOutPrompt
from typeahead.editor.screens.prompt import Prompt
from typeahead.editor.widgets.key_line import KeyLine
from typeahead.text.visible import visible

if TYPE_CHECKING:
    from typeahead.editor.notes import Notes
    from typeahead.editor.training import Training

NOTHING = (
    "No folder yet. A adds the one that your notes are in, then R reads it, in the background: it takes seconds to "
    "a few minutes, and suggestions come from your own writing afterwards. Until then they come from the English "
    "that came with typeahead. Your notes are only read, and nothing leaves this machine."
)
LOOKING = "Looking up your folders…"
_KEYS = (
    ("A", "adds a folder", "add"),
    ("Del", "takes it off", "take_out"),
    ("R", "trains now", "train"),
    ("S", "stops", "stop"),
    ("Esc", "closes", "dismiss(None)"),
)


class TrainingScreen(Prompt[None]):
    """Folders above, what is told of trainings below; it may be closed at any time, and opened again."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"training-screen--bar", "training-screen--detail"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f5,q", "dismiss(None)", "Close", show=False),
        Binding("a,insert", "add", "Add a folder", show=False),
        Binding("delete,backspace", "take_out", "Take the folder off", show=False),
        Binding("r", "train", "Train now", show=False),
        Binding("s", "stop", "Stop", show=False),
        Binding("n", "next_network", "Another network", show=False),
        Binding("v", "name_skipped", "Name what was skipped", show=False),
        # The list of folders has no use for them.
        Binding("pageup", "scroll(-1)", "Up", show=False, priority=True),
        Binding("pagedown", "scroll(1)", "Down", show=False, priority=True),
    ]

    def __init__(self, notes: Notes, training: Training) -> None:
        super().__init__()
        self._notes = notes
        self._training = training
        self._named = False

    def compose(self) -> ComposeResult:
        """Folders, the network's kind, what is told, a line of keys."""
        with Vertical(classes="card", id="trainings"):
            yield Static("[b]Training on your notes[/b]")
            yield Static(LOOKING, id="no-folders", classes="detail", markup=False)
            yield OptionList(id="folders", compact=True, markup=False)
            yield Static(id="network-choice")
            with VerticalScroll(id="told-so-far", can_focus=False):
                yield Static(id="doing", markup=False)
                yield Static(id="outcome", markup=False)
                yield Static(id="skipped", markup=False)
                yield Static(id="network", markup=False)
            yield Static(id="told", markup=False)
            yield KeyLine(_KEYS, id="training-keys")

    def on_mount(self) -> None:
        """Show what is known."""
        self.draw("")
        self.query_one("#folders").focus()

    def on_resize(self) -> None:
        """Another width holds other columns."""
        self.call_after_refresh(self.draw)

    def draw(self, told: str | None = None) -> None:
        """Show what is known now.

        Args:
            told: what came of what was asked for; None leaves what stands there.
        """
        if not self.is_mounted:
            return
        self._draw_folders()
        self._draw_networks()
        width = max(self.query_one("#trainings").content_size.width - 2, 40)
        log = self._notes.log
        done = figures.doing(log, width)
        self._put(
            "doing",
            [Content.styled(done[0], "bold"), *(self._barred(each) for each in done[1:])] if done else [],
        )
        report = None if log.running else log.report
        self._put("outcome", [Content(each) for each in figures.outcome(report)] if report else [])
        self._put("skipped", self._skipped(figures.skipped(report, named=self._named)) if report else [])
        said = figures.network(self._training.log, self._training.status())
        curve, words = figures.curve(self._training.log.curve, width) if said else ([], "")
        lines = [Content(each) for each in said] + [self._barred(each) for each in curve]
        if words:
            lines.append(Content.styled(f"Held-out perplexity {words}", self._detail))
        self._put("network", lines)
        if told is not None:
            self.query_one("#told", Static).update(visible(told))
            self.query_one("#told").display = bool(told)

    def _put(self, place: str, lines: list[Content]) -> None:
        static = self.query_one(f"#{place}", Static)
        static.display = bool(lines)
        static.update(Content("\n").join(lines))

    def _skipped(self, lines: list[str]) -> list[Content]:
        """The first of several lines can be clicked."""
        if not lines[1:]:
            return [Content.styled(lines[0], self._detail)]
        head = Content.from_markup("[@click=screen.name_skipped]$head[/]", head=lines[0])
        return [head, *(Content.styled(each, self._detail) for each in lines[1:])]

    def _draw_folders(self) -> None:
        """The list changes only where it is another one, so that what is marked stays so."""
        rows, notes = self.query_one("#folders", OptionList), self._notes
        width = max(self.query_one("#trainings").content_size.width - 2, 40)
        unread = "being read" if notes.log.running else "not read yet; R reads it"
        wanted = [
            figures.folder_row(
                each.path, width, each.files, each.words, note=self._note(each.path, each.words)
            )
            for each in notes.folders
        ]
        wanted += [
            figures.folder_row(str(path), width, note=self._note(str(path), 0) or unread)
            for path in notes.added
        ]
        rows.display = bool(wanted)
        without = self.query_one("#no-folders", Static)
        without.display = not wanted
        without.update(NOTHING if notes.known else visible(notes.problem) or LOOKING)
        if [str(option.prompt) for option in rows.options] == wanted:
            return
        marked = rows.highlighted or 0
        rows.clear_options()
        rows.add_options([Option(Content(row)) for row in wanted])
        if wanted:
            rows.highlighted = min(marked, len(wanted) - 1)
            if self.is_current:
                rows.focus()

    def _note(self, path: str, words: int) -> str:
        if path not in self._notes.missing:
            return ""
        return f"not there now; its {words:,} words stay" if words else "not there now"

    def _draw_networks(self) -> None:
        from typeahead.models.neural.configuration import KINDS

        names = []
        for kind in ("", *KINDS):
            name, is_chosen = kind or "none", kind == self._notes.network
            shown = f"[b u]{name}[/b u]" if is_chosen else name
            names.append(f"[@click=screen.choose('{kind}')]{shown}[/]")
        line = "[@click=screen.next_network][b]N[/b] network, trained after it[/]:  " + "  ".join(names)
        self.query_one("#network-choice", Static).update(line)

    @property
    def _detail(self) -> VisualStyle:
        return VisualStyle(foreground=self.get_visual_style("training-screen--detail").foreground)

    def _barred(self, line: str) -> Content:
        return Content.styled(
            line, VisualStyle(foreground=self.get_visual_style("training-screen--bar").foreground)
        )

    # --- what keys and clicks do

    def action_add(self) -> None:
        """Ask for a folder."""

        def take(path: Path | None) -> None:
            if path is not None:
                self._notes.add(path)

        self.app.push_screen(FolderPrompt(Path.cwd(), self._notes.problem_of), take)

    def action_take_out(self) -> None:
        """Take the folder that is marked off the list, after a question where it taught something."""
        notes, marked = self._notes, self.query_one("#folders", OptionList).highlighted
        if marked is None:
            return
        if marked >= len(notes.folders):
            notes.take_out(str(notes.added[marked - len(notes.folders)]))
            return
        folder = notes.folders[marked]

        def take(answer: str | None) -> None:
            if answer == "take":
                notes.take_out(folder.path)

        self.app.push_screen(TakeOutPrompt(folder.path, folder.files, folder.words), take)

    def action_train(self) -> None:
        """Read the folders and train."""
        self._notes.train()

    def action_stop(self) -> None:
        """Stop what is trained."""
        self._notes.stop()

    def action_choose(self, kind: str) -> None:
        """Train this network too."""
        self._notes.choose(kind)

    def action_next_network(self) -> None:
        """Train the next kind of network too; after the last, none."""
        from typeahead.models.neural.configuration import KINDS

        kinds = ["", *KINDS]
        self._notes.choose(kinds[(kinds.index(self._notes.network) + 1) % len(kinds)])

    def action_name_skipped(self) -> None:
        """Name the files that were skipped, or count them by reason."""
        self._named = not self._named
        self.draw("")

    def action_scroll(self, pages: int) -> None:
        """Through what is told below the folders."""
        below = self.query_one("#told-so-far", VerticalScroll)
        below.scroll_relative(y=pages * max(below.size.height - 1, 1), animate=False)
