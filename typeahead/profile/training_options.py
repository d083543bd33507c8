"""What a training may be told, and what that makes of a profile's settings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from typeahead.profile.settings import ModelSettings

_AS_THEY_ARE = ("order", "smoothing", "tokens", "min_count", "prune", "interpolate_unigrams")


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """What `train` may be told; None leaves a setting as the profile has it.

    Attributes:
        order, smoothing, tokens, min_count, prune, interpolate_unigrams: see `ModelSettings`.
        vocab_limit: the same; 0 keeps all words.
        delta: the same; 0 fits it to the text. Another smoothing forgets it.
        base: False leaves the model that comes with the package out.
        keep_missing: documents whose file is gone stay.
        again: read everything again, also what was forgotten.
        follow_links: what links in the paths given lead to is read and remembered like the paths.
        memory: bytes that training may take; None for as many as are fastest. It changes nothing in the result.
    """

    order: int | None = None
    smoothing: str | None = None
    tokens: str | None = None
    vocab_limit: int | None = None
    min_count: int | None = None
    prune: tuple[int, ...] | None = None
    interpolate_unigrams: bool | None = None
    delta: float | None = None
    base: bool | None = None
    keep_missing: bool = False
    again: bool = False
    follow_links: bool = False
    memory: int | None = None

    def applied_to(self, stored: ModelSettings) -> ModelSettings:
        """A profile's settings with what is told here.

        Raises:
            SettingInvalid: they can't be so.
        """
        changes: dict[str, Any] = {
            name: value for name in _AS_THEY_ARE if (value := getattr(self, name)) is not None
        }
        if self.smoothing not in (None, stored.smoothing):
            changes["delta"] = None
        if self.delta is not None:
            changes["delta"] = self.delta or None
        if self.vocab_limit is not None:
            changes["vocab_limit"] = self.vocab_limit or None
        settings = replace(stored, **changes)
        settings.check()
        return settings

    def tokens_with(self, stored: ModelSettings) -> str:
        """How texts are read with a profile's settings."""
        return stored.tokens if self.tokens is None else self.tokens
