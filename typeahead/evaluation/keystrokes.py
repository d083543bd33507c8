"""Keystroke savings: an ideal writer types a text with the suggestions that the editor would show.

The rules (as other systems are measured): every character counts, spaces, capitals, marks and one newline a
paragraph. The writer takes a suggestion with one key the moment one among the first N goes on exactly as the text
does up to a word's end, the longest such; that gives the space that follows too, unless a mark or the paragraph's
end follows. Everything else costs a key a character. Savings = 1 - keys / characters.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import regex

from typeahead.prediction.predictor import Predictor
from typeahead.prediction.suggestion import Suggestion

SHOWN = (1, 3, 5)
"""How many suggestions the writers are shown."""

_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]+(?:['’\-][\p{L}\p{M}\p{N}]+)*", regex.VERSION1)


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
        """What this writer sees of a longer list."""
        if self.repeating:
            return list(suggestions[: self.shown])
        return [each for each in suggestions if each.text not in self.ignored][: self.shown]


@dataclass(slots=True)
class KeystrokeReport:
    """What was found.

    Attributes:
        characters: of the text, a newline a paragraph included.
        words: letters or digits with inner apostrophes and hyphens.
        hits: rank (1…5) → words suggested at that rank before any letter of them was typed.
        savings: number shown → fraction of keys saved, suggestions that were ignored not repeated.
        savings_repeating: the same, with the plain list each time.
    """

    characters: int
    words: int
    hits: dict[int, int]
    savings: dict[int, float]
    savings_repeating: dict[int, float]

    def hit_at(self, rank: int) -> float:
        """The fraction of words that were among the first so many before any letter was typed."""
        return sum(count for at, count in self.hits.items() if at <= rank) / max(self.words, 1)


def simulate(
    predictor: Predictor,
    paragraphs: Sequence[str],
    *,
    learn: bool = True,
    phrases: bool = False,
    keystrokes: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> KeystrokeReport:
    """Type paragraphs with all writers at once; the predictor learns each paragraph when it is done.

    Args:
        predictor: learns if `learn` is true: give a copy.
        paragraphs: of prose, without newlines.
        learn: learn each paragraph after it was typed; a network adapts to it before the next one.
        phrases: let suggestions be several words.
        keystrokes: False only counts hits, which is several times faster.
        progress: told (paragraphs done, in all).
    """
    writers = [Writer(shown, repeating) for shown in SHOWN for repeating in (False, True)]
    report = KeystrokeReport(0, 0, dict.fromkeys(range(1, max(SHOWN) + 1), 0), {}, {})
    for number, paragraph in enumerate(paragraphs):
        _type(predictor, paragraph, writers if keystrokes else [], report, phrases)
        if learn:
            predictor.learn(paragraph + "\n\n")
            while predictor.adapt():
                pass
        if progress:
            progress(number + 1, len(paragraphs))
    if keystrokes and report.characters:
        for writer in writers:
            table = report.savings_repeating if writer.repeating else report.savings
            table[writer.shown] = 1.0 - writer.keys / report.characters
    return report


def _type(
    predictor: Predictor, text: str, writers: Sequence[Writer], report: KeystrokeReport, phrases: bool
) -> None:
    """Type one paragraph."""
    report.characters += len(text) + 1
    for writer in writers:
        writer.free_until = 0
    last = 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        for writer in writers:
            writer.keys += max(0, start - max(last, writer.free_until))
        last = end
        report.words += 1
        _type_word(predictor, text, start, end, writers, report, phrases)
    for writer in writers:
        writer.keys += max(0, len(text) - max(last, writer.free_until)) + 1


def _type_word(
    predictor: Predictor,
    text: str,
    start: int,
    end: int,
    writers: Sequence[Writer],
    report: KeystrokeReport,
    phrases: bool,
) -> None:
    """Type one word: letter by letter until each writer sees it among the suggestions."""
    typing = [writer for writer in writers if writer.free_until <= start]
    for writer in typing:
        writer.ignored.clear()
    at = start
    while at < end and (typing or at == start):
        known = max((len(writer.ignored) for writer in typing), default=0)
        suggestions = predictor.suggest(text[:at], max(SHOWN) + known, phrases=phrases)
        if at == start:
            for rank, each in enumerate(suggestions[: max(SHOWN)], start=1):
                if each.text == text[start:end]:
                    report.hits[rank] += 1
        still = []
        for writer in typing:
            seen = writer.list_of(suggestions)
            taken = max((_goes_on(text, at, each) for each in seen), default=0)
            writer.keys += 1
            if taken:
                writer.free_until = taken + 1 if text[taken : taken + 1] == " " else taken
            else:
                writer.ignored.update(each.text for each in seen)
                still.append(writer)
        typing = still
        at += 1


def _goes_on(text: str, at: int, suggestion: Suggestion) -> int:
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
