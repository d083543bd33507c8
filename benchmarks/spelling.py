"""How often a slip is put right, and how often a right word is doubted: python -m benchmarks.spelling [AUTHOR …]

For each author: trained on their training notes, nothing learned on the way. Of the test notes' words of five letters
and more, WORDS at even distances are typed after the text before them, letter by letter: as they are, and with one slip
at a random place (seeded) among the letters typed: two swapped, one beside, one too few, one doubled, equally often. Of
the SHOWN suggestions, "offered" counts those that are the right word (or go on from it) by the time so many letters
are typed, the wrong one included; "without" does so with corrections left out. A false alarm is a correction shown
beside a beginning without a slip. Times are CPU, of the beginnings with a slip: of all of `suggest`, and of the
correction alone.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.machine import DATA, describe, need
from typeahead.prediction import keyboard
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.spelling import Spelling
from typeahead.profile.profile import Profile
from typeahead.profile.training import train
from typeahead.text.sources import read, walk
from typeahead.text.words import Kind, tokenise

SHOWN, WORDS, LEAST_LETTERS, SEED = 5, 400, 5, 1
LETTERS = (4, 5, 6, 8)
"""How many letters are typed when it is looked whether the right word was offered."""


def main() -> None:
    """Measure and print."""
    words_wanted = next((int(each[8:]) for each in sys.argv if each.startswith("--words=")), WORDS)
    authors = [each for each in sys.argv[1:] if not each.startswith("-")] or ["mtlynch", "brandur", "simonw"]
    print(describe())
    with tempfile.TemporaryDirectory() as folder:
        for author in authors:
            notes = need(DATA / "notes" / author)
            with Profile.open(author, Path(folder), create=True) as profile:
                train(profile, [notes / "train"])
            texts = [text for found in walk([notes / "test"]).found for text in read(found.path).paragraphs]
            with Predictor.open(author, Path(folder), stored=False) as predictor:
                print(f"{author}, {predictor.vocabulary_size:,} words in the vocabulary")
                measure(predictor, _words(texts, words_wanted))


def measure(predictor: Predictor, words: list[tuple[str, str]]) -> None:
    """Type words, right and wrong, and print what came of it."""
    dice = random.Random(SEED)
    offered = {letters: [0, 0, 0] for letters in LETTERS}  # words, offered, offered without corrections
    alarms = right = 0
    times: list[tuple[float, float]] = []
    with _Timed() as timed:
        for before, word in words:
            for letters in range(3, len(word) + 1):
                found = predictor.suggest(before + word[:letters], SHOWN)
                alarms += any(each.replaces and not each.restores for each in found)
                right += 1
            slipped = slip(word, dice, min(len(word), LETTERS[0]))
            met = [False, False]
            for letters in range(3, min(len(slipped), LETTERS[-1]) + 1):
                timed.spent, began = 0.0, time.thread_time()
                found = predictor.suggest(before + slipped[:letters], SHOWN)
                times.append((time.thread_time() - began, timed.spent))
                met[0] |= any(_is_of(each.text, word) for each in found)
                met[1] |= any(_is_of(each.text, word) for each in found if not each.replaces)
                if letters in offered:
                    offered[letters] = [a + b for a, b in zip(offered[letters], (1, *met), strict=True)]
    for letters, (of, hits, without) in offered.items():
        print(
            f"  {letters} letters typed: offered {100 * hits / max(of, 1):5.1f} %, "
            f"without {100 * without / max(of, 1):5.1f} %, of {of} words"
        )
    print(f"  false alarms: {100 * alarms / right:.2f} per 100 of {right:,} beginnings without a slip")
    for what, spent in zip(("suggest", "correction alone"), 1e3 * np.array(times).T, strict=True):
        middle, high = np.percentile(spent, [50, 99])
        print(f"  {what}: p50 {middle:.2f} ms, p99 {high:.2f} ms of CPU")


def slip(word: str, dice: random.Random, within: int) -> str:
    """A word with one slip among its first letters, the very first left right; never the word itself."""
    while True:
        at = dice.randrange(1, within)
        kind = dice.choice(("swapped", "beside", "too few", "doubled"))
        letter = word[at]
        if kind == "swapped":
            found = word[: at - 1] + letter + word[at - 1] + word[at + 1 :] if at > 1 else word
        elif kind == "beside":
            near = sorted(keyboard.beside(letter.lower()))
            found = word[:at] + dice.choice(near) + word[at + 1 :] if near else word
        elif kind == "too few":
            found = word[:at] + word[at + 1 :]
        else:
            found = word[:at] + letter + word[at:]
        if found[: within + 1] != word[: within + 1]:
            return found


def _is_of(text: str, word: str) -> bool:
    """Whether a suggestion is the word, or a phrase that begins with it."""
    return text == word or text.startswith(word + " ")


def _words(texts: list[str], wanted: int) -> list[tuple[str, str]]:
    """Words of letters at even distances, each with the text before it in its paragraph."""
    found = [
        (text[: token.start], token.text)
        for text in texts
        for token in tokenise(text)
        if token.kind == Kind.WORD
        and token.text.isascii()
        and token.text.isalpha()
        and len(token.text) >= LEAST_LETTERS
    ]
    return found[:: max(1, len(found) // wanted)][:wanted]


class _Timed:
    """Adds up the CPU time of corrections while it is entered, in seconds."""

    def __init__(self) -> None:
        self.spent = 0.0

    def __enter__(self) -> _Timed:
        self._plain = Spelling.correction

        def timed(*arguments):
            began = time.thread_time()
            found = self._plain(*arguments)
            self.spent += time.thread_time() - began
            return found

        Spelling.correction = timed
        return self

    def __exit__(self, *_: object) -> None:
        Spelling.correction = self._plain


if __name__ == "__main__":
    main()
