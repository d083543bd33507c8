"""What a person is told may come next."""

from __future__ import annotations

import pytest

from typeahead.commands.before import finished


def test_the_last_word_counts_as_finished(ask, trained):
    answer = ask("suggest", "The students opened their")
    assert answer["before"] == "The students opened their "
    first = answer["suggestions"][0]
    assert set(first) == {"text", "completion", "probability", "from"}
    assert first["text"] == first["completion"] == "books"
    assert 0 < first["probability"] <= 1
    assert first["from"] == "notes"


def test_typing_takes_the_text_literally(ask, trained):
    answer = ask("suggest", "--typing", "The students opened their w")
    assert answer["before"] == "The students opened their w"
    assert answer["suggestions"][0]["text"] == "windows"
    assert answer["suggestions"][0]["completion"] == "indows"


def test_as_many_as_asked_for(ask, trained):
    assert len(ask("suggest", "the", "-n", "2")["suggestions"]) == 2
    assert len(ask("suggest", "")["suggestions"]) == 5


def test_the_table(run, trained):
    result = run("suggest", "The students opened their")
    assert result.exit_code == 0
    assert "books" in result.stdout
    assert " %" in result.stdout
    assert "\x1b" not in result.stdout


def test_explain_shows_the_chain_of_the_first(run, ask, trained):
    shown = run("suggest", "The students opened their", "--explain").stdout
    assert "“books”" in shown
    assert "… opened their" in shown
    explanation = ask("suggest", "The students opened their", "--explain")["explanation"]
    assert explanation["word"] == "books"
    assert explanation["steps"][0]["order"] == 1


def test_no_answer_is_said_and_is_no_error(run, ask, trained):
    result = run("suggest", "--typing", "zzzzqx")
    assert result.exit_code == 0
    assert "Nothing to suggest after “zzzzqx”." in result.stdout
    assert ask("suggest", "--typing", "zzzzqx", "--explain") == {
        "before": "zzzzqx", "suggestions": [], "explanation": None
    }  # fmt: skip


def test_escape_sequences_and_markup_are_shown_as_text(run, trained):
    result = run("suggest", "--typing", "\x1b[31m[bold]zzqx")
    assert "\x1b" not in result.output
    assert "␛[31m[bold]zzqx" in result.stdout


def test_an_untrained_profile_answers_with_the_starter_model(ask):
    answer = ask("suggest", "I went to the")
    assert answer["suggestions"]
    assert {each["from"] for each in answer["suggestions"]} <= {"base", "recency"}
    assert answer["suggestions"][0]["from"] == "base"


def test_a_profile_that_does_not_exist(run, monkeypatch):
    for arguments in (["--profile", "nobody"], ["--profile", "nobody", "--json"]):
        result = run("suggest", "hello", *arguments)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr.startswith("typeahead: there is no profile 'nobody'; ")
        assert result.stderr.count("\n") == 1
    monkeypatch.setenv("TYPEAHEAD_PROFILE", "elsewhere")
    assert "no profile 'elsewhere'" in run("suggest", "hello").stderr


def test_a_name_that_could_not_be_a_profile(run):
    result = run("suggest", "hello", "--profile", "../other")
    assert result.exit_code == 1
    assert "can't be a profile's name" in result.stderr


def test_the_personal_model_has_to_be_there(run):
    result = run("suggest", "hello", "--model", "ngram")
    assert result.exit_code == 1
    assert "typeahead train" in result.stderr


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["a", "-n", "0"], ["a", "--model", "gpt"]])
def test_wrong_usage(run, arguments):
    assert run("suggest", *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("", ""), ("the", "the "), ("the ", "the "), ("the\n", "the\n"), ("don't", "don't "),
        ("It ended.", "It ended. "),
        ("well-", "well- "), ("5", "5 "), ("said “", "said “"), ("(", "("), ("a, b,", "a, b, "),
    ],
)  # fmt: skip
def test_finished(text, before):
    assert finished(text) == before


def test_the_distribution_behind_it(run, ask, trained):
    shown = run("suggest", "the students opened", "--show", "-n", "2", "--model", "ngram").stdout
    assert "modified-kneser-ney, after “<s> the students opened”, 7 counted:" in shown
    found = ask("suggest", "the students opened", "--show", "-n", "2", "--model", "ngram")["distribution"]
    assert (found["context"], found["total"]) == (["<s>", "the", "students", "opened"], 7)
    assert [(each["word"], each["count"]) for each in found["words"]] == [("their", 7), (".", 0)]
    assert "distribution" not in ask("suggest", "the students opened")


def test_scores_are_called_so(run, trained):
    assert run("train", trained, "--smoothing", "stupid-backoff").exit_code == 0
    shown = run("suggest", "the students opened").stdout
    assert "score" in shown
    assert "probability" not in shown
    assert "%" not in shown
    assert "(scores)" in run("suggest", "the students opened", "--show").stdout


def test_a_correction_is_marked_and_says_what_it_replaces(run, ask, trained):
    *others, correction = ask("suggest", "--typing", "The students opened thier")["suggestions"]
    assert (correction["text"], correction["completion"]) == ("their", "their")
    assert (correction["from"], correction["replaces"]) == ("spelling", 5)
    assert all("replaces" not in each for each in others)
    assert "≈ their" in run("suggest", "--typing", "The students opened thier").stdout


def test_a_word_with_capitals_says_what_it_replaces_and_whose_it_is(run, ask):
    *others, friday = ask("suggest", "--typing", "see you next frid")["suggestions"]
    assert (friday["text"], friday["completion"], friday["replaces"]) == ("Friday", "Friday", 4)
    assert friday["from"] == "base"
    assert all("replaces" not in each for each in others)
    assert "≈ Friday" in run("suggest", "--typing", "see you next frid").stdout


def test_a_word_with_capitals_that_comes_first_is_explained_in_its_place(ask):
    answer = ask("suggest", "--typing", "see you next frid", "-n", "1", "--explain")
    assert answer["suggestions"][0]["text"] == "Friday"
    expected = ask("explain", "see you next", "Friday")
    assert {"before": expected["before"], **answer["explanation"]} == expected


def test_a_correction_that_comes_first_is_explained_in_its_place(ask, trained):
    answer = ask("suggest", "--typing", "The students opened thier", "-n", "1", "--explain")
    assert answer["suggestions"][0]["text"] == answer["explanation"]["word"] == "their"
    expected = ask("explain", "The students opened", "their")
    assert {"before": expected["before"], **answer["explanation"]} == expected


def test_of_a_word_put_together_the_last_part_is_explained(ask, trained):
    answer = ask("suggest", "--typing", "We like the non-greenh", "--explain")
    first = answer["suggestions"][0]
    assert (first["text"], first["from"]) == ("non-greenhouse", "compound")
    assert answer["explanation"]["word"] == "greenhouse"


def test_a_list_has_the_word_that_a_phrase_would_lead_in_place_of(ask, trained):
    texts = [each["text"] for each in ask("suggest", "The students opened", "-n", "2")["suggestions"]]
    assert len(texts) == 2
    assert not any("," in text for text in texts)
