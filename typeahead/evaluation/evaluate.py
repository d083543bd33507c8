"""Evaluation: how well a profile's model foresees files it has not learned from."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from typeahead.errors import SourceUnreadable
from typeahead.evaluation.keystrokes import KeystrokeReport, simulate
from typeahead.evaluation.perplexity import measure
from typeahead.prediction.predictor import Predictor
from typeahead.profile.encoding import WHITESPACE
from typeahead.text.files import Skipped
from typeahead.text.sentences import plain_sentences
from typeahead.text.sources import read, walk
from typeahead.text.whitespace import decode_corpus
from typeahead.text.whitespace import sentences as lines_of_words

Progress = Callable[[str, int, int], None]
"""Told what is being done: (stage, done, total); the stages are "reading", "measuring" and "typing"."""


@dataclass(frozen=True, slots=True)
class EvaluationReport:
    """What was found; fractions are of 1.

    Attributes:
        model: which model it was.
        files: how many were read.
        skipped: what was left out, and why.
        tokens: words, marks and sentence ends.
        oov: tokens outside the vocabulary.
        perplexity: of all tokens, None where it is no number (see `perplexity.PerplexityReport`).
        perplexity_known: without the unknown ones.
        characters: of the text, one newline a paragraph included.
        bits_per_character: None where it is infinite.
        words: letters or digits with inner apostrophes and hyphens.
        hit_at_1: words that were the first suggestion before any letter of them was typed.
        hit_at_3: those among the first three.
        keystroke_savings: number shown → keys saved, ignored suggestions not repeated; None if not asked for.
        keystroke_savings_repeating: the same, with the plain list each time.
    """

    model: str
    files: int
    skipped: list[Skipped]
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


def evaluate(
    predictor: Predictor,
    paths: Sequence[Path],
    *,
    tokens: str | None = None,
    keystrokes: bool = False,
    learn: bool = True,
    phrases: bool = False,
    progress: Progress | None = None,
) -> EvaluationReport:
    """Measure a predictor on files; neither it nor its profile is changed.

    Args:
        predictor: measured as it is; what learns is a copy.
        paths: files and folders.
        tokens: how they are read, "prose" or "whitespace"; None for the way the profile was trained.
        keystrokes: simulate typing letter by letter, which takes several times longer.
        learn: let hits and keystrokes learn each paragraph when it is done.
        phrases: let suggestions be several words.
        progress: told what is being done.

    Raises:
        SourceUnreadable: a path can't be read, or there is no text in any of them.
    """
    tokens = tokens or predictor.generation.settings.tokens
    walked = walk(paths, corpora=tokens == WHITESPACE)
    paragraphs: list[str] = []
    for done, file in enumerate(walked.found, start=1):
        paragraphs += read_paragraphs(file.path, tokens)
        _tell(progress, "reading", done, len(walked.found))
    if not paragraphs:
        raise SourceUnreadable(_nothing(paths, walked.skipped))
    _tell(progress, "measuring", 0, 1)
    found = measure(predictor.generation, split_sentences(paragraphs, tokens))
    _tell(progress, "measuring", 1, 1)
    typed = _type(predictor, paragraphs, keystrokes, learn, phrases, progress)
    return EvaluationReport(
        model=predictor.model_name,
        files=len(walked.found),
        skipped=walked.skipped,
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
    )


def read_paragraphs(path: Path, tokens: str) -> list[str]:
    """A file's paragraphs, as the readers extract them; in whitespace mode its lines as they stand.

    Raises:
        SourceUnreadable: it can't be read.
    """
    if tokens != WHITESPACE:
        return read(path).paragraphs
    try:
        text, _ = decode_corpus(path.read_bytes())
    except OSError as error:
        raise SourceUnreadable(f"{path} can't be read: {error.strerror}; check the path") from error
    return [line for line in text.split("\n") if line.strip(" ")]


def split_sentences(paragraphs: Iterable[str], tokens: str) -> list[list[str]]:
    """The sentences of paragraphs, as training cuts them."""
    if tokens == WHITESPACE:
        return lines_of_words("\n".join(paragraphs))
    return [sentence for paragraph in paragraphs for sentence in plain_sentences(paragraph)]


def _type(
    predictor: Predictor,
    paragraphs: Sequence[str],
    keystrokes: bool,
    learn: bool,
    phrases: bool,
    progress: Progress | None,
) -> KeystrokeReport:
    """Type the paragraphs with a copy of the predictor."""
    told = partial(progress, "typing") if progress else None
    with predictor.copy() as copy:
        return simulate(copy, paragraphs, learn=learn, phrases=phrases, keystrokes=keystrokes, progress=told)


def _tell(progress: Progress | None, stage: str, done: int, total: int) -> None:
    if progress:
        progress(stage, done, total)


def _nothing(paths: Sequence[Path], skipped: Sequence[Skipped]) -> str:
    where = ", ".join(str(path) for path in paths)
    if skipped:
        return f"found no text in {where}: {skipped[0].path} was skipped ({skipped[0].reason})"
    return f"found no text in {where}; name files with prose in them"
