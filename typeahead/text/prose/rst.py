"""Prose out of reStructuredText: what directives, tables and roles wrap is kept, they themselves are not."""

import re
from itertools import zip_longest

from typeahead.text.prose.tidying import add, lines_of
from typeahead.text.secrets import without_secrets

_PROSE_DIRECTIVES = frozenset(
    """
    note warning tip hint important caution danger attention error admonition topic sidebar
    epigraph highlights pull-quote seealso versionadded versionchanged deprecated container
    compound figure rubric only glossary list-table table todo rst-class class tab-set tab-item
    dropdown card grid grid-item grid-item-card centered footer header details collapse hlist tabs tab
    function method attribute data exception module option cmdoption program envvar confval setting describe object
    type macro member struct enum enumerator var decorator classmethod staticmethod property
    """.split()  # noqa: SIM905 - a list of quoted names reads worse
)
# Of these the words after `::` are a title or a sentence; those of the others are options.
_TITLED = frozenset(
    """
    note warning tip hint important caution danger attention error admonition topic sidebar rubric
    seealso list-table table todo centered dropdown card tab-item
    """.split()  # noqa: SIM905 - a list of quoted names reads worse
)
_DIRECTIVE = re.compile(r"\.\.\s+(?:\|[^|]+\|\s+)?([\w:+.-]+?)::(?:\s+(.*))?$")
_NOTE = re.compile(r"\.\.\s+\[[^\]\s]+\]\s*(.*)")
_EXPLICIT = re.compile(r"\.\.(?:\s|$)|__\s")
_ADORNMENT = re.compile(r"([^\w\s])\1+$")
_FIELD = re.compile(r":[A-Za-z][^:\n]{0,60}:(?:\s|$)")
_ITEM = re.compile(r"(?:[-*+•]|\(?(?:\d{1,3}|[A-Za-z#])[.)])\s+")
_GRID_RULE = re.compile(r"\+(?:[-=]*\+)+$")
_SIMPLE_RULE = re.compile(r"={2,}(?:\s+={2,})+$")
_OPTION = re.compile(r"(?:-\w|--[\w-]+|/\w)(?:[ =]\S+)?(?:,\s+\S+)*\s{2,}")

_ROLE = re.compile(r":[A-Za-z][\w:+.-]{0,40}:`([^`]{1,1000})`|`([^`]{1,1000})`:[A-Za-z][\w:+.-]{0,40}:")
_LITERAL = re.compile(r"``(.{1,1000}?)``", re.DOTALL)
_LINK = re.compile(r"`([^`]{1,1000})`(?:__?)?")
_TARGET = re.compile(r"\s*<[^<>]{1,1000}>$")
_NAMED_LINK = re.compile(r"(?<![\w_])([A-Za-z0-9][\w.+-]*?[A-Za-z0-9]|[A-Za-z0-9])__?(?![\w_])")
_NOTE_MARK = re.compile(r"\s?\[(?:\d+|#[\w-]*|\*|[\w.-]+)\]_")
_SUBSTITUTED = re.compile(r"\|([^|\s](?:[^|\n]{0,80}[^|\s])?)\|(?:__?)?")
_STRONG = re.compile(r"(?<![\w*])(\*\*?)(?=\S)([^*]{1,1000})(?<=\S)\1(?![\w*])")


def paragraphs(source: str) -> list[str]:
    """The prose of a reStructuredText file, one paragraph, heading, list item or table cell each."""
    return _Rst(lines_of(source.expandtabs(8))).read()


def left_out(lines: list[str]) -> list[bool]:
    """Whether nothing is read of each line: code, comments, what a directive holds that holds no prose."""
    return _Rst([line.expandtabs(8) for line in lines]).hidden()


class _Rst:
    """Reads line by line; whatever is indented deeper than a hidden opener is hidden with it."""

    def __init__(self, lines: list[str]) -> None:
        self.found: list[str] = []
        self._lines = lines
        self._sentence: list[str] = []
        self._sentence_indent = -1
        self._hidden_deeper_than = -1
        self._options_deeper_than = -1
        self._until_blank = False
        self._cells: list[list[str]] = []
        self._columns: list[int] = []
        rules = [number for number, line in enumerate(lines) if _SIMPLE_RULE.match(line.strip())]
        self._last_rule = rules[-1] if rules else -1

    def read(self) -> list[str]:
        """The paragraphs of all lines."""
        self.hidden()
        self._end()
        self._end_row()
        return self.found

    def hidden(self) -> list[bool]:
        """Read all lines; whether each stands in something of which nothing is read, or begins it."""
        return [self._take(number, line) for number, line in enumerate(self._lines)]

    def _take(self, number: int, line: str) -> bool:
        bare = line.strip()
        if not bare:
            self._end()
            self._until_blank = False
            return False
        indent = len(line) - len(line.lstrip())
        if self._is_hidden(bare, indent):
            return True
        if not self._is_table(bare, line, number):
            self._read_line(bare, indent, number)
        return bare.startswith(("..", "::")) and self._hidden_deeper_than == indent

    def _is_hidden(self, bare: str, indent: int) -> bool:
        if self._until_blank or indent > self._hidden_deeper_than >= 0:
            return True
        self._hidden_deeper_than = -1
        if indent > self._options_deeper_than >= 0 and _FIELD.match(bare):
            return True
        self._options_deeper_than = -1
        return False

    def _read_line(self, bare: str, indent: int, number: int) -> None:
        fresh = not self._sentence
        if bare == "::" or (bare.endswith("::") and not bare.startswith("..") and self._ends_here(number)):
            self._begin(bare[:-1], indent, fresh)
            self._end()
            self._hidden_deeper_than = indent
        elif bare != ".." and _ADORNMENT.match(bare):
            self._end()
        elif bare.startswith(">>>"):
            self._end()
            self._until_blank = True
        elif _EXPLICIT.match(bare):
            self._end()
            self._explicit(bare, indent)
        elif fresh and _FIELD.match(bare):
            self._hidden_deeper_than = indent
        elif bare.startswith("| "):
            self._end()
            self._begin(bare[2:], indent, True)
        else:
            self._begin(bare, indent, fresh)

    def _ends_here(self, number: int) -> bool:
        return number + 1 >= len(self._lines) or not self._lines[number + 1].strip()

    def _begin(self, bare: str, indent: int, fresh: bool) -> None:
        """Take the line for the next of its paragraph, or the first of a new one (an item, a definition)."""
        item = _ITEM.match(bare)
        if item is not None and (fresh or bare[0] in "-*+•"):
            self._end()
            self._sentence.append(bare[item.end() :])
            self._sentence_indent = indent + item.end()
            return
        if option := _OPTION.match(bare) if fresh else None:
            bare = bare[option.end() :]
        elif indent > self._sentence_indent and len(self._sentence) == 1:
            self._end()
        if not self._sentence:
            self._sentence_indent = indent
        self._sentence.append(bare)

    def _explicit(self, bare: str, indent: int) -> None:
        """A line that begins with two dots: a directive, a footnote, a target or a comment."""
        directive = _DIRECTIVE.match(bare)
        note = _NOTE.match(bare)
        # What a language's domain describes (`py:function`) is told in prose below its signature.
        if directive is not None and directive[1].rpartition(":")[2] in _PROSE_DIRECTIVES:
            if directive[1] in _TITLED and directive[2]:
                self._sentence.append(directive[2])
                self._sentence_indent = 1000
            self._options_deeper_than = indent
        elif note is not None:
            self._sentence.append(note[1])
            self._sentence_indent = 1000
        else:
            self._hidden_deeper_than = indent

    def _is_table(self, bare: str, line: str, number: int) -> bool:
        """Take the line for a table's if it is one: rules end rows, a grid's cells wrap over lines."""
        if _GRID_RULE.match(bare):
            self._end()
            self._end_row()
        elif bare.startswith("|") and bare.endswith("|") and len(bare) > 2 and bare.count("|") > 2:
            self._end()
            cells = bare[1:-1].split("|")
            if len(self._cells) != len(cells):
                self._end_row()
                self._cells = [[] for _ in cells]
            for column, cell in zip(self._cells, cells, strict=True):
                column.append(cell)
        elif _SIMPLE_RULE.match(bare):
            self._end()
            last = number >= self._last_rule or (bool(self._columns) and self._ends_here(number))
            self._columns = [] if last else [match.start() for match in re.finditer(r"=+", line)]
        elif self._columns:
            for start, end in zip([0, *self._columns[1:]], [*self._columns[1:], len(line)], strict=True):
                self._add(line[start:end])
        else:
            return False
        return True

    def _end_row(self) -> None:
        for cell in without_secrets(" ".join(column) for column in self._cells):
            self._add(cell)
        self._cells = []

    def _end(self) -> None:
        if self._sentence:
            self._add(" ".join(self._sentence))
            self._sentence.clear()
        self._sentence_indent = -1

    def _add(self, text: str) -> None:
        add(self.found, _plain(text))


def _plain(text: str) -> str:
    """The text without roles, link targets and marks of emphasis; literals keep their words."""
    if "_" in text and "[" in text:
        text = _NOTE_MARK.sub("", text)
    literals: list[str] = _LITERAL.findall(text) if "``" in text else []
    if literals:
        # A NUL stands for each while the words around them are cleaned.
        text = _LITERAL.sub("\0", text.replace("\0", ""))
    if "`" in text:
        text = _ROLE.sub(lambda match: _TARGET.sub("", match[1] or match[2]).lstrip("~!"), text)
        text = _LINK.sub(lambda match: _TARGET.sub("", match[1]), text)
    if "_" in text:
        text = _NAMED_LINK.sub(r"\1", text)
    if "|" in text:
        text = _SUBSTITUTED.sub(r"\1", text)
    if "*" in text:
        text = _STRONG.sub(r"\2", text)
    if "\\" in text:
        text = text.replace("\\ ", "").replace("\\", "")
    return "".join(part + literal for part, literal in zip_longest(text.split("\0"), literals, fillvalue=""))
