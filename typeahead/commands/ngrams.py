"""What `typeahead profile show` prints of n-grams: their size, their growth, and how they fare on a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeahead.commands.output import bar, console, count, note, percent, size, table

if TYPE_CHECKING:
    from typeahead.evaluation.sparsity import FilesSparsity
    from typeahead.profile.statistics import OrderStatistics, ProfileStatistics

_LEVELS = "▁▂▃▄▅▆▇█"


def show_orders(found: ProfileStatistics) -> None:
    """Print the n-grams: size against order, and against the size of the text they were counted in."""
    from rich.text import Text

    out = console()
    right = ("order", "n-grams", "met once", "share", "in memory", "on disk")
    rows = table(*right, "", right=right)
    most = max((each.ngrams for each in found.orders), default=0)
    has_counts = found.model != "imported"
    for each in found.orders:
        rows.add_row(
            str(each.order),
            f"{each.ngrams:,}",
            f"{each.singletons:,}" if has_counts else "–",
            percent(each.singletons / each.met if has_counts and each.met else None),
            size(each.bytes_in_memory),
            size(each.bytes_on_disk),
            Text(bar(each.ngrams / max(most, 1)), style="green"),
        )
    out.print()
    out.print(rows)
    if found.smoothing.endswith("kneser-ney") and len(found.orders) > 1:
        out.print("\nMet once: below the highest order, after one word only (Kneser-Ney's counts).")
    if any(each.met > each.ngrams for each in found.orders):
        out.print(
            "\nMet once, its share and the growth are of the text; the n-grams are those left by pruning."
        )
    grown = [each for each in found.orders if len(each.growth) > 1 and each.growth[-1]]
    if grown:
        _show_growth(grown)


def _show_growth(orders: list[OrderStatistics]) -> None:
    from rich.text import Text

    right = ("order", "twice the text gives")
    rows = table("order", "from 1/8 of the text to all", "twice the text gives", right=right)
    for each in orders:
        last, half = each.growth[-1], each.growth[len(each.growth) // 2 - 1]
        rows.add_row(
            str(each.order),
            Text("".join(_level(number / last) * 3 for number in each.growth), style="green"),
            f"{last / half:.2f} × the n-grams" if half else "–",
        )
    out = console()
    out.print()
    out.print(rows)


def _level(fraction: float) -> str:
    """One of eight heights; the full one is 1."""
    return _LEVELS[min(max(round(fraction * len(_LEVELS)) - 1, 0), len(_LEVELS) - 1)]


def show_sparsity(on: FilesSparsity) -> None:
    """Print how the orders fared on a text: contexts never seen, n-grams seen, and which order answered."""
    from rich.text import Text

    for skipped in on.skipped[:10]:
        note(f"{skipped.path} was skipped: {skipped.reason}")
    found = on.found
    out = console()
    right = ("order", "context never seen", "n-gram seen", "answered")
    rows = table(*right, "", right=right)

    def add(name: str, unseen: float | None, seen: float | None, answered: float) -> None:
        shares = (percent(unseen), percent(seen), percent(answered))
        rows.add_row(name, *shares, Text(bar(answered), style="green"))

    for each in found.orders:
        places = max(each.places, 1)
        unseen = each.contexts_unseen / places if each.order > 1 else None
        add(str(each.order), unseen, each.ngrams_seen / places, each.answered / found.tokens)
    add("none", None, None, found.unknown / found.tokens)
    out.print()
    out.print(rows)
    read = f"{count(found.tokens, 'token')} of {count(on.files, 'file')}"
    out.print(f"\n{read}. Context never seen: nothing was counted after it.")
    out.print("Answered: the longest known n-gram was of this order; none: an unknown word.")
