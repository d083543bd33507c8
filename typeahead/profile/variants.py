"""A model of another smoothing or order, from the same documents: what is compared side by side, and never stored."""

from __future__ import annotations

from dataclasses import replace

from typeahead.errors import ModelMissing
from typeahead.profile.base import known, shared_base
from typeahead.profile.building import make_model
from typeahead.profile.generation import Generation
from typeahead.profile.profile import Profile


def variant(profile: Profile, *, smoothing: str | None = None, order: int | None = None) -> Generation:
    """The profile's model as it would be with another smoothing or order; nothing is written.

    Words and their ids are those of the current generation: they depend on neither. Where nothing differs, the
    current generation itself is given.

    Raises:
        ModelMissing: there are no documents to count, or the model was imported.
        SettingInvalid: there is no such smoothing or order.
    """
    current = profile.generation()
    settings = replace(
        current.settings,
        smoothing=smoothing or current.settings.smoothing,
        order=order or current.settings.order,
    )
    if smoothing and smoothing != current.settings.smoothing:
        settings = replace(settings, delta=None)  # it was given to another smoothing
    if settings == current.settings:
        return current
    if profile.imported:
        raise ModelMissing(
            f"the model of profile {profile.name!r} was imported and has no counts, so it can't be made with another "
            "smoothing or order"
        )
    settings.check()
    if not profile.trained or not profile.has_own_model:
        raise ModelMissing(
            f"profile {profile.name!r} has no documents to count, so its model can't be made with other settings; "
            "train it first: typeahead train ~/notes"
        )
    with profile.store.snapshot():
        sessions = [piece.body for piece in profile.store.sessions() if piece.id <= current.last_session]
        words = known(shared_base()) if current.base else None
        made = make_model(profile.store.texts(), sessions, settings, letters=current.letters, known=words)
    found = Generation.made(made, current.folder, current.last_session, current.revision)
    found.base = current.base
    return found
