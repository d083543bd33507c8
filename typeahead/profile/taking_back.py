"""Taking back what was typed last: out of what is stored, and out of networks; open counts unlearn it themselves."""

from __future__ import annotations

from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable
from typeahead.profile.forgetting import without_blocked, words_in
from typeahead.profile.profile import Profile

_CLOCK = 2.0
"""Seconds by which a file's time may lie before that of what is in it."""


def take_back(profile: Profile, session: int, body: str) -> bool:
    """Take a text out of the piece that it was stored in; False where it is not there any more.

    Raises:
        ProfileBusy, StorageFailed: see `store.Store`.
    """
    store = profile.store
    with store.change():
        piece = store.session(session)
        (wanted,) = without_blocked(store, [body])
        rest = None if piece is None else _without(piece.body, wanted)
        if rest is None:
            return False
        learned = 0.0 if piece is None else piece.learned
        store.rewrite_session(session, words_in(rest), rest)
    profile.scrub(since=learned - _CLOCK)
    return True


def _without(body: str, wanted: str) -> str | None:
    """A body less the last lines in it that are the wanted ones; None where there are no such lines."""
    if not wanted:
        return body
    lines, gone = body.split("\n"), wanted.split("\n")
    for start in range(len(lines) - len(gone), -1, -1):
        if lines[start : start + len(gone)] == gone:
            return "\n".join(lines[:start] + lines[start + len(gone) :])
    return None


def holds(profile: Profile, session: int) -> bool:
    """Whether the generation on disk has counted a piece."""
    if not profile.has_own_model:
        return False
    try:
        return (
            int(Artifacts(profile.generations.current, verify=False).about.get("last_session", 0)) >= session
        )
    except ArtifactsUnusable:
        return False
