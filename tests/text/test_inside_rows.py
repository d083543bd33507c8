"""What is blanked inside a row of LaTeX or AsciiDoc, against what the readers read."""

from __future__ import annotations

import pytest

from typeahead.text.inside_rows import read_of_row
from typeahead.text.prose import asciidoc, latex


@pytest.mark.parametrize(
    "row",
    [
        r"We \textbf{fully} agree with \cite{zapata} that \qquad it is so, see \cref{sec:mumble} then.",
        r"\section{The burrows}\label{sec:b}",
        r"They dig~\cite[p.~3]{a} and \emph{very \textbf{deep}} down % a remark",
        r"It costs five of $x_1 + y$ or \(z\), so \url{https://example.org} said.",
        r"``Shy'' they are.",
        "Nothing special here.",
        r"\begin{itemize} \item one",
    ],
)
def test_latex_says_the_same_words(row: str) -> None:
    found = read_of_row(row, ".tex")
    assert len(found) == len(row)
    words = [each.strip("“”.,") for each in found.split()]
    wanted = [
        each.strip("“”.,") for text in latex.paragraphs(row) for each in text.split() if "://" not in each
    ]
    assert [each for each in words if each] == [each for each in wanted if each]


@pytest.mark.parametrize(
    "row",
    [
        "We kindly agree with <<wobbleref,the others>> that image:gribble.png[pic] is {attrib} so.",
        "See <<ref>> and link:page.html[the page] or https://example.org[that one] now.",
        "== The burrows",
        "[[anchor]]Here it begins.",
        "Nothing special here.",
    ],
)
def test_asciidoc_says_the_same_words(row: str) -> None:
    found = read_of_row(row, ".adoc")
    assert len(found) == len(row)
    assert found.split() == " ".join(asciidoc.paragraphs(row)).split()


def test_other_formats_are_as_they_are() -> None:
    assert read_of_row(r"a \cite{b} <<c>> {d}", ".md") == r"a \cite{b} <<c>> {d}"
