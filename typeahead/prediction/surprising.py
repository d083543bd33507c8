"""How surprising each word of a text is: bits, rank, and what was expected instead."""

from __future__ import annotations

import math
from collections.abc import Collection, Container, Generator, Iterable, Iterator

import numpy as np

from typeahead.models.protocols import EOS, FIRST_WORD, UNK, Candidate, Ids
from typeahead.prediction.engine import Engine, Outlook
from typeahead.prediction.mixture_engine import MixtureEngine
from typeahead.prediction.suggestion import Suggestion, WordSurprise
from typeahead.profile.encoding import PROSE
from typeahead.text.sentences import sentences
from typeahead.text.whitespace import separated
from typeahead.text.words import SECRET, Kind, Token, is_word

ALTERNATIVES = 3

_AT_ONCE = 4
"""Words measured between two chances to do something else: a network takes some milliseconds for each."""


def surprise(
    engine: Engine, text: str, hidden: Collection[int] = frozenset(), unwanted: Container[int] = frozenset()
) -> list[WordSurprise]:
    """The surprise of every word and mark of a text, in its order; Markdown's markers are not words.

    The text is read as it would be typed: sentences begin anew, a blank line ends a paragraph.

    Args:
        engine: the model.
        text: what is measured.
        hidden: ids of words that are not shown among what was expected instead.
        unwanted: further ones, asked for each word that is about to be shown.
    """
    return [word for sentence in parts(engine, text, hidden, unwanted) for word in sentence]


def parts(
    engine: Engine, text: str, hidden: Collection[int] = frozenset(), unwanted: Container[int] = frozenset()
) -> Iterator[list[WordSurprise]]:
    """As `surprise`, a few words at a time, for those who have other things to do in between."""
    paragraph, position = 0, 0
    outlook, version = engine.begin(), engine.version
    for sentence in _sentences(engine, text):
        between = text[position : sentence[0].start]
        if position and "\n" in between:
            blank = "\n\n" in between.replace("\r", "").replace(" ", "").replace("\t", "")
            paragraph += blank or _is_line(between)
        position = sentence[-1].end
        if engine.version != version:  # something was learned since the last sentence
            outlook, version = engine.begin(), engine.version
        outlook = yield from _of_sentence(engine, outlook, sentence, paragraph, hidden, unwanted)


def _is_line(between: str) -> bool:
    """Whether what stands between two sentences has a marker in it that begins a block (a heading, a list item)."""
    return bool(between.strip())


def _sentences(engine: Engine, text: str) -> list[list[Token]]:
    if engine.generation.settings.tokens == PROSE:
        return sentences(text)
    found, start = [], 0
    for line in separated(text).split("\n"):
        tokens, at = [], start
        for word in line.split(" "):
            if word:
                tokens.append(Token(word, at, at + len(word), Kind.WORD))
            at += len(word) + 1
        start += len(line) + 1
        if tokens:
            found.append(tokens)
    return found


def _of_sentence(
    engine: Engine,
    outlook: Outlook,
    sentence: list[Token],
    paragraph: int,
    hidden: Collection[int],
    unwanted: Container[int],
) -> Generator[list[WordSurprise], None, Outlook]:
    """The words of a sentence, some at a time; returns the outlook after it."""
    vocabulary, encoder = engine.generation.vocabulary, engine.generation.encoder
    words = vocabulary.words
    shown = range(vocabulary.first_suggested, len(words))
    # Among what was learned live there are marks too.
    learned = range(vocabulary.sorted_size, len(words))
    unshown = {*hidden, *(number for number in learned if not is_word(words[number]))}
    written = [SECRET if token.kind == Kind.SECRET else token.text for token in sentence]
    forms = encoder.forms(written)
    ids = np.array([*(vocabulary.id_of(form, UNK) for form in forms), EOS], dtype=np.int32)
    walked = iter(_walked(engine, outlook, ids, forms))
    found: list[WordSurprise] = []
    for token, form, number in zip(sentence, forms, ids.tolist(), strict=False):
        outlook = next(walked)
        p = outlook.distribution()
        if number == UNK:
            log_p = outlook.log_of_unknown(form)
            rank = len(words) + 1 - FIRST_WORD
        else:
            own = float(p[number])
            log_p = math.log(own) if own > 0 else -math.inf
            rank = 1 + int(np.count_nonzero(p[FIRST_WORD:] > own))
        expected = [
            Suggestion(words[c.word], words[c.word], c.probability)
            for c in _likeliest(outlook, shown, unshown, unwanted)
        ]
        bits = max(0.0, -log_p / math.log(2))  # of a score, or by rounding, p may be above 1
        found.append(WordSurprise(token.text, token.start, token.end, bits, rank, expected, paragraph))
        if len(found) == _AT_ONCE:
            yield found
            found = []
    if found:
        yield found
    next(walked)  # before the sentence's end
    return next(walked)


def _walked(engine: Engine, outlook: Outlook, ids: Ids, forms: list[str]) -> Iterable[Outlook]:
    """The places of a sentence, as `Engine.after` would read what stands before each of them."""
    if not isinstance(engine, MixtureEngine) or engine.known is None or UNK not in ids:
        return engine.walk(outlook, ids)
    id_of = engine.generation.vocabulary.id_of
    read = [id_of(form, UNK) for form in engine.known.of(forms)]
    return engine.walk(outlook, ids, [*read, EOS])


def _likeliest(
    outlook: Outlook, among: range, skip: Collection[int], unwanted: Container[int]
) -> list[Candidate]:
    """The likeliest words that may be shown."""
    wanted = ALTERNATIVES
    while True:
        found = outlook.top(wanted, among, skip)
        kept = [candidate for candidate in found if candidate.word not in unwanted]
        if len(kept) >= ALTERNATIVES or len(found) < wanted:
            return kept[:ALTERNATIVES]
        wanted *= 3
