"""Commands obey a person's settings where these are of the words that are learned and suggested."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from typeahead import Predictor
from typeahead.editor import launch


@pytest.fixture
def say():
    def write(text: str) -> Path:
        path = Path(os.environ["TYPEAHEAD_HOME"]) / "settings.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    return write


def test_private_folders_are_not_read(ask, run, say, vault):
    (vault / "diary").mkdir()
    (vault / "diary" / "a.md").write_text("Grumbolt sleeps in the cellar. " * 3)
    say(f'private_folders = ["{vault / "diary"}"]\n')
    answer = ask("train", vault)
    assert answer["documents"] == 2
    assert "grumbolt" not in {each["word"] for each in ask("words")["words"]}
    say("")
    assert ask("train")["documents"] == 3


def test_new_words_wait_as_long_as_the_settings_say(ask, say, trained):
    with Predictor.open() as predictor:
        predictor.learn("The quokka opened their books.")

    def offered() -> list[str]:
        return [each["text"] for each in ask("suggest", "--typing", "The quokk")["suggestions"]]

    assert "quokka" not in offered()
    say("learn_after = 1\n")
    assert "quokka" in offered()
    assert ask("words", "--new")["words"][0]["suggested"] is True


def test_phrases_may_be_turned_off(ask, say, trained):
    def phrases() -> list[str]:
        found = ask("suggest", "the students", "-n", "5")["suggestions"]
        return [each["text"] for each in found if " " in each["text"]]

    assert phrases()
    say("phrases = false\n")
    assert phrases() == []


def test_what_is_wrong_is_said_once_and_the_command_goes_on(run, say, trained):
    path = say("phrasses = false\n")
    result = run("suggest", "the students")
    assert result.exit_code == 0
    assert result.stderr == f"note: {path}: there is no setting 'phrasses'; did you mean 'phrases'?\n"


def test_offensive_words_for_all_profiles_or_for_one(run, ask, say):
    path = say("")
    assert ask("words", "--offensive", "allow") == {"offensive": "allow"}
    say('offensive = "hide"\n')
    result = run("words", "--offensive", "allow")
    assert result.exit_code == 1
    assert result.stderr == (
        f'typeahead: {path} says offensive = "hide" for all profiles; change it there, or in the editor (F10)\n'
    )
    assert ask("words", "--offensive", "hide") == {"offensive": "hide"}


def test_the_editor_opens_the_model_that_the_settings_name_unless_another_is_asked_for(
    run, say, trained, monkeypatch
):
    asked = []
    monkeypatch.setattr("typeahead.commands.edit.is_terminal", lambda: True)
    monkeypatch.setattr(launch, "edit", lambda *_, **named: asked.append(named.get("model")) or 0)
    path = say('model = "ngram"\n')
    run("edit", "a.md")
    run("edit", "a.md", "--model", "base")
    assert asked == [None, "base"]
    for model, expected in zip(asked, ("ngram", "base"), strict=True):
        predictor = launch._open_predictor("default", None, model, launch.settings_file.read())
        assert predictor.model == expected
        predictor.close()
    say('model = "lstm"\n')
    predictor = launch._open_predictor("default", None, None, launch.settings_file.read())
    assert predictor.model == "mixture"
    assert str(path) in predictor.notices[-1]
    predictor.close()
