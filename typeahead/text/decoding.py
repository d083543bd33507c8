"""From bytes to text: which encoding a file is in, and whether it is text at all."""

import codecs
import re

# As much of a file as is looked at to tell whether it is text: what git and grep look at.
SNIFFED = 8192

# The four-byte marks stand first, since UTF-32's begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"%PDF-",
    b"%!PS-Adobe",
    b"{\\rtf",
    b"PK\x03\x04",
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"\x1f\x8b",
    b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a\x07",
    b"BZh91AY&SY",
    b"\x7fELF",
    b"SQLite format 3",
    b"OggS",
    b"ID3\x03",
    b"ID3\x04",
    b"-----BEGIN PGP MESSAGE",
    b"-----BEGIN PGP SIGNATURE",
    b"-----BEGIN PGP PUBLIC KEY",
    b"-----BEGIN PGP PRIVATE KEY",
    b"age-encryption.org/",
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f]")


def is_binary(head: bytes) -> bool:
    """Whether a file that begins so is no text: a NUL without a UTF-16 mark, or a known format's sign."""
    if head.startswith(_MAGIC):
        return True
    return b"\0" in head[:SNIFFED] and _mark(head) is None


def decode(raw: bytes) -> tuple[str, str | None]:
    """The text of the bytes with line ends as `\\n`, and a notice if something had to be guessed or given up.

    UTF-8, UTF-16 and UTF-32 by their marks, then UTF-8, then Windows-1252. Never fails; no lone surrogates.
    """
    text, notice = _decoded(raw)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", text), notice


def _decoded(raw: bytes) -> tuple[str, str | None]:
    mark = _mark(raw)
    if mark is not None:
        return _as_marked(raw.removeprefix(mark[0]), mark[1])
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    # A long UTF-8 text with one damaged byte is still UTF-8: as Windows-1252 every accent in it would break.
    repaired = raw.decode("utf-8", "replace")
    damaged = repaired.count("\ufffd")
    if sum(character > "\x7f" for character in repaired) > 4 * damaged:
        return repaired, f"not quite UTF-8: {damaged} damaged places in it"
    return raw.decode("cp1252", "replace"), "not UTF-8: read as Windows-1252"


def _as_marked(raw: bytes, encoding: str) -> tuple[str, str | None]:
    try:
        return raw.decode(encoding), None
    except UnicodeDecodeError:
        name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        return raw.decode(encoding, "replace"), f"damaged {name}: some characters can't be read"


def _mark(raw: bytes) -> tuple[bytes, str] | None:
    """The byte order mark the bytes begin with, and the encoding it stands for."""
    return next(((mark, encoding) for mark, encoding in _MARKS if raw.startswith(mark)), None)
