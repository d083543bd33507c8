"""A profile's networks: their weights, checkpoints and what they adapted to, on disk and in use.

`training` trains them; it is not imported here, since who only opens a network needs none of it.
"""

from typeahead.profile.networks.caching import cache_of
from typeahead.profile.networks.dropping import drop_networks, drop_older, drop_since
from typeahead.profile.networks.queue import queue, queued, unqueue, wished
from typeahead.profile.networks.stored import (
    OthersAdapted,
    StoredNetwork,
    adapted_serial,
    drop_adapted,
    has_network,
    held_out_perplexity,
    identity,
    kinds_of,
    load_adapted,
    open_network,
    save_adapted,
    save_network,
)

__all__ = [
    "OthersAdapted",
    "StoredNetwork",
    "adapted_serial",
    "cache_of",
    "drop_adapted",
    "drop_networks",
    "drop_older",
    "drop_since",
    "has_network",
    "held_out_perplexity",
    "identity",
    "kinds_of",
    "load_adapted",
    "open_network",
    "queue",
    "queued",
    "save_adapted",
    "save_network",
    "unqueue",
    "wished",
]
