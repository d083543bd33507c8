"""A profile: one person's (or one language's, or one project's) documents, settings and current generation."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from typeahead.errors import ModelMissing, NothingToLearn, ProfileDamaged, ProfileMissing, SettingInvalid
from typeahead.locations import base_model_folder, profiles_folder
from typeahead.models.ngram.arpa.imported import read_only
from typeahead.profile import deleting, folders, forgetting, leftovers, unwanted
from typeahead.profile.artifacts import ArtifactsUnusable
from typeahead.profile.base import base_identity, known, shared_base, untrained
from typeahead.profile.building import Limits, ModelSettings, build
from typeahead.profile.forgetting import Forgotten
from typeahead.profile.generation import Generation
from typeahead.profile.mending import Mending
from typeahead.profile.mixing import drop_gate
from typeahead.profile.restoring import is_profile
from typeahead.profile.settings import PROSE

INCOMING = "incoming"
"""Networks that came with an import and are not in use yet (`moving.arriving`)."""

_NAME = re.compile(r"[\w][\w.-]{0,63}")
_SETTINGS = frozenset(setting.name for setting in fields(ModelSettings))


MANY_WORDS = 10_000_000
"""From so many words on, counting stays within MEMORY bytes, on disk; the model is the same."""

MEMORY = 1 << 30


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as a person is shown it: a file, or what was typed on one day."""

    path: str
    kind: str
    words: int
    learned: float


class Profile(Mending):
    """An open profile. One thread at a time may use it; several programs may have the same one open.

    Raises (on opening):
        ProfileMissing: it does not exist, and `create` is false.
        ProfileDamaged, ProfileBusy, StorageFailed: see `store.Store`.
    """

    def __init__(self, name: str, folder: Path) -> None:
        super().__init__(folder)
        self.name = name

    @classmethod
    def open(cls, name: str = "default", home: Path | None = None, *, create: bool = False) -> Profile:
        """Open a profile by name; `create` makes it where it does not exist."""
        folder = profile_folder(name, home)
        if not create and not is_profile(folder):
            raise ProfileMissing(
                f"there is no profile {name!r}; 'typeahead train --profile {name} FOLDER' makes it, "
                "'typeahead profile list' shows those there are"
            )
        profile = cls(name, folder)
        if (folder / INCOMING).is_dir():
            from typeahead.profile.moving.arriving import settle

            settle(profile)
        return profile

    def __enter__(self) -> Profile:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def home(self) -> Path:
        """The data folder."""
        return self.folder.parent.parent

    def close(self) -> None:
        """Close the database."""
        self.store.close()

    # --- settings

    @property
    def settings(self) -> ModelSettings:
        """What the next generation is made with."""
        try:
            stored = json.loads(self.store.setting("model", "{}"))
            known = {name: value for name, value in stored.items() if name in _SETTINGS}
            return replace(ModelSettings(), **known)
        except (ValueError, AttributeError) as error:
            raise ProfileDamaged(
                f"the settings in {self.folder / 'profile.db'} can't be read ({error}); "
                f"'typeahead profile check {self.name}' puts its last backup in its place"
            ) from error

    @settings.setter
    def settings(self, value: ModelSettings) -> None:
        self.store.set_setting("model", json.dumps(asdict(value), sort_keys=True))

    @property
    def trained(self) -> bool:
        """Whether any file was read; until then the model that comes with the package answers."""
        return bool(self.store.documents())

    @property
    def imported(self) -> bool:
        """Whether the model was imported: there are no documents, and nothing is learned."""
        return self.store.setting("imported") == "1"

    @imported.setter
    def imported(self, value: bool) -> None:
        self.store.set_setting("imported", "1" if value else "0")

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

    @property
    def has_own_model(self) -> bool:
        """Whether the model is this profile's own, rather than the one in the package."""
        return self.trained or self.imported or not self.uses_base

    def generation(self, limits: Limits | None = None) -> Generation:
        """The current generation, made anew where it is missing, stale, damaged or of an older format.

        Args:
            limits: how much memory making it may take, and who is told how far it is.

        Raises:
            StorageFailed: it had to be made and can't be written.
            ModelMissing: the model in the package, or the imported one, can't be used.
        """
        if not self.has_own_model:
            self.generations.drop()
            return untrained(shared_base(), self.settings.learn_after)
        if self.imported:
            return self._imported_generation()
        self.notice_older()
        reason = ""
        try:
            found = self.generations.open(self.store.revision)
            if found is not None and self._is_of_now(found):
                return found
            if found is not None:
                self.generations.drop()
        except ArtifactsUnusable:
            if self.generations.ever_built:
                reason = "was missing, damaged or of an older format"
        try:
            made = self.rebuild(limits)
        except ProfileDamaged as error:
            self.mend(error)
            made = self.rebuild(limits)
        if reason:
            self.notices.append(f"the model {reason}; it was made again from the stored documents")
        return made

    def _is_of_now(self, found: Generation) -> bool:
        """Whether a generation of this revision was made of what is stored, and not of another state of that number."""
        base = base_identity() if self._wants_base(found.settings) else ""
        newest = self.store.newest_session
        return found.base == base and found.stamp == self.store.stamp and found.last_session <= newest

    def _imported_generation(self) -> Generation:
        try:
            return Generation.open(self.generations.current)
        except ArtifactsUnusable as error:
            raise ModelMissing(
                f"the imported model of profile {self.name!r} is missing, damaged or of an older format; "
                f"import it again: typeahead model import FILE --profile {self.name}"
            ) from error

    def check_learns(self) -> None:
        """See that the profile can learn and forget.

        Raises:
            ModelReadOnly: its model was imported.
        """
        if self.imported:
            raise read_only(f"the model of profile {self.name!r}")

    def is_current(self, generation: Generation) -> bool:
        """Whether a generation is the one that would be opened now."""
        if not self.has_own_model:
            return generation.folder == base_model_folder()
        is_newest = generation.revision == self.store.revision or self.imported
        return generation.folder == self.generations.current and is_newest

    def rebuild(self, limits: Limits | None = None) -> Generation:
        """Make a new generation from what is stored, switch to it, and drop the old ones.

        Raises:
            StorageFailed: the disk is full or can't be written.
        """
        return self.generations.make(lambda: self.store.revision, lambda folder: self._build(folder, limits))

    def _build(self, folder: Path, limits: Limits | None) -> None:
        with self.store.snapshot():  # one moment's documents, typed pieces and revision
            sessions = self.store.sessions()
            about: dict[str, Any] = {
                "revision": self.store.revision,
                "stamp": self.store.stamp,
                "last_session": sessions[-1].id if sessions else 0,
            }
            typed = [piece.body for piece in sessions]
            settings, words = self.settings, None
            if self._wants_base(settings):
                words = known(shared_base())
                about["base"] = words.identity
            build(folder, self.store.texts(), typed, settings, about, self._within(limits), words)

    def _within(self, limits: Limits | None) -> Limits:
        """Much text is counted in bounded memory, also where nobody said how much there is."""
        limits = limits or Limits()
        words = sum(document.words for document in self.store.documents().values())
        return replace(limits, memory=MEMORY) if limits.memory is None and words > MANY_WORDS else limits

    def make_anew(self) -> None:
        """Make the generation anew without what was taken out of the stored texts; none of the one before is left."""
        self.store.touch()
        self.generations.drop()
        if self.has_own_model:
            self.rebuild()

    def has_base(self, generation: Generation) -> bool:
        """Whether the words of the base model are among a generation's."""
        return bool(generation.base) or generation.folder == base_model_folder()

    def _wants_base(self, settings: ModelSettings) -> bool:
        """Whether the base's words are among this profile's: not where words are limited, or text is no prose."""
        return self.uses_base and settings.tokens == PROSE and not settings.closed

    # --- taking back

    def forget_word(self, word: str) -> Forgotten:
        """Cut a word out of everything stored, in any case, and block it until it is allowed again."""
        self.check_learns()
        forgotten = self._forget(lambda: forgetting.forget_word(self.store, word), always=False)
        key = forgetting.key_of(word)
        if not forgotten.networks:
            from typeahead.profile.networks.dropping import drop_naming

            forgotten = replace(forgotten, networks=drop_naming(self, key))
        return replace(forgotten, copies=leftovers.forget_word(self.home, key))

    def forget_document(self, path: str) -> Forgotten:
        """Remove a document, or a day of typing, and leave the path out of later trainings."""
        self.check_learns()
        return self._forget(lambda: forgetting.forget_document(self.store, path, self._beside))

    def forget_folder(self, path: str) -> Forgotten:
        """Take a remembered folder off the list, and remove what was learned from its files (`folders`)."""
        self.check_learns()
        return self._forget(lambda: folders.forget_folder(self.store, path, self._beside), always=False)

    def forget_all(self) -> Forgotten:
        """Remove everything that was learned, lists and remembered folders included."""
        forgotten = self._forget(lambda: forgetting.forget_all(self.store))
        return replace(forgotten, copies=leftovers.forget_all(self.home))

    def _beside(self, paths: tuple[str, ...]) -> int:
        return leftovers.forget_documents(self.home, paths)

    def _forget(self, change: Callable[[], Forgotten], *, always: bool = True) -> Forgotten:
        """Change the documents, and leave nothing of what was derived from them before.

        Args:
            change: changes them.
            always: networks are dropped also where no document had anything of it.
        """
        from typeahead.profile.moving.arriving import settle
        from typeahead.profile.moving.staging import sweep

        self.check()
        sweep(self.home)
        deleting.sweep(self.folder.parent)
        settle(self, wait=True)  # networks that came and are not in use yet must go with the others
        try:
            forgotten = change()
        except NothingToLearn:
            if self._is_unfinished:  # who forgot it, a day or a folder, may have been killed
                self._leave_nothing_of(Forgotten(0, 0, again=True), always)
            raise
        return self._leave_nothing_of(forgotten, always)

    @property
    def _is_unfinished(self) -> bool:
        """Whether text was taken back, and the model is not of what is stored."""
        if not self.store.forgettings or not self.has_own_model:
            return False
        try:
            return self.generations.open(self.store.revision) is None
        except ArtifactsUnusable:
            return True

    def _leave_nothing_of(self, forgotten: Forgotten, always: bool) -> Forgotten:
        from typeahead.profile import spool
        from typeahead.profile.networks import drop_networks, drop_older  # more to load than most need

        spool.drop(self.folder)
        drop_gate(self.store)
        self.generations.drop()
        try:
            if forgotten.again:
                forgotten = replace(forgotten, networks=drop_older(self))
            elif forgotten.documents > 0 or always:
                forgotten = replace(forgotten, networks=drop_networks(self))
            self.scrub()
        finally:
            if self.has_own_model:
                self.rebuild()
        self.try_to_back_up()
        return forgotten

    def allow_word(self, word: str) -> bool:
        """Take a word off the block list; whether it was on it. The next training learns it again."""
        return forgetting.allow_word(self.store, word)

    # --- what is learned but not suggested

    def never_suggest(self, word: str, after: str | None = None) -> bool:
        """Never suggest a word, in any case, or right after another word only; whether that is news.

        Raises:
            SettingInvalid: one of them is no single word.
        """
        return unwanted.never_suggest(self.store, word, after)

    def suggest_again(self, word: str, after: str | None = None) -> bool:
        """Take that back, everywhere or right after another word only; whether there was anything to take back."""
        return unwanted.suggest_again(self.store, word, after)

    @property
    def hides_offensive(self) -> bool:
        """Whether slurs and obscenities are not suggested to a person who never wrote them."""
        return unwanted.hides_offensive(self.store)

    @hides_offensive.setter
    def hides_offensive(self, hide: bool) -> None:
        unwanted.hide_offensive(self.store, hide)


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
    return sorted(path.name for path in folder.iterdir() if _NAME.fullmatch(path.name) and is_profile(path))


def delete_profile(name: str, home: Path | None = None) -> bool:
    """Remove a profile and all it has learned; false where only some of it was left (see `deleting.delete`)."""
    return deleting.delete(profile_folder(name, home))


__all__ = ["DocumentRow", "Forgotten", "Profile", "delete_profile", "list_profiles", "profile_folder"]
