"""Which stretches of a Markdown text are code, so that what only looks like markup is left alone in there."""

import re
from bisect import bisect_right
from collections.abc import Callable

_FENCE = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?(`{3,}|~{3,})([^\n]*)")
_MARKS = re.compile(r"`+|\n[ \t]*(?=\n)")


class Verbatim:
    """Fenced blocks and code spans of one text, as a sorted list of stretches that do not overlap."""

    def __init__(self, text: str) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        if "`" in text or "~~~" in text:
            self._scan(text)

    def covers(self, position: int) -> bool:
        """Whether the character at the position is inside code."""
        index = bisect_right(self._starts, position) - 1
        return index >= 0 and position < self._ends[index]

    def end_of(self, position: int) -> int:
        """Where the code that covers the position ends."""
        return self._ends[bisect_right(self._starts, position) - 1]

    def substitute(self, pattern: re.Pattern[str], replace: Callable[[re.Match[str]], str], text: str) -> str:
        """`pattern.sub` for the matches that do not begin in code."""
        return pattern.sub(lambda match: match[0] if self.covers(match.start()) else replace(match), text)

    def _add(self, start: int, end: int) -> None:
        self._starts.append(start)
        self._ends.append(end)

    def _scan(self, text: str) -> None:
        position = since = opened = 0
        fence = ""
        while position < len(text):
            end = text.find("\n", position)
            end = len(text) if end < 0 else end
            match = _FENCE.match(text, position, end)
            if match is None:
                pass
            elif not fence:
                # An info string with a backtick in it makes the line a code span, not a fence.
                if match[1][0] == "~" or "`" not in match[2]:
                    self._spans(text, since, position)
                    fence, opened = match[1], position
            elif match[1].startswith(fence) and not match[2].strip():
                self._add(opened, end)
                fence, since = "", end
            position = end + 1
        if fence:
            self._add(opened, len(text))
        else:
            self._spans(text, since, len(text))

    def _spans(self, text: str, start: int, end: int) -> None:
        """Pair runs of as many backticks; a span does not cross a blank line."""
        runs: list[tuple[int, int]] = []
        for match in _MARKS.finditer(text, start, end):
            if match[0][0] == "`":
                runs.append(match.span())
            else:
                self._pair(runs)
                runs = []
        self._pair(runs)

    def _pair(self, runs: list[tuple[int, int]]) -> None:
        later: dict[int, list[int]] = {}
        for index in range(len(runs) - 1, -1, -1):
            later.setdefault(runs[index][1] - runs[index][0], []).append(index)
        index = 0
        while index < len(runs):
            start, stop = runs[index]
            same = later[stop - start]
            while same and same[-1] <= index:
                same.pop()
            if same:
                index = same.pop()
                self._add(start, runs[index][1])
            index += 1
