"""With which signs a word or an address goes on, and what shows that such a sign stands apart from it after all.

Which signs these are was counted in three people's notes: how often each stands right behind a word, and how often
apart from it, by what follows.
"""

from __future__ import annotations

import re

_BEHIND_WORDS = frozenset("–—=")
_BEHIND_ADDRESSES = frozenset("-/_@+#%&")
_IN_CODE = "_"
_BEHIND_CODE = "("  # a name with a dot or an underscore may be called; behind a path it is a remark
_IN_PATHS = "/"
_SIGNS = "`=~+"  # of code within a line: Markdown's, Org's and AsciiDoc's
_FOR_GOOD = frozenset("_@~$")  # of those behind names and addresses: nothing shows that they stand apart
_QUOTES = "*_~`\"'“‘„«»([{<"  # an address may stand within these
_ADDRESS = re.compile(r"[/@#_]|\.[^\W\d]|[^\W\d]\.\w")
_CALLED = re.compile(r"\w[._]\w")

_APART = re.compile(r"-[- >]|=[ =>~]|\+[ =]|&[ &]|\([ +-]|%\}")
_DASH_OPENS = re.compile(r"(?:^|\s)[–—]\w", re.MULTILINE)  # as in Spanish and Polish, where someone speaks


def is_address(text: str) -> bool:
    """Whether a text ends in a part of a path, an address, a name of code and the like."""
    token = _token(text)
    return _ADDRESS.search(token) is not None and any(sign.isalpha() for sign in token)


def goes_on(before: str, typed: str) -> bool:
    """Whether a word, an amount or an address goes on with what is typed.

    Args:
        before: the text up to the space.
        typed: a character.
    """
    if not before[-1:].isalnum():
        return False
    if typed in _BEHIND_WORDS or (typed == "%" and before[-1].isdigit()):
        return True
    if typed == _BEHIND_CODE:
        token = _token(before)
        return "/" not in token and is_address(before) and _CALLED.search(token) is not None
    return typed in _BEHIND_ADDRESSES and is_address(before)


def goes_on_in_code(before: str, typed: str, *, in_span: bool) -> bool:
    """Whether a word goes on with what is typed where it is a name: in code, and among the keys of front matter.

    Args:
        before: the text up to the space.
        typed: a character.
        in_span: whether the code stands within a line, where names are called and nothing is explained.
    """
    return before[-1:].isalnum() and (typed == _IN_CODE or (in_span and typed == _BEHIND_CODE))


def for_good(typed: str) -> bool:
    """Whether a sign that a name or an address goes on with stays there, whatever follows."""
    return typed in _FOR_GOOD


def stands_apart(before: str, behind: str) -> bool:
    """Whether the space that has given way to such a sign was right after all.

    Args:
        before: the text up to where the space was.
        behind: what was typed since.
    """
    if behind[:1] in ("–", "—") and len(behind) == 2:
        opens = _DASH_OPENS.search(before) is not None
        return behind[1].isalnum() if opens else behind[1] == " "
    # A path may end in a slash, and a name (C#) in the other sign; code has its remarks.
    if behind in ("/ ", "# "):
        return is_address(before) is (behind[0] == "#")
    return _APART.fullmatch(behind) is not None


def goes_on_as_path(before: str, typed: str) -> bool:
    """Whether a span's word goes on as a path: the first one does, but for capitals (“GET /apps”).

    In the code of three people's notes a slash stands right behind a first word 234 times and apart from it 14 times,
    where that is in capitals once and 12 times.
    """
    if typed != _IN_PATHS or not before[-1:].isalnum():
        return False
    token = before.rsplit(None, 1)[-1]
    word = token.lstrip(_SIGNS)
    return word != token and not (word.isupper() and len(word) > 1)


def _token(text: str) -> str:
    return "" if not text or text[-1].isspace() else text.rsplit(None, 1)[-1].lstrip(_QUOTES)
