"""What holds for every reader, whatever it is given."""

import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from typeahead.errors import SourceUnreadable
from typeahead.text.decoding import decode
from typeahead.text.prose import FORMATS, Reader, extension, html, markdown, org, plain, reader_for, rst

READERS: dict[str, Reader] = {suffix: reader_for(Path("a" + suffix)) for suffix in FORMATS}

# Pieces of every format's markup: random text of them is damaged in more ways than a person could think of.
MARKUP = r"""
a word. §\n§\n\n§    §\t§> §- §1. §* §# §---§===§+++§```§~~~§`§``§$§$$§[§]§(§)§![§[[§]]§](§[^1]§[^1]: §^[
§|§|---|§
{{<§>}}§{{%§%}}§{%§%}§{{§}}§{:§{§}§<§>§</§<!--§-->§<div>§</div>§<script>§<pre>§<sup>§\\§&§&amp;§*§**§_§~~§==§%%§
:::§!!! a§.. §.. a::§::§:a:§`_§#+BEGIN_SRC§#+END_SRC§:PROPERTIES:§:END:§[fn:1]§\\begin{a}§\\end{a}§\\\\(§
import a from "b"§export const§<A b={§é§🙂§title: x§- [ ] §> [!note] §\ud800§\x00§\u2028§\xa0
"""
PIECES = st.sampled_from(
    [
        piece.encode("raw_unicode_escape").decode("unicode_escape")
        for piece in MARKUP.replace("\n", "").split("§")
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


def check(prose: list[str]) -> None:
    for paragraph in prose:
        assert paragraph == " ".join(paragraph.split())
        assert any(character.isalnum() for character in paragraph)
        paragraph.encode()  # Lone surrogates would not go.


@pytest.mark.parametrize("suffix", READERS)
@settings(max_examples=120, deadline=None)
@given(text=TEXTS)
def test_any_text_gives_clean_paragraphs(suffix: str, text: str) -> None:
    if suffix == ".ipynb":
        text = json.dumps({"cells": [{"cell_type": "markdown", "source": text}]})
    check(READERS[suffix](text))


@settings(max_examples=150, deadline=None)
@given(raw=st.binary(max_size=300))
def test_any_bytes_give_clean_paragraphs(raw: bytes) -> None:
    text, _ = decode(raw)
    for reader in READERS.values():
        try:
            check(reader(text))
        except SourceUnreadable:
            assert reader is READERS[".ipynb"]


LARGE = {
    "no space": "a" * 1_000_000,
    "line breaks": "\n" * 100_000,
    "short lines": "a\n" * 50_000,
    "brackets": "[" * 100_000,
    "bracket pairs": "[](" * 30_000,
    "images": "![" * 50_000,
    "wiki links": "[[" * 50_000,
    "quotes": ">" * 100_000,
    "spaced quotes": "> " * 50_000,
    "lists": "- " * 50_000,
    "nested lists": "\n".join(" " * depth + "- a" for depth in range(0, 600, 2)),
    "stars": "**a " * 30_000,
    "underscores": "_a" * 50_000,
    "backticks": "".join("`" * length + " " for length in range(1, 400)),
    "dollars": "$a " * 30_000,
    "angles": "<" * 100_000,
    "tags": "<a " * 30_000,
    "quoted tags": '<a ">"' * 15_000,
    "comments": "<!--" * 25_000,
    "settings": "---\n" + "a: [b c d\n\n" * 5_000 + "a b c\n---\n",
    "percent signs": "a %%\n\n" * 10_000,
    "scripts": "<script>" * 12_000,
    "shortcodes": "{{<" * 30_000,
    "highlights": "{% highlight %}" * 7_000,
    "braces": "{" * 100_000,
    "formulas": "\\\\(" * 30_000,
    "escaped brackets": "\\[" * 50_000 + "\\]",
    "table": "| a " * 10_000 + "\n" + "|---" * 10_000 + "\n" + "| b " * 10_000,
    "footnotes": "[^1]: a\n" * 5_000,
    "headings": "# " * 50_000 + ".",
    "roles": ":a:`" * 25_000,
    "org links": "[[a][" * 20_000,
    "org blocks": "#+begin_src\n" * 30_000,
    "org drawers": ":a:\n" * 30_000 + "* a\n:END:",
    "org environments": "\\begin{a}\n" * 30_000 + "\\end{b}" * 30_000,
    "spaces": " " * 1_000_000 + "a",
}


@pytest.mark.parametrize("name", LARGE)
def test_large_and_odd_texts_take_no_time_to_speak_of(name: str) -> None:
    for read in (
        markdown.paragraphs,
        markdown.mdx_paragraphs,
        html.paragraphs,
        org.paragraphs,
        rst.paragraphs,
        plain.paragraphs,
    ):
        began = time.process_time()
        check(read(LARGE[name]))
        assert time.process_time() - began < 5, read


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        ("a.md", ".md"),
        ("a.MD", ".md"),
        ("README", ""),
        ("notes 2024.05.01", ""),
        ("Talk with Dr. Who", ""),
        (".hidden", ""),
        ("a.tar.gz", ".gz"),
    ],
)
def test_extensions(name: str, suffix: str) -> None:
    assert extension(Path(name)) == suffix


def test_readers_are_chosen_by_extension() -> None:
    source = "# A\n*b*"
    chosen: dict[str, Callable[[str], list[str]]] = {
        name: reader_for(Path(name)) for name in ("a.md", "a.txt", "a.odd", "a")
    }
    assert chosen["a.md"](source) == ["A", "b"]
    assert chosen["a.txt"](source) == chosen["a.odd"](source) == chosen["a"](source) == ["A", "*b*"]
