"""Prose out of Markdown, MDX and Obsidian's dialect of it."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import zip_longest

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.admon import admon_plugin
from mdit_py_plugins.amsmath import amsmath_plugin
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from typeahead.text.prose import plain
from typeahead.text.prose.front_matter import without_front_matter
from typeahead.text.prose.html import HIDDEN, VOID, HtmlText, drop_note_number
from typeahead.text.prose.jsx import without_jsx
from typeahead.text.prose.templates import has_templates, without_templates
from typeahead.text.prose.tidying import add
from typeahead.text.prose.verbatim import Verbatim
from typeahead.text.prose.wiki_links import plain_markdown
from typeahead.text.secrets import without_secrets

# Lists and quotes deeper than this are no longer written by hand; each level costs Python stack.
_DEEPEST = 60
# A longer inline stretch is no paragraph, and some inline rules need quadratic time: it is read roughly.
_LONGEST = 20_000

_MARKUP = re.compile(r"[\\`*_\[\]<&$~^=|{%]|!\[|^[:|]")
_TASK = re.compile(r"\[[ xX>/-]\]\s+")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)")
_LEFT_LINK = re.compile(
    r"(!?)\[([^\[\]]{0,1000})\]"
    r"(?:\([^()\n]{0,2000}\)|\((?:https?:|[/.#])\S{0,2000}?(?=[.,;:!?]?(?:\s|$))|\[[A-Za-z][\w -]{0,80}\])"
)
_HEADING_NAME = re.compile(r"\s*\(#[\w-]+\)\s*$")
_HEADING_COMMENT = re.compile(r"\s*\{/\*[^{}\n]{0,200}\*/\}\s*$")  # as pages written for MDX name them
_NOTE_NUMBER = re.compile(r"\[\d{1,3}\]\s+")
_LEFT_NOTE = re.compile(r"\[\^[^\]\s]{1,60}\]:?")
_LEFT_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]{0,500})?/?>")
_ATTRIBUTES = re.compile(r"\{[:#.][^{}\n]{0,200}\}")
_PAIRS = re.compile(r"==(?=\S)([^=\n]{1,1000})(?<=\S)==")
_STARS = re.compile(r"(?<![\w*])\*\*(?=[^\W\d])|(?<=[^\W\d_.,:;!?])\*\*(?![\w*])|(?<=[.,:;!?])\*\*(?![\d*])")
_CELLS = frozenset({"td_open", "th_open"})
_RULE_CELL = re.compile(r"[\s:=-]*")
_COLONS = re.compile(r":{3,}[ \t]*\{?[\w-]*\}?[^\n]*")
# Stands for a code span while the words around it are cleaned; the parser lets no NUL of the source through.
_CODE = "\0"
# Stands where a formula or a note's mark was left out: the space before it goes too if a full stop follows.
_DROPPED = "\1"
_GAP = re.compile(r"\s*\x01(?=[.,;:!?)])")
_WORD = re.compile(r"[^\W\d_]{3,}")
_FORMULA = re.compile(r"[\\^_={}]")


@cache
def _parser() -> MarkdownIt:
    """One parser a process: making it takes longer than reading a short note.

    Inline parsing is ours, stretch by stretch, so that plain sentences skip it.
    """
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, move_to_end=False, always_match_refs=True)
    parser.use(
        dollarmath_plugin, allow_space=False, allow_digits=False, double_inline=True, allow_blank_lines=False
    )
    parser.use(amsmath_plugin)
    parser.use(admon_plugin)
    parser.disable(["inline", "text_join"])
    return parser


def paragraphs(source: str) -> list[str]:
    """The prose of a Markdown note, one paragraph, heading, list item, table cell or quote each."""
    return _read(_prepared(source))


def mdx_paragraphs(source: str) -> list[str]:
    """The prose of an MDX page: Markdown once imports, exports, components and expressions are out."""
    return _read(_prepared(without_jsx(without_front_matter(source))))


def _prepared(source: str) -> str:
    """The source without what Markdown's own parser would take for prose."""
    text = without_front_matter(source)
    if has_templates(text):
        text = without_templates(text, Verbatim(text))
    if "[[" in text or "[!" in text or "%%" in text or " ^" in text:
        text = plain_markdown(text, Verbatim(text))
    return text


def _read(text: str) -> list[str]:
    parser = _parser()
    env: dict[str, object] = {}
    found: list[str] = []
    opener = ""
    row: list[Token] = []
    tokens = parser.parse(text, env)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        # The parser drops what stands deeper, and in a list all that follows.
        return plain.paragraphs(text)
    for token in tokens:
        kind = token.type
        if kind == "inline" and opener in _CELLS:
            row.append(token)
        elif kind == "tr_close":
            for cell in without_secrets(token.content for token in row):
                _read_inline(cell, "td_open", parser, env, found)
            row.clear()
        elif kind == "inline":
            _read_inline(token.content, opener, parser, env, found)
        elif kind == "html_block":
            found += _html_block(token.content)
        opener = (
            "item" if kind == "list_item_open" or (opener == "item" and kind == "paragraph_open") else kind
        )
    return found


def _read_inline(
    content: str, opener: str, parser: MarkdownIt, env: dict[str, object], found: list[str]
) -> None:
    """Add what a paragraph, heading or cell says: most are one paragraph, a broken table's rows are cells."""
    if opener == "item" and (task := _TASK.match(content)):
        content = content[task.end() :]
    elif opener == "heading_open" and content.endswith(")"):
        content = _HEADING_NAME.sub("", content)
    elif opener == "heading_open" and content.endswith("*/}"):
        content = _HEADING_COMMENT.sub("", content)
    if content[:1] in "|:" or ":::" in content or "\n|" in content or "\n: " in content:
        for part in _parts(content):
            _add_inline(part, parser, env, found)
    else:
        _add_inline(content, parser, env, found)


def _parts(content: str) -> list[str]:
    """Take apart what is no sentence of its paragraph: rows of a table with a damaged rule, `:::` fences."""
    parts: list[str] = []
    sentence: list[str] = []
    for line in content.split("\n"):
        bare = line.strip()
        if bare.startswith("|"):
            parts += [
                "\n".join(sentence),
                *without_secrets(cell for cell in bare.split("|") if not _RULE_CELL.fullmatch(cell)),
            ]
            sentence = []
        elif _COLONS.fullmatch(bare):
            parts.append("\n".join(sentence))
            sentence = []
        elif bare.startswith(": "):
            # A definition of a term in PHP Markdown Extra's lists.
            parts.append("\n".join(sentence))
            sentence = [bare[2:]]
        else:
            sentence.append(line)
    return [*parts, "\n".join(sentence)]


def _add_inline(content: str, parser: MarkdownIt, env: dict[str, object], found: list[str]) -> None:
    if not _MARKUP.search(content):
        add(found, content)
        return
    if len(content) > _LONGEST:
        add(found, _roughly(content))
        return
    notes: list[Sequence[Token]] = []
    env["footnotes"] = {}
    add(found, _text_of(parser.inline.parse(content, parser, env, []), env, notes))
    while notes:
        add(found, _text_of(notes.pop(0), env, notes))


def _text_of(tokens: Sequence[Token], env: dict[str, object], notes: list[Sequence[Token]]) -> str:
    """The words of inline tokens; the tokens of footnotes written on the spot are put into `notes`."""
    words: list[str] = []
    codes: list[str] = []
    hidden = ""
    superscript = -1
    for token in tokens:
        kind = token.type
        if kind == "html_inline":
            tag = _TAG.match(token.content)
            if tag is None:
                continue
            closing, name = tag[1], tag[2].lower()
            if hidden:
                hidden = "" if closing and name == hidden else hidden
            elif name in HIDDEN and not closing and not token.content.endswith("/>"):
                hidden = name
            elif name == "br" or (name not in VOID and name in ("p", "div", "li", "td", "th")):
                words.append(" ")
            elif name == "sup" and not closing:
                superscript = len(words)
            elif name == "sup" and superscript >= 0:
                drop_note_number(words, superscript)
                superscript = -1
        elif hidden:
            continue
        elif kind in ("text", "text_special"):
            words.append(token.content)
        elif kind == "code_inline":
            codes.append(without_templates(token.content))
            words.append(_CODE)
        elif kind in ("softbreak", "hardbreak"):
            words.append(" ")
        elif kind in ("math_inline", "math_inline_double"):
            words.append(_unless_formula(token))
        elif kind == "footnote_ref":
            words.append(_DROPPED)
            notes += _note_on_the_spot(token, env)
    text = _cleaned("".join(words))
    if _DROPPED in text:
        text = _GAP.sub("", text).replace(_DROPPED, "")
    return "".join(piece + code for piece, code in zip_longest(text.split(_CODE), codes, fillvalue=""))


def _unless_formula(token: Token) -> str:
    """Nothing for a formula; two sums of money in one sentence are none."""
    is_prose = not _FORMULA.search(token.content) and len(_WORD.findall(token.content)) > 2
    return f"{token.markup}{token.content}{token.markup}" if is_prose else _DROPPED


def _note_on_the_spot(token: Token, env: dict[str, object]) -> list[Sequence[Token]]:
    """The tokens of a `^[footnote in the sentence]`; none for a mark that refers to one elsewhere."""
    footnotes = env.get("footnotes")
    data = footnotes["list"].get(token.meta["id"], {}) if isinstance(footnotes, dict) else {}
    return [data["tokens"]] if "tokens" in data else []


def _cleaned(text: str) -> str:
    """The text without markup that is not CommonMark's, or that was too damaged for its parser."""
    if "](" in text or "][" in text:
        text = _LEFT_LINK.sub(lambda match: "" if match[1] else match[2], text)
    if "[^" in text:
        text = _LEFT_NOTE.sub("", text)
    if text.startswith("[") and (number := _NOTE_NUMBER.match(text)):
        text = text[number.end() :]
    if "{" in text:
        text = _ATTRIBUTES.sub("", text)
    if "==" in text:
        text = _PAIRS.sub(r"\1", text)
    if "**" in text:
        text = _STARS.sub("", text)
    return text


def _roughly(content: str) -> str:
    """What an endless stretch says, by patterns of bounded reach instead of the parser."""
    return _cleaned(_LEFT_TAG.sub(" ", content)).replace("`", "").replace("**", "")


def _html_block(content: str) -> list[str]:
    reader = HtmlText()
    reader.feed(content)
    return reader.close()
