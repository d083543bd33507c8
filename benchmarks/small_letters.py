"""Names typed in small letters: python -m benchmarks.small_letters [AUTHOR …] [--home DIR]

Days, months, places, names of people and a few more words that have capitals, each in three places made up for this,
with two to five letters of them typed: in small letters, and as they are written. Counted are the places where the word
is among the three that the editor shows, and those where another word stands in grey. The profile is untrained, then
trained on each author's notes; nothing is learned on the way.

Then each author's test text, all of it in small letters, is typed and learned: keys saved, three suggestions shown, and
words among them before a letter is typed, where what came with the package reads the words before in the forms that it
knows, as it does, and as they are written.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from benchmarks.machine import DATA, describe, need
from benchmarks.note_profiles import AUTHORS, BASE, BOTH, home_of, prepare, words_of
from benchmarks.typing import paragraphs, some
from typeahead.evaluation.keystrokes import simulate
from typeahead.prediction.ghost import arranged, ghost_of
from typeahead.prediction.mixture_engine import MixtureEngine
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.suggestion import Phrasing, Suggestion, first_word

SHOWN = 3
LETTERS = range(2, 6)
PLACES = (
    (
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        ("see you next ", "the shop is closed on ", "we talked about it last "),
    ),
    (
        "January February March April June July August September October November December",
        ("it must be done by ", "we were there in ", "the end of "),
    ),
    (
        "London Paris Berlin England France Germany Europe America Italy Rome",
        ("she lives in ", "we took the train to ", "the weather of "),
    ),
    (
        "John Mary Peter Sarah David Michael Robert Thomas James Elizabeth",
        ("my friend ", "I wrote a letter to ", "yesterday "),
    ),
    ("English", ("she speaks ", "a book in ", "the ")),
    ("Christmas", ("we come at ", "before ", "a merry ")),
    ("I'm I've", ("I think ", "today ", "because ")),
)


def main() -> None:
    """Measure and print."""
    print(describe())
    authors = words_of(sys.argv[1:]) or AUTHORS
    for author in authors:
        with home_of(author) as home:
            for profile in (BASE, BOTH):
                prepare(profile, home, author)
                if profile == BOTH or author == authors[0]:  # untrained all are alike
                    with Predictor.open(profile, home, stored=False) as predictor:
                        predictor.accelerate()
                        _measure(author, profile, predictor)
                for as_known in (True, False):
                    with Predictor.open(profile, home, stored=False) as predictor:
                        predictor.accelerate()
                        _type(author, profile, predictor, as_known)


def _measure(author: str, profile: str, predictor: Predictor) -> None:
    cells = []
    for in_small in (True, False):
        shown = wrong = places = 0
        for before, word, letters in _typed():
            typed = word[:letters].lower() if in_small else word[:letters]
            line = arranged(predictor.suggest(before + typed, SHOWN + 1, phrases=Phrasing.COMMAS), SHOWN)
            ghost = ghost_of(line[0] if line else None)
            places += 1
            shown += word in map(_word_of, line)
            wrong += ghost is not None and first_word(ghost.text) != word
        cells.append(f"{shown:4} of {places} shown, {wrong:3} wrong ghosts")
    name = "untrained" if profile == BASE else author
    print(f"{name:9} small letters: {cells[0]}; capitals: {cells[1]}", flush=True)


def _type(author: str, profile: str, predictor: Predictor, as_known: bool) -> None:
    assert isinstance(predictor.engine, MixtureEngine)
    if not as_known:
        predictor.engine.known = None
    texts = [text.lower() for text in some(paragraphs(need(DATA / "notes" / author / "test")))]
    found = simulate(predictor, texts, shown=(SHOWN,))
    read = "as they are known" if as_known else "as they are written"
    saved, there = 100 * found.savings[SHOWN], 100 * found.hit_at(SHOWN)
    name = f"{author}, untrained" if profile == BASE else author
    print(f"{name:18} words before {read:19}: {saved:5.2f} % saved, {there:4.1f} % there", flush=True)


def _typed() -> Iterator[tuple[str, str, int]]:
    for words, places in PLACES:
        for word in words.split():
            for before in places:
                for letters in LETTERS:
                    if letters < len(word):
                        yield before, word, letters


def _word_of(offer: Suggestion) -> str:
    return first_word(offer.text)


if __name__ == "__main__":
    main()
