"""The profile's database: reading that is broken off, and other connections to it."""

from __future__ import annotations

import subprocess
import sys

from typeahead.profile import database
from typeahead.profile.database import Database
from typeahead.profile.profile import Profile


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


def test_a_second_connection_here_leaves_the_first_ones_locks_alone(tmp_path):
    """Without them the next program to close the database removes the log that this one goes on writing to."""
    with Profile.open(home=tmp_path, create=True) as profile:
        Profile.open(home=tmp_path).close()  # as the editor does to look for a newer model
        profile.store.note("here", "1")
        script = (
            "import sys; from pathlib import Path; from typeahead.profile.profile import Profile\n"
            "with Profile.open(home=Path(sys.argv[1])) as profile: profile.store.note('there', '2')"
        )
        subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True)
        assert (profile.folder / "profile.db-wal").exists()
        assert profile.store.setting("there") == "2"
        profile.store.note("later", "3")
    with Profile.open(home=tmp_path) as profile:
        assert [profile.store.setting(key) for key in ("here", "there", "later")] == ["1", "2", "3"]
