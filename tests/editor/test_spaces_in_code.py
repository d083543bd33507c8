"""To what the space behind a suggestion gives way in code, in front matter, in tags, and by the document's format."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.editor.conftest import Studio
from tests.editor.test_spaces import Sure, took
from typeahead.editor.going_on import goes_on_as_path


async def test_in_code_within_a_line_a_word_goes_on_as_a_name_and_is_called(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        for before, typed, after in (
            ("returns `", "_page`,", "_page`,"),
            ("returns `", "(x)`", "(x)`"),
            ("run `a `", "_so_ b", " _so_ b"),
            ("`INSERT INTO ", "( a", " ( a"),
            ("snake `a` and ", "_emphasis_ starts", " _emphasis_ starts"),
            ("it is `so` ", "(x)", " (x)"),
        ):
            await took(desk, before)
            await desk.type(typed)
            assert desk.text == f"{before}important{after}"


async def test_in_code_within_a_line_the_first_word_may_begin_a_path(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        for before, typed, after in (
            ("in `", "/my_lib`", "/my_lib`"),
            ("in `.", "/a`", "/a`"),
            ("`", "/ b`", " / b`"),
            ("`open ", "/etc`", " /etc`"),
            ("`a` and ", "/etc", " /etc"),
        ):
            await took(desk, before)
            await desk.type(typed)
            assert desk.text == f"{before}important{after}"


@pytest.mark.parametrize(
    ("before", "wanted"), [("in `src", True), ("`POST", False), ("`a b", False), ("a `x` src", False)]
)
def test_behind_what_is_asked_of_a_server_a_path_begins_anew(before: str, wanted: bool) -> None:
    assert goes_on_as_path(before, "/") is wanted
    assert not goes_on_as_path(before, "-")
    assert not goes_on_as_path(before + ",", "/")


async def test_in_front_matter_and_blocks_of_code_words_are_parts_of_names_but_not_in_prose(
    studio: Studio,
) -> None:
    async with studio.open(fake=Sure()) as desk:
        for before, typed, after in (
            ("---\nlayout: post\n", "_image: a", "_image: a"),
            ("+++\nlayout = 'post'\n", "_at = 1", "_at = 1"),
            ("---\nlayout: ", "_post", "_post"),
            ("---\ntitle: As it is ", "_so_", " _so_"),
            ("---\ntitle: As `it ", "_so`", "_so`"),
            ("---\nlayout: post\nIt is ", "_so_", " _so_"),
            ("---\nlayout: ", "(so)", " (so)"),
            ("---\nlayout: post\n---\n\nIt is ", "_so_", " _so_"),
            ("```\nx = ", "_so", "_so"),
            ("```\nx = ", "(so", " (so"),
            ("```\nx\n```\n\nIt is ", "_so_", " _so_"),
        ):
            await took(desk, before)
            await desk.type(typed)
            assert desk.text == f"{before}important{after}"


async def test_tags_and_addresses_end_right_behind_a_word(studio: Studio) -> None:
    async with studio.open(fake=Sure()) as desk:
        for before, typed, after in (
            ("see <https://a.org/", "> so", "> so"),
            ("the </", ">.", ">."),
            ("{{</", " >}}", " >}}"),
            ("{{<", ">}}", ">}}"),
            ("{{< ", ">}}", " >}}"),
            ("if a < ", "> b", " > b"),
            ("press =M-<", ">= so", ">= so"),
            ("if a < b and ", ">= c", " >= c"),
            ("Settings ", "> More", " > More"),
        ):
            await took(desk, before)
            await desk.type(typed)
            assert desk.text == f"{before}important{after}"


@pytest.mark.parametrize(
    ("name", "before", "typed", "after"),
    [
        ("a.org", "is /very ", "/ so", "/ so"),
        ("a.org", "is =very ", "= so", "= so"),
        ("a.org", "is +very ", "+, so", "+, so"),
        ("a.org", "is ~next", "_so~", "_so~"),
        ("a.org", "the ", "=so=", " =so="),
        ("a.org", "is ~a ", "=1~", "=1~"),
        ("a.org", "see /usr/lib and ", "/so", " /so"),
        ("a.org", "a = ", "= b", " = b"),
        ("a.org", "a + ", "+ b", " + b"),
        ("a.adoc", "is #very ", "# so", "# so"),
        ("a.adoc", "see <<anchor,very ", ">> so", ">> so"),
        ("a.adoc", "a + ", "+ b", " + b"),
        ("a.rst", "the |very ", "| so", "| so"),
        ("a.rst", "the ", "|so|", " |so|"),
        ("a.tex", "as ", "~\\ref{a}", "~\\ref{a}"),
        ("a.tex", "as ", "\\ref{a}", " \\ref{a}"),
        ("a.tex", "where $2", "$th", "$th"),
        ("a.md", "is /very ", "/ so", " / so"),
        ("a.md", "as ", "~so~", " ~so~"),
    ],
)
async def test_by_the_documents_format(
    studio: Studio, tmp_path: Path, name: str, before: str, typed: str, after: str
) -> None:
    path = tmp_path / name
    path.write_text("", encoding="utf-8")
    async with studio.open(path, fake=Sure()) as desk:
        await took(desk, before)
        await desk.type(typed)
        assert desk.text.endswith(f"important{after}")
