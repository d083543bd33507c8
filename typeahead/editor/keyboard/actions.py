"""Everything that a key does in the editor, by name: found in the bindings themselves, so that none is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from textual.app import App
from textual.binding import Binding, BindingType

from typeahead.editor.keyboard.places import BAR, DASHBOARD, EVERYWHERE, PANEL, TEXT


@dataclass(frozen=True, slots=True)
class KeyAction:
    """Something that keys do.

    Attributes:
        name: in the settings.
        place: where the keys do it.
        keys: that do it as it comes.
        meaning: in words.
    """

    name: str
    place: str
    keys: tuple[str, ...]
    meaning: str

    @property
    def outer(self) -> bool:
        """Whether it shares its keys with the text and the whole editor."""
        return self.place in (EVERYWHERE, TEXT)


@lru_cache(maxsize=1)
def actions() -> Mapping[str, KeyAction]:
    """All of them, in the order of their places."""
    found: dict[str, KeyAction] = {}
    for place, bindings in _bindings():
        for binding in bindings:
            name = binding.id or _name(binding.description)
            if not name:
                continue
            name = f"{place}_{name}" if place in (BAR, PANEL, DASHBOARD) else name
            keys = tuple(_keys(binding))
            if known := found.get(name):
                keys = (*known.keys, *(key for key in keys if key not in known.keys))
            found[name] = KeyAction(name, place, keys, binding.description)
    return MappingProxyType(found)


def _bindings() -> Iterator[tuple[str, Iterable[Binding]]]:
    from typeahead.editor.app import EditorApp
    from typeahead.editor.screens.dashboard import Dashboard
    from typeahead.editor.widgets.find_bar import FindField, ReplaceField
    from typeahead.editor.widgets.surprise_panel import SurprisePanel
    from typeahead.editor.widgets.writing_area import WritingArea

    yield EVERYWHERE, _own(EditorApp, "typeahead")
    yield EVERYWHERE, [Binding(App.COMMAND_PALETTE_BINDING, "", "All commands by name", id="palette")]
    own = _own(WritingArea, "typeahead")
    yield TEXT, own
    yield TEXT, _without(_own(WritingArea, "textual.widgets"), own)
    yield BAR, [*_own(FindField, "typeahead"), *_own(ReplaceField, "typeahead")]
    yield PANEL, _own(SurprisePanel, "typeahead")
    yield DASHBOARD, _own(Dashboard, "typeahead")


def _own(owner: type, package: str) -> list[Binding]:
    """The bindings that a class and those it is made of, as far as they are of a package, have themselves."""
    found: list[Binding] = []
    for part in owner.__mro__:
        if part.__module__.startswith(package):
            listed: Iterable[BindingType] = part.__dict__.get("BINDINGS", ())
            found += (each if isinstance(each, Binding) else Binding(*each) for each in listed)
    return found


def _without(bindings: list[Binding], others: list[Binding]) -> Iterator[Binding]:
    """Bindings less the keys that others have: the text area's own, where the writing area does something else."""
    taken = {key for other in others for key in _keys(other)}
    for binding in bindings:
        if left := [key for key in _keys(binding) if key not in taken]:
            yield binding.with_key(",".join(left))


def _keys(binding: Binding) -> list[str]:
    return [key.strip() for key in binding.key.split(",")]


def _name(description: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", description.lower()).strip("_")
