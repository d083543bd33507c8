"""A chain of orders as textbooks write it: each smoothing's formula, and each order's with its numbers in place.

Jurafsky and Martin, "Speech and Language Processing", the chapter on n-grams; Chen and Goodman 1998 for the rest. The
numbers are rounded to five digits, so that what is multiplied and added gives what stands behind the last "=".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from typeahead.prediction.explanation import BACKED_OFF, SEEN, ContextsEvidence, RecencyEvidence, Step

_DISCOUNTED = "P(w | h) = (c(h w) - D) / N(h) + γ(h) × P(w | h')"

_RULES = {
    "modified-kneser-ney": "P(w | h) = (c(h w) - D(c)) / N(h) + γ(h) × P(w | h')",
    "kneser-ney": _DISCOUNTED,
    "absolute": _DISCOUNTED,
    "witten-bell": "P(w | h) = (c(h w) + T(h) × P(w | h')) / (N(h) + T(h))",
    "jelinek-mercer": "P(w | h) = λ(h) × c(h w) / N(h) + (1 - λ(h)) × P(w | h')",
    "katz": "P(w | h) = (c(h w) - D(c)) / N(h) if w followed h, else α(h) × P(w | h')",
    "stupid-backoff": "S(w | h) = c(h w) / N(h) if w followed h, else 0.4 × S(w | h')",
    "add-delta": "P(w | h) = (c(h w) + δV × P(w)) / (N(h) + δV)",
    "mle": "P(w | h) = c(h w) / N(h)",
    "imported": "P(w | h) = as the file lists it for h w, else b(h) × P(w | h')",
}

_SYMBOLS = {
    "modified-kneser-ney": "D(c): a discount for counts of 1, 2, and 3 or more; γ: what they leave.",
    "kneser-ney": "D: one discount for all counts; γ: what it leaves.",
    "absolute": "D: one discount for all counts; γ: what it leaves.",
    "witten-bell": "T: different words that followed h.",
    "jelinek-mercer": "λ: fitted on held-out text, by how often h was seen.",
    "katz": "D(c): Good and Turing's discount, nothing from counts above 5; α: so that all sums to 1.",
    "stupid-backoff": "Scores: they sum to anything.",
    "add-delta": "δV: what is added to all words together; P(w): their share of it.",
    "mle": "Nothing is kept for what was never seen.",
    "imported": "b: the file's backoff weight.",
}


@dataclass(frozen=True, slots=True)
class Equation:
    """One line of the chain: `left` = `right` = `terms` = `value`.

    Attributes:
        left: "P(books | opened their)".
        right: by the smoothing's formula, its numbers in place.
        terms: what each side of its sum comes to; empty where it has one term only.
        value: the probability, or score.
    """

    left: str
    right: str
    terms: str
    value: str


def rule(smoothing: str) -> str:
    """A smoothing's formula: w the word, h what stands before, h' the same without its first word."""
    return _RULES[smoothing]


def symbols(smoothing: str) -> str:
    """What a formula's other letters mean, in a line."""
    return _SYMBOLS[smoothing]


def equations(word: str, steps: Sequence[Step], smoothing: str) -> list[Equation]:
    """A chain with its numbers, the longest context first."""
    return [equation(word, step, smoothing) for step in reversed(steps)]


def equation(word: str, step: Step, smoothing: str) -> Equation:
    """One order of a chain with its numbers in place."""
    name = "S" if smoothing == "stupid-backoff" else "P"
    condition = f" | {' '.join(step.context)}" if step.context else ""
    both = step.form not in (SEEN, BACKED_OFF) and smoothing != "mle"
    return Equation(
        left=f"{name}({word}{condition})",
        right=_right(step, smoothing),
        terms=f"{figure(step.own)} + {figure(step.below)}" if both else "",
        value=figure(step.probability),
    )


def recency_equation(word: str, met: RecencyEvidence) -> Equation:
    """What was met lately: the pair, and behind it the single words."""
    own = met.kappa * met.word / met.words
    both = met.pairs + met.kappa
    kappa, word_count, words = figure(met.kappa), figure(met.word), figure(met.words)
    return Equation(
        left=f"P({word} | {met.before})",
        right=f"({figure(met.pair)} + {kappa} × {word_count} / {words}) / ({figure(met.pairs)} + {kappa})",
        terms=f"{figure(met.pair / both)} + {figure(own / both)}",
        value=figure((met.pair + own) / both),
    )


def contexts_equation(word: str, found: ContextsEvidence, p: float) -> Equation:
    """What contexts say alone: all orders' probability less what comes of single words, made to sum to 1."""
    whole, left, alone = figure(found.whole), figure(found.left), figure(found.alone)
    return Equation(
        left=f"P({word} | contexts)",
        right=f"({whole} - {left} × {alone}) / (1 - {left})",
        terms="",
        value=figure(p),
    )


def _right(step: Step, smoothing: str) -> str:
    count, seen, lower = figure(step.count), f"{step.seen or 0:,}", figure(step.lower)
    if smoothing == "imported":
        own = figure(step.probability)
        return own if step.form == SEEN else f"{figure(step.backoff_weight)} × {lower}"
    if step.form == BACKED_OFF:
        return f"{figure(step.backoff_weight)} × {lower}"
    if smoothing in ("witten-bell", "add-delta"):
        added, more = step.backoff_weight * step.total, step.total - (step.seen or 0)
        return f"({count} + {figure(added)} × {lower}) / ({seen} + {figure(more)})"
    if smoothing == "jelinek-mercer":
        weight = (step.seen or 0) / step.total
        return f"{figure(weight)} × {count} / {seen} + {figure(step.backoff_weight)} × {lower}"
    total = seen if step.total == step.seen else figure(step.total)
    if step.seen is not None and step.total == step.seen + 1:  # Katz, where nothing would be left
        total = f"({seen} + 1)"
    own = f"({count} - {figure(step.discount)}) / {total}" if step.discount else f"{count} / {total}"
    if step.form == SEEN or smoothing == "mle":
        return own
    return f"{own} + {figure(step.backoff_weight)} × {lower}"


def figure(value: float) -> str:
    """A number to five digits; whole numbers whole."""
    if value == int(value) and abs(value) < 1e15:
        return f"{int(value):,}"
    return f"{value:.5g}" if abs(value) < 1e5 else f"{value:,.1f}"


__all__ = [
    "Equation",
    "contexts_equation",
    "equation",
    "equations",
    "figure",
    "recency_equation",
    "rule",
    "symbols",
]
