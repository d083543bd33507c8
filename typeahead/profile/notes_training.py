"""Training on notes in a process of its own (this module, run), so that a person goes on writing meanwhile.

SIGTERM stops it, and so does the end of whoever started it. What was read until then is thrown away and the model stays
as it was; once all is read and stored, it ends by itself in a moment, with the new model made.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from typeahead.errors import TypeaheadError
from typeahead.profile import notes_news as its
from typeahead.profile.notes_news import NotesNews
from typeahead.profile.profile import Profile
from typeahead.profile.reading import Tokenised
from typeahead.profile.training import TrainingReport, train
from typeahead.text.files import Skipped

_POLITE = 10
"""How far behind the editor the process stands in line for the processor."""

_TOLD_EVERY = 0.1

Tell = Callable[[NotesNews], None]


class Stopped(BaseException):
    """A person wants no more of it. Nobody who catches errors may take this for one."""


class _Progress:
    """Tells how far it is, now and then."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._words = self._left_out = 0
        self._stage, self._told = its.FINDING, time.monotonic()
        tell(NotesNews(its.PROGRESS, its.FINDING))

    def hear(self, result: Tokenised | Skipped) -> None:
        """A file was read, or skipped."""
        if isinstance(result, Skipped):
            self._left_out += 1
        else:
            self._words += result.words

    def report(self, stage: str, done: int, total: int) -> None:
        """See `training.Progress`."""
        now = time.monotonic()
        if stage == self._stage and done < total and now - self._told < _TOLD_EVERY:
            return
        self._stage, self._told = stage, now
        self._tell(NotesNews(its.PROGRESS, stage, done, total, self._words, self._left_out))


def learn_notes(profile: Profile, paths: Sequence[Path], tell: Tell) -> bool:
    """Train on folders, those remembered too, and tell of it; whether the new model is there.

    Args:
        profile: whose.
        paths: folders to be read for the first time.
        tell: told what goes on. `Stopped` may be raised in it, or come from a signal.
    """
    before = profile.store.revision
    try:
        try:
            progress = _Progress(tell)
            report = train(profile, paths, None, progress.report, progress.hear)
        except Stopped:
            if profile.store.revision == before:
                tell(NotesNews(its.STOPPED))
                return False
            report = train(profile, [])  # all of it is stored by now: what is left takes a moment
    except TypeaheadError as error:
        tell(NotesNews(its.FAILED, said=str(error)))
        return False
    except Exception as error:  # whatever it is, a person reads one line
        detail = re.sub(r"\s+", " ", str(error)).strip() or type(error).__name__
        tell(NotesNews(its.FAILED, said=f"training failed: {detail}"))
        return False
    tell(_done(report))
    return True


def _done(report: TrainingReport) -> NotesNews:
    held = report.summary
    return NotesNews(
        its.DONE,
        words=held.words,
        left_out=len(report.skipped),
        skipped=tuple((str(each.path), each.reason) for each in report.skipped),
        read=report.read,
        unchanged=report.unchanged,
        removed=report.removed,
        documents=report.documents,
        sentences=held.sentences,
        types=held.types,
        ngrams=tuple(held.ngrams),
        changed=report.changed,
        dropped=tuple(report.dropped),
        notices=tuple(report.notices),
        seconds=report.seconds,
    )


def main(arguments: list[str]) -> int:
    """Train a profile, and tell of it on standard output."""
    parser = argparse.ArgumentParser(prog="typeahead.profile.notes_training")
    parser.add_argument("profile")
    parser.add_argument("--home", type=Path)
    parser.add_argument("paths", nargs="*", type=Path)
    given = parser.parse_args(arguments)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_POLITE)
    signal.signal(signal.SIGTERM, _stop)

    def tell(news: NotesNews) -> None:
        if news.stage == its.COUNTING:  # all is stored: what is left may as well be done
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        try:
            sys.stdout.write(news.line())
            sys.stdout.flush()
        except OSError:  # nobody listens any more
            if news.what == its.PROGRESS and news.stage != its.COUNTING:
                raise Stopped from None

    try:
        with Profile.open(given.profile, given.home, create=True) as profile:
            return 0 if learn_notes(profile, given.paths, tell) else 1
    except TypeaheadError as error:
        tell(NotesNews(its.FAILED, said=str(error)))
    except Stopped:
        tell(NotesNews(its.STOPPED))
    return 1


def _stop(*_: Any) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough
    raise Stopped


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
