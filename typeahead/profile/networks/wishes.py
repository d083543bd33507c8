"""What a person asked of a network's training."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from typeahead.errors import SettingInvalid


@dataclass(frozen=True, slots=True)
class Wishes:
    """None leaves a choice to what suits the text.

    Attributes:
        minutes: that the training may take.
        bptt: words after which backpropagation through time is cut.
        learning_rate: the highest.

    Raises:
        SettingInvalid: one of them can't be.
    """

    minutes: float | None = None
    bptt: int | None = None
    learning_rate: float | None = None

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if value is not None and not 0 < value < float("inf"):
                raise SettingInvalid(f"{field.name.replace('_', ' ')} has to be more than 0, not {value}")

    def as_dict(self) -> dict[str, Any]:
        """For JSON: what was asked for."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Wishes:
        """From a dictionary; what it does not know, and what can't be, is left out."""
        known = {field.name for field in fields(cls)}
        try:
            return cls(**{name: value for name, value in stored.items() if name in known})
        except (SettingInvalid, TypeError):
            return cls()
