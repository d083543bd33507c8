"""Which sentences are news: finished just now, not in the file before, and not given to the model already."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice

_ALIKE = 0.75  # share of words in common from which a sentence counts as another one edited
# What may stand between a sentence's last word and the cursor: an end, and what begins the next line.
_ENDING = re.compile(
    r"[\s.!?…:;)\]}\"'”’»*_]*"
    r"(?:\n[ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]*(?:\[[ xX]?\]?[ \t]*)?|#{1,6}[ \t]*|(?:`{3,}|~{3,})[^\n]*\n?)?)?"
)
_QUOTED = re.compile(r"\n[ \t]*>[ \t>]*")  # a sentence goes on in a quote's next line: no word of it


class SentenceWatch:
    """Follows one document: says of each finished sentence once that it may be learned."""

    def __init__(self, original: str) -> None:
        self._original = original
        self._given: Counter[str] = Counter()

    def finished(self, paragraph: str, edited_from: int, whole_text: Callable[[], str]) -> list[str]:
        """The sentences that an edit has just finished.

        Args:
            paragraph: the paragraph's text left of the cursor.
            edited_from: where in it the edit began; sentences that ended before it are old.
            whole_text: gives the document's text; only called where a sentence was seen before.
        """
        news = []
        # Compiling its patterns takes longer than the first paint may: the prediction thread has done so by now.
        from typeahead.text.sentences import finished_sentences

        for start, end in finished_sentences(paragraph):
            sentence = paragraph[start:end].strip()
            is_old = end < edited_from and not _ENDING.fullmatch(paragraph, end, edited_from)
            if sentence and not is_old and self._is_news(sentence, paragraph, whole_text):
                self._given[sentence] += 1
                news.append(_QUOTED.sub("\n", sentence))
        return news

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
                return False
        return True

    def _known(self, sentence: str) -> int:
        return self._given[sentence] + self._original.count(sentence)

    def _still_given(self, words: list[str]) -> Iterable[str]:
        """Sentences given before of about this length, the latest first."""
        about = range(len(words) // 2, len(words) * 2 + 1)
        latest = islice(reversed(self._given), 50)
        return [s for s in latest if self._given[s] > 0 and s.count(" ") + 1 in about]


def _alike(words: list[str], others: list[str]) -> bool:
    return difflib.SequenceMatcher(None, words, others, autojunk=False).ratio() >= _ALIKE
