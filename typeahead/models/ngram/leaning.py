"""Backoff chains that lean on their contexts: less is left to the unigrams than the discounts would leave.

An interpolated chain is p(w) = p_high(w) + γ p_1(w), γ being what orders from 2 up leave to the unigrams. Without
these, the contexts alone say q(w) = p_high(w) / (1 - γ). Mixed,

    (1 - b) p(w) + b q(w) = s p_high(w) + (1 - b) γ p_1(w),   s = 1 - b + b / (1 - γ),

which is a chain as well: totals of orders from 2 up are divided by s, and the weight that order 2 leaves is 1 - b times
as large. In a mixture that has better models to back off to, that is how to ask less of the unigrams.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typeahead.models.ngram.model import Link


MOST_LEFT = 1.0 - 1e-6
"""Where a context answers, no more than this counts as left: backing off, a weight may be more than 1."""


def left_by_contexts(links: Sequence[Link]) -> float:
    """γ of a chain; 1 where it has no context to go by, as where a smoothing looks at nothing but the whole history."""
    if len(links) < 2:
        return 1.0
    return min(float(math.prod(link.gamma for link in links[1:])), MOST_LEFT)


def left_by_chain(chain: Any) -> float:
    """The same of a chain as compiled code takes it (`kernels.Chain`)."""
    return min(math.prod(chain.gammas[1:].tolist()), MOST_LEFT) if len(chain.gammas) > 1 else 1.0


def stretch(left: float, by: float) -> float:
    """s, the most that any word's probability grows by."""
    return 1.0 - by + by / (1.0 - left)


def leaning(links: Sequence[Link], by: float) -> list[Link]:
    """The chain that leans on its contexts.

    Args:
        links: an interpolated chain, of which the contexts leave less than all.
        by: b, 0 to 1; at 1 it is what the contexts say alone.
    """
    longer = stretch(left_by_contexts(links), by)
    root, second, *others = links
    return [
        root,
        second._replace(total=second.total / longer, gamma=second.gamma * (1.0 - by)),
        *(link._replace(total=link.total / longer) for link in others),
    ]


def leaning_chain(chain: Any, by: float) -> Any:
    """The same of a chain as compiled code takes it."""
    totals, gammas = chain.totals.copy(), chain.gammas.copy()
    totals[1:] /= stretch(left_by_chain(chain), by)
    gammas[1] *= 1.0 - by
    return chain._replace(totals=totals, gammas=gammas)
