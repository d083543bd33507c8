"""A small predictor with the real one's methods, for the editor's tests."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Sequence

from typeahead.errors import ModelMissing
from typeahead.prediction.correcting import Slip
from typeahead.prediction.doubts import Doubt
from typeahead.prediction.inspection import Column, Inspection, Matched, Row
from typeahead.prediction.replies import Overview
from typeahead.prediction.requests import OpenDocument
from typeahead.prediction.suggestion import Suggestion, WordSurprise
from typeahead.profile.days import Figures, day_of
from typeahead.profile.finding import Place, Places
from typeahead.profile.folders import Folder
from typeahead.profile.forgetting import Forgotten
from typeahead.profile.lately import LatelyWord
from typeahead.settings_file import SettingsFile

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
        self.typed: list[float | None] = []  # when each of them was
        self.asked: list[str] = []
        self.measured: list[str] = []
        self.corrected: list[str] = []
        self.forgotten: list[str] = []
        self.refused: list[tuple[str, str | None]] = []
        self.left_out: set[str] = set()
        self.read_documents: list[OpenDocument] = []
        self.agreed: list[SettingsFile] = []
        self.wanted: list[tuple[int, bool]] = []  # how many, and whether phrases were
        self.counted = Figures()
        self.days: dict[str, Figures] = {}
        self.lately: list[LatelyWord] = []
        self.inspected: list[str] = []
        self.traced: list[tuple[str, str]] = []
        self.places: dict[str, list[Place]] = {}  # of each word, in so many texts
        self.texts = 3
        self.reading: list[Folder] = []
        self.may_tell_folders = threading.Event()
        self.may_tell_folders.set()
        self.may_inspect = threading.Event()
        self.may_inspect.set()
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
        self.wanted.append((n, phrases))
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

    def correct(
        self, text: str, within: range | None = None, *, patiently: bool = False
    ) -> Iterator[Slip | None]:
        self.corrected.append(text)
        self.may_answer.wait(10)
        for match in re.finditer(r"\bteh\b", text):
            if within is None or match.start() in within:
                yield Slip(*match.span(), "teh", "the", 0.97, Doubt.UNKNOWN)

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
        is_new = (word, after) not in self.refused
        if is_new:
            self.refused.append((word, after))
        return is_new

    def allow(self, word: str, after: str | None = None) -> bool:
        """Without `after` wherever the word stands, in any case, as the real one; fails where nothing was refused."""
        if all((listed.lower(), behind) != (word.lower(), after) for listed, behind in self.refused):
            raise ValueError(f"{word!r} was not refused")
        self.refused = [
            (listed, behind)
            for listed, behind in self.refused
            if listed.lower() != word.lower() or after not in (None, behind)
        ]
        return True

    def leave_out(self, origin: str, out: bool = True) -> bool:
        (self.left_out.add if out else self.left_out.discard)(origin)
        return out

    def agree(self, said: SettingsFile) -> bool:
        self.agreed.append(said)
        return True

    def read(self, document: OpenDocument) -> bool:
        is_left_out = self.leaves_out(document.origin)
        self.read_documents.append(OpenDocument(document.origin) if is_left_out else document)
        return is_left_out

    def leaves_out(self, origin: str) -> bool:
        return origin in self.left_out

    def inspect(self, before: str) -> Iterator[Inspection | None]:
        self.inspected.append(before)
        self.may_inspect.wait(10)
        yield None
        words = tuple(re.findall(r"[\w']+", before))
        stem = "" if not words or before[-1:].isspace() else words[-1]
        known = NEXT.get(words[-1].lower() if words and not stem else "", []) if not stem else WORDS
        known = [word for word in known if " " not in word and word.startswith(stem) and word != stem]
        each = [(0.5**at, 0.05 * at) for at in range(1, len(known) + 1)]
        rows = tuple(Row(word, 0.6 * p[0] + 0.4 * p[1], p) for word, p in zip(known, each, strict=True))
        counts = tuple(range(len(rows), 0, -1))
        matched = (Matched("notes", words[-2:], 10, False, counts),) if rows else ()
        columns = (Column("notes", 0.6), Column("English", 0.4))
        wanted = not before.endswith(".")
        yield Inspection(words, stem, wanted, True, columns, rows if wanted else (), matched)

    def trace(self, before: str, word: str) -> Iterator[Places | None]:
        self.traced.append((before, word))
        yield None
        yield Places(tuple(self.places.get(word, ())), self.texts)

    def learn(self, text: str, origin: str = "", *, typed: float | None = None) -> int:
        self.learned.append((text, origin))
        self.typed.append(typed)
        count = len(text.split())
        self.learned_in_session += count
        return count

    def learn_anew(
        self, before: Sequence[str], after: Sequence[str], origin: str = "", *, typed: float | None = None
    ) -> int:
        count = 0
        for text in before:
            if (text, origin) in self.learned:
                self.learned.remove((text, origin))
                self.learned_in_session -= len(text.split())
                count = 1
        return sum(self.learn(text, origin, typed=typed) for text in after) if count else 0

    def name(self, before: str, origin: str) -> None:
        self.learned = [(text, origin if each == before else each) for text, each in self.learned]
        if before in self.left_out:
            self.left_out.add(origin)

    dropped: tuple[str, ...] = ()

    def forget(self, word: str | None = None) -> int:
        self.forgotten.append(word or "")
        self.lately = [each for each in self.lately if each.word != word]
        return 3

    def count(self, figures: Figures) -> None:
        self.counted = self.counted + figures

    def overview(self, n: int) -> Overview:
        days = {**self.days, day_of(): self.counted} if self.counted else self.days
        last = self.learned[-1][0] if self.learned else ""
        return Overview(days, self.lately[:n], last, self.learned_in_session)

    def folders(self) -> list[Folder]:
        self.may_tell_folders.wait(10)
        return list(self.reading)

    def forget_folder(self, path: str) -> Forgotten:
        (gone,) = (each for each in self.reading if each.path == path)
        self.reading.remove(gone)
        return Forgotten(gone.words, gone.files)

    def take_back(self) -> str | None:
        if not self.learned:
            return None
        text, _ = self.learned.pop()
        self.learned_in_session -= len(text.split())
        return text

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
