"""What a person is told of a profile's networks: those there are, and those that had to go."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from typeahead.commands.output import console, count, size, table, visible

if TYPE_CHECKING:
    from typeahead.profile.networks.listing import NetworkRow


def show_networks(networks: Sequence[NetworkRow]) -> None:
    """The networks as a table, and what is to be said of each."""
    from rich.text import Text

    if not networks:
        return
    right = ("size", "parameters", "held-out perplexity", "words", "on disk")
    rows = table("network", *right[:3], "trained", "on", "on disk", right=(*right, "on"))
    said = []
    for each in networks:
        known = each.parameters is not None
        rows.add_row(
            each.kind,
            f"{each.layers} × {each.width}" if known else "–",
            f"{each.parameters:,}" if each.parameters is not None else "–",
            f"{each.held_out_perplexity:,.1f}" if each.held_out_perplexity is not None else "–",
            time.strftime("%Y-%m-%d %H:%M", time.localtime(each.trained_at)) if each.trained_at else "–",
            count(each.words, "word") if each.words else "–",
            size(each.bytes),
        )
        said += [Text(visible(line)) for line in _said(each)]
    out = console()
    out.print()
    out.print(rows)
    for line in said:
        out.print(line, soft_wrap=True)


def _said(network: NetworkRow) -> list[str]:
    kind, found = network.kind, []
    if network.problem:
        found.append(f"{kind}: {network.problem}.")
    if network.cache is not None:
        found.append(
            f"{kind}: its cache of the last {network.cache['size']:,.0f} words brings held-out perplexity from "
            f"{network.cache['perplexity_without']:,.1f} to {network.cache['perplexity']:,.1f} "
            f"(of {network.cache['words']:,.0f} words)."
        )
    if network.older:
        found.append(f"{kind}: older than the notes; typeahead train --model {kind} brings it up to date.")
    if network.adapted:
        found.append(f"{kind}: has learned from what was typed since.")
    if network.unfinished is not None:
        found.append(
            f"{kind}: a training stopped at {100 * network.unfinished:.0f} %; "
            f"typeahead train --model {kind} goes on from there, with the options it had."
        )
    if network.queued:
        found.append(f"{kind}: waits to be trained anew, since it had learned what was forgotten.")
    return found


def dropped(kinds: Sequence[str], *, anew: bool) -> str:
    """One line about networks that are gone with what they had learned."""
    which = named(kinds)
    one = len(kinds) == 1
    line = f"The {which}, which had learned it, {'is' if one else 'are'} gone"
    if not anew:
        return line + "."
    again = " ".join(f"--model {kind}" for kind in kinds)
    return f"{line}; the editor trains {'it' if one else 'them'} anew, and so does: typeahead train {again}"


def named(kinds: Sequence[str]) -> str:
    """ "rnn, gru and lstm"."""
    return " and ".join(filter(None, [", ".join(kinds[:-1]), kinds[-1]]))
