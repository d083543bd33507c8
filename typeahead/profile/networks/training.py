"""Training a network for a profile: from where it stopped, from the weights there are, or anew."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from typeahead.errors import NetworkDamaged, StorageFailed
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.operations import compiled
from typeahead.models.neural.training import planning
from typeahead.models.neural.training.checkpoint import Checkpoint
from typeahead.models.neural.training.probing import measured
from typeahead.models.neural.training.progress import EpochEnd, Outcome, Progress
from typeahead.models.neural.training.recipe import Recipe
from typeahead.models.neural.training.trainer import Trainer
from typeahead.models.neural.training.transplanting import transplanted
from typeahead.models.protocols import FIRST_WORD, UNK, Ids
from typeahead.profile.forgetting import listed
from typeahead.profile.networks.base import begins_with_base, open_base_network
from typeahead.profile.networks.beginning import UNREAD, Beginning, find_beginning, is_unread
from typeahead.profile.networks.caching import fitted_cache
from typeahead.profile.networks.checkpoints import save_checkpoint
from typeahead.profile.networks.columns import divided
from typeahead.profile.networks.corpus import NetworkText, read
from typeahead.profile.networks.due import wishes_for
from typeahead.profile.networks.pace import Pace
from typeahead.profile.networks.place import Place
from typeahead.profile.networks.settled import settle
from typeahead.profile.networks.stored import save_network
from typeahead.profile.networks.wishes import Wishes

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile

_OTHERS = 10.0
"""Seconds that a training in the background gets to stop, where a person wants one."""

_THREADS = 2

_AT_LEAST = 0.5
"""Of the minutes wished for are for training, whatever was spent before it begins."""

_PIECE = 5_000
"""Words that stay together where only a part of a text is read."""


def _ignore(_: Any) -> None:
    pass


@dataclass(frozen=True, slots=True)
class Watch:
    """Who looks on: told of the progress and, in words, of what is done; asked at every step whether to stop."""

    report: Callable[[Progress], None] = _ignore
    say: Callable[[str], None] = _ignore
    stop: Callable[[], bool] = lambda: False


@dataclass(slots=True)
class Trained:
    """What came of a training; `save_trained` puts it in use.

    Attributes:
        kind: of network.
        network: the best on held-out text.
        words: its vocabulary by id.
        held_out_perplexity: its own.
        history: epoch by epoch, those of earlier runs of this training included.
        finished: False where it was stopped; its checkpoint is kept then.
        unchanged: whether the network in use knows just this text already, so that nothing was done.
        notices: what a person should know of the training.
        epoch: where it ended.
        about: figures to be stored with the weights.
        text: it was trained on; None where nothing was done.
    """

    kind: str
    network: Network
    words: list[str]
    held_out_perplexity: float
    history: list[EpochEnd] = field(default_factory=list)
    finished: bool = True
    unchanged: bool = False
    notices: list[str] = field(default_factory=list)
    epoch: float = 0.0
    about: dict[str, Any] = field(default_factory=dict)
    text: NetworkText | None = None


def train_network(
    profile: Profile,
    kind: str,
    wishes: Wishes | None = None,
    *,
    resume: bool = True,
    watch: Watch | None = None,
    polite: bool = False,
    threads: int | None = None,
) -> Trained:
    """Train a network on what a profile holds; what it uses until now stays in use.

    A checkpoint lies in the profile from the first epoch, or 20 seconds, on; the next training goes on from it.

    Args:
        profile: whose documents, and whose checkpoint.
        kind: of network.
        wishes: what a person asked for; None for what they asked for the last time, if it is gone on with.
        resume: go on from the checkpoint or the weights there are; False begins anew.
        watch: who looks on.
        polite: stop when somebody else wants to train the same.
        threads: 1 or 2; two where there are two processors. A training that goes on with another number than it was
            begun with leaves out (dropout) other numbers than it would have.

    Raises:
        NothingToLearn: there is too little text.
        ProfileBusy: another program trains the same, or something was forgotten meanwhile.
        TrainingFailed: it went to ruin again and again.
        SettingInvalid: a wish can't be.
    """
    watch = watch or Watch()
    if wishes is None:
        wishes = wishes_for(profile, kind) if resume else Wishes()
    place = Place(profile)
    with place.training(kind, 0.0 if polite else _OTHERS, watch.say):
        began = time.perf_counter()
        text = read(profile, _more_words(profile, kind))
        beginning = find_beginning(profile, kind, text, wishes) if resume else Beginning()
        if beginning.done and beginning.weights is not None:
            known = beginning.weights
            perplexity = float(known.about["held_out_perplexity"])
            settle(profile, kind, text.notes)
            return Trained(kind, known.network, known.words, perplexity, unchanged=True, about=known.about)
        for line in beginning.said:
            watch.say(line)
        if polite:
            stop = watch.stop
            watch = replace(watch, stop=lambda: stop() or place.asked(kind))
        recipe = Recipe(threads=threads or min(_THREADS, os.cpu_count() or 1))
        if wishes.bptt:
            recipe = replace(recipe, bptt=wishes.bptt)
        return _Training(profile, kind, text, wishes, watch, began).run(beginning, recipe)


def save_trained(profile: Profile, trained: Trained) -> str:
    """Put a network in use; its identity.

    Raises:
        ProfileBusy: something was forgotten since it was trained.
        StorageFailed: it can't be written; the one before stays in use, and the checkpoint.
    """
    return save_network(profile, trained.kind, trained.network, trained.words, trained.about)


class _Training:
    """One training, in one run of the trainer or, where the number of epochs changes on the way, several."""

    def __init__(
        self, profile: Profile, kind: str, text: NetworkText, wishes: Wishes, watch: Watch, began: float
    ) -> None:
        self._profile = profile
        self._kind = kind
        self._text = text
        self._wishes = wishes
        self._watch = watch
        self._began = began
        self._operations = compiled()
        self._part = len(text.train)
        self._last: Checkpoint | None = None
        self._notices: list[str] = []
        self._started = "anew"
        self._unread = False
        self._dropout: float | None = None

    def run(self, beginning: Beginning, recipe: Recipe) -> Trained:
        """Train; what came of it."""
        left = beginning.resumed
        if left is not None:
            network = Network.create(left.configuration, left.recipe.seed, operations=self._operations)
            self._part, self._last = left.part, divided(left.checkpoint, recipe.threads)
            self._unread = left.unread
            recipe = replace(left.recipe, threads=recipe.threads)
            self._started = "resumed"
        else:
            network, recipe = self._new(beginning, recipe)
        train = _part_of(self._text.train, self._part)
        seconds = None if self._wishes.minutes is None else 60.0 * self._wishes.minutes
        if seconds is not None and left is None:
            seconds = self._left_of(seconds)
        while True:
            trainer = Trainer(network, recipe, train, self._text.held_out, resume=self._last, keep=self._keep)
            spent = 0.0 if self._last is None else float(self._last.about["seconds"])
            pace = Pace(trainer, seconds, spent, planning.most_epochs(len(train), self._unread))
            outcome = trainer.run(self._watch.report, _either(self._watch.stop, pace.should_stop))
            if outcome.finished or pace.epochs is None or self._watch.stop():
                return self._trained(outcome, trainer, outcome.finished or pace.over)
            recipe = replace(recipe, epochs=pace.epochs)

    def _new(self, beginning: Beginning, recipe: Recipe) -> tuple[Network, Recipe]:
        """A network by the plan, with the weights there are if they fit."""
        text, weights = self._text, beginning.weights
        given = (
            None
            if weights is None
            else replace(weights.network.configuration, vocabulary_size=len(text.words))
        )
        self._unread = weights is not None and is_unread(weights.about)
        if weights is not None and not self._unread:
            self._dropout = weights.about.get("recipe", {}).get("dropout")
        plan = self._plan(recipe, given if beginning.same_wishes else None)
        if weights is None and beginning.said:
            self._watch.say("starting anew")
        if weights is not None:
            if given == plan.configuration:
                if not beginning.same_wishes:
                    plan = self._plan(recipe, given)
                self._started = "weights"
                self._watch.say(
                    "starting from the network that came with typeahead"
                    if self._unread
                    else f"starting from the weights that the {self._kind} has"
                )
            else:
                self._watch.say(
                    f"starting anew: another size suits this training better {_sizes(plan, weights.network)}"
                )
        self._part = plan.words
        if self._part < len(text.train):
            self._watch.say(
                f"there is no time for all of the text: {self._part:,} of its {len(text.train):,} words are read"
            )
        if weights is not None and self._started == "weights":
            made = transplanted(weights.network, weights.words, text.words, recipe.seed, self._operations)
        else:
            made = Network.create(plan.configuration, recipe.seed, operations=self._operations)
        return made, plan.recipe

    def _plan(self, recipe: Recipe, given: Configuration | None) -> planning.Plan:
        text, minutes, speed = self._text, self._wishes.minutes, None
        if minutes is not None:
            speed = measured(self._kind, len(text.words), text.train, recipe, self._operations)
            minutes = self._left_of(60.0 * minutes) / 60.0
        plan = planning.plan(
            len(text.train),
            len(text.words),
            self._kind,
            minutes,
            speed,
            recipe=recipe,
            given=given,
            unread=self._unread,
            dropout=self._dropout,
            held_out=len(text.held_out),
        )
        if self._wishes.learning_rate:
            plan = plan._replace(recipe=replace(plan.recipe, learning_rate=self._wishes.learning_rate))
        return plan

    def _left_of(self, seconds: float) -> float:
        """What is left of the time wished for: much of it, however long reading and compiling took.

        A network that reads next to nothing helps nobody.
        """
        return max(seconds - (time.perf_counter() - self._began), _AT_LEAST * seconds)

    def _keep(self, checkpoint: Checkpoint) -> None:
        self._last = checkpoint
        about = {**self._about(), "part": self._part, UNREAD: self._unread}
        try:
            save_checkpoint(self._profile, self._kind, checkpoint, self._text.words, about)
        except StorageFailed as error:
            if not self._notices:
                self._notices.append(f"no checkpoint can be kept: {error}")
                self._watch.say(self._notices[0])

    def _about(self) -> dict[str, Any]:
        text = self._text
        return {
            "wishes": self._wishes.as_dict(),
            "corpus": text.digest,
            "notes": text.notes,
            "tokens": text.tokens,
            "forgettings": text.forgettings,
        }

    def _trained(self, outcome: Outcome, trainer: Trainer, finished: bool) -> Trained:
        text = self._text
        about = {
            **self._about(),
            "recipe": asdict(trainer.recipe),
            "words": self._part,
            "text_words": len(text.train),
            "held_out_words": len(text.held_out),
            "unknown": float(np.mean(text.train == UNK)),
            "held_out_perplexity": outcome.held_out_perplexity,
            "history": [asdict(each) for each in outcome.history],
            "seconds": outcome.history[-1].seconds if outcome.history else 0.0,
            "clipped": outcome.clipped,
            UNREAD: self._unread and not finished,
            "cache": fitted_cache(outcome.network, text.held_out) if finished else {},
            "started": self._started,
            "notices": [*self._notices, *outcome.notices],
        }
        return Trained(
            kind=self._kind,
            network=outcome.network,
            words=text.words,
            held_out_perplexity=outcome.held_out_perplexity,
            history=outcome.history,
            finished=finished,
            notices=[*self._notices, *outcome.notices],
            epoch=trainer.step / trainer.steps * trainer.recipe.epochs,
            about=about,
            text=text,
        )


def _more_words(profile: Profile, kind: str) -> Sequence[str]:
    """Those that the network in the package knows, where training begins with its weights."""
    if not begins_with_base(profile, kind):
        return ()
    try:
        words = open_base_network().words[FIRST_WORD:]
    except NetworkDamaged:
        return ()
    blocked = profile.store.blocked_words()
    if not blocked:
        return words
    # What a person forgot is not written into their folder again by way of the package's words.
    forgotten = set(listed(words, blocked, profile.store.hashing()))
    return [word for word in words if word not in forgotten]


def _either(one: Callable[[], bool], other: Callable[[], bool]) -> Callable[[], bool]:
    return lambda: one() or other()


def _sizes(plan: planning.Plan, network: Network) -> str:
    now, then = plan.configuration, network.configuration
    return f"(width {now.width}, it has {then.width})"


def _part_of(words: Ids, most: int) -> Ids:
    """At most so many words of a text, in pieces from all over it."""
    if len(words) <= most:
        return words
    pieces = max(most // _PIECE, 1)
    starts = np.linspace(0, len(words) - most // pieces, pieces).astype(np.int64)
    return np.concatenate([words[start : start + most // pieces] for start in starts])
