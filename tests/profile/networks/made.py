"""Texts just long enough for a network, and networks that took no training."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np

from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.protocols import RESERVED
from typeahead.profile.networks import save_network
from typeahead.profile.networks.corpus import notes_digest
from typeahead.profile.profile import Profile

WHO = ("the gardener", "my neighbour", "a student", "the teacher", "our postman", "the old sailor")
DOES = ("waters", "likes", "paints", "finds", "carries", "forgets")
WHAT = ("roses", "books", "letters", "boats", "lamps", "apples", "maps", "stones")
WHEN = ("in the morning", "after the rain", "at night", "before lunch", "on Sundays")


def write_text(folder: Path, name: str = "long.txt", sentences: int = 700, seed: int = 1) -> Path:
    """A file of sentences of some nine words."""
    folder.mkdir(parents=True, exist_ok=True)
    draw = random.Random(seed)
    text = []
    for _ in range(sentences):
        what = f"{draw.choice(WHAT)} and {draw.choice(WHAT)}"
        text.append(f"{draw.choice(WHO)} {draw.choice(DOES)} {what} {draw.choice(WHEN)}.".capitalize())
    paragraphs = [" ".join(text[start : start + 8]) for start in range(0, sentences, 8)]
    (folder / name).write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return folder / name


def network_of(words: list[str], kind: str = "lstm", width: int = 6, seed: int = 1) -> Network:
    """Random weights."""
    return Network.create(Configuration(kind, len(words), embedding=width, width=width), seed)


def store(
    profile: Profile,
    kind: str = "lstm",
    words: tuple[str, ...] = ("the", "roses", "books"),
    **about: Any,
) -> Network:
    """Put a network of random weights in use."""
    known = [*RESERVED, *words]
    network = network_of(known, kind)
    figures = {
        "forgettings": profile.store.forgettings,
        "tokens": profile.settings.tokens,
        "notes": notes_digest(profile),
        "corpus": "c0ffee",
        "wishes": {},
        "held_out_perplexity": 123.4,
        "words": 5000,
        "seconds": 12.0,
        "history": [],
        **about,
    }
    save_network(profile, kind, network, known, figures)
    return network


def same(one: Network, other: Network) -> bool:
    """Whether all weights are equal, bit for bit."""
    return set(one.parameters) == set(other.parameters) and all(
        np.array_equal(array, other.parameters[name]) for name, array in one.parameters.items()
    )
