"""Asking before what can't be undone."""

from __future__ import annotations

import sys

import rich_click as click


def confirmed(question: str, yes: bool) -> bool:
    """Whether to go on: asked at a terminal, taken as said in a script or with `--yes`."""
    if yes or not sys.stdin.isatty():
        return True
    return click.confirm(question, err=True)
