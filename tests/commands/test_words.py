"""What was learned from the person, listed."""

from __future__ import annotations

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
