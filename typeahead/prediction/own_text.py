"""What a file itself has taught: whether it did; and how its counts are taken out, so that it is looked at as if new.

Who corrects a note has often trained on it: its slips are words then, and where they stand they are likely.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from typeahead.prediction import origins
from typeahead.profile.generation import Generation
from typeahead.profile.store import Store
from typeahead.profile.written import Written


def take_out(store: Store, generation: Generation, path: Path) -> bool:
    """Uncount a file's document, and what was typed into it, in memory alone; whether there was anything.

    Args:
        store: the profile's texts.
        generation: the models as they were opened; they are changed, what lies on disk is not.
        path: the file.
    """
    if not generation.model.learnable:
        return False
    name, linked = _names(path)
    bodies = []
    document = _whole(store, Written(name, name, 0.0))
    if document:
        bodies.append(document.decode("utf-8", "replace"))
    bodies += [piece.body for piece in store.sessions() if piece.origin in (name, linked)]
    return sum(_uncount(generation, body) for body in bodies) > 0


def that_taught(store: Store, paths: Iterable[Path]) -> list[Path]:
    """Those of some files and folders of which anything was learned: a model foresees them better than new text.

    Args:
        store: the profile's texts.
        paths: files and folders.
    """
    learned = {each.origin for each in store.written()}
    return [path for path in paths if any(_taught(name, learned) for name in _names(path))]


def _taught(name: str, learned: set[str]) -> bool:
    folder = name.rstrip(os.sep) + os.sep
    return name in learned or any(each.startswith(folder) for each in learned)


def _names(path: Path) -> tuple[str, str]:
    """By which a file's document is known, and what is typed into it; two where it is reached by a link.

    A name that is not UTF-8 is no document's; what is typed there is kept under the nearest one that is.
    """
    name = str(path.expanduser().absolute()).encode("utf-8", "replace").decode("utf-8")
    return name, origins.of(path)


def _whole(store: Store, document: Written) -> bytes:
    found = b""
    while piece := store.piece(document, len(found)):
        found += piece
    return found


def _uncount(generation: Generation, body: str) -> bool:
    sentences = [line.split(" ") for line in body.split("\n") if line]
    try:
        generation.model.forget(generation.encoder.stream(sentences))
    except ValueError:  # it was changed after the models were made: they know another text
        return False
    return bool(sentences)
