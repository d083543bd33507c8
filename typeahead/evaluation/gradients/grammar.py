"""A small grammar of everyday sentences: what stands between a word and the place where it is needed again."""

from __future__ import annotations

import numpy as np

from typeahead.models.protocols import FIRST_WORD, RESERVED

PEOPLE = ("anna", "tom", "the neighbour", "his sister", "a student", "the driver", "her brother", "the clerk")
PLACES = ("the station", "the market", "the library", "the bakery", "the harbour", "the office", "the garden")
DEEDS = ("waited", "laughed", "sat down", "fell asleep", "read the paper", "drank some tea", "looked around")
SKIES = ("it rained", "the sun came out", "the wind was cold", "it was getting dark", "the street was empty")
THINGS = ("tickets", "letters", "photos", "recipes", "maps", "posters", "poems", "invoices")
"""What can be printed: the word that has to be kept in mind, one of eight."""

_BEGINNING_SHORT = "she tried to print her {thing} ."
_BEGINNING = "when she tried to print her {thing} , she found that the printer was out of toner ."
_END = "she finally printed her"
_SHOPS = ("the stationery store", "the copy shop", "the shop by the bridge")
_ERRANDS = (
    "she went to {shop} to buy more toner .",
    "it was very overpriced .",
    "the toner was behind a shelf .",
    "she asked about the price .",
    "{person} in the shop was looking for {other} .",
)
"""The last one names another thing, so that remembering any thing, or the last one, is not enough."""


def sentence(random: np.random.Generator) -> list[str]:
    """One of everyday life."""
    form = int(random.integers(3))
    if form == 0:
        text = f"{_one(random, PEOPLE)} {_one(random, DEEDS)} at {_one(random, PLACES)} ."
    elif form == 1:
        text = f"{_one(random, SKIES)} , and {_one(random, PEOPLE)} {_one(random, DEEDS)} ."
    else:
        text = f"{_one(random, PEOPLE)} went to {_one(random, PLACES)} with {_one(random, PEOPLE)} ."
    return text.split()


def story(random: np.random.Generator, thing: str, between: int, is_short: bool = False) -> list[str]:
    """The course's example: tickets … printer … tickets. It ends where `thing` is the next word.

    Args:
        random: what chooses.
        thing: what was to be printed.
        between: so many sentences stand between the beginning and the end.
        is_short: the beginning says nothing of the printer; such stories are the first lessons.
    """
    words = (_BEGINNING_SHORT if is_short else _BEGINNING).format(thing=thing).split()
    for _ in range(between):
        if random.random() < 0.5:
            words += sentence(random)
        else:
            form = _one(random, _ERRANDS)
            others = tuple(other for other in THINGS if other != thing)
            words += form.format(
                shop=_one(random, _SHOPS), person=_one(random, PEOPLE), other=_one(random, others)
            ).split()
    return words + _END.split()


def text(random: np.random.Generator, sentences: int) -> list[list[str]]:
    """Sentences one after the other, for a person who has no notes yet."""
    return [sentence(random) for _ in range(sentences)]


def vocabulary() -> list[str]:
    """All words there are, sorted, behind the reserved ones (`models.protocols`)."""
    parts = (
        *PEOPLE,
        *PLACES,
        *DEEDS,
        *SKIES,
        *THINGS,
        *_SHOPS,
        _BEGINNING,
        _END,
        *_ERRANDS,
        "at went to with , and .",
    )
    words = {word for part in parts for word in part.split() if not word.startswith("{")}
    return [*RESERVED[:FIRST_WORD], *sorted(words)]


def _one(random: np.random.Generator, among: tuple[str, ...]) -> str:
    return among[int(random.integers(len(among)))]
