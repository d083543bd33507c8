"""Keys that a person has set: each is taken for the one that did the same as it came, before anything sees it.

So every widget, screen and panel goes on knowing its own keys, whichever are pressed; and two actions may swap theirs.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from typeahead.editor.keyboard import names
from typeahead.editor.keyboard.places import BAR, EVERYWHERE
from typeahead.errors import SettingInvalid
from typeahead.settings import nearest

if TYPE_CHECKING:
    from typeahead.editor.keyboard.actions import KeyAction

NO_KEY = "no key"
"""What stands in a text for a key that was taken away."""


@dataclass(slots=True)
class _Changes:
    """What is another in one place: which key a key stands for (None for nothing any more), and how keys are told."""

    stands_for: dict[str, str | None] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)


class Rebinding:
    """The keys as they are bound now.

    Attributes:
        problems: what is wrong in the settings, a sentence each.
        active: whether any key is another than it came.
    """

    def __init__(self) -> None:
        self.problems: tuple[str, ...] = ()
        self.active = False
        self._keys: dict[str, tuple[str, ...]] = {}  # of the actions that have others than they came with
        self._changes: dict[str, _Changes] = {}

    def use(self, wanted: Mapping[str, tuple[str, ...]]) -> None:
        """Take over what the settings say."""
        self._keys, self._changes, self.problems = {}, {}, ()
        self.active = bool(wanted)
        if not wanted:
            return
        from typeahead.editor.keyboard.actions import actions  # knows all widgets: only where it is needed

        known, problems = actions(), list[str]()
        taken: dict[tuple[str, str], str] = {}  # by place and key, the action that a person gave it to
        for name, written in wanted.items():
            if name not in known:
                problems.append(f"keys: there is no action {name!r}{nearest(name, known)}")
                continue
            place = _place(known[name])
            keys = []
            for each in written:
                try:
                    key = names.parse(each)
                except SettingInvalid as error:
                    problems.append(f"keys.{name}: {error}")
                    continue
                if place == EVERYWHERE and names.is_letter(key):
                    problems.append(
                        f"keys.{name}: {names.shown(key)} is written into the text; add ctrl or alt"
                    )
                elif (other := taken.get((place, key))) is not None and other != name:
                    problems.append(
                        f"keys: {names.shown(key)} is given to both {other} and {name}; {other} has it"
                    )
                else:
                    taken[place, key] = name
                    keys.append(key)
            if keys or not written:
                self._keys[name] = tuple(keys)
        for (place, key), name in taken.items():
            for loser in known.values():
                is_there = _place(loser) == place and key in loser.keys and loser.name != name
                if is_there and loser.name not in self._keys and key not in known[name].keys:
                    left = [names.shown(each) for each in loser.keys if (place, each) not in taken]
                    now = f"has {' and '.join(left)} left" if left else "has no key now"
                    problems.append(f"keys: {names.shown(key)} was the key of {loser.name}, which {now}")
        self.problems = tuple(problems)
        by_place: dict[str, list[KeyAction]] = {}
        for action in known.values():
            by_place.setdefault(_place(action), []).append(action)
        for place, group in by_place.items():
            self._change(place, group)

    def _change(self, place: str, group: list[KeyAction]) -> None:
        changes = self._changes[place] = _Changes()
        moved = [action for action in group if action.name in self._keys]
        kept = {key for action in group if action.name not in self._keys for key in action.keys}
        for action in moved:
            for key in action.keys:
                if key not in kept:  # Enter does one thing in each field of a bar
                    changes.stands_for[key] = None
        for action in moved:
            now = self._keys[action.name]
            for key in now:
                changes.stands_for[key] = key if key in action.keys else action.keys[0]
            listed = ", ".join(map(names.shown, now)) or NO_KEY
            for at, key in enumerate(action.keys):
                if key not in now:
                    changes.told[names.shown(key)] = (
                        names.shown(now[min(at, len(now) - 1)]) if now else listed
                    )

    def of(self, name: str) -> tuple[str, ...]:
        """The keys of an action."""
        from typeahead.editor.keyboard.actions import actions

        if name in self._keys:
            return self._keys[name]
        action = actions()[name]
        stands_for = self._changes.get(_place(action), _Changes()).stands_for
        return tuple(key for key in action.keys if stands_for.get(key, key) == key)

    def translate(self, key: str, place: str) -> str | None:
        """The key that a key stands for in a place; None if it does nothing there any more."""
        outer = self._changes[EVERYWHERE].stands_for
        if place == EVERYWHERE:
            return outer.get(key, key)
        from typeahead.editor.keyboard.actions import actions

        own = {each for action in actions().values() if action.place == place for each in action.keys}
        inner = self._changes[place].stands_for
        if key in inner:
            return inner[key]
        if key in own:
            return key
        meant = outer.get(key, key)
        if place == BAR and meant != key and meant in own:
            return None  # there, that key is for something else
        return meant  # which closes, on a screen, what it opens

    def told(self, text: str, place: str = EVERYWHERE) -> str:
        """A text that names keys as they came, with those that are bound now."""
        changes = self._changes.get(place)
        if changes is None or not changes.told:
            return text
        told = changes.told
        told = told | {_short(key): _short(now) for key, now in told.items() if _short(key) != key}
        either = "|".join(sorted(map(re.escape, told), key=len, reverse=True))
        # Not inside a longer name; and with Shift+Tab before it, Tab leads through panels as ever.
        pattern = rf"(?<![\w+^])(?<!Shift\+Tab, )(?:{either})(?![\w+])"
        return re.sub(pattern, lambda found: told[found.group()], text)


def _short(key: str) -> str:
    """As the status line has it: ^S."""
    return re.sub(r"^Ctrl\+(?=.$)", "^", key)


def _place(action: KeyAction) -> str:
    return EVERYWHERE if action.outer else action.place
