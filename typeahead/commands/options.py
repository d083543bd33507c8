"""Options that several commands have, said once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import rich_click as click
from click.shell_completion import CompletionItem

from typeahead.commands.values import Named
from typeahead.locations import default_profile
from typeahead.settings import MODELS as MODELS

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

NETWORKS = ("window", "rnn", "gru", "lstm", "ssm")
"""The kinds of networks; `models.neural.configuration.KINDS` without its imports."""
SMOOTHINGS = (
    "modified-kneser-ney",
    "kneser-ney",
    "absolute",
    "witten-bell",
    "jelinek-mercer",
    "katz",
    "stupid-backoff",
    "add-delta",
    "mle",
)
"""The same for `models.ngram.smoothing.SMOOTHINGS`."""
WHICH = (
    "Which model answers: everything mixed, the n-grams of your notes alone, what came with typeahead, or a network "
    "that 'typeahead train --model' has made."
)
TOKENS = ("prose", "whitespace")


def profiles(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Names of profiles, for shell completion."""
    from typeahead.profile.profile import list_profiles

    return [CompletionItem(name) for name in list_profiles() if name.startswith(incomplete)]


def profile(function: Decorated) -> Decorated:
    """`--profile`."""
    return click.option(
        "--profile",
        "profile",
        metavar="NAME",
        default=default_profile,
        show_default="$TYPEAHEAD_PROFILE, else default",
        shell_complete=profiles,
        help="The profile to use.",
    )(function)


def as_json(function: Decorated) -> Decorated:
    """`--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of a table.")(function)


def html(function: Decorated) -> Decorated:
    """`--html`."""
    return click.option(
        "--html",
        metavar="OUT",
        type=Named(path_type=Path, dir_okay=False),
        panel="What to show",
        help="Write it as a page to OUT, that needs nothing else.",
    )(function)


def _smoothings(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Names that were given one by one, between commas, or as "all"."""
    names = [name.strip() for value in values for name in value.split(",")]
    for name in names:
        if name != "all" and name not in SMOOTHINGS:
            raise click.BadParameter(
                f"there is no smoothing {name!r}; there is {', '.join(SMOOTHINGS)}, or all"
            )
    return SMOOTHINGS if "all" in names else tuple(dict.fromkeys(names))


def smoothings(function: Decorated) -> Decorated:
    """`--smoothing`, several times or with commas."""
    return click.option(
        "--smoothing",
        "smoothings",
        metavar="NAME",
        multiple=True,
        callback=_smoothings,
        panel="Model",
        help="Count your notes anew with this smoothing; several with commas, or all.",
    )(function)


def model(function: Decorated) -> Decorated:
    """`--model`."""
    return click.option(
        "--model",
        type=click.Choice(MODELS),
        default=MODELS[0],
        show_default=True,
        panel="Model",
        help=WHICH,
    )(function)


def models(function: Decorated) -> Decorated:
    """`--model`, several times: the first one answers."""
    return click.option(
        "--model",
        "models",
        type=click.Choice(MODELS),
        multiple=True,
        default=MODELS[:1],
        show_default=MODELS[0],
        panel="Model",
        help=f"{WHICH} May be given several times.",
    )(function)


def cache(function: Decorated) -> Decorated:
    """`--no-cache`."""
    return click.option(
        "--cache/--no-cache",
        default=True,
        show_default=True,
        panel="Model",
        help="Let a network recall the words learned last where they followed something alike.",
    )(function)


def tokens(function: Decorated) -> Decorated:
    """`--tokens`, of files that are measured."""
    return click.option(
        "--tokens",
        type=click.Choice(TOKENS),
        panel="Measuring",
        help="How the files are read; as the profile was trained, if not said.",
    )(function)
