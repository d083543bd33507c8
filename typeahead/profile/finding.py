"""Where words stand in what a person wrote: the newest documents first, and in small pieces of work."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from typeahead.errors import SourceUnreadable
from typeahead.profile.forgetting import folded
from typeahead.profile.store import Store
from typeahead.profile.written import Written
from typeahead.text.decoding import decode
from typeahead.text.forms import normal
from typeahead.text.joining import join
from typeahead.text.opening import read_bytes

MOST = 20
"""So many places are told of."""

_SECONDS = 0.003
"""After so long others have their turn."""

_LARGEST = 4_000_000
"""Bytes of a file that a sentence's line is looked for in: it is read in one piece."""

_NEAR = 6
"""So many tokens on either side of the words tell a sentence from others."""

_BETWEEN = r"[\W_]{0,40}?"
"""Marks of a format, line ends and white space between two tokens."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place where words stand.

    Attributes:
        origin: the file, or what a text without a name is known by (see `is_file`).
        day: when it was written or learned, "2026-05-17".
        line: of the file as it is now, from 1; None where the sentence is not found in it any more.
        sentence: the whole sentence, as prose.
        start: where in it the words begin.
        end: where they end.
        words: how many words they are: the word that was looked for, and those before it that stand there too.
    """

    origin: str
    day: str
    line: int | None
    sentence: str
    start: int
    end: int
    words: int

    @property
    def is_file(self) -> bool:
        """Whether it was written in a file, or typed into a text that has no name."""
        return Path(self.origin).is_absolute()


@dataclass(frozen=True, slots=True)
class Places:
    """What was found.

    Attributes:
        found: most words first and then newest first.
        searched: how many documents and pieces of typing there are.
        more: whether there may be more with as many words as the last one: enough were found.
    """

    found: tuple[Place, ...]
    searched: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Hit:
    """A place before its line is known.

    Attributes:
        place: without its line.
        tokens: the words there, and those near them, as written.
        first: where among them the words begin.
        last: where they end.
        earlier: how often the same stood further up in the document.
    """

    place: Place
    tokens: tuple[str, ...]
    first: int
    last: int
    earlier: int


def find(store: Store, before: Sequence[str], word: str, most: int = MOST) -> Iterator[Places | None]:
    """Look for a word, and for as many of the words before it as stand there too, in any case.

    Args:
        store: of the profile.
        before: words, oldest first.
        word: the word behind them.
        most: so many places are enough.

    Yields:
        None wherever something else may be done, then what was found.
    """
    keys = [folded(each) for each in (*before, word)]
    found: dict[int, list[_Hit]] = {length: [] for length in range(len(keys), 0, -1)}
    met = Counter[int]()  # by their words, those beyond what is enough too
    clock = time.monotonic()
    written = store.written()
    all_read = True
    for each in written:
        known: Counter[tuple[str, ...]] = Counter()
        for body in _pieces(store, each):
            for hit in _hits(each, body, keys, known):
                met[hit.place.words] += 1
                if len(found[hit.place.words]) < most:
                    found[hit.place.words].append(hit)
            if time.monotonic() - clock > _SECONDS:
                yield None
                clock = time.monotonic()
        if len(found[len(keys)]) >= most:
            all_read = each is written[-1]
            break
    best = [hit for hits in found.values() for hit in hits][:most]
    texts: dict[str, str] = {}
    places = []
    for hit in best:
        if hit.place.is_file and hit.place.origin not in texts:
            yield None
            texts[hit.place.origin] = _text_of(hit.place.origin)
        places.append(replace(hit.place, line=_line(texts.get(hit.place.origin, ""), hit)))
    fewest = places[-1].words if places else 0
    more = not all_read or sum(place.words == fewest for place in places) < met[fewest]
    yield Places(tuple(places), len(written), more)


def _pieces(store: Store, written: Written) -> Iterator[str]:
    """A body in pieces of whole lines. Nothing is held open in between: others may forget it meanwhile."""
    at = 0
    while piece := store.piece(written, at):
        at += len(piece)
        yield piece.decode().removesuffix("\n")


def _hits(
    written: Written, body: str, keys: Sequence[str], known: Counter[tuple[str, ...]]
) -> Iterator[_Hit]:
    """The places in a piece of a body."""
    small = normal(body).casefold()
    if keys[-1] not in small:
        return
    for line, plain in zip(body.split("\n"), small.split("\n"), strict=True):
        if keys[-1] not in plain:
            continue
        tokens, forms = line.split(" "), plain.split(" ")
        for at, form in enumerate(forms):
            if form != keys[-1]:
                continue
            first = at
            for key in reversed(keys[:-1]):
                if first == 0 or forms[first - 1] != key:
                    break
                first -= 1
            begin = max(first - _NEAR, 0)
            near = tuple(tokens[begin : at + 1 + _NEAR])
            yield _Hit(_place(written, tokens, first, at), near, first - begin, at - begin, known[near])
            known[near] += 1


def _place(written: Written, tokens: Sequence[str], first: int, last: int) -> Place:
    return Place(
        origin=written.origin,
        day=time.strftime("%Y-%m-%d", time.localtime(written.when)),
        line=None,
        sentence=join(tokens),
        start=len(join(tokens[: first + 1])) - len(tokens[first]),
        end=len(join(tokens[: last + 1])),
        words=last + 1 - first,
    )


def _text_of(origin: str) -> str:
    """The file as it is now, with line ends as `\\n`; nothing where it can't be read, or not in a moment."""
    path = Path(origin)
    try:
        return decode(read_bytes(path, _LARGEST))[0]
    except (OSError, SourceUnreadable):
        return ""


def _line(text: str, hit: _Hit) -> int | None:
    """The line where the words begin: marks of the format may stand between them; else the first line with them."""
    before, words, after = (
        hit.tokens[: hit.first],
        hit.tokens[hit.first : hit.last + 1],
        hit.tokens[hit.last + 1 :],
    )
    for pattern, earlier in ((_pattern(before, words, after), hit.earlier), (_pattern((), words, ()), 0)):
        starts = [
            match.start(1) for match, _ in zip(pattern.finditer(text), range(earlier + 1), strict=False)
        ]
        if starts:
            return text.count("\n", 0, starts[-1]) + 1
    return None


def _pattern(before: Sequence[str], words: Sequence[str], after: Sequence[str]) -> re.Pattern[str]:
    """Finds words between others, whatever marks and white space stand between any two; they are its group 1."""
    parts = [_BETWEEN.join(map(re.escape, some)) for some in (before, words, after)]
    left, right = r"(?<!\w)" if words[0][0].isalnum() else "", r"(?!\w)" if words[-1][-1].isalnum() else ""
    return re.compile(_BETWEEN.join(filter(None, (parts[0], f"{left}({parts[1]}){right}", parts[2]))))
