"""The profile's database: what happens when reading is broken off."""

from __future__ import annotations

from typeahead.profile import database
from typeahead.profile.database import Database


def test_a_reader_that_is_broken_off_may_outlive_the_database(tmp_path, monkeypatch):
    """Ctrl+C closes the database in the middle of a text; the reader ends without complaint."""
    monkeypatch.setattr(database, "PIECE", 8)
    opened = Database(tmp_path / "texts.db")
    with opened.change():
        opened._db.execute("CREATE TABLE texts (body BLOB)")
        opened._db.execute("INSERT INTO texts VALUES (?)", (b"a b c\n" * 10,))
    reader = opened._long_text("texts", "body", 1)
    assert next(reader) == b"a b c\n"
    opened.close()
    reader.close()
