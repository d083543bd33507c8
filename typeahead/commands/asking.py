"""Asking before what can't be undone."""

from __future__ import annotations

import sys

import rich_click as click

from typeahead.errors import NotConfirmed

YES = "Do not ask; without a terminal nothing is done unless this is given."


def confirmed(question: str, yes: bool) -> bool:
    """Whether to go on: as said with `--yes`, else asked at a terminal.

    Raises:
        NotConfirmed: there is no one to ask. A script, a loop that reads a list on standard input or a timer must not
            take for agreed what nobody has said.
    """
    if not yes and not is_terminal():
        raise NotConfirmed(f"{question} There is no terminal to ask at: nothing was done; add --yes to do it")
    return yes or click.confirm(question, err=True)


def is_terminal() -> bool:
    """Whether there is someone to ask."""
    return sys.stdin is not None and sys.stdin.isatty()  # none where it was closed (<&-)
