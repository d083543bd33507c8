"""Smoothing: from counts to probabilities, also for what was never seen. One class a file."""

from typeahead.models.ngram.smoothing.discounts import Discounts
from typeahead.models.ngram.smoothing.fitting import fitted
from typeahead.models.ngram.smoothing.modified_kneser_ney import ModifiedKneserNey
from typeahead.models.ngram.smoothing.protocols import Context, Followers, Seen, Smoothing
from typeahead.models.ngram.smoothing.registry import SMOOTHINGS, make

__all__ = [
    "SMOOTHINGS",
    "Context",
    "Discounts",
    "Followers",
    "ModifiedKneserNey",
    "Seen",
    "Smoothing",
    "fitted",
    "make",
]
