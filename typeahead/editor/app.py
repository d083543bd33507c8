"""The editor's application: it joins the text, the lines around it and the prediction service."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widgets import TextArea

from typeahead import crashes
from typeahead.editor import palette
from typeahead.editor.applying import Applying
from typeahead.editor.correcting import Correcting
from typeahead.editor.counting import Counting
from typeahead.editor.documents import Document
from typeahead.editor.file_keys import FilesApp
from typeahead.editor.files import Files
from typeahead.editor.finding import Finding
from typeahead.editor.going import Going
from typeahead.editor.hearing import Hearing
from typeahead.editor.heat import Heat
from typeahead.editor.inspecting import Inspecting
from typeahead.editor.key_hints import KeyHints
from typeahead.editor.key_order import OrderedApp
from typeahead.editor.markdown import Markdown
from typeahead.editor.memory import Memory
from typeahead.editor.messages import SentencesFinished, ServiceReply
from typeahead.editor.motion import Motion
from typeahead.editor.notes import Notes
from typeahead.editor.progress import Progress
from typeahead.editor.recovery.autosave import Autosave
from typeahead.editor.recovery.offering import Offering
from typeahead.editor.refusing import Refusing
from typeahead.editor.screens.help import Help
from typeahead.editor.seeking import SeekingApp
from typeahead.editor.settings_keys import SettingsApp
from typeahead.editor.suggesting import Suggesting
from typeahead.editor.suggesting_keys import SuggestingApp
from typeahead.editor.surprise import Surprise
from typeahead.editor.surprise_keys import SurpriseApp
from typeahead.editor.switching import Switching
from typeahead.editor.teaching import Teaching
from typeahead.editor.training import Training
from typeahead.editor.training_keys import TrainingApp
from typeahead.editor.welcome_keys import WelcomingApp
from typeahead.editor.welcoming import Welcoming
from typeahead.editor.widgets.status_bar import StatusBar
from typeahead.editor.widgets.suggestion_line import SuggestionLine
from typeahead.editor.widgets.surprise_panel import SurprisePanel
from typeahead.editor.widgets.writing_area import WritingArea
from typeahead.editor.writing_keys import WritingApp
from typeahead.prediction.asked import PredictorLike
from typeahead.prediction.replies import Reply
from typeahead.prediction.service import PredictionService
from typeahead.settings_file import SettingsFile


class EditorApp(
    OrderedApp,
    SettingsApp,
    WelcomingApp,
    FilesApp,
    SeekingApp,
    SurpriseApp,
    SuggestingApp,
    WritingApp,
    TrainingApp,
):
    """Text first; a line of suggestions under it, a panel one key away, one line of status."""

    CSS_PATH = "editor.tcss"
    TITLE = "typeahead"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (declared so by the base class)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "toggle_learning", "Pause learning", show=False, id="learning"),
        Binding("f1", "help", "Help", show=False),
        Binding("f5", "progress('show')", "Dashboard", show=False),
        Binding("shift+f6", "progress('forget_at_cursor')", "Forget the word under the cursor", show=False),
        Binding("f4", "inspect", "Inspector", show=False),
    ]

    def __init__(
        self,
        document: Document,
        open_predictor: Callable[[], PredictorLike],
        memory: Memory,
        settings: SettingsFile,
        *,
        place: tuple[int | None, int] = (None, 1),
        reread: Callable[[], object] | None = None,
        kernels: Callable[[], object] | None = None,
        chores: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.files = Files(self, document)
        self.service = PredictionService(
            open_predictor, self._hand_over, reread=reread, kernels=kernels, chores=chores
        )
        self.model, self.models = "", tuple[str, ...]()  # the one that suggests, and those there are
        self._place, self._memory = place, memory
        self.hearing, self.inspecting = Hearing(self), Inspecting(self)
        self.surprise, self.heat = Surprise(self), Heat(self)
        self.training, self.notes = Training(self, None), Notes(self, None)
        self.teaching, self.refusing = Teaching(self), Refusing(self)
        self.switching, self.progress = Switching(self, memory), Progress(self)
        self.finding, self.going, self.markdown = Finding(self), Going(self), Markdown(self)
        self.suggesting, self.hints = Suggesting(self, memory), KeyHints(self)
        self.counting, self.motion = Counting(self), Motion(self)
        self.applying, self.welcoming = Applying(self, settings, memory.home), Welcoming(self, memory)
        self.correcting = Correcting(self)
        self.autosave, self.offering = Autosave(self, memory.home), Offering(self)
        self.area = WritingArea(id="text")

    def get_default_screen(self) -> Screen[None]:
        """The screen, with its class of width from the start: else all is styled once more when it is told its size."""
        screen = super().get_default_screen()
        fitting = [name for width, name in self.HORIZONTAL_BREAKPOINTS if width <= self.size.width]
        return screen.add_class(fitting[-1])

    def compose(self) -> ComposeResult:
        """The text with its line, the panel, the status."""
        with Horizontal(id="desk"):
            with Vertical(id="sheet"):
                yield self.area
                yield from self.welcoming.first()
                yield SuggestionLine(id="suggestions")
            yield SurprisePanel(id="surprise")
        yield StatusBar(id="status")

    def on_mount(self) -> None:
        """Show the document; the models open meanwhile in their own thread."""
        crashes.watch(asyncio.get_running_loop())
        self.area.escape_first = lambda: self.close_bar() or self.welcoming.escape()
        self.surprise.fit(self.size.width)
        self.query_one(SuggestionLine).explain("Opening the model…")
        self.area.focus()
        self.suggesting.start()
        self.files.show(*self._place)
        self.applying.start()
        self.switching.start()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """The first paint is done; a question in front of it would keep what is still waiting for a paint."""
        self.service.start()
        self.offering.look()

    def _fatal_error(self) -> None:
        """Textual would print the values of all variables, a document's text among them."""
        if crashes.is_told_in_full() or self._exception is None:
            super()._fatal_error()
            return
        self.bell()
        self._exit_renderables.append(Text(crashes.told(self._exception)))
        self._close_messages_no_wait()

    def on_resize(self, event: events.Resize) -> None:
        """Hide the panel where it would leave the text too little room, and bring it back."""
        self.surprise.withdraw()
        self.surprise.fit(event.size.width)

    def before_key(self) -> None:
        """Whoever goes on has read that there is no room for the panel."""
        self.surprise.withdraw()

    async def on_unmount(self) -> None:
        """Store what was learned, and end the training; the wait is bounded."""
        parts = (self.autosave, self.service, self.training, self.notes)
        await asyncio.gather(*(asyncio.to_thread(part.close) for part in parts))

    # --- from the service

    def _hand_over(self, reply: Reply) -> None:
        """Called in the service's thread."""
        self.post_message(ServiceReply(reply))

    def on_service_reply(self, message: ServiceReply) -> None:
        """Put the service's news where they belong."""
        if self.is_running:  # what comes later finds no screen
            self.hearing.hear(message.reply)

    # --- from the text

    def on_sentences_finished(self, message: SentencesFinished) -> None:
        """Measure what was just written, and then learn it: afterwards it would surprise no one."""
        self.surprise.measuring.measure()
        self.teaching.learn(message)
        self.progress.count()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Any key takes a message away, and may be one of the welcome's steps."""
        if event.text_area is self.area:
            is_told = self.correcting.has_changed()
            if self.area.modified:
                self.welcoming.write()
                if not is_told:
                    self.say("")
            self._show_file()
            self.autosave.touch()

    def on_text_touched(self) -> None:
        """Measure and look once the person pauses; no one needs figures for every letter."""
        self.inspecting.touch()
        self.surprise.measuring.touch()
        self.counting.look()
        self.correcting.touch()

    def _show_file(self) -> None:
        status = self.query_one(StatusBar)
        status.show_file(self.files.document.name, self.area.modified, self.area.lines.words)

    # --- actions

    def say(self, message: str, *, error: bool = False) -> None:
        """Show one line in the status; an empty one brings the figures back."""
        self.query_one(StatusBar).say(self.rebinding.told(message), error=error)
        self._show_file()

    def mention(self, message: str) -> None:
        """The same of what nobody has asked for: it does not take away what went wrong."""
        if not self.query_one(StatusBar).tells_what_went_wrong:
            self.say(message)

    def leave(self, code: int) -> None:
        """End the program."""
        self.teaching.finish()
        self.progress.count()
        self.autosave.end()
        self.exit(code, return_code=code)

    def action_toggle_learning(self) -> None:
        """Pause learning, or go on."""
        self.teaching.toggle()

    def action_progress(self, what: str) -> None:
        """The dashboard, or something learned taken back."""
        getattr(self.progress, what)()

    async def action_third_key(self) -> None:
        """On to the next match while something is sought, else heat."""
        if self.finding.is_open:
            await self.action_find_next()
        else:
            self.action_toggle_heat()

    def action_inspect(self) -> None:
        """Show or hide what stands behind the suggestions."""
        self.inspecting.toggle()

    def action_help(self) -> None:
        """Show all keys."""
        self.push_screen(Help(self.rebinding.told))

    def own_commands(self) -> Iterable[SystemCommand]:
        """Everything the keys do, by name."""
        return palette.commands(self)
