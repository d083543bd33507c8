"""All that was told of trainings so far, so that a screen opened late shows what one opened early would."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typeahead.profile.networks.news import News
    from typeahead.profile.notes_news import NotesNews


@dataclass(slots=True)
class NotesLog:
    """The training on notes that runs now, or the last one.

    Attributes:
        running: whether it does.
        stopping: whether it was told to stop.
        latest: how far it is.
        report: what came of the last one that was done.
        ended: in words, how the last one ended, where nothing came of it.
    """

    running: bool = False
    stopping: bool = False
    latest: NotesNews | None = None
    report: NotesNews | None = None
    ended: str = ""

    def begin(self) -> None:
        """Another one begins."""
        self.running, self.stopping = True, False
        self.latest, self.ended = None, ""

    def hear(self, news: NotesNews) -> None:
        """Keep what it tells."""
        from typeahead.profile import notes_news as its

        if not self.running:
            return
        match news.what:
            case its.PROGRESS:
                self.latest = news
                return
            case its.DONE:
                self.report = news
            case its.STOPPED:
                self.ended = STOPPED
            case its.FAILED:
                self.ended = news.said
            case its.OVER:  # and nothing was told of its end
                self.ended = STOPPED if self.stopping else _killed(news.code)
        self.running = False


STOPPED = "Stopped: nothing has changed, the model goes on as it was."


def _killed(code: int) -> str:
    how = f"killed by signal {-code}" if code < 0 else f"exit code {code}"
    return f"The training ended before it was done ({how}); nothing is lost, R starts it again."


@dataclass(slots=True)
class NetworkLog:
    """The training of a network that runs now, or the last one.

    Attributes:
        latest: how far it is; None where none is trained.
        kind: of network, also when it has ended.
        curve: held-out perplexities, one after each epoch.
        ended: in words, what came of it.
    """

    latest: News | None = None
    kind: str = ""
    curve: list[float] = field(default_factory=list)
    ended: str = ""

    def go_on(self, news: News) -> None:
        """One has begun, or is so far."""
        from typeahead.profile.networks import news as its

        if news.what == its.BEGAN:
            self.kind, self.ended = news.kind, ""
            self.curve.clear()
        self.latest = news
        if news.perplexity and (not self.curve or self.curve[-1] != news.perplexity):
            self.curve.append(news.perplexity)

    def end(self, said: str) -> None:
        """It has ended."""
        self.latest, self.ended = None, said or self.ended
