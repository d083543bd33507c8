"""Words that are written for one another because they sound alike, whatever their letters have in common.

Slips of the finger are `keyboard`'s. These are slips of the mind: "their" for "there" is four letters of five, but one
mistake (Kukich 1992, section 4: most errors that are words themselves are of this kind).
"""

from __future__ import annotations

from functools import cache

CONFUSED = 2e-3
"""What one for the other weighs, against writing what was meant; an order of magnitude, as `keyboard`'s weights are."""

_ALIKE = """
there their they're / your you're / its it's / then than / to too two / whose who's / were where we're /
lose loose / affect effect / accept except / advice advise / brake break / buy by / hear here / hole whole /
know no / knew new / peace piece / principal principle / quiet quite / right write / sight site cite /
stationary stationery / weather whether / week weak / which witch / would wood / our are / of have / of off /
passed past / led lead / threw through / complement compliment / desert dessert / device devise / bare bear /
capital capitol / council counsel / discreet discrete / elicit illicit / ensure insure / formerly formally /
forth fourth / further farther / lay lie / moral morale / personal personnel / precede proceed / role roll /
sale sail / scene seen / sole soul / some sum / tail tale / vain vein / waist waste / wait weight / wear where /
one won / for four / be bee / meat meet / aloud allowed / choose chose / thorough through /
breath breathe / bought brought / an and / form from / diary dairy / trail trial / untied united / angel angle
"""


@cache
def _groups() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for group in _ALIKE.split("/"):
        words = frozenset(group.split())
        for word in words:
            found[word] = found.get(word, frozenset()) | (words - {word})
    return found


def confused_with(word: str) -> frozenset[str]:
    """Words that are written for this one, or this one for them.

    Args:
        word: in normal form and small letters.
    """
    return _groups().get(word, frozenset())
