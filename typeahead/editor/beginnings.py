"""What shows that a sign which has taken a space's place closes nothing but begins something, as in “the .env file”.

Where letters cannot tell, as after a full stop, the text does: by how it writes the same elsewhere.
"""

from __future__ import annotations

import re

_ALWAYS = re.compile(r"[!:]=|['’]\d")  # comparisons, and years
_QUOTED = re.compile(r"['’](?:[%/{\[*#$^@]|\.[\w\[])")
_QUOTE_OPEN = re.compile(r"(?<!\w)['‘](?=\S)[^'’]*$")
_SMILES = re.compile(r"[:;]-?[()]")
_NAMED = re.compile(r"\.[a-z]\w*|:\w+:")  # a kind of file, or a name as of SQLite's memory
_WORD = re.compile(r"(?:^|\s)[^\W\d_][^\W_]*$")  # no part of an address
_DOTS = "..."
_HERE = ".["  # this folder with extras, behind an option; elsewhere a footnote
_OPTION = re.compile(r"(?:^|[\s`'\"])--?[^\W\d_][\w-]*$")


def begins(before: str, behind: str) -> bool:
    """Whether what was typed behind a word stands apart from it.

    Args:
        before: the text up to where the space was.
        behind: what was typed since.
    """
    line = before[before.rfind("\n") + 1 :]
    if _QUOTED.fullmatch(behind):
        return not _QUOTE_OPEN.search(line)
    if _SMILES.fullmatch(behind):
        return line.count("(") <= line.count(")")
    if behind == _HERE:
        return _OPTION.search(line) is not None
    if behind == _DOTS or (_NAMED.fullmatch(behind) and _WORD.search(line)):
        return _stands_apart(before, behind)
    return _ALWAYS.fullmatch(behind) is not None


def _stands_apart(text: str, sign: str) -> bool:
    """Whether the text has this apart from the word before it more often than right behind one."""
    end = r"(?!\w)" if sign[-1].isalnum() else ""
    apart: list[bool] = [found[1] == " " for found in re.finditer(rf"\w( ?){re.escape(sign)}{end}", text)]
    return 2 * sum(apart) > len(apart)
