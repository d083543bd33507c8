"""The command itself: the editor as default, help, errors."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeahead import __version__, errors
from typeahead.commands import options
from typeahead.commands.entry import _only_a_file
from typeahead.commands.main import Typeahead, cli
from typeahead.commands.place import END


@pytest.fixture
def opened(monkeypatch):
    """What the editor was opened with."""
    calls = []

    def edit(path, *, line=None, column=1, profile="default", model="mixture", home=None):
        calls.append((path, line if column == 1 else (line, column), profile, model))
        return 0

    monkeypatch.setattr("typeahead.commands.edit.is_terminal", lambda: True)
    monkeypatch.setattr("typeahead.editor.launch.edit", edit)
    return calls


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], (None, None, "default", "mixture")),
        (["notes.md"], (Path("notes.md"), None, "default", "mixture")),
        (["+12", "notes.md"], (Path("notes.md"), 12, "default", "mixture")),
        (["+12:5", "notes.md"], (Path("notes.md"), (12, 5), "default", "mixture")),
        (["edit", "+7", "notes.md"], (Path("notes.md"), 7, "default", "mixture")),
        (["+", "notes.md"], (Path("notes.md"), (END, END), "default", "mixture")),
        (["notes.md", "+12"], (Path("notes.md"), 12, "default", "mixture")),
        (["./train"], (Path("train"), None, "default", "mixture")),
        (["edit", "train"], (Path("train"), None, "default", "mixture")),
        (["./+12"], (Path("./+12"), None, "default", "mixture")),
        (["--profile", "work", "notes.md"], (Path("notes.md"), None, "work", "mixture")),
        (["notes.md", "--model", "base"], (Path("notes.md"), None, "default", "base")),
        (["trian"], (Path("trian"), None, "default", "mixture")),
        (["--", "-odd.md"], (Path("-odd.md"), None, "default", "mixture")),
    ],
)
def test_a_file_or_nothing_opens_the_editor(run, opened, arguments, expected):
    assert run(*arguments).exit_code == 0
    assert opened == [expected]


def test_what_is_no_line_is_named(run, opened):
    assert "+x names no line: write +12, or" in run("+x", "a.md").stderr
    assert "Name one file" in run("a.md", "b.md").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["a.md", "b.md"],
        ["+1"],
        ["+"],
        ["+1:2:3", "a"],
        ["+1", "+2", "a"],
        ["-"],
        ["--nonsense"],
        ["a", "--json"],
    ],
)
def test_the_editor_used_wrongly(run, opened, arguments):
    assert run(*arguments).exit_code == 2
    assert opened == []


@pytest.mark.parametrize("arguments", [[""], ["edit", ""], ["+3", ""]])
def test_an_empty_name_is_refused_in_the_words_of_other_commands(run, opened, arguments):
    """No pipe is in this, which the editor spoke of once."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert "it is empty; name a file or a folder" in " ".join(result.stderr.replace("│", " ").split())
    assert "pipe" not in result.stderr
    assert "pipe" in run("-").stderr
    assert opened == []


def test_a_mistyped_command_is_guessed(run, opened):
    result = run("trian", "notes")
    assert result.exit_code == 2
    assert "'train'" in result.stderr


def test_the_editor_needs_a_terminal(run):
    result = run("notes.md")
    assert result.exit_code == 1
    assert "needs a terminal" in result.stderr


def test_the_editor_s_exit_code_is_ours(run, opened, monkeypatch):
    monkeypatch.setattr("typeahead.editor.launch.edit", lambda *_, **__: 3)
    assert run("notes.md").exit_code == 3


def test_a_folder_has_no_line(run, monkeypatch, tmp_path):
    monkeypatch.setattr("typeahead.commands.edit.is_terminal", lambda: True)
    result = run("+3", tmp_path)
    assert result.exit_code == 1
    assert f"{tmp_path} is a folder, which has no lines" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "place"),
    [
        ([], (None, None, 1)),
        (["+3:4", "a.md"], (Path("a.md"), 3, 4)),
        (["edit", "a.md", "+3"], (Path("a.md"), 3, 1)),
        (["./+"], (Path("+"), None, 1)),
        (["+3:", "a.md"], None),
        (["+3"], None),
        (["train", "a.md"], None),
        (["-h"], None),
        ([""], None),
        (["nowhere/"], None),
        (["nowhere/."], None),
        (["./"], (Path(), None, 1)),
        (["edit", "a."], None),
    ],
)
def test_the_straight_way_to_the_editor_reads_arguments_alike(arguments, place):
    assert _only_a_file(arguments) == place


@pytest.mark.parametrize("name", ["docs5/", "docs5/.", "docs5/a.md"])
def test_a_name_in_no_folder_opens_nothing(run, opened, monkeypatch, tmp_path, name):
    monkeypatch.chdir(tmp_path)
    result = run(name)
    assert result.exit_code == 1
    assert f"{name}: there is no folder" in result.stderr
    assert opened == []
    assert list(tmp_path.iterdir()) == []


def test_version(run):
    assert run("--version").stdout == f"typeahead {__version__}\n"


def test_help_names_every_command(run):
    shown = run("--help").stdout
    assert all(name in shown for name in Typeahead.modules)


@pytest.mark.parametrize("name", Typeahead.modules)
def test_each_command_s_help_has_a_sentence_and_an_example(run, name):
    result = run(name, "--help")
    assert result.exit_code == 0
    assert f"typeahead {name}" in result.stdout.split("╭")[0].split("Usage:")[1].split("\n", 1)[1]
    command = cli.get_command(cli.make_context("typeahead", [name, "x"], resilient_parsing=True), name)
    first = command.help.split("\n\n")[0]
    assert first.endswith(".")
    assert "\n" not in first


def test_every_command_but_edit_and_completion_has_json(run):
    for name in set(Typeahead.modules) - {"edit", "completion", "profile", "model"}:
        assert "--json" in run(name, "--help").stdout
        assert "--profile" in run(name, "--help").stdout
    for name in ("list", "show", "delete"):
        assert "--json" in run("profile", name, "--help").stdout
    for name in ("export", "import"):
        assert "--json" in run("model", name, "--help").stdout


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (errors.ProfileBusy("it is busy\nfor long; wait"), 1, "typeahead: it is busy␊for long; wait\n"),
        (errors.StorageFailed("no \x1b[31mroom"), 1, "typeahead: no ␛[31mroom\n"),
        (KeyboardInterrupt(), 130, "typeahead: stopped\n"),
        (OSError(28, "No space left on device", "/x/y"), 1, "typeahead: /x/y: no space left on device"),
        (MemoryError(), 1, "typeahead: not enough memory"),
        (BrokenPipeError(), 141, ""),
    ],
)
def test_errors_are_one_line(run, monkeypatch, error, code, said):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr("typeahead.profile.profile.Profile.open", fail)
    result = run("words")
    assert result.exit_code == code
    assert result.stdout == ""
    assert result.stderr.startswith(said)
    assert result.stderr.count("\n") == (1 if said else 0)


def test_the_names_in_options_are_those_of_the_library():
    from typeahead.models.ngram.smoothing import SMOOTHINGS
    from typeahead.prediction.predictor import MODELS
    from typeahead.profile.encoding import PROSE, WHITESPACE

    assert options.MODELS == MODELS
    assert tuple(SMOOTHINGS) == options.SMOOTHINGS
    assert options.TOKENS == (PROSE, WHITESPACE)
