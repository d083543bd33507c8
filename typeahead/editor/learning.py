"""Which sentences are news: finished just now, not in the file before, and not given to the model already."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import islice
from typing import TypeAlias

from textual.document._document import Location

from typeahead.editor.locations import place_of
from typeahead.editor.passage import Passage
from typeahead.editor.passages import Passages, Span
from typeahead.editor.sentences_at import SentencesAt

Places: TypeAlias = tuple[Location, Location]
"""Where a sentence begins and ends."""

_ALIKE = 0.75  # share of words in common from which a sentence counts as another one edited
# What may stand between a sentence's last word and the cursor: an end, and what begins the next line.
_ENDING = re.compile(
    r"[\s.!?…:;)\]}\"'”’»*_]*"
    r"(?:\n[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]*(?:\[[ xX]?\]?[ \t]*)?|#{1,6}[ \t]*|(?:`{3,}|~{3,})[^\n]*\n?)?)?"
)
_END = frozenset(".!?…")
_MARKUP = 1_000  # characters of a tag, a picture or a template that are looked at
# What a tag says in quotes, a picture's words, and templates of site generators: of all these nothing is read.
_OPEN_MARKUP = re.compile(
    r"""<[A-Za-z][\w-]*+(?:[^<>"'{}]++|"[^"<>{}]*+"|'[^'<>{}]*+')*+(?<==)(?:"[^"<>{}]*+|'[^'<>{}]*+)\Z"""
    r"""|!\[(?:[^\[\]]++|\[[^\[\]]*+\])*+\Z"""
    r"""|\{[{%][^{}]*+\Z"""
)
_QUOTED = re.compile(r"\n[ \t]*>[ \t>]*")  # a sentence goes on in a quote's next line: no word of it


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Sentences that were learned, and what stands in their place now.

    Attributes:
        typed: when it was, in seconds since 1970; 0 where that is not known.
    """

    before: tuple[str, ...]
    after: tuple[str, ...]
    typed: float = field(default=0.0, compare=False)


@dataclass(frozen=True, slots=True)
class Left:
    """A sentence that was written, and that the cursor has left without a key that finishes it.

    Attributes:
        text: as it is learned.
        typed: when it was changed last, in seconds since 1970.
    """

    text: str
    typed: float


class SentenceWatch:
    """Follows one document: says of each finished sentence once that it may be learned, and if it was changed since.

    Args:
        original: its text as it is opened.
        unlearned: pieces of text that are not to be learned if they stand in it, or come into it.

    Attributes:
        passages: where the sentences stand that were given last, and what is never given.
        is_over: whether the last edit has ended a sentence, be it one that is never given.
    """

    def __init__(self, original: str, unlearned: Iterable[str] = ()) -> None:
        self._original = original
        self._given: Counter[str] = Counter()
        self._rewritten: list[Rewritten] = []
        self.passages = Passages(original, unlearned)
        self.is_over = False

    def finished(
        self,
        paragraph: str,
        edited_from: int,
        whole_text: Callable[[], str],
        at: Location | None = None,
        *,
        is_cut: bool = False,
    ) -> list[str]:
        """The sentences that an edit has just finished.

        Args:
            paragraph: the paragraph's text left of the cursor.
            edited_from: where in it the edit began; sentences that ended before it are old.
            whole_text: gives the document's text; only called where a sentence is over.
            at: where in the document the paragraph begins, so that its sentences can be followed.
            is_cut: whether the paragraph is so long that its text begins anywhere: the first sentence is half of one.
        """
        news = []
        self.is_over = False
        # Compiling its patterns takes longer than the first paint may: the prediction thread has done so by now.
        from typeahead.text.sentences import finished_sentences

        # Looked at once, however many sentences were pasted: it takes all of the document.
        is_open_above = cache(lambda: at is not None and _is_open_at(whole_text, at[0]))
        place, cursor = at, place_of(at or (0, 0), paragraph, len(paragraph))
        for start, end in finished_sentences(paragraph)[int(is_cut) :]:
            is_old = end < edited_from and not _ENDING.fullmatch(paragraph, end, edited_from)
            places = None if at is None else _places(at, paragraph, start, end)
            if places is not None:
                place = places[1]
                # An old one may be new in its place: what was written so far was split, say.
                is_old = is_old and not self.passages.written.holds(*places, cursor)
            if not is_old and self._take(paragraph, (start, end), places, whole_text, is_open_above):
                news.append(said(paragraph[start:end].strip()))
        if place is not None:
            self.passages.written.looked_at(place, cursor)
        return news

    def _take(
        self,
        paragraph: str,
        span: Span,
        places: Places | None,
        whole_text: Callable[[], str],
        is_open_above: Callable[[], bool],
    ) -> bool:
        """Whether a finished sentence is news; it is followed from now on, if there are places to follow."""
        start, end = span
        sentence = paragraph[start:end].strip()
        if not sentence or _is_in_comment(paragraph, end) or _touches_markup(paragraph, start, end):
            return False
        if _touches_percent_comment(paragraph, start, end, is_open_above):
            return False
        if places is not None and self._is_followed(sentence, places):
            return False
        is_news = self._is_news(sentence, paragraph, whole_text)
        if is_news:
            self._given[sentence] += 1
            self.is_over = True
        if places is not None and self._given[sentence]:
            self.passages.add(*places, sentence)
        return is_news

    def _is_followed(self, sentence: str, places: Places) -> bool:
        """Whether a sentence stands where one was learned, or has text in it that is not to be."""
        learned = self.passages.learned_over(*places)
        if self.passages.has_unlearned(*places):
            self.passages.drop(learned)
            self.passages.leave_out(*places)
            self.is_over = True
            return True
        if learned and learned[-1].end > places[1]:
            return True  # the cursor is still in the middle of it
        if learned and learned[0].start < places[0]:
            learned[0].touched = True  # one that has become several: they are looked at together
        elif learned:
            self._rewrite(learned, [(sentence, places)])
        return bool(learned)

    def look_again(
        self, lines: Sequence[str], cursor: Location | None, read: Callable[[str, int], str]
    ) -> list[Left]:
        """See what has become of learned sentences that were changed, and what was written where the cursor has left.

        Sentences that it is still writing have time.

        Args:
            lines: of the document.
            cursor: where it is; None where nothing is written any more.
            read: as `SentencesAt` has it.

        Returns:
            Sentences that are news.
        """
        here = SentencesAt(lines, cursor, read)
        for passage in self.passages.touched():
            if not self.passages.follows(passage):  # looked at with another one, with which it is one now
                continue
            if cursor is None or not _is_being_written(passage, lines, cursor):
                self._look_at(passage, here)
        whole_text = cache(lambda: "\n".join(lines))
        news = []
        for stretch in self.passages.written.left(cursor):
            # It may have become one with the sentence that the cursor is in: that is looked at once more, then.
            stretch.touched = here.is_written(stretch.start, stretch.end)
            for each in here.within(stretch.start, stretch.end):
                is_open_above = partial(_is_open_at, whole_text, each.paragraph.top)
                text, places = each.paragraph.text, (each.start, each.end)
                if self._take(text, each.span, places, whole_text, is_open_above):
                    news.append(Left(said(each.text), stretch.changed))
        return news

    def _look_at(self, passage: Passage, here: SentencesAt) -> None:
        """See what has become of a learned sentence, and of those it has become one with."""
        start, end = passage.start, passage.end
        while True:
            now = here.over(start, end)
            if not now:  # nothing is left of it, or too much
                self.passages.drop([passage])
                return
            learned = self.passages.learned_over(now[0].start, now[-1].end)
            wider = min(start, learned[0].start), max(end, *(each.end for each in learned))
            if wider == (start, end):
                break
            start, end = wider
        if any(each.is_open for each in now):
            return
        if self.passages.has_unlearned(now[0].start, now[-1].end):
            self.passages.drop(learned)
        else:
            self._rewrite(learned, [(each.text, (each.start, each.end)) for each in now])

    def rewritten(self) -> list[Rewritten]:
        """What was found changed since this was asked."""
        found, self._rewritten = self._rewritten, []
        return found

    def _rewrite(self, learned: Sequence[Passage], now: Sequence[tuple[str, Places]]) -> None:
        """Learned sentences are others now, or turn out to be what they were."""
        before, after = [each.learned for each in learned], [sentence for sentence, _ in now]
        self.passages.drop(learned)
        for sentence, places in now:
            self.passages.add(*places, sentence)
        if before == after:
            return
        self._given.subtract(before)
        self._given.update(after)
        typed = max(each.changed for each in learned)
        self._rewritten.append(Rewritten(tuple(map(said, before)), tuple(map(said, after)), typed))

    def _is_news(self, sentence: str, paragraph: str, whole_text: Callable[[], str]) -> bool:
        known = self._known(sentence)
        if known:
            return whole_text().count(sentence) > known
        # Not seen like this: but is it one that was given before and has been edited since? Then that is gone.
        words, text = sentence.split(), ""
        for given in self._still_given(words):
            if given in paragraph or not _alike(words, given.split()):
                continue
            text = text or whole_text()
            if text.count(given) < self._known(given):
                self._given[given] -= 1
                self._given[sentence] += 1
                self._rewritten.append(Rewritten((said(given),), (said(sentence),)))
                return False
        return True

    def _known(self, sentence: str) -> int:
        return self._given[sentence] + self._original.count(sentence)

    def _still_given(self, words: list[str]) -> Iterable[str]:
        """Sentences given before of about this length, the latest first."""
        about = range(len(words) // 2, len(words) * 2 + 1)
        latest = islice(reversed(self._given), 50)
        return [s for s in latest if self._given[s] > 0 and s.count(" ") + 1 in about]


def _is_being_written(passage: Passage, lines: Sequence[str], cursor: Location) -> bool:
    """Whether the cursor is in a sentence, or behind it with no end between; to split the paragraph takes longer."""
    if passage.start <= cursor <= passage.end:
        return True
    (row, end), (cursor_row, column) = passage.end, cursor
    return row == cursor_row and end < column and _END.isdisjoint(lines[row][max(0, end - 1) : column])


def said(sentence: str) -> str:
    """A sentence as it is learned, without the signs of a quote that it goes on in."""
    return _QUOTED.sub("\n", sentence)


def _alike(words: list[str], others: list[str]) -> bool:
    return difflib.SequenceMatcher(None, words, others, autojunk=False).ratio() >= _ALIKE


def _is_in_comment(paragraph: str, end: int) -> bool:
    """Whether a sentence ends in an HTML comment, which training leaves out too."""
    opened = paragraph.rfind("<!--", 0, end)
    return opened >= 0 and "-->" not in paragraph[opened:end]


def _touches_markup(paragraph: str, start: int, end: int) -> bool:
    """Whether a sentence begins or ends in what is said inside of markup, or has a template in it."""
    if "{{" in paragraph[start:end] or "{%" in paragraph[start:end]:
        return True
    if not any(sign in paragraph for sign in ("<", "![", "{")):
        return False
    return _is_in_markup(paragraph, start) or _is_in_markup(paragraph, end)


def _is_in_markup(paragraph: str, place: int) -> bool:
    return _OPEN_MARKUP.search(paragraph[max(0, place - _MARKUP) : place]) is not None


def _touches_percent_comment(paragraph: str, start: int, end: int, is_open_above: Callable[[], bool]) -> bool:
    """Whether a sentence has part of a comment of Obsidian's in it, or stands in one: that is left to training."""
    if "%%" in paragraph[start:end]:
        return True
    is_inside = paragraph.count("%%", 0, start) % 2 == 1
    return is_open_above() != is_inside


def _is_open_at(whole_text: Callable[[], str], rows: int) -> bool:
    return rows > 0 and _opens_comment(whole_text(), rows)


def _opens_comment(text: str, rows: int) -> bool:
    """Whether such a comment is open where a text's first rows end."""
    if "%%" not in text:
        return False
    from typeahead.text.prose.wiki_links import ends_in_block_comment

    return ends_in_block_comment("\n".join(text.split("\n", rows)[:rows]))


def _places(at: Location, paragraph: str, start: int, end: int) -> Places:
    return place_of(at, paragraph, start), place_of(at, paragraph, end)
