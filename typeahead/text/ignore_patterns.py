"""One line of an ignore file, read as git reads it."""

import re
import warnings
from dataclasses import dataclass

from pathspec import GitIgnoreSpec

# pathspec's patterns match what lies below the folders they name too, behind the slash that it calls `ps_d`.
_BELOW = "(?P<ps_d>/)"
_NOT_BELOW = r"/\Z"
# Brackets match no slash. This stands before them where pathspec puts its expression together: no line has it.
_BRACKETS = "\0"
_NO_SLASH = "(?!/)"

_TRAILING_SPACES = re.compile(r"(?<!\\) +$")
_OTHER_SPACE_AT_END = re.compile(r"[^\S ]$")
_ALL_BELOW = re.compile(r"/\*\*(/?)$")
_ESCAPED_OR_BRACKETS = re.compile(r"\\.|\[[!^]?\]?(?:\[:\w{0,20}:\]|[^\]]){0,500}\]")
_CLASS = re.compile(r"\[:(\w*):\]")
# Of ASCII only, as in git, and without the slash, at which pathspec parts a line. No first character may have a
# meaning of its own at the start of brackets.
_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": " \t",
    "cntrl": "\1-\x1f\x7f",
    "digit": "0-9",
    "graph": "0-~!-.",
    "lower": "a-z",
    "print": "0-~ -.",
    "punct": ":-@!-.[-`{-~",
    "space": " \t-\r",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """Says of the paths that it names whether they are left out; of what lies below those it says nothing."""

    leaves_out: bool
    expression: re.Pattern[str]

    def names(self, path: str) -> bool:
        """Whether it names a path, relative to the folder of the ignore file; a folder's ends in a slash."""
        return self.expression.search(path) is not None


def rule_in(line: str) -> Rule | None:
    """The rule in a line; None where it is empty, a remark, or something that git takes for no path's pattern.

    Raises:
        ValueError: it is not a pattern.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", FutureWarning)  # `[[` and `--` in brackets mean what they say
            for pattern in GitIgnoreSpec.from_lines([_for_pathspec(line)]).patterns:
                if pattern.include is not None and pattern.regex is not None:
                    expression = pattern.regex.pattern.replace(_BELOW, _NOT_BELOW).replace(
                        _BRACKETS, _NO_SLASH
                    )
                    return Rule(pattern.include, re.compile(expression, re.DOTALL))
    except re.error as error:
        raise ValueError(str(error)) from error
    return None


def _for_pathspec(line: str) -> str:
    """The line with what git reads otherwise than pathspec, or only git knows, written so that both agree."""
    line = _TRAILING_SPACES.sub("", line.removesuffix("\r"))
    if line.startswith("#") or line == "!/":  # pathspec takes this one for all folders
        return ""
    line = _OTHER_SPACE_AT_END.sub(lambda space: f"[{space[0]}]", line)
    line = _ALL_BELOW.sub(r"/**/*\1", line)
    return _ESCAPED_OR_BRACKETS.sub(_marked, line) if "[" in line else line


def _marked(match: re.Match[str]) -> str:
    """Brackets behind their mark, with each class of characters as its ranges."""
    if match[0].startswith("\\"):
        return match[0]
    return f"{_BRACKETS}[" + _CLASS.sub(_ranges, match[0][1:])


def _ranges(match: re.Match[str]) -> str:
    if match[1] not in _CLASSES:
        raise ValueError(f"there is no class of characters {match[0]}")
    return _CLASSES[match[1]]
