"""How commands print an explanation: the answer, what else might stand there, each model's way to it, places."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands.output import console, count, percent, table, visible

if TYPE_CHECKING:
    from rich.padding import Padding

    from typeahead.prediction.explanation import Explanation, Near, NetworkEvidence, Part, Step
    from typeahead.profile.finding import Place, Places

_IMPORTED = "imported"
"""As `models.ngram.arpa.imported.IMPORTED`."""

_PLACES = 5
"""So many places are printed; `--json` has all that were looked for."""

_AROUND = 60
"""Characters of a sentence on either side of the words."""

_NAMES = {
    "notes": "your notes",
    "contexts": "their contexts alone",
    "base": "English",
    "recency": "written lately",
    "network": "network",
    "letters": "its letters",
}


def show(explanation: Explanation, places: Places) -> None:
    """Print an explanation: the answer first, then the chain from the longest context down to the letters."""
    _show_answer(explanation)
    if explanation.network:
        _show_network(explanation.network, explanation.share)
    elif explanation.parts:
        _show_parts(explanation)
        for part in explanation.parts:
            _show_part(explanation, part)
        if not any(part.smoothing for part in explanation.parts):  # recency alone
            click.echo("\nIn your notes, to compare:")
            _show_chain(explanation)
    else:
        _show_chain(explanation)
    if not explanation.is_end:
        _show_places(places)


def _show_answer(explanation: Explanation) -> None:
    from typeahead.evaluation.surprise import odds

    p, bits = explanation.probability, explanation.bits
    known = "" if explanation.known else ", which is new to this model"
    exact = "∞" if math.isinf(bits) else f"{bits:.1f}"
    answer = f"{percent(p)} ({exact} bits, 1 in {odds(bits)})"
    if not explanation.normalised:
        answer = f"a score of {_figure(p)} ({explanation.smoothing} has no probabilities)"
    ranked = f"; number {explanation.rank:,} of {explanation.ranked:,}" if explanation.rank else ""
    click.echo(f"\n“{visible(explanation.word)}”{known}: {answer}{ranked}")
    if explanation.alternatives:
        figure = percent if explanation.normalised else _figure
        console().print(f"Suggested here: {_listed(explanation.alternatives, figure)}\n")


def _show_chain(explanation: Explanation) -> None:
    """An n-gram model's orders: a table, and the same written out."""
    if explanation.steps:
        click.echo(f"{_rule(explanation)}\n")
    elif explanation.probability == 0:
        click.echo(
            f"What stands before was never seen, and {explanation.smoothing} has nothing else to go by."
        )
        return
    by_letters = explanation.spelling is not None and explanation.share == 1.0
    _show_steps(explanation, explanation.steps, explanation.smoothing, by_letters)
    if explanation.share != 1.0:
        click.echo(
            f"All unknown words have that together; by its letters, {_figure(explanation.share)} of it is this one's."
        )


def _show_steps(explanation: Explanation, steps: Sequence[Step], smoothing: str, by_letters: bool) -> None:
    from typeahead.prediction.textbook import equations, rule, symbols

    right = ("count", "total", "discount", "weight", "score" if not explanation.normalised else "probability")
    rows = table("after", *right, right=right)
    for step in reversed(steps):
        rows.add_row(*_row(step))
    lowest = steps[0].lower if steps else explanation.spelling
    if by_letters and lowest is not None:
        rows.add_row("by its letters", *[""] * 4, _figure(lowest))
    elif steps and smoothing != _IMPORTED:
        rows.add_row("without counts", *[""] * 4, _figure(steps[0].lower))
    if rows.row_count:
        console().print(rows)
    if not steps:
        return
    click.echo(f"\nWritten out by {rule(smoothing)}\n{symbols(smoothing)}")
    for each in equations(visible(explanation.word), steps, smoothing):
        summed = f" = {each.terms}" if each.terms else ""
        click.echo(f"  {visible(each.left)}\n    = {each.right}")
        click.echo(f"   {summed} = {each.value}")


def _show_parts(explanation: Explanation) -> None:
    """The models of the mixture, and what each adds."""
    click.echo("Each model's share × its probability, summed:\n")
    rows = table("model", "share", "probability", "adds", right=("share", "probability", "adds"))
    for part in explanation.parts:
        rows.add_row(
            _NAMES[part.model],
            percent(part.share),
            _figure(part.probability),
            _figure(part.share * part.probability),
        )
    rows.add_row("together", "", "", _figure(explanation.probability))
    console().print(rows)


def _show_part(explanation: Explanation, part: Part) -> None:
    """What stands behind one model's figure."""
    word = visible(explanation.word)
    if part.contexts:
        from typeahead.prediction.textbook import contexts_equation

        found = contexts_equation(word, part.contexts, part.probability)
        click.echo("\nTheir contexts alone, without how often you write the word at all:")
        click.echo(f"  {visible(found.left)}\n    = {found.right} = {found.value}")
    elif part.model == "notes":
        click.echo("\nIn your notes:")
        _show_chain(explanation)
    elif part.model == "base" and part.lacking:
        click.echo(
            f"\nIn English: “{word}” is not among its words. All that it lacks have {_figure(part.lacking.together)} "
            f"together;\nby its letters, {_figure(part.lacking.share)} of it is this one's."
        )
    elif part.steps:
        click.echo("\nIn English:")
        _show_steps(explanation, part.steps, part.smoothing, by_letters=not explanation.is_end)
    elif part.recency:
        from typeahead.prediction.textbook import recency_equation

        found = recency_equation(word, part.recency)
        click.echo("\nWritten lately (each count the smaller the longer ago it was):")
        click.echo(f"  {visible(found.left)}\n    = {found.right}\n    = {found.terms} = {found.value}")
    elif part.network:
        click.echo("\nThe network:")
        _show_network(part.network, part.lacking.share if part.lacking else 1.0)


def _show_network(network: NetworkEvidence, share: float) -> None:
    """What a network can say: it has no counts to point at."""
    place = (
        ""
        if network.rank is None
        else f"; it is number {network.rank:,} of {count(network.ranked, 'word')} here"
    )
    click.echo(f"By the {network.kind}, a network of {network.parameters:,} weights{place}.")
    if not network.has_word:
        click.echo(
            f"It has {count(network.words, 'word')}, not this one. All others have {percent(network.others)} together; "
            f"by its letters, {_figure(share)} of it is this one's."
        )
    out = console()
    out.print(f"Likeliest here: {_listed(network.likeliest, percent)}")
    if network.nearest:
        out.print(f"Most alike to it: {_listed(network.nearest, '{:.2f}'.format)} (cosine of embeddings)")


def _show_places(places: Places) -> None:
    """Where the person wrote it, the longest match first and then the newest."""
    if not places.searched:
        return
    documents = count(places.searched, "document")
    if not places.found:
        click.echo(f"\nYou have not written it in any of {documents}.")
        return
    more = f"; {len(places.found)} were looked for" if len(places.found) > _PLACES else ""
    click.echo(f"\nWhere you wrote it ({documents}; the longest match first, then the newest{more}):")
    out = console()
    for place in places.found[:_PLACES]:
        out.print(visible(_origin(place)), soft_wrap=True)
        out.print(_sentence(place))


def _origin(place: Place) -> str:
    if not place.is_file:
        return f"typed on {place.day}"
    path = Path(place.origin)
    here = Path.cwd()
    name = os.fspath(path.relative_to(here) if path.is_relative_to(here) else path)
    return name if place.line is None else f"{name}:{place.line}"


def _sentence(place: Place) -> Padding:
    """The sentence, or what stands around the words in a long one."""
    from rich.padding import Padding
    from rich.text import Text

    sentence = place.sentence
    # Cut between words.
    first = 0 if place.start <= _AROUND else sentence.find(" ", place.start - _AROUND, place.start) + 1
    last = sentence.rfind(" ", place.end, place.end + _AROUND)
    last = len(sentence) if place.end + _AROUND >= len(sentence) or last < 0 else last
    text = Text.assemble(
        "… " if first else "",
        visible(sentence[first : place.start]),
        (visible(sentence[place.start : place.end]), "bold underline"),
        visible(sentence[place.end : last]),
        " …" if last < len(sentence) else "",
    )
    return Padding(text, (0, 0, 0, 4))


def _listed(words: Sequence[Near], figure: Callable[[float], str]) -> str:
    return ", ".join(f"{visible(each.word)} {figure(each.figure)}" for each in words)


def _rule(explanation: Explanation) -> str:
    """How each line follows from the one below it."""
    if explanation.smoothing == _IMPORTED:
        return "Each line: as it was read where the file lists it, else weight × the line below."
    if explanation.steps[0].form == "interpolated":
        return "Each line: (count - discount) / total + weight × the line below."
    return "Each line: (count - discount) / total where there is a count, else weight × the line below."


def _row(step: Step) -> list[str]:
    context = " ".join(visible(word) for word in step.context)
    own, below = step.form != "backed off", step.form != "seen"
    return [
        f"… {context}" if context else "(any word)",
        f"{step.count:,}" if isinstance(step.count, int) else _figure(step.count),
        f"{step.total:,.{0 if step.total == int(step.total) else 2}f}",
        f"{step.discount:.3f}" if own else "",
        _weight(step.backoff_weight) if below else "",
        _figure(step.probability),
    ]


def _weight(weight: float) -> str:
    return f"{weight:.3f}" if weight >= 0.01 or weight == 0 else f"{weight:.1e}"


def _figure(p: float) -> str:
    return f"{p:.6f}" if p >= 0.0001 or p == 0 else f"{p:.2e}"
