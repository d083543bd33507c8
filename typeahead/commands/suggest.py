"""`typeahead suggest`: what may come next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.before import finished
from typeahead.commands.output import bar, console, note, percent, print_json, table, visible

if TYPE_CHECKING:
    from typeahead.prediction.suggestion import Suggestion


@click.command("suggest")
@click.argument("text", metavar="TEXT")
@click.option(
    "-n",
    "number",
    metavar="N",
    type=click.IntRange(1, 1000),
    default=5,
    show_default=True,
    panel="What to suggest",
    help="How many suggestions.",
)
@click.option(
    "--typing",
    is_flag=True,
    panel="What to suggest",
    help="Take TEXT literally: its last word is still being typed, and is completed.",
)
@click.option(
    "--explain",
    is_flag=True,
    panel="What to suggest",
    help="Show where the first suggestion's probability comes from.",
)
@options.model
@options.profile
@options.as_json
def command(
    text: str, number: int, typing: bool, explain: bool, model: str, profile: str, as_json: bool
) -> None:
    """Suggest the words that may come after TEXT, the likeliest first.

    \b
    typeahead suggest "the students opened their"
    typeahead suggest --typing "the students opened their b"
    """
    from typeahead.commands.explain import as_dict, show
    from typeahead.prediction.predictor import Predictor

    before = text if typing else finished(text)
    with Predictor.open(profile, model=model) as predictor:
        found = predictor.suggest(before, number)
        explained = predictor.explain(before, found[0].text.split(" ")[0]) if explain and found else None
        notices = predictor.notices
    for notice in notices:
        note(notice)
    if as_json:
        answer: dict[str, object] = {"before": before, "suggestions": [_as_dict(each) for each in found]}
        if explain:
            answer["explanation"] = as_dict(explained) if explained else None
        print_json(answer)
        return
    _show(before, found)
    if explained:
        show(explained)


def _as_dict(suggestion: Suggestion) -> dict[str, object]:
    return {
        "text": suggestion.text,
        "completion": suggestion.completion,
        "probability": suggestion.probability,
        "from": suggestion.source,
    }


def _show(before: str, found: list[Suggestion]) -> None:
    from rich.text import Text

    if not found:
        click.echo(f"Nothing to suggest after “{visible(before)}”.")
        return
    rows = table("#", "suggestion", "probability", "", right=("#", "probability"))
    for rank, each in enumerate(found, start=1):
        rows.add_row(
            str(rank),
            Text(visible(each.text), style="bold" if rank == 1 else ""),
            percent(each.probability),
            Text(bar(each.probability), style="green"),
        )
    console().print(rows)
