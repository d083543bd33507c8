"""What `typeahead profile show` prints of a person's typical words and phrases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from typeahead.commands.output import console, table, visible

if TYPE_CHECKING:
    from typeahead.evaluation.typical import Typical, TypicalOf

_SHOWN = 10
"""So many of each are printed; `--json` has some more."""


def show_typical(found: TypicalOf) -> None:
    """Print what a person writes more often than English has it; nothing where there is nothing of the kind."""
    out = console()
    for heading, some in (("typical word", found.words), ("typical phrase", found.phrases)):
        if some:
            out.print()
            _show(heading, some[:_SHOWN])
    if found.words or found.phrases:
        out.print(
            "\nExpected: in so much text, were it as frequent as in English "
            f"({found.base_tokens:,} words\nand marks). Log-odds under an informative Dirichlet prior, in nats; "
            "the most\ntypical first, by z (Monroe, Colaresi and Quinn 2008)."
        )


def _show(heading: str, some: Sequence[Typical]) -> None:
    from rich.text import Text

    right = ("times", "expected", "log-odds", "z")
    rows = table(heading, *right, right=right)
    for each in some:
        expected = f"{each.expected:.1f}" if each.expected < 10 else f"{each.expected:,.0f}"
        rows.add_row(
            Text(visible(each.text)), f"{each.count:,}", expected, f"{each.log_odds:.2f}", f"{each.z:.1f}"
        )
    console().print(rows)
