"""Profiles, listed, shown and deleted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from typeahead.profile.days import Figures
from typeahead.profile.profile import Profile, profile_folder


def test_list(run, ask, trained):
    run("train", trained, "--profile", "work")
    found = ask("profile", "list")["profiles"]
    assert [each["name"] for each in found] == ["default", "work"]
    assert all(each["trained"] and each["words"] > 0 and each["bytes"] > 0 for each in found)
    assert "work" in run("profile", "list").stdout


def test_no_profiles(run):
    assert "There are no profiles yet" in run("profile", "list").stdout


def test_show(run, ask, trained):
    found = ask("profile", "show")
    assert (found["name"], found["trained"], found["model"], found["files"]) == ("default", True, "own", 2)
    assert found["order"] == len(found["orders"]) == 5
    assert all(each["bytes"] > 0 and each["ngrams"] >= each["singletons"] >= 0 for each in found["orders"])
    assert found["roots"] == [str(trained)]
    assert {each["path"] for each in found["documents"]} == {
        str(trained / "garden.md"), str(trained / "letter.txt")
    }  # fmt: skip
    assert Path(found["folder"]).is_dir()
    assert found["bytes_on_disk"] > 0
    shown = run("profile", "show").stdout
    assert str(trained) in shown
    assert "letter.txt" not in shown
    assert str(trained / "letter.txt") in run("profile", "show", "--documents").stdout


def test_show_keystrokes_saved(run, ask, trained):
    assert "Keystrokes saved" not in run("profile", "show").stdout
    with Profile.open() as profile:
        profile.store.add_to_day("2026-05-01", Figures(1000, 800, 1))
    assert "200 of 1,000 (20.0 %), 1 suggestion taken" in run("profile", "show").stdout
    assert ask("profile", "show")["typing"]["characters"] == 1000


def test_show_before_training(run, ask):
    assert "starter" in run("profile", "show").stdout
    assert ask("profile", "show")["model"] == "starter"


def test_show_draws_size_against_order_and_text(run, ask, trained, monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shown = run("profile", "show").stdout
    for heading in ("n-grams", "met once", "in memory", "on disk", "from 1/8 of the text to all"):
        assert heading in shown
    assert "█" in shown
    assert "━" in shown
    for each in ask("profile", "show")["orders"]:
        assert f"{each['ngrams']:,}" in shown
        assert len(each["growth"]) == 8
        assert each["growth"] == sorted(each["growth"])
        assert each["growth"][-1] == each["ngrams"]
        assert each["bytes_in_memory"] > 0
        assert each["bytes_on_disk"] > 0
    table = shown[shown.index("order") :]
    assert max(len(line.rstrip()) for line in table.splitlines()) <= 80


def test_show_how_the_orders_fare_on_a_text(run, ask, trained, tmp_path):
    (tmp_path / "unseen.md").write_text("The students opened their umbrellas.\n")
    on = ask("profile", "show", "--on", tmp_path / "unseen.md")["on"]
    assert (on["files"], on["tokens"], on["unknown"], on["skipped"]) == (1, 7, 1, [])
    assert [each["order"] for each in on["orders"]] == [1, 2, 3, 4, 5]
    assert on["unknown"] + sum(each["answered"] for each in on["orders"]) == on["tokens"]
    assert on["orders"][0]["contexts_unseen"] == 0
    shown = run("profile", "show", "--on", tmp_path / "unseen.md").stdout
    assert "context never seen" in shown
    assert "answered" in shown
    assert "context never seen" not in run("profile", "show").stdout


def test_show_on_no_text(run, trained, tmp_path):
    for path in (tmp_path / "nowhere.md", trained / "picture.png"):
        result = run("profile", "show", "--on", path)
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr.count("\n") == 1


def test_show_an_imported_model(run, ask, trained, tmp_path):
    (tmp_path / "unseen.md").write_text("The students opened their zzqxes.\n")
    own = ask("profile", "show", "--on", tmp_path / "unseen.md")
    assert run("model", "export", tmp_path / "own.arpa").exit_code == 0
    result = run("model", "import", tmp_path / "own.arpa", "--profile", "taken", "--tokens", "prose")
    assert result.exit_code == 0, result.stderr
    taken = ask("profile", "show", "taken", "--on", tmp_path / "unseen.md")
    assert taken["model"] == "imported"
    # The same n-grams answer, whether they have counts or probabilities.
    assert taken["on"] == own["on"]
    shown = run("profile", "show", "taken", "--on", tmp_path / "unseen.md").stdout
    assert "does not learn" in shown
    assert "Sentences in it" not in shown
    assert "Sentences" not in shown
    assert "–" in shown


def test_show_and_delete_one_that_does_not_exist(run):
    for arguments in (["show", "nobody"], ["show", "--profile", "nobody"], ["delete", "nobody"]):
        result = run("profile", *arguments)
        assert result.exit_code == 1
        assert "no profile 'nobody'" in result.stderr


def test_delete(run, ask, trained):
    assert ask("profile", "delete", "default", "--yes") == {"deleted": "default"}
    assert not profile_folder("default").exists()
    assert run("profile", "delete").exit_code == 2


def test_delete_what_is_left_of_one(run, trained):
    folder = profile_folder("default")
    folder.rename(folder.with_name(".deleted.default.1"))
    result = run("profile", "delete", "default")
    assert result.exit_code == 0, result.stderr
    assert "Removed the rest of profile default" in result.stdout
    assert list(folder.parent.iterdir()) == []
    assert run("profile", "delete", "default").exit_code == 1


@pytest.mark.parametrize("text", [None, "y\n"])
def test_delete_is_refused_where_nobody_can_be_asked(run, ask, trained, text):
    before = ask("profile", "show")
    result = run("profile", "delete", "default", text=text)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "add --yes" in result.stderr
    assert result.stderr.count("\n") == 1
    assert ask("profile", "show") == before


@pytest.mark.parametrize("answer", ["n\n", "y\n"])
def test_delete_asks_at_a_terminal(run, trained, monkeypatch, answer):
    monkeypatch.setattr("typeahead.commands.asking.is_terminal", lambda: True)
    result = run("profile", "delete", "default", text=answer)
    assert result.exit_code == 0
    assert profile_folder("default").exists() == (answer == "n\n")


def test_a_damaged_profile_is_listed_and_named_in_errors(run, ask, trained):
    database = profile_folder("default") / "profile.db"
    for side in database.parent.glob("profile.db-*"):
        side.unlink()
    shutil.rmtree(database.parent / "backups")
    database.write_bytes(b"this is no database, whatever its name may be" * 200)
    (found,) = ask("profile", "list")["profiles"]
    assert found["trained"] is False
    assert found["problem"]
    for arguments in (["suggest", "hello"], ["words"], ["profile", "show"], ["train"], ["forget", "--all"]):
        result = run(*arguments)
        assert result.exit_code == 1, arguments
        assert result.stderr.startswith("typeahead: ")
        assert result.stderr.count("\n") == 1
        assert result.stdout == ""
    assert database.exists()


def test_check_mends_and_says_so(run, ask, trained):
    found = ask("profile", "check")
    assert (found["documents"], found["notices"], found["problems"], len(found["backups"])) == (2, [], [], 1)
    assert "is whole: 2 documents" in run("profile", "check").stdout
    database = profile_folder("default") / "profile.db"
    database.write_bytes(database.read_bytes()[:6_000])
    mended = run("profile", "check")
    assert mended.exit_code == 0
    assert "was put in its place" in mended.stderr
    assert mended.stderr.count("\n") == 1
    assert "is whole: 2 documents" in mended.stdout
    assert len(ask("profile", "check")["aside"]) == 1


def test_show_what_is_typical(run, ask, trained):
    found = ask("profile", "show")["typical"]
    words = {each["text"]: each["count"] for each in found["words"]}
    assert words["students"] == 7
    assert "opened" in words
    assert "their" not in words
    assert [each["z"] for each in found["words"]] == sorted(
        (each["z"] for each in found["words"]), reverse=True
    )
    shown = run("profile", "show").stdout
    line = next(line for line in shown.splitlines() if line.startswith("students opened"))
    assert line.split()[2] == "7"
    run("words", "--never", "students")
    assert "students opened" not in run("profile", "show").stdout
    assert ask("profile", "show", "--profile", "default")["typical"]["tokens"] == found["tokens"]


def test_before_training_nothing_is_typical(run, ask):
    assert ask("profile", "show")["typical"] is None
    assert "typical" not in run("profile", "show").stdout
