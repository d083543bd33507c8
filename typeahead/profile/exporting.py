"""Exporting a model as an ARPA file, for KenLM, SRILM and others to read."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from typeahead.errors import StorageFailed
from typeahead.locations import base_model_folder
from typeahead.models.ngram.arpa.explicit import explicit
from typeahead.models.ngram.arpa.imported import ImportedModel
from typeahead.models.ngram.arpa.ngrams import Ngrams
from typeahead.models.ngram.arpa.writer import write
from typeahead.private_files import check_free
from typeahead.profile.base import open_base
from typeahead.profile.generation import Generation

Progress = Callable[[str, int, int], None]
"""Told what is being done: (stage, done, total); the stages are "working out" and "writing"."""

_KENLM_ORDER = 6
"""KenLM reads longer n-grams than this only where it was compiled for them."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written.

    Attributes:
        file: the ARPA file.
        order: words in the longest n-grams.
        smoothing: what the probabilities were made with.
        ngrams: how many of each order.
        bytes: of the file.
        renamed: words that stand in it under another name, since theirs means something else there.
        notices: what a person should know.
        seconds: it took.
    """

    file: Path
    order: int
    smoothing: str
    ngrams: list[int]
    bytes: int
    renamed: dict[str, str]
    notices: list[str]
    seconds: float


def export_arpa(
    generation: Generation, file: Path, *, force: bool = False, progress: Progress | None = None
) -> ExportReport:
    """Write a generation's model, what was learned since it was made included.

    Args:
        generation: as it is now.
        file: gzipped if its name ends in `.gz`; it appears whole or not at all.
        force: write over a file that is there.
        progress: told what is being done.

    Raises:
        SettingInvalid: the file is there already, or is a folder or a device.
        StorageFailed: it can't be written.
    """
    began = time.perf_counter()
    check_free(file, "model.arpa.gz", force=force)
    if generation.folder == base_model_folder() and not generation.summary.words:
        generation = open_base()  # nothing was counted yet
    ngrams = _ngrams(generation, progress)
    try:
        written = write(file, ngrams, partial(progress, "writing") if progress else None)
        size = file.stat().st_size
    except OSError as error:
        raise StorageFailed(f"can't write {file}: {error.strerror or error}; check the folder") from error
    return ExportReport(
        file=file,
        order=ngrams.order,
        smoothing=generation.model.smoothing.name,
        ngrams=written.numbers,
        bytes=size,
        renamed=written.renamed,
        notices=_notices(generation, written.renamed),
        seconds=time.perf_counter() - began,
    )


def _ngrams(generation: Generation, progress: Progress | None) -> Ngrams:
    model, words = generation.model, generation.vocabulary.words
    if isinstance(model, ImportedModel):
        return model.ngrams(words)
    return explicit(model, words, partial(progress, "working out") if progress else None)


def _notices(generation: Generation, renamed: dict[str, str]) -> list[str]:
    found = []
    if generation.folder == base_model_folder():
        found.append(
            "this profile has learned nothing yet: the English model that comes with typeahead was written"
        )
    if not generation.model.smoothing.normalised:
        found.append(f"the figures of {generation.model.smoothing.name} are scores, not probabilities")
    if generation.spelled is not None:
        found.append(
            "all words that are not listed share what <unk> has; the letter model that tells them apart is not in "
            "the file"
        )
    if generation.model.order > _KENLM_ORDER:
        found.append(f"KenLM reads orders above {_KENLM_ORDER} only where it was compiled for them")
    found += [
        f"the word {word!r} means something else in ARPA files and is written {spelling!r}"
        for word, spelling in renamed.items()
    ]
    return found
