"""What a profile holds, in figures."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from typeahead.errors import TypeaheadError
from typeahead.locations import base_model_folder
from typeahead.models.ngram.arpa.imported import ImportedModel
from typeahead.profile.days import Figures, total
from typeahead.profile.generation import Generation
from typeahead.profile.networks.listing import NetworkRow, networks_of
from typeahead.profile.profile import DocumentRow, Profile, list_profiles, profile_folder


@dataclass(frozen=True, slots=True)
class OrderStatistics:
    """The n-grams of one order.

    Attributes:
        order: words.
        ngrams: how many different ones.
        singletons: how many have count 1, pruned ones too. Kneser-Ney counts what stood to the left of an n-gram
            instead of the n-gram itself, but for those of the highest order.
        bytes_in_memory: of their arrays and what is made of them on opening; of order 1 with the vocabulary.
        bytes_on_disk: of their arrays; of order 1 with the vocabulary.
        growth: how many different ones the first eighth of the text has, the first two eighths, and so on.
        bytes: as `bytes_on_disk`.
    """

    order: int
    ngrams: int
    singletons: int
    bytes_in_memory: int
    bytes_on_disk: int
    growth: list[int]
    bytes: int

    @property
    def met(self) -> int:
        """How many different ones the text has, pruned ones too."""
        return max([self.ngrams, *self.growth[-1:]])


@dataclass(frozen=True, slots=True)
class ProfileStatistics:
    """A profile in figures.

    Attributes:
        name: its own.
        folder: where it lies.
        trained: whether any file was read; until then the model that comes with the package answers.
        files: documents read.
        days: of typing that were learned.
        words, sentences: in all of them, marks included.
        model: "own", "imported", or "starter" where the model that comes with the package answers.
        types: distinct words and marks of the model that answers.
        order, smoothing, tokens: what the model was made with.
        parameters: of the smoothing, given or fitted.
        orders: its n-grams.
        networks: that were trained on the notes, or are to be.
        typing: keystrokes and suggestions in the editor, on all days together.
        bytes_on_disk: of the whole profile.
        roots: remembered files and folders.
        documents: each file and day.
        notices: what happened on opening that a person should know.
    """

    name: str
    folder: Path
    trained: bool
    files: int
    days: int
    words: int
    sentences: int
    model: str
    types: int
    order: int
    smoothing: str
    tokens: str
    parameters: dict[str, Any]
    orders: list[OrderStatistics]
    networks: list[NetworkRow]
    typing: Figures
    bytes_on_disk: int
    roots: list[str]
    documents: list[DocumentRow]
    notices: list[str]


@dataclass(frozen=True, slots=True)
class ProfileSummary:
    """A profile in a list.

    Attributes:
        name: its own.
        trained: whether any file was read, or a model imported.
        words: learned from files and typing.
        bytes: on disk.
        problem: why it can't be opened, empty if it can.
    """

    name: str
    trained: bool
    words: int
    bytes: int
    problem: str = ""


def statistics(profile: Profile) -> ProfileStatistics:
    """Gather a profile's figures.

    Raises:
        ProfileDamaged: its database is damaged, and there is no good backup.
        StorageFailed: its model had to be made again and can't be written.
    """
    profile.check(texts=False)
    generation = profile.generation()
    documents = profile.documents()
    files = sum(row.kind == "file" for row in documents)
    return ProfileStatistics(
        name=profile.name,
        folder=profile.folder,
        trained=profile.trained,
        files=files,
        days=len(documents) - files,
        words=sum(row.words for row in documents),
        sentences=generation.summary.sentences + _sentences_since(profile, generation),
        model=_model_of(generation),
        types=generation.summary.types,
        order=generation.settings.order,
        smoothing=generation.settings.smoothing,
        tokens=generation.settings.tokens,
        parameters=generation.model.smoothing.parameters(),
        orders=_orders(generation),
        networks=networks_of(profile),
        typing=total(profile.store.days()),
        bytes_on_disk=_bytes_of(profile.folder),
        roots=profile.store.roots(),
        documents=documents,
        notices=list(profile.notices),
    )


def _sentences_since(profile: Profile, generation: Generation) -> int:
    """How many sentences were typed that are not counted into the arrays yet."""
    return sum(
        piece.body.count("\n") + bool(piece.body) for piece in profile.store.sessions(generation.last_session)
    )


def _model_of(generation: Generation) -> str:
    if generation.imported:
        return "imported"
    return "starter" if generation.folder == base_model_folder() else "own"


def _orders(generation: Generation) -> list[OrderStatistics]:
    if isinstance(generation.model, ImportedModel):
        sizes = zip(generation.summary.ngrams, generation.model.bytes_by_order(), strict=True)
        return [
            OrderStatistics(order, ngrams, 0, size, size, [], size)
            for order, (ngrams, size) in enumerate(sizes, start=1)
        ]
    counts = generation.model.counts
    growth = generation.summary.growth or [[] for _ in counts.depths]
    found = []
    for depth, ngrams, grown in zip(counts.depths, generation.summary.ngrams, growth, strict=True):
        order = depth.depth
        arrays = (depth.counts, depth.offsets, depth.lost) + ((depth.words,) if order > 1 else ())
        size = sum(array.nbytes for array in arrays)
        by_count = depth.sorted
        size += by_count.contexts.nbytes + by_count.starts.nbytes
        size += int(by_count.starts[-1] - by_count.starts[0]) * by_count.nodes.itemsize
        singletons = int(counts.tables.count_of_counts[order, 1])
        words = generation.vocabulary.words if order == 1 else []
        on_disk = size + sum(len(word.encode()) + 1 for word in words)
        # Each word is a string, a place in the list, and a key and a value in the dictionary (which is half empty).
        in_memory = size + sum(sys.getsizeof(word) + 8 + 2 * 24 for word in words)
        found.append(OrderStatistics(order, ngrams, singletons, in_memory, on_disk, grown, on_disk))
    return found


def summaries(home: Path | None = None) -> list[ProfileSummary]:
    """All profiles in short; one that can't be opened is listed with the reason."""
    found = []
    for name in list_profiles(home):
        size = _bytes_of(profile_folder(name, home))
        try:
            with Profile.open(name, home) as profile:
                words = sum(row.words for row in profile.documents())
                trained = profile.trained or profile.imported
                found.append(ProfileSummary(name, trained, words, size))
        except TypeaheadError as error:
            found.append(ProfileSummary(name, False, 0, size, str(error)))
    return found


def _bytes_of(folder: Path) -> int:
    """Bytes of all files below a folder; those that vanish meanwhile count nothing."""
    total = 0
    for path in folder.rglob("*"):
        try:
            total += path.stat().st_size if path.is_file() else 0
        except OSError:
            continue
    return total
