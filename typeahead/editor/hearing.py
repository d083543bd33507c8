"""What the prediction service says, and whom it concerns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from typeahead.editor import allocating
from typeahead.editor.widgets.status_bar import StatusBar
from typeahead.editor.widgets.suggestion_line import SuggestionLine
from typeahead.editor.widgets.surprise_panel import SurprisePanel
from typeahead.editor.widgets.welcome import Step
from typeahead.prediction.replies import (
    Agreed,
    Doubted,
    Failed,
    FolderForgotten,
    Folders,
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

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp

_OF_NOTES = "ngram"  # a model that there is once notes were read
_IMPORTED = "An imported model has no counts: it does not learn."

_TRIM_SECONDS = 60.0
"""After which memory that lies free is given back, as it is whenever a model was replaced."""


class Hearing:
    """Puts the service's news where they belong.

    Args:
        app: whose parts are told.
    """

    def __init__(self, app: EditorApp) -> None:
        self._app = app

    def hear(self, reply: Reply) -> None:
        """One reply, in the thread of the screen."""
        app = self._app
        match reply:
            case Suggested(generation=generation, suggestions=suggestions):
                app.area.offer(generation, suggestions)
            case Measured() as measured:
                app.surprise.hear(measured)
            case Inspected() | Traced() as news:
                app.inspecting.hear(news)
            case Doubted(generation=generation, slips=slips):
                app.correcting.hear(generation, slips)
            case Learned(in_session=in_session):
                app.teaching.count(in_session)
            case Overview() | TakenBack() | Forgotten() as news:
                app.progress.hear(news)
            case Folders() | FolderForgotten() as news:
                app.notes.hear_of_folders(news)
            case Agreed() as news:
                app.applying.hear(news)
            case LeftOut() as news:
                app.teaching.hear(news)
            case Refused() as news:
                app.refusing.hear(news)
            case Opened() as opened:
                self._open(opened)
            case Switched() as switched:
                self._switch(switched)
            case Refreshed(summary=summary, looked=looked):
                if summary:
                    allocating.trim()
                if looked:  # another program may have forgotten the document
                    app.teaching.look()
                if said := (looked and app.notes.seen_to()) or summary:
                    app.mention(said)
            case Failed(message=text, for_good=for_good):
                if for_good:
                    app.teaching.give_up(f"Nothing is learned: {text}")
                    app.notes.give_up(f"Your folders can't be shown: {text}")
                    if not app.model:
                        app.query_one(SurprisePanel).name_model("none")
                allocating.collect_garbage()
                app.surprise.measuring.doubt()
                app.correcting.give_up()
                app.query_one(SuggestionLine).explain(text)
                app.say(text, error=True)

    def _open(self, opened: Opened) -> None:
        allocating.collect_garbage()
        self._app.query_one(SuggestionLine).explain("")
        self._app.hints.touch()
        self._show_model(opened.model_name, opened.model, opened.models)
        if _OF_NOTES in opened.models:
            self._app.welcoming.know(Step.NOTES)
        if not opened.learnable:
            self._app.teaching.give_up(_IMPORTED, imported=True)
        self._app.service.refresh()
        self._app.set_interval(_TRIM_SECONDS, allocating.trim)

    def _switch(self, switched: Switched) -> None:
        title, problem = switched.model_name, switched.problem
        changed = switched.model != self._app.model
        self._show_model(title, switched.model, switched.models)
        if changed:  # what stands there was another's
            self._app.area.update_suggestion()
            self._app.surprise.measuring.start_over()
        if problem or changed:
            self._app.say(problem or f"Suggestions come from {title} now.", error=bool(problem))

    def _show_model(self, title: str, model: str, models: Sequence[str]) -> None:
        self._app.model, self._app.models = model, tuple(models)
        self._app.query_one(StatusBar).show_model(title)
        self._app.query_one(SurprisePanel).name_model(title)
