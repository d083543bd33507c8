"""Which signs close something behind a word, in formats that are not Markdown; what is open code, what an open tag."""

from __future__ import annotations

import pytest

from typeahead.editor.closing_signs import closes, in_code, in_tag
from typeahead.editor.giving_way import comes_back, gives_way


@pytest.mark.parametrize("sign", "/=~+*_")
def test_org_closes_what_was_opened_apart_from_the_word_before(sign: str) -> None:
    for before in ("", "this is ", "so (", "so [", "so {", "'", '"', "a-", "* ", "- "):
        assert closes(f"{before}{sign}very important", sign, ".org"), before
    assert not closes(f"this is {sign}very{sign} important", sign, ".org")
    assert not closes(f"this is very{sign}important", sign, ".org")
    assert not closes(f"a {sign} b", sign, ".org"), "as in a = b and a + b"
    assert not closes("this is important", sign, ".org")


@pytest.mark.parametrize(
    ("before", "sign"),
    [
        ("look into /usr/local", "/"),
        ("look into ~/notes", "~"),
        ("look into ~/notes", "/"),
        ("https://example.org", "/"),
        ("and/or", "/"),
        ("at +5 degrees", "+"),
        ("in ~5 minutes", "~"),
        ("write =a /b= or so", "/"),
        ("write =a /b", "/"),
        ("** a headline", "*"),
        ("snake_case", "_"),
        ("run `this", "`"),
        ("|---+---|\n| a", "+"),
        ("the sign '/' and", "/"),
    ],
)
def test_in_org_paths_amounts_and_code_open_nothing(before: str, sign: str) -> None:
    assert not closes(before, sign, ".org")


@pytest.mark.parametrize(
    ("before", "sign"),
    [
        ("*/very important", "/"),
        ("*/very/ important", "*"),
        ("write =/usr/lib= and /so", "/"),
        ("2*3 is *very important", "*"),
    ],
)
def test_in_org_signs_stand_within_each_other(before: str, sign: str) -> None:
    assert closes(before, sign, ".org")


@pytest.mark.parametrize("suffix", [".adoc", ".asciidoc", ".asc"])
@pytest.mark.parametrize("sign", "#+*_`")
def test_asciidoc_closes_its_signs(sign: str, suffix: str) -> None:
    assert closes(f"this is {sign}very important", sign, suffix)
    assert closes(f"this is {sign * 2}very important", sign, suffix)
    assert closes(f"this is [.role]{sign}very important", sign, suffix)
    assert closes(f"{sign * 2}very {sign}big{sign} important", sign, suffix) or sign == "`"
    assert not closes(f"this is {sign}very{sign} important", sign, suffix)
    assert not closes(f"this is {sign * 2}very{sign * 2} important", sign, suffix)
    assert not closes(f"{sign} a {sign} b", sign, suffix)
    assert not closes("this is important", sign, suffix)


@pytest.mark.parametrize(("before", "sign"), [("C++11 is", "+"), ("see #5 of them", "#"), ("~very", "~")])
def test_in_asciidoc_names_and_numbers_open_nothing(before: str, sign: str) -> None:
    assert not closes(before, sign, ".adoc")


@pytest.mark.parametrize("sign", "|*`")
def test_restructuredtext_closes_its_signs(sign: str) -> None:
    assert closes(f"this is {sign}very important", sign, ".rst")
    assert not closes(f"this is {sign}very{sign} important", sign, ".rst")
    assert not closes(f"{sign} very important", sign, ".rst"), "a line of verse, an item"


@pytest.mark.parametrize(("before", "sign"), [("| a | b", "|"), ("_very", "_"), ("~very", "~")])
def test_in_restructuredtext_tables_and_other_signs_open_nothing(before: str, sign: str) -> None:
    assert not closes(before, sign, ".rst")


@pytest.mark.parametrize("suffix", [".tex", ".latex"])
def test_latex_ties_words_and_closes_maths(suffix: str) -> None:
    assert gives_way("see Figure", "~", suffix)
    assert not comes_back("see Figure", "~a", suffix)
    assert gives_way("where $2x", "$", suffix)
    assert gives_way("where $$XY", "$", suffix)
    assert not comes_back("the $n", "$t", suffix), "as in $n$th"
    assert not gives_way("where $x$ is", "$", suffix)
    assert not gives_way(r"it costs \$5 today", "$", suffix)
    assert not gives_way("see Figure", "\\", suffix)
    assert not gives_way("``He said", "`", suffix), "another quotation begins"
    assert not gives_way("see _very", "_", suffix)


@pytest.mark.parametrize("suffix", [".md", "", ".txt", "commit"])
@pytest.mark.parametrize("sign", "/=~+#|*_`$")
def test_elsewhere_markdowns_rules_hold(sign: str, suffix: str) -> None:
    assert closes(f"this is {sign}very important", sign, suffix) is None
    assert not gives_way("this is important", sign, suffix)


@pytest.mark.parametrize(
    ("before", "behind"),
    [("see /etc and", "/v"), ("a ~b or", "~c"), ("a +b or", "+c"), ("a *b or", "*c"), ("and not", "*c")],
)
def test_the_space_comes_back_where_a_letter_shows_that_nothing_was_closed(before: str, behind: str) -> None:
    assert comes_back(before, behind, ".org")


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("this is =very", "= "),
        ("is +very", "+ "),
        ("is /very", "/ "),
        ("is *very", "*,"),
        ("in /usr/lib", "/l"),
    ],
)
def test_it_stays_away_where_something_was_closed(before: str, behind: str) -> None:
    assert not comes_back(before, behind, ".org")


@pytest.mark.parametrize(
    ("before", "behind"), [("a = b and c", "= "), ("a.b", "+ "), ("a", "=~"), ("the", "=d")]
)
def test_in_org_too_it_comes_back_before_what_stands_apart_or_begins(before: str, behind: str) -> None:
    assert comes_back(before, behind, ".org")


@pytest.mark.parametrize(
    ("text", "suffix", "expected"),
    [
        ("a `next", ".md", True),
        ("a ``b` next", ".md", True),
        ("a `next` b", ".md", False),
        ("a =next", ".org", True),
        ("a ~next", ".org", True),
        ("a `next", ".org", False),
        ("a /next", ".org", False),
        ("a `next", ".adoc", True),
        ("a ``next", ".rst", True),
        ("a `next", ".rst", False),
        ("``next", ".tex", False),
    ],
)
def test_what_is_code_is_told_by_the_format(text: str, suffix: str, expected: bool) -> None:
    assert in_code(text, suffix) is expected


@pytest.mark.parametrize(
    "text",
    [
        "</canvas",
        "an <https://example.org/a",
        "<a href='x' hidden",
        "<!DOCTYPE html",
        "{{<note",
        "{{</note",
        "<a> and <b",
        "List<String> or <b",
        "see <<anchor,important",
    ],
)
def test_a_tag_is_open_until_it_is_closed(text: str) -> None:
    assert in_tag(text)


@pytest.mark.parametrize(
    "text",
    ["a < b", "a <= b", "I <3 you", "<b> so", "<!-- so", "{{< note", "<b\nso", "a <- b", "so", "<b> a < b"],
)
def test_a_comparison_opens_none(text: str) -> None:
    assert not in_tag(text)
