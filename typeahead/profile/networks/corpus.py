"""A profile's texts as a network reads them: a vocabulary of its own, a stream to learn from, and one held out.

What is held out is decided by what it says: blocks of sentences begin where a sentence's hash says so, and are taken
by the hash of their first one. So a text stays held out, or stays learned, whatever else is written, moved or removed.
Only a text of hardly any sentences, or of the same one again and again, is held out by its place: its end.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from typeahead.errors import NothingToLearn
from typeahead.models.protocols import EOS, FIRST_WORD, RESERVED, UNK, Ids
from typeahead.profile import corpus
from typeahead.profile.settings import PROSE

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile

LARGEST = 30_000
"""Words of a network's vocabulary; all others are read as `<unk>`."""

LEAST = 5_000
"""Words of text from which on a network is worth training."""

_SENTENCES = 16
"""Of a block, on average."""

_SHARE = 0.05
"""Of all text that is held out."""

_MOST_HELD_OUT = 40_000
_LEAST_HELD_OUT = 200
"""Words held out, where the share gives more, or less."""


@dataclass(frozen=True, slots=True)
class NetworkText:
    """What one network is trained on.

    Attributes:
        words: its vocabulary by id, the reserved ones first, then the commonest.
        train: (N,) int32 ids, sentences ended by `</s>`.
        held_out: (M,) int32, the same, never trained on.
        held_out_words: the words of the held-out text as they are, for networks with another vocabulary.
        digest: of all that, in hexadecimal.
        notes: of the documents it was read from.
        tokens: how they were read, "prose" or "whitespace".
        forgettings: `Store.forgettings` when they were read.
    """

    words: list[str]
    train: Ids
    held_out: Ids
    held_out_words: list[str]
    digest: str
    notes: str
    tokens: str
    forgettings: int

    def held_out_for(self, words: Sequence[str]) -> Ids:
        """The held-out text in the ids of another vocabulary."""
        ids = {word: number for number, word in enumerate(words) if number >= FIRST_WORD}
        ids[RESERVED[EOS]] = EOS
        found = [EOS if word is _END else ids.get(word, UNK) for word in self.held_out_words]
        return np.array(found, dtype=np.int32)


_END = RESERVED[EOS]


def read(profile: Profile, more: Sequence[str] = ()) -> NetworkText:
    """Read all documents of a profile, and what was typed.

    Args:
        profile: whose.
        more: words that the network is to have too, the commonest first, as far as there is room.

    Raises:
        NothingToLearn: there is too little text.
    """
    store, settings = profile.store, profile.settings
    with store.snapshot():
        forgettings, notes = store.forgettings, notes_digest(profile)
        text = corpus.read(store.texts(), [piece.body for piece in store.sessions()], settings)
    total = len(text.words)
    if total < LEAST:
        raise NothingToLearn(
            f"{total:,} words are too few to train a network on: it needs {LEAST:,}, better 50,000"
        )
    spellings = text.vocabulary.words
    out = _held_out(text.words, spellings)
    learned = text.words[~out]
    kept = _vocabulary(learned, spellings, rare=settings.tokens == PROSE)
    ids = np.full(len(spellings), UNK, dtype=np.int32)
    ids[EOS] = EOS
    ids[kept] = np.arange(FIRST_WORD, FIRST_WORD + len(kept), dtype=np.int32)
    words = [*RESERVED, *(spellings[number] for number in kept.tolist())]
    known = set(words)
    words += [word for word in more if word not in known][: LARGEST + FIRST_WORD - len(words)]
    # What is met once is read as unknown, though a network may know it from elsewhere: it is then read as it is.
    ids = _with(ids, spellings, words)
    apart = text.words[out]
    train, held_out = ids[learned], ids[apart]
    digest = hashlib.sha256("\n".join(words).encode("utf-8", "surrogatepass"))
    digest.update(train.tobytes())
    digest.update(held_out.tobytes())
    return NetworkText(
        words=words,
        train=train,
        held_out=held_out,
        held_out_words=[_END if number == EOS else spellings[number] for number in apart.tolist()],
        digest=digest.hexdigest(),
        notes=notes,
        tokens=settings.tokens,
        forgettings=forgettings,
    )


def _with(ids: Ids, spellings: Sequence[str], words: Sequence[str]) -> Ids:
    """The network's ids of a profile's words, those included that it knows from elsewhere."""
    numbers = {word: number for number, word in enumerate(words) if number >= FIRST_WORD}
    found = ids.copy()
    for at in np.flatnonzero(ids == UNK).tolist():
        if at >= FIRST_WORD:
            found[at] = numbers.get(spellings[at], UNK)
    return found


def notes_digest(profile: Profile) -> str:
    """Changes when a document is added, changed or removed, or all are read in another way."""
    digest = hashlib.sha256(profile.settings.tokens.encode())
    for each in sorted((document.digest, document.words) for document in profile.store.documents().values()):
        digest.update(repr(each).encode())
    return digest.hexdigest()


def _vocabulary(words: Ids, spellings: Sequence[str], *, rare: bool) -> NDArray[np.int64]:
    """Ids of the commonest words, those spelled first among equals.

    Where `rare`, words met only once are left out: read as `<unk>`, they tell how likely it is that a word is new.
    """
    counts = np.bincount(words, minlength=len(spellings))
    counts[:FIRST_WORD] = 0
    found = np.flatnonzero(counts > (1 if rare else 0))
    order = sorted(found.tolist(), key=lambda number: (-counts[number], spellings[number]))
    return np.array(order[:LARGEST], dtype=np.int64)


def _held_out(words: Ids, spellings: Sequence[str]) -> NDArray[np.bool_]:
    """Which words are held out, (T,)."""
    ends = np.flatnonzero(words == EOS)
    starts = np.concatenate([[0], ends[:-1] + 1])
    hashes = _sentence_hashes(words, starts, ends, spellings)
    begins = hashes % _SENTENCES == 0
    begins[0] = True
    block = np.cumsum(begins) - 1  # of each sentence
    place = (hashes[begins] // _SENTENCES).astype(np.float64) / (
        2.0**64 / _SENTENCES
    )  # of each block, in [0, 1)
    lengths = ends - starts + 1
    sizes = np.bincount(block, weights=lengths)
    chosen = place < min(_SHARE, _MOST_HELD_OUT / len(words))
    if sizes[chosen].sum() < _LEAST_HELD_OUT:
        order = np.argsort(place, kind="stable")
        upto = int(np.searchsorted(np.cumsum(sizes[order]), _LEAST_HELD_OUT)) + 1
        chosen[order[: min(upto, max(len(order) // 2, 1))]] = True
    found = np.zeros(len(words), dtype=bool)
    found[: ends[-1] + 1] = np.repeat(chosen[block], lengths)
    if 2 * np.count_nonzero(found) > len(words):  # too few blocks to choose from
        found[:] = False
        found[-max(int(_SHARE * len(words)), _LEAST_HELD_OUT) :] = True
    return found


def _sentence_hashes(
    words: Ids, starts: NDArray[np.int64], ends: NDArray[np.int64], spellings: Sequence[str]
) -> NDArray[np.uint64]:
    """A number for each sentence that depends on its words in their order, whatever their case."""
    by_word = np.array([zlib.crc32(word.casefold().encode("utf-8", "surrogatepass")) for word in spellings])
    place = np.arange(len(words)) - np.repeat(starts, ends - starts + 1)[: len(words)]
    mixed = _mixed(by_word.astype(np.uint64)[words] + (place.astype(np.uint64) << np.uint64(32)))
    return _mixed(np.add.reduceat(mixed, starts))


def _mixed(value: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Bits spread over the whole number (Steele, Lea and Flood 2014: SplitMix)."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))
