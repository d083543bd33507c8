"""The text that networks are measured on here: the person's notes, files that were named, or the small grammar."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from typeahead.evaluation.gradients import grammar
from typeahead.evaluation.gradients.descent import Lesson
from typeahead.evaluation.texts import read_text
from typeahead.models.protocols import EOS, RESERVED, UNK
from typeahead.profile import corpus
from typeahead.profile.profile import Profile
from typeahead.profile.settings import PROSE, ModelSettings

MOST_WORDS = 60_000
"""More is not read: networks are trained for seconds."""
LEAST_WORDS = 3_000
"""With less, the grammar's sentences are taken instead."""
_MOST_BYTES = 8 * MOST_WORDS
_HELD_OUT = 0.1


@dataclass(frozen=True, slots=True)
class Material:
    """A text.

    Attributes:
        words: as the vocabulary keys on them, each sentence ended by `</s>`.
        source: where it is from, for a sentence: "your notes".
        note: why it is not from where it was wanted.
    """

    words: list[str]
    source: str
    note: str = ""

    def commonest(self, size: int) -> list[str]:
        """A vocabulary: the reserved words and the commonest ones, `size` in all at most."""
        counts = Counter(word for word in self.words if word != RESERVED[EOS])
        ranked = sorted(counts, key=lambda word: (-counts[word], word))
        return [*RESERVED, *ranked[: size - len(RESERVED)]]

    def ids(self, vocabulary: Sequence[str]) -> NDArray[np.int32]:
        """The text in a vocabulary's ids."""
        known = {word: number for number, word in enumerate(vocabulary)}
        return np.array([known.get(word, UNK) for word in self.words], dtype=np.int32)


def of_profile(name: str, seed: int) -> Material:
    """A profile's notes, or the grammar's sentences where it has too few or none."""
    with Profile.open(name, create=name == "default") as profile:
        if profile.trained and not profile.imported:
            found = _read(_first(profile.store.texts()), profile.settings)
            return _enough(found, "your notes", seed)
    return of_grammar(seed)


def of_files(paths: Sequence[Path], seed: int) -> Material:
    """The prose of files and folders.

    Raises:
        SourceUnreadable: a path can't be read, or there is no text in any of them.
    """
    text = read_text(paths, PROSE)
    body = "".join(" ".join(sentence) + "\n" for sentence in text.sentences).encode()
    found = _read(_first([body]), ModelSettings())
    return _enough(found, "the files", seed)


def of_grammar(seed: int, note: str = "") -> Material:
    """Sentences of a small grammar."""
    sentences = grammar.text(np.random.default_rng(seed), 4_000)
    words = [word for sentence in sentences for word in [*sentence, RESERVED[EOS]]]
    return Material(words, "a small grammar's sentences", note)


def parts(ids: NDArray[np.int32]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """A text's beginning, to train on, and its end, held out."""
    at = int(len(ids) * (1 - _HELD_OUT))
    return ids[:at], ids[at:]


def excerpts(random: np.random.Generator, ids: NDArray[np.int32], steps: int, batch: int) -> Lesson:
    """So many words from each of `batch` places of a text; each asks for the next word at every step."""
    ids = np.resize(ids, max(len(ids), steps + 1))  # a very short text again and again
    starts = random.integers(len(ids) - steps, size=batch)
    at = starts + np.arange(steps + 1)[:, None]  # (T + 1, B)
    found = ids[at]
    return Lesson(np.ascontiguousarray(found[:-1]), np.ascontiguousarray(found[1:]))


def _enough(words: list[str], source: str, seed: int) -> Material:
    """The words, if they are enough to learn from."""
    if len(words) >= LEAST_WORDS:
        return Material(words, source)
    return of_grammar(
        seed,
        f"{source} have {len(words):,} words, and {LEAST_WORDS:,} are needed; a small grammar's sentences are used",
    )


def _read(documents: Iterable[bytes], settings: ModelSettings) -> list[str]:
    read = corpus.read(documents, [], settings)
    spellings = [*RESERVED, *read.vocabulary.words[len(RESERVED) :]]
    return [spellings[number] for number in read.words[:MOST_WORDS].tolist()]


def _first(bodies: Iterable[bytes]) -> Iterator[bytes]:
    """Bodies up to as many bytes as are wanted, cut at a line."""
    room = _MOST_BYTES
    for body in bodies:
        if len(body) > room:
            yield body[: body.rfind(b"\n", 0, room) + 1]
            return
        yield body
        room -= len(body)
