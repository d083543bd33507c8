"""What Obsidian and its kin add to Markdown: wiki links, embeds, callouts, comments, block names."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from typeahead.text.prose.verbatim import Verbatim

_EMBED_OR_LINK = re.compile(r"(!?)\[\[([^\[\]\n|]{0,500})(?:\|([^\[\]\n]{0,500}))?\]\](?![(\[])")
_CALLOUT = re.compile(
    r"^([ \t]*>[ \t>]*)\[![\w-]{1,40}(?:\|[^\]\n]{0,80})?\][+-]?[ \t]*([^\n]*)$", re.MULTILINE
)
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
_LINE_START = re.compile(r"(?: {0,3}>)* {0,3}")  # what is indented by more is code
_BLOCK_NAME = re.compile(r"(?<=\s)\^[A-Za-z0-9-]{1,60}[ \t]*$", re.MULTILINE)


def plain_markdown(text: str, code: Verbatim) -> str:
    """The text with those as plain Markdown, or left out; code stays as it is."""
    if "[!" in text:
        # The title is a paragraph of its own: a line with nothing but the quote's marker ends it.
        text = _CALLOUT.sub(r"\1\2\n\1", text)
        code = Verbatim(text)
    if "[[" in text:
        text = code.substitute(_EMBED_OR_LINK, _words_of, text)
        code = Verbatim(text)
    if "%%" in text:
        text = _without_comments(text, code)
    if " ^" in text:
        text = _BLOCK_NAME.sub("", text)
    return text


def ends_in_block_comment(text: str) -> bool:
    """Whether a comment that began a line is open where the text ends."""
    comments = list(_comments(text, Verbatim(text)))
    return bool(comments) and comments[-1].end is None and _begins_line(text, comments[-1].start)


class _Comment(NamedTuple):
    """What stands between two `%%`, with these; without an end there is none, yet."""

    start: int
    end: int | None
    is_block: bool = False


def _comments(text: str, code: Verbatim) -> Iterator[_Comment]:
    """The comments, each in one paragraph, or a block of many if it begins a line; one without an end comes last."""
    opening: int | None = None
    for mark in re.finditer("%%", text):
        place = mark.start()
        if code.covers(place):
            continue
        is_block = opening is not None and _BLANK_LINE.search(text, opening, place + 1) is not None
        if opening is None or (is_block and not _begins_line(text, opening)):
            opening = place
        else:
            yield _Comment(opening, mark.end(), is_block)
            opening = None
    if opening is not None:
        yield _Comment(opening, None)


def _without_comments(text: str, code: Verbatim) -> str:
    kept = []
    since = 0
    for comment in _comments(text, code):
        if comment.end is not None:
            kept += [text[since : comment.start], "\n\n" if comment.is_block else ""]
            since = comment.end
    return "".join([*kept, text[since:]])


def _begins_line(text: str, place: int) -> bool:
    return _LINE_START.fullmatch(text, text.rfind("\n", 0, place) + 1, place) is not None


def _words_of(match: re.Match[str]) -> str:
    embed, page, alias = match.groups()
    if embed:
        return ""
    if alias is not None:
        return alias.strip()
    # An alias in a table has its bar escaped, and the bar is then not ours to split at before now.
    name, _, heading = page.strip().rstrip("\\").partition("#")
    name = name.rpartition("/")[2] or heading.rpartition("#")[2].lstrip("^")
    return name.removesuffix(".md")
