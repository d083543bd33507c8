"""Where text comes from: finding files, reading them, reading many at once."""

from typeahead.text.decoding import decode, is_binary
from typeahead.text.files import MAX_BYTES, Document, Found, Skipped, Walk
from typeahead.text.parallel import read_many
from typeahead.text.reading import load, read
from typeahead.text.walking import walk

__all__ = [
    "MAX_BYTES",
    "Document",
    "Found",
    "Skipped",
    "Walk",
    "decode",
    "is_binary",
    "load",
    "read",
    "read_many",
    "walk",
]
