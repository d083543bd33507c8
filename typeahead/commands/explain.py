"""`typeahead explain`: where a probability comes from."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.before import finished
from typeahead.commands.explanations import show
from typeahead.commands.output import finite, note, print_json

if TYPE_CHECKING:
    from typeahead.prediction.explanation import Explanation
    from typeahead.profile.finding import Places


@click.command("explain")
@click.argument("text", metavar="TEXT")
@click.argument("word", metavar="WORD")
@options.model
@options.profile
@options.as_json
def command(text: str, word: str, model: str, profile: str, as_json: bool) -> None:
    """Explain why WORD is as likely as it is after TEXT, order by order, and where you wrote it before.

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
        _check_is_one(word.strip(), predictor.generation.settings.tokens)
        found = predictor.explain(before, word.strip())
        places = predictor.places(before, word.strip())
        notices = predictor.notices
    for notice in notices:
        note(notice)
    if as_json:
        print_json({"before": before, **as_dict(found, places)})
    else:
        show(found, places)


def _check_is_one(word: str, tokens: str) -> None:
    """Refuse what is read as several words and marks: together they are no word that could be explained."""
    from typeahead.profile.encoding import PROSE
    from typeahead.text.words import tokenise

    parts = [token.text for token in tokenise(word)] if tokens == PROSE else [word]
    if len(parts) > 1 and word.isprintable():  # no sequence of control characters, which nobody reads
        raise click.BadParameter(f"{word} is read as {' '.join(parts)}; name one of them", param_hint="WORD")


def as_dict(explanation: Explanation, places: Places) -> dict[str, object]:
    """An explanation for JSON."""
    from typeahead.prediction.textbook import equations, rule

    has_steps = explanation.network is None
    chain = equations(explanation.word, explanation.steps, explanation.smoothing) if has_steps else []
    return {
        "word": explanation.word,
        "known": explanation.known,
        "probability": finite(explanation.probability),
        "bits": finite(explanation.bits),
        "rank": explanation.rank,
        "ranked": explanation.ranked,
        "spelling": finite(explanation.spelling),
        "smoothing": explanation.smoothing,
        "normalised": explanation.normalised,
        "share": finite(explanation.share),
        **({"rule": rule(explanation.smoothing)} if has_steps else {}),
        "steps": [asdict(step) for step in explanation.steps],
        "equations": [asdict(each) for each in chain],
        **({} if explanation.network is None else {"network": asdict(explanation.network)}),
        **({} if not explanation.parts else {"parts": [asdict(part) for part in explanation.parts]}),
        "alternatives": [asdict(each) for each in explanation.alternatives],
        "places": {
            "documents": places.searched,
            "found": [{**asdict(place), "is_file": place.is_file} for place in places.found],
        },
    }
