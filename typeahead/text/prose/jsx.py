"""What MDX adds to Markdown: imports, exports, components and expressions, which are not prose."""

import re

from typeahead.text.prose.verbatim import Verbatim

_MODULE_LINE = re.compile(
    r"^(?:import[ \t]+(?:[{*\"']|(?:type[ \t]+)?[\w$]+[ \t]*(?:,|from\b))"
    r"|export[ \t]+(?:default|const|let|var|function|class|async|\*|\{))",
    re.MULTILINE,
)
_BLANK_LINE = re.compile(r"\n[ \t]*(?:\n|\Z)")
_TAG_OR_BRACE = re.compile(r"<(?:/?[A-Za-z][\w.:-]*(?=[\s/>{])|/?>)|\{")
_STEP = re.compile(r"""[{}>"'`]|=>""")
# The search for ends that are not there is given up after so many steps in a text: its rest is read as it is.
_PATIENCE = 100_000
_FARTHEST = 20_000


def without_jsx(text: str) -> str:
    """The text without import and export statements, `{expressions}` and the tags of components."""
    text = _without_modules(text)
    code = Verbatim(text)
    kept: list[str] = []
    since = position = 0
    patience = _PATIENCE
    while match := _TAG_OR_BRACE.search(text, position):
        start = match.start()
        if code.covers(start):
            position = code.end_of(start)
            continue
        end = match.end()
        if match[0][-1] != ">":
            end, steps = _end_of(text, end, patience, in_tag=match[0] != "{")
            patience -= steps if end < 0 else 0
        if end < 0 or _is_html(match[0], text[start:end]):
            position = match.end()
            continue
        kept.append(text[since:start])
        since = position = end
    kept.append(text[since:])
    return "".join(kept)


def _without_modules(text: str) -> str:
    code = Verbatim(text)
    kept: list[str] = []
    position = 0
    while match := _MODULE_LINE.search(text, position):
        blank = _BLANK_LINE.search(text, match.end())
        end = blank.start() if blank else len(text)
        if code.covers(match.start()):
            end = match.end()
            kept.append(text[position:end])
        else:
            kept.append(text[position : match.start()])
        position = end
    kept.append(text[position:])
    return "".join(kept)


def _is_html(opener: str, tag: str) -> bool:
    """Ordinary tags are left to the Markdown reader, which knows which of them hide their contents."""
    return opener[:1] == "<" and opener.lstrip("</")[:1].islower() and "{" not in tag


def _end_of(text: str, position: int, patience: int, *, in_tag: bool) -> tuple[int, int]:
    """Just after the brace or bracket that ends it (-1 if there is none near by), and the steps that took."""
    depth = 0 if in_tag else 1
    limit = position + _FARTHEST
    for step in range(patience):
        match = _STEP.search(text, position, limit)
        if match is None:
            # Looking at all of that is worth a few steps.
            return -1, step + _FARTHEST // 50
        position = match.end()
        mark = match[0]
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth <= 0 and not in_tag:
                return position, step
        elif mark == ">":
            if in_tag and depth <= 0:
                return position, step
        elif mark != "=>":
            # A lone apostrophe in an expression's text opens nothing.
            position = max(position, text.find(mark, position, limit) + 1)
    return -1, patience
