"""The network of the mixture: the best of a profile's own, else the one that came with the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeahead.errors import ModelMissing, NetworkDamaged

_PACKED = 1_000_000
"""Output weights that are asked in 8 bits where there are so many: fewer are asked as quickly as they are."""

if TYPE_CHECKING:
    from typeahead.prediction.engine import Engine
    from typeahead.prediction.network_engine import NetworkEngine
    from typeahead.profile.generation import Generation
    from typeahead.profile.profile import Profile


def chosen_kind(profile: Profile) -> str | None:
    """The kind of the profile's own network that did best on the text held out of its training; None without one."""
    from typeahead.profile.networks import held_out_perplexity, kinds_of

    found = {kind: held_out_perplexity(profile, kind) for kind in kinds_of(profile)}
    known = {kind: perplexity for kind, perplexity in found.items() if perplexity is not None}
    return min(known, key=lambda kind: known[kind]) if known else None


def chosen_identity(profile: Profile) -> str | None:
    """That of the network that would be opened now."""
    from typeahead.profile.networks import identity
    from typeahead.profile.networks.base import base_network_identity

    kind = chosen_kind(profile)
    if kind is not None:
        return identity(profile, kind)
    return base_network_identity() if profile.uses_base else None


def open_chosen(
    profile: Profile, generation: Generation, cache: bool, before: Engine | None = None
) -> NetworkEngine | None:
    """The engine of that network; one that is damaged drops out, as does one that is not there.

    Args:
        profile: whose.
        generation: the words and counts beside it.
        cache: whether it remembers the words learned last.
        before: the engine that answered until now, whose network goes on if it is this one.
    """
    from typeahead.profile.networks.stored import unreadable

    profile.notices += map(str, unreadable(profile))
    kind = chosen_kind(profile)
    if kind is not None:
        try:
            return open_own(profile, kind, generation, cache, before)
        except (ModelMissing, NetworkDamaged) as error:
            profile.notices.append(str(error))
    if not profile.uses_base:
        return None
    from typeahead.prediction.base_network_engine import BaseNetworkEngine
    from typeahead.profile.networks.base import open_base_network

    try:
        return BaseNetworkEngine(generation, open_base_network(), cache)
    except NetworkDamaged as error:
        profile.notices.append(str(error))
        return None


def open_own(
    profile: Profile, kind: str, generation: Generation, cache: bool, before: Engine | None = None
) -> NetworkEngine:
    """The engine of a profile's own network; it goes on from what it adapted to, or from the engine before.

    Raises:
        ModelMissing: the profile has no such network yet.
        NetworkDamaged: it has, but it can't be used.
    """
    from typeahead.models.neural.packed import AskedNetwork
    from typeahead.prediction.adapting import Adapting
    from typeahead.prediction.network_engine import NetworkEngine
    from typeahead.profile.networks import cache_of, identity, open_network

    if (
        isinstance(before, NetworkEngine)
        and before.identity == identity(profile, kind)
        and before.about.get("tokens") == profile.settings.tokens
        and before.is_up_to_date
    ):
        return before.moved(generation)
    network, words, about = open_network(profile, kind)
    if network.output.size >= _PACKED:
        network = AskedNetwork(network)
    adapting = Adapting(profile, network, str(about["identity"]))
    return NetworkEngine(generation, network, words, about, adapting, cache_of(about) if cache else None)
