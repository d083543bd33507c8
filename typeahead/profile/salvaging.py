"""What can still be read of a damaged database and is newer than its backup: rows that are what their sums say."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from typeahead.errors import ProfileDamaged, StorageFailed
from typeahead.profile.backups import Copy
from typeahead.profile.forgetting import blocked_cutter, cut_from, leaving_out, words_in
from typeahead.profile.rows import StoredDocument
from typeahead.profile.store import Store
from typeahead.profile.written import saved_by


class _Restored(Store):
    def _keep_copy(self) -> None:
        """It is made of a backup, which stays as it is."""


def salvage(damaged: Path, restored: Path) -> int:
    """Put documents and typed pieces that a backup does not have yet into it; how many.

    Lists of what is blocked or left out are taken over too: what was on either is on it, and nothing of that is saved.
    What was saved already counts nothing.

    Raises:
        ProfileDamaged: what was read does not go together; nothing is saved then.
        StorageFailed: it can't be written.
    """
    store = _Restored(restored)
    try:
        with store.change():
            for table in ("roots", "blocked_words", "excluded_documents", "never_suggested"):
                store.put_rows(table, list(_rows(damaged, table)))
            is_left_out, cut = leaving_out(store), blocked_cutter(store)
            known, newest = store.documents(), store.newest_session
            saved = 0
            for path, *about, body in _rows(damaged, "documents"):
                document = StoredDocument(path, *about)
                if is_left_out(path):
                    continue
                if path not in known or document.learned > known[path].learned:
                    body = body if cut is None else cut_from(body, cut)
                    store.put_document(replace(document, words=words_in(body)), body)
                    for origin in {path, os.path.realpath(path)}:  # as training does
                        store.remove_sessions_of(origin, min(saved_by(document.mtime_ns), document.learned))
                    saved += 1
            for number, day, origin, learned, _, body in _rows(damaged, "sessions"):
                if number > newest and not (origin and is_left_out(origin)):
                    body = body if cut is None else cut_from(body, cut)
                    if body:
                        store.put_session(number, day, origin, learned, words_in(body), body)
                        saved += 1
        _pass(damaged, store)
    finally:
        store.close()
    return saved


def _pass(damaged: Path, store: Store) -> None:
    """Where every text of the damaged database is in a restored one, nobody is told that some are missing."""
    with contextlib.suppress(ProfileDamaged, StorageFailed), Copy(damaged) as copy:
        if copy.text_sums() <= store.text_sums():
            meta = dict(copy.whole_rows("meta"))
            store.pass_revision(int(meta["revision"]) if "revision" in meta else 0)


def _rows(damaged: Path, table: str) -> Iterator[tuple[Any, ...]]:
    """Those that are whole, as far as the table can be read."""
    try:
        with Copy(damaged) as copy:
            yield from copy.whole_rows(table)
    except (ProfileDamaged, StorageFailed):
        return
