"""Documents that a training did not meet: which of them are gone, and which are only out of sight."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from pathlib import Path

from typeahead.profile.folders import lies_under
from typeahead.text.files import IGNORE_FILE, Walk


def gone(
    known: Collection[str],
    read: Collection[str],
    walked: Walk,
    looked_at: Sequence[Path],
    missing: Sequence[str],
) -> list[str]:
    """Documents whose file is not there any more, is ignored now, or is read under another name by now.

    Args:
        known: the documents there were before, by path.
        read: those whose file was met, and whose text is stored.
        walked: what was found.
        looked_at: the files and folders that it was found under.
        missing: files and folders given earlier that are not there now.
    """
    roots = [str(root) for root in looked_at]
    ignored = [str(each.path) for each in walked.skipped if IGNORE_FILE in each.reason]

    def is_gone(path: str) -> bool:
        is_there = os.path.lexists(path)
        # A file that was named itself; where its folder is gone too, that may be a disk that is not mounted.
        if path in missing and not is_there and _is_folder(Path(path).parent):
            return True
        return lies_under(path, roots) and (
            not is_there
            or lies_under(path, ignored)
            or _is_no_file(Path(path))
            # It was moved and a link left in its place, or the folder was named by a link: it would count twice.
            or str(walked.real.get(os.path.realpath(path), "")) in read
        )

    met = {str(file.path) for file in walked.found}
    return [
        path
        for path in known
        if path not in met and is_gone(path) and not _is_out_of_reach(Path(path).parent)
    ]


def kept_notices(missing: Sequence[str], stored: Collection[str]) -> list[str]:
    """What a person is told of paths given earlier that are not there, where anything learned from them stays."""
    return [
        f"{root} is not there now; what was learned from it is kept"
        for root in missing
        if any(lies_under(path, [root]) for path in stored)
    ]


def _is_no_file(path: Path) -> bool:
    """Whether something else has taken a file's place; a link that leads nowhere may lead somewhere tomorrow."""
    return path.exists() and not path.is_file()


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # what lies in a folder that is closed
        return False


def _is_out_of_reach(folder: Path) -> bool:
    """Whether a folder is there but can't be looked into, so that nobody knows what is missing."""
    while not _is_folder(folder) and folder != folder.parent:
        folder = folder.parent
    return not os.access(folder, os.R_OK | os.X_OK)
