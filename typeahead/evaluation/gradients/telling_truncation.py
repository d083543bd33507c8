"""The part on truncated backpropagation in words and tables."""

from __future__ import annotations

from collections.abc import Sequence

from typeahead.evaluation.gradients.section import Figures, Section
from typeahead.evaluation.gradients.truncation import Truncation, TruncationRow
from typeahead.evaluation.gradients.wording import listed, percent

_ALIKE = 0.02
"""Losses (nats) so close to each other are alike."""


def truncation_section(found: Truncation) -> Section:
    """The section."""
    rows = [
        [
            "full" if row.every is None else f"{row.every}",
            f"{row.cosine_new:.4f}",
            f"{row.cosine:.4f}",
            percent(row.error, 1),
            f"{row.loss:.3f}",
            f"{row.task_cosine:.3f}",
            percent(row.accuracy),
        ]
        for row in found.rows
    ]
    return Section(
        name="truncation",
        title="Truncated and full backpropagation through time",
        about=f"One {found.kind}, the same start and the same lessons, {found.steps} words of {found.source} each; "
        "the state goes on over the cuts, the gradient does not.",
        seen=f"{_seen_text(found)} {_seen_task(found)}",
        lecture="Williams and Peng (1990): cutting saves time and memory, and gives up what lies further back than the "
        "cut. Where gradients fade within some words anyway, little of them is lost.",
        tables=[
            Figures(
                ["cut every", "cosine, new", "trained", "error", "loss", "cosine, task", "right"],
                rows,
                "cosine, error: against the full gradient of the recurrent weights, new and trained. loss: nats a "
                f"held-out word. task: two words asked for {found.task_distance} steps later, {found.task_lessons} "
                "lessons; cosine of its first gradient, and how often it was right at last.",
            )
        ],
    )


def _seen_text(found: Truncation) -> str:
    cosines = [cosine for row in found.rows[:-1] for cosine in (row.cosine_new, row.cosine)]
    best, worst = min(found.rows, key=lambda row: row.loss), max(found.rows, key=lambda row: row.loss)
    if worst.loss - best.loss < _ALIKE:
        losses = f"are alike, {best.loss:.3f} to {worst.loss:.3f}"
    else:
        losses = f"go from {best.loss:.3f} ({_way(best)}) to {worst.loss:.3f} ({_way(worst)})"
    return (
        f"On the text the cosine between a cut gradient and the full one is {min(cosines):.3f} to {max(cosines):.3f}, "
        f"and the losses after {found.lessons} steps {losses} (before: {found.loss:.2f})."
    )


def _seen_task(found: Truncation) -> str:
    short = [row for row in found.rows if row.every is not None and row.every <= found.task_distance]
    long = [row for row in found.rows if row not in short]
    cuts = listed([f"{row.every}" for row in short])
    return (
        f"Where a word is needed {found.task_distance} steps later, those cut every {cuts} steps were right in "
        f"{_range([row.accuracy for row in short])}, the others in {_range([row.accuracy for row in long])}."
    )


def _way(row: TruncationRow) -> str:
    return "full" if row.every is None else f"cut every {row.every}"


def _range(shares: Sequence[float]) -> str:
    low, high = percent(min(shares)), percent(max(shares))
    return low if low == high else f"{low} to {high}"
