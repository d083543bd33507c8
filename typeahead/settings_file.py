"""The file that holds a person's settings: read with whatever is wrong in it, written with all that is theirs kept.

Reading needs the standard library alone, and nothing where there is no file: it happens before the first paint.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

from typeahead.errors import SettingInvalid, StorageFailed
from typeahead.locations import settings_file
from typeahead.private_files import make_private, put_in_place
from typeahead.settings import DEFAULTS, KEYS, NAMES, Settings, Value, about, checked, shown

_INTRODUCTION = """\
# The settings of typeahead. What is commented out is as it comes; F10 in the editor shows and changes all of this.
"""
_KEYS_TABLE = """
[keys]
# Other keys for what the editor does, one or several: docs/settings.md and F10 list the names.
# save = ["ctrl+s", "f14"]
"""


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What was read.

    Attributes:
        path: of the file, which need not exist.
        settings: defaults where the file says nothing, or nothing that can be.
        stated: the names of those that the file sets.
        problems: what is wrong in it, a sentence each.
    """

    path: Path
    settings: Settings = DEFAULTS
    stated: frozenset[str] = frozenset()
    problems: tuple[str, ...] = ()

    @property
    def complaint(self) -> str:
        """What is wrong, in one line; empty where nothing is."""
        if not self.problems:
            return ""
        more = len(self.problems) - 1
        return f"{self.path}: {self.problems[0]}" + (f" (and {more} more)" if more else "")


def read(home: Path | None = None) -> SettingsFile:
    """What the file says; what can't be used in it is left at its default, and said."""
    path = settings_file(home)
    try:
        raw = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return SettingsFile(path)
    except OSError as error:
        return SettingsFile(path, problems=(f"can't be read ({(error.strerror or str(error)).lower()})",))
    import tomllib  # only where there is something to read

    try:
        found = tomllib.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return SettingsFile(path, problems=("is not UTF-8; all settings are at their defaults",))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        problem = f"is damaged: {str(error)[:1].lower()}{str(error)[1:]}; all settings are at their defaults"
        return SettingsFile(path, problems=(problem,))
    return _understood(path, found)


def _understood(path: Path, found: dict[str, Any]) -> SettingsFile:
    values: dict[str, Any] = {}
    problems = []
    for name, value in found.items():
        try:
            if name == KEYS:
                values[KEYS], wrong = _keys(value)
                problems += wrong
            else:
                values[name] = checked(name, value)
        except SettingInvalid as error:
            problems.append(str(error))
    stated = frozenset(values)
    return SettingsFile(path, replace(DEFAULTS, **values), stated, tuple(problems))


def _keys(table: object) -> tuple[Mapping[str, tuple[str, ...]], list[str]]:
    """The table of keys; whether its names and keys are any is known to the editor alone."""
    if not isinstance(table, dict):
        raise SettingInvalid("keys: expected a table, which begins with the line [keys]")
    keys, problems = {}, []
    for name, value in table.items():
        listed = [value] if isinstance(value, str) else value
        if isinstance(listed, list) and all(isinstance(each, str) for each in listed):
            keys[name] = tuple(each for each in listed if each)
        else:
            problems.append(
                f"keys.{name} = {shown(value)}: expected a key or a list of keys in quotation marks"
            )
    return MappingProxyType(keys), problems


def create(path: Path) -> None:
    """Write a file in which everything is commented out, if there is none.

    Raises:
        StorageFailed: it can't be written.
    """
    if not path.exists():
        _put(path, _blank().encode())


def write(path: Path, name: str, value: Value | None) -> None:
    """Set one setting (`keys.NAME` for a key), or with None leave it at its default; all else stays as it is.

    Raises:
        SettingInvalid: the file is damaged, so nothing can be changed in it.
        StorageFailed: it can't be read or written.
    """
    with _alone(path):
        try:
            text = path.read_bytes().decode("utf-8-sig") if path.exists() else _blank()
        except (OSError, UnicodeDecodeError) as error:
            raise StorageFailed(f"{path} can't be read ({error}); nothing was changed in it") from error
        _put(path, _changed(path, text, name, value).encode())


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the file's folder while it is read and written: another editor may be changing another setting."""
    import fcntl

    folder = Path(os.path.realpath(path)).parent
    try:
        make_private(folder)
        held = os.open(folder, os.O_RDONLY)
    except OSError as error:
        raise StorageFailed(f"{path} can't be written ({(error.strerror or str(error)).lower()})") from error
    try:
        with contextlib.suppress(OSError):  # a file system without locks: as if this were the only editor
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def take(path: Path, text: bytes) -> None:
    """Put another file of settings in the place of this one, which is kept beside it.

    Raises:
        SettingInvalid: it is not one.
        StorageFailed: it can't be written.
    """
    import tomllib

    try:
        taken = text.decode("utf-8-sig")
        tomllib.loads(taken)
    except (ValueError, RecursionError) as error:
        raise SettingInvalid(f"the settings can't be taken over: they are damaged ({error})") from error
    with _alone(path):
        try:
            before = path.read_bytes() if path.exists() else None
        except OSError as error:
            raise StorageFailed(f"{path} can't be read ({error}); the settings stay as they are") from error
        if before is not None:
            _put(path.with_name(f"{path.name}.before"), before)
        _put(path, taken.encode())


def _changed(path: Path, text: str, name: str, value: Value | None) -> str:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise SettingInvalid(f"{path} is damaged ({error}); mend it, then change settings here") from error
    table, _, key = name.rpartition(".")
    within: Any = document
    if table:
        if not isinstance(document.get(table), dict):
            document[table] = tomlkit.table()
        within = document[table]
    if value is None:
        default = "" if table else f"# {name} = {shown(getattr(DEFAULTS, name))}"
        if key not in within:
            return text
        before = {**within.unwrap()}
        changed, times = re.subn(rf"(?m)^{re.escape(key)}[ \t]*=[^\n]*", lambda _: default, text)
        del before[key]
        if default and times == 1 and _says(changed) == before:
            return changed
        del within[key]
    elif not table and key not in within:
        line = f"{key} = {shown(value)}"
        changed, times = re.subn(rf"(?m)^#[ \t]*{re.escape(key)}[ \t]*=[^\n]*", lambda _: line, text, count=1)
        plain = list(value) if isinstance(value, tuple) else value
        if times and _says(changed) == {**document.unwrap(), key: plain}:
            return changed
        within[key] = plain
    else:
        within[key] = list(value) if isinstance(value, tuple) else value
    return tomlkit.dumps(document)


def _says(text: str) -> dict[str, Any] | None:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None


def _blank() -> str:
    parts = [_INTRODUCTION]
    group = ""
    for name in NAMES:
        setting = about(name)
        if setting.group != group:
            group = setting.group
            parts.append(f"\n# --- {group}\n")
        parts.append(f"\n# {setting.text}\n# {name} = {shown(getattr(DEFAULTS, name))}\n")
    return "".join([*parts, _KEYS_TABLE])


def _put(path: Path, text: bytes) -> None:
    """Write in one step, for its owner alone; a link stays a link."""
    target = Path(os.path.realpath(path))
    beside = target.with_name(f".settings-{secrets.token_hex(4)}")
    try:
        make_private(target.parent)
        put_in_place(target, text, beside, private=True)
    except OSError as error:
        raise StorageFailed(f"{path} can't be written ({(error.strerror or str(error)).lower()})") from error
