"""Models side by side on the same text: the smoothings of the textbook, orders, and the models of a profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from typeahead.evaluation.bootstrap import wins
from typeahead.evaluation.contender import Compared, Found, Measured, Typing, compared
from typeahead.evaluation.learned_before import learned_before
from typeahead.evaluation.standing import Standing
from typeahead.evaluation.texts import Progress, read_text
from typeahead.models.neural.configuration import KINDS
from typeahead.models.ngram.smoothing import SMOOTHINGS
from typeahead.prediction.engine import Engine
from typeahead.prediction.ngram_engine import NgramEngine
from typeahead.prediction.predictor import MIXTURE, Predictor
from typeahead.profile.encoding import WHITESPACE
from typeahead.text.files import Skipped

PLACES = 2000
"""Hits are looked for at so many places of the text, evenly spread."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was found.

    Attributes:
        rows: one a model, in the order asked for.
        best: the number of the row with the lowest perplexity, None where none has any.
        by_known: whether that is the perplexity of known words.
        tokens: words, marks and sentence ends of the text.
        words: without marks and ends.
        places: how many of them hits were looked for at.
        characters: of the text, one newline a paragraph included.
        files: how many were read.
        skipped: what was left out, and why.
        same_vocabulary: whether all know the same words.
        reading: how the text was read, "prose" or "whitespace".
        notices: what a person should know.
        typed_words: words that were typed letter by letter, in paragraphs evenly spread; 0 if not asked for.
    """

    rows: list[Compared]
    best: int | None
    by_known: bool
    tokens: int
    words: int
    places: int
    characters: int
    files: int
    skipped: list[Skipped]
    same_vocabulary: bool
    reading: str
    notices: list[str]
    typed_words: int = 0


def compare(
    profile: str | None,
    paths: Sequence[Path],
    *,
    models: Sequence[str] = (),
    smoothings: Sequence[str] = (),
    orders: Sequence[int] = (),
    tokens: str | None = None,
    cache: bool = True,
    keystrokes: bool = False,
    calibration: bool = False,
    home: Path | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Measure several models on the same files; nothing is changed or learned.

    Where nothing is named, these are all there are: the profile's models, where they are several, and all smoothings.

    Args:
        profile: its name, None for the default one.
        paths: files and folders.
        models: "mixture", "ngram", "base", or kinds of networks.
        smoothings: each counted anew from the profile's notes, with the same vocabulary and the same distribution under
            the unigrams, so that their perplexities can be compared.
        orders: each smoothing at each of these; without smoothings, the profile's own smoothing.
        tokens: how the files are read; None for the way the profile was trained.
        cache: whether networks recall what was typed last, where they have a cache.
        keystrokes: type some paragraphs letter by letter with each model, and count the keys it saves.
        calibration: see in the same paragraphs whether suggestions are right as often as their probabilities say.
        home: the data folder, else $TYPEAHEAD_HOME, else the platform's.
        progress: told what is being done.

    Raises:
        SourceUnreadable: a path can't be read, or there is no text in any of them.
        ModelMissing: there is no such model, or no notes to count anew.
    """
    with Predictor.open(profile, home, stored=False) as predictor:
        settings = predictor.generation.settings
        tokens = tokens or settings.tokens
        text = read_text(paths, tokens, progress)
        typed = keystrokes or calibration
        measured = Measured.of(text, PLACES)
        if not (models or smoothings or orders):
            models, smoothings = _models_of(predictor), tuple(SMOOTHINGS)
        if orders and not smoothings:
            smoothings = [settings.smoothing]
        wanted = [(smoothing, order) for order in orders or [settings.order] for smoothing in smoothings]
        found: list[Found] = []
        known: list[Set[str]] = []  # by each model
        total = len(models) + len(wanted)
        for name, owner, engine in _contenders(predictor, home, models, wanted, cache):
            if progress:
                progress("measuring", len(found), total)
            typing = Typing(Standing(owner, engine), keystrokes, calibration) if typed else None
            found.append(compared(name, engine, measured, typing))
            known.append(engine.generation.vocabulary.ids.keys())
        if progress:
            progress("measuring", total, total)
        notices = [*predictor.notices, *learned_before(predictor, paths)]
    rows = [each.row for each in found]
    # Where unknown words are all <unk>, who gives it more looks better than it is: only known words tell.
    by_known = settings.tokens == WHITESPACE
    ranked = [
        (figure, number)
        for number, row in enumerate(rows)
        if (figure := row.perplexity_known if by_known else row.perplexity) is not None
    ]
    best = min(ranked)[1] if ranked else None
    return Comparison(
        rows=rows if best is None else _beside(found, best, by_known),
        best=best,
        by_known=by_known,
        tokens=measured.tokens,
        words=measured.words,
        places=len(measured.places),
        characters=text.characters,
        files=text.files,
        skipped=text.skipped,
        same_vocabulary=all(each == known[0] for each in known),
        reading=tokens,
        notices=[*notices, *text.notices],
        typed_words=found[0].typed_words if found else 0,
    )


def _models_of(predictor: Predictor) -> tuple[str, ...]:
    """The models that differ from the smoothings: all of a mixture, else networks alone."""
    if predictor.engine.name == MIXTURE:
        return predictor.models
    return tuple(name for name in predictor.models if name in KINDS)


def _contenders(
    predictor: Predictor,
    home: Path | None,
    models: Sequence[str],
    wanted: Sequence[tuple[str, int]],
    cache: bool,
) -> Iterator[tuple[str, Predictor, Engine]]:
    """Each model with its name and whose words it has, opened or counted when its turn comes and dropped after it."""
    for model in models:
        with Predictor.open(predictor.profile_name, home, model=model, stored=False, cache=cache) as opened:
            yield model, opened, opened.engine
    for smoothing, order in wanted:
        yield smoothing, predictor, NgramEngine(predictor.variant(smoothing=smoothing, order=order))


def _beside(found: Sequence[Found], best: int, by_known: bool) -> list[Compared]:
    """The rows, each with how surely the best beats it."""
    mine = found[best].nats_known if by_known else found[best].nats
    rows = []
    for number, each in enumerate(found):
        other = each.nats_known if by_known else each.nats
        figure = each.row.perplexity_known if by_known else each.row.perplexity
        beaten = number != best and figure is not None and len(mine)
        rows.append(replace(each.row, best_wins=wins(mine, other)) if beaten else each.row)
    return rows
