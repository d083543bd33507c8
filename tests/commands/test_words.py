"""What was learned from the person, listed."""

from __future__ import annotations

import pytest

from typeahead import Predictor


def test_all_of_them_in_json(ask, trained):
    answer = ask("words")
    assert answer["total"] == len(answer["words"])
    by_word = {each["word"]: each for each in answer["words"]}
    assert by_word["students"] == {"word": "students", "count": 7, "source": "file", "suggested": True}
    counts = [each["count"] for each in answer["words"]]
    assert counts == sorted(counts, reverse=True)
    assert len(ask("words", "-n", "3")["words"]) == 3


def test_the_table(run, trained):
    result = run("words", "-n", "2")
    assert "2 of " in result.stdout
    assert "files" in result.stdout


def test_new_words_were_only_typed(run, ask, trained):
    assert ask("words", "--new")["words"] == []
    assert run("words", "--new").stdout == "No new words were typed.\n"
    with Predictor.open() as predictor:
        predictor.learn("The quokka opened their books.")
    assert ask("words", "--new")["words"] == [
        {"word": "quokka", "count": 1, "source": "typed", "suggested": False}
    ]
    assert "not suggested until it comes back" in run("words", "--new").stdout


def test_allow_takes_a_word_off_the_list(run, ask, trained):
    run("forget", "--word", "Zanzibar")
    assert ask("words", "--allow", "zanzibar") == {"word": "zanzibar", "allowed": True}
    assert "was not blocked" in run("words", "--allow", "zanzibar").stdout
    run("train")
    assert "Zanzibar" in [each["word"] for each in ask("words")["words"]]


def test_nothing_learned(run, ask):
    assert "Nothing was learned yet" in run("words").stdout
    assert ask("words")["words"] == []


def test_a_profile_that_does_not_exist(run):
    assert run("words", "--profile", "nobody").exit_code == 1


def test_never_and_allow(run, ask, trained):
    def offered(before: str) -> list[str]:
        return [each["text"] for each in ask("suggest", before, "-n", "20")["suggestions"]]

    assert "books" in offered("The students opened their")
    assert ask("words", "--never", "Books") == {"word": "Books", "never": True, "changed": True}
    assert "was never suggested already" in run("words", "--never", "books").stdout
    assert "books" not in offered("The students opened their")
    run("train", "--again")
    assert "books" not in offered("The students opened their")
    by_word = {each["word"]: each for each in ask("words")["words"]}
    assert by_word["books"] == {**by_word["books"], "suggested": False, "never": True}
    assert "never" not in by_word["students"]
    listed = run("words", "-n", "100").stdout
    assert "never suggested, until: typeahead words --allow books" in listed
    assert "comes back" not in listed
    assert ask("words", "--allow", "books") == {"word": "books", "allowed": True}
    assert "books" in offered("The students opened their")
    result = run("words", "--never", "books", "--after", "their")
    assert (
        result.stdout
        == "books after their is never suggested, until: typeahead words --allow books --after their\n"
    )
    assert "books" not in offered("The students opened their")
    assert run("words", "--allow", "books", "--after", "the").stdout == "books after the was not blocked.\n"
    assert (
        run("words", "--allow", "books", "--after", "their").stdout
        == "books after their may be suggested again.\n"
    )
    assert "books" in offered("The students opened their")


def test_offensive_words_can_be_allowed(run, ask):
    assert ask("words", "--offensive", "allow", "--profile", "default") == {"offensive": "allow"}
    assert "only where you wrote them" in run("words", "--offensive", "hide").stdout


def test_one_thing_at_a_time(run, trained):
    for arguments in (
        ["--never", "a", "--allow", "b"],
        ["--after", "a"],
        ["--offensive", "hide", "--never", "a"],
    ):
        assert run("words", *arguments).exit_code == 2
    assert run("words", "--never", "two words").exit_code == 1
    assert run("words", "--never", "one", "--after", "").exit_code == 1


@pytest.mark.parametrize("said", [("--never", "books"), ("--allow", "books"), ("--offensive", "hide")])
def test_a_list_and_an_order_do_not_go_together(run, ask, trained, said):
    result = run("words", "--new", *said)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--new" in result.stderr
    assert not any(each.get("never") for each in ask("words")["words"])
