"""Printing safely."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from typeahead.commands.intervals import method
from typeahead.commands.output import (
    bar,
    console,
    count,
    decimal,
    finite,
    percent,
    print_json,
    size,
    table,
    visible,
)
from typeahead.evaluation.bootstrap import RESAMPLES
from typeahead.evaluation.intervals import UNKNOWN


def test_how_intervals_were_found_fits_80_columns():
    for paragraphs in (2, 57, 1_000_000):
        found = replace(UNKNOWN, paragraphs=paragraphs, resamples=RESAMPLES)
        assert max(map(len, method(found, paired=True))) <= 80


@given(st.text())
def test_visible_lets_no_control_character_through(text):
    shown = visible(text)
    assert len(shown) == len(text)
    assert not any(ord(sign) < 32 or 127 <= ord(sign) < 160 or 0xD800 <= ord(sign) < 0xE000 for sign in shown)


def test_visible_keeps_what_is_asked_for_and_leaves_the_rest():
    assert visible("a\n\tb\x1b\x00\x7f\x9b") == "a␊␉b␛␀␡\ufffd"
    assert visible("a\n\tb", keep="\n\t") == "a\n\tb"
    assert visible("naïve 日本 🙂 [bold]") == "naïve 日本 🙂 [bold]"


@given(st.dictionaries(st.text(), st.text()))
def test_json_comes_back_and_holds_no_control_character(value):
    kept, sys.stdout = sys.stdout, io.StringIO()
    try:
        print_json(value)
        printed = sys.stdout.getvalue()
    finally:
        sys.stdout = kept
    assert json.loads(printed) == value
    assert not any((ord(sign) < 32 and sign != "\n") or 127 <= ord(sign) < 160 for sign in printed)
    printed.encode()


def test_json_in_an_encoding_that_lacks_letters(monkeypatch):
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", stream)
    print_json({"a": "é"})
    stream.flush()
    assert json.loads(stream.buffer.getvalue()) == {"a": "é"}


def test_figures():
    assert finite(float("inf")) is None
    assert finite(None) is None
    assert finite(1.5) == 1.5
    assert count(1, "word") == "1 word"
    assert count(2000, "word") == "2,000 words"
    assert percent(0.1234) == "12.3 %"
    assert percent(0.00001) == "0.001 %"
    assert percent(0) == "0.0 %"
    assert percent(0.99949) == "99.9 %"
    assert percent(0.99951) == percent(0.9999999) == ">99.9 %"
    assert percent(1.0) == "100.0 %"
    assert decimal(9_999_999.0) == "9,999,999.0"
    assert decimal(9.04e9, 0) == "9.0e9"
    assert decimal(1.92e36) == "1.9e36"
    assert decimal(float("inf")) == "inf"
    assert percent(None) == "–"
    assert bar(0) == ""
    assert bar(1) == bar(7) == "━" * 20
    assert [size(each) for each in (5, 1234, 999_600, 12_345_678, 5 * 10**9)] == [
        "5 B", "1.2 kB", "1.0 MB", "12 MB", "5.0 GB"
    ]  # fmt: skip


def test_a_table_in_a_pipe_has_no_blanks_at_its_lines_ends(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    rows = table("word", "because", right=("word",))
    rows.add_row("a", "b")
    rows.add_row("a long one", "")
    console().print(rows)
    console().print("a line break of Markdown  ")
    *lines, text, end = sys.stdout.getvalue().split("\n")
    assert len(lines) == 4
    assert all(line == line.rstrip() for line in lines)
    assert (text, end) == ("a line break of Markdown  ", "")
