"""The profile's database: documents, what was typed, settings and block lists.

Documents are the truth (DESIGN §6). A document's body holds one sentence a line, its tokens separated by single
spaces, exactly as they were written. Everything else a profile knows is derived from these rows.
"""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from typeahead.errors import ProfileBusy, ProfileDamaged, ProfileNewer
from typeahead.profile.backups import Backups
from typeahead.profile.days import DaysTable
from typeahead.profile.rows import LongBody, StoredDocument, StoredSession
from typeahead.profile.rows_table import RowsTable
from typeahead.profile.sealing import sum_of
from typeahead.profile.tables import CLEARED, LATER, TABLES
from typeahead.profile.written import Written

FORMAT = 1
"""Raised with every change of the tables below that an older typeahead can't work with."""


def pair(before: str, word: str) -> str:
    """A word right after another one as one text, which is no word itself."""
    return f"{before}\0{word}"


class Store(DaysTable, RowsTable):
    """A profile's database; see `database.Database` for what can go wrong with it."""

    def __init__(self, file: Path) -> None:
        super().__init__(file)
        with self._closed_on_failure():
            self.prepare()

    def reopen(self, between: Callable[[], None]) -> None:
        """Close the database, do something to its file, and go on with what is there then."""
        self.close()
        try:
            between()
        except BaseException:
            if (
                self.file.exists()
            ):  # else an empty one would be made, and taken for the profile's by who opens it next
                self._connect()
            raise
        self._connect()
        self.prepare()

    def prepare(self) -> None:
        """Make the tables that are missing, and see that settings and lists are what was stored."""
        version = self.version
        if version > FORMAT:
            raise ProfileNewer(
                f"the profile in {self.file.parent} was made by a newer typeahead (format {version}); "
                "install that version to open it"
            )
        if version == 0:
            with self.change():
                # Another program may have made it since: what it finds is one moment's state only in here.
                if self.version == 0:
                    self._make_tables()
                    self._add_later()
        there = {str(row[0]) for row in self._all("SELECT name FROM sqlite_master")}
        if not there.issuperset(LATER):
            self._keep_copy()
            with self.change():
                self._add_later()
        elif self._all("SELECT name FROM unsealed LIMIT 1"):  # an older typeahead has written
            with self.change():
                pass  # which seals it
        self.check_small()

    def _keep_copy(self) -> None:
        Backups(self.file.parent).make(self.file, self.forgettings)

    def _add_later(self) -> None:
        """Add what an older typeahead did not have."""
        for statement in LATER.values():
            self._db.execute(statement)
        self._make_seals()

    def _make_tables(self) -> None:
        if self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            raise ProfileDamaged(
                f"{self.file} is a database of another program's; move it away, then train again"
            )
        for statement in filter(str.strip, TABLES.split(";")):
            self._db.execute(statement)
        self._db.execute("INSERT INTO meta VALUES ('key', ?)", (secrets.token_hex(16),))
        self._db.execute("INSERT INTO meta VALUES ('revision', '0')")
        self._db.execute(f"PRAGMA user_version = {FORMAT}")

    # --- documents

    @property
    def has_texts(self) -> bool:
        """Whether there is anything to lose."""
        return bool(self._all("SELECT 1 FROM documents UNION ALL SELECT 1 FROM sessions LIMIT 1"))

    def documents(self) -> dict[str, StoredDocument]:
        """All documents by path, without their bodies."""
        query = "SELECT path, root, digest, size, mtime_ns, learned, words FROM documents ORDER BY path"
        return {str(row[0]): StoredDocument(*row) for row in self._all(query)}  # type: ignore[arg-type]

    def bodies(self) -> list[str]:
        """The bodies of all documents, by path."""
        return [str(row[0]) for row in self._all("SELECT CAST(body AS TEXT) FROM documents ORDER BY path")]

    def texts(self) -> Iterator[bytes]:
        """As `bodies`, in UTF-8, one after the other, a long one in several pieces of whole lines; in a `snapshot`."""
        for row, path in self._all("SELECT rowid, path FROM documents ORDER BY path"):
            yield from self._checked_text(int(str(row)), str(path))

    def put_document(self, document: StoredDocument, body: str | LongBody) -> None:
        """Add a document or replace it."""
        # What is put in pieces is no text to SQLite until it is read.
        place, value = ("?", body) if isinstance(body, str) else ("zeroblob(?)", body.size)
        with self.change():
            row = self._db.execute(
                f"INSERT OR REPLACE INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, {place})",
                (document.path, document.root, document.digest, document.size, document.mtime_ns,
                 document.learned, document.words, value),
            ).lastrowid  # fmt: skip
            if not isinstance(body, str):
                self._put_long_text("documents", "body", int(row or 0), body.pieces())
            self.touch()

    def seen_again(self, path: str, size: int, mtime_ns: int) -> None:
        """A file was touched, but holds what it held."""
        with self.change():
            self._db.execute(
                "UPDATE documents SET size = ?, mtime_ns = ? WHERE path = ?", (size, mtime_ns, path)
            )

    def remove_documents(self, paths: Iterable[str]) -> int:
        """Remove documents; how many there were."""
        with self.change():
            removed = sum(
                self._db.execute("DELETE FROM documents WHERE path = ?", (p,)).rowcount for p in paths
            )
            if removed:
                self.touch()
        return removed

    # --- what was typed

    def sessions(self, after: int = 0) -> list[StoredSession]:
        """Pieces learned while typing, oldest first."""
        query = "SELECT id, day, origin, learned, words, body FROM sessions WHERE id > ? ORDER BY id"
        with self.snapshot():
            rows = self._all(query, (after,))
            self._compare_all("sessions", "key > ?", after, {row[0]: sum_of(row) for row in rows})
        return [StoredSession(*row) for row in rows]  # type: ignore[arg-type]

    @property
    def newest_session(self) -> int:
        """The highest number that a piece ever had."""
        rows = self._all("SELECT seq FROM sqlite_sequence WHERE name = 'sessions'")
        return int(str(rows[0][0])) if rows else 0

    def add_session(self, origin: str, words: int, body: str, now: float | None = None) -> int:
        """Store a piece that was learned; its id."""
        now = time.time() if now is None else now
        day = time.strftime("%Y-%m-%d", time.localtime(now))
        with self.change():
            row = self._db.execute(
                "INSERT INTO sessions (day, origin, learned, words, body) VALUES (?, ?, ?, ?, ?)",
                (day, origin, now, words, body),
            )
        return int(row.lastrowid or 0)

    def put_session(self, number: int, day: str, origin: str, learned: float, words: int, body: str) -> None:
        """Store a piece under the number that it had."""
        with self.change():
            self._db.execute(
                "INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)", (number, day, origin, learned, words, body)
            )

    def session(self, number: int) -> StoredSession | None:
        """One piece; None where it is gone."""
        return next((piece for piece in self.sessions(number - 1) if piece.id == number), None)

    def rewrite_session(self, number: int, words: int, body: str) -> None:
        """Put another text in the place of a piece, or nothing at all where it is empty; nothing gets stale by that."""
        with self.change():
            if body:
                self._db.execute(
                    "UPDATE sessions SET words = ?, body = ? WHERE id = ?", (words, body, number)
                )
            else:
                self._db.execute("DELETE FROM sessions WHERE id = ?", (number,))

    def remove_sessions(self, ids: Iterable[int]) -> int:
        """Remove pieces; how many there were."""
        with self.change():
            removed = sum(self._db.execute("DELETE FROM sessions WHERE id = ?", (n,)).rowcount for n in ids)
            if removed:
                self.touch()
        return removed

    def remove_sessions_of(self, origin: str, until: float) -> int:
        """Remove what was typed into one file before a moment; how many pieces there were."""
        rows = self._all("SELECT id FROM sessions WHERE origin = ? AND learned <= ?", (origin, until))
        return self.remove_sessions(int(str(row[0])) for row in rows)

    def name_sessions(self, before: str, origin: str) -> None:
        """What was typed into one place belongs to another now: a text was given a name."""
        with self.change():
            self._db.execute("UPDATE sessions SET origin = ? WHERE origin = ?", (origin, before))

    def rewrite(self, change: Callable[[str], tuple[str, int] | None]) -> tuple[int, int]:
        """Run all bodies through a function that gives the new body and its words less, or None to leave it.

        Returns:
            How many words were cut, from how many documents: files, and days of typing.
        """
        cut, touched = 0, set[tuple[str, object]]()
        with self.change():
            for table, key, of in (("documents", "path", "path"), ("sessions", "id", "day")):
                for name, document in self._all(
                    f"SELECT {key}, {of} FROM {table}"
                ):  # one body after the other is in memory
                    body = self._all(f"SELECT CAST(body AS TEXT) FROM {table} WHERE {key} = ?", (name,))
                    changed = change(str(body[0][0]))
                    if changed is not None:
                        cut += changed[1]
                        touched.add((table, document))
                        self._db.execute(
                            f"UPDATE {table} SET body = ?, words = words - ? WHERE {key} = ?",
                            (changed[0], changed[1], name),
                        )
            if touched:
                self.touch()
        return cut, len(touched)

    def written(self) -> list[Written]:
        """All documents and pieces, the newest first; a document is as old as its file."""
        documents = (
            "SELECT path, path, CASE WHEN mtime_ns > 0 THEN mtime_ns / 1e9 ELSE learned END FROM documents"
        )
        query = f"{documents} UNION ALL SELECT id, origin, learned FROM sessions ORDER BY 3 DESC, 1"
        return [Written(*row) for row in self._all(query)]  # type: ignore[arg-type]

    def piece(self, written: Written, start: int) -> bytes:
        """Some lines of one of these in UTF-8, from a byte on; empty at its end, and where it is gone by now."""
        table, key = ("sessions", "id") if isinstance(written.key, int) else ("documents", "path")
        with self.snapshot():
            rows = self._all(f"SELECT rowid FROM {table} WHERE {key} = ?", (written.key,))
            return self._piece_of_text(table, "body", int(str(rows[0][0])), start) if rows else b""

    # --- remembered folders and block lists

    def roots(self) -> list[str]:
        """The files and folders that training was pointed at."""
        return [str(row[0]) for row in self._all("SELECT path FROM roots ORDER BY path")]

    def add_root(self, path: str) -> None:
        """Remember a file or folder."""
        with self.change():
            self._db.execute("INSERT OR IGNORE INTO roots VALUES (?)", (path,))

    def remove_roots(self, paths: Iterable[str]) -> None:
        """Forget files and folders."""
        with self.change():
            self._db.executemany("DELETE FROM roots WHERE path = ?", [(path,) for path in paths])

    def hash_of(self, text: str) -> bytes:
        """A keyed hash: tells whether a word or path is on a list without the list telling what is on it."""
        return self.hashing()(text)

    def hashing(self) -> Callable[[str], bytes]:
        """`hash_of` for many texts, with the key there is now."""
        keyed = hmac.new(bytes.fromhex(self.setting("key")), digestmod="sha256")

        def hash_of(text: str) -> bytes:
            one = keyed.copy()  # the key is taken in once, not for each of some ten thousand words
            one.update(text.encode("utf-8", "surrogatepass"))
            return one.digest()

        return hash_of

    def blocked_words(self) -> set[bytes]:
        """Keyed hashes of words that are never suggested and never learned."""
        return {row[0] for row in self._all("SELECT hash FROM blocked_words")}  # type: ignore[misc]

    def block_word(self, word: str, blocked: bool = True) -> bool:
        """Put a word (casefolded) on the block list or take it off; whether that changed anything."""
        with self.change():
            changed = self._list("blocked_words", word, blocked)
            if changed:
                self.touch()
        return changed

    def excluded_documents(self) -> set[bytes]:
        """Keyed hashes of paths that training leaves out, private folders (see `agreeing`) among them."""
        listed: list[tuple[bytes]] = self._all("SELECT hash FROM excluded_documents")  # type: ignore[assignment]
        return {row[0] for row in listed} | set(map(bytes.fromhex, self.setting("private_folders").split()))

    def exclude_document(self, path: str, excluded: bool = True) -> bool:
        """Put a path on the list of those left out or take it off; whether that changed anything."""
        return self._list("excluded_documents", path, excluded)

    def _list(self, table: str, text: str, present: bool) -> bool:
        with self.change():
            if present:
                statement = f"INSERT OR IGNORE INTO {table} VALUES (?)"
            else:
                statement = f"DELETE FROM {table} WHERE hash = ?"
            return self._db.execute(statement, (self.hash_of(text),)).rowcount > 0

    def put_rows(self, table: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Put rows on a list, those that are not on it yet."""
        with self.change():
            for row in rows:
                places = ", ".join("?" * len(row))
                self._db.execute(f"INSERT OR IGNORE INTO {table} VALUES ({places})", row)

    def never_suggested(self) -> tuple[frozenset[bytes], frozenset[bytes]]:
        """Keyed hashes of words that are learned but never suggested, and of pairs (see `pair`)."""
        rows: list[tuple[bytes, bytes]] = self._all("SELECT hash, word FROM never_suggested")  # type: ignore[assignment]
        words = frozenset(each for each, word in rows if each == word)
        return words, frozenset(each for each, word in rows if each != word)

    def never_suggest(self, word: str, after: str = "") -> bool:
        """Put a word (casefolded), or a word right after another, on that list; whether that changed anything."""
        named = self.hash_of(pair(after, word) if after else word)
        with self.change():
            statement = "INSERT OR IGNORE INTO never_suggested VALUES (?, ?)"
            return self._db.execute(statement, (named, self.hash_of(word))).rowcount > 0

    def suggest_again(self, word: str, after: str = "") -> bool:
        """Take a word off it wherever it stands, or right after another only; whether it was on it."""
        column, named = ("hash", pair(after, word)) if after else ("word", word)
        with self.change():
            statement = f"DELETE FROM never_suggested WHERE {column} = ?"
            return self._db.execute(statement, (self.hash_of(named),)).rowcount > 0

    def clear(self) -> None:
        """Remove all documents, pieces, roots and lists, and everything set but the key and the private folders."""
        with self.change():
            for table in CLEARED:
                self._db.execute(f"DELETE FROM {table}")
            kept = "'key', 'revision', 'epoch', 'forgettings', 'private_folders'"
            self._db.execute(f"DELETE FROM meta WHERE key NOT IN ({kept})")
            self.new_epoch()
            self._db.execute("DELETE FROM sqlite_sequence")
            self.touch()

    def scrub(self) -> None:
        """Leave no byte of what was deleted: free pages are dropped, and the write-ahead log is emptied.

        Raises:
            ProfileBusy: another program reads the database for so long that the log can't be emptied.
        """
        with self._errors():
            self._db.execute("VACUUM")
            if self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                raise ProfileBusy(
                    "it is forgotten, but another program still reads the old state: "
                    "close it and forget once more, so that no byte stays on disk"
                )
