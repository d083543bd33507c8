"""All parts of the report, measured one after the other."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from typeahead.errors import ModelMissing, NothingToLearn
from typeahead.evaluation.gradients import material
from typeahead.evaluation.gradients.linear import RADII, LinearDecay, linear_decay
from typeahead.evaluation.gradients.memory import LESSONS as MEMORY_LESSONS
from typeahead.evaluation.gradients.memory import Memory, memory
from typeahead.evaluation.gradients.networks import LESSONS as NETWORK_LESSONS
from typeahead.evaluation.gradients.networks import Networks, Stored, networks, trainings
from typeahead.evaluation.gradients.parameters import Parameters, parameters
from typeahead.evaluation.gradients.truncation import CUTS, Truncation, truncation
from typeahead.evaluation.gradients.truncation import LESSONS as TRUNCATION_LESSONS
from typeahead.evaluation.gradients.truncation import TASK_LESSONS as TRUNCATION_TASK_LESSONS
from typeahead.models.neural.layers import RECURRENT
from typeahead.models.neural.operations import Operations, compiled
from typeahead.profile.networks import corpus, has_network, open_network
from typeahead.profile.profile import Profile

PARTS = ("linear", "networks", "memory", "truncation", "parameters")
"""In the order they are shown."""

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Report:
    """What was asked for, None where it was not.

    Attributes:
        seed: the same seed and text give the same figures.
        linear: one for each spectral radius.
        networks, memory, truncation, parameters: see there.
        notes: what could not be used as it was asked for, and why.
    """

    seed: int
    linear: list[LinearDecay] | None = None
    networks: Networks | None = None
    memory: Memory | None = None
    truncation: Truncation | None = None
    parameters: Parameters | None = None
    notes: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """All figures for JSON; those that are infinite are None."""
        found = _finite(asdict(self))
        if self.networks:
            for row, measured in zip(found["networks"]["kinds"], self.networks.kinds, strict=True):
                row["factor"], row["factor_trained"] = measured.initial.factor, measured.trained.factor
            found["networks"]["enlarged_factor"] = self.networks.enlarged.factor
        return {part: value for part, value in found.items() if value is not None}


def measure(
    parts: Sequence[str],
    profile: str,
    paths: Sequence[Path] = (),
    seed: int = 1,
    progress: Progress | None = None,
    operations: Operations | None = None,
) -> Report:
    """Measure some parts.

    Args:
        parts: of PARTS.
        profile: whose notes and networks are used, unless paths are given.
        paths: files and folders to train on instead.
        seed: of everything drawn.
        progress: told what is being done, and how far it is.
        operations: what to train with; compiled unless given.

    Raises:
        SourceUnreadable: a path can't be read.
    """
    tell = progress or (lambda *_: None)
    found: dict[str, Any] = {}
    notes: list[str] = []
    if "linear" in parts:
        found["linear"] = _linear(seed, tell)
    if {"networks", "memory", "truncation"} & set(parts):
        tell("loading", 0, 1)
        operations = operations or compiled()
    if {"networks", "truncation"} & set(parts):
        text = material.of_files(paths, seed) if paths else material.of_profile(profile, seed)
        notes += [text.note] if text.note else []
    if "networks" in parts:
        stored = {} if paths else _stored(profile, notes)
        total = trainings(stored) * NETWORK_LESSONS
        found["networks"] = networks(text, seed, operations, stored, _told(tell, "networks", total))
    if "memory" in parts:
        total = 2 * len(RECURRENT) * MEMORY_LESSONS
        found["memory"] = memory(seed, operations, _told(tell, "memory", total))
    if "truncation" in parts:
        total = (len(CUTS) + 1) * (TRUNCATION_LESSONS + TRUNCATION_TASK_LESSONS)
        found["truncation"] = truncation(text, seed, operations, _told(tell, "truncation", total))
    if "parameters" in parts:
        found["parameters"] = parameters()
    return Report(seed, **found, notes=notes)


def _linear(seed: int, tell: Progress) -> list[LinearDecay]:
    found = []
    for number, radius in enumerate(RADII):
        tell("linear", number, len(RADII))
        found.append(linear_decay(radius, seed))
    return found


def _stored(name: str, notes: list[str]) -> dict[str, Stored]:
    """The networks that a profile has trained; of one that can't be used, a note says why."""
    found: dict[str, Stored] = {}
    with Profile.open(name, create=name == "default") as profile:
        kinds = [kind for kind in RECURRENT if has_network(profile, kind)]
        if not kinds:
            return found
        try:
            text = corpus.read(profile)
        except NothingToLearn as error:
            notes.append(f"networks of the profile are not measured: {error}")
            return found
        for kind in kinds:
            try:
                opened = open_network(profile, kind)
            except ModelMissing as error:
                notes.append(str(error))
            else:
                found[kind] = Stored(opened.network, text.held_out_for(opened.words))
    return found


def _told(tell: Progress, stage: str, total: int) -> Callable[[int], None]:
    return lambda done: tell(stage, done, total)


def _finite(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _finite(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_finite(each) for each in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
