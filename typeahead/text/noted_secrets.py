"""Secrets that only what stands before them gives away: "CVV: 123", "backup codes:", "login anna password …"."""

from collections.abc import Iterator
from functools import cache

import regex

_FLAGS = regex.VERSION1 | regex.VERBOSE | regex.IGNORECASE
_SIGN = r"""["'`*_]{0,4}+[ \t]{0,3}+(?:[:=|]|(?:is|are|ist)[ ]?:?)["'`*_ \t]{0,4}+(?:\r?\n[ \t]{0,4}+)?+["'`*_]{0,4}+"""

# Each rule with words of which one has to be in the text: the rules run over every paragraph that is learned.
_RULES = (
    (
        ("cvv", "cvc", "security code"),
        rf"(?<![a-z])(?:cvv2?|cvc2?|(?:card[ ])?security[ ]code){_SIGN}(?P<value>\d{{3,4}})(?!\d)",
    ),
    (
        ("psk", "wpa", "wi-fi key", "wifi key"),
        rf"""(?<![a-z])(?:(?:wpa[ _\-]?)?psk|wpa2?[ _\-]?(?:key|passphrase)|wi-?fi[ _\-]?key){_SIGN}
        (?P<value>[^\s"'`<>;|]{{8,63}}+)""",
    ),
    (("wifi:",), r"(?<![a-z])wifi:(?:[a-z]:[^;\n]{0,64};){0,4}?p:(?P<value>[^;\n]{4,64}+)"),
    (("login", "machine"), r"(?<![a-z])login\s{1,4}\S{1,80}\s{1,4}password\s{1,4}(?P<value>\S{4,100}+)"),
    (
        ("login", "user", "account"),
        r"""(?<![a-z])(?:log-?in|user(?:[ ]?name)?|account)["'`*_]{0,4}+[ ]?[:=][ ]?\S{1,80}[ ](?:/|and|[|,])[ ]
        ["'`]?(?P<value>(?=[^\s"'`/]*\d)(?=[^\s"'`/]*[a-z])[^\s"'`<>/]{8,64}+)""",
    ),
    (
        # With no sign between: a word that mixes letters and digits as passwords do and words don't.
        ("passw", "passwd", "pwd"),
        r"""(?<![a-z\-])(?:password|passwort|passwd|pwd)[ ]["'`]?
        (?P<value>(?!1password)(?=[^\s"'`]*[a-z])(?=[^\s"'`]*\d[^\s"'`]*\d|(?-i:[^\s"'`]*[A-Z][^\s"'`]*\d
            |[^\s"'`]*\d[^\s"'`]*[A-Z]))(?=[a-z0-9!#$%&*+?@^_\-]*(?:$|[\s"'`.,;)]))[^\s"'`,;()]{8,64}+)""",
    ),
    (
        ("app password", "app-specific", "application password"),
        rf"""(?<![a-z])(?:app|application)(?:-specific)?[ \-]password{_SIGN}
        (?P<value>(?:[a-z]{{4}}[ \-]){{3}}[a-z]{{4}})(?![a-z])""",
    ),
    (
        ("--token", "--pass", "--pw", "--secret", "--api-key", "--apikey"),
        r"""--(?:token|pass(?:word|wd|phrase)?|pw|secret|api-?key)[ =]["'`]?
        (?P<value>(?=[^\s"'`]{0,99}\d)[^\s"'`<>$]{6,100}+)""",
    ),
    (
        ("phrase", "words", "mnemonic"),
        rf"""(?<![a-z])(?:(?:seed|recovery|backup|wallet|mnemonic)[ \-](?:phrase|words?)|mnemonic){_SIGN}
        (?P<value>(?:(?:\d\d?[.)]?\s{{1,2}})?[a-z]{{3,12}}[\s,]{{1,4}}){{11,23}}[a-z]{{3,12}})(?![a-z])""",
    ),
    (
        ("codes", "backup code", "recovery code"),
        rf"""(?<![a-z])(?:recovery|backup|emergency|scratch)[ \-]codes?{_SIGN}(?P<value>
        (?:(?:[a-z0-9]{{4,6}}(?:-[a-z0-9]{{4,6}}){{1,3}}|(?=[a-z]*\d)[a-z0-9]{{6,12}})(?:[\s,;]{{1,4}}|(?=[.]|$)))++)""",
    ),
    (
        # Of a block that a blank line has cut in two; see `secrets._BLOCK`. Backwards from its end: each line of a
        # long block that has none could be the first one.
        ("-----end",),
        r"(?r)(?P<value>(?:[a-z0-9+/=]{16,}+\s++)++(?:[a-z0-9+/=]{1,80}+\s++)?-----END[ ][A-Z0-9 ]{1,60}-----)",
    ),
    (
        # Parameters of an address; words like "secret" and "token" are known without one.
        ("?", "&"),
        r"""[?&](?:sig(?:nature)?|code|key|auth|session(?:_?id)?|access|otp|ticket|hash|sv_?key)=
        (?P<value>(?=[^\s&"'`]{0,400}\d)(?=[^\s&"'`]{0,400}[a-z])[^\s&"'`<>)\]]{8,}+)""",
    ),
    (("cookie",), r"(?<![a-z])(?:set-)?cookie:[ ][^\s=]{1,60}=(?P<value>[^\s;]{8,}+)"),
)


@cache
def compiled(rule: str, flags: int) -> regex.Pattern[str]:
    """A rule, once a text needs it: all of them would take a good part of the editor's start."""
    return regex.compile(rule, flags)


def noted_spans(text: str, low: str) -> Iterator[tuple[int, int]]:
    """Where such secrets stand in a text; `low` is the text in small letters."""
    for hints, rule in _RULES:
        if any(hint in low for hint in hints):
            for found in compiled(rule, _FLAGS).finditer(text):
                start, end = found.span("value")
                yield start, start + len(text[start:end].rstrip(" \t\r\n.,;"))
