"""The editor's application: it joins the text, the lines around it and the prediction service."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult, SystemCommand
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import TextArea

from typeahead.editor import palette
from typeahead.editor.correcting import Correcting
from typeahead.editor.documents import Document
from typeahead.editor.files import Files
from typeahead.editor.finding import Finding
from typeahead.editor.going import Going
from typeahead.editor.heat import Heat
from typeahead.editor.inspecting import Inspecting
from typeahead.editor.memory import Memory
from typeahead.editor.messages import (
    OfferChosen,
    OffersChanged,
    PredictionWanted,
    SentencesFinished,
    ServiceReply,
    TrainingNews,
)
from typeahead.editor.progress import Progress
from typeahead.editor.recovery.autosave import Autosave
from typeahead.editor.recovery.offering import Offering
from typeahead.editor.refusing import Refusing
from typeahead.editor.screens.help import Help
from typeahead.editor.seeking import SeekingApp
from typeahead.editor.surprise import Surprise
from typeahead.editor.surprise_keys import SurpriseApp
from typeahead.editor.switching import Switching
from typeahead.editor.teaching import Teaching
from typeahead.editor.training import Training
from typeahead.editor.widgets.status_bar import StatusBar
from typeahead.editor.widgets.suggestion_line import SuggestionLine
from typeahead.editor.widgets.surprise_panel import SurprisePanel
from typeahead.editor.widgets.welcome import Welcome
from typeahead.editor.widgets.writing_area import WritingArea
from typeahead.prediction.asked import PredictorLike
from typeahead.prediction.replies import (
    Doubted,
    Failed,
    Forgotten,
    Inspected,
    Learned,
    LeftOut,
    Measured,
    Opened,
    Overview,
    Refreshed,
    Refused,
    Reply,
    Suggested,
    Switched,
    TakenBack,
    Traced,
)
from typeahead.prediction.service import PredictionService

SUGGESTIONS = 5


class EditorApp(SeekingApp, SurpriseApp):
    """Text first; a line of suggestions under it, a panel one key away, one line of status."""

    CSS_PATH = "editor.tcss"
    TITLE = "typeahead"
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (declared so by the base class)
    BINDINGS: ClassVar[list[BindingType]] = [
        # Not priority bindings: these must not overtake letters typed before them.
        Binding("ctrl+s", "save", "Save", show=False),
        Binding("ctrl+shift+s,f12", "save_as", "Save as", show=False),
        Binding("ctrl+o", "open", "Open", show=False),
        Binding("ctrl+t", "find_file", "Find a file", show=False),
        Binding("ctrl+q", "quit", "Quit", show=False),
        Binding("ctrl+l", "toggle_learning", "Pause learning", show=False),
        Binding("f1", "help", "Help", show=False),
        Binding("f5", "progress('show')", "Dashboard", show=False),
        Binding("ctrl+n", "progress('forget_at_cursor')", "Forget the word under the cursor", show=False),
        Binding("f4", "inspect", "Inspector", show=False),
    ]

    def __init__(
        self,
        document: Document,
        open_predictor: Callable[[], PredictorLike],
        memory: Memory,
        *,
        place: tuple[int | None, int] = (None, 1),
        reread: Callable[[], object] | None = None,
        kernels: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self.files = Files(self, document)
        self.service = PredictionService(open_predictor, self._hand_over, reread=reread, kernels=kernels)
        self.model, self.models = "", tuple[str, ...]()  # the one that suggests, and those there are
        self._place, self._memory = place, memory
        self.inspecting = Inspecting(self)
        self.surprise, self.heat = Surprise(self, memory), Heat(self)
        self.training, self.teaching, self.refusing = Training(self, None), Teaching(self), Refusing(self)
        self.switching, self.progress = Switching(self, memory), Progress(self)
        self.finding, self.going, self.correcting = Finding(self), Going(self), Correcting(self)
        self.autosave, self.offering = Autosave(self, memory.home), Offering(self)
        self.area = WritingArea(id="text")

    def compose(self) -> ComposeResult:
        """The text with its line, the panel, the status."""
        with Horizontal(id="desk"):
            with Vertical(id="sheet"):
                yield self.area
                yield SuggestionLine(id="suggestions")
            yield SurprisePanel(id="surprise")
        yield StatusBar(id="status")
        if not self._memory.welcome_seen:
            yield Welcome()

    def on_mount(self) -> None:
        """Show the document; the models open meanwhile in their own thread."""
        self.area.escape_first = lambda: self.close_bar() or self.close_welcome()
        self.surprise.fit(self.size.width)
        self.query_one(SuggestionLine).explain("Opening the model…")
        self.area.focus()
        self.files.show(*self._place)
        self.switching.start()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """The first paint is done; a question in front of it would keep what is still waiting for a paint."""
        self.service.start()
        self.offering.look()

    def on_resize(self, event: events.Resize) -> None:
        """Hide the panel where it would leave the text too little room, and bring it back."""
        self.surprise.fit(event.size.width)

    async def on_unmount(self) -> None:
        """Store what was learned, and end the training; the wait is bounded."""
        parts = (self.autosave, self.service, self.training)
        await asyncio.gather(*(asyncio.to_thread(part.close) for part in parts))

    # --- from the service

    def _hand_over(self, reply: Reply) -> None:
        """Called in the service's thread."""
        self.post_message(ServiceReply(reply))

    def on_service_reply(self, message: ServiceReply) -> None:
        """Put the service's news where they belong."""
        match message.reply:
            case Suggested(generation=generation, suggestions=suggestions):
                self.area.offer(generation, suggestions)
            case Measured() as reply:
                self.surprise.hear(reply)
            case Inspected() | Traced() as news:
                self.inspecting.hear(news)
            case Doubted(generation=generation, slips=slips):
                self.correcting.hear(generation, slips)
            case Learned(in_session=in_session):
                self.teaching.count(in_session)
            case Overview() | TakenBack() | Forgotten() as news:
                self.progress.hear(news)
            case LeftOut() as news:
                self.teaching.hear(news)
            case Refused() as news:
                self.refusing.hear(news)
            case Opened(model_name=title, learnable=learnable, model=model, models=models):
                gc.enable()  # off since the start, see commands/entry.py
                self.query_one(SuggestionLine).explain("")
                self._show_model(title, model, models)
                if not learnable:
                    self.teaching.give_up()
                self.service.refresh()
            case Switched(model_name=title, model=model, models=models, problem=problem):
                changed = model != self.model
                self._show_model(title, model, models)
                if changed:  # what stands there was another's
                    self.area.update_suggestion()
                    self.surprise.measuring.start_over()
                if problem or changed:
                    self.say(problem or f"Suggestions come from {title} now.", error=bool(problem))
            case Refreshed(summary=summary, looked=looked):
                if said := (looked and self.training.seen_to()) or summary:
                    self.say(said)
            case Failed(message=text):
                gc.enable()
                self.query_one(SuggestionLine).explain(text)
                self.say(text, error=True)

    def on_training_news(self, message: TrainingNews) -> None:
        """A network is being trained, or was."""
        self.training.hear(message.news)

    def _show_model(self, title: str, model: str, models: Sequence[str]) -> None:
        self.model, self.models = model, tuple(models)
        self.query_one(StatusBar).show_model(title)
        self.query_one(SurprisePanel).name_model(title)

    # --- from the text

    def on_prediction_wanted(self, message: PredictionWanted) -> None:
        """Ask the service."""
        self.service.predict(message.generation, message.before, SUGGESTIONS, message.exclude)

    def on_offers_changed(self, message: OffersChanged) -> None:
        """Show the suggestions."""
        self.query_one(SuggestionLine).show(message.offers)

    def on_offer_chosen(self, message: OfferChosen) -> None:
        """A suggestion was clicked."""
        self.area.focus()
        self.area.take(message.index)

    def on_sentences_finished(self, message: SentencesFinished) -> None:
        """Measure what was just written, and then learn it: afterwards it would surprise no one."""
        self.surprise.measuring.measure()
        self.teaching.learn(message.sentences)
        self.progress.count()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """The first letter closes the welcome; any key takes a message away."""
        if event.text_area is self.area:
            if self.area.modified:
                self.close_welcome()
                self.say("")
            self._show_file()
            self.autosave.touch()

    def on_text_touched(self) -> None:
        """Measure and look once the person pauses; no one needs figures for every letter."""
        self.inspecting.touch()
        self.surprise.measuring.touch()
        self.correcting.touch()

    def _show_file(self) -> None:
        status = self.query_one(StatusBar)
        status.show_file(self.files.document.name, self.area.modified, self.area.lines.words)

    # --- actions

    def say(self, message: str, *, error: bool = False) -> None:
        """Show one line in the status; an empty one brings the figures back."""
        self.query_one(StatusBar).say(message, error=error)
        self._show_file()

    def close_welcome(self) -> bool:
        """Close the welcome and remember that it was seen; False if it isn't open."""
        try:
            self.query_one(Welcome).remove()
        except NoMatches:
            return False
        self._memory.set_welcome_seen()
        return True

    def action_save(self) -> None:
        """Save the document."""
        self.run_worker(self.files.save(), group="files")

    def action_save_as(self) -> None:
        """Save the document under another name."""
        self.run_worker(self.files.save_as(), group="files")

    def action_open(self) -> None:
        """Open another document."""
        self.run_worker(self.files.open(), group="files")

    def action_find_file(self) -> None:
        """Find a file of the folder."""
        self.switching.find()

    async def action_quit(self) -> None:
        """Leave; asks first if there are unsaved changes."""
        self.run_worker(self.files.quit(), group="files")

    def leave(self, code: int) -> None:
        """End the program; the last sentence is learned even if nothing follows its full stop."""
        self.teaching.learn(self.area.last_sentences())
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

    def action_take_suggestion(self) -> None:
        """Take the first suggestion."""
        self.area.focus()
        self.area.action_take_suggestion()

    def action_training(self) -> None:
        """Say how far the training of a network is."""
        self.say(self.training.status())

    def action_help(self) -> None:
        """Show all keys."""
        self.push_screen(Help())

    def action_welcome(self) -> None:
        """Show the welcome again."""
        if not self.query(Welcome):
            self.mount(Welcome())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Everything the keys do, by name."""
        for command in super().get_system_commands(screen):
            if command.title in ("Theme", "Screenshot"):
                yield command
        yield from palette.commands(self)
