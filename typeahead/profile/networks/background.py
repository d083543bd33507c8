"""Training networks in a process of its own (this module, run), behind all others in line for the processor.

It ends when whoever started it closes its standard input, be it by being killed, and leaves a checkpoint.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from typeahead.errors import (
    ModelMissing,
    NetworkDamaged,
    NothingToLearn,
    ProfileBusy,
    TrainingFailed,
    TypeaheadError,
)
from typeahead.profile.networks import news
from typeahead.profile.networks.dropping import sweep
from typeahead.profile.networks.due import Due, due_networks, wishes_for
from typeahead.profile.networks.news import News
from typeahead.profile.networks.place import Place
from typeahead.profile.profile import Profile

if TYPE_CHECKING:
    from typeahead.profile.networks.stored import StoredNetwork

ASKED = "asked"

_POLITE = 15
"""How far behind the editor the process stands in line for the processor."""

_LAST = 10.0
"""Seconds from being told to stop to ending in the middle of whatever it is: the last checkpoint is there."""

_OTHERS = 15.0
"""Seconds that another process like this one, told to stop, gets to end."""

_TOLD_EVERY = 1.0

Tell = Callable[[News], None]


def train_due(profile: Profile, tell: Tell, is_stopped: Callable[[], bool], asked: str | None = None) -> None:
    """Train what is due (`due.due_networks`), one after the other, and put in use what is better.

    Args:
        profile: whose.
        tell: told what goes on.
        is_stopped: asked at every step.
        asked: a network that a person asked for: it comes first, whether it is due or not.
    """
    try:
        with Place(profile).background(_OTHERS if asked else 0.0):
            sweep(profile)
            done: set[Due] = set()
            if asked and not _trained(
                profile, Due(asked, ASKED, wishes_for(profile, asked)), tell, is_stopped
            ):
                return
            while not is_stopped():
                due = next((due for due in due_networks(profile) if due not in done), None)
                if due is None or not _trained(profile, due, tell, is_stopped):
                    return
                done.add(due)
    except ProfileBusy as error:
        tell(News(news.FAILED if asked else news.STOPPED, asked or "", said=str(error)))


def _trained(profile: Profile, due: Due, tell: Tell, is_stopped: Callable[[], bool]) -> bool:
    """Train one network; whether to go on with the next."""
    kind = due.kind
    tell(News(news.BEGAN, kind, said=due.why))
    try:
        return _train(profile, due, tell, is_stopped)
    except (NothingToLearn, TrainingFailed) as error:
        from typeahead.profile.networks.checkpoints import drop_checkpoint
        from typeahead.profile.networks.corpus import notes_digest
        from typeahead.profile.networks.settled import settle

        drop_checkpoint(profile, kind)
        settle(profile, kind, notes_digest(profile))
        tell(News(news.FAILED, kind, said=str(error)))
        return True
    except ProfileBusy as error:  # a person trains it, or has forgotten something meanwhile
        tell(News(news.FAILED if due.why == ASKED else news.STOPPED, kind, said=str(error)))
        return False


def _train(profile: Profile, due: Due, tell: Tell, is_stopped: Callable[[], bool]) -> bool:
    from typeahead.profile.networks.checkpoints import drop_checkpoint
    from typeahead.profile.networks.contest import contest
    from typeahead.profile.networks.queue import unqueue
    from typeahead.profile.networks.settled import settle
    from typeahead.profile.networks.training import Watch, save_trained, train_network

    kind = due.kind
    watch = Watch(report=_reporter(kind, tell), stop=is_stopped)
    trained = train_network(profile, kind, due.wishes, watch=watch, polite=True, threads=1)
    perplexity = trained.held_out_perplexity
    if trained.unchanged or trained.text is None:
        drop_checkpoint(profile, kind)
        unqueue(profile, kind)
        tell(News(news.UNCHANGED, kind, perplexity=perplexity))
        return True
    if not trained.finished:
        tell(News(news.STOPPED, kind, perplexity=perplexity))
        return False
    used = _in_use(profile, kind)
    before = None
    if used is not None:
        result = contest(trained.text, used.network, used.words, trained.network, trained.words)
        before, perplexity = result
        if not result.won:
            drop_checkpoint(profile, kind)
            settle(profile, kind, trained.text.notes)
            tell(News(news.NO_BETTER, kind, perplexity=perplexity, before=before))
            return True
    save_trained(profile, trained)
    tell(News(news.IN_USE, kind, perplexity=perplexity, before=before))
    return True


def _in_use(profile: Profile, kind: str) -> StoredNetwork | None:
    """What a new network has to be better than: the one it takes the place of, be it the one in the package."""
    from typeahead.profile.networks.base import begins_with_base, open_base_network
    from typeahead.profile.networks.stored import StoredNetwork, open_network

    try:
        return open_network(profile, kind)
    except ModelMissing:
        if not begins_with_base(profile, kind):
            return None
    with contextlib.suppress(NetworkDamaged):
        base = open_base_network()
        return StoredNetwork(base.network.unpacked(), base.words, base.about)
    return None


def _reporter(kind: str, tell: Tell) -> Callable[[Any], None]:
    """Tells of a training's progress now and then, and of each held-out perplexity."""
    last, measured = 0.0, None

    def report(progress: Any) -> None:
        nonlocal last, measured
        now = time.monotonic()
        if now - last < _TOLD_EVERY and progress.held_out_perplexity == measured:
            return
        last, measured = now, progress.held_out_perplexity
        left = progress.seconds_left
        tell(
            News(
                news.PROGRESS,
                kind,
                epoch=min(int(progress.epoch) + 1, progress.epochs),
                epochs=progress.epochs,
                perplexity=progress.held_out_perplexity,
                seconds_left=left if math.isfinite(left) else None,
            )
        )

    return report


def main(arguments: list[str]) -> int:
    """Train for a profile, and tell of it on standard output."""
    parser = argparse.ArgumentParser(prog="typeahead.profile.networks.background")
    parser.add_argument("profile")
    parser.add_argument("home", nargs="?", type=Path)
    parser.add_argument("--kind")
    given = parser.parse_args(arguments)
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_POLITE)
    stopped = threading.Event()
    threading.Thread(target=_listen, args=(stopped,), name="listening", daemon=True).start()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopped.set())

    def tell(each: News) -> None:
        try:
            sys.stdout.write(each.line())
            sys.stdout.flush()
        except OSError:  # nobody listens any more
            stopped.set()

    try:
        with Profile.open(given.profile, given.home) as profile:
            train_due(profile, tell, stopped.is_set, given.kind)
    except TypeaheadError as error:
        tell(News(news.FAILED, given.kind or "", said=str(error)))
        return 1
    return 0


def _listen(stopped: threading.Event) -> None:
    """Wait for standard input to be closed, and see to it that the process ends soon after."""
    with contextlib.suppress(OSError, ValueError):
        while os.read(0, 1024):
            pass
    stopped.set()
    time.sleep(_LAST)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
