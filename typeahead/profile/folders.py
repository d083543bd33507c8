"""The folders that training was pointed at, and how one is taken off that list with all that it taught."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from typeahead.errors import NothingToLearn
from typeahead.profile.forgetting import Beside, Forgotten
from typeahead.profile.store import Store


@dataclass(frozen=True, slots=True)
class Folder:
    """A remembered folder, or a file that was named alone: how many files were read from it, and words and marks."""

    path: str
    files: int
    words: int


def folders(store: Store) -> list[Folder]:
    """The remembered folders by path. A file in two of them, one inside the other, counts for the inner one."""
    roots = store.roots()
    files, words = dict.fromkeys(roots, 0), dict.fromkeys(roots, 0)
    for document in store.documents().values():
        root = root_of(document.path, roots)
        if root is not None:
            files[root] += 1
            words[root] += document.words
    return [Folder(root, files[root], words[root]) for root in roots]


def root_of(path: str, roots: Iterable[str]) -> str | None:
    """The innermost of some folders that a path lies in, or is."""
    inside = [root for root in roots if lies_under(path, [root])]
    return max(inside, key=len, default=None)


def lies_under(path: str, roots: Sequence[str]) -> bool:
    """Whether a path is one of these, or lies in one."""
    return any(path == root or path.startswith(root.rstrip("/") + "/") for root in roots)


def forget_folder(store: Store, path: str, beside: Beside) -> Forgotten:
    """Take a folder off the list, and remove what was learned from its files, typed into them or read from them.

    What lies in another remembered folder too stays. Nothing is left out of later trainings: one that is given the
    folder learns it anew.

    Raises:
        NothingToLearn: it is not on the list.
    """
    if path not in store.roots():
        raise NothingToLearn(f"{path} is not among the remembered folders")
    others = [root for root in store.roots() if root != path]

    def goes(known: str) -> bool:
        return lies_under(known, [path]) and not lies_under(known, others)

    real = os.path.realpath(path)

    def is_typed_there(origin: str) -> bool:
        return goes(origin) or (lies_under(origin, [real]) and not lies_under(origin, others))

    documents = {known: each for known, each in store.documents().items() if goes(known)}
    pieces = [piece for piece in store.sessions() if piece.origin and is_typed_there(piece.origin)]
    paths = tuple(sorted({*documents, *(piece.origin for piece in pieces)}))
    copies = beside(paths)
    with store.change():
        store.remove_roots([path])
        if documents or pieces:
            store.note_forgetting()
            store.remove_documents(documents)
            store.remove_sessions(piece.id for piece in pieces)
    words = sum(each.words for each in documents.values()) + sum(piece.words for piece in pieces)
    return Forgotten(words, len(documents), copies=copies, paths=paths)
