"""What looks like a secret (keys, tokens, passwords, card numbers) and is therefore never learned."""

import hashlib
from collections.abc import Iterable, Iterator

import regex

from typeahead.text.noted_secrets import compiled, noted_spans

_FLAGS = regex.VERSION1 | regex.VERBOSE
# Forms that say themselves what they are; like `_KEYED`, compiled where a text first has something of the kind.
_KNOWN = r"""(?<![A-Za-z0-9])(?:
      (?:AKIA|ASIA|AGPA|AROA|AIDA|ANPA)[0-9A-Z]{16}
    | gh[pousr]_[A-Za-z0-9]{16,}+ | github_pat_\w{20,}+ | gl(?:pat|dt|rt|ptt)-[\w\-]{16,}+
    | xox[abeoprs]-[\w\-]{10,}+ | xapp-[\w\-]{10,}+
    | (?:sk|pk|rk)_(?:live|test)_\w{10,}+ | whsec_\w{16,}+
    | sk-(?=[\w\-]{0,200}\d)(?=[\w\-]{0,200}[A-Z]|[0-9a-f]{32})[\w\-]{16,}+
    | AIza[\w\-]{30,}+ | ya29\.[\w\-]{10,}+ | GOCSPX-[\w\-]{16,}+
    | npm_[A-Za-z0-9]{20,}+ | pypi-Ag[\w\-]{16,}+ | hf_[A-Za-z0-9]{20,}+ | dop_v1_[a-f0-9]{20,}+
    | dckr_pat_[\w\-]{20,}+ | hv[sb]\.[\w\-]{20,}+ | ntn_\w{30,}+ | dapi[0-9a-f]{32} | bc1[02-9ac-hj-np-z]{25,}+
    | SG\.[\w\-]{16,}+\.[\w\-]{16,}+ | shp(?:at|ca|pa|ss)_[a-fA-F0-9]{16,}+ | key-[0-9a-f]{32}
    | (?:AC|SK)[0-9a-f]{32} | EAA[A-Za-z0-9]{30,}+ | sq0(?:atp|csp)-[\w\-]{16,}+ | lin_api_\w{20,}+
    | eyJ[\w\-]{8,}+\.eyJ[\w\-]{8,}+(?:\.[\w\-]*+)?+
    | AAAA(?:B3NzaC1|C3NzaC1|E2VjZHNh)[A-Za-z0-9+/=]++
    | AGE-SECRET-KEY-1[0-9A-Z]{20,}+ | nsec1[0-9a-z]{40,}+ | [xyz]prv[A-Za-z0-9]{60,}+
    | \d{8,10}:[A-Za-z0-9_\-]{35}
    | hooks\.slack\.com/services/\w++/\w++/\w++
    | [0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}
    )(?![A-Za-z0-9])
    | ://[^\s/:@]{0,100}+:[^\s/@]{1,200}+@
    """
_HEX = regex.compile(r"(?<![0-9A-Za-z])(?:0x)?(?:[0-9a-f]{32,}+|[0-9A-F]{32,}+)(?![0-9A-Za-z])")
# From the first pair only: each of a long row could be the first.
_HEX_PAIRS = regex.compile(
    r"(?<![0-9A-Za-z])(?<!(?<![0-9A-Za-z])[0-9A-Fa-f]{2}:)[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){11,}+(?![0-9A-Za-z:])",
    regex.VERSION1,
)
_RUN = regex.compile(r"[A-Za-z0-9+/_\-]{20,}+={0,2}")
_DENSE = regex.compile(r"[A-Za-z0-9]{20,}+={0,2}")
_PIECE = regex.compile(r"[+/_\-=]+")
_ORDINARY = regex.compile(r"(?:[A-Z]?[a-z]*|[A-Z]+|[A-Z]*\d{1,8}|[A-Za-z]{1,12}\d{1,4})s?")
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_WALLET = regex.compile(rf"(?<![A-Za-z0-9])[{_BASE58}]{{26,112}}(?![A-Za-z0-9])")
_BASE32 = regex.compile(r"[A-Z2-7]++")
_NUMBERS = regex.compile(r"\d+")
_VOWELS = regex.compile(r"(?i)[aeiou]")
_LOWER = regex.compile(r"[a-z]{3,}+")
_CHANGE = regex.compile(r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[a-z0-9])|(?<=[0-9])(?=[A-Za-z])")

# Several tokens together.
_CARD = regex.compile(
    r"(?<![\d.\-,/])(?:[2-6]\d{12,18}+|[2-6]\d{3}([ \-])\d{4}\1\d{4}\1\d{1,7}+|3\d{3}([ \-])\d{6}\2\d{5})"
    r"(?!\d|[.,\-]\d)"
)
_IBAN = regex.compile(
    r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}+(?:[ ]?[A-Z0-9]{1,3})?+(?![A-Za-z0-9])"
)
_SOCIAL = regex.compile(r"(?<![\d\-])(?!000|666|9)\d{3}-(?!00)\d\d-(?!0000)\d{4}(?![\d\-])")
_BLOCK = regex.compile(
    r"-----BEGIN (?:[A-Z0-9]++ ){0,4}?(?:PRIVATE KEY|CERTIFICATE|MESSAGE)(?: BLOCK)?-----"
    r"(?:\s++(?:[A-Za-z0-9+/=]{20,}+|(?:Version|Comment|Proc-Type|DEK-Info):[^\n]{0,100}+))*+"
    r"(?:(?:\s++[A-Za-z0-9+/=]{1,80}+){0,2}+\s*+-----END [A-Z0-9 ]++-----)?+"
)
# Marks of Markdown or quotation marks around a key word, and around its value.
_MARKS = r"""["'`*_]{0,4}+"""
# A single newline is a space, here as in prose.
_GAP = r"[ \t\u00A0\u202F]{0,3}+(?:(?:\r\n|[\r\n])[ \t]{0,4}+)?+"
_KEYED = rf"""(?i)(?<![A-Za-z])(?:
      (?P<word>pass(?:word|wd|phrase|code|wort)?|pwd?|kennwort|contrase(?:ñ|n\u0303)a|mot[ ]de[ ]passe
        |pin(?:[ ](?:code|number))?)
    | (?:[a-z0-9]{{1,40}}+[_\-. ]?){{0,3}}?(?:secret|token|api[_\- ]?key|access[_\- ]?key(?:[_\- ]?id)?|auth[_\- ]?key
        |private[_\- ]?key|secret[_\- ]?key|license[_\- ]?key|credentials?|encryption[_\- ]?key)
    | (?P<header>bearer|basic)
    ){_MARKS}
    (?:
      [ \t]{{0,40}}+(?P<sign>\|)[ \t]{{0,40}}+{_MARKS}(?P<value>[^\s|]{{4,100}}+)(?=[ \t]*+(?:\||\n|\Z))
    | (?P<sign>{_GAP}[:=][*_]{{0,3}}+{_GAP}|{_GAP}(?<=\s)(?:is|ist|est|es)(?:[ ]?:)?{_GAP}(?<=\s)|[ ])[*_]{{0,3}}+
      (?:(?P<mark>["'`])(?P<value>[^"'`\n]{{4,100}}+)(?P=mark)|["'`]?(?P<value>[^\s"'`<>,]{{4,400}}+))
    )"""
_HINTS = (
    "pass",
    "pw",
    "pin",
    "secret",
    "token",
    "key",
    "credential",
    "bearer",
    "basic",
    "kennwort",
    "contrase",
)
_CELL = 200  # a key word stands no further inside its cell
_TRAILING = ".,;:!?)]}*"
_ORDINARY_VALUES = frozenset(
    """
    none null true false your yours this that the these those what which when where with will must
    should could would have from they them then than there here also only never always please make sure
    string required optional empty either some each used uses using change changed reset default example
    hidden hashed stored sent given based generated self more most enough good still about
    """.split()  # noqa: SIM905
)


def looks_secret(token: str) -> bool:
    """Whether one token, without spaces, looks like a key, a password hash, a card number or the like."""
    if len(token) < 9:
        return False
    if compiled(_KNOWN, _FLAGS).search(token) is not None:
        return True
    if len(token) <= 23 and token[0].isdigit() and (_is_card(token) or _SOCIAL.fullmatch(token) is not None):
        return True
    if _IBAN.fullmatch(token) is not None and _is_iban(token):
        return True
    if len(token) < 20:
        return False
    if any(_is_checked_base58(found[0]) for found in _WALLET.finditer(token)):
        return True
    if _has_hex(token) or _HEX_PAIRS.search(token) is not None:
        return True
    return any(_is_random(run[0]) for run in _RUN.finditer(token)) or any(
        _is_random(run[0]) for run in _DENSE.finditer(token)
    )


def _has_hex(token: str) -> bool:
    return any(
        not found[0].isdigit() and any(map(str.isdigit, found[0][2:])) and len(set(found[0])) > 4
        for found in _HEX.finditer(token)
    )


def _is_random(run: str) -> bool:
    """Whether a run of letters, digits and base64 marks is no name, path or compound but noise.

    Noise changes between capitals, small letters and digits at nearly every step and rarely has three small
    letters in a row; names, however long, are made of pieces that do.
    """
    run = run.rstrip("=")
    if len(run) < 20 or all(_ORDINARY.fullmatch(piece) for piece in _PIECE.split(run)):
        return False
    digits = sum(map(str.isdigit, run))
    upper, lower = sum(map(str.isupper, run)), sum(map(str.islower, run))
    if len(run) >= 26 and digits and _BASE32.fullmatch(run) and len(_VOWELS.findall(run)) < 0.32 * upper:
        return True
    if len(set(run)) < 10 or digits < 2:
        # Without digits only a long and very mixed run is noise: keys of letters alone are rare.
        return len(run) >= 32 and min(upper, lower) >= 8 and _changes(run) >= 0.42 and _wordy(run) < 0.25
    if upper and lower:
        return (
            len(run) >= 24
            and min(upper, lower) >= 2
            and _changes(run) >= (0.33 if len(run) >= 32 else 0.38)
            and _wordy(run) < (0.5 if len(run) >= 32 else 0.4)
        )
    if _PIECE.search(run) is not None:
        return False
    if (
        len(run) >= 26
        and len(_NUMBERS.findall(run)) >= 3
        and len(_VOWELS.findall(run)) < 0.32 * (upper + lower)
    ):
        return True
    return digits >= 4 and upper + lower >= 4 and _changes(run) >= 0.25 and _wordy(run) < 0.8


def _changes(run: str) -> float:
    return len(_CHANGE.findall(run)) / (len(run) - 1)


def _wordy(run: str) -> float:
    return sum(map(len, _LOWER.findall(run))) / len(run)


def _is_card(text: str) -> bool:
    if _CARD.fullmatch(text) is None:
        return False
    digits = [int(digit) for digit in text if digit.isdigit()]
    if len(set(digits)) == 1:
        return False
    total = sum(digits[-1::-2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    return total % 10 == 0


def _is_iban(text: str) -> bool:
    packed = text.replace(" ", "")
    if not 15 <= len(packed) <= 34:
        return False
    return int("".join(str(int(character, 36)) for character in packed[4:] + packed[:4])) % 97 == 1


def _is_checked_base58(text: str) -> bool:
    """Whether a text is an address or key of Bitcoin's and others: its last four bytes check those before."""
    value = 0
    for sign in text:
        value = value * 58 + _BASE58.index(sign)
    data = value.to_bytes((value.bit_length() + 7) // 8, "big")
    data = bytes(len(text) - len(text.lstrip("1"))) + data
    return hashlib.sha256(hashlib.sha256(data[:-4]).digest()).digest()[:4] == data[-4:]


def secret_spans(text: str) -> list[tuple[int, int]]:
    """Where secrets stand in `text`, in order: lone tokens, spaced card numbers, values behind a key word."""
    spans = list(_candidates(text))
    if len(spans) < 2:
        return spans
    spans.sort()
    merged = [spans[0]]
    for start, end in spans[1:]:
        if start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _candidates(text: str) -> Iterator[tuple[int, int]]:
    """Every span a rule finds. Cheap tests come first: this runs over every paragraph that is learned."""
    longest = max(map(len, text.split()), default=0)
    if longest >= 16:
        for chunk in _CHUNK.finditer(text):
            if looks_secret(chunk[0]):
                yield chunk.start(), chunk.end()
        if "-----BEGIN" in text:
            yield from (block.span() for block in _BLOCK.finditer(text))
    if _DIGITS.search(text) is not None:
        yield from (card.span() for card in _CARD.finditer(text) if _is_card(card[0]))
        yield from (number.span() for number in _SOCIAL.finditer(text))
        yield from (number.span() for number in _IBAN.finditer(text) if _is_iban(number[0]))
    low = text.lower()
    yield from noted_spans(text, low)
    if any(hint in low for hint in _HINTS):
        for keyed in compiled(_KEYED, _FLAGS).finditer(text):
            value = keyed["value"].rstrip(_TRAILING)
            if value and _is_value(keyed, value):
                yield keyed.start("value"), keyed.start("value") + len(value)


_CHUNK = regex.compile(
    r"[^\s<>\"“”‘’'`()\[\]{}|,;*]{16,}+(?<![.:!?])|[^\s<>\"“”‘’'`()\[\]{}|,;*]{17,}+(?<=[.:!?])"
)
_DIGITS = regex.compile(r"\d{2}[ \-]?\d{2}[ \-]?\d")


def _is_value(keyed: "regex.Match[str]", value: str) -> bool:
    """Whether what follows "password:", "token =", "Bearer" … is the secret itself, not prose about it."""
    sign = keyed["sign"].strip(" \t\r\n\u00a0\u202f*_")
    digit = any(map(str.isdigit, value))
    letter = any(map(str.isalpha, value))
    if "](" in value or value[0] in "[(" or value.lower() in _ORDINARY_VALUES:
        return False
    if value.startswith(("$", "{", "os.", "process.", "http:", "https:")):
        return False
    if keyed["header"] is not None:
        return sign == "" and len(value) >= 12 and digit and letter
    if sign == "" or sign.isalpha():
        return digit and (letter or keyed["word"] is not None) and bool(sign)
    if keyed["word"] is not None:
        if keyed["word"].lower().startswith("pin"):
            return value.isdigit() if sign == "|" else digit
        if sign == "|" and not digit and not _begins_row(keyed):
            return False  # a head: | User | Password | Notes |
        return keyed["word"].lower() != "pass" or digit
    if digit and letter:
        return True
    return sign == "=" and len(value) >= 8 and not value.endswith("(")


def _begins_row(keyed: "regex.Match[str]") -> bool:
    """Whether the key word stands in the first cell of its row of a table."""
    before = keyed.string[max(0, keyed.start() - _CELL) : keyed.start()]
    line = before[before.rfind("\n") + 1 :]
    return "|" not in line.strip(" \t").removeprefix("|")


def without_secrets(cells: Iterable[str]) -> list[str]:
    """The cells of a table's row without those that hold what the cell left of them names: a password, a PIN …"""
    found: list[str] = []
    left = ""
    for at, cell in enumerate(cells):
        cell = cell.strip()
        row = f"{'|' if at > 1 else ''}|{left}|"
        if secret_spans(cell) or not any(end > len(row) for _, end in secret_spans(row + cell)):
            found.append(cell)
        left = cell
    return found
