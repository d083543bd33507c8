"""The tables of a profile's database."""

from __future__ import annotations

from typeahead.profile.days import DAYS
from typeahead.profile.sealing import SUMS, UNSEALED

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE documents (
    path TEXT PRIMARY KEY, root TEXT NOT NULL, digest TEXT NOT NULL, size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL, learned REAL NOT NULL, words INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, origin TEXT NOT NULL, learned REAL NOT NULL,
    words INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE roots (path TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE blocked_words (hash BLOB PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE excluded_documents (hash BLOB PRIMARY KEY) WITHOUT ROWID;
"""

# Added where it is missing: who does not know it leaves it alone. `hash` is of the word, or of a pair; `word` of the
# word either way, so that all pairs of a word can be found without anything telling which words they are.
_NEVER_SUGGESTED = """
CREATE TABLE IF NOT EXISTS never_suggested (hash BLOB PRIMARY KEY, word BLOB NOT NULL) WITHOUT ROWID
"""

LATER = {"never_suggested": _NEVER_SUGGESTED, "days": DAYS, "sums": SUMS, "unsealed": UNSEALED}

CLEARED = (
    "documents", "sessions", "roots", "blocked_words", "excluded_documents", "never_suggested", "days",
)  # fmt: skip
