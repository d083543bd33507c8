from __future__ import annotations

import re
from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.errors import PatternInvalid, PatternTooSlow
from typeahead.text import finding
from typeahead.text.finding import Matches, Pattern, find, replace_all, replacement

TEXTS = st.text("abB \n.é", max_size=30)
WORDS = st.text("abB \n.é", max_size=3)
SIMPLE = st.sampled_from(["a", "a|", "[ab]+", "^", "$", "b*", r"\bb", "(a)|(b)", "(?r)ab?", r"a\Kb", "é."])


def in_place(text: str, pattern: Pattern, template: str, cursor: int = 0) -> str:
    replaced = replace_all(pattern, text, template, cursor)
    if replaced is None:
        return text
    start, end = replaced.span
    return text[:start] + replaced.text + text[end:]


# --- words


@given(TEXTS, WORDS)
def test_plain_words_are_found_where_they_stand(text: str, sought: str) -> None:
    expected, at = [], text.find(sought)
    while sought and at >= 0:
        expected.append((at, at + len(sought)))
        at = text.find(sought, at + len(sought))
    assert list(find(Pattern(sought, case_sensitive=True), text)) == expected


@given(TEXTS, WORDS)
def test_capitals_matter_only_if_wanted(text: str, sought: str) -> None:
    found = list(find(Pattern(sought), text))
    assert found == list(find(Pattern(sought.lower(), case_sensitive=True), text.lower()))


@given(TEXTS, WORDS, st.text(r"ab\1 ", max_size=4))
def test_replacing_words_is_what_str_replace_does(text: str, sought: str, new: str) -> None:
    replaced = in_place(text, Pattern(sought, case_sensitive=True), new)
    assert replaced == (text.replace(sought, new) if sought else text)


# --- regular expressions


@given(TEXTS, SIMPLE)
def test_spans_are_in_order_and_match(text: str, sought: str) -> None:
    found = list(find(Pattern(sought, case_sensitive=True, regex=True), text))
    assert found == sorted(found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    if sought.startswith(("(?r)", r"a\K")):
        return
    assert found == [match.span() for match in re.finditer(sought, text, re.MULTILINE)]


@given(TEXTS, SIMPLE, st.sampled_from(["", "x", r"<\0>", r"\\", r"\n"]), st.data())
def test_one_by_one_is_the_same_as_all_at_once(
    text: str, sought: str, template: str, data: st.DataObject
) -> None:
    pattern = Pattern(sought, regex=True)
    found = find(pattern, text)
    replaced = replace_all(pattern, text, template, cursor := data.draw(st.integers(0, len(text))))
    assert (replaced.count if replaced else 0) == len(found)
    if replaced is None:
        return
    result = text
    for span in reversed(found):
        new = replacement(pattern, text, span, template)
        assert new is not None
        result = result[: span[0]] + new + result[span[1] :]
    start, end = replaced.span
    assert text[:start] + replaced.text + text[end:] == result
    assert 0 <= replaced.cursor <= len(result)
    if not any(first < cursor < last for first, last in found):
        rest = text[cursor:]
        assert any(first >= cursor for first, _ in found) or result[replaced.cursor :] == rest


def test_groups_stand_in_the_replacement() -> None:
    swap = Pattern(r"(\w+) (\w+)", regex=True)
    assert in_place("one two, three four", swap, r"\2 \1") == "two one, four three"
    assert in_place("one two", Pattern(r"(?P<first>\w+)", regex=True), r"\g<first>!") == "one! two!"
    assert in_place("a b", Pattern("(a)|(b)", regex=True), r"[\1\2]") == "[a] [b]"
    assert in_place("ab", Pattern("b", regex=True), r"<\0>\\0") == r"a<b>\0"


def test_without_regular_expressions_nothing_is_special() -> None:
    assert in_place("1.5 a1b5 \\1", Pattern("1.5"), r"\1") == r"\1 a1b5 \1"


def test_lines_have_starts_and_ends() -> None:
    assert in_place("one\ntwo\n\n", Pattern("^(?=.)", regex=True), "> ") == "> one\n> two\n\n"
    assert in_place("one \ntwo\t\n", Pattern(r"[ \t]+$", regex=True), "") == "one\ntwo\n"


def test_the_context_of_a_match_counts_when_one_is_replaced() -> None:
    pattern = Pattern(r"(?<=a)b", regex=True)
    assert list(find(pattern, "b ab")) == [(3, 4)]
    assert replacement(pattern, "b ab", (3, 4), "x") == "x"
    assert replacement(pattern, "b ab", (0, 1), "x") is None


@pytest.mark.parametrize("cursor", range(12))
def test_the_cursor_stays_with_its_word(cursor: int) -> None:
    text = "aa.bb.aa.cc."
    replaced = replace_all(Pattern("aa"), text, "wide", cursor)
    assert replaced is not None
    result = replaced.text + text[replaced.span[1] :]
    if text[cursor] != "a":
        assert result[replaced.cursor :].startswith(text[cursor:].replace("aa", "wide"))
    else:
        assert result[replaced.cursor :].startswith("wide")


# --- what can't be done is said


@pytest.mark.parametrize(
    "sought", ["(", "[", "*", "\\", r"\1", "(?P<x", "a{99999999999999}", "(" * 5000 + ")" * 5000, "[\x1b"]
)
def test_a_bad_pattern_is_one_clear_line(sought: str) -> None:
    with pytest.raises(PatternInvalid, match=r"^Not a regular expression") as caught:
        find(Pattern(sought, regex=True), "text")
    assert str(caught.value).isprintable()
    assert not find(Pattern(sought), "text")


@pytest.mark.parametrize("template", [r"\2", r"\g<x>", "\\", r"\q", r"\U00110000", r"\x00", r"\ud800"])
def test_a_bad_replacement_is_one_clear_line(template: str) -> None:
    with pytest.raises(PatternInvalid, match=r"^Not a replacement") as caught:
        replace_all(Pattern("(a)", regex=True), "a", template)
    assert str(caught.value).isprintable()


@given(st.text(r"ab()[]{}|*+?\^$.:<>=!Ppk0129,&~-", max_size=10), st.text(r"a\g<>019xu", max_size=6))
def test_whatever_is_typed_ends_in_a_result_or_a_line(sought: str, template: str) -> None:
    text = "ab ba aab\n"
    with suppress(PatternInvalid):
        found = find(Pattern(sought, regex=True), text)
        replaced = replace_all(Pattern(sought, regex=True), text, template)
        assert len(found) == (replaced.count if replaced else 0)


@pytest.mark.parametrize("sought", [r"(a|aa)+$", r"(?=ab\K)"])
def test_a_pattern_without_end_is_given_up(sought: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PATIENCE", 0.05)
    monkeypatch.setattr(finding, "_PATIENCE_REPLACING", 0.05)
    text = "a" * 60 + "b" * 60
    for attempt in (find, lambda *given: replace_all(*given, "x")):
        with pytest.raises(PatternTooSlow, match="too long"):
            attempt(Pattern(sought, regex=True), text)


def test_there_is_a_most(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "MOST", 3)
    assert find(Pattern("a"), "aaa").complete
    many = find(Pattern("a"), "aaaa")
    assert list(many) == [(0, 1), (1, 2), (2, 3)]
    assert not many.complete
    assert in_place("aaaa", Pattern("a"), "b") == "bbbb"


# --- going from one to the next

SPANS = st.lists(st.integers(0, 3), max_size=12).map(
    lambda steps: [
        (sum(steps[:n]), sum(steps[: n + 1]))
        for n in range(0, len(steps), 2)
        if n == 0 or sum(steps[n - 1 : n])
    ]
)


@given(SPANS, st.integers(0, 40))
def test_the_next_and_the_one_before(spans: list[tuple[int, int]], offset: int) -> None:
    matches = Matches(spans)
    behind = [n for n, (start, _) in enumerate(spans) if start >= offset]
    before = [n for n, (start, _) in enumerate(spans) if start < offset]
    everything = range(len(spans))
    assert matches.first_from(offset) == (behind or [*everything[:1]] or [None])[0]
    assert matches.last_before(offset) == (before or [*everything[-1:]] or [None])[-1]
    for number, span in enumerate(spans):
        assert matches.number(span) == number
    assert matches.number((offset, offset + 9)) is None


@given(SPANS, st.integers(0, 20), st.integers(0, 20))
def test_what_lies_within(spans: list[tuple[int, int]], start: int, length: int) -> None:
    end = start + length
    marked = {sign for first, last in Matches(spans).within(start, end) for sign in range(first, last)}
    assert marked == {sign for first, last in spans for sign in range(first, last) if start <= sign < end}
