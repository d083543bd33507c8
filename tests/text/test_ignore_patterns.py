"""What one line of an ignore file names."""

import time
import warnings
from contextlib import suppress

import pytest

from typeahead.text.ignore_patterns import rule_in


@pytest.mark.parametrize(
    ("line", "named", "not_named"),
    [
        ("foo", ["foo", "foo/", "a/foo", "a/foo/"], ["foo/a", "foo/a/", "a/foo/b", "food"]),
        ("foo/", ["foo/", "a/foo/"], ["foo", "foo/a", "foo/a/"]),
        ("/foo", ["foo", "foo/"], ["a/foo", "foo/a"]),
        ("a/foo", ["a/foo", "a/foo/"], ["foo", "b/a/foo", "a/foo/b"]),
        ("*", ["a", "a/", "a/b", "a/b/"], []),
        ("/*", ["a", "a/"], ["a/b", "a/b/"]),
        ("*/", ["a/", "a/b/"], ["a", "a/b"]),
        ("**", ["a", "a/", "a/b", "a/b/"], []),
        ("foo/**", ["foo/a", "foo/a/", "foo/a/b"], ["foo", "foo/", "a/foo/b"]),
        ("foo/**/", ["foo/a/", "foo/a/b/"], ["foo/", "foo/a"]),
        ("**/foo", ["foo", "a/b/foo/"], ["foo/a"]),
        ("a/**/b", ["a/b", "a/x/y/b/"], ["b", "a/b/c"]),
        ("foo\r", ["foo"], []),
        ("foo  ", ["foo"], ["foo  "]),
        ("foo\\ ", ["foo "], ["foo"]),
        ("foo\t", ["foo\t"], ["foo"]),
    ],
)
def test_a_pattern_names_paths_themselves(line: str, named: list[str], not_named: list[str]) -> None:
    found = rule_in(line)
    assert found is not None
    assert found.leaves_out
    assert [path for path in [*named, *not_named] if found.names(path)] == named


@pytest.mark.parametrize(
    ("line", "named", "not_named"),
    [
        ("[[:upper:]]*", ["Anna", "b/Anna/"], ["anna", "Émile"]),
        ("x[[:digit:]a]", ["x1", "xa"], ["xb", "x", "x1a"]),
        ("x[![:alpha:]]", ["x1", "x-"], ["xa"]),
        ("x[^[:alnum:]_]", ["x-"], ["xa", "x_"]),
        ("[[:punct:]]", [*"!\"#$%&'()*+,-.:;<=>?@[\\]^_`{|}~"], ["a", "1", " "]),
        ("[![:punct:]]", ["a", "1", " "], [*"!-]^\\"]),
        ("[[:graph:]]", ["a", "!", "~"], [" ", "é"]),
        ("[[:print:]]", ["a", "!", "~", " "], ["\t", "é"]),
        ("a[[:blank:][:cntrl:]]b", ["a b", "a\tb", "a\x7fb"], ["a_b"]),
        ("a[[:space:]]b", ["a b", "a\nb"], ["ab"]),
        ("[[:xdigit:]][[:lower:]]", ["Fa", "0z"], ["gz"]),
        ("\\[[:lower:]", ["[e", "[:"], ["[x", "x"]),
        ("[[a]", ["[", "a"], ["b"]),
        ("a[!x]b", ["a.b"], ["axb", "a/b"]),
        ("a[]-]b", ["a]b", "a-b"], ["axb"]),
    ],
)
def test_brackets_and_classes_of_characters(line: str, named: list[str], not_named: list[str]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = rule_in(line)
    assert found is not None
    assert [path for path in [*named, *not_named] if found.names(path)] == named


def test_a_mark_of_exclamation_takes_back() -> None:
    found = rule_in("!foo/")
    assert found is not None
    assert not found.leaves_out
    assert [path for path in ("foo/", "foo") if found.names(path)] == ["foo/"]


@pytest.mark.parametrize("line", ["", "  ", "\r", "# a [[:remark:]]\t", "/", "!/", "[a-"])
def test_lines_without_a_rule(line: str) -> None:
    assert rule_in(line) is None


@pytest.mark.parametrize("line", ["!", "a\\", "[z-a]", "[[:letter:]]"])
def test_lines_that_are_no_pattern(line: str) -> None:
    with pytest.raises(ValueError):
        rule_in(line)


@pytest.mark.parametrize("part", ["[", "[:", "[[:", "[[:alpha:]"])
def test_long_lines_take_no_time_to_speak_of(part: str) -> None:
    began = time.process_time()
    with suppress(ValueError):
        rule_in(part * 10_000 + "]")
    assert time.process_time() - began < 5
