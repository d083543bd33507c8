"""Asking before what can't be undone."""

from __future__ import annotations

import sys

import rich_click as click


def confirmed(question: str, yes: bool) -> bool:
    """Whether to go on: asked at a terminal, taken as said in a script or with `--yes`."""
    return yes or not is_terminal() or click.confirm(question, err=True)


def is_terminal() -> bool:
    """Whether there is someone to ask."""
    return sys.stdin.isatty()
