"""Kneser-Ney smoothing with one discount."""

from __future__ import annotations

from typeahead.models.ngram.smoothing.absolute import AbsoluteDiscounting


class KneserNey(AbsoluteDiscounting):
    """Kneser-Ney, interpolated: absolute discounting on continuation counts (Kneser and Ney 1995, "Improved
    Backing-off for M-gram Language Modeling"; interpolated as in Chen and Goodman 1998, section 2.7).
    """

    name = "kneser-ney"
    raw = False
