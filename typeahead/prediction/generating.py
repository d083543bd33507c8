"""Text by sampling: word after word drawn from a model's distribution, and what that distribution was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from typeahead.models.protocols import EOS
from typeahead.prediction import context
from typeahead.prediction.drawing import Drawing, chances, draw
from typeahead.prediction.voices import Distribution, Voice
from typeahead.profile.encoding import WHITESPACE, first_word_at
from typeahead.text.casing import capitalised
from typeahead.text.joining import is_unspaced
from typeahead.text.words import is_word, join

_MARKS = 10
"""A model that gives nothing but marks ends after so many tokens for each word that was wanted."""


@dataclass(frozen=True, slots=True)
class Step:
    """One word drawn.

    Attributes:
        after: the words of the open sentence before it.
        word: as drawn, None where nothing could be drawn.
        distributions: of each model, that which was drawn from first.
    """

    after: list[str]
    word: str | None
    distributions: list[Distribution]


@dataclass(frozen=True, slots=True)
class Generated:
    """A text that a model made.

    Attributes:
        text: the prompt and what follows it.
        words: how many words were made.
        steps: one for each token, sentence ends included; empty if not asked for.
        stuck: the words after which the model had never seen anything; None if that did not happen.
    """

    text: str
    words: int
    steps: list[Step]
    stuck: list[str] | None


def generate(
    voices: Sequence[Voice],
    prompt: str,
    *,
    words: int = 40,
    drawing: Drawing | None = None,
    seed: int = 0,
    show: bool = False,
) -> Generated:
    """Go on from a prompt.

    Args:
        voices: the first one speaks; the others are asked at the same places what they would have said.
        prompt: a text, its last word finished.
        words: how many words are wanted; in prose marks do not count. Sentence ends never do.
        drawing: temperature and cuts.
        seed: the same seed, model and prompt give the same text.
        show: whether to keep every step.
    """
    drawing = drawing or Drawing()
    random = np.random.Generator(np.random.PCG64(seed))
    speaker = voices[0]
    tokens = speaker.generation.settings.tokens
    open_sentence = context.read(prompt, tokens).words
    for voice in voices:
        voice.hear(open_sentence, partial(context.earlier, prompt, tokens))
    sentences: list[list[str]] = [[]]
    steps: list[Step] = []
    stuck = None
    made = 0
    for _ in range(_MARKS * (words + 1)):
        if made == words:
            break
        weights = speaker.weights()
        after = speaker.heard
        if not weights.any():
            stuck = speaker.looked_for()
            if show:
                steps.append(Step(after, None, _distributions(voices, weights, weights, drawing, None)))
            break
        chance = chances(weights, drawing)
        word = draw(chance, random.random())
        form = speaker.form(word)
        if show:
            shown = _distributions(voices, weights, chance, drawing, word)
            steps.append(Step(after, form, shown))
        for voice in voices:
            voice.say(voice.own(speaker, word))
        if word == EOS:
            sentences.append([])
        else:
            sentences[-1].append(form)
            made += tokens == WHITESPACE or is_word(form)
    return Generated(_text(prompt, open_sentence, sentences, tokens), made, steps, stuck)


def _distributions(
    voices: Sequence[Voice],
    weights: NDArray[np.float64],
    chance: NDArray[np.float64],
    drawing: Drawing,
    drawn: int | None,
) -> list[Distribution]:
    """What is shown of each voice's distribution, the first one's being known already."""
    found = [voices[0].distribution(weights, chance, drawn)]
    for voice in voices[1:]:
        own = voice.weights()
        said = None if drawn is None else voice.own(voices[0], drawn)
        found.append(voice.distribution(own, chances(own, drawing) if own.any() else own, said))
    return found


def _text(prompt: str, before: Sequence[str], sentences: Sequence[Sequence[str]], tokens: str) -> str:
    """The prompt and the sentences after it, the first of which goes on with the words before."""
    if not any(sentences):
        return prompt
    if tokens == WHITESPACE:
        text = "\n".join(" ".join(sentence) for sentence in sentences)
        return prompt.rstrip(" ") + " " * (bool(before) and bool(sentences[0])) + text
    if before:
        said = join([*before, *_cased(sentences[0], first_word_at(before) < 0)])
        text = prompt.rstrip(" ") + said[len(join(before)) :]
    else:
        text = _then(prompt, sentences[0])
    for sentence in sentences[1:]:
        text = _then(text, sentence)
    return text


def _then(text: str, sentence: Sequence[str]) -> str:
    """A text and one more sentence."""
    apart = sentence and text and not text[-1].isspace() and not is_unspaced(text[-1])
    return f"{text}{' ' if apart else ''}{join(_cased(sentence, True))}"


def _cased(sentence: Sequence[str], is_start: bool) -> list[str]:
    """A sentence's words as they are written: the first one with a capital, where it begins the sentence."""
    at = first_word_at(sentence) if is_start else -1
    return [capitalised(word) if number == at else word for number, word in enumerate(sentence)]
