"""Where a probability comes from, shown."""

from __future__ import annotations

import math

import pytest


def test_json(ask, trained):
    answer = ask("explain", "The students opened their", "books")
    assert [part["model"] for part in answer["parts"]] == ["notes", "contexts", "base", "recency", "network"]
    mixed = sum(part["share"] * part["probability"] for part in answer["parts"])
    assert answer["probability"] == pytest.approx(mixed)
    answer = ask("explain", "The students opened their", "books", "--model", "ngram")
    assert set(answer) == {
        "before", "word", "known", "probability", "bits", "spelling", "smoothing", "normalised", "share", "steps",
        "rank", "ranked", "rule", "equations", "alternatives", "places",
    }  # fmt: skip
    assert answer["known"] is True
    assert answer["smoothing"] == "modified-kneser-ney"
    assert answer["normalised"] is True
    last = answer["steps"][-1]
    assert last["probability"] == pytest.approx(answer["probability"])
    assert last["probability"] == pytest.approx(
        (last["count"] - last["discount"]) / last["total"] + last["backoff_weight"] * last["lower"]
    )
    assert answer["probability"] == pytest.approx(2 ** -answer["bits"])


def test_each_model_of_the_mixture_tells_what_stands_behind_its_figure(run, ask, trained):
    answer = ask("explain", "It rained. The students opened their", "books")
    notes, contexts, base, recency, network = answer["parts"]
    assert notes["steps"] == answer["steps"]
    without = contexts["contexts"]
    assert without["whole"] == pytest.approx(notes["probability"])
    assert without["alone"] == pytest.approx(notes["steps"][0]["probability"])
    assert without["left"] == pytest.approx(math.prod(step["backoff_weight"] for step in notes["steps"][1:]))
    assert contexts["probability"] == pytest.approx(
        (without["whole"] - without["left"] * without["alone"]) / (1.0 - without["left"])
    )
    for part in (notes, base):
        assert part["steps"][-1]["probability"] == pytest.approx(part["probability"], rel=1e-6)
        assert part["smoothing"] == "modified-kneser-ney"
    met = recency["recency"]
    own = met["pair"] + met["kappa"] * met["word"] / met["words"]
    assert recency["probability"] == pytest.approx(own / (met["pairs"] + met["kappa"]))
    assert (met["before"], network["network"]["has_word"]) == ("their", True)
    assert len(network["network"]["likeliest"]) == len(network["network"]["nearest"]) == 5
    shown = run("explain", "It rained. The students opened their", "books").stdout
    for heading in (
        "In your notes:",
        "Their contexts alone",
        "P(books | contexts)",
        "In English:",
        "Written lately",
        "The network:",
        "P(books | their)",
    ):
        assert heading in shown
    assert "together" in shown


def test_where_it_was_written(run, ask, trained):
    places = ask("explain", "The students opened their", "books")["places"]
    assert places["documents"] == 2
    first = places["found"][0]
    assert (first["line"], first["words"], first["is_file"]) == (3, 5, True)
    assert first["sentence"][first["start"] : first["end"]] == "the students opened their books"
    shown = run("explain", "The students opened their", "books").stdout
    assert f"{trained / 'garden.md'}:3\n    The students opened their books." in shown
    assert "You have not written it in any of 2 documents." in run("explain", "the", "zzqx").stdout


def test_a_long_sentence_is_cut_between_words(run, tmp_path):
    (tmp_path / "long.md").write_text("the cat " * 20 + "saw a zebra " + "and the dog " * 20 + ".\n")
    assert run("train", tmp_path / "long.md").exit_code == 0
    (line,) = [line for line in run("explain", "saw a", "zebra").stdout.splitlines() if "saw a zebra" in line]
    assert line.strip().startswith("… cat the cat" if "… cat" in line else "… the cat")
    assert line.rstrip().endswith(("dog …", "the …", "and …"))


def test_alternatives_are_words_as_they_would_be_suggested(run, ask, trained):
    at_start = ask("explain", "", "the")
    assert all(each["word"][0].isupper() for each in at_start["alternatives"])
    suggested = [each["text"] for each in ask("suggest", "")["suggestions"]]
    words = list(dict.fromkeys(text.split()[0] for text in suggested))  # one of them may be a phrase
    assert [each["word"] for each in at_start["alternatives"]][: len(words)] == words
    network = at_start["parts"][-1]["network"]
    assert all(each["word"][0].isupper() for each in network["likeliest"])
    answer = ask("explain", "The students opened their", "books")
    assert answer["alternatives"][0]["word"] == "books"
    assert answer["alternatives"][0]["figure"] == pytest.approx(answer["probability"])
    assert answer["rank"] == 1
    run("words", "--never", "books")
    after = ask("explain", "The students opened their", "windows")
    assert "books" not in {each["word"] for each in after["alternatives"]}
    assert "books" not in {each["word"] for each in after["parts"][-1]["network"]["likeliest"]}


def test_the_chain_from_the_longest_context_to_the_letters(run, trained):
    shown = run("explain", "The students opened their", "books").stdout
    assert shown.index("… opened their") < shown.index("… their") < shown.index("(any word)")
    assert shown.index("(any word)") < shown.index("by its letters")


def test_backing_off(run, vault):
    run("train", vault, "--smoothing", "stupid-backoff")
    shown = run("explain", "The students opened their", "books").stdout
    assert "a score of" in shown
    assert "else weight × the line below" in shown
    assert "%" not in shown


def test_no_smoothing(run, ask, vault):
    run("train", vault, "--smoothing", "mle")
    seen = ask("explain", "The students opened their", "books")
    assert [step["order"] for step in seen["steps"]] == [5]
    assert ask("explain", "opened zzqx", "books")["steps"] == []
    shown = run("explain", "opened zzqx", "books").stdout
    assert "never seen" in shown
    assert "1 in ∞" in shown


def test_an_unknown_word(run, ask, trained):
    answer = ask("explain", "opened their", "zzqx")
    assert answer["known"] is False
    assert 0 < answer["probability"] < 1
    assert "new to this model" in run("explain", "opened their", "zzqx").stdout


def test_a_word_too_unlikely_for_a_float(run, ask, trained):
    answer = ask("explain", "opened their", "б" * 60)
    assert answer["probability"] == 0
    assert 1000 < answer["bits"] < 10_000
    assert "1 in 10^" in run("explain", "opened their", "б" * 60).stdout


def test_escape_sequences(run, trained):
    result = run("explain", "a", "\x1b[31mred")
    assert result.exit_code == 0
    assert "\x1b" not in result.output


def test_how_likely_the_sentence_ends(run, ask, trained):
    answer = ask("explain", "The students opened their books.", "</s>")
    listed = ask("suggest", "The students opened their books.", "--show", "-n", "1000")["distribution"][
        "words"
    ]
    assert answer["probability"] == pytest.approx(
        next(each["probability"] for each in listed if each["word"] == "</s>"), rel=1e-6
    )
    shown = run("explain", "The students opened their books.", "</s>").output
    assert "letters" not in shown
    assert "You have" not in shown


@pytest.mark.parametrize("arguments", [["a"], ["a", ""], ["a", "two words"]])
def test_wrong_usage(run, arguments):
    assert run("explain", *arguments).exit_code == 2


@pytest.mark.parametrize(("word", "parts"), [("books,", "books ,"), ("(a", "( a"), ("a/b", "a / b")])
def test_a_word_with_its_mark_is_two(run, trained, word, parts):
    answer = run("explain", "The students opened their", word)
    assert answer.exit_code == 2
    assert f"{word} is read as {parts}; name one of them" in " ".join(answer.output.split())


@pytest.mark.parametrize("word", ["don't", "pyproject.toml", "C++", "</s>", "U.S.", ","])
def test_what_is_read_as_one_is_one(ask, trained, word):
    assert ask("explain", "The students opened their", word)["word"] == word
