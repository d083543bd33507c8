"""The part of a profile that keeps its database whole: checked, copied, put back, and free of what was taken out."""

from __future__ import annotations

import contextlib
from pathlib import Path

from typeahead.errors import ProfileDamaged, StorageFailed
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable
from typeahead.profile.backups import Backups
from typeahead.profile.generations import Generations
from typeahead.profile.restoring import open_store, restore


class Mending:
    """A profile's folder with its database open, put back from its last backup where it was damaged or gone.

    Attributes:
        folder: where all of it lies.
        store: the database.
        generations: what is made of it.
        backups: its copies.
        notices: what a person should know.

    Raises (on opening):
        ProfileDamaged, ProfileBusy, StorageFailed: see `restoring.open_store`.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.notices: list[str] = []
        self.store, notice = open_store(folder)
        if notice:
            self.notices.append(notice)
        self.generations = Generations(folder)
        self.backups = Backups(folder)
        with contextlib.suppress(OSError):  # it is said where it matters: when something is forgotten
            self.backups.sweep(self.store.forgettings)

    def check(self, *, texts: bool = True) -> None:
        """Compare all that is stored with its checksums, and put the last backup in place where it is damaged.

        Args:
            texts: see `Sealed.check`.

        Raises:
            ProfileDamaged: it is, and there is no good backup.
        """
        try:
            self.store.check(texts=texts)
        except ProfileDamaged as error:
            self.mend(error)

    def mend(self, error: ProfileDamaged) -> None:
        """Put the last backup in the damaged database's place; `notices` says so.

        Raises:
            ProfileDamaged: there is no good one.
        """

        def put_back() -> None:
            self.notices += filter(None, [restore(self.folder, error)])

        self.store.reopen(put_back)

    def back_up(self) -> None:
        """Keep a copy of the database, if there is none of today and there is something in it.

        Raises:
            ProfileDamaged, StorageFailed: see `Backups.make`.
        """
        if self.backups.is_due and self.store.has_texts:
            self.backups.make(self.store.file, self.store.forgettings)

    def try_to_back_up(self) -> None:
        """As `back_up`; where it can't be kept `notices` says so, and all goes on without it."""
        try:
            self.back_up()
        except StorageFailed as error:
            self.notices.append(str(error))

    def scrub(self, since: float = 0.0) -> None:
        """Leave no byte of what was taken out of the database, in it or in a copy that was made after a moment.

        Raises:
            ProfileBusy: see `Store.scrub`.
            StorageFailed: a copy can't be removed.
        """
        try:
            with self.backups.alone():  # one that is being made now has it too
                self.backups.clear(since)
                self.store.scrub()
        except OSError as error:
            raise StorageFailed(
                f"it is forgotten, but backups that have it can't be removed from {self.backups.folder}: "
                f"{error.strerror or error}; remove that folder"
            ) from error

    def notice_older(self) -> None:
        """Say so where the database is older than the model that was made of it: someone has put an old one there."""
        with contextlib.suppress(ArtifactsUnusable, TypeError, ValueError):
            about = Artifacts(self.generations.current, verify=False).about
            made, stored = int(about.get("revision", 0)), self.store.revision
            if made > stored or int(about.get("last_session", 0)) > self.store.newest_session:
                self.notices.append(
                    f"the profile's database is older (number {stored}) than the model that was made of it "
                    f"(number {made}): what was learned in between is not in it; "
                    "'typeahead train' reads your notes again"
                )
