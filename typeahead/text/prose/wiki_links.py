"""What Obsidian and its kin add to Markdown: wiki links, embeds, callouts, comments, block names."""

import re

from typeahead.text.prose.verbatim import Verbatim

_EMBED_OR_LINK = re.compile(r"(!?)\[\[([^\[\]\n|]{0,500})(?:\|([^\[\]\n]{0,500}))?\]\](?![(\[])")
_CALLOUT = re.compile(
    r"^([ \t]*>[ \t>]*)\[![\w-]{1,40}(?:\|[^\]\n]{0,80})?\][+-]?[ \t]*([^\n]*)$", re.MULTILINE
)
_COMMENT = re.compile(r"%%(?:(?!\n[ \t]*\n)[^%]){0,5000}%%")
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
        text = code.substitute(_COMMENT, lambda _: "", text)
    if " ^" in text:
        text = _BLOCK_NAME.sub("", text)
    return text


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
