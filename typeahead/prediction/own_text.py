"""What a file itself has taught is taken out of the counts, so that it is looked at as if it were new.

Who corrects a note has often trained on it: its slips are words then, and where they stand they are likely.
"""

from __future__ import annotations

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
    # A name that is not UTF-8 is no document's; what is typed there is kept under the nearest one that is.
    name = str(path.expanduser().absolute()).encode("utf-8", "replace").decode("utf-8")
    typed = {name, origins.of(path)}
    bodies = []
    document = _whole(store, Written(name, name, 0.0))
    if document:
        bodies.append(document.decode("utf-8", "replace"))
    bodies += [piece.body for piece in store.sessions() if piece.origin in typed]
    return sum(_uncount(generation, body) for body in bodies) > 0


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
