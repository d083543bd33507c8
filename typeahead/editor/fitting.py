"""Suggestions as they fit before what stands behind the cursor in its line already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from typeahead.prediction.suggestion import Suggestion, first_word, without_comma
from typeahead.text.joining import words_apart

_MARKS = ".,;:!?…)]}>»”’\"'`*_~"


def fitting(offers: Sequence[Suggestion], behind: str) -> list[Suggestion]:
    """Suggestions without a comma at their end, and without the word that stands there: no phrase goes beyond it.

    Args:
        offers: likeliest first.
        behind: what stands behind the cursor in its line, not only spaces.
    """
    following = behind.split(None, 1)[0].rstrip(_MARKS).casefold()
    kept: dict[str, Suggestion] = {}
    for offer in offers:
        fits = without_comma(_up_to(offer, following) if following else offer)
        if fits.completion or fits.replaces:
            kept.setdefault(fits.text, fits)
    return list(kept.values())


def _up_to(offer: Suggestion, following: str) -> Suggestion:
    """What of a suggestion stands before a word; with nothing to insert where it begins with that."""
    words = words_apart(offer.text)
    at = next((at for at, word in enumerate(words) if first_word(word).casefold() == following), None)
    if at is None or " ".join(words) != offer.text:  # or words stand beside each other there without a space
        return offer
    if at == 0:
        return replace(offer, completion="", replaces=0)
    if offer.first is not None and at == 1:
        return offer.first
    beyond = len(offer.text) - len(" ".join(words[:at]))
    text, completion = offer.text[:-beyond], offer.completion[:-beyond]
    return replace(offer, text=text, completion=completion, first=offer.first if at > 1 else None)
