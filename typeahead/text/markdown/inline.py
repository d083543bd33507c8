"""What is marked within a line: emphasis, code, links. Read once from left to right, whatever stands there."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of a line, and what it is."""

    start: int
    end: int
    kind: str


_TOKEN = re.compile(
    r"\\[!-/:-@\[-`{-~]|`+|\*+|_+|~~+|!?\[|\]|<!--|<[A-Za-z][\w+.-]{1,30}:[^<>\s]{1,2000}>|(?<!\w)https?://[^\s<>]{1,2000}"
)
_TARGET = re.compile(r"\((?:[^()\\]|\\.|\([^()]{0,300}\)){0,600}\)|\[[^\[\]]{0,300}\]")
_TRAILING = ".,;:!?'\"”’)*_~"  # of a sentence in which an address stands
_KINDS = {1: "emphasis", 2: "strong"}


@dataclass(slots=True)
class _Run:
    """Signs that may begin an emphasis."""

    sign: str
    start: int
    count: int


class _Reader:
    def __init__(self, line: str, start: int, end: int) -> None:
        self.line, self.end = line, end
        self.spans: list[Span] = []
        self.runs: list[_Run] = []
        self.open = {"*": 0, "_": 0, "~": 0}
        self.brackets: list[tuple[int, int]] = []  # where one stands, and how long its sign is
        self.open_code = False  # whether signs of code stand there that nothing closes
        self.ticks: dict[int, list[int]] = {}
        for match in re.finditer("`+", line[start:end]):
            self.ticks.setdefault(len(match[0]), []).append(start + match.start())
        self._read(start)

    def _read(self, position: int) -> None:
        while match := _TOKEN.search(self.line, position, self.end):
            sign, start, position = match[0], match.start(), match.end()
            if sign[0] == "\\":
                self.spans.append(Span(start, start + 1, "mark"))
            elif sign[0] == "`":
                position = self._code(start, len(sign))
            elif sign[-1] == "[":
                self.brackets.append((start, len(sign)))
            elif sign == "]":
                position = self._link(start)
            elif sign == "<!--":
                position = self._comment(start)
            elif sign[0] == "<":
                self._linked(start, start + 1, position - 1, position)
            elif sign[0] == "h":
                position = start + len(sign.rstrip(_TRAILING))
                self.spans.append(Span(start, position, "link"))
            else:
                self._run(sign, start)

    def _code(self, start: int, count: int) -> int:
        same = self.ticks.get(count, [])  # none where an escaped one cut a run short
        following = bisect_right(same, start)
        if following == len(same):
            self.open_code = True
            return start + count
        end = same[following] + count
        self.spans += (
            Span(start, end, "code"),
            Span(start, start + count, "mark"),
            Span(end - count, end, "mark"),
        )
        return end

    def _comment(self, start: int) -> int:
        end = self.line.find("-->", start, self.end)
        end = self.end if end < 0 else end + 3
        self.spans.append(Span(start, end, "mark"))
        return end

    def _link(self, close: int) -> int:
        """A bracket is closed: with an address behind it, or doubled as in `[[Page]]`, it is a link."""
        after = close + 1
        if not self.brackets:
            return after
        start, length = self.brackets.pop()
        inner = start + length
        target = _TARGET.match(self.line, after, self.end)
        if target is not None:
            end = target.end()
        elif self.line[inner : inner + 1] == "^" and close > inner + 1:
            end = after  # a footnote
        elif self.line[start - 1 : start] == "[" and self.line[after : after + 1] == "]" and self.brackets:
            self.brackets.pop()
            start, end = start - 1, after + 1
        else:
            return after
        self._linked(start, inner, close, end)
        return end

    def _linked(self, start: int, inner: int, close: int, end: int) -> None:
        self.spans += (Span(start, inner, "mark"), Span(inner, close, "link"), Span(close, end, "mark"))

    def _run(self, sign: str, start: int) -> None:
        """Signs of emphasis: they close what is open of their kind, and what is left of them may open another."""
        line, count = self.line, len(sign)
        before = line[start - 1 : start] if start else " "
        behind = line[start + count : start + count + 1] or " "
        opens, closes = _flanks(before or " ", behind, sign[0])
        if sign[0] == "~" and count != 2:
            return
        while closes and count and self.open[sign[0]]:
            while (run := self.runs[-1]).sign != sign[0]:
                self._pop()
            used = 2 if min(run.count, count) >= 2 else 1
            kind = "strike" if sign[0] == "~" else _KINDS[used]
            inner, end = run.start + run.count, start + used
            self.spans += (
                Span(inner, start, kind),
                Span(inner - used, inner, "mark"),
                Span(start, end, "mark"),
            )
            run.count -= used
            start, count = end, count - used
            if not run.count:
                self._pop()
        if opens and count:
            self.runs.append(_Run(sign[0], start, count))
            self.open[sign[0]] += 1

    def _pop(self) -> None:
        self.open[self.runs.pop().sign] -= 1


def _flanks(before: str, behind: str, sign: str) -> tuple[bool, bool]:
    """Whether signs between these two characters may open an emphasis, and close one, by CommonMark's rules."""
    words = (before.isalnum(), behind.isalnum())
    left = not behind.isspace() and (words[1] or not words[0])
    right = not before.isspace() and (words[0] or not words[1])
    if sign == "_":
        return left and (not right or not words[0]), right and (not left or not words[1])
    return left, right


def inline(line: str, start: int, end: int) -> list[Span]:
    """The marked stretches of a line between two places; a later one lies over an earlier one."""
    return _Reader(line, start, end).spans


def open_signs(text: str) -> set[str]:
    """Which signs of emphasis and code are open at a text's end; between two letters or digits (`2*3`) none opens."""
    reader = _Reader(text, 0, len(text))
    found = {"`"} if reader.open_code else set()
    for run in reader.runs:
        behind = text[run.start + run.count : run.start + run.count + 1]
        if not (text[max(0, run.start - 1) : run.start].isalnum() and behind.isalnum()):
            found.add(run.sign)
    return found
