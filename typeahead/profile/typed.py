"""What was typed into files, and is dropped where a training reads it from them: also from one that was moved since."""

from __future__ import annotations

import os
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path

from typeahead.profile.forgetting import words_in
from typeahead.profile.rows import StoredSession
from typeahead.profile.spool import Spooled
from typeahead.profile.store import Store
from typeahead.profile.written import saved_by

_AHEAD = 60.0
"""Seconds by which another machine's clock may be ahead."""


def left_out(store: Store, is_left_out: Callable[[str], bool]) -> list[int]:
    """What was typed into documents that are left out by now."""
    if not store.excluded_documents():
        return []
    return [piece.id for piece in store.sessions() if piece.origin and is_left_out(piece.origin)]


class Typed:
    """The pieces of typing that there are while a training stores documents, in one change of the store."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def drop_read(self, path: str, mtime_ns: int, body: str | Spooled, *, is_new: bool) -> None:
        """Drop what was typed into a file that was read now, unless it was typed since the file was saved.

        Where a time is one to come, as of a clock that was wrong, nobody knows which was first: then the sentences are
        dropped that stand in the file.

        A new document may be another one that was renamed. Of what was typed into a file that is gone, the sentences
        that stand in it are dropped, where they are half of those words at least; nothing else is.
        """
        place, until, today = os.path.realpath(path), saved_by(mtime_ns), time.time() + _AHEAD
        origins = {path, place, *self._origins.get(place, ())}
        if until <= today:
            for origin in origins:
                self._store.remove_sessions_of(origin, until)
        undated = [
            piece
            for origin in origins
            for piece in self._by_origin.get(origin, ())
            if max(until, piece.learned) > today
        ]
        if undated:
            self._rewrite(undated, _less(undated, _standing(body, undated))[0])
        if not is_new or not self._lost:
            return
        there = _standing(body, [piece for pieces in self._lost.values() for piece in pieces])
        for origin in [*self._lost] if there else ():
            pieces = [piece for piece in self._lost[origin] if piece.learned <= until]
            rests, left = _less(pieces, there)
            if pieces and 2 * sum(map(words_in, rests)) <= sum(piece.words for piece in pieces):
                there = left
                del self._lost[origin]
                self._rewrite(pieces, rests)

    def _rewrite(self, pieces: Sequence[StoredSession], rests: Sequence[str]) -> None:
        for piece, rest in zip(pieces, rests, strict=True):
            self._store.rewrite_session(piece.id, words_in(rest), rest)

    @cached_property
    def _by_origin(self) -> dict[str, list[StoredSession]]:
        """All that was typed into files, by what they were called then."""
        found = defaultdict(list)
        for piece in self._store.sessions():
            if Path(piece.origin).is_absolute():
                found[piece.origin].append(piece)
        return dict(found)

    @cached_property
    def _origins(self) -> dict[str, list[str]]:
        """Those names by where they lead now, which is elsewhere if the file was moved and a link left in its place."""
        found = defaultdict(list)
        for origin in self._by_origin:
            found[os.path.realpath(origin)].append(origin)
        return dict(found)

    @cached_property
    def _lost(self) -> dict[str, list[StoredSession]]:
        """What was typed into files that are not there."""
        return {origin: pieces for origin, pieces in self._by_origin.items() if not os.path.lexists(origin)}


def _standing(body: str | Spooled, pieces: Iterable[StoredSession]) -> Counter[str]:
    """Which lines of pieces stand in a text, and how often."""
    wanted = {line for piece in pieces for line in piece.body.split("\n")}
    texts = [body] if isinstance(body, str) else body.pieces()
    return Counter(line for text in texts for line in text.split("\n") if line in wanted)


def _less(pieces: Iterable[StoredSession], there: Counter[str]) -> tuple[Sequence[str], Counter[str]]:
    """Bodies without the lines that are there, each as often as it is there, and what is there besides."""
    left = there.copy()
    rests = []
    for piece in pieces:
        rest = []
        for line in piece.body.split("\n"):
            if left[line] > 0:
                left[line] -= 1
            else:
                rest.append(line)
        rests.append("\n".join(rest))
    return rests, left
