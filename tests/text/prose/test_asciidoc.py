"""Prose out of AsciiDoc."""

import time
from pathlib import Path

import pytest

from typeahead.errors import SourceUnreadable
from typeahead.text.prose import asciidoc, reader_for
from typeahead.text.prose.asciidoc import left_out, paragraphs
from typeahead.text.reading import read


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        (
            "= The title\nAda Lark <no@no.org>\nv1.0, 2020-01-01\n:no: no\n:no: a \\\n  no\n\nOne\ntwo.",
            ["The title", "One two."],
        ),
        (
            "== Head ==\n[[no]]\n.Of a block\n[source,no]\n----\nno\n\nno\n----\ntext",
            ["Head", "Of a block", "text"],
        ),
        ("Title\n=====\n\ntext\n\nLess\n----\n\nmore", ["Title", "text", "Less", "more"]),
        ("Like\n----\nno\n----\nyes", ["Like", "yes"]),
        (
            "____\nsaid\n____\n****\naside\n****\n====\nshown\n====\n--\nopen\n--",
            ["said", "aside", "shown", "open"],
        ),
        ("NOTE: Be here.\n\nWARNING: Or\nthere.", ["Be here.", "Or there."]),
        ("[quote, No, No]\nSaid so.\n\n[.no]\nYes.", ["Said so.", "Yes."]),
        (
            "* one\ngoes on\n** two\n- three\n. four\n1. five\n* [x] six\n\n<1> seven",
            ["one goes on", "two", "three", "four", "five", "six", "seven"],
        ),
        ("term:: what it is\nother::\n  another thing", ["term", "what it is", "other", "another thing"]),
        ("* item\n+\ngoes on\n+\n----\nno\n----", ["item", "goes on"]),
        ("one +\ntwo\n'''\nthree", ["one two", "three"]),
        (
            '.Birds\n[cols="1,2"]\n|===\n|a |b c\n\n2+|d\n|e\ngoes on .2+^.>s|f\n|===\nafter',
            ["Birds", "a", "b c", "d", "e goes on", "f", "after"],
        ),
        (",===\na,b\nc,d\n,===", ["a", "b", "c", "d"]),
    ],
)
def test_paragraphs(source: str, prose: list[str]) -> None:
    assert paragraphs(source) == prose


@pytest.mark.parametrize(
    "hidden",
    [
        *("----\nno\n\nno\n----", "....\nno\n....", "++++\nno\n++++", "////\nno\n////", "```ruby\nno\n```"),
        *(
            "[source]\n--\nno\n\nno\n--",
            "[listing]\nno\nno",
            "[[no]]",
            "[#no.no]",
            "[no,no=no]",
            "// no",
            ":no: no",
        ),
        *("image::no.png[no]", "include::no.adoc[no]", "ifdef::no[]", " no\n no", "<<<", ":no: no \\\n no"),
    ],
)
def test_what_says_nothing(hidden: str) -> None:
    assert paragraphs(f"Before.\n\n{hidden}\n\nAfter.") == ["Before.", "After."]
    lines = hidden.split("\n")
    assert left_out(lines) == [line != "" or len(lines) > 3 for line in lines]


def test_what_has_no_end_hides_the_rest() -> None:
    assert paragraphs("Before.\n\n----\nno\n\nno") == ["Before."]


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        (
            "*bold* _it is_ `a_b` +lit+ ^up^ H~2~O #mark# **b**c m``n`` ##k##",
            "bold it is a_b lit up H2O mark bc mn k",
        ),
        (
            "*_both_* [.no]#large# [[no]]here snake_case_name 2*3*4 C++ and C++",
            "both large here snake_case_name 2*3*4 C++ and C++",
        ),
        ("<<no,the text>>, see <<no>>. xref:no#no[that one]", "the text, see. that one"),
        ("link:no.html[page] link:no[Page^], https://no.org[site,window=_blank]", "page Page, site"),
        ("at https://b.org or (http://no.org[c])", "at https://b.org or (c)"),
        ("see image:no.png[no] here, stem:[x^2] and kbd:[Ctrl+C]", "see here, and Ctrl+C"),
        ("a {no} b{nbsp}c {no}.", "a b c."),
        ("((seen)) (((no,no)))word", "seen word"),
        ('He said "`so`" and \'`it`\' of Olaf`\'s `"x"`', 'He said “so” and ‘it’ of Olaf\'s "x"'),
        ("\\*not* \\{x} one--two", "*not* {x} one—two"),
        ("std::vector is `C:\\Birds`", "std::vector is C:\\Birds"),
    ],
)
def test_inside_a_line(source: str, prose: str) -> None:
    assert paragraphs(source) == [prose]


def test_footnotes_come_behind() -> None:
    source = "text footnote:[A _note_.], and footnote:no[Two.] done footnoteref:[no,Three.]."
    assert paragraphs(source) == ["text, and done.", "A note.", "Two.", "Three."]


PATTERNS = [
    "----\n",
    "|===\n|",
    "a:[",
    "http:a[b[",
    "<<a,",
    "`a ",
    "+a ",
    "_a b",
    "*a",
    "#a",
    "((a",
    "{a",
    "[[a",
    "a:: ",
    '"`',
    "~a^",
]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_large_and_odd_text_takes_no_time_to_speak_of(pattern: str) -> None:
    began = time.process_time()
    paragraphs(pattern * (200_000 // len(pattern)))
    assert time.process_time() - began < 10


def test_files_are_read_by_their_suffix(tmp_path: Path) -> None:
    for name in ("a.adoc", "b.ASCIIDOC", "c.asc"):
        assert reader_for(Path(name)) is asciidoc.paragraphs
    (tmp_path / "a.asc").write_text(
        "-----BEGIN PGP SIGNATURE-----\n\niQIzBAABCAAdFiEE\n-----END PGP SIGNATURE-----\n"
    )
    with pytest.raises(SourceUnreadable):
        read(tmp_path / "a.asc")
