"""What is learned as it is typed is what training reads from the same file: no code, no markup, no blocks."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.editor.conftest import Desk, Studio
from typeahead.editor.learning import SentenceWatch
from typeahead.text.left_out import left_out, without
from typeahead.text.markdown.states import LineStates
from typeahead.text.sentences import plain_sentences, sentences
from typeahead.text.sources import read

DOCUMENTS = {
    "fence.md": "Seen one. And two.\n\n```go\nfunc a() {\n\n// The zebra comment stands here.\n\n}\n```\n"
    "Seen three. And more.\n\n",
    "front.md": "---\ntitle: One zebra. And more.\nx: y\n---\n\nSeen one.\n\n",
    "indented.md": "Seen one:\n\n    brew install zebra. And more.\n\n- Seen two.\n\n  Seen three.\n\n",
    "tags.md": 'Seen one.\n\n<img alt="zebra photo. And more.">\n\n![zebra photo. And more.](a.png)\n\n'
    '{{< img caption="zebra photo. And more." >}}\n\nSeen <b title="zebra. And more.">two</b> here. It is.\n\n',
    "page.md": "<!-- A zebra. And\n\nmore of it. Much.\n\n-->\n\nSeen one.\n\n"
    "<pre>\nzebra. And\n\nmore.\n</pre>\n\nSeen two.\n\n",
    "a.org": "* Seen one\n\n#+begin_src sh\nls zebra. And more.\n\nls zebra\n#+end_src\n\nSeen two. It is.\n\n",
    "a.txt": "Seen one.\n\n    zebra = ls(3);\n    zebra();\n\nSeen two.\n\n",
    "a.adoc": "Seen one. It is.\n\n:zebra: a zebra. And more.\n\n[source,sh]\n----\nls zebra. And more.\n\nls zebra.\n"
    "----\n\nSeen two. It is.\n\n// A zebra. And more.\n\n zebra indented. And more.\n\nSeen three. It is.\n\n",
    "a.tex": "Seen one. And two.\n\n% A zebra. And more.\n\n\\begin{verbatim}\nls zebra. And more.\n\nls zebra.\n"
    "\\end{verbatim}\n\nSeen three.\n\n\\begin{align*}\nzebra = 1. And more.\n\\end{align*}\n\nSeen four. It is.\n\n",
    "b.tex": "\\documentclass{zebra}\n\nA zebra. And more.\n\n\\begin{document}\n\nSeen one. It is.\n\n"
    "\\end{document}\n\nMore zebra. And more.\n\n",
    "a.rst": "Seen one.\n\n::\n\n    ls zebra. And more.\n\nSeen two.\n\n",
}


def said(text: str) -> list[str]:
    return [" ".join(token.text for token in row) for row in sentences(text)]


def read_of(path: Path) -> list[str]:
    return [" ".join(row) for paragraph in read(path).paragraphs for row in plain_sentences(paragraph)]


def taught(desk: Desk) -> list[str]:
    return [each for text, _ in desk.fake.learned for each in said(text)]


@pytest.mark.parametrize("name", DOCUMENTS)
async def test_what_is_typed_is_learned_as_training_reads_it(studio: Studio, name: str) -> None:
    path = studio.file("", name)
    async with studio.open(path) as desk:
        desk.area.continues = False
        await desk.type(DOCUMENTS[name])
        await desk.settle()
        path.write_text(desk.text)
        assert desk.text == DOCUMENTS[name]
        assert sorted(taught(desk)) == sorted(read_of(path))
        desk.give_up()


async def test_a_learned_sentence_that_is_changed_is_looked_at_without_the_code_below_it(
    studio: Studio,
) -> None:
    async with studio.open() as desk:
        await desk.type("The birds sing here. ")
        await desk.press("enter")
        await desk.type("```\nls zebra. ls\n")
        desk.area.move_cursor((0, 10))
        await desk.type("often ")
        desk.area.move_cursor(desk.area.document.end)
        await desk.type("x ")
        await desk.settle()
        assert not [each for each in taught(desk) if "ls" in each]
        desk.give_up()


async def test_what_stands_right_above_a_fence_is_over_where_that_begins(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("So it goes\n```\nls zebra\n")
        await desk.settle()
        assert taught(desk) == ["So it goes"]
        desk.give_up()


def typed_by_lines(text: str) -> list[str]:
    """What would be learned of a Markdown text."""
    watch, found, lines = SentenceWatch(""), list[str](), [""]
    states = LineStates(1, lambda row: lines[row])
    for piece in text.splitlines(keepends=True):
        row = len(lines) - 1
        lines[row:] = (lines[row] + piece).split("\n")
        states.replaced(row, row, len(lines) - 1)
        top = len(lines) - 1
        while top > 0 and not lines[top]:
            top -= 1
        while top > 0 and lines[top - 1]:
            top -= 1
        paragraph = "\n".join(lines[top:])
        kept = without(paragraph, left_out(lines, range(top, len(lines)), ".md", states))
        found += watch.finished(kept, len(kept) - len(piece), lambda: "\n".join(lines), (top, 0))
    return [each for sentence in found for each in said(sentence)]


def test_of_real_notes_nearly_nothing_else_is_learned(shared: Path) -> None:
    words = others = 0
    for path in sorted(shared.glob("notes/*/test/*.md"))[::4]:
        text = path.read_text(encoding="utf-8", errors="replace")
        if len(text) > 15_000:
            continue
        known = {word for each in read_of(path) for word in each.split()}
        for sentence in typed_by_lines(text):
            its = sentence.split()
            words += len(its)
            others += len(its) if 5 * sum(word in known for word in its) < 4 * len(its) else 0
    assert words > 5_000
    assert others < 0.02 * words, f"{others} of {words} words are of sentences that training does not read"


async def test_what_is_learned_is_of_the_moment_it_was_typed(studio: Studio) -> None:
    """Saving comes after it, however late it is learned, and leaving teaches what was typed before that."""
    async with studio.open(studio.file("")) as desk:
        before = time.time()
        await desk.type("It rains today. It is late.")
        typed = time.time()
        await desk.settle()
        assert desk.area.last_sentences().sentences == ("It is late.",)
        assert before <= desk.area.last_sentences().typed <= typed
        assert all(before <= moment <= typed for moment in desk.fake.typed if moment is not None)
        assert len(desk.fake.typed) == 1
        desk.give_up()
