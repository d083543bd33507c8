"""The course page: every command of it is run, in order, on one profile, and prints what the page shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import course

BLOCKS = course.blocks(course.PAGE.read_text(encoding="utf-8"))
IDEAS = (
    "n-grams", "sparsity", "smoothing", "backoff", "storage", "generation", "perplexity", "window", "recurrent",
    "backpropagation through time", "vanishing", "exploding", "clipping", "lstm", "state space", "seven blanks",
)  # fmt: skip


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """What the n-th command prints, after all before it were run."""
    home = tmp_path_factory.mktemp("course")
    outputs: list[str] = []

    def of(number: int) -> str:
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(course.ROOT)
            patch.setenv("TYPEAHEAD_HOME", str(home))
            patch.setenv("TYPEAHEAD_PROFILE", course.PROFILE)
            while len(outputs) <= number:
                outputs.append(course.run(BLOCKS[len(outputs)].command))
        return outputs[number]

    return of


@pytest.mark.parametrize("number", range(len(BLOCKS)), ids=[block.command[:60] for block in BLOCKS])
def test_a_command_prints_what_the_page_shows(printed, number):
    block = BLOCKS[number]
    found = printed(number)
    assert block.shown.strip()
    assert block.comparable(block.excerpt(found)) == block.comparable(block.shown)


def test_every_idea_of_the_lecture_has_its_heading_and_a_command():
    sections = course.PAGE.read_text(encoding="utf-8").split("\n## ")[1:]
    headings = " ".join(section.split("\n")[0] for section in sections).lower()
    assert [idea for idea in IDEAS if idea not in headings] == []
    assert all("```console\n$ " in section for section in sections)


def test_every_console_block_is_run():
    page = course.PAGE.read_text(encoding="utf-8")
    assert page.count("```console") == len(BLOCKS) > 20


def test_what_is_compared():
    exact = course.Block("x", "a 1.5\n", "")
    assert exact.matches("a 1.5\n")
    assert not exact.matches("a 1.6\n")
    figures = course.Block("x", "…\na 1.5 ━━\n", 'figures from "a" to "c"')
    assert not figures.matches("a 2.7 ━\n"), "nothing was left out"
    assert figures.shown == "…\na 1.5 ━━\n"
    assert course.Block("x", "…\na 1.5 ━━\n…\n", 'figures from "a" to "c"').matches("b\na 2.7 ━\nc\n")
    assert not course.Block("x", "…\na 1.5\n…\n", 'figures from "a" to "c"').matches("b\na word\nc\n")
    assert course.Block("x", "Read in 0.4 s\n", "").matches("Read in 1.3 s\n")
    assert course.Block("x", "a drawn text\n", "text").matches("another\n")
    assert not course.Block("x", "a drawn text\n", "text").matches("")


def test_patterns_are_opened_as_a_shell_would():
    assert Path(course.ROOT / "corpora" / "notes").is_dir()
    with pytest.raises(SystemExit, match="ended with 2"):
        course.run("typeahead suggest")
