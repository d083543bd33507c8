"""Which model answers: from the name a person gave to an engine."""

from __future__ import annotations

from typeahead.errors import ModelMissing
from typeahead.models.mixture import RECENCY, Gate
from typeahead.models.neural.configuration import KINDS
from typeahead.prediction.chosen_network import chosen_identity, open_chosen, open_own
from typeahead.prediction.engine import Engine
from typeahead.prediction.lately import Memory
from typeahead.prediction.mixture_engine import MixtureEngine
from typeahead.prediction.ngram_engine import NgramEngine
from typeahead.prediction.recency_engine import RecencyEngine
from typeahead.prediction.spelled_near import near_of
from typeahead.profile.base import open_base, shared_base
from typeahead.profile.generation import Generation
from typeahead.profile.mixing import load_gate, save_gate
from typeahead.profile.profile import Profile
from typeahead.profile.settings import PROSE
from typeahead.profile.variants import variant

MIXTURE = "mixture"
MODELS = (MIXTURE, "ngram", "base", RECENCY, *KINDS)
"""The models that can be asked for."""


def check(profile: Profile, model: str) -> None:
    """See that a profile has a model.

    Raises:
        ModelMissing: it has not.
    """
    if model not in MODELS:
        raise ModelMissing(f"profile {profile.name!r} has no model {model!r}; it has {', '.join(MODELS)}")
    if model == RECENCY and profile.imported:
        raise ModelMissing(
            f"the model of profile {profile.name!r} was imported: it learns nothing, so nothing was met lately"
        )
    if model == "ngram" and not (profile.trained or profile.imported):
        raise ModelMissing(
            f"profile {profile.name!r} has no model of its own yet; 'typeahead train FOLDER' makes one"
        )


def available(profile: Profile) -> tuple[str, ...]:
    """The models that a profile has now, those that answer without training first."""
    from typeahead.profile.networks import has_network

    own = ("ngram",) if profile.trained or profile.imported else ()
    lately = () if profile.imported else (RECENCY,)
    return (MIXTURE, *own, "base", *lately, *(kind for kind in KINDS if has_network(profile, kind)))


def open_generation(profile: Profile, model: str, newer: Generation | None = None) -> Generation:
    """The words and counts behind a model.

    Args:
        profile: whose.
        model: its name.
        newer: taken where it is the current one, so that nothing has to be opened.
    """
    if model == "base":
        return open_base()
    if newer is not None and profile.is_current(newer):
        return newer
    return profile.generation()


def open_engine(
    profile: Profile, model: str, generation: Generation, cache: bool = True, before: Engine | None = None
) -> Engine:
    """The engine of a model; a network goes on from what it adapted to.

    Args:
        profile: whose.
        model: its name.
        generation: the words and counts behind it.
        cache: whether a network that has a cache uses it.
        before: the engine that answered until now, whose network need not be opened anew if it is the same.

    Raises:
        ModelMissing: the profile has no such network yet.
        NetworkDamaged: it has, but it can't be used.
    """
    known = before.network if isinstance(before, MixtureEngine) else before
    if model in KINDS:
        return open_own(profile, model, generation, cache, known)
    if model == RECENCY:
        return RecencyEngine(generation)
    notes = NgramEngine(generation)
    if model != MIXTURE or not _mixes(generation):
        return notes
    base = NgramEngine(shared_base()) if profile.uses_base else None
    forgettings = profile.store.forgettings

    def keep(learned: Gate, began: Gate) -> Gate | None:
        with profile.store.change():
            if profile.store.forgettings != forgettings:  # what was taken back has moved these weights
                return None
            learned.go_on_from(load_gate(profile.store), began)
            save_gate(profile.store, learned)
            return load_gate(profile.store)

    network = open_chosen(profile, generation, cache, known)
    return MixtureEngine(notes, base, network, load_gate(profile.store), keep)


def _mixes(generation: Generation) -> bool:
    """Whether a mixture answers: who trained with a smoothing that gives no probabilities, or looks at no shorter
    contexts, wants to see what it gives alone."""
    smoothing = generation.model.smoothing
    prose = not generation.imported and generation.settings.tokens == PROSE
    return prose and smoothing.normalised and not smoothing.whole


def go_on(engine: Engine, before: Engine) -> None:
    """Let an engine take over what another one, opened earlier for the same profile, has learned beside its counts."""
    if isinstance(engine, MixtureEngine) and isinstance(before, MixtureEngine):
        engine.go_on_from(before)
    elif isinstance(engine, MixtureEngine | RecencyEngine) and isinstance(
        before, MixtureEngine | RecencyEngine
    ):
        met = Memory(before.recency, before.generation.vocabulary.words)
        engine.session = met.over(engine.generation.vocabulary)


def is_current(profile: Profile, model: str, engine: Engine) -> bool:
    """Whether an engine is the one that would be opened now."""
    return model == "base" or (is_same(profile, model, engine) and profile.is_current(engine.generation))


def is_same(profile: Profile, model: str, engine: Engine) -> bool:
    """Whether an engine's network is still the one in use; its words may be others by now."""
    if isinstance(engine, MixtureEngine):
        return engine.identity == chosen_identity(profile)
    if engine.identity is None:
        return True
    from typeahead.profile.networks import identity

    return engine.identity == identity(profile, model)


def newer(profile: Profile, generation: Generation) -> Generation | None:
    """The newer generation of a profile, opened, or None; for another thread than the profile's."""
    with Profile.open(profile.name, profile.folder.parent.parent, create=True) as opened:
        if opened.is_current(generation):
            return None
        found = opened.generation()
    if generation.model.kernel is not None:
        found.model.accelerate()
        if found.settings.tokens == PROSE:
            near_of(found.vocabulary)  # for corrections: it takes a quarter of a second
    return found


def counted_anew(
    profile: Profile, model: str, generation: Generation, smoothing: str | None, order: int | None
) -> Generation:
    """What the same notes give with another smoothing or order; counted now, kept nowhere.

    Raises:
        ModelMissing: there are no notes to count.
        SettingInvalid: there is no such smoothing or order.
    """
    if model == "base":
        raise ModelMissing(
            "the model that came with typeahead can't be counted anew; for another smoothing or order "
            "leave out '--model base' and train on a text"
        )
    if not generation.model.learnable:
        raise ModelMissing(
            f"the model of profile {profile.name!r} was imported and has no counts: it can't be made with "
            "another smoothing or order; it answers as it stands with '--model ngram'"
        )
    return variant(profile, smoothing=smoothing, order=order)


__all__ = [
    "KINDS",
    "MIXTURE",
    "MODELS",
    "available",
    "check",
    "counted_anew",
    "go_on",
    "is_current",
    "is_same",
    "newer",
    "open_engine",
    "open_generation",
]
