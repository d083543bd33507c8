"""The smoothings by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from typeahead.errors import SettingInvalid
from typeahead.models.ngram.smoothing.absolute import AbsoluteDiscounting
from typeahead.models.ngram.smoothing.add_delta import AddDelta
from typeahead.models.ngram.smoothing.jelinek_mercer import JelinekMercer
from typeahead.models.ngram.smoothing.katz import Katz
from typeahead.models.ngram.smoothing.kneser_ney import KneserNey
from typeahead.models.ngram.smoothing.maximum_likelihood import MaximumLikelihood
from typeahead.models.ngram.smoothing.modified_kneser_ney import ModifiedKneserNey
from typeahead.models.ngram.smoothing.protocols import Smoothing
from typeahead.models.ngram.smoothing.stupid_backoff import StupidBackoff
from typeahead.models.ngram.smoothing.witten_bell import WittenBell

SMOOTHINGS: dict[str, type[Smoothing]] = {
    smoothing.name: smoothing
    for smoothing in (
        ModifiedKneserNey,
        KneserNey,
        AbsoluteDiscounting,
        WittenBell,
        JelinekMercer,
        Katz,
        StupidBackoff,
        AddDelta,
        MaximumLikelihood,
    )
}
"""By the names the command line knows, the default first."""


def named(name: str) -> type[Smoothing]:
    """The smoothing of a name.

    Raises:
        SettingInvalid: there is none.
    """
    if name not in SMOOTHINGS:
        raise SettingInvalid(f"there is no smoothing {name!r}; there is {', '.join(SMOOTHINGS)}")
    return SMOOTHINGS[name]


def make(name: str, parameters: Mapping[str, Any] | None = None) -> Smoothing:
    """A smoothing by its name, with the parameters that were given or fitted (`Smoothing.parameters`).

    Raises:
        SettingInvalid: there is no such smoothing, or it has no such parameters.
    """
    kind: Any = named(name)
    try:
        made: Smoothing = kind(**(parameters or {}))
    except TypeError as error:
        listed = ", ".join(parameters or {})
        raise SettingInvalid(f"{name} smoothing does not take these parameters: {listed}") from error
    return made
