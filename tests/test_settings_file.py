"""The file of settings: what is wrong in it is said, what is the person's in it stays."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead import settings_file
from typeahead.errors import SettingInvalid, StorageFailed
from typeahead.locations import settings_file as where
from typeahead.settings import DEFAULTS, NAMES

MINE = """\
# my own
suggestions = 3   # enough

theme = "nord"
private_folders = [
    "~/diary",  # hers
]

[keys]
save = ["ctrl+s", "f14"]
take = "ctrl+j"
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    return folder


def said(home: Path, text: str) -> settings_file.SettingsFile:
    (home / "settings.toml").write_text(text)
    return settings_file.read(home)


def test_without_a_file_all_is_as_it_comes(home):
    found = settings_file.read(home)
    assert (found.settings, found.stated, found.complaint) == (DEFAULTS, frozenset(), "")


def test_what_it_says(home):
    found = said(home, MINE)
    assert found.complaint == ""
    assert found.settings.suggestions == 3
    assert found.settings.private_folders == ("~/diary",)
    assert found.settings.keys == {"save": ("ctrl+s", "f14"), "take": ("ctrl+j",)}
    assert found.stated == {"suggestions", "theme", "private_folders", "keys"}


def test_what_is_wrong_is_named_and_the_rest_holds(home):
    found = said(home, 'gohst = false\nsuggestions = "three"\nlearn = false\n[keys]\nsave = 3\n')
    assert found.problems == (
        "there is no setting 'gohst'; did you mean 'ghost'?",
        'suggestions = "three": expected a whole number from 1 to 5',
        "keys.save = 3: expected a key or a list of keys in quotation marks",
    )
    assert found.settings.suggestions == DEFAULTS.suggestions
    assert found.settings.learn is False
    assert found.complaint == f"{home / 'settings.toml'}: {found.problems[0]} (and 2 more)"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b"suggestions = 3\nghost = \n", "line 2"),
        (b"\xff\xfe", "is not UTF-8"),
        (b"keys = 3\n", "keys: expected a table, which begins with the line [keys]"),
        (b"a = " + b"[" * 3_000, "damaged"),
    ],
)
def test_a_damaged_file_is_said_in_one_line(home, raw, expected):
    (home / "settings.toml").write_bytes(raw)
    found = settings_file.read(home)
    assert expected in found.complaint
    assert "\n" not in found.complaint
    assert found.settings == DEFAULTS


def test_a_folder_in_its_place_is_said(home):
    (home / "settings.toml").mkdir()
    assert "can't be read" in settings_file.read(home).complaint


def test_writing_keeps_comments_and_order(home):
    path = said(home, MINE).path
    settings_file.write(path, "suggestions", 4)
    settings_file.write(path, "ghost", False)
    settings_file.write(path, "keys.find", ("ctrl+b",))
    settings_file.write(path, "keys.take", None)
    settings_file.write(path, "theme", None)
    text = path.read_text()
    assert text.startswith("# my own\nsuggestions = 4   # enough\n")
    assert '"~/diary",  # hers' in text
    assert tomllib.loads(text) == {
        "suggestions": 4,
        "private_folders": ["~/diary"],
        "ghost": False,
        "keys": {"save": ["ctrl+s", "f14"], "find": ["ctrl+b"]},
    }


def test_a_new_file_explains_all_settings_and_says_none(home):
    path = home / "deep" / "settings.toml"
    settings_file.create(path)
    assert tomllib.loads(path.read_text()) == {"keys": {}}
    for name in NAMES:
        assert f"\n# {name} = " in path.read_text()
    settings_file.create(path)  # once more changes nothing


def test_a_line_that_was_commented_out_is_taken_and_given_back(home):
    path = home / "settings.toml"
    settings_file.create(path)
    before = path.read_text()
    for name, value in (("ghost", False), ("private_folders", ("~/a", "~/b")), ("ghost_next", 0.5)):
        settings_file.write(path, name, value)
        assert getattr(settings_file.read(home).settings, name) == value
    assert len(path.read_text().splitlines()) == len(before.splitlines())
    for name in ("ghost", "private_folders", "ghost_next"):
        settings_file.write(path, name, None)
    assert path.read_text() == before


@given(
    values=st.lists(
        st.sampled_from(
            [("suggestions", 2), ("ghost", False), ("theme", 'a "b" \\ [x]'), ("keys.take", ("f2",))]
        )
    )
)
def test_whatever_is_written_is_read_again(values, tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    for name, value in values:
        settings_file.write(home / "settings.toml", name, value)
    found = settings_file.read(home)
    assert not found.problems
    for name, value in values:
        assert (found.settings.keys["take"] if "." in name else getattr(found.settings, name)) == value


def test_the_file_is_its_owners_alone_and_a_link_stays_one(home, tmp_path):
    real = tmp_path / "dotfiles" / "typeahead.toml"
    real.parent.mkdir()
    real.write_text("suggestions = 3\n")
    (home / "settings.toml").symlink_to(real)
    settings_file.write(home / "settings.toml", "suggestions", 2)
    assert (home / "settings.toml").is_symlink()
    assert real.read_text() == "suggestions = 2\n"
    assert real.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in real.parent.iterdir()] == ["typeahead.toml"]


def test_nothing_is_written_into_a_damaged_file(home):
    path = said(home, "suggestions = \n").path
    with pytest.raises(SettingInvalid, match="mend it"):
        settings_file.write(path, "suggestions", 2)
    assert path.read_text() == "suggestions = \n"


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageFailed, match="can't be written"):
        settings_file.write(tmp_path / "file" / "settings.toml", "suggestions", 2)


def test_where_it_lies(tmp_path, monkeypatch):
    monkeypatch.setenv("TYPEAHEAD_HOME", str(tmp_path / "h"))
    assert where() == tmp_path / "h" / "settings.toml"
    monkeypatch.setenv("TYPEAHEAD_CONFIG", str(tmp_path / "c"))
    assert where() == tmp_path / "c" / "settings.toml"
    monkeypatch.setenv("TYPEAHEAD_CONFIG", str(tmp_path / "mine.toml"))
    assert where() == tmp_path / "mine.toml"
    assert where(tmp_path / "x") == tmp_path / "x" / "settings.toml"
    monkeypatch.delenv("TYPEAHEAD_CONFIG")
    monkeypatch.delenv("TYPEAHEAD_HOME")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    assert where().name == "settings.toml"
    assert "typeahead" in where().parent.name.lower()


def test_reading_loads_no_reader_where_there_is_no_file(tmp_path):
    code = "from typeahead import settings_file; settings_file.read(); import sys; print(*sys.modules)"
    environment = {**os.environ, "TYPEAHEAD_HOME": str(tmp_path)}
    command = [sys.executable, "-c", code]
    shown = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert not {"tomllib", "tomlkit", "textual"} & set(shown.stdout.split())


def test_taking_others_settings_over_keeps_these_to_the_byte(tmp_path):
    """Also where they are damaged: what can't be read by this program may still be read by its person."""
    path = tmp_path / "settings.toml"
    path.write_bytes(b"# caf\xe9\r\n")
    settings_file.take(path, b"# theirs\n")
    assert path.read_bytes() == b"# theirs\n"
    assert (tmp_path / "settings.toml.before").read_bytes() == b"# caf\xe9\r\n"
