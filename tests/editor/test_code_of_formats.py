"""Where a format has code that the models, which see the text alone, don't know, nothing is suggested."""

from __future__ import annotations

import pytest

from tests.editor.conftest import Studio

BLOCK = "#+begin_src python\nif it is\n"
DRAWER = "* One\n:PROPERTIES:\n:ID: a\n"
DIRECTIVE = "So.\n\n.. code-block:: sh\n\n   ls\n"
LISTING = "So.\n\n----\nls\n\n"
SCRIPT = "<p>So.\n\n<script>\nlet a\n"


@pytest.mark.parametrize(
    ("name", "text", "typed"),
    [
        ("a.org", BLOCK, "their"),
        ("a.org", DRAWER, ":NAME: their"),
        ("a.org", "", "# their"),
        ("a.org", "", ": their"),
        ("a.org", "", "#+options: their"),
        ("a.rst", DIRECTIVE, "   their"),
        ("a.adoc", LISTING, "their"),
        ("a.adoc", "", ":author: their"),
        ("a.html", SCRIPT, "their"),
    ],
)
async def test_nothing_is_asked_in_code(studio: Studio, name: str, text: str, typed: str) -> None:
    async with studio.open(studio.file(text, name)) as desk:
        await desk.press("ctrl+end")
        await desk.type(typed + " ")
        assert desk.text == text + typed + " "
        assert typed + " " not in " ".join(desk.fake.asked)
        assert desk.line == ""


@pytest.mark.parametrize(
    ("name", "text", "typed"),
    [
        ("a.org", BLOCK + "#+end_src\n", "The students opened their"),
        ("a.org", DRAWER + ":END:\n", "The students opened their"),
        ("a.org", "", "#+title: The students opened their"),
        ("a.rst", DIRECTIVE + "\n", "The students opened their"),
        ("a.adoc", LISTING + "----\n\n", "The students opened their"),
        ("a.adoc", "", "== The students opened their"),
        ("a.tex", "", "\\section{The students opened their"),
        ("a.html", SCRIPT + "</script>\n", "The students opened their"),
        ("a.txt", "So:\n\n", "    The students opened their"),
    ],
)
async def test_words_are_suggested_behind_it_and_in_titles(
    studio: Studio, name: str, text: str, typed: str
) -> None:
    async with studio.open(studio.file(text, name)) as desk:
        await desk.press("ctrl+end")
        await desk.type(typed + " ")
        await desk.until(lambda: "books" in desk.line)


async def test_commands_and_references_are_not_measured(studio: Studio) -> None:
    text = "The \\emph{students} opened \\cref{sec:x} books.\n"
    async with studio.open(studio.file(text, "a.tex"), size=(120, 40)) as desk:
        await desk.until(lambda: desk.fake.measured)
        assert desk.fake.measured[-1].split() == ["The", "students", "opened", "books."]
