"""The rows of the screen of settings: what each shows, what it is about, and which value comes next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from textual.content import Content

from typeahead.editor.keyboard import names
from typeahead.editor.keyboard.actions import actions
from typeahead.editor.keyboard.rebinding import Rebinding
from typeahead.settings import DEFAULTS, NAMES, Settings, Value, about

VALUE_AT = 32
"""The column in which values begin, where there are enough."""
_VALUE_ROOM = 18  # columns that are theirs, however few there are: a switch and whether it was changed
_NAME_ROOM = 12  # and for the name, of which less would tell nothing
_KEYS = "Keys"


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A switch, a number or a choice."""

    name: str
    value: Value
    choices: Sequence[bool | str]

    @property
    def title(self) -> str:
        """What it is called."""
        return about(self.name).title

    @property
    def about(self) -> str:
        """What it does, and how it comes."""
        default = in_words(getattr(DEFAULTS, self.name))
        return f"{about(self.name).text}\nIn the file: {self.name}. As it comes: {default}."

    def next(self, step: int) -> Value:
        """The value after this one, or before it; numbers end at their ends, choices begin anew."""
        setting = about(self.name)
        if setting.step:
            assert isinstance(self.value, int | float)
            value = min(max(self.value + step * setting.step, setting.low), setting.high)
            return round(value, 2) if setting.step < 1 else int(value)
        assert isinstance(self.value, bool | str)
        return self.choices[(list(self.choices).index(self.value) + step) % len(self.choices)]

    @property
    def shown(self) -> str:
        """The value as it stands in the row."""
        return f"‹ {in_words(self.value)} ›"

    def line(self, width: int) -> Content:
        """The row in so many columns."""
        is_changed = self.value != getattr(DEFAULTS, self.name)
        return _line(self.title, self.shown, is_changed, width)


@dataclass(frozen=True, slots=True)
class FolderRow:
    """A list of folders: Enter adds one, Del takes the last away."""

    name: str
    value: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return about(self.name).title

    @property
    def about(self) -> str:
        """What it does, and how it is changed."""
        return f"{about(self.name).text}\nEnter adds one, Del takes the last one away."

    @property
    def shown(self) -> str:
        """The value as it stands in the row."""
        return ", ".join(self.value) or "none"

    def line(self, width: int) -> Content:
        """The row in so many columns."""
        return _line(self.title, self.shown, bool(self.value), width)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """What a key does; Enter waits for another."""

    name: str
    title: str
    keys: tuple[str, ...]
    default: tuple[str, ...]
    outer: bool

    @property
    def about(self) -> str:
        """Its name, and how it comes."""
        default = ", ".join(map(names.shown, self.default))
        return (
            f"{self.title}: Enter, then another key.\nIn the file: keys.{self.name}. As it comes: {default}."
        )

    @property
    def shown(self) -> str:
        """The value as it stands in the row."""
        return ", ".join(map(names.shown, self.keys)) or "no key"

    def line(self, width: int) -> Content:
        """The row in so many columns."""
        return _line(self.title, self.shown, self.keys != self.default, width)


Row: TypeAlias = SettingRow | FolderRow | KeyRow


def rows_of(
    settings: Settings, rebinding: Rebinding, there: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, list[Row]]]:
    """All rows, by group.

    Args:
        settings: as they are.
        rebinding: which keys do what.
        there: what there is now to choose from, by the setting's name, where that is not always the same.
    """
    groups: dict[str, list[Row]] = {}
    for name in NAMES:
        value, setting = getattr(settings, name), about(name)
        choices = there.get(name) or setting.choices
        if value not in choices:  # it was there when it was chosen
            choices = (*choices, value)
        row: Row = FolderRow(name, value) if isinstance(value, tuple) else SettingRow(name, value, choices)
        groups.setdefault(setting.group, []).append(row)
    yield from groups.items()
    places: dict[str, list[Row]] = {}
    for action in actions().values():
        heading = f"{_KEYS} in the {action.place}" if not action.outer else _KEYS
        keys = rebinding.of(action.name)
        row = KeyRow(action.name, action.meaning, keys, action.keys, action.outer)
        places.setdefault(heading, []).append(row)
    yield from places.items()


def in_words(value: Value) -> str:
    """A value as a person reads it."""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, tuple):
        return ", ".join(value) or "none"
    return f"{value:.2f}" if isinstance(value, float) else str(value)


def value_at(shown: str, width: int) -> int:
    """The column in which a value begins: where there are few, names are shortened for it, for a long value most."""
    column = width - _VALUE_ROOM
    return VALUE_AT if column >= VALUE_AT else max(min(column, width - len(shown)), _NAME_ROOM)


def _line(title: str, value: str, is_changed: bool, width: int) -> Content:
    column = value_at(value, width)
    room = column - (4 if column == VALUE_AT else 3)
    name = title if len(title) <= room else title[: room - 1] + "…"
    marked = Content.assemble((value, "bold"), "  changed") if is_changed else Content(value)
    return Content.assemble("  ", name.ljust(column - 2), marked)
