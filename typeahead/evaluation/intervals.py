"""How far the figures of an evaluation may be off by chance: each with its interval, from one set of draws."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from typeahead.evaluation.bootstrap import LEVEL, METHOD, SEED, Draws, Interval, interval, ratio
from typeahead.evaluation.keystrokes import ParagraphTyped
from typeahead.evaluation.perplexity import Scored

Sums = Mapping[str, NDArray[np.float64]]
"""What is summed, by name: (P,) of each paragraph, or (B,) of each draw."""

HITS = (1, 3, 5)
RANKED = 10
"""Reciprocal ranks are those of the first so many words; what stands lower counts 0."""


@dataclass(frozen=True, slots=True)
class Intervals:
    """Intervals of a model's figures on a text; None where there is no figure, or no way to tell.

    Attributes:
        paragraphs: that were drawn anew.
        resamples: how often.
        seed: of the draws.
        perplexity, perplexity_known, bits_per_word, bits_per_character: of the text.
        hit_at_1, hit_at_3, hit_at_5, mean_reciprocal_rank: of its words.
        keystroke_savings: number shown → interval; None where nothing was typed.
    """

    paragraphs: int
    resamples: int
    seed: int
    perplexity: Interval | None
    perplexity_known: Interval | None
    bits_per_word: Interval | None
    bits_per_character: Interval | None
    hit_at_1: Interval | None
    hit_at_3: Interval | None
    hit_at_5: Interval | None
    mean_reciprocal_rank: Interval | None
    keystroke_savings: dict[int, Interval] | None = None
    level: float = field(default=LEVEL)
    method: str = field(default=METHOD)


UNKNOWN = Intervals(0, 0, SEED, None, None, None, None, None, None, None, None)
"""Where there are none."""


def sums_of_scores(
    scored: Scored, lengths: Sequence[int], characters: Sequence[int]
) -> dict[str, NDArray[np.float64]]:
    """Nats and tokens of each paragraph.

    Args:
        scored: the text's tokens.
        lengths: (P,) tokens of each paragraph.
        characters: (P,) of each, its newline included.
    """
    owner = np.repeat(np.arange(len(lengths)), lengths)
    known = ~scored.unknown

    def sums(values: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.bincount(owner, values, minlength=len(lengths)).astype(np.float64)

    # Where one word had probability 0 a whole has no perplexity; 0 in its place keeps the rest of the sums.
    nats = np.where(np.isfinite(scored.log_p), -scored.log_p, 0.0)
    return {
        "nats": sums(nats),
        "tokens": sums(np.ones(len(nats))),
        "nats_known": sums(nats * known),
        "known": sums(known.astype(np.float64)),
        "characters": np.asarray(characters, dtype=np.float64),
    }


def sums_of_typing(typed: Sequence[ParagraphTyped]) -> dict[str, NDArray[np.float64]]:
    """Hits and keys of each paragraph."""
    found: dict[str, list[float]] = {"words": [each.words for each in typed]}
    found["typed"] = [each.characters for each in typed]
    found["reciprocal"] = [each.reciprocal for each in typed]
    for rank in HITS:
        found[f"hits_{rank}"] = [sum(each.hits[:rank]) for each in typed]
    for shown in typed[0].keys if typed else ():
        found[f"keys_{shown}"] = [each.keys[shown] for each in typed]
    return {name: np.array(values, dtype=np.float64) for name, values in found.items()}


def drawn(draws: Draws, sums: Sums) -> dict[str, NDArray[np.float64]]:
    """The same sums in each draw, (B,)."""
    totals = draws.totals(np.column_stack(list(sums.values())))
    return dict(zip(sums, totals.T, strict=True))


def intervals(draws: Draws, found: Sums, scored: Scored) -> Intervals:
    """The intervals of all figures.

    Args:
        draws: how paragraphs were drawn.
        found: the sums of each draw, as far as there are any.
        scored: the text, which says whether it has a perplexity.
    """
    finite = np.isfinite(scored.log_p)
    nats = ratio(found["nats"], found["tokens"])
    in_characters = ratio(found["nats"], found["characters"]) / math.log(2)
    whole = scored.normalised and bool(finite.all())
    known = scored.normalised and bool(finite[~scored.unknown].all())

    def share(name: str) -> Interval | None:
        return interval(ratio(found[name], found["words"])) if name in found else None

    savings = {
        int(name.removeprefix("keys_")): saved
        for name in found
        if name.startswith("keys_") and (saved := interval(1 - ratio(found[name], found["typed"])))
    }
    return Intervals(
        paragraphs=draws.paragraphs,
        resamples=draws.resamples,
        seed=draws.seed,
        perplexity=_of_perplexity(nats) if whole else None,
        perplexity_known=_of_perplexity(ratio(found["nats_known"], found["known"])) if known else None,
        bits_per_word=interval(nats / math.log(2)) if whole else None,
        bits_per_character=interval(in_characters) if whole else None,
        hit_at_1=share("hits_1"),
        hit_at_3=share("hits_3"),
        hit_at_5=share("hits_5"),
        mean_reciprocal_rank=share("reciprocal"),
        keystroke_savings=savings or None,
    )


def _of_perplexity(nats: NDArray[np.float64]) -> Interval | None:
    """exp keeps the order of draws, so the ends of the mean nats are those of the perplexity."""
    found = interval(nats)
    if found is None or found.high >= 700:
        return None
    return Interval(math.exp(found.low), math.exp(found.high))
