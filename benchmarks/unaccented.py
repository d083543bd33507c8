"""Accents left out: python -m benchmarks.unaccented [--home DIR]

Somebody who writes Spanish (everyday sentences in no order) and has trained on 20,000 words types other sentences with
all accents left out, each word letter by letter. Counted are the places, a word and so many letters of it, where the
word as it ought to be is among the three that the editor shows, and those where another word stands in grey: for words
that have accents, from the letter on that lacks one, and for all others. Beside it, the same sentences with the accents
typed. Nothing is learned on the way.

The same with the apostrophes of three English authors' test texts, untrained.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import combining, normalize

from benchmarks.languages import NOTES, in_paragraphs, sentences_of, taken
from benchmarks.machine import DATA, describe, need
from benchmarks.note_profiles import AUTHORS
from benchmarks.typing import paragraphs, some
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
    own, rest = taken(sentences_of(need(DATA / "languages" / "spanish-tatoeba.txt")), NOTES)
    typed, _ = taken(rest, TYPED)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(sys.argv[sys.argv.index("--home") + 1] if "--home" in sys.argv else folder)
        if not (home / "profiles" / "es").exists():
            notes = Path(folder) / "notes.txt"
            notes.write_text("\n\n".join(in_paragraphs(own)), encoding="utf-8")
            with Profile.open("es", home, create=True) as profile:
                train(profile, [notes])
        with Predictor.open("es", home, stored=False) as predictor:
            predictor.accelerate()
            for left_out in (True, False):
                _measure(predictor, typed, "accents", unaccented, left_out=left_out)
    with (
        tempfile.TemporaryDirectory() as folder,
        Predictor.open(home=Path(folder), stored=False) as predictor,
    ):
        predictor.accelerate()
        for author in AUTHORS:
            texts = [
                each.replace("’", "'") for each in some(paragraphs(need(DATA / "notes" / author / "test")))
            ]
            print(author)
            for left_out in (True, False):
                _measure(predictor, texts, "apostrophes", without_apostrophes, left_out=left_out)


def _measure(
    predictor: Predictor, texts: list[str], what: str, plain: Callable[[str], str], *, left_out: bool
) -> None:
    found = {True: [0, 0, 0], False: [0, 0, 0]}
    for before, typed, word in _typed(texts, plain, left_out=left_out):
        line = arranged(predictor.suggest(before + typed, SHOWN + 1, phrases=Phrasing.COMMAS), SHOWN)
        ghost = ghost_of(line[0] if line else None)
        counts = found[word != plain(word)]
        counts[0] += 1
        counts[1] += word in (first_word(each.text) for each in line)
        counts[2] += ghost is not None and first_word(ghost.text) != word
    for has_some, (places, shown, wrong) in found.items():
        words = f"with {what}" if has_some else "without"
        how = "left out" if left_out else "typed"
        print(
            f"{what} {how:8} words {words:16} {shown:5} of {places} shown, {wrong:4} wrong ghosts", flush=True
        )


def _typed(
    texts: list[str], plain: Callable[[str], str], *, left_out: bool
) -> Iterator[tuple[str, str, str]]:
    """What stands before a word, what is typed of it, and the word.

    A word with accents counts from the letter on that has the first one, up to the whole word where that lacks it.
    """
    for text in texts:
        for token in tokenise(text):
            if token.kind != Kind.WORD:
                continue
            word, before = token.text, text[: token.start]
            written = plain(word) if left_out else word
            pairs = enumerate(zip(word, plain(word), strict=False))
            first = next((at for at, (one, other) in pairs if one != other), 0)
            for letters in range(first + 1, len(written) + (written != word)):
                yield plain(before) if left_out else before, written[:letters], word


def unaccented(text: str) -> str:
    """A text without its accents: as many letters, "n" for "ñ" among them."""
    return "".join(each for each in normalize("NFD", text) if not combining(each))


def without_apostrophes(text: str) -> str:
    """A text as it is typed in a hurry: "dont"."""
    return text.replace("'", "")


if __name__ == "__main__":
    main()
