"""The words of the English model that comes with the package, as a profile's generation leaves them out and adds them.

A generation that has them says only which base they are of: the words on disk are those of its own texts, so that
nothing is in a profile's files that was not read there.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from typeahead.locations import base_model_folder
from typeahead.models.protocols import FIRST_WORD, Ids
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable
from typeahead.profile.corpus import Known
from typeahead.text.vocabulary import Vocabulary


class BaseWords(NamedTuple):
    """The base's words behind the reserved ones, by id, and its case table; shared, changed by nobody."""

    words: list[str]
    first_forms: Mapping[str, str]


def base_identity() -> str:
    """The base model's identity, without opening it; empty where it can't be read."""
    try:
        return Artifacts(base_model_folder(), verify=False).identity
    except ArtifactsUnusable:
        return ""


@lru_cache(maxsize=1)
def words_of_base(identity: str) -> BaseWords:
    """The base's words and case table, read once a process: profiles' vocabularies are made of the same strings.

    Raises:
        ArtifactsUnusable: it can't be read, or is another one by now.
    """
    stored = Artifacts(base_model_folder(), verify=False)
    if stored.identity != identity:
        raise ArtifactsUnusable(f"the words of the base model {identity} are not there")
    words = stored.text("vocabulary").split("\n")[FIRST_WORD:]
    return BaseWords(words, json.loads(stored.text("casing")))


def own_words(vocabulary: Vocabulary, known: Known) -> Ids:
    """The ids of a vocabulary's words beside the known ones, which are in it in their order; the reserved ones too."""
    # Both are walked at once: to look each of 60,000 words up in a table took seven times as long.
    own = []
    others = iter(known.words)
    other = next(others, None)
    for number, word in enumerate(vocabulary.words):
        if number >= vocabulary.reserved and word == other:
            other = next(others, None)
        else:
            own.append(number)
    if other is not None:
        raise KeyError(other)
    return np.array(own, dtype=np.int32)


def with_base_words(own: Sequence[str], ids: Ids, identity: str) -> list[str]:
    """All words of the vocabulary that `own_words` was asked about, in the order of their ids.

    Args:
        own: its own words.
        ids: theirs.
        identity: of the base.

    Raises:
        ArtifactsUnusable: that base is not in the package.
        ValueError: these are not the words of these ids.
    """
    others = words_of_base(identity).words
    found = np.empty(len(own) + len(others), dtype=object)
    is_other = np.ones(len(found), dtype=bool)
    is_other[ids] = False
    found[ids], found[is_other] = own, others
    words: list[str] = found.tolist()
    return words


def own_first_forms(first_forms: Mapping[str, str], known: Known) -> dict[str, str | None]:
    """What a case table has otherwise than the known one; None for what it lacks."""
    lacking = dict.fromkeys(known.first_forms.keys() - first_forms.keys())
    return {**lacking, **{form: i for form, i in first_forms.items() if known.first_forms.get(form) != i}}


def with_base_first_forms(own: Mapping[str, str | None], identity: str) -> dict[str, str]:
    """The case table that `own_first_forms` was made of.

    Raises:
        ArtifactsUnusable: that base is not in the package.
    """
    found = {**words_of_base(identity).first_forms, **own}
    return {form: inner for form, inner in found.items() if inner is not None}
