"""Prose out of Org."""

import pytest

from typeahead.text.prose.org import paragraphs


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("* TODO [#A] Buy *milk* [1/3] :home:shop:\ntext", ["Buy milk", "text"]),
        ("One\ntwo\n\nthree", ["One two", "three"]),
        ("#+TITLE: No\n#+OPTIONS: toc:nil\n# remark\nyes", ["yes"]),
        ("* H\n:PROPERTIES:\n:ID: x\n:END:\nSCHEDULED: <2024-01-01 Mon>\ntext", ["H", "text"]),
        ("#+begin_src sh\nls\n\nls\n#+end_src\nyes\n#+BEGIN_QUOTE\nsaid\n#+END_QUOTE", ["yes", "said"]),
        ("#+begin_src sh\nnever ended", ["never ended"]),
        (
            "- one\n  goes on\n+ [X] two\n1. three\n- term :: what it is",
            ["one goes on", "two", "three", "term", "what it is"],
        ),
        ("| a | b |\n|---+---|\n| [[x][c]] | d |", ["a", "b", "c", "d"]),
        (
            "see [[http://x.org][the page]], [[Other]] or [[http://y.org]] [[file:a.png]]",
            ["see the page, Other or http://y.org"],
        ),
        (
            "/it/ _un_ =co de= ~v~ +st+ a/b/c snake_case_name 2*3*4",
            ["it un co de v st a/b/c snake_case_name 2*3*4"],
        ),
        ("a[fn:1] b[fn:: on the spot] c\n\n[fn:1] The note.", ["a b c", "on the spot", "The note."]),
        ("a $x^2$ \\(y\\) b\n\\begin{align}\nx\n\\end{align}\nc", ["a b", "c"]),
        (": fixed width\ntext\n-----\nmore", ["text", "more"]),
        ("met <2024-01-01 Mon>--<2024-01-02 Tue> there {{{macro(x)}}} src_py{1} end", ["met there end"]),
        ("pay $5 or $6", ["pay $5 or $6"]),
    ],
)
def test_paragraphs(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        (
            ":question:\nSome prose.\n\n* One\nFirst.\n* Two\n:PROPERTIES:\n:ID: x\n:END:\nSecond.",
            ["Some prose.", "One", "First.", "Two", "Second."],
        ),
        (
            "* One\n#+begin_src sh\nls\n#+end_example\nFirst.\n* Two\nSecond.\n#+begin_src sh\nls\n#+end_src\nThird.",
            ["One", "ls", "First.", "Two", "Second.", "Third."],
        ),
        (
            "\\begin{align}\nx\n* One\nFirst.\n\\begin{align}\ny\n\\end{align}\nSecond.",
            [r"\begin{align} x", "One", "First.", "Second."],
        ),
        ("#+begin_src c\n/*\n * no headline\n */\n#+end_src\nprose", ["prose"]),
        ("#+begin_src org\n,* no headline\n#+end_src\nprose", ["prose"]),
        ("#+BEGIN: clocktable\n| no |\n#+END:\nprose", ["prose"]),
        ("#+begin_example\n#+begin_src\n#+end_src\nno\n#+end_example\nprose", ["prose"]),
        (":LOGBOOK:\nno\n:end:\nprose\n:LOGBOOK:\nno\n:END:", ["prose"]),
        (r"\begin{align} x \end{align}" + "\nprose", ["prose"]),
    ],
)
def test_nothing_reaches_over_a_headline(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose
