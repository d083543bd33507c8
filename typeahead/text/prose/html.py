"""Prose out of HTML, whole pages as well as the stretches of it inside Markdown."""

import re
from html import unescape

from typeahead.text.prose.front_matter import without_front_matter
from typeahead.text.prose.templates import without_templates
from typeahead.text.prose.tidying import add

# What these hold is not prose; the first group's contents are not even markup.
RAW = frozenset({"script", "style", "textarea", "xmp", "title", "noscript"})
HIDDEN = RAW | frozenset(
    """
    pre template nav head svg math canvas select datalist iframe video audio object map button
    """.split()  # noqa: SIM905 - a list of quoted names reads worse
)
VOID = frozenset(
    """
    area base br col embed hr img input link meta param source track wbr
    """.split()  # noqa: SIM905 - a list of quoted names reads worse
)
_BLOCKS = frozenset(
    """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol
    option p section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - a list of quoted names reads worse
)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9:._-]*")
_QUOTE_OR_END = re.compile(r"""["'>]""")
_MANY_QUOTES = 40
_NOTE_NUMBER = re.compile(r"[\W\d]*")


class HtmlText:
    """Takes HTML piece by piece and collects the paragraphs in it.

    The standard library's parser needs quadratic time on damaged input; this one jumps forward only.
    """

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self._words: list[str] = []
        self._hidden = ""
        self._depth = 0
        self._superscript = -1
        self._breaks = 0

    def feed(self, source: str) -> None:
        """Read all of the source: tags end paragraphs or vanish, text is decoded and kept."""
        position = 0
        while True:
            start = source.find("<", position)
            if start < 0:
                self._text(source[position:])
                return
            self._text(source[position:start])
            position = self._markup(source, start)

    def close(self) -> list[str]:
        """End the last paragraph and return them all."""
        self._end_paragraph()
        return self.paragraphs

    def _text(self, source: str) -> None:
        if source and not self._hidden:
            self._words.append(unescape(source) if "&" in source else source)
            if not source.isspace():
                self._breaks = 0

    def _markup(self, source: str, start: int) -> int:
        """Deal with what the `<` at start opens; returns where text goes on."""
        if source.startswith("<!--", start):
            end = source.find("-->", start + 4)
            return len(source) if end < 0 else end + 3
        if source.startswith(("<!", "<?"), start):
            end = source.find(">", start)
            return len(source) if end < 0 else end + 1
        closing = source.startswith("</", start)
        name = _NAME.match(source, start + 1 + closing)
        if name is None:
            self._text("<")
            return start + 1
        end = _tag_end(source, name.end())
        if end < 0:
            self._text(source[start:])
            return len(source)
        tag = name[0].lower()
        if closing:
            self.close_tag(tag)
        elif source[end - 2] != "/" or tag not in HIDDEN:
            self.open_tag(tag)
            if tag in RAW and self._hidden == tag:
                found = re.compile(rf"</{tag}\b", re.IGNORECASE).search(source, end)
                return found.start() if found else len(source)
        return end

    def open_tag(self, tag: str) -> None:
        """A start tag (or an empty one)."""
        if self._hidden:
            self._depth += tag == self._hidden
        elif tag in HIDDEN:
            # A page of code between two sentences parts them; a picture or a button inside one does not.
            if tag == "pre":
                self._end_paragraph()
            self._hidden, self._depth = tag, 1
        elif tag in _BLOCKS:
            self._end_paragraph()
        elif tag == "br":
            self._words.append(" ")
            self._breaks += 1
            if self._breaks > 1:
                self._end_paragraph()
        elif tag == "sup":
            self._superscript = len(self._words)

    def close_tag(self, tag: str) -> None:
        """An end tag."""
        if self._hidden:
            self._depth -= tag == self._hidden
            if not self._depth:
                self._hidden = ""
        elif tag in _BLOCKS:
            self._end_paragraph()
        elif tag == "sup" and self._superscript >= 0:
            drop_note_number(self._words, self._superscript)
            self._superscript = -1

    def _end_paragraph(self) -> None:
        if self._words:
            add(self.paragraphs, "".join(self._words))
            self._words.clear()
        self._superscript = -1
        self._breaks = 0


def drop_note_number(words: list[str], start: int) -> None:
    """Take a superscript out of the words if it is a number: a note's mark or an exponent, no word."""
    if _NOTE_NUMBER.fullmatch("".join(words[start:])):
        del words[start:]


def _tag_end(source: str, position: int) -> int:
    """Just after the `>` that ends a tag, quoted attributes skipped; -1 if there is none."""
    first = position
    for _ in range(_MANY_QUOTES):
        match = _QUOTE_OR_END.search(source, position)
        if match is None:
            break
        if match[0] == ">":
            return match.end()
        position = source.find(match[0], match.end()) + 1
        if not position:
            break
    return source.find(">", first) + 1 or -1


def paragraphs(source: str) -> list[str]:
    """The prose of an HTML page, one paragraph, heading, list item or table cell each."""
    reader = HtmlText()
    reader.feed(without_templates(without_front_matter(source)))
    return reader.close()
