"""What the process that trains in the background tells the program that started it: a line of JSON at a time."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

BEGAN, PROGRESS, IN_USE, NO_BETTER = "began", "progress", "in use", "no better"
UNCHANGED, STOPPED, FAILED, OVER = "unchanged", "stopped", "failed", "over"


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened.

    Attributes:
        what: one of the constants above: a training began, or is so far; it ended with its network put in use, or
            thrown away, or with nothing to do, or stopped (it can be gone on with), or failed; the process is over.
        kind: of network; empty when all is over.
        epoch, epochs: where a training is, counted from 1, and how many there will be at most.
        perplexity: on held-out text, as far as known.
        before: that of the network that was in use, measured on the same.
        seconds_left: of the training.
        said: in words, where it failed.
    """

    what: str
    kind: str = ""
    epoch: int = 0
    epochs: int = 0
    perplexity: float | None = None
    before: float | None = None
    seconds_left: float | None = None
    said: str = ""

    def line(self) -> str:
        """As it is sent, with a line's end."""
        return json.dumps({name: value for name, value in asdict(self).items() if value}) + "\n"

    @classmethod
    def of(cls, line: str | bytes) -> News | None:
        """From such a line; None where it is none."""
        known = {field.name for field in fields(cls)}
        try:
            return cls(**{name: value for name, value in json.loads(line).items() if name in known})
        except (ValueError, TypeError, AttributeError):
            return None
