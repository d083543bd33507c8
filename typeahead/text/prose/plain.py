"""Prose out of plain text: blank lines part paragraphs, hard-wrapped lines are joined."""

import re

from typeahead.text.prose.tidying import add, lines_of

_LIST_MARK = re.compile(r"\s*(?:[-*+•‣◦–—]|\(?(?:\d{1,3}|[A-Za-z])[.)])\s+(?:\[[ xX]\]\s+)?")
_HEADING = re.compile(r"\s*(?:#{1,6}|={1,6})\s+(.*)")
_UNDERLINE = re.compile(r"\s*([-=~^*_#+.])\1{2,}\s*")
_QUOTE = re.compile(r"(?:\s*>)+ ?")
_INDENTED = re.compile(r" {4}| {0,3}\t")
_CODE_LINE = re.compile(
    r".*[;{}\\]\s*$|.*[\w\])]\(.*\)|\s*(?:[$%#>]\s|//|/\*|</?\w|@\w+$|--?\w)|.*(?:[!=<>:+*/-]=|=>|->|::|&&|\|\||\s=\s)"
    r"|\s*(?:def|class|import|from|return|if|for|while|let|const|var|func|fn|public|private|static)\b.*[:({]"
)
# A line this long was not wrapped by hand: each such line is a paragraph.
_UNWRAPPED = 160


def paragraphs(source: str) -> list[str]:
    """The prose of a plain text, one paragraph, heading or list item each; indented code is left out."""
    found: list[str] = []
    block: list[str] = []
    for line in lines_of(source):
        if line.strip():
            block.append(line)
        elif block:
            _read_block(block, found)
            block = []
    if block:
        _read_block(block, found)
    return found


def _read_block(block: list[str], found: list[str]) -> None:
    """Add the paragraphs of the lines between two blank ones."""
    if is_code(block):
        return
    sentence: list[str] = []

    def end() -> None:
        add(found, " ".join(sentence))
        sentence.clear()

    for raw in block:
        line = _QUOTE.sub("", raw, count=1) if _QUOTE.match(raw) else raw
        heading = _HEADING.fullmatch(line)
        mark = _LIST_MARK.match(line)
        if heading is not None:
            end()
            add(found, heading[1].rstrip(" \t#="))
        elif _UNDERLINE.fullmatch(line) or not line.strip():
            end()
        elif mark is not None and not (
            sentence and line[mark.end() - 2] == "." and line.strip()[0].isalpha()
        ):
            end()
            sentence.append(line[mark.end() :])
        else:
            sentence.append(line)
        if len(raw) > _UNWRAPPED:
            end()
    end()


def is_code(block: list[str]) -> bool:
    """Whether all of some lines are indented, and at least half of them look like a program's or a shell's."""
    if not all(_INDENTED.match(line) for line in block):
        return False
    return 2 * sum(_CODE_LINE.match(line) is not None for line in block) >= len(block)
