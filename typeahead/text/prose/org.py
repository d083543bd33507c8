"""Prose out of Org: headings, paragraphs, items and cells, but no drawers, keywords and source blocks."""

import re
from collections.abc import Sequence

from typeahead.text.prose.tidying import add, lines_of
from typeahead.text.secrets import without_secrets

_HEADLINE = re.compile(
    r"\*+\s+(?:(?:TODO|DONE|NEXT|WAITING|HOLD|CANCELLED|CANCELED|STARTED|SOMEDAY)\s+)?(?:\[#\w\]\s*)?(.*)"
)
_TAGS = re.compile(r"\s+:(?:[\w@#%]+:)+\s*$")
_COOKIE = re.compile(r"\[\d*(?:/\d*|%)\]")
_BEGIN = re.compile(r"\s*#\+begin(?:_|:\s*)(\S+)", re.IGNORECASE)
_PROSE_BLOCKS = frozenset(
    {"quote", "verse", "center", "note", "tip", "warning", "info", "aside", "details", "sidenote"}
)
_END = re.compile(r"\s*#\+end(?:_(\S*)|:)", re.IGNORECASE)
_DRAWER = re.compile(r"\s*:([\w-]+):\s*$")
_OWN_DRAWERS = frozenset({"properties", "logbook"})  # no others are told from ":smile:" before they end
_DRAWER_END = re.compile(r"\s*:END:\s*$", re.IGNORECASE)
_LEFT_OUT = re.compile(
    r"\s*(?:#\+\S*:|#(?:\s|$)|:(?:\s|$)|%%\()|\s*(?:SCHEDULED|DEADLINE|CLOSED|CLOCK):|\s*-{5,}\s*$"
)
_ITEM = re.compile(r"\s*(?:[-+]|\s\*|\d+[.)])\s+(?:\[@\d+\]\s*)?(?:\[[ X-]\]\s*)?")
_TERM = re.compile(r"\s+::(?:\s+|$)")
_NOTE = re.compile(r"\[fn:[^\]\s:]+\]\s*")
_RULE_ROW = re.compile(r"\s*\|[-+|:]*\s*$")
_ENVIRONMENT = re.compile(r"\s*\\begin\{(\w+\*?)\}")
_ENVIRONMENT_END = re.compile(r"\\end\{(\w+\*?)\}")

_LINK = re.compile(r"\[\[([^\[\]]{1,2000})\](?:\[([^\[\]]{1,1000})\])?\]")
_INLINE_NOTE = re.compile(r"\[fn:[^\[\]\s:]*:([^\[\]]{1,1000})\]")
_DROPPED = re.compile(
    r"\[fn:[^\[\]\s:]+\]|[<\[]\d{4}-\d\d-\d\d[^>\]\n]{0,60}[>\]](?:--)?|\bsrc_\w{1,20}(?:\[[^\]\n]{0,200}\])?\{[^}\n]{0,500}\}"
    r"|\{\{\{[^}\n]{0,200}\}\}\}|<<{1,2}[^<>\n]{1,100}>>{1,2}|\\\((?:[^\\]|\\(?!\))){0,200}\\\)|\\\[(?:[^\\]|\\(?!\])){0,200}\\\]"
    r"|(?<![\w$])\$[^\s$](?:[^$\n]{0,300}[^\s$])?\$(?!\w)|@@\w+:[^@\n]{0,200}@@|\\\\(?=\s|$)"
)
_EMPHASIS = re.compile(
    r"""(?<![^\s\-("'{])([*/_+=~])(?=\S)((?:(?!\1)\S|\s(?!\1)|\1(?=\w)){1,1000}?)(?<=\S)\1(?=[\s\-.,:;!?'")}\[]|$)"""
)


def paragraphs(source: str) -> list[str]:
    """The prose of an Org file, one paragraph, heading, list item or table cell each."""
    return _Org().read(lines_of(source))


class _Org:
    """Reads line by line, but for what a block, a drawer or an environment hides."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._sentence: list[str] = []

    def read(self, lines: list[str]) -> list[str]:
        ends = _ends_of_hidden(lines)
        hidden_to = -1
        for number, line in enumerate(lines):
            if number <= hidden_to:
                continue
            if number in ends:
                self._end()
                hidden_to = ends[number]
            elif _BEGIN.match(line):
                self._end()
            else:
                self._read_line(line)
        self._end()
        return self.found

    def _read_line(self, line: str) -> None:
        bare = line.strip()
        if headline := _HEADLINE.match(line):
            self._end()
            self._add(_COOKIE.sub("", _TAGS.sub("", headline[1])))
        elif not bare or _LEFT_OUT.match(line) or _END.match(line) or _DRAWER.match(line):
            self._end()
        elif bare.startswith("|"):
            self._end()
            if not _RULE_ROW.match(line):
                for cell in without_secrets(_LINK.sub(_link_words, bare).strip("|").split("|")):
                    self._add(cell)
        elif note := _NOTE.match(line):
            self._end()
            self._sentence.append(line[note.end() :])
        elif item := _ITEM.match(line):
            self._end()
            term, *definition = _TERM.split(line[item.end() :], maxsplit=1)
            self._sentence.append(_COOKIE.sub("", term))
            if definition:
                self._end()
                self._sentence.append(definition[0])
        else:
            self._sentence.append(bare)

    def _end(self) -> None:
        if self._sentence:
            self._add(" ".join(self._sentence))
            self._sentence.clear()

    def _add(self, text: str) -> None:
        notes: list[str] = []
        if "[" in text:
            notes = _INLINE_NOTE.findall(text)
            text = _INLINE_NOTE.sub("", text)
            text = _LINK.sub(_link_words, text)
        text = _DROPPED.sub("", text)
        # Twice, since one mark may stand inside another.
        text = _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", text))
        add(self.found, text)
        for note in notes:
            self._add(note)


def left_out(lines: Sequence[str]) -> list[bool]:
    """Whether nothing is read of each line of a text that is still written: what has no end yet goes on to the last."""
    ends = _ends_of_hidden(lines, written=True)
    hidden_to, found = -1, []
    for number, line in enumerate(lines):
        if number > hidden_to:
            hidden_to = ends.get(number, -1)
        said_nothing = (_LEFT_OUT, _BEGIN, _END, _DRAWER, _RULE_ROW)
        found.append(number <= hidden_to or any(each.match(line) for each in said_nothing))
    return found


def _ends_of_hidden(lines: Sequence[str], *, written: bool = False) -> dict[int, int]:
    """The lines that begin something that is not prose, each with the line where it ends.

    What has no end of its own before the next headline, over which nothing reaches in Org, hides nothing; or all up to
    there where the text is still `written`.
    """
    ends = {}
    last = len(lines) - 1  # before the next headline
    nearest: dict[str, int] = {}  # from the line looked at down to the next headline
    for number in range(len(lines) - 1, -1, -1):
        line = lines[number]
        if _HEADLINE.match(line):
            nearest.clear()
            last = number - 1
        elif end := _END.match(line):
            nearest[f"block {(end[1] or '').lower()}"] = number
        elif begin := _BEGIN.match(line):
            name = begin[1].lower()
            # `#+END:` alone ends whatever is open.
            found = [nearest[key] for key in (f"block {name}", "block ") if key in nearest]
            if (found or written) and name not in _PROSE_BLOCKS:
                ends[number] = min(found, default=last)
        elif _DRAWER_END.match(line):
            nearest["drawer"] = number
        elif drawer := _DRAWER.match(line):
            if "drawer" in nearest or (written and drawer[1].lower() in _OWN_DRAWERS):
                ends[number] = nearest.get("drawer", last)
        else:
            for name in _ENVIRONMENT_END.findall(line):
                nearest[f"environment {name}"] = number
            if environment := _ENVIRONMENT.match(line):
                end_of = nearest.get(f"environment {environment[1]}", last if written else -1)
                if end_of >= 0:
                    ends[number] = end_of
    return ends


def _link_words(match: re.Match[str]) -> str:
    """A link's description, else a web address as typed or an inner heading's words; nothing for a file."""
    target, description = match.groups()
    if description:
        return str(description)
    if target.startswith(("http://", "https://", "mailto:")):
        return str(target)
    return "" if ":" in target or target.startswith(("/", ".", "~")) else str(target).lstrip("*#")
