"""Networks trained in the background, as the editor sees it: when that begins, what is said of it, and how it ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from textual.timer import Timer

from typeahead.editor.messages import TrainingNews
from typeahead.editor.training_log import NetworkLog
from typeahead.editor.widgets.status_bar import StatusBar
from typeahead.editor.widgets.welcome import Step

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp
    from typeahead.profile.networks.news import News

AFTER = 20.0  # seconds from reading the notes again to training what is older than they are
CLOSE_SECONDS = 3.0  # that leaving the editor waits for the process to leave its checkpoint, at most


class Running(Protocol):
    """A process that trains (`profile.networks.process.TrainingProcess`), or what stands for one in a test."""

    def stop(self) -> None: ...  # noqa: D102
    def wait(self, seconds: float) -> bool: ...  # noqa: D102


Begin = Callable[["str | None", "Callable[[News], None]"], Running]
"""Starts a process: for the network that a person asked for, or for those that are due; it is told to the second."""


class Training:
    """Starts the process, one at a time, and says what it tells.

    Args:
        app: whose status line.
        begin: starts a process; None where nothing can be trained.
        is_automatic: whether more is trained than what a person asks for.

    Attributes:
        log: what it has told.
    """

    def __init__(self, app: EditorApp, begin: Begin | None, *, is_automatic: bool = True) -> None:
        self._app = app
        self._begin = begin
        self._is_automatic = is_automatic
        self._timer: Timer | None = None
        self._process: Running | None = None
        self._next: str | None = None
        self._asked: str | None = None
        self._result = ""
        self.log = NetworkLog()
        self._closing = self._stopping = False

    @property
    def kind(self) -> str:
        """The network that is trained now; empty where none is."""
        return self.log.latest.kind if self.log.latest is not None else ""

    @property
    def is_possible(self) -> bool:
        """Whether anything can be trained here."""
        return self._begin is not None

    def seen_to(self) -> str:
        """The notes were read again and newer models taken over: train, in a while, what is older than the notes.

        Returns:
            What there is to say of a network that was put in use, once.
        """
        if self._begin and self._is_automatic and self._timer is None and self._process is None:
            self._timer = self._app.later(AFTER, self._start)
        result, self._result = self._result, ""
        return result

    def train(self, kind: str) -> None:
        """A person asks for a network: it goes first."""
        if self._begin is None or self._closing:
            return
        self._asked = kind
        self._app.welcoming.did(Step.NOTES)
        if self._process is None:
            self._start(kind)
        elif self.kind != kind:
            self._next = kind
            self._process.stop()
        if self._asked:
            self._app.say(f"Training the {kind} on your notes, in the background. Go on writing.")

    def stop(self) -> None:
        """A person wants no more training until they ask for it."""
        self._is_automatic, self._next = False, None
        if self._process is not None:
            self._stopping = True
            self._process.stop()

    def close(self) -> None:
        """End the process; for another thread than the editor's, since it may take a moment."""
        self._closing = True
        if self._process is not None:
            self._process.stop()
            self._process.wait(CLOSE_SECONDS)

    def _start(self, kind: str | None = None) -> None:
        self._timer = None
        if self._begin is None or self._process is not None or self._closing:
            return
        try:
            self._process = self._begin(kind, self._hand_over)
        except OSError as error:  # no memory, or no more processes
            self._asked = None
            self._app.say(f"No network can be trained now: {error.strerror or error}.", error=True)

    def _hand_over(self, news: News) -> None:
        """Called in a thread of the process's."""
        self._app.post_message(TrainingNews(news))

    # --- what the process tells

    def hear(self, news: News) -> None:
        """Show news: how far it is in a corner of the status, and what came of it in words."""
        from typeahead.profile.networks import news as its

        bar = self._app.query_one(StatusBar)
        if news.what in (its.BEGAN, its.PROGRESS):
            self.log.go_on(news)
            bar.show_training(news.kind, news.epoch, news.epochs, news.perplexity)
            self._app.notes.draw()
            return
        bar.show_training("")
        asked = bool(news.kind) and news.kind == self._asked
        said = "" if news.what == its.OVER else _in_use(news) if news.what == its.IN_USE else _ended(news)
        self.log.end(said)
        if news.what == its.OVER:
            self._over()
        elif news.what == its.IN_USE:
            self._result = said
            self._app.service.take_over()
        elif asked or self._stopping:
            self._app.say(said, error=news.what == its.FAILED)
        if asked:
            self._asked = None
        self._app.notes.draw("")

    def _over(self) -> None:
        """The process is gone; the one that a person asked for meanwhile may begin."""
        self._process, following, self._next = None, self._next, None
        if following:
            self._start(following)
        elif self._asked and not self._stopping:
            self.log.end(f"Training failed; 'typeahead train --model {self._asked}' says why.")
            self._app.say(self.log.ended, error=True)
            self._asked = None
        self._stopping = False

    def status(self) -> str:
        """How far it is, in one line."""
        news = self.log.latest
        if news is None:
            return "No network is being trained."
        parts = [f"epoch {news.epoch} of {news.epochs}"] if news.epochs else ["reading and measuring"]
        if news.perplexity:
            parts.append(f"held-out perplexity {news.perplexity:,.1f}")
        if news.seconds_left:
            parts.append(f"{max(round(news.seconds_left / 60), 1)} min left")
        return f"Training the {news.kind}: {', '.join(parts)}."


def _in_use(news: News) -> str:
    before = f", {news.before:,.1f} before" if news.before else ""
    return f"The {news.kind} is trained and in use: held-out perplexity {news.perplexity or 0:,.1f}{before}."


def _ended(news: News) -> str:
    """What came of a training that a person asked for, where nothing new is in use."""
    from typeahead.profile.networks import news as its

    kind = news.kind
    match news.what:
        case its.NO_BETTER:
            return (
                f"The {kind} stays as it was: held-out perplexity {news.before or 0:,.1f}, "
                f"{news.perplexity or 0:,.1f} after training."
            )
        case its.UNCHANGED:
            return f"The {kind} knows all of your notes already."
        case its.STOPPED:
            return news.said or f"Stopped training the {kind}; it goes on from there the next time."
    return news.said
