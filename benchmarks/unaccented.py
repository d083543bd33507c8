"""Accents left out: python -m benchmarks.unaccented [--home DIR]

Somebody who writes Spanish (everyday sentences in no order) and has trained on 20,000 words types other sentences with
all accents left out, each word letter by letter. Counted are the places, a word and so many letters of it, where the
word as it ought to be is among the three that the editor shows, and those where another word stands in grey: for words
that have accents, from the letter on that lacks one, and for all others. Beside it, the same sentences with the accents
typed. Nothing is learned on the way.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unicodedata import combining, normalize

from benchmarks.languages import NOTES, _paragraphs, _sentences, _taken
from benchmarks.machine import DATA, describe, need
from typeahead.prediction.ghost import arranged, ghost_of
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.suggestion import Phrasing, first_word
from typeahead.profile.profile import Profile
from typeahead.profile.training import train
from typeahead.text.words import Kind, tokenise

SHOWN = 3
TYPED = 2_500
"""Words of the sentences that are typed."""


def main() -> None:
    """Measure and print."""
    print(describe())
    own, rest = _taken(_sentences(need(DATA / "languages" / "spanish-tatoeba.txt")), NOTES)
    typed, _ = _taken(rest, TYPED)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(sys.argv[sys.argv.index("--home") + 1] if "--home" in sys.argv else folder)
        if not (home / "profiles" / "es").exists():
            notes = Path(folder) / "notes.txt"
            notes.write_text("\n\n".join(_paragraphs(own)), encoding="utf-8")
            with Profile.open("es", home, create=True) as profile:
                train(profile, [notes])
        with Predictor.open("es", home, stored=False) as predictor:
            predictor.accelerate()
            for accents in (False, True):
                _measure(predictor, typed, accents=accents)


def _measure(predictor: Predictor, sentences: list[str], *, accents: bool) -> None:
    found = {True: [0, 0, 0], False: [0, 0, 0]}
    for before, typed, word in _typed(sentences, accents=accents):
        line = arranged(predictor.suggest(before + typed, SHOWN + 1, phrases=Phrasing.COMMAS), SHOWN)
        ghost = ghost_of(line[0] if line else None)
        counts = found[word != unaccented(word)]
        counts[0] += 1
        counts[1] += word in (first_word(each.text) for each in line)
        counts[2] += ghost is not None and first_word(ghost.text) != word
    for has_accents, (places, shown, wrong) in found.items():
        words = "with accents" if has_accents else "without"
        how = "typed" if accents else "left out"
        print(
            f"accents {how:8} words {words:12} {shown:5} of {places} shown, {wrong:4} wrong ghosts",
            flush=True,
        )


def _typed(sentences: list[str], *, accents: bool) -> Iterator[tuple[str, str, str]]:
    """What stands before a word, what is typed of it, and the word.

    A word with accents counts from the letter on that has the first one, up to the whole word where that lacks it.
    """
    for sentence in sentences:
        for token in tokenise(sentence):
            if token.kind != Kind.WORD:
                continue
            word, before = token.text, sentence[: token.start]
            written = word if accents else unaccented(word)
            plain = unaccented(word)
            first = next((at for at in range(len(word)) if word[at] != plain[at]), 0)
            for letters in range(first + 1, len(word) + (written != word)):
                yield before if accents else unaccented(before), written[:letters], word


def unaccented(text: str) -> str:
    """A text without its accents: as many letters, "n" for "ñ" among them."""
    return "".join(each for each in normalize("NFD", text) if not combining(each))


if __name__ == "__main__":
    main()
