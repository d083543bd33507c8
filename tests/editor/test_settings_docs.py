"""The page on settings says what there is, and nothing else."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from typeahead.editor.keyboard import names
from typeahead.editor.keyboard.actions import actions
from typeahead.editor.themes import THEMES
from typeahead.settings import DEFAULTS, NAMES, about, expected, shown
from typeahead.settings_file import _understood

PAGE = (Path(__file__).parent.parent.parent / "docs" / "settings.md").read_text("utf-8")


def rows(columns: int) -> dict[str, list[str]]:
    """The rows of the tables with so many columns, by what stands first in them."""
    found = {}
    for line in PAGE.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if line.startswith("| `") and len(cells) == columns:
            found[cells[0].strip("` ")] = cells[1:]
    return found


def test_all_settings_are_there_as_they_are():
    assert rows(4) == {
        name: [f"`{shown(getattr(DEFAULTS, name))}`", expected(name), about(name).text] for name in NAMES
    }


def test_all_actions_are_there_with_their_keys():
    assert rows(3) == {
        action.name: [", ".join(map(names.shown, action.keys)), action.meaning]
        for action in actions().values()
    }


def test_the_example_is_one():
    (example,) = re.findall(r"```toml\n(.*?)```", PAGE, re.S)
    found = _understood(Path("settings.toml"), tomllib.loads(example))
    assert not found.problems
    assert set(found.settings.keys) <= set(actions())
    assert len(found.stated) == 5


def test_our_themes_are_named():
    assert all(f"`{theme.name}`" in PAGE for theme in THEMES)
