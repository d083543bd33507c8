"""What a smoothing answers, so that one model can be made with any of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, Protocol, TypeAlias

from typeahead.models.ngram.smoothing.discounts import NOTHING, Discounts

Figure: TypeAlias = Any
"""A number for one context, or an array of them for many contexts at once: the same formula serves both."""


class Followers(Protocol):
    """What is known of the words that followed a context: `ContextStatistics`, or arrays for many contexts.

    Attributes:
        total: the sum of their counts, pruned ones included.
        once, twice, more: how many of those that are kept have count 1, 2, and 3 or more.
        lost: the sum of the counts that pruning removed.
    """

    @property
    def total(self) -> Figure: ...  # noqa: D102 - see above
    @property
    def once(self) -> Figure: ...  # noqa: D102
    @property
    def twice(self) -> Figure: ...  # noqa: D102
    @property
    def more(self) -> Figure: ...  # noqa: D102
    @property
    def lost(self) -> Figure: ...  # noqa: D102


class Seen(NamedTuple):
    """Sums over the words that followed a context: of their discounted counts, and of what the shorter context
    gives them.
    """

    kept: Figure
    lower: Figure


class Context(NamedTuple):
    """All that a smoothing may ask of a context, or of many contexts of one order.

    Attributes:
        depth: the order: words of the context plus one.
        followers: what followed it; some of it is kept, pruned or not (total > lost).
        discounts: of this order.
        seen: sums over the words that followed, which cost more than the rest and are made when asked for.
        types: how many words there are, `<unk>` included.
    """

    depth: int
    followers: Followers
    discounts: Discounts
    seen: Callable[[], Seen]
    types: int


class Smoothing(Protocol):
    """How counts become probabilities; its attributes and answers tell the model which chain to walk.

    A word that followed the context has kept / total, `kept` being its count less the discount. If the smoothing
    interpolates, gamma × p_lower is added, for all words; if it backs off, gamma × p_lower is for those words only
    that did not follow.

    Attributes:
        name: as on the command line.
        raw: whether it wants counts as met in the text at every order, not Kneser-Ney's continuation counts.
        backs_off: see above.
        whole: whether the whole history's own counts are used alone, without those of shorter contexts.
        normalised: whether its figures are probabilities; if not, they are scores that sum to anything.
        discounts_alone: whether a context's counts are divided by their total, and just what was taken from them, or
            pruned, is left: compiled code can do so too.
    """

    name: str
    raw: bool = True
    backs_off: bool = False
    whole: bool = False
    normalised: bool = True
    discounts_alone: bool = False

    def discounts(self, count_of_counts: Sequence[int]) -> Discounts:  # noqa: ARG002 - most take nothing
        """The discounts of one order, from how many of its n-grams have count 1, 2, … (index 0 is not used)."""
        return NOTHING

    def share(self, context: Context) -> tuple[Figure, Figure]:
        """What the counts of a context are divided by, and gamma, what is left to the shorter context."""
        ...

    def parameters(self) -> dict[str, Any]:
        """What was given or fitted, as JSON has it."""
        return {}
