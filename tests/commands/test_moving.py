"""`typeahead profile export`, `import` and `path`, as a person uses them."""

from __future__ import annotations

import re
from pathlib import Path

import platformdirs.macos
import platformdirs.unix
import platformdirs.windows
import pytest

DOCS = (Path(__file__).parents[2] / "docs" / "moving.md").read_text()


def test_a_profile_goes_out_and_comes_in_by_another_name(run, ask, trained, tmp_path):
    found = ask("profile", "export", tmp_path / "file")
    assert (found["files"], found["profile"]) == (2, "default")
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600
    result = run("profile", "import", tmp_path / "file", "--profile", "work")
    assert result.exit_code == 0
    assert "is profile work now" in result.stdout
    assert str(trained) in result.stdout  # a folder that is read from now on
    assert ask("suggest", "The students opened ", "--profile", "work") == ask(
        "suggest", "The students opened "
    )


def test_standard_output_and_input(run, trained):
    sent = run("profile", "export", "-")
    assert sent.exit_code == 0
    received = run("profile", "import", "-", "--profile", "work", "--no-folders", text=sent.stdout_bytes)
    assert received.exit_code == 0, received.stderr
    assert "Folders" not in received.stdout
    assert run("profile", "export", "-", "--json").exit_code == 2


def test_what_is_there_is_not_written_over(run, ask, trained, tmp_path):
    assert run("profile", "export", tmp_path / "file").exit_code == 0
    for arguments in (("export", tmp_path / "file"), ("export", tmp_path), ("import", tmp_path / "file")):
        result = run("profile", *arguments)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
    assert run("profile", "export", tmp_path / "file", "--force").exit_code == 0
    assert ask("profile", "import", tmp_path / "file", "--replace")["replaced"]


def test_a_file_can_be_looked_into(run, trained, tmp_path):
    run("profile", "export", tmp_path / "file")
    result = run("profile", "import", tmp_path / "file", "--list", "--profile", "other")
    assert "tables/documents.jsonl" in result.stdout
    assert "other" not in run("profile", "list").stdout


def test_settings_come_along_when_they_are_asked_for(run, ask, trained, tmp_path):
    settings = Path(ask("profile", "path")["settings"])
    settings.write_text("learn_after = 3\n")
    run("profile", "export", tmp_path / "file")
    settings.write_text("learn_after = 1\n")
    assert "--settings" in run("profile", "import", tmp_path / "file", "--replace").stdout
    assert settings.read_text() == "learn_after = 1\n"
    assert ask("profile", "import", tmp_path / "file", "--replace", "--settings")["settings"] == "taken"
    assert settings.read_text() == "learn_after = 3\n"
    assert settings.with_name("settings.toml.before").read_text() == "learn_after = 1\n"
    assert settings.stat().st_mode & 0o777 == 0o600


def test_no_file_of_a_profile_is_one_line(run, tmp_path):
    (tmp_path / "file").write_text("no profile\x1b[2J\n")
    result = run("profile", "import", tmp_path / "file")
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "\x1b" not in result.stderr


@pytest.mark.parametrize(
    ("system", "dirs"),
    [("Linux", platformdirs.unix.Unix), ("macOS", platformdirs.macos.MacOS)],
)
def test_the_docs_say_where_things_lie(system, dirs, monkeypatch):
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    found = dirs("typeahead", appauthor=False)
    data, settings = (str(Path(each)) for each in (found.user_data_dir, found.user_config_dir))
    row = re.search(rf"^\| {system} \| `(.*)` \| `(.*)` \|", DOCS, re.MULTILINE)
    assert row is not None
    assert [str(Path(each).expanduser()) for each in row.groups()] == [data, f"{settings}/settings.toml"]


def test_the_docs_say_where_things_lie_on_windows(monkeypatch):
    monkeypatch.setattr(platformdirs.windows, "get_win_folder", lambda _: r"~\AppData\Local", raising=True)
    found = platformdirs.windows.Windows("typeahead", appauthor=False)
    data = found.user_data_dir.replace("/", "\\")
    assert data.endswith(r"AppData\Local\typeahead")
    assert rf"| Windows | `{data[data.index('~') :]}`" in DOCS


def test_the_program_uses_these_folders(ask, monkeypatch, tmp_path):
    import platformdirs

    monkeypatch.delenv("TYPEAHEAD_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    found = ask("profile", "path", "--profile", "work")
    data = platformdirs.user_data_dir("typeahead", appauthor=False)
    assert found == {
        "profile": f"{data}/profiles/work",
        "data": data,
        "settings": f"{platformdirs.user_config_dir('typeahead', appauthor=False)}/settings.toml",
        "recovery": f"{data}/recovery",
    }


def test_what_is_missing_is_said_before_what_is_there(run, trained, tmp_path):
    result = run("profile", "import", tmp_path / "nofile")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nofile" in result.stderr
    assert "--replace" not in result.stderr
