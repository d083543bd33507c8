"""Which rows of a document training reads nothing of: as its readers do, which see the whole file."""

from __future__ import annotations

from pathlib import Path

import pytest

from typeahead.text.left_out import left_out, without
from typeahead.text.markdown.states import LineStates
from typeahead.text.reading import paragraphs_of

TEXTS = {
    "fence.md": "Seen one.\n```go\nhid1\n\n// Hid2 hid3.\nhid4\n```\nSeen two.",
    "front.md": "---\ntitle: hid1\n---\n\nSeen one.",
    "indented.md": "Seen one:\n\n    hid1 hid2\n\n    hid3\n\n- Seen two.\n\n    Seen three.",
    "page.md": "Seen one.\n\n<script>\nhid1\n\nhid2\n</script>\n\n<!--\nhid3\n\nhid4\n-->\n\nSeen two.",
    "in_fence.md": "```\n<!--\n```\n\nSeen one.",
    "quoted.md": "> Seen one.\n>\n> ```\n> hid1\n>\n> hid2\n> ```\n\nSeen two.",
    "a.org": "* Seen one\n:PROPERTIES:\n:ID: hid1\n:END:\n#+begin_src sh\nhid2\n\nhid3\n#+end_src\n"
    "#+begin_quote\nSeen two.\n#+end_quote\n# hid4\nSeen three.\n\\begin{align}\nhid5\n\\end{align}\nSeen four.",
    "a.rst": "Seen one::\n\n    hid1\n\n    hid2\n\nSeen two.\n\n.. code-block:: sh\n\n   hid3\n\nSeen three.\n\n"
    ".. note:: Seen four.\n\n   Seen five.",
    "a.tex": "\\documentclass{hid1}\n% hid2\nHid3.\n\\begin{document}\nSeen one.\n% hid4\n\\begin{verbatim}\nhid5\n\n"
    "hid6\n\\end{verbatim}\n\nSeen two.\n\\label{hid7}\n\\begin{align}\nhid8\n\\end{align}\n\n"
    "\\begin{quote}\nSeen three.\n\\end{quote}\n\\newcommand{\\hid9}[1]{\n  hid10\n}\n"
    "\\includegraphics{hid11}\n\\[\nhid12\n\\]\nSeen four.\n"
    "\\end{document}\n\nHid13.",
    "a.latex": "Seen one.\n\n\\begin{tikzpicture}\nhid1\n\nhid2\n\\end{tikzpicture}\n\n\\section{Seen two}\n\n"
    "\\begin{lstlisting}\nhid3\n\\end{lstlisting}",
    "a.adoc": "= Seen one\n:hid1: hid2\n\n[[hid3]]\n[source,hid4]\n----\nhid5\n\nhid6\n----\nSeen two.\n// hid7\n\n"
    "include::hid8[]\n\n[source]\nhid9\n\n hid10\n hid11\n\n====\nSeen three.\n====\n\n|===\n|Seen four.\n|===\n\n"
    "++++\nhid12\n++++",
    "a.asc": "== Seen one\n\n....\nhid1\n\nhid2\n....\n\nSeen two.\n\n"
    "////\nhid3\n////\n\n```sh\nhid4\n```\n\nSeen three.",
    "a.txt": "Seen one.\n\n    hid1 = hid2(3)\n    hid4()\n\n```\nSeen two.\n```",
    "a.html": "<p>Seen one.\n\n<style>\nhid1\n\nhid2\n</style>\n\n<p>Seen two.",
}


def kept(text: str, suffix: str) -> str:
    """A text without the rows that are left out, each paragraph asked about by itself, as it is written."""
    lines = text.split("\n")
    states = LineStates(len(lines), lines.__getitem__)
    found = []
    for row in range(len(lines)):
        top = row
        while top > 0 and lines[top - 1].strip():
            top -= 1
        unread = left_out(lines, range(top, row + 1), suffix, states)
        found.append(without(lines[row], unread[-1:]))
    return "\n".join(found)


@pytest.mark.parametrize("name", TEXTS)
def test_what_is_kept_is_what_training_reads(name: str) -> None:
    read = " ".join(paragraphs_of(Path(name), TEXTS[name], []))
    assert "hid" not in read
    left = kept(TEXTS[name], Path(name).suffix)
    assert "hid" not in left
    assert left.lower().count("seen") == read.lower().count("seen") > 0


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".md", "<pre>\nhid"),
        (".org", "#+begin_src\n\nhid"),
        (".org", ":LOGBOOK:\nhid"),
        (".md", "```\n\nhid"),
        (".adoc", "----\n\nhid"),
        (".asciidoc", "Seen\n\n[listing]\n--\n\nhid"),
        (".tex", "\\begin{lstlisting}\n\nhid"),
        (".tex", "\\begin{align*}\nhid"),
        (".tex", "\\documentclass{a}\n\nhid"),
        (".tex", "\\newcommand{\\a}{\nhid"),
    ],
)
def test_what_has_no_end_yet_hides_what_is_written_in_it(suffix: str, text: str) -> None:
    assert "hid" not in kept(text, suffix)


def test_a_headline_of_org_ends_what_has_no_end() -> None:
    assert kept("#+begin_src\nhid\n* Seen", ".org") == " " * 11 + "\n   \n* Seen"


def test_in_a_commit_message_what_is_for_git_is_left_out() -> None:
    from typeahead.text.markdown import blocks

    lines = ["Seen", "", "# hid", "Seen"]
    states = LineStates(len(lines), lines.__getitem__, blocks.COMMIT)
    assert left_out(lines, range(2, 4), "commit", states) == [True, False]


def test_few_rows_are_looked_at_however_long_the_text_is() -> None:
    class Counting(list[str]):
        looked_at = 0

        def __getitem__(self, row):  # type: ignore[no-untyped-def,override]
            Counting.looked_at += len(range(*row.indices(len(self)))) if isinstance(row, slice) else 1
            return super().__getitem__(row)

    lines = Counting(["Text here.", ""] * 20_000)
    states = LineStates(len(lines), lines.__getitem__)
    for suffix in (".md", ".org", ".rst", ".tex", ".adoc", ".html", ".txt"):
        left_out(lines, range(39_998, 39_999), suffix, states)  # the states are read once
        Counting.looked_at = 0
        left_out(lines, range(39_998, 39_999), suffix, states)
        assert Counting.looked_at < 1_000, suffix
