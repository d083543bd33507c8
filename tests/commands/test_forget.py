"""Taking back from the command line."""

from __future__ import annotations

import shlex

import pytest

from typeahead import Predictor


def test_a_word(run, ask, trained):
    assert ask("forget", "--word", "zanzibar") == {
        "profile": "default", "word": "zanzibar", "words": 1, "documents": 1, "networks": []
    }  # fmt: skip
    assert "Zanzibar" not in [each["word"] for each in ask("words")["words"]]
    assert ask("suggest", "--typing", "Zanz")["suggestions"] == []
    assert "blocked until: typeahead words --allow books" in run("forget", "--word", "books").stdout


def test_a_word_that_was_nowhere_is_blocked_and_that_it_was_nowhere_is_said(run, trained):
    shown = run("forget", "--word", "nosuchword").stdout
    assert shown.startswith("Nothing to forget: nosuchword was in nothing that was read or typed.\n")
    assert "blocked until: typeahead words --allow nosuchword" in shown
    assert run("forget", "--word", "books").stdout.startswith("Forgot books: cut 4 words from ")


def test_what_is_like_a_forgotten_word_is_said(run, ask, trained):
    (trained / "names.md").write_text(
        "Anna, annaA, annaBB, Annas, Annabella, annaCC’s and annaDDDDDD; Zoë, zoe.\n"
    )
    run("train")
    shown = run("forget", "--word", "Anna").stdout
    assert "Still there: Annas, annaA, annaBB, annaCC’s, Annabella and 1 more; " in shown
    assert "typeahead forget --word Annas forgets the first." in shown
    assert ask("forget", "--word", "Zoë")["still_there"] == ["zoe"]
    assert "Still there" not in run("forget", "--word", "zoe").stdout
    (trained / "names.md").write_text("They can't.\n")
    run("train")
    assert """forget --word 'can'"'"'t' forgets""" in run("forget", "--word", "can").stdout


def test_pieces_of_one_day_are_one_document(run, ask, trained):
    for text in ("The quokka sleeps.", "No quokka eats here."):
        with Predictor.open() as predictor:
            predictor.learn(text, origin="/notes/a.md")
    assert len(ask("profile", "show")["documents"]) == 3
    answer = ask("forget", "--word", "quokka")
    assert (answer["words"], answer["documents"]) == (2, 1)
    assert "from 3 documents." in run("forget", "--word", "the").stdout


def test_what_is_to_be_pasted_is_quoted_for_a_shell(run, ask, trained):
    path = trained / "sp ace \"q'.md"
    path.write_text("The students can't open it.\n")
    run("train")
    shown = run("forget", "--document", path).stdout
    command = shown.strip().splitlines()[-1].partition("until: ")[2]
    assert shlex.split(command) == ["typeahead", "train", "--again", str(path)]
    assert run(*shlex.split(command)[1:]).exit_code == 0
    assert """until: typeahead words --allow 'can'"'"'t'\n""" in run("forget", "--word", "can't").stdout
    never = run("words", "--never", "can't", "--after", "don't").stdout
    assert shlex.split(never.partition("until: ")[2]) == [
        "typeahead",
        "words",
        "--allow",
        "can't",
        "--after",
        "don't",
    ]
    run("train", "--again", path)
    run("words", "--allow", "can't")
    run("train")
    run("words", "--never", "can't")
    assert """until: typeahead words --allow 'can'"'"'t'""" in run("words").stdout


def test_a_document(run, ask, trained):
    result = run("forget", "--document", trained / "letter.txt")
    assert "from 1 document." in result.stdout
    assert "train --again" in result.stdout
    assert ask("train")["documents"] == 1
    assert ask("train", "--again", trained)["documents"] == 2


def test_a_document_that_was_forgotten_before(run, ask, trained):
    """Who was killed at it asks again."""
    run("forget", "--document", trained / "letter.txt")
    result = run("forget", "--document", trained / "letter.txt")
    assert result.exit_code == 0, result.stderr
    assert "was forgotten or left out before: nothing of it is left." in result.stdout
    assert "train --again" in result.stdout
    answer = ask("forget", "--document", trained / "letter.txt")
    assert (answer["forgotten_before"], answer["words"], answer["documents"]) == (True, 0, 0)


def test_all_without_asking_in_a_script(ask, trained):
    assert ask("forget", "--all", "--yes")["documents"] == 2
    assert ask("words")["total"] == 0


@pytest.mark.parametrize("text", [None, "y\n"])
def test_all_is_refused_where_nobody_can_be_asked(run, ask, trained, text):
    before = ask("profile", "show")
    for as_json in ([], ["--json"]):
        result = run("forget", "--all", *as_json, text=text)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "add --yes" in result.stderr
        assert result.stderr.count("\n") == 1
    assert ask("profile", "show") == before


@pytest.mark.parametrize(("answer", "left"), [("n\n", 2), ("y\n", 0)])
def test_all_is_asked_at_a_terminal(run, ask, trained, monkeypatch, answer, left):
    monkeypatch.setattr("typeahead.commands.asking.is_terminal", lambda: True)
    result = run("forget", "--all", text=answer)
    assert result.exit_code == 0
    assert "Forget everything in profile 'default'?" in result.stderr
    assert ask("profile", "show")["files"] == left


def test_yes_does_not_ask(run, trained, monkeypatch):
    monkeypatch.setattr("typeahead.commands.asking.is_terminal", lambda: True)
    assert "Forgot everything" in run("forget", "--all", "--yes").stdout


@pytest.mark.parametrize("arguments", [[], ["--word", "a", "--all"], ["--word", "a", "--document", "b"]])
def test_exactly_one(run, arguments):
    result = run("forget", *arguments)
    assert result.exit_code == 2
    assert "exactly one" in result.stderr


def test_what_cannot_be_forgotten(run, trained, tmp_path):
    result = run("forget", "--document", tmp_path / "other.md")
    assert result.exit_code == 1
    assert "nothing was learned from" in result.stderr
    assert run("forget", "--word", "two words").exit_code == 1
    assert run("forget", "--word", "a", "--profile", "nobody").exit_code == 1
