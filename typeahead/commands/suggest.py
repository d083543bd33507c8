"""`typeahead suggest`: what may come next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.before import finished
from typeahead.commands.obeying import obeyed
from typeahead.commands.output import bar, console, note, percent, print_json, table, visible

if TYPE_CHECKING:
    from typeahead.prediction.suggestion import Suggestion
    from typeahead.prediction.voices import Distribution


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
@click.option(
    "--show",
    is_flag=True,
    panel="What to suggest",
    help="Show the model's distribution after TEXT too: words, marks and ends with their counts.",
)
@options.model
@options.profile
@options.as_json
def command(
    text: str,
    number: int,
    typing: bool,
    explain: bool,
    show: bool,
    model: str,
    profile: str,
    as_json: bool,
) -> None:
    """Suggest the words that may come after TEXT, the likeliest first.

    \b
    typeahead suggest "the students opened their"
    typeahead suggest --typing "the students opened their b"
    """
    from typeahead.commands.distributions import distribution_as_dict
    from typeahead.commands.explain import as_dict
    from typeahead.commands.explanations import show as show_explanation
    from typeahead.prediction.ghost import listed
    from typeahead.prediction.predictor import Predictor
    from typeahead.prediction.suggestion import COMPOUND, first_word
    from typeahead.prediction.voices import distribution

    before = text if typing else finished(text)
    said = obeyed()
    with Predictor.open(profile, model=model, settings=said) as predictor:
        found = predictor.suggest(before, number, phrases=False)
        if said.settings.phrases:
            found = listed(predictor.suggest(before, number), found)
        explained = places = None
        if explain and found:
            kept, first = before[: len(before) - found[0].replaces], first_word(found[0].text)
            if found[0].source == COMPOUND:  # its last part is what can be explained
                kept, first = " ".join(kept.rsplit("-", 1)), first.rpartition("-")[2]
            explained, places = predictor.explain(kept, first), predictor.places(kept, first)
        whole = distribution(predictor, before, number) if show else None
        normalised = predictor.engine.normalised
        notices = predictor.notices
    for notice in notices:
        note(notice)
    if as_json:
        answer: dict[str, object] = {"before": before, "suggestions": [_as_dict(each) for each in found]}
        if explain:
            answer["explanation"] = as_dict(explained, places) if explained and places else None
        if whole:
            answer["distribution"] = distribution_as_dict(whole)
        print_json(answer)
        return
    _show(before, found, normalised)
    if explained and places:
        show_explanation(explained, places)
    if whole:
        _show_distribution(whole)


def _as_dict(suggestion: Suggestion) -> dict[str, object]:
    found: dict[str, object] = {
        "text": suggestion.text,
        "completion": suggestion.completion,
        "probability": suggestion.probability,
        "from": suggestion.source,
    }
    if suggestion.replaces:  # said only where something is to be replaced
        found["replaces"] = suggestion.replaces
    return found


def _show(before: str, found: list[Suggestion], normalised: bool) -> None:
    from rich.text import Text

    if not found:
        click.echo(f"Nothing to suggest after “{visible(before)}”.")
        return
    figure = "probability" if normalised else "score"
    rows = table("#", "suggestion", figure, "", right=("#", figure))
    for rank, each in enumerate(found, start=1):
        rows.add_row(
            str(rank),
            Text(("≈ " if each.replaces else "") + visible(each.text), style="bold" if rank == 1 else ""),
            percent(each.probability) if normalised else f"{each.probability:.3f}",
            Text(bar(each.probability), style="green"),
        )
    console().print(rows)


def _show_distribution(found: Distribution) -> None:
    from typeahead.commands.distributions import name_of, place_of, rows_of

    click.echo(f"\n{name_of(found)}, {place_of(found)}")
    if found.likely:
        console().print(rows_of(found))
