"""What stands left of the cursor, as a model needs it: the open sentence's words, and what is typed of the next."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from typeahead.prediction.inviting import invites, is_behind_unspaced, is_in_address
from typeahead.profile.encoding import PROSE, WHITESPACE, first_word_at
from typeahead.text.fences import behind_fences, is_in_fence
from typeahead.text.forms import APOSTROPHES, JOINER
from typeahead.text.open_front_matter import open_value
from typeahead.text.scanner import FIRST, INSIDE
from typeahead.text.sentences import LOOKBACK, open_sentence, sentences_before
from typeahead.text.whitespace import separated

EARLIER = 40
"""So many words of the sentences before the open one are looked at, by those models that look that far."""

_ANY, _SIGNS = "x", 4
"""A letter, to read a sign of emphasis as with one behind it; and how long that sign is, with what stands before."""

_REACH = 80
"""No longer word is completed."""

# As the tokeniser cuts words, with a joiner that may still be followed by letters.
_PREFIX = regex.compile(rf"{FIRST}{INSIDE}*+(?:{JOINER}{INSIDE}++)*+{JOINER}?\Z", regex.VERSION1)
_JOINS_NAMES = frozenset("_./@:-+#~$")
_MARKS_NAMES = frozenset("#@")
_MARKS_UP = frozenset("*_~[")
# A sign of emphasis that opens: one asterisk at a line's start more often begins a list.
_EMPHASIS = regex.compile(
    r"""(?:\A|(?<=[\s("'“‘—–]))(?:(?<!^)\*|\*{2,3}|_{1,3}|~~)\Z""", regex.VERSION1 | regex.MULTILINE
)
_BEGUN = regex.compile(r"[\p{L}\p{M}\p{N}\u200C\u200D\u00AD_./@:\-+#~$]+\Z", regex.VERSION1)
_TICKS = regex.compile("`+")


@dataclass(frozen=True, slots=True)
class Context:
    """Where a suggestion is wanted.

    Attributes:
        words: tokens of the open sentence, as written, without what is typed of the next word.
        prefix: what is typed of the next word.
        wanted: whether a word can come here at all.
        at_start: whether that word begins a sentence.
        apostrophe: the sign the text writes for it: ', ’ or the letter ʼ of Ukrainian.
        unspaced: whether it comes right behind a character of a script without spaces: only such ones can follow.
        verbatim: whether what is typed stands in code, in an address, or behind # or @, where nothing is put right.
        heard: the words with those in capitals as they are written elsewhere, where all is in capitals here (see
            `shouting`); else None.
    """

    words: list[str]
    prefix: str
    wanted: bool
    at_start: bool
    apostrophe: str = "'"
    unspaced: bool = False
    verbatim: bool = False
    heard: tuple[str, ...] | None = None

    @property
    def shouting(self) -> bool:
        """Whether what stands before is in capitals, as the next word is then."""
        return self.heard is not None

    @property
    def titled(self) -> bool:
        """Whether the word before has a capital, as in a title, and not because it begins the sentence."""
        is_inside = first_word_at(self.words[:-1]) >= 0
        return is_inside and len(self.words[-1]) > 1 and self.words[-1][0].isupper()

    @property
    def curly(self) -> bool:
        """Whether the text writes its apostrophes curly."""
        return self.apostrophe == "’"

    @property
    def last(self) -> str | None:
        """The word before, None where a sentence begins."""
        return self.words[-1] if self.words else None


def read(before: str, tokens: str = PROSE) -> Context:
    """Read the text left of the cursor, literally: after a letter a word is completed, after a space one is next.

    Where `tokens` is "whitespace" the open line is the sentence, and whatever stands behind its last space is
    what is typed of the next word.
    """
    if tokens == WHITESPACE:
        *words, prefix = separated(before[before.rfind("\n") + 1 :]).split(" ")
        return Context([word for word in words if word], prefix, True, False)
    found = _PREFIX.search(before, max(0, len(before) - _REACH))
    prefix = found[0] if found else ""
    rest = before[: len(before) - len(prefix)] if prefix else before
    value = open_value(rest)
    words = _words_before(rest, prefix) if value is None else open_sentence(value.text)
    begins = (invites(before) or _opens_emphasis(before)) and (value is None or value.prose)
    near = max(0, len(before) - _REACH * 25)
    apostrophe = max(APOSTROPHES, key=lambda sign: before.rfind(sign, near))
    return Context(
        words=words,
        prefix=prefix,
        wanted=(bool(prefix) or begins) and not is_in_fence(before),
        at_start=first_word_at(words) < 0,
        apostrophe=apostrophe,
        unspaced=not prefix and is_behind_unspaced(before),
        verbatim=bool(prefix) and (in_code_span(before) or _is_part_of_address(rest)),
    )


def _words_before(rest: str, prefix: str) -> list[str]:
    """The words of the open sentence before what is typed of the next one.

    A mark of Markdown is one only with a letter behind it, "**bold" as "[link": without that it would be a word, as it
    is not where it opens emphasis.
    """
    if rest[-1:] in _MARKS_UP and (prefix or _opens_emphasis(rest)):
        typed = prefix or _ANY
        *words, last = open_sentence(rest + typed) or [""]
        if last == typed:
            return words
    return open_sentence(rest)


def _opens_emphasis(before: str) -> bool:
    return _EMPHASIS.search(before, max(0, len(before) - _SIGNS)) is not None


def _is_part_of_address(before: str) -> bool:
    """Whether what is typed behind a text goes on with an address or a path, the target of a link, a tag or a name
    behind @."""
    last = before[-1:]
    return bool(last) and not last.isspace() and (last in _MARKS_NAMES or is_in_address(before))


def begun_name(before: str, prefix: str) -> str:
    """All that stands left of the cursor without a space, where it is more than the word that is typed; else "".

    It may be a name, of which that word is a part: "pyproject.to", "@so".
    """
    start = len(before) - len(prefix)
    if start == 0 or before[start - 1] not in _JOINS_NAMES:
        return ""
    found = _BEGUN.search(before, max(0, len(before) - _REACH))
    return found[0] if found and len(found[0]) > len(prefix) else ""


def earlier(before: str, tokens: str = PROSE) -> list[list[str]]:
    """The finished sentences before the open one, oldest first, `EARLIER` words of them at most.

    Args:
        before: the text left of the cursor, what is typed of the next word included or not.
        tokens: as in `read`.
    """
    if tokens != WHITESPACE:
        return sentences_before(before, EARLIER)
    found: list[list[str]] = []
    end, left = before.rfind("\n"), EARLIER
    while end > 0 and left > 0:
        start = before.rfind("\n", max(0, end - LOOKBACK), end)
        line = [word for word in separated(before[start + 1 : end]).split(" ") if word]
        left -= len(line)
        if start < 0 <= end - LOOKBACK or left < 0:
            break
        if line:
            found.append(line)
        end = start
    return found[::-1]


def in_code_span(before: str) -> bool:
    """Whether the text ends behind a backtick that no other closes yet, in its last paragraph."""
    before = behind_fences(before)
    paragraph = before[max(before.rfind("\n\n"), len(before) - LOOKBACK, 0) :]
    return "`" in paragraph and len(_TICKS.findall(paragraph)) % 2 == 1
