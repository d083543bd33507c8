"""Prose out of LaTeX: what commands wrap is kept, they themselves, formulas, programs and references are not."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from typeahead.text.prose import latex_names as names
from typeahead.text.prose.latex_source import AS_TYPED, LatexSource
from typeahead.text.prose.tidying import DROPPED, add, without_gaps
from typeahead.text.secrets import without_secrets

_SPECIAL = re.compile(
    rf"{AS_TYPED}|\\(?P<name>[A-Za-z@]+)\*?|\\(?P<sign_named>[\s\S])|(?P<comment>%[ \t]*+(?:\n[ \t]*+(?!\n))?)"
    r"|(?P<paragraph>\n[ \t]*+\n\s*+)|``|''|--{1,2}|[?!\"]`|\"'|#\d|[\\{}$~`\]&\n]"
)
_SAID: dict[str, str] = {"``": "“", "''": "”", "--": "–", "---": "—", "`": "‘", "~": " ", "\n": " ", "\\": ""}
_INLINE = re.compile(r"\$(?:[^$\\\n]|\\(?:text\w*|[mh]box)\{[^{}\n]{0,200}\}|\\[^\n]|\\?\n(?![ \t]*+\n))++\$")
_DISPLAY = re.compile(
    r"\$\$(?:[^$\\\n]|\\(?:text\w*|[mh]box)\{[^{}\n]{0,200}\}|\\[^\n]|\\?\n(?![ \t]*+\n)|\$(?!\$))++\$\$"
)
_ENDS_SENTENCE = re.compile(
    r"[.?!](?:[\s}]|\\(?:label|tag)\*?\{[^{}]*\}|\\end\{\w+\*?\}|\\qedhere|\\[,;]|%)*\Z"
)
_BASE = re.compile(r"[ \t]*+(?:\{\s*+\\?([^\W\d_]?)([^{}\\\n]{0,30})\}|\\?([^\W\d_])(?:(?<=\\[ij])[ \t]++)?)")
_BEGIN_END = re.compile(r"\s*+\{\s*+([^{}\n]{0,60}?)\s*+\}")
_LET = re.compile(r"\s*+\\?[A-Za-z@]*+\s*+=?\s*+(?:\\[A-Za-z@]++|\S)")
_PARAMETERS = re.compile(r"\s*+\\[A-Za-z@]++[^{}\n\\]{0,100}+(?:\\[A-Za-z@]++)?(?=\{)")
_ASSIGNED = re.compile(r"\s?=?\s*+-?[\d.]*+(?:\\[A-Za-z@]++|(?:pt|cm|mm|in|ex|em|fil+)\b)")
_DIRECT_VALUE = re.compile(r"=-?[\d.]++(?:pt|cm|mm|in|ex|em)?")
_LITTLE = 0.4
"""A line of whose signs no more than this fraction is read is left to training: typed, its names would be learned."""

_TITLE = re.compile(r"\\(?:sub)?title\s*+(?:\[[^\[\]{}\n]{0,300}\])?\{")


def paragraphs(source: str) -> list[str]:
    """The prose of a LaTeX file, one paragraph, heading, list item, caption, footnote or table cell each."""
    return _Latex(source.replace("\r\n", "\n").replace("\r", "\n")).read()


def left_out(lines: Sequence[str]) -> list[bool]:
    """Whether nothing is read of each line of a text that is still written, or little: formulas, references."""
    latex = _Latex("\n".join(lines), written=True)
    latex.read()
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    said = [0] * (len(lines) + 1)
    for at, length in latex.places:
        said[bisect_right(starts, at) - 1] += length
    return [
        bool(line.strip()) and said[row] <= _LITTLE * len(line.replace(" ", ""))
        for row, line in enumerate(lines)
    ]


class _Latex:
    """Reads from one special sign to the next; what braces, brackets and environments hide is jumped over."""

    def __init__(self, text: str, *, written: bool = False) -> None:
        self.found: list[str] = []
        self.places: list[tuple[int, int]] = []  # where something is said, and how many signs
        self._written = written
        self._source = LatexSource(text)
        self._text = self._source.text
        self._ends: dict[int, str] = {}  # braces and brackets at which a paragraph or a note ends
        self._sentence: list[str] = []
        self._outer: list[list[str]] = []  # sentences that go on behind the notes in them
        self._notes: list[str] = []
        self._row: list[str] = []  # of a table: its cells
        self._tables = 0

    def read(self) -> list[str]:
        """The paragraphs of the document, or of all that is there if nothing says where it begins."""
        text = self._text
        begun = text.find(r"\begin{document}")
        if begun < 0 and self._written and r"\documentclass" in text:
            begun = len(text)
        if begun >= 0:
            for title in _TITLE.finditer(text, 0, begun):
                if closing := self._source.closing.get(title.end() - 1):
                    self._take(title.end(), closing)
                    self._end()
        ended = text.find(r"\end{document}", max(0, begun))
        self._take(max(0, begun), len(text) if ended < 0 else ended)
        while self._outer:
            self._close_note()
        self._end()
        self._end_row()
        return self.found

    def _take(self, at: int, stop: int) -> None:
        text = self._text
        while at < stop:
            match = _SPECIAL.search(text, at, stop)
            start = match.start() if match else stop
            if start > at:
                self._say(text[at:start], at)
            if match is None:
                break
            at = min(max(self._sign(match), match.end() if match[0] != "$" else start + 1), stop)

    def _sign(self, match: re.Match[str]) -> int:
        """Take a special sign with all that belongs to it; where what stands behind that begins."""
        start, end = match.span()
        what = match[0]
        if match["code"] is not None:
            self._say(match["code"], start)
        elif match["address"] is not None:
            if what.startswith("\\href"):
                return end
            self._say(match["address"], start)
        elif match["name"]:
            return self._command(match["name"], end)
        elif match["sign_named"]:
            return self._named_by_sign(match["sign_named"], start, end)
        elif match["paragraph"]:
            self._end()
        elif what in "}]":
            ends = self._ends.pop(start, "")
            if ends == "note":
                self._close_note()
            elif ends:
                self._end()
            elif what == "]":
                self._say("]", start)
            elif self._text.startswith("{", end):
                self._sentence.append(" ")
        elif what == "&":
            self._end()
        elif what == "$":
            return self._formula(start)
        elif what[-1] == "`" and len(what) == 2 and what != "``":
            self._sentence.append({"?": "¿", "!": "¡", '"': "„"}[what[0]])
        elif what == "\"'":
            self._sentence.append(
                "“" if '"`' in "".join(self._sentence[-50:]) or "„" in self._sentence else what
            )
        elif not match["comment"]:
            self._sentence.append(_SAID.get(what, ""))
        return end

    def _say(self, text: str, at: int) -> None:
        self._sentence.append(text)
        if not text.isspace():
            self.places.append((at + len(text) - len(text.lstrip()), len(text.replace(" ", ""))))

    def _formula(self, start: int) -> int:
        for each in (_DISPLAY, _INLINE):
            if match := each.match(self._text, start):
                self._drop(match[0].strip("$") if each is _DISPLAY else "")
                return match.end()
        self._say("$", start)
        return start + 1

    def _drop(self, formula: str = "") -> None:
        """Leave a formula or a reference out; one on its own lines may end the sentence."""
        self._sentence.append(f" {DROPPED} " if formula else DROPPED)
        if formula and _ENDS_SENTENCE.search(formula[-200:]):
            self._end()

    def _named_by_sign(self, sign: str, start: int, end: int) -> int:
        """A command whose name is no letter: a sign as it is, an accent, a formula, a line's end."""
        text = self._text
        if sign in "([":
            closing = self._source.next(r"\)" if sign == "(" else r"\]", end)
            to = min(closing + 2, self._source.next("", end))
            self._drop(text[end : to - 2] if sign == "[" else "")
            return to
        if sign in names.ACCENTS:
            return self._accent(sign, end)
        if sign == "\\":
            end += text.startswith("*", end)
            if text.startswith("[", end):
                end = self._source.behind_option(end)
            self._sentence.append(" ")
            if self._tables:
                self._end()
                self._end_row()
        elif sign in "%&$_{}#":
            self._say(sign, start)
        elif sign in ",;:> \n\t":
            self._sentence.append(" ")
        return end

    def _accent(self, accent: str, end: int) -> int:
        match = _BASE.match(self._text, end)
        if match is None or not (letter := match[1] or match[3]):
            self._sentence.append(accent if accent in "~^" else "")
            return end
        # A dotless letter is written for its accent's sake.
        self._say(unicodedata.normalize("NFC", letter + names.ACCENTS[accent]) + (match[2] or ""), end)
        return match.end()

    def _command(self, name: str, end: int) -> int:
        """A command with a name; where its argument begins that is prose, or where what it hides ends."""
        text = self._text
        if name in ("begin", "end"):
            return self._environment(name, end)
        if name in names.LETTERS:
            self._say(names.LETTERS[name], end - 1)
            return end + (text[end : end + 1] in (" ", "\n"))
        if name in names.SIGNS or name in names.SPACES:
            self._sentence.append(names.SIGNS.get(name, " "))
            return end
        if name in names.ACCENTS and (text[end : end + 1] in ("{", " ", "\\")):
            return self._accent(name, end)
        if name == "item":
            self._end()
            if text.startswith("[", end):
                self._ends[self._source.behind_option(end) - 1] = "term"
                return end + 1
            return end
        if name == "iffalse":
            return min(self._source.next(r"\fi", end) + 3, len(text))
        if name in names.BREAKS:
            self._end()
        elif name == "let":
            return found.end() if (found := _LET.match(text, end)) else end
        elif names.DEFINING.fullmatch(name):
            if found := _PARAMETERS.match(text, end):
                end = found.end()
            return self._source.behind_arguments(end, 9, defines=True)
        elif names.is_silent(name) or names.FORMULAS.search(name):
            self._drop()
            return self._source.behind_arguments(end, 9)
        elif name in ("hskip", "vskip", "kern") and (found := _ASSIGNED.match(text, end)):
            return found.end()
        else:
            return self._wrapping(name, end)
        return end

    def _wrapping(self, name: str, end: int) -> int:
        """A command whose last argument is prose, as far as is known of it."""
        text = self._text
        if found := _DIRECT_VALUE.match(text, end):
            return found.end()
        end = self._source.behind_arguments(end, names.FIRST_ARE_NONE.get(name, 0))
        closing = self._source.closing.get(end) if text.startswith("{", end) else None
        if name in names.BLOCKS:
            self._end()
        elif closing is None or closing == end + 1:
            self._drop()
        if closing is not None and name in names.BLOCKS:
            self._ends[closing] = "block"
        elif closing is not None and name in names.ASIDES:
            self._ends[closing] = "note"
            self._outer.append(self._sentence)
            self._sentence = []
        return end

    def _environment(self, which: str, end: int) -> int:
        match = _BEGIN_END.match(self._text, end)
        if match is None:
            return end
        name = match[1]
        if which == "begin" and names.is_silent_environment(name) and not names.TABLES.match(name):
            closing = f"\\end{{{name}}}"
            found = self._source.next(closing, match.end())
            if names.FORMULAS.search(name):
                self._drop(self._text[max(match.end(), found - 200) : found])
            else:
                self._end()
            return min(found + len(closing), len(self._text))
        self._end()
        if names.TABLES.match(name):
            self._tables = max(0, self._tables + (1 if which == "begin" else -1))
            self._end_row()
        if which == "end":
            return match.end()
        behind = self._source.behind_arguments(match.end(), 9 if names.MEASURED.match(name) else 0)
        if name == "frame" and behind in self._source.closing:
            self._ends[self._source.closing[behind]] = "block"
        return behind

    def _close_note(self) -> None:
        note = "".join(self._sentence)
        self._sentence = self._outer.pop()
        self._notes.append(note)

    def _end(self) -> None:
        """A paragraph is over; a note's comes behind the paragraph it stands in."""
        text = "".join(self._sentence)
        self._sentence.clear()
        if self._outer:
            self._notes.append(text)
            return
        if self._tables:
            self._row.append(without_gaps(text))
        else:
            add(self.found, without_gaps(text))
        for note in self._notes:
            add(self.found, without_gaps(note))
        self._notes.clear()

    def _end_row(self) -> None:
        for cell in without_secrets(self._row):
            add(self.found, cell)
        self._row.clear()
