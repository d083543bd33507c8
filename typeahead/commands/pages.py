"""Pages that commands write: `--html OUT`."""

from __future__ import annotations

import os
from pathlib import Path

import rich_click as click

from typeahead.commands.output import visible
from typeahead.errors import StorageFailed


def check_writable(path: Path | None) -> None:
    """See that a page can be written, before anything takes time.

    Raises:
        StorageFailed: it can't.
    """
    if path is not None and not os.access(path if path.exists() else path.parent, os.W_OK):
        raise StorageFailed(f"{path} can't be written: is its folder there, and yours?")


def write_page(path: Path, page: str, *, quiet: bool = False) -> None:
    """Write a page and say where it is.

    Raises:
        StorageFailed: the disk would not take it.
    """
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise StorageFailed(f"{path} can't be written: {error.strerror}") from error
    if not quiet:
        click.echo(f"Written to {visible(str(path))}.")
