"""`typeahead explain`: where a probability comes from."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.before import finished
from typeahead.commands.output import console, count, finite, note, percent, print_json, table, visible

if TYPE_CHECKING:
    from typeahead.prediction.explain import Explanation, Near, NetworkEvidence, Step

_IMPORTED = "imported"
"""As `models.ngram.arpa.imported.IMPORTED`."""


@click.command("explain")
@click.argument("text", metavar="TEXT")
@click.argument("word", metavar="WORD")
@options.model
@options.profile
@options.as_json
def command(text: str, word: str, model: str, profile: str, as_json: bool) -> None:
    """Explain why WORD is as likely as it is after TEXT, order by order.

    Of a network: its rank, what else was likely there, and the words most alike to it.

    \b
    typeahead explain "the students opened their" books
    typeahead explain "the students opened their" books --model lstm
    """
    from typeahead.prediction.predictor import Predictor

    if not word.strip() or any(character.isspace() for character in word.strip()):
        raise click.BadParameter("name a single word", param_hint="WORD")
    before = finished(text)
    with Predictor.open(profile, model=model) as predictor:
        found = predictor.explain(before, word.strip())
        notices = predictor.notices
    for notice in notices:
        note(notice)
    if as_json:
        print_json({"before": before, **as_dict(found)})
    else:
        show(found)


def as_dict(explanation: Explanation) -> dict[str, object]:
    """An explanation for JSON."""
    return {
        "word": explanation.word,
        "known": explanation.known,
        "probability": finite(explanation.probability),
        "bits": finite(explanation.bits),
        "spelling": finite(explanation.spelling),
        "smoothing": explanation.smoothing,
        "normalised": explanation.normalised,
        "share": finite(explanation.share),
        "steps": [asdict(step) for step in explanation.steps],
        **({} if explanation.network is None else {"network": asdict(explanation.network)}),
        **({} if not explanation.parts else {"parts": [asdict(part) for part in explanation.parts]}),
    }


def show(explanation: Explanation) -> None:
    """Print an explanation: the answer first, then the chain from the longest context down to the letters."""
    from typeahead.evaluation.surprise import odds

    p, bits = explanation.probability, explanation.bits
    known = "" if explanation.known else ", which is new to this model"
    exact = "∞" if math.isinf(bits) else f"{bits:.1f}"
    figure = f"{percent(p)} ({exact} bits, 1 in {odds(bits)})"
    if not explanation.normalised:
        figure = f"a score of {_figure(p)} ({explanation.smoothing} has no probabilities)"
    click.echo(f"\n“{visible(explanation.word)}”{known}: {figure}")
    if explanation.network:
        _show_network(explanation, explanation.network)
        return
    if explanation.parts:
        _show_parts(explanation)
    if explanation.steps:
        click.echo(f"{_rule(explanation)}\n")
    elif p == 0:
        click.echo(
            f"What stands before was never seen, and {explanation.smoothing} has nothing else to go by."
        )
        return
    right = ("count", "total", "discount", "weight", "score" if not explanation.normalised else "probability")
    rows = table("after", *right, right=right)
    for step in reversed(explanation.steps):
        rows.add_row(*_row(step))
    if explanation.spelling is not None and explanation.share == 1.0:
        rows.add_row("by its letters", *[""] * 4, _figure(explanation.spelling))
    elif explanation.steps and explanation.smoothing != _IMPORTED:
        rows.add_row("without counts", *[""] * 4, _figure(explanation.steps[0].lower))
    if rows.row_count:
        console().print(rows)
    if explanation.share != 1.0:
        click.echo(
            f"All unknown words have that together; by its letters, {_figure(explanation.share)} of it is this one's."
        )


_NAMES = {
    "notes": "your notes",
    "base": "English",
    "recency": "written lately",
    "network": "network",
    "letters": "its letters",
}


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
    console().print(rows)
    click.echo("\nIn your notes:")


def _show_network(explanation: Explanation, network: NetworkEvidence) -> None:
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
            f"by its letters, {_figure(explanation.share)} of it is this one's."
        )
    click.echo(f"\nLikeliest here: {_listed(network.likeliest, percent)}")
    if network.nearest:
        click.echo(f"Most alike to it: {_listed(network.nearest, '{:.2f}'.format)} (cosine of embeddings)")


def _listed(words: list[Near], figure: Callable[[float], str]) -> str:
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
