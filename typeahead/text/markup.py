"""The blocks of Markdown as typed: which stretches of a text are prose, and where each of them is over."""

from typing import NamedTuple

import regex


class Piece(NamedTuple):
    """A stretch of text: a paragraph, heading, list item or cell of prose, or else markers or space."""

    start: int
    end: int
    prose: bool
    over: bool  # prose that nothing typed after it can continue


# What a line may begin with. Lines that need their end to be known (fences, rules) wait for the newline.
_LINE = regex.compile(
    r"""
    (?P<quote>[ ]{0,3}(?:>[ ]?)++)?+
    (?:
      (?P<blank>[^\S\n]*+(?=\n|\Z))
    | (?P<fence>[^\S\n]*+(?P<ticks>`{3,}+|~{3,}+)(?P<info>[^`\n]*+)(?=\n))
    | (?P<rule>[ ]{0,3}(?:(?:-[ \t]*+){3,}+|(?:\*[ \t]*+){3,}+|(?:_[ \t]*+){3,}+|={3,}+[ \t]*+)(?=\n))
    | (?P<heading>[ ]{0,3}\#{1,6}(?:[ \t]++|(?=\n)))
    | (?P<item>[^\S\n]*+(?:[-*+]|(?P<number>\d{1,3}+)[.)])[ \t]++(?:\[[ xX]\][ \t]++)?+)
    | (?P<table>[ ]{0,3}\|)
    | (?P<definition>[ ]{0,3}\[[^\]\n]{1,100}\]:[ \t]++<?(?:https?:|mailto:|/|\#|\.)[^\n]*+)
    | (?P<note>[ ]{0,3}\[\^[^\s\]]{1,60}\]:)
    | (?P<indent>[^\S\n]*+)
    )
    """,
    regex.VERSION1 | regex.VERBOSE,
)
_SPECIAL = regex.compile(
    r"^[^\S\n]*+(?:[-*+=>|~`\#_\[]|\d{1,3}+[.)]|(?=\n))|\A\n", regex.VERSION1 | regex.MULTILINE
)
FRONT_MATTER = regex.compile(r"\A(?:(---)[ \t]*\n(?=[\w-]+:)|(\+\+\+)[ \t]*\n)")
_CELL = regex.compile(r"(?:[^|\\\n]|\\.)++|\\", regex.VERSION1)


def pieces(text: str) -> list[Piece]:
    """The blocks of `text`, in order and without gaps; decided from left to right, a line at a time."""
    if _SPECIAL.search(text) is None:
        return [Piece(0, len(text), True, False)] if text else []
    reader = _Reader(text)
    reader.read()
    return reader.pieces


class _Reader:
    """Reads lines and keeps the one thing they depend on: the block that is open."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pieces: list[Piece] = []
        self.start = -1  # of the open prose, or -1
        self.end = 0  # of its last line
        self.block = ""  # "paragraph", "item", "quote"; "" between blocks
        self.done = 0  # everything before is in pieces

    def read(self) -> None:
        text, position = self.text, 0
        if front := FRONT_MATTER.match(text):
            position = self._skip_until(front.end(), ("---", "...") if front[1] else ("+++",))
        while position < len(text):
            newline = text.find("\n", position)
            end = len(text) if newline < 0 else newline
            position = self._line(position, end)
        self._finish(over=False)
        self._plain(len(text))

    def _line(self, start: int, end: int) -> int:
        """Take the line from `start` to `end`; where the next one begins."""
        text = self.text
        match = _LINE.match(text, start)
        assert match is not None  # the last alternative always fits
        what, inner = _kind(match), match.end()
        quoted = match["quote"] is not None
        after = min(end + 1, len(text))
        if what == "blank":
            if end == len(text):  # the line being typed: it may yet become anything
                return self._unfinished(start, after, quoted)
            self._close()
        elif what == "fence":
            self._close()
            return self._skip_until(after, (match["ticks"],))
        elif what in ("rule", "definition"):
            self._close()
            self._plain(end)
        elif what == "table":
            self._close()
            self._row(inner, end)
        elif what == "heading":
            self._close()
            self._open(inner, end, "")
            if end < len(text):
                self._close()
        elif what == "note" or (what == "item" and self._may_begin(match["number"])):
            self._close()
            self._open(inner, end, "item")
        elif self.block and self._goes_on(quoted):
            self.end = end
        else:
            self._close()
            marked = match.end("quote") if quoted else start
            self._open(marked, end, "quote" if quoted else "paragraph")
        return after

    def _may_begin(self, number: str | None) -> bool:
        """Whether a numbered item may begin here: a paragraph is only interrupted by a list's first item."""
        return number is None or self.block not in ("paragraph", "quote") or number == "1"

    def _goes_on(self, quoted: bool) -> bool:
        """Whether a line without a marker of its own continues the open block; items and quotes need no indent."""
        return self.block in ("item", "quote") or not quoted

    def _unfinished(self, start: int, after: int, quoted: bool) -> int:
        """An empty last line: a paragraph goes on in it, an item only behind an indent.

        A letter there would go on with the item, but seldom comes: mostly it is another item, or the list's end.
        """
        indented = after - start >= 2
        if self.block and (self._goes_on(quoted) if self.block != "item" else quoted or indented):
            self.end = after
        else:
            self._finish(over=False)
        return after

    def _open(self, start: int, end: int, block: str) -> None:
        self._plain(start)
        self.start, self.end, self.block = start, end, block

    def _close(self) -> None:
        self._finish(over=True)

    def _finish(self, over: bool) -> None:
        """Put the open prose, if there is any, among the pieces."""
        if self.start >= 0:
            if self.end > self.start:
                self.pieces.append(Piece(self.start, self.end, True, over))
            self.done = self.end
        self.start, self.block = -1, ""

    def _plain(self, end: int) -> None:
        """Put what lies between the last piece and `end` among the pieces, space and markers apart."""
        text, start = self.text, self.done
        while start < end:
            stop = start
            space = text[start].isspace()
            while stop < end and text[stop].isspace() == space:
                stop += 1
            self.pieces.append(Piece(start, stop, False, True))
            start = stop
        self.done = max(self.done, end)

    def _row(self, start: int, end: int) -> None:
        """The cells of a table's row, each a piece of its own."""
        for cell in _CELL.finditer(self.text, start, end):
            if cell[0].strip(" \t:-"):
                self._plain(cell.start())
                last = cell.end() == end
                self._open(cell.start(), cell.end(), "")
                self._finish(over=not last or end < len(self.text))

    def _skip_until(self, position: int, closings: tuple[str, ...]) -> int:
        """Pass over lines that are not prose, up to and with the line that closes them."""
        text = self.text
        while position < len(text):
            newline = text.find("\n", position)
            end = len(text) if newline < 0 else newline
            line = text[position:end].strip("> \t\r")
            position = min(end + 1, len(text))
            if line.startswith(closings) and not line.strip(line[0]):
                break
        self._plain(position)
        return position


def _kind(match: "regex.Match[str]") -> str:
    for name in ("blank", "fence", "rule", "heading", "item", "table", "definition", "note"):
        if match[name] is not None:
            return name
    return "indent"
