"""The ways in which a stored word can be what is being typed: as it is, with capitals that it is not stored with, or
with less than it has: without its capitals, without its accents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from typeahead.text.accents import may_begin
from typeahead.text.casing import capitalised, in_capitals, is_shouting, turkish_small

_CAPITAL = 0.01
"""How often a word in small letters has a capital inside a sentence."""
_IN_TITLE = 0.03
"""The same behind another word with a capital, as in a title."""
_SHOUTED = 0.1
"""How often a word goes on in capitals once two capitals of it are typed, where the words before it are not."""
_SMALL = 0.1
"""How often a word with capitals is typed without them."""
_UNACCENTED = 0.1
"""How often a word with accents is typed without them."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One way in which a stored word can be what is being typed.

    Attributes:
        prefix: how the stored word begins.
        show: how it is then shown.
        weight: how often a stored word is written so here.
        unspaced: whether only words of scripts without spaces are.
        small: whether it begins so only where its capitals are put aside.
        unaccented: whether it does only where its accents are: see `text.accents`.
    """

    prefix: str
    show: Callable[[str], str]
    weight: float
    unspaced: bool = False
    small: bool = False
    unaccented: bool = False

    @property
    def restores(self) -> bool:
        """Whether what is typed makes place for it."""
        return self.small or self.unaccented

    def takes(self, stored: str) -> bool:
        """Whether a stored word can be meant this way."""
        if not (self.small or self.unaccented):
            return stored.startswith(self.prefix)
        if not self.small:
            is_meant = not stored.startswith(self.prefix) and may_begin(stored, self.prefix)
            return is_meant and (self.show is not _dotted or stored[0] == "i")  # who types İ means no ı
        in_small = stored.lower()
        if not self.unaccented:
            return in_small.startswith(self.prefix) and not stored.startswith(self.prefix)
        is_in_small = in_small != stored and may_begin(in_small, self.prefix)
        return is_in_small and not in_small.startswith(self.prefix) and not may_begin(stored, self.prefix)


def as_it_is(word: str) -> str:
    """A word shown as it is stored."""
    return word


def _dotted(word: str) -> str:
    """A word as it begins a sentence where İ was typed."""
    return "İ" + word[1:] if word[:1] == "i" and word == word.lower() else word


def _in_dotted_capitals(word: str) -> str:
    return word.replace("i", "İ").upper()


def _loud(prefix: str) -> Callable[[str], str]:
    """How words are written in capitals that begin so: with a tonos if one is typed, with a dot on I if one is."""
    if prefix.isascii():
        return in_capitals
    if "İ" in prefix:
        return _in_dotted_capitals
    return in_capitals if in_capitals(2 * prefix) == 2 * prefix else str.upper  # twice: "Ή" alone keeps it


def variants(
    prefix: str,
    at_start: bool,
    shouting: bool = False,
    titled: bool = False,
    capital: Callable[[str], str] = capitalised,
) -> list[Variant]:
    """The ways in which a word can begin as typed.

    Args:
        prefix: what is typed.
        at_start: whether the word begins a sentence.
        shouting: whether the words before it are all in capitals, as this one is then.
        titled: whether the word before it has a capital that no sentence's beginning gave it.
        capital: how a word begins a sentence.
    """
    if not prefix:
        show = in_capitals if shouting else capital if at_start else as_it_is
        return [Variant("", show, 1.0)]
    loud, likely = _loud(prefix), _IN_TITLE if titled else _CAPITAL
    found = [Variant(prefix, loud if shouting else as_it_is, 1.0)]
    if shouting or is_shouting(prefix):
        small = prefix.lower() if "İ" not in prefix else turkish_small(prefix)
        stored = dict.fromkeys((small, prefix[0] + small[1:]))  # "london", "London"
        weight = 1.0 if shouting else _SHOUTED
        found += [Variant(each, loud, weight) for each in stored if each != prefix]
    elif prefix[0] == "İ":  # what `str.lower` makes of it are two characters
        found.append(Variant("i" + prefix[1:], _dotted, 1.0 if at_start else likely))
    elif prefix[0].istitle():  # ǅ too, which is between a small letter and a capital
        found.append(Variant(prefix[0].lower() + prefix[1:], capital, 1.0 if at_start else likely))
    return found


def dutch(prefix: str, at_start: bool, capital: Callable[[str], str]) -> Variant:
    """The way in which IJ, where it is one capital, begins ijs; few names that are known begin so."""
    return Variant("ij" + prefix[2:], capital, 1.0 if at_start else _IN_TITLE)


def dotless(ways: Sequence[Variant]) -> list[Variant]:
    """The same ways, where I is the capital of ı: "Iş" begins ışık too."""
    return [replace(way, prefix="ı" + way.prefix[1:]) for way in ways if way.prefix[:1] == "i"]


def restored(prefix: str) -> Variant | None:
    """The way in which "frid" begins Friday, "i'" I'm, and "gith" GitHub; None where no small letters are typed."""
    is_small = prefix == prefix.lower() != prefix.upper()
    return Variant(prefix, as_it_is, _SMALL, small=True) if is_small else None


def unaccented(ways: Iterable[Variant]) -> list[Variant]:
    """The same ways, in which "nin" begins niño, "ecol" école, and "ueb" or "ub" über."""
    return [replace(way, weight=_UNACCENTED * way.weight, unaccented=True) for way in ways if way.prefix]
