"""Prose out of AsciiDoc: headings, paragraphs, items and cells, but no listings, attributes, macros and comments."""

import re
from collections.abc import Sequence

from typeahead.text.prose.asciidoc_inline import notes_and_plain
from typeahead.text.prose.tidying import add, lines_of
from typeahead.text.secrets import without_secrets

_HIDING = re.compile(r"-{4,}|\.{4,}|\+{4,}|/{4,}|`{3,}")
_FENCE = re.compile(r"```\w[\w,-]*")
_WRAPPING = re.compile(r"={4,}|\*{4,}|_{4,}|-{2}|\"{2,}|'{3,}|<{3,}|(?:- ?){3}|(?:\* ?){3}")
_TABLE = re.compile(r"[|,:!]={3,}")
_HEADING = re.compile(r"(?:={1,6}|#{1,6})[ \t]+(\S.*?)(?:[ \t]+={1,6})?")
_UNDERLINE = re.compile(r"([=\-~^+])\1{3,}")
_ATTRIBUTE = re.compile(r":!?\w[\w-]*!?:(?=\s|\Z)")
_BLOCK_ATTRIBUTES = re.compile(r"\[(?:\[[^\[\]]*\]|[\w.#%\"',{ ][^\[\]]*|\"[^\"]*\".*|)\]")
_VERBATIM_STYLE = re.compile(
    r"\[(?:source|listing|literal|stem|latexmath|asciimath|pass|comment|mermaid|plantuml|ditaa|graphviz|,\s*\w+\])"
    r"(?=[\],%#.]|\Z)"
)
_MACRO = re.compile(r"[A-Za-z][\w-]*::[^\s\[\]]*\[.*\]")
_TITLE = re.compile(r"\.(?=[^\s.])")
_ITEM = re.compile(
    r"(?:\*{1,6}|-|\.{1,6}|•|(?P<number>\d{1,3}\.|[a-z]\.|[ivx]{1,5}\))|<(?:\d{1,2}|\.)>)[ \t]+(?:\[[ xX*]\][ \t]+)?"
)
_TERM = re.compile(r"(\S.{0,300}?)(?::{2,4}|;;)(?:[ \t]+(.*))?")
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+")
_CELL_SPEC = re.compile(
    r"(?:(?<=\s)|\A)(?:(?:\d{1,3}(?:\.\d{1,3})?|\.\d{1,3})[+*])?[<^>]?(?:\.[<^>])?[aehlmdsv]?\Z"
)
_AUTHOR = re.compile(r"[^\W\d_][\w.'-]*(?: [^\W\d_][\w.'-]*){0,3}(?: <[^<>]+>)?(?:; .*)?")
_REVISION = re.compile(r"v?\d[\w.-]*(?:,.*)?(?::.*)?")
_LINE_BREAK = re.compile(r"[ \t]\+\Z")


def paragraphs(source: str) -> list[str]:
    """The prose of an AsciiDoc file, one paragraph, heading, list item or table cell each."""
    return _AsciiDoc(lines_of(source)).read()


def left_out(lines: Sequence[str]) -> list[bool]:
    """Whether nothing is read of each line: listings, comments, attributes; what has no end goes on to the last."""
    return _AsciiDoc(lines, reads=False).hidden()


class _AsciiDoc:
    """Reads line by line; a delimiter hides all up to the next line that is the same."""

    def __init__(self, lines: Sequence[str], *, reads: bool = True) -> None:
        self.found: list[str] = []
        self._reads = reads  # or only tells what is hidden
        self._has_begun = False
        self._lines = lines
        self._sentence: list[str] = []
        self._hidden_to = ""  # the line that ends what is hidden
        self._until_blank = False
        self._style_hides = False  # what follows a line like `[source]`
        self._in_item = False
        self._expects_definition = False
        self._in_header = False  # right below the document's title
        self._attribute_goes_on = False
        self._table = ""

    def read(self) -> list[str]:
        """The paragraphs of all lines."""
        self.hidden()
        self._end()
        return self.found

    def hidden(self) -> list[bool]:
        """Read all lines; whether each stands in something of which nothing is read, or begins or ends it."""
        below = [*self._lines[1:], ""]
        return [self._take(line, next_line) for line, next_line in zip(self._lines, below, strict=False)]

    def _take(self, line: str, below: str) -> bool:
        line = line.rstrip()
        if self._hidden_to:
            if line == self._hidden_to:
                self._hidden_to = ""
            return True
        if self._attribute_goes_on:
            self._attribute_goes_on = line.endswith((" \\", " +"))
            return True
        if not line:
            self._end()
            self._until_blank = self._in_header = False
            return False
        if self._until_blank and not self._delimits(line):
            return True
        if not below.strip() and self._is_underline(line):
            self._end()
            return True
        return self._opens(line) or self._says_nothing(line) or self._read_line(line)

    def _delimits(self, line: str) -> bool:
        return _HIDING.fullmatch(line) is not None or (line == "--" and self._style_hides)

    def _opens(self, line: str) -> bool:
        """Whether the line opens what is hidden, or is the rule of a block of prose or a table."""
        hides = self._delimits(line)
        if hides or _FENCE.fullmatch(line):
            self._end()
            self._hidden_to = line if hides else "```"
        elif _TABLE.fullmatch(line):
            self._end()
            self._table = "" if self._table else line[0]
        elif _WRAPPING.fullmatch(line) or line == "+":
            self._end()
            self._in_item = self._in_item and line == "+"
        else:
            return False
        self._style_hides = self._until_blank = False
        return True

    def _is_underline(self, line: str) -> bool:
        """Whether the line makes a heading of the one above."""
        title = self._sentence[0] if len(self._sentence) == 1 else ""
        return (
            _UNDERLINE.fullmatch(line) is not None
            and not self._in_item
            and abs(len(title) - len(line)) <= 1
            and any(sign.isalnum() for sign in title)
        )

    def _says_nothing(self, line: str) -> bool:
        """Whether the line is an attribute, a macro, a comment; a block's style tells what comes below it."""
        if line.startswith("//") and not line.startswith("///"):
            return True
        if _ATTRIBUTE.match(line):
            self._end()
            self._attribute_goes_on = line.endswith((" \\", " +"))
            return True
        if not self._table and _BLOCK_ATTRIBUTES.fullmatch(line):
            self._end()
            self._style_hides = _VERBATIM_STYLE.match(line) is not None or (
                self._style_hides and line.startswith("[[")
            )
            return True
        if _MACRO.fullmatch(line):
            self._end()
            return True
        if self._style_hides and not _TITLE.match(line):
            self._style_hides, self._until_blank = False, True
            return True
        return False

    def _read_line(self, line: str) -> bool:
        bare = line.lstrip()
        fresh = not self._sentence
        if self._in_header and (_AUTHOR.fullmatch(line) or _REVISION.fullmatch(line)):
            return True
        self._in_header = False
        if heading := _HEADING.fullmatch(line):
            self._end()
            self._in_header = line.startswith("= ") and not self._has_begun
            self._in_item = False
            self._add(heading[1])
        elif self._table:
            self._read_cells(bare)
        elif (item := _ITEM.match(bare)) and (fresh or self._in_item or not item["number"]):
            self._end()
            self._in_item, self._expects_definition = True, False
            self._begin(bare[item.end() :])
        elif term := _TERM.fullmatch(bare) if fresh or self._in_item else None:
            self._end()
            self._add(term[1])
            self._in_item = self._expects_definition = True
            if term[2]:
                self._begin(term[2])
        elif fresh and line[0] in " \t" and not self._expects_definition:
            self._until_blank = True
            return True
        elif fresh and _TITLE.match(line):
            self._add(line[1:])
        else:
            if fresh and line[0] not in " \t" and not self._expects_definition:
                self._in_item = False
            self._begin(bare.removeprefix("> "))
        return False

    def _begin(self, text: str) -> None:
        """Take the text for the first line of a paragraph, or the next one."""
        if not self._sentence:
            text = _ADMONITION.sub("", text, count=1)
        self._expects_definition = False
        self._sentence.append(_LINE_BREAK.sub("", text))

    def _read_cells(self, line: str) -> None:
        """The cells that begin in a line of a table; what stands before the first goes on with the last one."""
        if self._table in ",:":
            parts = ["", *line.split(self._table)]
        else:
            parts = line.split("|" if self._table == "|" else "!")
            # What says how a cell looks stands before its sign.
            parts = [*(_CELL_SPEC.sub("", part) for part in parts[:-1]), parts[-1]]
        first, *cells = parts
        if first.strip():
            self._sentence.append(first)
        for cell in without_secrets(cells):
            self._end()
            self._sentence.append(cell)

    def _end(self) -> None:
        if self._sentence:
            self._add(" ".join(self._sentence))
            self._sentence.clear()

    def _add(self, text: str) -> None:
        self._has_begun = True
        if not self._reads:
            return
        plain, notes = notes_and_plain(text)
        add(self.found, plain)
        for note in notes:
            self._add(note)
