"""Settings of a profile, and numbers that tell what is stale, kept in its database."""

from __future__ import annotations

import secrets

from typeahead.profile.sealing import Sealed


class MetaTable(Sealed):
    """The part of a profile's database that keeps them."""

    def _before_change(self) -> None:
        """Go on with a backup that another program has put in this database's place: else the change would be lost."""
        there = self._place()
        if there is None or there == self._opened:
            return
        key, before = self.setting("key"), self._db
        self._connect()
        if self.setting("key") == key:
            before.close()
            return
        self._db.close()  # another profile by the same name: it takes nothing of this one
        self._db, self._opened = before, there

    def setting(self, key: str, default: str = "") -> str:
        """A stored value."""
        rows = self._all("SELECT value FROM meta WHERE key = ?", (key,))
        return str(rows[0][0]) if rows else default

    def set_setting(self, key: str, value: str) -> None:
        """Store a value; a new one makes what was derived from the old one stale."""
        with self.change():
            if self.setting(key, "\0") != value:
                self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))
                self.touch()

    def note(self, key: str, value: str) -> None:
        """Store a value that nothing is derived from."""
        with self.change():
            self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    @property
    def revision(self) -> int:
        """Grows with every change that arrays have to be rebuilt for; pieces typed on top are no such change."""
        return self._number("revision")

    def pass_revision(self, number: int) -> None:
        """Be of a later revision than another state of the database, of which this one has everything."""
        with self.change():
            if self.revision <= number:
                self.note("revision", str(number))
                self.touch()

    @property
    def stamp(self) -> str:
        """Of this revision and no other, also of a database that was put back and changed again since."""
        return self.setting("stamp")

    @property
    def epoch(self) -> int:
        """Grows when everything, or a day of typing, is forgotten: what was typed before must not be stored after."""
        return self._number("epoch")

    def new_epoch(self) -> None:
        """Note that pieces of typing which wait to be stored elsewhere are forgotten too."""
        with self.change():
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('epoch', ?)", (str(self.epoch + 1),))

    @property
    def forgettings(self) -> int:
        """Grows when text is taken back: what can't unlearn it, a network, must not be used or stored any more."""
        return self._number("forgettings")

    def note_forgetting(self) -> None:
        """Note that text was taken back."""
        self.note("forgettings", str(self.forgettings + 1))

    def _number(self, key: str) -> int:
        value = self.setting(key, "0")
        if not value.isdigit():
            raise self._damage(f"it says {value!r} for its {key}")
        return int(value)

    def touch(self) -> None:
        """Note that what is derived from this database is stale."""
        with self.change():
            self._db.execute("UPDATE meta SET value = CAST(value AS INTEGER) + 1 WHERE key = 'revision'")
            self._db.execute("INSERT OR REPLACE INTO meta VALUES ('stamp', ?)", (secrets.token_hex(8),))
