"""A small predictor with the real one's methods, for the editor's tests."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence

from typeahead.errors import ModelMissing
from typeahead.prediction.suggestion import Suggestion, WordSurprise

NEXT = {
    "": ["The students opened", "I", "We", "In", "It"],
    "the": ["students", "books", "door", "studio", "streets"],
    "students": ["opened their books", "opened", "studied", "were"],
    "opened": ["their books", "the", "their", "a"],
    "their": ["books", "minds", "laptops", "exams", "boxes"],
    "books": ["and", "were", "again"],
}
WORDS = sorted(
    {w for words in NEXT.values() for w in words if " " not in w} | {"stones", "studied", "student"}
)


class FakePredictor:
    """Knows a handful of words; remembers what it was asked and taught."""

    model_name = "ngram"
    model = "mixture"
    models: tuple[str, ...] = ("mixture", "base", "lstm")
    profile_name = "default"
    vocabulary_size = len(WORDS)
    learnable = True
    outdated = False
    notices: tuple[str, ...] = ()

    def __init__(self) -> None:
        self.learned: list[tuple[str, str]] = []
        self.asked: list[str] = []
        self.measured: list[str] = []
        self.forgotten: list[str] = []
        self.refused: list[tuple[str, str | None]] = []
        self.left_out: set[str] = set()
        self.stored = 0
        self.refreshed = 0
        self.accelerated = 0
        self.closed = False
        self.learned_in_session = 0
        self.likelihood = 0.8  # of the first suggestion; each further one is half as likely
        self.may_answer = threading.Event()  # cleared by tests that want an answer to be late
        self.may_answer.set()

    def suggest(
        self, before: str, n: int = 3, *, exclude: Sequence[str] = (), phrases: bool = True
    ) -> list[Suggestion]:
        self.asked.append(before)
        self.may_answer.wait(10)
        stem = re.search(r"[\w'-]*\Z", before).group()  # type: ignore[union-attr]
        previous = re.findall(r"[\w']+", before[: len(before) - len(stem)].rsplit(".", 1)[-1])
        if before and not stem and not before[-1].isspace() and before[-1] not in "([\"'":
            return []
        last = previous[-1] if previous else None
        candidates = list(NEXT.get(previous[-1].lower() if previous else "", [])) + (WORDS if stem else [])
        found = []
        for word in dict.fromkeys(candidates):
            if (word, None) in self.refused or (word, last) in self.refused:
                continue
            if word.lower().startswith(stem.lower()) and len(word) > len(stem) and word not in exclude:
                found.append(word)
        return [
            Suggestion(stem + word[len(stem) :], word[len(stem) :], self.likelihood / (2**rank))
            for rank, word in enumerate(found[:n])
        ]

    def surprise_parts(self, text: str) -> Iterator[list[WordSurprise]]:
        yield self.surprise(text)

    def surprise(self, text: str) -> list[WordSurprise]:
        self.measured.append(text)
        words = []
        for match in re.finditer(r"[\w']+|[.,;:!?]", text):
            word = match.group()
            bits = 1.4 if not word[0].isalnum() else 2.0 + (sum(map(ord, word)) % 150) / 10
            others = [Suggestion(text, text, p) for text, p in (("students", 0.4), ("books", 0.03))]
            words.append(WordSurprise(word, match.start(), match.end(), bits, int(2**bits), others))
        return words

    def never(self, word: str, after: str | None = None) -> bool:
        self.refused.append((word, after))
        return True

    def allow(self, word: str, after: str | None = None) -> bool:
        self.refused.remove((word, after))
        return True

    def leave_out(self, origin: str, out: bool = True) -> bool:
        (self.left_out.add if out else self.left_out.discard)(origin)
        return out

    def leaves_out(self, origin: str) -> bool:
        return origin in self.left_out

    def learn(self, text: str, origin: str = "") -> int:
        self.learned.append((text, origin))
        count = len(text.split())
        self.learned_in_session += count
        return count

    def name(self, before: str, origin: str) -> None:
        self.learned = [(text, origin if each == before else each) for text, each in self.learned]
        if before in self.left_out:
            self.left_out.add(origin)

    def forget(self, word: str | None = None) -> None:
        self.forgotten.append(word or "")

    def switch(self, model: str) -> None:
        if model not in self.models:
            raise ModelMissing(f"profile 'default' has no {model} yet")
        self.model = model
        self.model_name = f"{model} of your notes"

    def newer(self) -> object:
        return None

    def refresh(self, newer: object = None) -> str | None:
        self.refreshed += 1
        return None

    def accelerate(self) -> None:
        self.accelerated += 1

    def adapt(self) -> bool:
        return False

    def store(self, *, take_over: bool = True, adapted: bool = True) -> None:
        self.stored += 1

    def close(self) -> None:
        self.closed = True
