"""Compiled kernels over live counts: learning, and the likeliest words of a backoff chain; and words nearly as typed.

They do what `Depth`, `Counts`, `NgramModel`, `topk` and `Near` do, on the same arrays; tests compare the two. Importing
this package imports Numba, which costs half a second and more: nobody who waits for a first answer may import it (see
`acceleration`). What was compiled is kept beside these files. Numba compares each file with its own code alone: who
changes `live` or `chains` removes `__pycache__`.
"""

from typeahead.models.ngram.kernels.chains import TAKEN, Chain, Under, advance, counted, mass, statistics
from typeahead.models.ngram.kernels.learning import apply
from typeahead.models.ngram.kernels.live import Live, Scratch
from typeahead.models.ngram.kernels.near import weigh
from typeahead.models.ngram.kernels.searching import follow, over, top

__all__ = [
    "TAKEN",
    "Chain",
    "Live",
    "Scratch",
    "Under",
    "advance",
    "apply",
    "counted",
    "follow",
    "mass",
    "over",
    "statistics",
    "top",
    "weigh",
]
