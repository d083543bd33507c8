"""What a shell completes."""

from __future__ import annotations

import pytest
from click.shell_completion import ShellComplete

from typeahead.commands.main import cli


def completions(arguments, incomplete):
    found = ShellComplete(cli, {}, "typeahead", "_TYPEAHEAD_COMPLETE").get_completions(arguments, incomplete)
    return [(each.type, each.value) for each in found]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_script(run, shell):
    shown = run("completion", shell).stdout
    assert "_TYPEAHEAD_COMPLETE" in shown
    assert f"{shell}_complete" in shown


def test_another_shell(run):
    assert run("completion", "tcsh").exit_code == 2


def test_commands_and_files():
    assert completions([], "tr") == [("plain", "train")]
    assert ("plain", "suggest") in completions([], "")
    assert completions([], "notes.m") == [("file", "notes.m")]
    assert completions(["edit"], "notes.m") == [("file", "notes.m")]
    assert ("plain", "--version") in completions([], "--")


def test_options_of_a_bare_file():
    assert ("plain", "--profile") in completions(["notes.md"], "--")


def test_profiles(trained):
    assert completions(["suggest", "--profile"], "d") == [("plain", "default")]
    assert completions(["profile", "show"], "") == [("plain", "default")]
