"""What typeahead's suggestions are compared with: plain models in a few lines, and other programs where installed.

Each has what `keystrokes.simulate` asks for: suggest, learn and adapt.
"""

from __future__ import annotations

import importlib
from abc import ABC, abstractmethod
from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

import regex

from typeahead.prediction.suggestion import Suggestion

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*", regex.VERSION1)
_PREFIX = regex.compile(r"[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’\-]*\Z", regex.VERSION1)
_LAST = "\U0010ffff"


class Rival(ABC):
    """Words as written, capitals and all; a place after a space or in a word is completed."""

    def suggest(self, before: str, n: int = 3, **_: object) -> list[Suggestion]:
        found = _PREFIX.search(before)
        prefix = found[0] if found else ""
        words = self.best(before[: len(before) - len(prefix)], prefix, n + 1)
        kept = [each for each in words if each[0] != prefix]
        return [Suggestion(word, word[len(prefix) :], p) for word, p in kept[:n]]

    @abstractmethod
    def best(self, before: str, prefix: str, n: int) -> list[tuple[str, float]]:
        """Words that go on from a prefix, each with how likely it is."""

    @abstractmethod
    def learn(self, text: str) -> None:
        """Take up what was just typed."""

    def adapt(self) -> bool:
        return False


class Trigram(Rival):
    """Interpolated Witten–Bell: p(w | h) = (c(h w) + t(h) p(w | h')) / (c(h) + t(h)), t(h) different words after h."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._after: defaultdict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
        self._totals: Counter[tuple[str, ...]] = Counter()
        self._sorted: list[str] = []
        self._frequent: list[tuple[str, int]] = []
        for text in texts:
            self._count(text)
        self._sorted = sorted(self._after[()])

    def _count(self, text: str) -> list[str]:
        words, new = ["", "", *_WORD.findall(text)], []
        for at in range(2, len(words)):
            if words[at] not in self._after[()]:
                new.append(words[at])
            for order in range(3):
                history = tuple(words[at - order : at])
                self._after[history][words[at]] += 1
                self._totals[history] += 1
        self._frequent = []
        return new

    def learn(self, text: str) -> None:
        for word in self._count(text):
            insort(self._sorted, word)

    def best(self, before: str, prefix: str, n: int) -> list[tuple[str, float]]:
        words = ["", "", *_WORD.findall(before)]
        histories = [tuple(words[len(words) - order :]) for order in (0, 1, 2)]
        candidates = {word for history in histories[1:] for word in self._after.get(history, ())}
        candidates = {word for word in candidates if word.startswith(prefix)}
        candidates.update(self._unigrams(prefix, n + len(candidates)))
        ranked = sorted(((self._probability(histories, word), word) for word in candidates), reverse=True)
        return [(word, p) for p, word in ranked[:n]]

    def _unigrams(self, prefix: str, n: int) -> list[str]:
        counts = self._after[()]
        if not prefix:
            if len(self._frequent) < n:
                self._frequent = counts.most_common(2 * n)
            return [word for word, _ in self._frequent[:n]]
        first = bisect_left(self._sorted, prefix)
        among = self._sorted[first : bisect_left(self._sorted, prefix + _LAST, first)]
        return sorted(among, key=lambda word: -counts[word])[:n]

    def _probability(self, histories: list[tuple[str, ...]], word: str) -> float:
        p = 0.0
        for history in histories:
            after = self._after.get(history)
            if after:
                p = (after[word] + len(after) * p) / (self._totals[history] + len(after))
        return p


class RecentWords(Rival):
    """As editors complete words: those of the document that begin as typed, the latest first; never the next word."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._words: dict[str, None] = {}
        for text in texts:
            self.learn(text)

    def learn(self, text: str) -> None:
        for word in _WORD.findall(text):
            self._words.pop(word, None)
            self._words[word] = None

    def best(self, before: str, prefix: str, n: int) -> list[tuple[str, float]]:
        if not prefix:
            return []
        here = dict.fromkeys(reversed(_WORD.findall(before)))
        words = [word for word in here if word.startswith(prefix)]
        for word in reversed(self._words):
            if len(words) >= n:
                break
            if word.startswith(prefix) and word not in here:
                words.append(word)
        return [(word, 0.0) for word in words[:n]]


class Presage(Rival):
    """presage as it comes out of its box, by its own Python module; its user database is whatever is there."""

    def __init__(self, module: Any) -> None:
        stream = self

        class Callback(module.PresageCallback):  # type: ignore[misc]
            def get_past_stream(self) -> str:
                return stream.before

            def get_future_stream(self) -> str:
                return ""

        self.before = ""
        self._callback = Callback()  # presage keeps no reference to it
        self._presage = module.Presage(self._callback)

    def best(self, before: str, prefix: str, n: int) -> list[tuple[str, float]]:
        self.before = before + prefix
        self._presage.config("Presage.Selector.SUGGESTIONS", str(n))
        return [(word, 0.0) for word in self._presage.predict() if word.startswith(prefix)]

    def learn(self, text: str) -> None:
        self._presage.learn(text)


class Onboard(Rival):
    """The engine of the on-screen keyboard Onboard, a model of the notes alone."""

    def __init__(self, module: Any, texts: Iterable[str] = ()) -> None:
        self._module = module
        self._model = module.CachedDynamicModel()
        for text in texts:
            self.learn(text)

    def best(self, before: str, prefix: str, n: int) -> list[tuple[str, float]]:
        context = self._module.tokenize_context(before + prefix)
        return [(word, 0.0) for word in self._model.predict(context, n)]

    def learn(self, text: str) -> None:
        tokens, _ = self._module.tokenize_text(text)
        self._model.learn_tokens(tokens)


def installed(name: str) -> Any | None:
    """Another program's Python module, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return None
