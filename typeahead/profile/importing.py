"""Importing an ARPA file: a profile whose model is the file's, and which learns nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from hashlib import file_digest
from math import inf
from pathlib import Path

from typeahead.errors import SettingInvalid, SourceUnreadable
from typeahead.models.ngram.arpa.imported import IMPORTED
from typeahead.models.ngram.arpa.reader import Arpa, read
from typeahead.models.ngram.arpa.stored import Stored
from typeahead.models.protocols import BOS, FIRST_WORD
from typeahead.profile import artifacts
from typeahead.profile.arpa_arrays import Imported, arrays_of
from typeahead.profile.artifacts import ArtifactsUnusable
from typeahead.profile.generation import Generation
from typeahead.profile.profile import Profile, delete_profile, list_profiles, profile_folder
from typeahead.profile.settings import PROSE, ModelSettings, Summary
from typeahead.text.casing import capitalised

Progress = Callable[[str, int, int], None]
"""Told what is being done: (stage, done, total); the stages are "reading" and "storing"."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Attributes:
        profile: its name.
        file: that was read.
        order: words in the longest n-grams.
        ngrams: how many of each order the file has.
        words: how many words the model knows.
        notices: what a person should know.
        seconds: it took.
    """

    profile: str
    file: Path
    order: int
    ngrams: list[int]
    words: int
    notices: list[str]
    seconds: float


def import_arpa(
    name: str, file: Path, *, home: Path | None = None, tokens: str, progress: Progress | None = None
) -> ImportReport:
    """Make a profile of an ARPA file's model.

    Args:
        name: of the profile, which must not exist yet or hold nothing.
        file: gzipped or not.
        home: the data folder, else $TYPEAHEAD_HOME, else the platform's.
        tokens: how text is read for this model, "prose" or "whitespace".
        progress: told what is being done.

    Raises:
        ArpaMalformed: the file is damaged, or no ARPA file.
        SourceUnreadable: it can't be read.
        SettingInvalid: the profile holds something already, or can't have that name.
        StorageFailed: the disk is full or can't be written.
    """
    began = time.perf_counter()
    _check_free(name, home)
    arpa = read(file, partial(progress, "reading") if progress else None)
    try:
        with file.open("rb") as raw:
            digest = file_digest(raw, "sha256").hexdigest()
    except OSError as error:
        raise SourceUnreadable(f"can't read {file}: {error.strerror}; check the path") from error
    if progress:
        progress("storing", 0, 1)
    about = Imported(file.name, digest, len(arpa.listed), arpa.listed)
    notices = list(arpa.notices)
    with _new_profile(name, home) as profile:
        model = _store(profile, arpa, about, tokens).model
    if not model.smoothing.normalised:
        notices.append("its figures sum to more than 1: they are taken for scores, which have no perplexity")
    if progress:
        progress("storing", 1, 1)
    words = len(arpa.vocabulary) - FIRST_WORD
    seconds = time.perf_counter() - began
    return ImportReport(name, file, about.order, about.ngrams, words, notices, seconds)


def _check_free(name: str, home: Path | None) -> None:
    """See that nothing would be lost."""
    profile_folder(name, home)
    if name not in list_profiles(home):
        return
    with Profile.open(name, home) as profile:
        if profile.imported and _is_usable(profile):
            raise SettingInvalid(
                f"profile {name!r} has an imported model already; name another with --profile, "
                f"or delete it first: typeahead profile delete {name}"
            )
        if profile.documents() or profile.store.roots():
            raise SettingInvalid(
                f"profile {name!r} has learned from your notes, and a model is only imported into a profile of its "
                "own; name a new one with --profile"
            )


def _is_usable(profile: Profile) -> bool:
    try:
        Generation.open(profile.generations.current)
    except ArtifactsUnusable:
        return False
    return True


@contextmanager
def _new_profile(name: str, home: Path | None) -> Iterator[Profile]:
    """A profile to put the model into; one that was made for it and got none does not stay."""
    is_new = name not in list_profiles(home)
    profile = Profile.open(name, home, create=True)
    try:
        yield profile
    finally:
        failed = is_new and not profile.imported
        profile.close()
        if failed:
            delete_profile(name, home)


def _store(profile: Profile, arpa: Arpa, about: Imported, tokens: str) -> Generation:
    """Write the generation, and say in the profile that it is an imported one."""
    settings = ModelSettings(order=about.order, smoothing=IMPORTED, tokens=tokens)
    vocabulary = arpa.vocabulary
    summary = Summary(0, 0, len(vocabulary) - FIRST_WORD, [len(level.words) for level in arpa.ngrams.levels])
    casing = _first_forms(arpa) if tokens == PROSE else {}
    revision = profile.store.revision + 1

    def build(folder: Path) -> None:
        artifacts.write(
            folder,
            arrays_of(Stored.of(arpa.ngrams)),
            {
                "vocabulary": "\n".join(vocabulary.words),
                "casing": json.dumps(casing, ensure_ascii=False, sort_keys=True),
            },
            {
                "settings": asdict(settings),
                "summary": asdict(summary),
                "first_suggested": vocabulary.first_suggested,
                "revision": revision,
                "imported": asdict(about),
            },
        )

    made = profile.generations.make(lambda: revision, build)
    with profile.store.change():
        profile.imported = True
        profile.store.touch()
    return made


def _first_forms(arpa: Arpa) -> dict[str, str]:
    """How words that begin a sentence are written inside one: as the file has them after `<s>`, where it knows both.

    A file made of truecased text (what typeahead exports is) has "this" there, although it knows "This" of titles.
    """
    vocabulary, first = arpa.vocabulary, _after_start(arpa)
    found = {}
    for word in vocabulary.words[vocabulary.first_suggested :]:
        capital = capitalised(word)
        if capital == word:
            continue
        if capital not in vocabulary or first(vocabulary.id_of(word)) > first(vocabulary.id_of(capital)):
            found[capital] = word
    return found


def _after_start(arpa: Arpa) -> Callable[[int], float]:
    """log10 p of a word that begins a sentence; -inf where the file has none after `<s>`."""
    known: dict[int, float] = {}
    if len(arpa.ngrams.levels) > 1:
        level = arpa.ngrams.levels[1]
        begin, end = level.offsets[BOS], level.offsets[BOS + 1]
        known = dict(zip(level.words[begin:end].tolist(), level.logs[begin:end].tolist(), strict=True))
    return lambda word: known.get(word, -inf)
