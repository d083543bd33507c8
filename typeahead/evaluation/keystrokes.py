"""Keystroke savings: an ideal writer types a text with the suggestions that the editor would show.

The rules (as other systems are measured): every character counts, spaces, capitals, marks and one newline a
paragraph. The writer takes a suggestion with one key the moment one among the first N goes on exactly as the text
does up to a word's end, the longest such; of a phrase that leads the line its first word alone too, which has a key of
its own (Alt+Right). That gives the space that follows too, unless a mark or the paragraph's end follows. Everything
else costs a key a character. Savings = 1 - keys / characters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import regex

from typeahead.prediction.ghost import arranged
from typeahead.prediction.suggestion import Phrasing, Suggestion

SHOWN = (1, 3, 5)
"""How many suggestions the writers are shown."""

_RANKS = 3
"""Hits are counted at so many ranks at least."""

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*", regex.VERSION1)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a text where suggestions are shown.

    Attributes:
        paragraph: its number, from 0.
        text: the paragraph.
        start: where the word begins that is typed there; `at` where something else is (a bracket, a dash).
        end: where it ends.
        at: where the cursor stands, from `start` to `end`; at the end the word is typed, which nobody knows yet.
        suggestions: likeliest first.
    """

    paragraph: int
    text: str
    start: int
    end: int
    at: int
    suggestions: Sequence[Suggestion]


class Suggests(Protocol):
    """What is typed with: a predictor, or a model as it stands (see `standing`)."""

    def suggest(self, before: str, n: int = 3, *, phrases: Phrasing | bool = True) -> Sequence[Suggestion]:
        """What may come next, likeliest first."""
        ...

    def learn(self, text: str) -> object:
        """Learn a text, if it learns at all."""
        ...

    def adapt(self) -> bool:
        """Make one step of what learning left to do; False where there is nothing."""
        ...


class Watcher(Protocol):
    """Sees every place of a text while it is typed, whatever the writers take."""

    @property
    def wanted(self) -> int:
        """How many suggestions it looks at where a word begins."""
        ...

    def see(self, place: Place) -> None:
        """Take note of one place; they come in the order of the text."""
        ...


@dataclass(slots=True)
class Writer:
    """One way of showing suggestions, and the keys it took so far.

    Attributes:
        shown: how many suggestions are shown.
        repeating: whether those that were shown for this word and not taken are shown again.
        keys: pressed so far.
    """

    shown: int
    repeating: bool
    keys: int = 0
    free_until: int = 0
    ignored: set[str] = field(default_factory=set)

    def list_of(self, suggestions: Sequence[Suggestion]) -> list[Suggestion]:
        """What this writer sees of a longer list: as the editor's line."""
        if not self.repeating:
            suggestions = [each for each in suggestions if each.text not in self.ignored]
        return arranged(suggestions, self.shown)

    def ignore(self, seen: Sequence[Suggestion]) -> None:
        """What was seen was not what was meant."""
        for each in seen:
            self.ignored.add(each.text)
            if each.first:
                self.ignored.add(each.first.text)


@dataclass(frozen=True, slots=True)
class ParagraphTyped:
    """One paragraph's part of a `KeystrokeReport`, for who draws paragraphs anew (see `bootstrap`).

    Attributes:
        characters: its newline included.
        words: its words.
        hits: words suggested first, second, third …
        reciprocal: 1 / rank of each word, summed.
        keys: number shown → keys pressed, suggestions that were ignored not repeated.
    """

    characters: int
    words: int
    hits: tuple[int, ...]
    reciprocal: float
    keys: dict[int, int]


@dataclass(slots=True)
class KeystrokeReport:
    """What was found.

    Attributes:
        characters: of the text, a newline a paragraph included.
        words: letters or digits with inner apostrophes and hyphens.
        hits: rank (1…5, or as many as were shown) → words suggested at that rank before any letter of them was typed.
        savings: number shown → fraction of keys saved, suggestions that were ignored not repeated.
        savings_repeating: the same, with the plain list each time.
        reciprocal: 1 / rank of each word among the first `ranked` before any letter of it was typed, summed; words that
            were not among them add nothing.
        paragraphs: the same, each by itself.
    """

    characters: int
    words: int
    hits: dict[int, int]
    savings: dict[int, float]
    savings_repeating: dict[int, float]
    reciprocal: float = 0.0
    paragraphs: list[ParagraphTyped] = field(default_factory=list)

    @property
    def mean_reciprocal_rank(self) -> float:
        """The mean of 1 / rank over all words (Voorhees 1999), 0 for those that were not among the first `ranked`."""
        return self.reciprocal / max(self.words, 1)

    def hit_at(self, rank: int) -> float:
        """The fraction of words that were among the first so many before any letter was typed."""
        return sum(count for at, count in self.hits.items() if at <= rank) / max(self.words, 1)


def simulate(
    predictor: Suggests,
    paragraphs: Sequence[str],
    *,
    learn: bool = True,
    phrases: bool = False,
    keystrokes: bool = True,
    shown: Sequence[int] = SHOWN,
    ranked: int = 0,
    watchers: Sequence[Watcher] = (),
    progress: Callable[[int, int], None] | None = None,
) -> KeystrokeReport:
    """Type paragraphs with all writers at once; the predictor learns each paragraph when it is done.

    Args:
        predictor: learns if `learn` is true: give a copy.
        paragraphs: of prose, without newlines.
        learn: learn each paragraph after it was typed; a network adapts to it before the next one.
        phrases: let suggestions be several words.
        keystrokes: False only counts hits, which is several times faster.
        shown: how many suggestions the writers are shown.
        ranked: so many are looked at for reciprocal ranks, or as many as hits are counted for.
        watchers: see each letter's place, which takes twice as long.
        progress: told (paragraphs done, in all).
    """
    writers = [Writer(number, repeating) for number in shown for repeating in (False, True)]
    typing = _Typing(predictor, phrases, writers if keystrokes else [], watchers, max(*shown, _RANKS), ranked)
    for number, paragraph in enumerate(paragraphs):
        typing.type(number, paragraph)
        if learn:
            predictor.learn(paragraph + "\n\n")
            while predictor.adapt():
                pass
        if progress:
            progress(number + 1, len(paragraphs))
    report = typing.report
    if keystrokes and report.characters:
        for writer in writers:
            table = report.savings_repeating if writer.repeating else report.savings
            table[writer.shown] = 1.0 - writer.keys / report.characters
    return report


class _Typing:
    """One simulation under way.

    Args:
        predictor: asked.
        phrases: let suggestions be several words.
        writers: all see the same suggestions, each as many as it does.
        watchers: see every place.
        most: suggestions that any writer is shown, or that count as hits.
        ranked: suggestions that are looked at for reciprocal ranks.
    """

    def __init__(
        self,
        predictor: Suggests,
        phrases: bool,
        writers: Sequence[Writer],
        watchers: Sequence[Watcher],
        most: int,
        ranked: int,
    ) -> None:
        self._predictor = predictor
        self._phrases = Phrasing.COMMAS if phrases else Phrasing.NOTHING  # as the editor asks
        self._writers, self._watchers = writers, watchers
        self._most = most
        self._ranked = max(most, ranked)
        self._at_start = max([self._ranked, *(watcher.wanted for watcher in watchers)])
        self._number, self._text = 0, ""
        self.report = KeystrokeReport(0, 0, dict.fromkeys(range(1, most + 1), 0), {}, {})

    def type(self, number: int, text: str) -> None:
        """Type one paragraph."""
        self._number, self._text = number, text
        before = self._so_far()
        self.report.characters += len(text) + 1
        for writer in self._writers:
            writer.free_until = 0
        last = 0
        for match in _WORD.finditer(text):
            start, end = match.span()
            self._between(last, start)
            last = end
            self.report.words += 1
            self._word(start, end)
        self._between(last, len(text))
        for writer in self._writers:
            writer.keys += 1
        self.report.paragraphs.append(_less(self._so_far(), before))

    def _so_far(self) -> ParagraphTyped:
        found = self.report
        keys = {writer.shown: writer.keys for writer in self._writers if not writer.repeating}
        hits = tuple(found.hits.values())
        return ParagraphTyped(found.characters, found.words, hits, found.reciprocal, keys)

    def _between(self, last: int, start: int) -> None:
        """Type what stands between two words, or behind the last one."""
        for writer in self._writers:
            writer.keys += max(0, start - max(last, writer.free_until))
        for at in range(last + 1 if last else 0, start) if self._watchers else ():
            self._show(at, at, at, self._ask(at, self._most))

    def _word(self, start: int, end: int) -> None:
        """Type one word: letter by letter until each writer sees it among the suggestions."""
        text = self._text
        typing = [writer for writer in self._writers if writer.free_until <= start]
        for writer in typing:
            writer.ignored.clear()
        for at in range(start, end):
            if at > start and not typing and not self._watchers:
                break
            suggestions = self._for_writers(start, at, typing)
            if at == start:
                word = text[start:end]
                for rank in _ranks_of(word, arranged(suggestions, self._most)):
                    self.report.hits[rank] += 1
                first = next(_ranks_of(word, arranged(suggestions, self._ranked)), None)
                self.report.reciprocal += 1 / first if first else 0.0
            self._show(start, end, at, suggestions)
            still = []
            for writer in typing:
                seen = writer.list_of(suggestions)
                taken = max((_taken(text, at, each) for each in seen), default=0)
                writer.keys += 1
                if taken:
                    writer.free_until = taken + 1 if text[taken : taken + 1] == " " else taken
                else:
                    writer.ignore(seen)
                    still.append(writer)
            typing = still
        if self._watchers:
            self._show(start, end, end, self._ask(end, self._most))

    def _for_writers(self, start: int, at: int, typing: Sequence[Writer]) -> Sequence[Suggestion]:
        """So many suggestions that each writer sees as many as it should, those it ignored left out."""
        most = 1 + (
            self._at_start if at == start else self._most
        )  # a phrase may take in the word it begins with
        typed = self._text[start:at]
        # What no longer fits the letters typed does not come again, so it need not be reckoned with …
        wanted = most + max((_beginning_with(typed, writer.ignored) for writer in typing), default=0)
        found = self._ask(at, wanted)
        if len(found) < wanted or all(len(writer.list_of(found)) >= writer.shown for writer in typing):
            return found
        # … but for what is shown otherwise than it was typed.
        return self._ask(at, most + max(len(writer.ignored) for writer in typing))

    def _ask(self, at: int, n: int) -> Sequence[Suggestion]:
        return self._predictor.suggest(self._text[:at], n, phrases=self._phrases)

    def _show(self, start: int, end: int, at: int, suggestions: Sequence[Suggestion]) -> None:
        for watcher in self._watchers:
            watcher.see(Place(self._number, self._text, start, end, at, suggestions))


def _ranks_of(word: str, offers: Sequence[Suggestion]) -> Iterator[int]:
    """Where a word stands among offers, of phrases their first word."""
    return (rank for rank, each in enumerate(offers, start=1) if (each.first or each).text == word)


def _less(after: ParagraphTyped, before: ParagraphTyped) -> ParagraphTyped:
    """What came between two states of the same counts."""
    return ParagraphTyped(
        after.characters - before.characters,
        after.words - before.words,
        tuple(now - then for now, then in zip(after.hits, before.hits, strict=True)),
        after.reciprocal - before.reciprocal,
        {shown: keys - before.keys[shown] for shown, keys in after.keys.items()},
    )


def _beginning_with(typed: str, texts: Iterable[str]) -> int:
    return sum(text.startswith(typed) for text in texts)


def _taken(text: str, at: int, suggestion: Suggestion) -> int:
    """Where the text stands after taking what is right of a suggestion: all of it, or the first word of a phrase."""
    whole = goes_on(text, at, suggestion)
    return whole or (goes_on(text, at, suggestion.first) if suggestion.first else 0)


def goes_on(text: str, at: int, suggestion: Suggestion) -> int:
    """Where the text stands after taking a suggestion, or 0 where the text goes on otherwise.

    A correction takes the place of what is typed; this writer makes no errors, so it never is what is meant.
    """
    end = at + len(suggestion.completion)
    if suggestion.replaces or not suggestion.completion or text[at:end] != suggestion.completion:
        return 0
    following = text[end : end + 2]
    inside = following[:1].isalnum() or (
        following[:1] in "'’-" and following[1:].isalnum() and following[:1] != ""
    )
    return 0 if inside else end
