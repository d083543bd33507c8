"""Prose out of LaTeX."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from typeahead.text.prose import latex, reader_for
from typeahead.text.prose.latex import left_out, paragraphs


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        (
            "\\usepackage{x}\n\\begin{document}\nOne\ntwo.\n\nThree.\n\\end{document}\nno",
            ["One two.", "Three."],
        ),
        ("\\title{Of \\emph{birds}}\nno\n\\begin{document}yes\\end{document}", ["Of birds", "yes"]),
        ("\\section[no]{A \\textbf{long} title\\label{sec:no}}\ntext", ["A long title", "text"]),
        ("a % no\nb\n% no\nc\\% d%\n\n%no\ne", ["a b c% d", "e"]),
        ("so\\par it\\newpage goes", ["so", "it", "goes"]),
        (
            "\\begin{itemize}\n\\item one\n\\item[Term two] three\n\\end{itemize}",
            ["one", "Term two", "three"],
        ),
        (
            "said\\footnote{A \\emph{note}.} and\\footnote{One.\\par Two.} done",
            ["said and done", "A note.", "One.", "Two."],
        ),
        (
            "\\begin{figure}\\includegraphics[width=3cm]{no.png}\n\\caption[no]{A heron.}\\label{no}\\end{figure}",
            ["A heron."],
        ),
        ("\\begin{frame}{A title}\nand text\n\\end{frame}", ["A title", "and text"]),
        (
            "\\begin{tabular}{l|r}a & b \\\\ \\hline\n\\multicolumn{2}{c}{c d} \\\\[2pt]\ne & f\\end{tabular} after",
            ["a", "b", "c d", "e", "f", "after"],
        ),
        ("\\begin{theorem}[no]\nIt is so.\n\\end{theorem}", ["It is so."]),
        (
            "\\unheard[no]{this} of \\textcolor{no}{colour} and \\foreignlanguage{no}{language}",
            ["this of colour and language"],
        ),
        ("{\\bfseries bold} and {it {is}} here", ["bold and it is here"]),
        ("one\\\\two\\\\[2pt]three", ["one two three"]),
    ],
)
def test_paragraphs(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("as $x^2$ is, \\(y\\), so $\\text{if $z$}$.", ["as is, so."]),
        ("a\n\\[ x \\]\nb\n$$y.$$\nC", ["a b", "C"]),
        ("a\n\\begin{equation}\nx\n\\end{equation}\nb\n\\begin{align*}x.\\end{align*} C", ["a b", "C"]),
        ("pay \\$5, or $6 here", ["pay $5, or $6 here"]),
        ("it costs $5\n\nor $6", ["it costs $5", "or $6"]),
        ("\\ensuremath{x} of \\R, there", ["of, there"]),
    ],
)
def test_of_formulas_nothing_is_left(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("see~\\cref{a,b}, or~\\ref*{c}", ["see, or"]),
        ("it is \\cite[p.~3][]{x} known (\\parencite{y}; \\citet{z}).", ["it is known."]),
        ("a\\index{b!c}\\label{d} e\\indexdef{f}", ["a e"]),
        ("\\newcommand{\\no}[2][no]{no #1 {no}}\n\\def\\no#1#2{no}\\let\\a=\\b yes", ["yes"]),
        ("\\renewcommand*\\no{no}\\newtheorem{no}[no]{No}\\setlength{\\no}{2pt}\\parskip=2pt yes", ["yes"]),
        ("\\input{no}\\bibliography{no}\\documentclass[no]{no}yes", ["yes"]),
        ("\\begin{verbatim}\n}%{$\n\\end{document}\n\\end{verbatim}\nyes", ["yes"]),
        ("\\begin{minted}{py}\nno\n\nno\n\\end{minted}\nyes\n\\begin{lstlisting}\nno", ["yes"]),
        ("\\begin{tikzpicture}[no]\nno\n\nno\n\\end{tikzpicture}yes", ["yes"]),
        ("\\begin{thebibliography}{9}\n\\bibitem{no} No.\n\\end{thebibliography}yes", ["yes"]),
        ("\\begin{comment}\nno\n\\end{comment}\nyes \\iffalse no \\fi too", ["yes too"]),
        (
            "at \\url{http://a.org/b_c%20~d} or \\href{http://no.org/%7E}{the page}",
            ["at http://a.org/b_c%20~d or the page"],
        ),
        ("type \\verb|a_b%{| here", ["type a_b%{ here"]),
    ],
)
def test_what_says_nothing(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("``so'' he said---well---of 3--4 `it'", "“so” he said—well—of 3–4 ‘it'"),
        ('"`so"\' und', "„so“ und"),
        ("5\\% \\& a\\_b \\{c\\} \\#1", "5% & a_b {c} #1"),
        ("z.\\,B.~5\\ km, ex\\-tra", "z. B. 5 km, extra"),
        (
            "caf\\'e na\\\"{\\i}ve \\c{c}a \\v Sk\\H{o} \\'{e}t\\'e \\~n \\^o \\`a",
            "café naïve ça Škő été ñ ô à",
        ),
        ("Stra\\ss e Stra\\ss{}e \\O re sm\\o rrebr\\o d \\AA", "Straße Straße Øre smørrebrød Å"),
        ("\\LaTeX{} is so \\ldots", "LaTeX is so …"),
    ],
)
def test_signs(source: str, prose: str) -> None:
    assert paragraphs(source) == [prose]


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("a { b } } c {{{ d", ["a b c d"]),
        ("said \\label{no\n\nyes", ["said", "yes"]),
        ("\\footnote{one\n\ntwo", ["one", "two"]),
        ("one \\[ no\n\ntwo \\( no\n\nthree", ["one", "two", "three"]),
        ("one\\unheard[two", ["one[two"]),
        ("\\begin{", []),
        ("\\", []),
        ("one\\", ["one"]),
    ],
)
def test_what_is_not_closed_hides_no_more_than_its_paragraph(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose


def test_the_lines_that_say_nothing_are_known_while_one_writes() -> None:
    lines = ["\\section{Of birds}", "\\label{a}", "Two % no", "% no", "", "\\begin{align}", "x", "", "y"]
    assert left_out(lines) == [False, True, False, True, False, True, True, False, True]
    assert left_out(["So $\\alpha \\in \\Omega$ is", "one of many $x$."]) == [True, False]


def calls(read: Callable[[], Any]) -> int:
    """How many functions are called meanwhile: a measure of work that is the same on every machine."""
    found = 0

    def count(_frame: object, event: str, _of: object) -> None:
        nonlocal found
        found += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        read()
    finally:
        sys.setprofile(None)
    return found


PATTERNS = [
    "\\label{a ",
    "{",
    "}",
    "$a ",
    "\\[",
    "\\(a",
    "\\begin{b}",
    "\\begin{align}",
    "\\footnote{",
    "\\x[",
    "a\n\n\\y{",
    "\\def\\a#1",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_twice_the_text_is_twice_the_work(pattern: str) -> None:
    once, twice = (calls(lambda text=pattern * n: paragraphs(text)) for n in (2_000, 4_000))  # type: ignore[misc]
    assert twice < 2.3 * once + 200


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_large_and_odd_text_takes_no_time_to_speak_of(pattern: str) -> None:
    began = time.process_time()
    paragraphs(pattern * (200_000 // len(pattern)))
    assert time.process_time() - began < 10


def test_files_are_read_by_their_suffix() -> None:
    assert reader_for(Path("a.tex")) is reader_for(Path("b.LATEX")) is latex.paragraphs
