"""`typeahead explain`: where a probability comes from."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.before import finished
from typeahead.commands.output import console, finite, note, percent, print_json, table, visible

if TYPE_CHECKING:
    from typeahead.prediction.explain import Explanation, Step


@click.command("explain")
@click.argument("text", metavar="TEXT")
@click.argument("word", metavar="WORD")
@options.model
@options.profile
@options.as_json
def command(text: str, word: str, model: str, profile: str, as_json: bool) -> None:
    """Explain why WORD is as likely as it is after TEXT, order by order.

    \b
    typeahead explain "the students opened their" books
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
    p = explanation.probability
    return {
        "word": explanation.word,
        "known": explanation.known,
        "probability": finite(p),
        "bits": finite(explanation.bits),
        "spelling": finite(explanation.spelling),
        "steps": [asdict(step) for step in explanation.steps],
    }


def show(explanation: Explanation) -> None:
    """Print an explanation: the answer first, then the chain from the longest context down to the letters."""
    from typeahead.evaluation.surprise import odds

    p, bits = explanation.probability, explanation.bits
    known = "" if explanation.known else ", which is new to this model"
    click.echo(f"\n“{visible(explanation.word)}”{known}: {percent(p)} ({bits:.1f} bits, 1 in {odds(bits)})")
    if explanation.steps:
        click.echo("Each line: (count - discount) / total + weight × the line below.\n")
    right = ("count", "total", "discount", "weight", "probability")
    rows = table("after", *right, right=right)
    for step in reversed(explanation.steps):
        rows.add_row(*_row(step))
    if explanation.spelling is not None:
        rows.add_row("by its letters", *[""] * 4, _figure(explanation.spelling))
    if rows.row_count:
        console().print(rows)


def _row(step: Step) -> list[str]:
    context = " ".join(visible(word) for word in step.context)
    return [
        f"… {context}" if context else "(any word)",
        f"{step.count:,}",
        f"{step.total:,}",
        f"{step.discount:.3f}",
        f"{step.backoff_weight:.3f}",
        _figure(step.probability),
    ]


def _figure(p: float) -> str:
    return f"{p:.6f}" if p >= 0.0001 or p == 0 else f"{p:.2e}"
