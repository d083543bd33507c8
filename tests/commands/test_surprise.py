"""How surprise is shown."""

from __future__ import annotations

import json
import math

import pytest

TEXT = "The students opened their zebra. It rained.\n\nThe students opened their books.\n"


def test_json_of_standard_input(ask, trained):
    answer = ask("surprise", text=TEXT)
    assert set(answer) == {
        "words", "bits", "perplexity", "words_count", "model", "text",
        "nats", "bits_per_word", "ranks", "paragraphs", "most_surprising",
    }  # fmt: skip
    assert answer["text"] == TEXT
    assert answer["words_count"] == len(answer["words"])
    zebra = next(word for word in answer["words"] if word["text"] == "zebra")
    assert set(zebra) == {"text", "start", "end", "bits", "perplexity", "rank", "paragraph", "alternatives"}
    assert TEXT[zebra["start"] : zebra["end"]] == "zebra"
    assert zebra["perplexity"] == pytest.approx(2 ** zebra["bits"])
    assert zebra["alternatives"][0]["text"] == "books"
    assert set(zebra["alternatives"][0]) == {"text", "probability"}
    assert {word["paragraph"] for word in answer["words"]} == {0, 1}
    assert answer["bits"] == pytest.approx(sum(word["bits"] for word in answer["words"]))
    assert answer["perplexity"] == pytest.approx(2 ** (answer["bits"] / answer["words_count"]))
    assert answer["perplexity"] == pytest.approx(math.exp(answer["nats"] / answer["words_count"]))
    assert answer["bits_per_word"] == pytest.approx(answer["bits"] / answer["words_count"])
    assert sum(band["count"] for band in answer["ranks"]) == answer["words_count"]
    assert sum(each["bits"] for each in answer["paragraphs"]) == pytest.approx(answer["bits"])
    assert answer["words"][answer["most_surprising"][0]]["bits"] == max(
        word["bits"] for word in answer["words"]
    )


def test_a_file_is_read_as_prose(ask, trained):
    (trained / "new.md").write_text("---\ntitle: x\n---\n# The garden\n\nIt [rained](http://example.org).\n")
    answer = ask("surprise", trained / "new.md")
    assert answer["text"] == "The garden\n\nIt rained."


def test_a_file_that_was_learned_is_said_to_be_foreseen_better(run, trained):
    learned = run("surprise", trained / "garden.md")
    assert learned.stderr == (
        f"note: {trained / 'garden.md'} was learned from, and so foreseen better than new text would be\n"
    )
    (trained / "new.md").write_text("It rained.\n")
    assert run("surprise", trained / "new.md").stderr == ""
    assert run("surprise", text=TEXT).stderr == ""


def test_the_text_with_its_figures(run, trained):
    result = run("surprise", "-", text=TEXT)
    assert "The students opened their zebra. It rained.\n" in result.stdout
    assert result.stdout.count("bits each (1 in ") == 3
    assert "5-gram of your notes + English" in result.stdout
    assert "\x1b" not in result.stdout


def test_a_single_word_is_one(run, trained):
    shown = run("surprise", "-", text="Books\n\nThe students\n").stdout
    assert "\n  1 word or mark, " in shown
    assert "\n  2 words and marks, " in shown


def test_the_table(run, trained):
    shown = run("surprise", "--table", text=TEXT).stdout
    assert "expected instead" in shown
    row = next(line for line in shown.splitlines() if line.startswith("zebra"))
    assert "books" in row


def test_long_lines_are_not_broken_in_a_pipe(run, trained):
    line = " ".join(["the students opened their books"] * 60)
    assert line in run("surprise", text=line + "\n").stdout


def test_escape_sequences_and_markup_are_shown_as_text(run, ask, trained):
    text = "A \x9b31mred\x7f [bold]word[/bold] \u202ehere.\n"
    for arguments in ([], ["--table"], ["--json"]):
        shown = run("surprise", *arguments, text=text).stdout
        assert not any(sign in shown for sign in "\x1b\x9b\x7f\u202e")
        assert "bold" in shown
    assert ask("surprise", text=text)["text"] == text


def test_no_text_is_no_error(run, ask, trained):
    assert run("surprise", text="").stdout == "No words to measure.\n"
    assert ask("surprise", text="\n\n")["words"] == []
    assert ask("surprise", text="")["perplexity"] is None


def test_what_has_no_probability_is_null(ask, trained, tmp_path):
    corpus = tmp_path / "corpus.txt"
    corpus.write_text("a b\na c\n")
    ask("train", corpus, "--tokens", "whitespace", "--profile", "bench")
    answer = ask("surprise", "--profile", "bench", text="a <s> q")
    assert all(word["bits"] is None or math.isfinite(word["bits"]) for word in answer["words"])


def test_standard_input_of_a_corpus_is_read_as_one(run, trained, tmp_path):
    corpus = tmp_path / "corpus.txt"
    corpus.write_bytes(b"a b\nc\n")
    run("train", corpus, "--tokens", "whitespace", "--profile", "bench")
    result = run("surprise", "--profile", "bench", "--json", text=b"a\x00b\rc\n")
    assert [word["text"] for word in json.loads(result.stdout)["words"]] == ["a", "b", "c"]
    assert {word["paragraph"] for word in json.loads(result.stdout)["words"]} == {0}


def test_what_is_no_text_is_none_between_spaces_either(run, tmp_path):
    (tmp_path / "corpus.txt").write_text("a b\na c\n")
    (tmp_path / "odd.bin").write_bytes(bytes(range(256)) * 3)
    run("train", tmp_path / "corpus.txt", "--tokens", "whitespace", "--profile", "bench", "--no-base")
    for arguments, text in ((("-",), bytes(range(256)) * 3), ((tmp_path / "odd.bin",), None)):
        result = run("surprise", *arguments, "--profile", "bench", text=text)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "not text" in result.stderr


@pytest.mark.parametrize("data", [b"\x00\x01\x02", b"%PDF-1.7 x"])
def test_binary_input(run, trained, data):
    result = run("surprise", text=data)
    assert result.exit_code == 1
    assert "standard input is not text" in result.stderr


def test_files_that_cannot_be_read(run, trained, tmp_path):
    (tmp_path / "tool").write_bytes(b"\x7fELF\x00")
    for path in (tmp_path / "tool", tmp_path / "nowhere.md", tmp_path):
        result = run("surprise", path)
        assert result.exit_code == 1
        assert str(path) in result.stderr
        assert result.stderr.count("\n") == 1


def test_an_odd_encoding_is_said(run, trained):
    assert "Windows-1252" in run("surprise", text=b"caf\xe9 au lait\n").stderr


def test_what_was_never_seen_is_infinitely_surprising_and_scores_are_called_so(run, ask, trained):
    assert run("train", "--smoothing", "mle").exit_code == 0
    result = run("surprise", "--table", text="zzqx zzqx zzqx.\n")
    assert "∞" in result.stdout
    assert "inf" not in result.stdout
    assert run("train", "--smoothing", "stupid-backoff").exit_code == 0
    assert "scores, not probabilities" in run("surprise", text=TEXT).stderr
    assert ask("surprise", text=TEXT)["perplexity"] is None


def test_the_chain_rule_is_written_out(run, ask, trained):
    text = "The students opened their zebra. It rained."
    shown = run("surprise", text=text).stdout.splitlines()
    bits = [word["bits"] for word in ask("surprise", text=text)["words"]]
    assert shown[0].startswith("log₂ P(text) = log₂ P(The) ")
    assert "+ log₂ P(students | The) " in shown[1]
    assert "+ … 5 more" in shown[3]
    assert shown[3].endswith(f"−{sum(bits[3:8]):.1f}")
    assert "log₂ P(. | … It rained)" in shown[4]
    assert shown[5].strip() == f"= −{sum(bits):.1f} bits = −{sum(bits) * math.log(2):.1f} nats"
    assert f"perplexity {2 ** (sum(bits) / 9):.1f}" in shown[6]
    assert "Ranks: top 10 " in shown[-2]
    assert max(map(len, shown[:7])) <= 80


def test_without_colours_levels_are_told_apart(run, trained, monkeypatch):
    """NO_COLOR on a terminal: underline and bold say what colours would."""
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")  # as on a terminal
    monkeypatch.setenv("TERM", "xterm-256color")
    shown = run("surprise", text=TEXT).output
    assert "\x1b[1;4mzebra\x1b[0m" in shown
    assert "Marked from \x1b[4m8 bits (1 in 256)\x1b[0m, \x1b[1m12 bits (1 in 4,100)\x1b[0m" in shown
    assert "\x1b[38" not in shown
    assert "\x1b[48" not in shown
    monkeypatch.delenv("NO_COLOR")
    assert "\x1b[1;4;38;5;231;48;5;88mzebra\x1b[0m" in run("surprise", text=TEXT).output


def test_a_page(run, ask, trained, tmp_path):
    out = tmp_path / "out.html"
    result = run("surprise", "--html", out, text=TEXT)
    assert result.stdout == f"Written to {out}.\n"
    page = out.read_text(encoding="utf-8")
    assert "Surprise of standard input" in page
    assert ">zebra</span>" in page
    assert ask("surprise", trained / "garden.md", "--html", out)["words"]
    assert "Surprise of garden.md" in out.read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written(run, trained, tmp_path):
    result = run("surprise", "--html", tmp_path / "nowhere" / "out.html", text=TEXT)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1
    assert "can't be written" in result.stderr
    assert run("surprise", "--html", tmp_path / "none.html", text="").stdout == "No words to measure.\n"
    assert not (tmp_path / "none.html").exists()
