"""Models side by side on the same text: the smoothings of the textbook, orders, and the models of a profile."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from typeahead.evaluation.perplexity import measure
from typeahead.evaluation.texts import Progress, Text, read_text
from typeahead.models.protocols import Ids
from typeahead.prediction.engine import Engine
from typeahead.prediction.ngram_engine import NgramEngine
from typeahead.prediction.predictor import Predictor
from typeahead.profile.encoding import WHITESPACE
from typeahead.text.files import Skipped
from typeahead.text.words import is_word

PLACES = 2000
"""Hits are looked for at so many places of the text, evenly spread."""


@dataclass(frozen=True, slots=True)
class Compared:
    """One model's figures; fractions are of 1.

    Attributes:
        name: that of the model as asked for ("ngram"), or the smoothing's.
        smoothing: its smoothing, None of a network.
        order: words of its longest n-gram, None of a network.
        parameters: a network's, None of an n-gram model.
        normalised: False where its figures are scores, which have no perplexity.
        vocabulary: how many words it knows.
        ngrams: different ones, of all orders; None of a network.
        oov: tokens outside its vocabulary.
        perplexity: of all tokens, None where it is infinite or there is none.
        perplexity_known: without unknown words.
        bits_per_character: None where perplexity is.
        impossible: tokens that it held impossible (probability 0).
        perplexity_possible: of all others, None where it has no perplexity.
        hit_at_1: words that it held likeliest, of those that were looked at.
        hit_at_3: words among its first three.
    """

    name: str
    smoothing: str | None
    order: int | None
    parameters: int | None
    normalised: bool
    vocabulary: int
    ngrams: int | None
    oov: int
    perplexity: float | None
    perplexity_known: float | None
    bits_per_character: float | None
    impossible: int
    perplexity_possible: float | None
    hit_at_1: float
    hit_at_3: float


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


def compare(
    profile: str | None,
    paths: Sequence[Path],
    *,
    models: Sequence[str] = (),
    smoothings: Sequence[str] = (),
    orders: Sequence[int] = (),
    tokens: str | None = None,
    cache: bool = True,
    home: Path | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Measure several models on the same files; nothing is changed or learned.

    Args:
        profile: its name, None for the default one.
        paths: files and folders.
        models: "mixture", "ngram", "base", or kinds of networks.
        smoothings: each counted anew from the profile's notes, with the same vocabulary and the same distribution under
            the unigrams, so that their perplexities can be compared.
        orders: each smoothing at each of these; without smoothings, the profile's own smoothing.
        tokens: how the files are read; None for the way the profile was trained.
        cache: whether networks recall what was typed last, where they have a cache.
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
        measured = _Measured.of(text)
        if orders and not smoothings:
            smoothings = [settings.smoothing]
        wanted = [(smoothing, order) for order in orders or [settings.order] for smoothing in smoothings]
        rows: list[Compared] = []
        total = len(models) + len(wanted)
        for name, engine in _contenders(predictor, home, models, wanted, cache):
            if progress:
                progress("measuring", len(rows), total)
            rows.append(_compared(name, engine, measured))
        if progress:
            progress("measuring", total, total)
        notices = list(predictor.notices)
    # Where unknown words are all <unk>, who gives it more looks better than it is: only known words tell.
    by_known = settings.tokens == WHITESPACE
    ranked = [
        (figure, number)
        for number, row in enumerate(rows)
        if (figure := row.perplexity_known if by_known else row.perplexity) is not None
    ]
    return Comparison(
        rows=rows,
        best=min(ranked)[1] if ranked else None,
        by_known=by_known,
        tokens=measured.tokens,
        words=measured.words,
        places=len(measured.places),
        characters=text.characters,
        files=text.files,
        skipped=text.skipped,
        same_vocabulary=len({(row.vocabulary, row.oov) for row in rows}) == 1,
        reading=tokens,
        notices=notices,
    )


def _contenders(
    predictor: Predictor,
    home: Path | None,
    models: Sequence[str],
    wanted: Sequence[tuple[str, int]],
    cache: bool,
) -> Iterator[tuple[str, Engine]]:
    """Each model with its name, opened or counted when its turn comes and dropped after it."""
    for model in models:
        with Predictor.open(predictor.profile_name, home, model=model, stored=False, cache=cache) as opened:
            yield model, opened.engine
    for smoothing, order in wanted:
        yield smoothing, NgramEngine(predictor.variant(smoothing=smoothing, order=order))


@dataclass(frozen=True, slots=True)
class _Measured:
    """The text as all are measured on it.

    Attributes:
        sentences: its tokens.
        tokens: how many, sentence ends included.
        characters: a newline a paragraph included.
        words: how many of the tokens are words.
        places: where words stand among the tokens at which hits are looked for.
    """

    sentences: list[list[str]]
    tokens: int
    characters: int
    words: int
    places: list[int]

    @classmethod
    def of(cls, text: Text) -> _Measured:
        sentences = text.sentences
        wanted = [each for sentence in sentences for each in (*map(is_word, sentence), False)]
        words = np.flatnonzero(np.array(wanted, dtype=bool))
        looked_at = min(PLACES, len(words))
        places = words[np.arange(looked_at) * len(words) // max(looked_at, 1)]
        return cls(sentences, len(wanted), text.characters, len(words), places.tolist())


def _compared(name: str, engine: Engine, text: _Measured) -> Compared:
    found = measure(engine, text.sentences)
    generation = engine.generation
    hits = _hits(engine, generation.encoder.stream(text.sentences), text.places)
    counted = engine.parameters is None
    return Compared(
        name=name,
        smoothing=generation.settings.smoothing if counted else None,
        order=generation.settings.order if counted else None,
        parameters=engine.parameters,
        normalised=engine.normalised,
        vocabulary=generation.summary.types,
        ngrams=sum(generation.summary.ngrams) if counted else None,
        oov=found.oov,
        perplexity=found.perplexity,
        perplexity_known=found.perplexity_known,
        bits_per_character=found.bits / text.characters if math.isfinite(found.bits) else None,
        impossible=found.impossible,
        perplexity_possible=found.perplexity_possible,
        hit_at_1=hits.count(1) / max(len(hits), 1),
        hit_at_3=sum(0 < rank <= 3 for rank in hits) / max(len(hits), 1),
    )


def _hits(engine: Engine, stream: Ids, places: Sequence[int]) -> list[int]:
    """At each place: 1, 2 or 3 where the word was among the model's first three words, else 0."""
    vocabulary = engine.generation.vocabulary
    words = range(vocabulary.first_suggested, len(vocabulary))
    found = []
    for place, outlook in zip(places, engine.at(stream, places), strict=True):
        best = [candidate.word for candidate in outlook.top(3, words)]
        word = int(stream[place])
        found.append(best.index(word) + 1 if word in best else 0)
    return found
