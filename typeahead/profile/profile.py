"""A profile: one person's (or one language's, or one project's) documents, settings and current generation."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from typeahead.errors import ProfileMissing, SettingInvalid, StorageFailed
from typeahead.locations import base_model_folder, profiles_folder
from typeahead.profile import forgetting
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable
from typeahead.profile.building import ModelSettings, build
from typeahead.profile.forgetting import Forgotten
from typeahead.profile.generation import Generation
from typeahead.profile.store import Store

_NAME = re.compile(r"[\w][\w.-]{0,63}")
_MODEL = "model"


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as a person is shown it: a file, or what was typed on one day."""

    path: str
    kind: str
    words: int
    learned: float


class Profile:
    """An open profile. One thread at a time may use it; several programs may have the same one open.

    Raises (on opening):
        ProfileMissing: it does not exist, and `create` is false.
        ProfileDamaged, ProfileBusy, StorageFailed: see `store.Store`.
    """

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.folder = folder
        self.notices: list[str] = []
        self.store = Store(folder / "profile.db")

    @classmethod
    def open(cls, name: str = "default", home: Path | None = None, *, create: bool = False) -> Profile:
        """Open a profile by name; `create` makes it where it does not exist."""
        folder = profile_folder(name, home)
        if not create and not (folder / "profile.db").exists():
            raise ProfileMissing(
                f"there is no profile {name!r}; 'typeahead train --profile {name} FOLDER' makes it, "
                "'typeahead profile list' shows those there are"
            )
        return cls(name, folder)

    def __enter__(self) -> Profile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the database."""
        self.store.close()

    # --- settings

    @property
    def settings(self) -> ModelSettings:
        """What the next generation is made with."""
        stored = json.loads(self.store.setting("model", "{}"))
        return replace(ModelSettings(), **stored)

    @settings.setter
    def settings(self, value: ModelSettings) -> None:
        self.store.set_setting("model", json.dumps(asdict(value), sort_keys=True))

    @property
    def trained(self) -> bool:
        """Whether any file was read; until then the model that comes with the package answers."""
        return bool(self.store.documents())

    @property
    def uses_base(self) -> bool:
        """Whether the model that comes with the package may answer."""
        return self.store.setting("base", "1") == "1"

    # --- documents

    def documents(self) -> list[DocumentRow]:
        """Files by path, then days of typing."""
        rows = [DocumentRow(d.path, "file", d.words, d.learned) for d in self.store.documents().values()]
        days: dict[str, DocumentRow] = {}
        for piece in self.store.sessions():
            known = days.get(piece.day, DocumentRow(piece.day, "session", 0, 0.0))
            days[piece.day] = replace(known, words=known.words + piece.words, learned=piece.learned)
        return rows + sorted(days.values(), key=lambda row: row.path)

    # --- generations

    def generation(self) -> Generation:
        """The current generation, made anew where it is missing, stale, damaged or of an older format.

        Raises:
            StorageFailed: it had to be made and can't be written.
        """
        if self.trained or not self.uses_base:
            try:
                folder = self._current_folder()
                if self._revision_of(folder) == self.store.revision:
                    return Generation.open(folder)
                reason = ""
            except ArtifactsUnusable:
                reason = "" if self._never_built() else "was missing, damaged or of an older format"
            self.rebuild()
            if reason:
                self.notices.append(f"the model {reason}; it was made again from the stored documents")
            return Generation.open(self._current_folder())
        return Generation.open(base_model_folder())

    def is_current(self, folder: Path) -> bool:
        """Whether a generation's folder is the one in use."""
        return folder == (
            self._current_folder() if self.trained or not self.uses_base else base_model_folder()
        )

    def rebuild(self) -> None:
        """Make a new generation from what is stored, switch to it, and drop the old ones.

        One program at a time does so; another that wanted the same finds it done.

        Raises:
            StorageFailed: the disk is full or can't be written; the old generation stays then.
        """
        try:
            with _alone(self.folder / "building"):
                if not self._is_up_to_date():
                    self._build()
        except OSError as error:
            raise StorageFailed(
                f"can't write the model to {self.folder}: {error.strerror or error}; "
                "make room or check the folder's permissions, then try again"
            ) from error

    def _build(self) -> None:
        with self.store.change():  # one moment's documents, typed pieces and revision
            revision = self.store.revision
            documents = self.store.bodies()
            sessions = self.store.sessions()
        number = 1 + max((int(path.name) for path in self._generations()), default=0)
        folder = self.folder / "generations" / f"{number:06d}"
        about: dict[str, Any] = {"revision": revision, "last_session": sessions[-1].id if sessions else 0}
        build(folder, documents, [piece.body for piece in sessions], self.settings, about)
        self._switch_to(folder)

    def _is_up_to_date(self) -> bool:
        try:
            folder = self._current_folder()
            Artifacts(folder)
            return self._revision_of(folder) == self.store.revision
        except ArtifactsUnusable:
            return False

    def _generations(self) -> list[Path]:
        folder = self.folder / "generations"
        return sorted(path for path in folder.glob("*") if path.name.isdigit()) if folder.is_dir() else []

    def _current_folder(self) -> Path:
        try:
            name = (self.folder / "current").read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            name = "none"
        return self.folder / "generations" / (name if name.isdigit() else "none")

    def _never_built(self) -> bool:
        return not (self.folder / "current").exists()

    def _revision_of(self, folder: Path) -> int:
        try:
            return int(json.loads((folder / "manifest.json").read_bytes())["revision"])
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ArtifactsUnusable(str(error)) from error

    def _switch_to(self, folder: Path) -> None:
        pointer = self.folder / "current"
        making = pointer.with_name(f".current.{os.getpid()}")
        descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(folder.name)
            file.flush()
            os.fsync(file.fileno())
        making.replace(pointer)
        for other in (self.folder / "generations").iterdir():
            if other != folder:
                shutil.rmtree(other, ignore_errors=True)

    # --- taking back

    def forget_word(self, word: str) -> Forgotten:
        """Cut a word out of everything stored, in any case, and block it until it is allowed again."""
        return self._forget(lambda: forgetting.forget_word(self.store, word))

    def forget_document(self, path: str) -> Forgotten:
        """Remove a document, or a day of typing, and leave the path out of later trainings."""
        return self._forget(lambda: forgetting.forget_document(self.store, path))

    def forget_all(self) -> Forgotten:
        """Remove everything that was learned, lists and remembered folders included."""
        return self._forget(lambda: forgetting.forget_all(self.store))

    def _forget(self, change: Callable[[], Forgotten]) -> Forgotten:
        forgotten = change()
        self.store.scrub()
        if self.trained or not self.uses_base:
            self.rebuild()
        else:
            for folder in self._generations():
                shutil.rmtree(folder, ignore_errors=True)
            with contextlib.suppress(OSError):
                (self.folder / "current").unlink(missing_ok=True)
        return forgotten

    def allow_word(self, word: str) -> bool:
        """Take a word off the block list; whether it was on it. The next training learns it again."""
        return forgetting.allow_word(self.store, word)


def profile_folder(name: str, home: Path | None = None) -> Path:
    """Where a profile lives.

    Raises:
        SettingInvalid: the name could not be that of a folder.
    """
    if not _NAME.fullmatch(name):
        raise SettingInvalid(f"{name!r} can't be a profile's name; use letters, digits, '-', '_' and '.'")
    return profiles_folder(home) / name


def list_profiles(home: Path | None = None) -> list[str]:
    """The names of all profiles."""
    folder = profiles_folder(home)
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.iterdir() if (path / "profile.db").is_file())


def delete_profile(name: str, home: Path | None = None) -> None:
    """Remove a profile and all it has learned.

    Raises:
        ProfileMissing: there is none of that name.
    """
    folder = profile_folder(name, home)
    if not (folder / "profile.db").exists():
        raise ProfileMissing(f"there is no profile {name!r}; 'typeahead profile list' shows those there are")
    shutil.rmtree(folder)


@contextlib.contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Hold a lock that dies with the process; waits for whoever has it."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


__all__ = ["DocumentRow", "Forgotten", "Profile", "delete_profile", "list_profiles", "profile_folder"]
