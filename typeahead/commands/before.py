"""TEXT on the command line, as what stands left of a cursor."""

from __future__ import annotations


def finished(text: str) -> str:
    """The text with its last word done and a space after it, so that the next word is asked for."""
    from typeahead.prediction import context

    place = context.read(text)
    return text if place.wanted and not place.prefix else text + " "
