"""Taking back: what is forgotten is cut out of the stored documents, as if it had never been written there."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import regex

from typeahead.errors import NothingToLearn, SettingInvalid
from typeahead.profile.similar import Similar
from typeahead.profile.store import Store
from typeahead.text.caseless import caseless
from typeahead.text.forms import SECRET, normal

_PARTS = regex.compile(r"[^\W_]+", regex.VERSION1)
_CONTRACTION = regex.compile(
    r"[a-z]+n't|(?:i|you|he|she|it|we|they|that|this|there|here|who|what|where|when|how|let|one)'(?:m|re|ve|ll|d|s)",
    regex.VERSION1,
)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What forgetting took with it.

    Attributes:
        words: how many were cut.
        documents: from how many.
        networks: those that are gone, since they had learned it.
        copies: texts that an editor which ended badly had left unsaved: a forgotten word is blacked out in them, those
            of a forgotten document are removed.
        paths: of the documents that were forgotten.
        similar: words that stay and are like a forgotten one (see `similar`).
        again: nothing was stored of it any more, since it had been forgotten or left out before.
    """

    words: int
    documents: int
    networks: tuple[str, ...] = ()
    copies: int = 0
    paths: tuple[str, ...] = ()
    similar: tuple[str, ...] = ()
    again: bool = False


Beside: TypeAlias = Callable[[tuple[str, ...]], int]
"""Told the paths that are about to be forgotten; removes what lies beside the profiles of them, and says how much.

It comes before the change: once nothing is stored under a name, who was killed has nothing left to name it by.
"""


def key_of(word: str) -> str:
    """What block lists compare: the word in its normal form, in any case."""
    return caseless(normal(word.strip()))


def keys_of(word: str) -> tuple[str, ...]:
    """The same with what lists of an older typeahead have, which folded less."""
    return tuple(dict.fromkeys((key_of(word), folded(word))))


def folded(word: str) -> str:
    """A word in its normal form and small letters, as forms of a vocabulary are compared."""
    return normal(word.strip()).casefold()


def parts_of(token: str) -> set[str]:
    """The words that forgetting finds in a token: itself, and its parts ("zanzibar's", "pre-zanzibar", "zanzibar.org").

    A contraction is a word of its own: forgetting "can" leaves "can't". What stands for a secret is no word.
    """
    if token == SECRET:
        return set()
    form = normal(token)
    parts = _parts(form.casefold())
    return parts if form.isascii() else parts | _parts(caseless(form))


def _parts(folded: str) -> set[str]:
    if folded.isalpha() or _CONTRACTION.fullmatch(folded):
        return {folded}
    return {folded, *_PARTS.findall(folded)}


def listed(words: Sequence[str], hashes: Collection[bytes], hash_of: Callable[[str], bytes]) -> list[str]:
    """Of many words in their normal form those that a list has, whole or a part of them; each part is hashed once."""
    parts = set(map(str.casefold, words))
    parts.update(*(parts_of(word) for word in words if not (word.isascii() and word.isalpha())))
    on_list = {part for part in parts if hash_of(part) in hashes}
    return [word for word in words if not on_list.isdisjoint(parts_of(word))] if on_list else []


def single(word: str) -> str:
    """`key_of` one word.

    Raises:
        SettingInvalid: it is none, or several.
    """
    from typeahead.text.words import tokenise

    form = folded(word)
    if not form or len(tokenise(form)) != 1:
        raise SettingInvalid(f"{word!r} is not one word to typeahead; name a single word")
    return key_of(word)


Cut: TypeAlias = Callable[[str], tuple[str, int] | None]
"""Cuts tokens from a body: the new body and how many words were cut, or None where there are none of them."""


def cut_from(body: str, cut: Cut) -> str:
    """A body less the tokens that a function cuts."""
    changed = cut(body)
    return body if changed is None else changed[0]


def cutter(is_gone: Callable[[str], bool]) -> Cut:
    """A function for `Store.rewrite` that cuts tokens from bodies; sentences left empty vanish."""
    known: dict[str, bool] = {}

    def cut(body: str) -> tuple[str, int] | None:
        removed = 0
        lines = []
        for line in body.split("\n"):
            tokens = line.split(" ")
            kept = []
            for token in tokens:
                gone = known.get(token)
                if gone is None:
                    gone = known[token] = is_gone(token)
                if not gone:
                    kept.append(token)
            removed += len(tokens) - len(kept)
            if kept:
                lines.append(" ".join(kept))
        return ("\n".join(lines), removed) if removed else None

    return cut


def forget_word(store: Store, word: str) -> Forgotten:
    """Cut a word out of all documents and block it.

    Raises:
        SettingInvalid: it is no single word.
    """
    key = single(word)
    similar = Similar(word)

    def is_gone(token: str) -> bool:
        gone = key in parts_of(token)
        if not gone:
            similar.meet(token)
        return gone

    with store.change():
        cut, documents = store.rewrite(cutter(is_gone))
        store.block_word(key)
        if documents:  # else no network can have learned it
            store.note_forgetting()
        store.touch()
    return Forgotten(cut, documents, similar=similar.found())


def allow_word(store: Store, word: str) -> bool:
    """Take a word off the block list; whether it was there.

    Documents that are read again have it in them again, so those read from files are marked to be.
    """
    allowed = sum(store.block_word(key, blocked=False) for key in keys_of(word)) > 0
    if allowed:
        with store.change():
            for document in store.documents().values():
                store.seen_again(document.path, -1, -1)
    return allowed


def forget_document(store: Store, path: str, beside: Beside) -> Forgotten:
    """Remove a document by its path, or a day of typing by its date; later trainings leave the path out.

    A file that links lead to is the same by each of its names, also by one that it was not read by. One that is left
    out already may be forgotten again: who did it before may have been killed at it.

    Raises:
        NothingToLearn: nothing was learned from such a document.
    """
    full = os.path.abspath(Path(path).expanduser())
    documents = store.documents()
    named = path if path in documents else full
    real = os.path.realpath(full)
    places = {known: os.path.realpath(known) for known in documents}
    forgotten = {real, *(place for known, place in places.items() if _is_under(known, named))}

    def is_meant(name: str) -> bool:
        place = places.get(name) or os.path.realpath(name)
        return _is_under(name, named) or _is_under(place, real) or place in forgotten

    inside = [known for known in documents if is_meant(known)]
    pieces = [
        piece
        for piece in store.sessions()
        if piece.day == path or (Path(piece.origin).is_absolute() and is_meant(piece.origin))
    ]
    roots = [root for root in store.roots() if is_meant(root)]
    if not inside and not pieces and not roots and leaving_out(store)(full):
        paths = tuple(sorted({named, real}))
        return Forgotten(0, 0, copies=beside(paths), paths=paths, again=True)
    if not inside and not pieces and not roots:
        raise NothingToLearn(
            f"nothing was learned from {path}; 'typeahead profile show --documents' lists the documents by path"
        )
    words = sum(documents[known].words for known in inside) + sum(piece.words for piece in pieces)
    gone = {*inside, *roots, *(piece.origin for piece in pieces if piece.day != path)}
    if gone or not pieces:
        gone |= {named, *forgotten}
    paths = tuple(sorted(gone))
    copies = beside(paths)
    with store.change():
        store.note_forgetting()
        store.remove_documents(inside)
        store.remove_sessions(piece.id for piece in pieces)
        if any(piece.day == path for piece in pieces):
            store.new_epoch()
        if inside or not any(piece.day == path for piece in pieces):
            for known in {*inside, named, *forgotten}:
                store.exclude_document(known)
        store.remove_roots(roots)
    return Forgotten(words, len(inside) + len({piece.day for piece in pieces}), copies=copies, paths=paths)


def leaving_out(store: Store) -> Callable[[str | Path], bool]:
    """Tells of a path, as the lists are now, whether it or a folder above it is left out of learning."""
    excluded = store.excluded_documents()
    if not excluded:
        return lambda _: False
    hash_of = store.hashing()
    known: dict[str, bool] = {}

    def is_listed(path: str) -> bool:
        if path not in known:
            above = str(Path(path).parent)
            known[path] = hash_of(path) in excluded or (above not in (path, ".") and is_listed(above))
        return known[path]

    def is_left_out(path: str | Path) -> bool:
        return is_listed(str(path)) or (Path(path).is_absolute() and is_listed(os.path.realpath(path)))

    return is_left_out


def leave_out(store: Store, origin: str, out: bool = True) -> None:
    """Learn nothing of a document (by its path as `origins.of` names it) from now on, or learn it again.

    What it taught before goes with the next training.
    """
    with store.change():
        for path in {origin, os.path.realpath(origin)} if Path(origin).is_absolute() else {origin}:
            store.exclude_document(path, out)


def _is_under(path: str, root: str) -> bool:
    return path == root or path.startswith(root.rstrip("/") + "/")


def forget_all(store: Store) -> Forgotten:
    """Remove everything."""
    documents = store.documents()
    words = sum(document.words for document in documents.values())
    pieces = store.sessions()
    with store.change():
        store.note_forgetting()
        store.clear()
    return Forgotten(words + sum(p.words for p in pieces), len(documents) + len({p.day for p in pieces}))


def words_in(body: str) -> int:
    """How many tokens a stored body has; it has no empty lines."""
    lines = body.count("\n") + 1 if body else 0
    return body.count(" ") + lines


def blocked_cutter(store: Store) -> Cut | None:
    """Cuts the words on the block list; None where there are none on it."""
    blocked = store.blocked_words()
    if not blocked:
        return None
    hash_of = store.hashing()
    return cutter(lambda token: any(hash_of(part) in blocked for part in parts_of(token)))


def without_blocked(store: Store, bodies: Iterable[str]) -> list[str]:
    """Bodies that are about to be stored, less the words on the block list."""
    cut = blocked_cutter(store)
    return list(bodies) if cut is None else [cut_from(body, cut) for body in bodies]
