"""The settings at the head of a note (YAML, TOML, JSON, or bare `Title: …` lines), which are not prose."""

import json
import re

# A note may open with a thematic break, so the lines under `---` must look like settings to count as such.
_YAML_LINE = re.compile(r"""\s*(?:#|-\s|["']?[\w .@/$-]+["']?\s*:(?:\s|$)|[}\]])""")
# Prose may have a colon in its first line. Behind a blank line some words at the margin without one are no settings
# either, but for where a quotation or a list goes on.
_PROSE = re.compile(r"\n[ \t]*\n(?=[^\W\d_])(?![^\n]*:(?:\s|$))(?:[^\s]+[ \t]+){2}\S")
_OPEN_VALUE = re.compile(r""":[ \t]+(?:"[^"]{0,1000}|'[^']{0,1000}|[\[{][^\]}]{0,1000})\Z""")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_TOML_END = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_BARE_KEY = re.compile(r"[A-Za-z][\w-]*[ \t]*:(?:[ \t]|$)")
_BARE_TELLTALES = frozenset({"title", "date", "slug", "category", "tags", "author", "authors", "layout"})


def without_front_matter(source: str) -> str:
    """The source without its front matter; unchanged if it has none."""
    source = source.removeprefix("\ufeff")
    first, _, rest = source.partition("\n")
    first = first.rstrip()
    if first == "---":
        return _after_yaml(source, rest)
    if first == "+++":
        end = _TOML_END.search(rest)
        return rest[end.end() :] if end else source
    if first.startswith("{") and not first.startswith(("{{", "{%")):
        return _after_json(source)
    return _after_bare_keys(source)


def _after_yaml(source: str, rest: str) -> str:
    end = _YAML_END.search(rest)
    if end is None:
        return source
    head = rest[: end.start()]
    opening = next((line for line in head.split("\n") if line.strip()), "#")
    if not _YAML_LINE.match(opening):
        return source
    prose = _PROSE.search(head)
    if prose and not _OPEN_VALUE.search(head, 0, prose.start()):
        return source
    return rest[end.end() :]


def _after_json(source: str) -> str:
    try:
        value, end = json.JSONDecoder().raw_decode(source)
    except (ValueError, RecursionError):
        return source
    rest = source[end:]
    is_settings = isinstance(value, dict) and (not rest.strip() or rest.lstrip(" \t").startswith("\n"))
    return rest if is_settings else source


def _after_bare_keys(source: str) -> str:
    """Pelican and MultiMarkdown put `Key: value` lines there, unfenced: two at least, one of a known name."""
    head, _, rest = source.partition("\n\n")
    if len(head) > 4000:
        return source
    keys = set()
    lines = head.split("\n")
    for line in lines:
        if _BARE_KEY.match(line):
            keys.add(line.partition(":")[0].strip().lower())
        elif not line.startswith((" ", "\t")):
            return source
    return rest if len(keys) >= 2 and keys & _BARE_TELLTALES else source
