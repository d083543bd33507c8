"""Where in a document stands what was learned of it, and what was written while nothing was to be learned.

Both keep their places as the text around them changes. What was written while learning was paused stays apart for as
long as it stands there: finished, lengthened, moved or brought back by an undo later, nothing of it is learned.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto
from typing import TypeAlias

from textual.document._document import Location

from typeahead.editor.locations import offset_of, place_of
from typeahead.editor.newly_written import NewlyWritten
from typeahead.editor.passage import Passage

Span: TypeAlias = tuple[int, int]
"""Where a part of a text begins and ends."""

LATEST = 20
"""So many sentences learned last are followed."""

_CUT = 200
"""So many pieces that were cut out of what is not learned are remembered, should they come back."""

_LEAST = 8
"""Characters of such a piece, or of what is pasted, by which it is known again; fewer are in any text."""

_LINE = 4
"""Characters of a line that is looked for in what takes its place."""

_SEVERAL = 3
"""So many words at once are looked at as if they were pasted: a line that is doubled, say. No suggested word is."""

_COMPARED = 4_000_000
"""Pairs of characters that are compared at most where text takes the place of other text."""

_SAME = 3
"""Characters in a row that tell where a text is found again in another."""


class How(Enum):
    """How a text came to stand there."""

    WRITTEN = auto()
    PASTED = auto()
    AGAIN = auto()
    """By an undo or a redo."""


class Passages:
    """All of one document.

    Args:
        text: of the document, as it is opened.
        known: what was not to be learned of those before it; it is known again.

    Attributes:
        paused: whether what is written now is not to be learned.
        written: what else is, and was not looked at since.
    """

    def __init__(self, text: str = "", known: Iterable[str] = ()) -> None:
        self.paused = False
        self.written = NewlyWritten()
        self._when = 0.0
        self._learned: deque[Passage] = deque(maxlen=LATEST)
        self._unlearned: list[Passage] = []
        self._cut: deque[str] = deque(known, maxlen=_CUT)
        self._gone: deque[_Gone] = deque(maxlen=_CUT)
        for piece in self._cut:
            at = text.find(piece)
            while at >= 0:
                self.leave_out(place_of((0, 0), text, at), place_of((0, 0), text, at + len(piece)))
                at = text.find(piece, at + len(piece))

    def add(self, start: Location, end: Location, learned: str) -> None:
        """A sentence was learned."""
        self._learned.append(Passage(start, end, learned))

    def leave_out(self, start: Location, end: Location) -> None:
        """Nothing of a stretch is to be learned; it is joined with such text that it stands in, or next to."""
        if start == end:
            return
        apart = [each for each in self._unlearned if end < each.start or each.end < start]
        joined = [Passage(start, end), *(each for each in self._unlearned if each not in apart)]
        whole = Passage(min(each.start for each in joined), max(each.end for each in joined))
        self._unlearned = [*apart, whole]

    def follows(self, passage: Passage) -> bool:
        """Whether it is one of the learned sentences still."""
        return passage in self._learned

    def drop(self, passages: Iterable[Passage]) -> None:
        """Sentences are not followed any more."""
        for passage in passages:
            self._learned.remove(passage)

    def learned_over(self, start: Location, end: Location) -> list[Passage]:
        """The learned sentences that have text in common with a stretch, in the text's order."""
        found = [each for each in self._learned if each.start < end and start < each.end]
        return sorted(found, key=lambda each: each.start)

    def has_unlearned(self, start: Location, end: Location) -> bool:
        """Whether something in a stretch is not to be learned."""
        return any(each.start < end and start < each.end for each in self._unlearned)

    def touched(self) -> list[Passage]:
        """The learned sentences that were changed since."""
        return [each for each in self._learned if each.touched]

    def pieces(self, lines: Sequence[str]) -> list[str]:
        """What is not to be learned and can be known again: where it stands in a document's lines, or was cut out."""
        return [*self._cut, *filter(_is_telling, self._standing(lines))]

    def _standing(self, lines: Sequence[str]) -> list[str]:
        return [_part(lines, each.start, each.end) for each in self._unlearned]

    def follow(
        self,
        top: Location,
        bottom: Location,
        removed: str,
        inserted: str,
        lines: Sequence[str],
        how: How = How.WRITTEN,
        when: float = 0.0,
    ) -> None:
        """A stretch of the text was replaced.

        Args:
            top: where it began.
            bottom: where it ended.
            removed: the text that is gone.
            inserted: the text in its place.
            lines: of the document now.
            how: that came to be.
            when: words were written or changed last, in seconds since 1970: now, but for white space.
        """
        self._when = when
        before, after = removed.split("\n"), inserted.split("\n")
        if len(before) != len(after) or len(before) == 1 or sorted(before) == sorted(after):
            self._follow(top, bottom, removed, inserted, lines, how)
            return
        # A word that is replaced everywhere, a list that is numbered anew: many small edits.
        for number, (one, other) in enumerate(zip(before, after, strict=True)):
            row, column = top[0] + number, 0 if number else top[1]
            if one != other:
                self._follow((row, column), (row, column + len(one)), one, other, lines, how)

    def _follow(
        self, top: Location, bottom: Location, removed: str, inserted: str, lines: Sequence[str], how: How
    ) -> None:
        """As `follow`, of an edit that is one."""
        # Where a long text takes the place of one much like it, what both begin and end with is left as it was.
        if removed and inserted:
            start, stop = _alike(removed, inserted)
            top = place_of(top, removed, start)
            removed, inserted = removed[start : len(removed) - stop], inserted[start : len(inserted) - stop]
            bottom = place_of(top, removed, len(removed))
        end = place_of(top, inserted, len(inserted))
        parts = []
        for passage in self._unlearned:
            if top < bottom and passage.start < bottom and top < passage.end:
                first, last = max(passage.start, top), min(passage.end, bottom)
                parts.append((offset_of(top, removed, first), offset_of(top, removed, last)))
        beside = (bottom[0], bottom[1] + 1)  # a word before a sentence belongs to it, with the space between
        for passage in self._learned:
            if passage.start <= beside and top <= passage.end:
                passage.touched, passage.changed = True, self._when
        is_instead = inserted and "\n" not in inserted
        replaced = [each for each in self._learned if is_instead and top <= each.start and each.end <= bottom]
        for passage in [*self._learned, *self._unlearned]:
            passage.shift(top, bottom, end)
        for passage in replaced:  # another sentence begins there, or comes back
            passage.start, passage.end = top, end
        self.written.follow(
            top, bottom, end, "" if self.paused else inserted, self._when, pasted=how is How.PASTED
        )
        self.drop([each for each in self._learned if each.start >= each.end])
        self._unlearned = [each for each in self._unlearned if each.start < each.end]
        if self.paused:
            self.leave_out(top, end)
        elif inserted:
            for start, stop in self._known(top, removed, inserted, parts, lines, how):
                self.leave_out(place_of(top, inserted, start), place_of(top, inserted, stop))
        if parts:
            self._gone.append(_Gone(top, removed, tuple(parts)))
            self._cut.extend(filter(_is_telling, (removed[start:stop] for start, stop in parts)))

    def _known(
        self,
        top: Location,
        removed: str,
        inserted: str,
        parts: Sequence[Span],
        lines: Sequence[str],
        how: How,
    ) -> Iterable[Span]:
        """Which parts of a text that comes are not to be learned, for they stood somewhere where they were not."""
        if parts:
            return _found_again(removed, inserted, parts)
        if how is How.AGAIN:
            same = [each.parts for each in self._gone if each.top == top and each.text == inserted]
            return same[-1] if same else ()
        if how is How.PASTED or len(inserted.split()) >= _SEVERAL:
            standing = self._standing(lines) if how is How.PASTED else []
            return _pasted(inserted, [*self._cut, *filter(_is_telling, standing)])
        return ()


@dataclass(frozen=True, slots=True)
class _Gone:
    """A text that an edit took away, and which parts of it were not to be learned."""

    top: Location
    text: str
    parts: tuple[Span, ...]


def _lines_of(text: str, parts: Iterable[Span]) -> Iterable[Span]:
    """Parts of a text cut at its line breaks, since lines may change places."""
    for start, stop in parts:
        while start < stop:
            end = text.find("\n", start, stop) + 1 or stop
            yield start, end
            start = end


def _is_telling(piece: str) -> bool:
    return len(piece.strip()) >= _LEAST


def _pasted(inserted: str, pieces: Iterable[str]) -> Iterable[Span]:
    """Where pieces stand in what is pasted; all of it, where it is a part of one."""
    for piece in pieces:
        at = inserted.find(piece)
        if at >= 0:
            yield at, at + len(piece)
        elif _is_telling(inserted) and inserted.strip() in piece:
            yield 0, len(inserted)


def _found_again(removed: str, inserted: str, parts: Sequence[Span]) -> Iterable[Span]:
    """Where parts of a text are in the one that takes its place; all of it where that would take long to find."""
    rest = []
    for start, stop in _lines_of(removed, parts):
        line = removed[start:stop].rstrip("\n")
        at = inserted.find(line) if len(line.strip()) >= _LINE else -1
        if at >= 0:
            yield at, at + len(line)
        else:
            rest.append((start, stop))
    if not rest:
        return
    if len(removed) * len(inserted) > _COMPARED:
        yield 0, len(inserted)
        return
    same = SequenceMatcher(None, removed, inserted, autojunk=False).get_matching_blocks()
    for start, stop in rest:
        here = [each for each in same if each.size >= _SAME and each.a < stop and start < each.a + each.size]
        if here:
            first, last = here[0], here[-1]
            yield (
                first.b + max(start - first.a, 0),
                last.b + min(last.size, stop - last.a),
            )


def _alike(one: str, other: str) -> tuple[int, int]:
    """How many characters two texts begin and end with alike; of several lines whole ones, for lines change places."""
    several = "\n" in one or "\n" in other
    start = _same_at_start(one, other)
    if several:
        start = one.rfind("\n", 0, start) + 1
    stop = _same_at_start(one[start:][::-1], other[start:][::-1])
    if several:
        at = one.find("\n", len(one) - stop)
        stop = len(one) - at if at >= 0 else 0
    return start, stop


def _same_at_start(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    shorter = min(len(one), len(other))
    return next((n for n in range(shorter) if one[n] != other[n]), shorter)


def _part(lines: Sequence[str], start: Location, end: Location) -> str:
    """What stands from one place to another."""
    found = list(lines[start[0] : end[0] + 1])
    found[-1] = found[-1][: end[1]]
    found[0] = found[0][start[1] :]
    return "\n".join(found)
