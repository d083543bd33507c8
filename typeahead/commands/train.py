"""`typeahead train`: learn from files and folders."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from typeahead.commands import options
from typeahead.commands.networks import dropped
from typeahead.commands.obeying import obeyed
from typeahead.commands.opening import profile_to_train
from typeahead.commands.output import INTERRUPTED, console, count, note, print_json, table, visible
from typeahead.commands.progress import progress_bar
from typeahead.commands.train_networks import as_dict as train_networks_as_dict
from typeahead.commands.train_networks import chosen_networks, train_networks
from typeahead.commands.values import LEAST_MEMORY, Named, NumberOr, Size, TakesNumbers, Thresholds
from typeahead.errors import NothingToLearn

if TYPE_CHECKING:
    from typeahead.profile.training import TrainingReport

_NOTICES = 10


@click.command("train", cls=TakesNumbers)
@click.argument("paths", metavar="[PATH…]", nargs=-1, type=Named(path_type=Path))
@click.option("--again", is_flag=True, panel="Reading", help="Read everything anew, also what was forgotten.")
@click.option(
    "--keep-missing", is_flag=True, panel="Reading", help="Keep what was learned from files now gone."
)
@click.option(
    "--follow-links",
    is_flag=True,
    panel="Reading",
    help="Read also where links lead out of a PATH; those places are remembered like a PATH.",
)
@click.option(
    "--tokens",
    type=click.Choice(options.TOKENS),
    panel="Reading",
    help="Read prose (the default), or benchmark corpora: one sentence a line, words between spaces.",
)
@click.option(
    "--memory",
    type=Size(),
    metavar="SIZE",
    panel="Reading",
    help=f"Stay within so much memory (1G, 500M; {LEAST_MEMORY >> 20}M is the least), using the disk instead. "
    "The model is the same.",
)
@click.option(
    "--order",
    type=click.IntRange(1, 8),
    metavar="N",
    panel="Model",
    help="Longest n-gram, 1 to 8 words; 5 at first.",
)
@click.option(
    "--smoothing",
    type=click.Choice(options.SMOOTHINGS),
    panel="Model",
    help="How counts become probabilities.",
)
@click.option(
    "--delta",
    type=NumberOr("fitted", float),
    metavar="D",
    panel="Model",
    help="What add-delta adds to each count; fitted to your text if not given, or by: fitted.",
)
@click.option(
    "--vocab-limit",
    type=NumberOr("none", int),
    metavar="N",
    panel="Model",
    help="Keep the N most frequent words (or: none) and read all others as <unk>, also those you write later, until "
    "the next training.",
)
@click.option(
    "--min-count",
    type=click.IntRange(1),
    metavar="N",
    panel="Model",
    help="Read words met fewer than N times as <unk>, also those you write later, until the next training.",
)
@click.option(
    "--prune",
    type=Thresholds(),
    metavar="N N…",
    panel="Model",
    help="Leave out n-grams of order 1, 2, … counted N times or less, as lmplz does; the last N holds for all above. "
    "All numbers behind it belong to it: a file named 7 is ./7. 0 prunes nothing.",
)
@click.option(
    "--interpolate-unigrams/--no-interpolate-unigrams",
    default=None,
    panel="Model",
    help="What single words leave goes to all of them alike (the default), or to <unk> alone.",
)
@click.option(
    "--base/--no-base",
    default=None,
    panel="Model",
    help="Mix in the English that comes with typeahead (at first), or leave it out.",
)
@click.option(
    "--model",
    "models",
    type=click.Choice(("ngram", *options.NETWORKS)),
    multiple=True,
    panel="Networks",
    help="Train this network too; may be given several times. The n-gram model (the default) is always made.",
)
@click.option(
    "--minutes",
    type=NumberOr("none", float),
    metavar="M",
    panel="Networks",
    help="Use so many minutes for the networks: width, epochs and more are chosen by your text and how fast this "
    "machine is. As the last time, if not said; what suits the text at first, or by: none.",
)
@click.option(
    "--bptt",
    type=click.IntRange(2, 1000),
    metavar="N",
    panel="Networks",
    help="Cut backpropagation through time after N words; 35 if not said.",
)
@click.option(
    "--learning-rate",
    type=NumberOr("chosen", float),
    metavar="R",
    panel="Networks",
    help="The highest learning rate; chosen by the text's size if not said, or by: chosen.",
)
@click.option(
    "--resume/--no-resume",
    default=True,
    panel="Networks",
    help="Go on where a training stopped, or from the weights there are (the default), or begin anew.",
)
@click.option("-v", "--verbose", is_flag=True, help="Name every file that was skipped.")
@options.profile
@options.as_json
def command(
    paths: tuple[Path, ...],
    base: bool | None,
    verbose: bool,
    profile: str,
    as_json: bool,
    models: tuple[str, ...],
    minutes: float | None,
    bptt: int | None,
    learning_rate: float | None,
    resume: bool,
    **chosen: Any,
) -> None:
    """Learn from the files and folders given, and look again at those given earlier.

    Only what changed is read. What is gone is forgotten. Without a PATH, the remembered folders are read.
    What a profile was trained with holds until another training says otherwise.

    \b
    typeahead train ~/notes
    typeahead train
    typeahead train --order 3 --prune 0 0 1 ~/notes
    typeahead train ~/notes --model lstm --minutes 5
    """
    from typeahead.profile.agreeing import agree
    from typeahead.profile.networks.listing import older_networks
    from typeahead.profile.networks.wishes import Wishes
    from typeahead.profile.spool import waits
    from typeahead.profile.training import TrainingOptions, train

    told = TrainingOptions(base=base, **chosen)
    with profile_to_train(profile) as opened:
        opened.check_learns()
        agree(opened, obeyed())
        if not paths and not opened.store.roots():
            raise NothingToLearn(
                f"profile {profile!r} remembers no folder yet; name one: typeahead train ~/notes"
            )
        said = any(each is not None for each in (minutes, bptt, learning_rate))
        wishes = Wishes(minutes or None, bptt, learning_rate or None) if said else None
        networks = chosen_networks(opened, models, wishes)
        try:
            with progress_bar() as tell:
                report = train(opened, paths, told, tell)
        except KeyboardInterrupt:
            if waits(opened.folder):
                note("what was read is kept; the same command goes on from there")
            raise
        if not as_json:
            _show(report, profile, verbose)
        trained = train_networks(opened, networks, wishes, resume=resume, quiet=as_json) if networks else []
        older = older_networks(opened)
    if as_json:
        made = {"networks": [train_networks_as_dict(each) for each in trained], "older_networks": older}
        print_json({**_as_dict(report, profile), **made})
    for kind in older:
        note(f"the {kind} is older than the notes; typeahead train --model {kind} brings it up to date")
    if any(not each.finished for each in trained):
        sys.exit(INTERRUPTED)
    if report.gave_nothing:
        sys.exit(1)  # the others are up to date all the same


def _as_dict(report: TrainingReport, profile: str) -> dict[str, object]:
    return {
        "profile": profile,
        "read": report.read,
        "unchanged": report.unchanged,
        "removed": report.removed,
        "skipped": [{"path": str(each.path), "reason": each.reason} for each in report.skipped],
        "skipped_by_reason": dict(_reasons(report)),
        "nothing_in": [{"path": str(each.path), "reason": each.reason} for each in report.fruitless],
        "notices": report.notices,
        "documents": report.documents,
        **asdict(report.summary),
        "discount_fallback": report.discount_fallback,
        "dropped_networks": list(report.dropped),
        "changed": report.changed,
        "seconds": report.seconds,
    }


def _reasons(report: TrainingReport) -> list[tuple[str, int]]:
    return sorted(
        Counter(each.reason for each in report.skipped).items(), key=lambda item: (-item[1], item[0])
    )


def _show(report: TrainingReport, profile: str, verbose: bool) -> None:
    click.echo(
        f"Read {count(report.read, 'file')} in {report.seconds:.1f} s; {report.unchanged:,} unchanged, "
        f"{report.removed:,} removed, {len(report.skipped):,} skipped."
    )
    if report.skipped:
        _show_skipped(report, verbose)
    notices = list(report.notices)
    if report.discount_fallback:
        orders = ", ".join(map(str, report.discount_fallback))
        notices.append(
            f"too little text to estimate discounts for order {orders}: fixed ones (none for katz) are used there"
        )
    for notice in notices if verbose else notices[:_NOTICES]:
        note(notice)
    if len(notices) > _NOTICES and not verbose:
        note(f"and {len(notices) - _NOTICES:,} more (--verbose shows them)")
    held = report.summary
    ngrams = " · ".join(f"{number:,}" for number in held.ngrams)
    unknown = f" {held.unknown:,} of them are read as <unk>." if held.unknown else ""
    click.echo(
        f"Profile {profile}: {count(report.documents, 'document')}, {count(held.words, 'word')} and marks in "
        f"{count(held.sentences, 'sentence')}, {held.types:,} distinct.{unknown}"
    )
    click.echo(f"N-grams of order 1 to {len(held.ngrams)}: {ngrams}.")
    if report.dropped:
        click.echo(dropped(report.dropped, anew=True))
    if not report.changed:
        click.echo("Nothing had changed.")


def _show_skipped(report: TrainingReport, verbose: bool) -> None:
    from rich.text import Text

    if verbose:
        rows = table("skipped", "because")
        for each in report.skipped:
            rows.add_row(Text(visible(str(each.path))), Text(visible(each.reason)))
    else:
        rows = table("skipped", "because", right=("skipped",))
        for reason, number in _reasons(report):
            rows.add_row(f"{number:,}", Text(visible(reason)))
    console().print(rows)
