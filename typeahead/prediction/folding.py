"""Forms of one word in one list: one that is much rarer than another in another case is shown as that one."""

from __future__ import annotations

from collections.abc import Iterable

from typeahead.text.casing import in_another_case

Ranked = list[tuple[str, tuple[float, int]]]
"""Texts, likeliest first, each with its probability and the id of its likeliest form."""

_RARER = 0.2
"""A form that differs by case only from one that is five times as likely is shown as that one."""


def in_order(shown: dict[str, tuple[float, int]]) -> Ranked:
    """Texts, likeliest first; equally likely ones as they are spelled."""
    return sorted(shown.items(), key=lambda item: (-item[1][0], item[0]))


def folded(ranked: Ranked) -> Ranked:
    """Without the forms that are a likelier one's in another case and much rarer; their probability is that one's."""
    if len({text.casefold() for text, _ in ranked}) == len(ranked):
        return ranked
    as_shown = shown_as((text, p) for text, (p, _) in ranked)
    found: dict[str, tuple[float, int]] = {}
    for text, (p, word) in ranked:
        before, known = found.get(as_shown[text], (0.0, word))
        found[as_shown[text]] = (before + p, known)
    return in_order(found)


def shown_as(likeliest: Iterable[tuple[str, float]]) -> dict[str, str]:
    """What each text, likeliest first and with its p, is shown as: itself, or much likelier in another case."""
    met: dict[str, list[tuple[str, float]]] = {}
    found: dict[str, str] = {}
    for text, p in likeliest:
        alike = met.setdefault(text.casefold(), [])
        form, most = next((each for each in alike if in_another_case(each[0], text)), (text, p))
        if form == text:
            alike.append((text, p))
        found[text] = form if p < _RARER * most else text
    return found
