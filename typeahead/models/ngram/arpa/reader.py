"""Reading ARPA files: tolerant of the habits of lmplz, SRILM and IRSTLM, strict about damage."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from typeahead.models.ngram.arpa.lines import Lines, Progress
from typeahead.models.ngram.arpa.ngrams import ZERO, Ngrams
from typeahead.models.ngram.arpa.sections import Rows, ngrams, unigrams
from typeahead.models.ngram.arpa.trie import Trie
from typeahead.models.protocols import BOS, EOS, RESERVED, UNK
from typeahead.text.visible import visible
from typeahead.text.vocabulary import Vocabulary

HIGHEST = 8
"""Longer n-grams than this are not read."""

_MISSING = -100.0
"""log10 p of `<unk>` where the file has none, as in KenLM."""
_PREAMBLE = 10_000
"""So many lines may stand before the data; a file with more is no ARPA file."""
_COUNT = re.compile(rb"ngram\s+(\d{1,9})\s*=\s*(\d{1,18})")
_LEAST_LINE = (4, 2)
"""Bytes of the shortest line of a 1-gram, and so many more for each further word."""
_LEAST_HELD = 16
"""Bytes of memory that an n-gram takes at the least."""
_ORDERS = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\U000e0000-\U000e0fff]"
)
"""What a terminal would obey, turn round or hide; white space of all kinds is left, which corpora do have in words."""
_OTHERS = {
    b"iARPA": "this is IRSTLM's own intermediate form; 'compile-lm FILE --text=yes OUT' makes an ARPA file of it",
    b"qARPA": "this is IRSTLM's quantised form; make an ARPA file of the model it was made from",
    b"blmt": "this is IRSTLM's binary form; 'compile-lm FILE --text=yes OUT' makes an ARPA file of it",
    b"mmap lm http": "this is KenLM's binary form; name the ARPA file that it was made from",
}


@dataclass(slots=True)
class Arpa:
    """What a file holds.

    Attributes:
        ngrams: its n-grams.
        vocabulary: its words.
        listed: how many n-grams of each order the file has.
        notices: what a person should know of it.
    """

    ngrams: Ngrams
    vocabulary: Vocabulary
    listed: list[int]
    notices: list[str] = field(default_factory=list)


def read(path: Path, progress: Progress | None = None) -> Arpa:
    """Read an ARPA file, gzipped or not.

    Raises:
        ArpaMalformed: it is damaged, or no ARPA file; the message names the line.
        SourceUnreadable: it can't be read.
    """
    with Lines(path, progress) as lines:
        _find_data(lines)
        counts = _counts(lines)
        orders: list[Rows] = []
        rows, spelled = _unigrams(lines, counts)
        vocabulary, ids, notices = _vocabulary(lines, rows, spelled)
        for order in range(2, len(counts) + 1):
            _find_section(lines, order, counts)
            orders.append(ngrams(lines, order, counts, ids))
            _check_count(lines, order, len(orders[-1].logs), counts)
        _find_end(lines, counts)

        def twice(order: int, line: int) -> Exception:
            return lines.malformed(f"this {order}-gram stands in the file twice", line)

        trie = Trie(_by_id(rows, spelled, ids, len(vocabulary)), orders, twice)
    if trie.added:
        notices.append(
            f"the file lacks {trie.added:,} n-grams that longer ones are made of; they were put in with the "
            "probability that it gives them by backing off"
        )
    return Arpa(Ngrams(vocabulary.words, trie.levels), vocabulary, counts, notices)


def _find_data(lines: Lines) -> None:
    """Read what stands before the data, which may be anything."""
    while lines.number < _PREAMBLE and (line := lines.one()) is not None:
        if line == b"\\data\\":
            return
        for beginning, what in _OTHERS.items():
            if line.startswith(beginning) and lines.number == 1:
                raise lines.malformed(what)
    raise lines.malformed(r"there is no line \data\ up to here; this is no ARPA file")


def _counts(lines: Lines) -> list[int]:
    """The numbers of n-grams that the head promises, by order."""
    counts: list[int] = []
    while (line := lines.one()) is not None:
        if not line:
            continue
        match = _COUNT.fullmatch(line)
        if match is None:
            if line == b"\\1-grams:" and counts:
                _check_room(lines, counts)
                return counts
            number = lines.number
            if lines.one() is None:
                break
            shown = line[:60].decode(errors="replace")
            raise lines.malformed(f"{shown!r} is no line of the head, like 'ngram 1=2000'", number)
        order, number = int(match[1]), int(match[2])
        if order != len(counts) + 1:
            raise lines.malformed(f"the head goes from order {len(counts)} to order {order}")
        if order > HIGHEST:
            raise lines.malformed(
                f"the file has n-grams of order {order}; orders up to {HIGHEST} can be read"
            )
        counts.append(number)
    raise lines.malformed("the file ends in its head: it was cut off")


def _check_room(lines: Lines, counts: list[int]) -> None:
    """See that the file and the memory can hold what the head promises, before anything is made for it."""
    first, more = _LEAST_LINE
    least = sum(number * (first + more * order) for order, number in enumerate(counts))
    if least > lines.room:
        raise lines.malformed(
            f"the head promises {sum(counts):,} n-grams, but a file of this size can't hold as many"
        )
    if sum(counts) * _LEAST_HELD > memory():
        raise lines.malformed(
            f"the head promises {sum(counts):,} n-grams: more than this machine's memory holds"
        )


def memory() -> int:
    """Bytes of memory that the machine has; no bound where it can't say."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return 1 << 62


def _unigrams(lines: Lines, counts: list[int]) -> tuple[Rows, list[bytes]]:
    rows, spelled = unigrams(lines, len(counts), counts[0])
    _check_count(lines, 1, len(spelled), counts)
    return rows, spelled


def _find_section(lines: Lines, order: int, counts: list[int]) -> None:
    r"""Read the line \N-grams:, where the lines before have ended."""
    line = lines.one()
    if line is None:
        raise lines.malformed(f"the file ends before its {order}-grams: it was cut off")
    if line != f"\\{order}-grams:".encode():
        shown = line[:60].decode(errors="replace")
        raise lines.malformed(f"{shown!r} stands where \\{order}-grams: should, of {len(counts)} orders")


def _check_count(lines: Lines, order: int, found: int, counts: list[int]) -> None:
    if found != counts[order - 1]:
        raise lines.malformed(
            f"the {order}-grams end here after {found:,}, but the head promises {counts[order - 1]:,}"
        )


def _find_end(lines: Lines, counts: list[int]) -> None:
    line = lines.one()
    if line is None:
        raise lines.malformed(r"the file ends without a line \end\: it was cut off")
    if line != b"\\end\\":
        shown = line[:60].decode(errors="replace")
        raise lines.malformed(f"{shown!r} stands where \\end\\ should, after {len(counts)} orders")


def _vocabulary(
    lines: Lines, rows: Rows, spelled: list[bytes]
) -> tuple[Vocabulary, dict[bytes, int], list[str]]:
    """Ids for the words of the unigrams."""
    places = {word: place for place, word in enumerate(spelled)}
    if len(places) < len(spelled):
        seen: set[bytes] = set()
        for word, line in zip(spelled, rows.lines.tolist(), strict=True):
            if word in seen:
                shown = word.decode(errors="replace")
                raise lines.malformed(f"the word {shown!r} stands among the 1-grams twice", line)
            seen.add(word)
    reserved = {name.encode(): number for number, name in enumerate(RESERVED)}
    if b"<unk>" not in places:
        reserved = {b"<UNK>": UNK, **reserved}  # as SRILM may write it
    raw = [word for word in spelled if word not in reserved]
    texts = _decoded(lines, raw, rows, places)
    texts, changed = _harmless(texts)
    vocabulary = Vocabulary.build(texts, RESERVED)
    numbers = {word: number for number, word in enumerate(vocabulary.words) if number >= len(RESERVED)}
    ids = {word: numbers[text] for word, text in zip(raw, texts, strict=True)}
    ids |= {word: number for word, number in reserved.items() if word in places}
    known = set(ids.values())
    notices = []
    if changed:
        notices.append(
            f"{changed:,} of the words hold control characters; symbols (␛) stand in their place, since a terminal "
            "obeys such characters"
        )
    if UNK not in known:
        notices.append("the file has no <unk>: unknown words have probability 0 (10^-100, as in KenLM)")
    notices += [
        f"the file has no {RESERVED[number]}, {why}"
        for number, why in (
            (BOS, "so that it knows no beginnings of sentences"),
            (EOS, "so that sentences never end"),
        )
        if number not in known
    ]
    return vocabulary, ids, notices


def _harmless(words: list[str]) -> tuple[list[str], int]:
    """The words with symbols for control characters, no two alike, and how many of them had any."""
    odd = [place for place, word in enumerate(words) if _ORDERS.search(word)]
    if odd:
        words = list(words)
        taken = set(words)
        for place in odd:
            word = visible(words[place])
            while word in taken:
                word += "\ufffd"
            taken.add(word)
            words[place] = word
    return words, len(odd)


def _decoded(lines: Lines, words: list[bytes], rows: Rows, places: dict[bytes, int]) -> list[str]:
    try:
        return b"\n".join(words).decode().split("\n") if words else []
    except UnicodeDecodeError:
        pass
    for word in words:
        try:
            word.decode()
        except UnicodeDecodeError:
            line = int(rows.lines[places[word]])
            raise lines.malformed(
                f"{word!r} is not UTF-8; convert the file with iconv -t utf-8", line
            ) from None
    raise AssertionError("all of them can be decoded")


def _by_id(rows: Rows, spelled: list[bytes], ids: dict[bytes, int], size: int) -> Rows:
    """The unigrams in the order of their ids, with reserved words that the file has not."""
    places = np.array([ids[word] for word in spelled], dtype=np.int64)
    logs = np.full(size, -np.inf, dtype=np.float32)
    backoffs = np.zeros(size, dtype=np.float32)
    logs[places] = rows.logs
    backoffs[places] = rows.backoffs
    logs[BOS] = ZERO
    if np.isneginf(logs[UNK]):
        logs[UNK] = _MISSING
    return Rows(np.zeros((size, 0), np.int32), logs, backoffs, np.zeros(size, np.int32))
