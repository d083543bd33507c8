"""Sentences: where one ends, decided only from what stands to its left."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

import regex

from typeahead.text.abbreviations import is_abbreviation, keeps_full_stop
from typeahead.text.addresses import is_address
from typeahead.text.fences import behind_fences, end_of
from typeahead.text.greek import QUESTION_MARKS, is_greek_word
from typeahead.text.markup import pieces
from typeahead.text.scanner import SPACES, TYPED, plain
from typeahead.text.secrets import secret_spans
from typeahead.text.words import KINDS, SECRET, Kind, Token, scan

LOOKBACK = 2000
"""How many characters before the cursor `open_sentence` looks at, however long the document is."""

LONGEST = 100
"""No word has more characters: what has is a slip on the keyboard, or data, and no model sees it."""

_WORD_LENGTH, _OPEN = 8, 60
"""Characters of a word with its space, generously, and words of an open sentence, for looking back."""

_ENDS = frozenset(".!?…؟۔।॥։።")
_ENDS_AT_ONCE = frozenset("。！？｡")
_LAST = _ENDS | _ENDS_AT_ONCE | QUESTION_MARKS
_CLOSERS = frozenset("\"'”’)]}»›」』）〉》")
_BEHIND_ENDS = _CLOSERS | frozenset("“‘«‹")
"""German and Danish close with what opens in English and French, where no space ever stands between a mark and its
white space."""


def _is_modelled(word: str) -> bool:
    """Whether a model sees this token: addresses and endless runs of letters are nothing to suggest."""
    return len(word) <= LONGEST and not is_address(word)


def _is_over(words: list[str]) -> bool:
    """Whether the sentence `words` ends here, given that white space follows."""
    last = len(words) - 1
    while last >= 0 and words[last] in _BEHIND_ENDS:
        last -= 1
    if last < 0:
        return False
    mark = words[last]
    if mark in _ENDS_AT_ONCE:
        return True
    if mark in QUESTION_MARKS:
        return _is_greek_question(words, last)
    if mark[0] not in _ENDS or mark[-1] not in _ENDS:
        return False
    return mark != "." or last == 0 or not keeps_full_stop(words, last - 1)


def _is_greek_question(words: list[str], last: int) -> bool:
    while last > 0 and (words[last] in QUESTION_MARKS or words[last] in _BEHIND_ENDS):
        last -= 1
    return is_greek_word(words[last])


def _cuts(words: list[str]) -> list[int]:
    """Where a sentence falls into several by marks that need no white space behind them, as in Chinese."""
    cuts, ended = [], False
    for index, word in enumerate(words):
        if word in _ENDS_AT_ONCE:
            ended = True
        elif ended and word not in _CLOSERS:
            cuts.append(index)
            ended = False
    return cuts


def _over_at_once(words: list[str]) -> bool:
    last = len(words) - 1
    while last > 0 and words[last] in _CLOSERS:
        last -= 1
    return last >= 0 and words[last] in _ENDS_AT_ONCE


def _typed(text: str) -> Iterator[tuple[list[Token], bool]]:
    """The sentences of text as typed, each with whether it is over."""
    secrets = secret_spans(text)
    for start, end, prose, over in pieces(text):
        if not prose:
            continue
        tokens: list[Token] = []
        words: list[str] = []
        for token in scan(text, start, end, secrets):
            if token.kind == Kind.SPACE:
                if _is_over(words):
                    yield from _parts(tokens, words, True)
                    tokens, words = [], []
            elif token.kind == Kind.SECRET or (token.kind != Kind.MARKUP and _is_modelled(token.text)):
                tokens.append(token)
                words.append(token.text)
        if tokens:
            yield from _parts(tokens, words, over)


def _parts(tokens: list[Token], words: list[str], over: bool) -> Iterator[tuple[list[Token], bool]]:
    start = 0
    for cut in _cuts(words):
        yield tokens[start:cut], True
        start = cut
    yield tokens[start:], over


def sentences(text: str) -> list[list[Token]]:
    """The sentences of text as typed, markers and white space left out; the last may be unfinished."""
    return [tokens for tokens, _ in _typed(text)]


def finished_sentences(text: str) -> list[tuple[int, int]]:
    """Start and end offsets of the sentences that are over: nothing typed at the end can change them."""
    return [(tokens[0].start, tokens[-1].end) for tokens, over in _typed(text) if over]


def sentences_before(before: str, most: int) -> list[list[str]]:
    """The last sentences that are over before the one open at the end of `before`, whole ones, oldest first.

    Args:
        before: taken literally; so much of it is read as `most` words are long at most (`LOOKBACK` characters).
        most: all of them have no more words than this together.
    """
    length = min(LOOKBACK, _WORD_LENGTH * (most + _OPEN))
    near = end_of(before, length)
    is_cut = len(near) == length < len(before)  # else it begins with the text, or behind a block of code
    cut = _SPACE.search(near) if is_cut else None
    typed = _typed(near[cut.end() :] if cut else near)
    over = [tokens for tokens, is_over in typed if is_over or _over_at_once([token.text for token in tokens])]
    if is_cut:
        over = over[1:]  # what is left of one that began before
    found: list[list[str]] = []
    for tokens in reversed(over):
        most -= len(tokens)
        if most < 0:
            break
        found.append([SECRET if token.kind == Kind.SECRET else token.text for token in tokens])
    return found[::-1]


def plain_sentences(paragraph: str) -> list[list[str]]:
    """The sentences of one extracted paragraph, which holds no Markdown: what training reads, fast.

    Every character counts, an asterisk too; secrets come as `SECRET`. Where there are no markers, the words
    are those of `sentences`.
    """
    found: list[list[str]] = []
    words: list[str] = []
    for word, space in _plain_tokens(paragraph):
        if _is_modelled(word):
            words.append(word)
        if words and space and (word[-1] in _LAST or word in _BEHIND_ENDS) and _is_over(words):
            found.append(words)
            words = []
    if words:
        found.append(words)
    if not paragraph.isascii() and not _ENDS_AT_ONCE.isdisjoint(paragraph):
        return [part for sentence in found for part in _split(sentence)]
    return found


def _split(words: list[str]) -> list[list[str]]:
    edges = [0, *_cuts(words), len(words)]
    return [words[start:end] for start, end in pairwise(edges)]


def _plain_tokens(paragraph: str) -> list[tuple[str, str]]:
    """Each token and the white space behind it."""
    indent = _SPACE.match(paragraph)
    if indent is not None:
        paragraph = paragraph[indent.end() :]
    secrets = secret_spans(paragraph)
    tokens = plain()
    if not secrets:
        whole: list[tuple[str, str]] = tokens.findall(paragraph)
        return whole
    found: list[tuple[str, str]] = []
    position = 0
    for start, end in secrets:
        found += tokens.findall(paragraph, position, start)
        space = _SPACE.match(paragraph, end)
        found.append((SECRET, space[0] if space else ""))
        position = space.end() if space else end
    found += tokens.findall(paragraph, position)
    return found


_SPACE = regex.compile(f"[{SPACES}]++")
# An end that needs no second look: a full stop after a longer word, or a mark that is no full stop.
_SURE_END = regex.compile(r"(?r)(?:(?P<word>\p{L}{3,})\.|[!?])\s", regex.VERSION1)


def open_sentence(before: str) -> list[str]:
    """The words of the sentence still open at the end of `before`, taken literally; none at a beginning.

    It looks back at most `LOOKBACK` characters, and from there only at the last paragraph.
    """
    before = behind_fences(before)
    if len(before) > LOOKBACK:
        before = before[-LOOKBACK:]
        cut = _SPACE.search(before)
        before = before[cut.end() :] if cut else before
    return [*_open_words(before)]


@lru_cache(maxsize=2)
def _open_words(before: str) -> tuple[str, ...]:
    """As `open_sentence`, of as much as it looks at; it is asked again with every letter of the next word."""
    before = before[before.rfind("\n\n") + 1 :]
    blocks = pieces(before)
    if not blocks or not blocks[-1].prose or blocks[-1].over:
        return ()
    start, end = blocks[-1].start, blocks[-1].end
    if "<" not in before and "](" not in before:
        start = _sure_start(before, start, end)
    words: list[str] = []
    for kind, word in _lean(before, start, end):
        if kind == Kind.SPACE:
            if words and (words[-1][-1] in _LAST or words[-1] in _BEHIND_ENDS) and _is_over(words):
                words = []
        elif kind != Kind.MARKUP and _is_modelled(word):
            words.append(word)
    if before.isascii() or _ENDS_AT_ONCE.isdisjoint(before):
        return (*words,)
    return () if _over_at_once(words) else (*_split(words)[-1],)


def _sure_start(text: str, start: int, end: int) -> int:
    """The last place at which a sentence certainly begins."""
    position = end
    while (found := _SURE_END.search(text, start, position)) is not None:
        word = found["word"]
        if word is None or not is_abbreviation(word):
            return int(found.end())
        position = found.start()
    return start


def _lean(text: str, start: int, end: int) -> Iterator[tuple[Kind, str]]:
    """Kinds and texts of a stretch of prose, without the cost of whole tokens."""
    secrets = secret_spans(text)
    if secrets:
        for token in scan(text, start, end, secrets):
            yield token.kind, SECRET if token.kind == Kind.SECRET else token.text
        return
    for match in TYPED.finditer(text, start, end):
        yield KINDS[match.lastindex - 1], match[0]
