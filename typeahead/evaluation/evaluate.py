"""Evaluation: how well a profile's model foresees files it has not learned from."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from typeahead.errors import SettingInvalid
from typeahead.evaluation.bootstrap import Draws
from typeahead.evaluation.calibration import Calibration, CalibrationReport
from typeahead.evaluation.ghost import GhostReport, Ghosts
from typeahead.evaluation.intervals import (
    RANKED,
    Intervals,
    drawn,
    intervals,
    sums_of_scores,
    sums_of_typing,
)
from typeahead.evaluation.keystrokes import ParagraphTyped, Watcher, simulate
from typeahead.evaluation.misses import Misses, MissReport
from typeahead.evaluation.perplexity import Scored, score
from typeahead.evaluation.texts import Progress, Text, read_text
from typeahead.prediction.engine import Engine
from typeahead.prediction.predictor import Predictor
from typeahead.text.files import Skipped

if TYPE_CHECKING:
    from typeahead.evaluation.adapting import AdaptingReport


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """What was found; fractions are of 1.

    Attributes:
        model: which model it was.
        normalised: False where its figures are scores, which have no perplexity.
        files: how many were read.
        skipped: what was left out, and why.
        notices: what a person should know of the files.
        tokens: words, marks and sentence ends.
        oov: tokens outside the vocabulary.
        perplexity: of all tokens, None where it is no number (see `perplexity.PerplexityReport`).
        perplexity_known: without the unknown ones.
        characters: of the text, one newline a paragraph included.
        bits_per_character: None where it is infinite, or there are no probabilities.
        words: letters or digits with inner apostrophes and hyphens.
        hit_at_1: words that were the first suggestion before any letter of them was typed.
        hit_at_3: those among the first three.
        keystroke_savings: number shown → keys saved, ignored suggestions not repeated; None if not asked for.
        keystroke_savings_repeating: the same, with the plain list each time.
        adapting: perplexities of a network that goes along with the text; None if not asked for.
        ghost: what came of the grey suggestion in the text, at the editor's thresholds; None without keystrokes.
        misses: why words were not among the first three; None without keystrokes.
        calibration: whether probabilities of suggestions are honest; None if not asked for.
        bits_per_word: the mean surprise of a token; None where the perplexity is.
        hit_at_5: words that were among the first five suggestions.
        mean_reciprocal_rank: of words, by their rank among the first ten suggestions; others count 0.
        intervals: how far these may be off by chance; None of a single paragraph.
    """

    model: str
    normalised: bool
    files: int
    skipped: list[Skipped]
    notices: list[str]
    tokens: int
    oov: int
    perplexity: float | None
    perplexity_known: float | None
    characters: int
    bits_per_character: float | None
    words: int
    hit_at_1: float
    hit_at_3: float
    keystroke_savings: dict[int, float] | None
    keystroke_savings_repeating: dict[int, float] | None
    adapting: AdaptingReport | None = None
    ghost: GhostReport | None = None
    misses: MissReport | None = None
    calibration: CalibrationReport | None = None
    bits_per_word: float | None = None
    hit_at_5: float = 0.0
    mean_reciprocal_rank: float = 0.0
    intervals: Intervals | None = None


def evaluate(
    predictor: Predictor,
    paths: Sequence[Path],
    *,
    tokens: str | None = None,
    keystrokes: bool = False,
    calibration: bool = False,
    learn: bool = True,
    phrases: bool = False,
    adapt: bool = False,
    adapt_rate: float | None = None,
    progress: Progress | None = None,
) -> EvaluationReport:
    """Measure a predictor on files; neither it nor its profile is changed.

    Args:
        predictor: measured as it is; what learns is a copy.
        paths: files and folders.
        tokens: how they are read, "prose" or "whitespace"; None for the way the profile was trained.
        keystrokes: simulate typing letter by letter, which takes several times longer; judge the ghost.
        calibration: see whether suggestions are right as often as their probabilities say, letter by letter too.
        learn: let hits and keystrokes learn each paragraph when it is done.
        phrases: let suggestions be several words.
        adapt: also measure a network's perplexity while it adapts to the text, and with its cache.
        adapt_rate: of learning; the usual one unless given.
        progress: told what is being done: (stage, done, total) of "reading", "measuring", "adapting" and "typing".

    Raises:
        SettingInvalid: what should adapt is no network, or nobody should learn at such a rate.
        SourceUnreadable: a path can't be read, or there is no text in any of them.
    """
    tokens = tokens or predictor.generation.settings.tokens
    text = read_text(paths, tokens, progress)
    _tell(progress, "measuring", 0, 1)
    scored = score(predictor.engine, text.sentences)
    found = scored.report
    _tell(progress, "measuring", 1, 1)
    adapting = _adapting(predictor.engine, text.sentences, adapt_rate, progress) if adapt else None
    told = partial(progress, "typing") if progress else None
    with predictor.copy() as copy:
        ghosts, misses, honest = Ghosts(), Misses.of(copy), Calibration()
        watchers: list[Watcher] = []
        if keystrokes:
            watchers += [ghosts, misses]
        if calibration:
            watchers.append(honest)
        typed = simulate(
            copy,
            text.paragraphs,
            learn=learn and copy.learnable,
            phrases=phrases,
            keystrokes=keystrokes,
            ranked=RANKED,
            watchers=watchers,
            progress=told,
        )
    return EvaluationReport(
        model=predictor.model_name,
        normalised=predictor.engine.normalised,
        files=text.files,
        skipped=text.skipped,
        notices=text.notices,
        tokens=found.tokens,
        oov=found.oov,
        perplexity=found.perplexity,
        perplexity_known=found.perplexity_known,
        characters=typed.characters,
        bits_per_character=found.bits / typed.characters if math.isfinite(found.bits) else None,
        words=typed.words,
        hit_at_1=typed.hit_at(1),
        hit_at_3=typed.hit_at(3),
        keystroke_savings=typed.savings if keystrokes else None,
        keystroke_savings_repeating=typed.savings_repeating if keystrokes else None,
        adapting=adapting,
        ghost=ghosts.report() if keystrokes else None,
        misses=misses.report if keystrokes else None,
        calibration=honest.report() if calibration else None,
        bits_per_word=found.bits / found.tokens if math.isfinite(found.bits) else None,
        hit_at_5=typed.hit_at(5),
        mean_reciprocal_rank=typed.mean_reciprocal_rank,
        intervals=_intervals(text, scored, typed.paragraphs),
    )


def _intervals(text: Text, scored: Scored, typed: Sequence[ParagraphTyped]) -> Intervals | None:
    draws = Draws(len(text.paragraphs))
    if not draws.possible:
        return None
    sums = sums_of_scores(scored, text.lengths, [len(each) + 1 for each in text.paragraphs])
    return intervals(draws, drawn(draws, {**sums, **sums_of_typing(typed)}), scored)


def _adapting(
    engine: Engine,
    sentences: Sequence[Sequence[str]],
    rate: float | None,
    progress: Progress | None,
) -> AdaptingReport:
    # Who measures n-grams need not wait for these imports.
    from typeahead.evaluation.adapting import measure_adapting
    from typeahead.prediction.adapting import settings_for
    from typeahead.prediction.network_engine import NetworkEngine

    if not isinstance(engine, NetworkEngine):
        raise SettingInvalid(f"only networks adapt to a text by their weights, and this is a {engine.title}")
    settings = settings_for(engine.model.network, rate)
    return measure_adapting(engine, sentences, settings, partial(progress, "adapting") if progress else None)


def _tell(progress: Progress | None, stage: str, done: int, total: int) -> None:
    if progress:
        progress(stage, done, total)
