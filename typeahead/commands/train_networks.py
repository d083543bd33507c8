"""`typeahead train --model lstm`: the part of the command that trains networks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import rich_click as click

from typeahead.commands.curve import curve
from typeahead.commands.output import count, finite, note
from typeahead.commands.training_bar import stoppable, training_bar
from typeahead.text.duration import duration

if TYPE_CHECKING:
    from typeahead.profile.networks.training import Trained
    from typeahead.profile.networks.wishes import Wishes
    from typeahead.profile.profile import Profile


def chosen_networks(profile: Profile, models: Sequence[str], wishes: Wishes | None) -> list[str]:
    """The networks to train: those named, else, where something is said of them, those there are or were.

    Raises:
        click.UsageError: something is said, and there is none.
    """
    from typeahead.profile.networks import kinds_of, queued

    named = [model for model in dict.fromkeys(models) if model != "ngram"]
    if named or wishes is None:
        return named
    there = list(dict.fromkeys([*kinds_of(profile), *queued(profile)]))
    if models or not there:
        raise click.UsageError(
            "--minutes, --bptt and --learning-rate are for networks: say which, such as --model lstm."
        )
    return there


def train_networks(
    profile: Profile, kinds: Sequence[str], wishes: Wishes | None, *, resume: bool, quiet: bool
) -> list[Trained]:
    """Train networks one after the other and put each in use; the last one may have been stopped.

    Args:
        profile: whose.
        kinds: of network.
        wishes: minutes are for all of them together; None for what was wished of each the last time.
        resume: see `train_network`.
        quiet: print nothing on standard output.
    """
    from dataclasses import replace

    from typeahead.profile.networks.training import Watch, save_trained, train_network

    if wishes is not None and wishes.minutes is not None:
        wishes = replace(wishes, minutes=wishes.minutes / len(kinds))
    found: list[Trained] = []
    with stoppable() as is_stopped:
        for kind in kinds:
            with training_bar(kind) as bar:
                watch = Watch(bar.report, bar.say, is_stopped)
                trained = train_network(profile, kind, wishes, resume=resume, watch=watch)
            if trained.finished and not trained.unchanged:
                save_trained(profile, trained)
            found.append(trained)
            for notice in trained.notices:
                note(f"{kind}: {notice}")
            if not quiet:
                show(trained)
            if not trained.finished:
                break
    return found


def show(trained: Trained) -> None:
    """What came of a training."""
    kind = trained.kind
    if trained.unchanged:
        click.echo(
            f"The {kind} knows all of these notes already (held-out perplexity {trained.held_out_perplexity:,.1f}); "
            "--no-resume trains it anew."
        )
        return
    for line in curve([each.held_out_perplexity for each in trained.history], "epoch"):
        click.echo(line)
    if not trained.finished:
        epochs = trained.about["recipe"]["epochs"]
        click.echo(
            f"Stopped the {kind} at epoch {trained.epoch:.1f} of {epochs}; what it has learned so far is kept."
        )
        click.echo(f"To go on from there: typeahead train --model {kind}")
        return
    sizes = trained.network.configuration
    best = min(trained.history, key=lambda each: each.held_out_perplexity, default=None)
    click.echo(
        f"The {kind}: {count(sizes.layers, 'layer')} of width {sizes.width}, "
        f"{trained.network.parameter_count():,} parameters, {count(len(trained.words), 'word')} known."
    )
    epochs = count(len(trained.history), "epoch")
    at_best = f", after epoch {best.epoch}" if best is not None and best is not trained.history[-1] else ""
    training = f"; {trained.history[-1].train_perplexity:,.1f} in training" if trained.history else ""
    click.echo(
        f"Trained on {count(trained.about['words'], 'word')} for {epochs} in {duration(trained.about['seconds'])}."
    )
    click.echo(
        f"Held-out perplexity {trained.held_out_perplexity:,.1f}{at_best} "
        f"({count(trained.about['held_out_words'], 'word')}){training}."
    )
    click.echo(f"To write with it: typeahead edit FILE --model {kind}")


def as_dict(trained: Trained) -> dict[str, Any]:
    """For JSON."""
    about, sizes = trained.about, trained.network.configuration
    return {
        "model": trained.kind,
        "finished": trained.finished,
        "unchanged": trained.unchanged,
        "started": about["started"],
        "held_out_perplexity": finite(trained.held_out_perplexity),
        "epoch": trained.epoch,
        "history": [
            {**asdict(each), "train_perplexity": finite(each.train_perplexity)} for each in trained.history
        ],
        "layers": sizes.layers,
        "width": sizes.width,
        "parameters": trained.network.parameter_count(),
        "vocabulary": len(trained.words),
        "words": about["words"],
        "held_out_words": about["held_out_words"],
        "seconds": about["seconds"],
        "recipe": about["recipe"],
        "notices": trained.notices,
    }
