"""What the process that reads a person's notes tells the program that started it: a line of JSON at a time."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, fields
from typing import Any

PROGRESS, DONE, STOPPED, FAILED, OVER = "progress", "done", "stopped", "failed", "over"

FINDING, READING, COUNTING = "finding", "reading", "counting"


@dataclass(frozen=True, slots=True)
class NotesNews:
    """One thing that happened.

    Attributes:
        what: one of the first constants above: the training is so far; it is done, and its model lies ready; it was
            stopped, or has failed, and nothing is changed; the process is over.
        stage: what is done now, one of the second constants.
        done, total: of the files that are read, or of the counting.
        words: read so far; when it is done, those of the whole model.
        left_out: files that were skipped so far.
        skipped: when it is done, all of those, and why.
        read, unchanged, removed: files, by what became of them.
        documents, sentences, types: that the model holds; types are distinct words.
        ngrams: how many of each order, from 1 on.
        changed: whether the model is another one now.
        dropped: networks that are gone, since they had learned what was removed.
        notices: what a person should know.
        seconds: it took.
        said: in words, where it failed.
        code: the process's exit code; below 0 the signal that killed it.
    """

    what: str
    stage: str = ""
    done: int = 0
    total: int = 0
    words: int = 0
    left_out: int = 0
    skipped: tuple[tuple[str, str], ...] = ()
    read: int = 0
    unchanged: int = 0
    removed: int = 0
    documents: int = 0
    sentences: int = 0
    types: int = 0
    ngrams: tuple[int, ...] = ()
    changed: bool = False
    dropped: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    seconds: float = 0.0
    said: str = ""
    code: int = 0

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why files were skipped, and how many, the most frequent first."""
        counted = Counter(reason for _, reason in self.skipped)
        return sorted(counted.items(), key=lambda item: (-item[1], item[0]))

    def line(self) -> str:
        """As it is sent, with a line's end."""
        return json.dumps({name: value for name, value in asdict(self).items() if value}) + "\n"

    @classmethod
    def of(cls, line: str | bytes) -> NotesNews | None:
        """From such a line; None where it is none."""
        known = {field.name for field in fields(cls)}
        try:
            return cls(**{name: _frozen(value) for name, value in json.loads(line).items() if name in known})
        except (ValueError, TypeError, AttributeError):
            return None


def _frozen(value: Any) -> Any:
    return tuple(_frozen(each) for each in value) if isinstance(value, list) else value
