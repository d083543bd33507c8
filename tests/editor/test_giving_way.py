"""When a space that came with a suggestion gives way, told from the text before it and what is typed behind it."""

from __future__ import annotations

import pytest

from typeahead.editor.giving_way import gives_way


@pytest.mark.parametrize("sign", ".,;:!?)]}…'’”、。，！？：；」』）؟،؛۔।")
def test_to_what_ends_or_closes_something_always(sign: str) -> None:
    assert gives_way("this is important", sign)


@pytest.mark.parametrize("sign", "a1-–—/([{#+@&%¿«„“‘")
def test_to_nothing_that_begins_something(sign: str) -> None:
    assert not gives_way("this is important", sign)


@pytest.mark.parametrize(
    ("before", "sign"),
    [
        ("this is **very important", "*"),
        ("*very important", "*"),
        ("**very *important", "*"),
        ("**very *large* and important", "*"),
        ("* **an important", "*"),
        ("- one **\n- an *important", "*"),
        ("2 * 3 is *very important", "*"),
        ("2*3 is *very important", "*"),
        ("over *two\nvery important", "*"),
        ("_very important", "_"),
        ("snake_case is _very important", "_"),
        ("~~very important", "~"),
        ("==very important", "="),
        ("a == b is ==very important", "="),
        ("run `npm install", "`"),
        ("`one` and ``two ` install", "`"),
        ("where $important", "$"),
        ("$$important", "$"),
        ("$x$ and $important", "$"),
        ("it costs $5, where $x is important", "$"),
    ],
)
def test_to_a_sign_of_markdown_where_its_like_is_open(before: str, sign: str) -> None:
    assert gives_way(before, sign)


@pytest.mark.parametrize(
    ("before", "sign"),
    [
        ("I really", "*"),
        ("this is **very** important", "*"),
        ("**very *large* and** important", "*"),
        ("* an important", "*"),
        ("> * an important", "*"),
        ("* *open\n* an important", "*"),
        ("2 * 3 is important", "*"),
        ("2*3 is important", "*"),
        (r"\*this is important", "*"),
        ("code `a *b` is important", "*"),
        ("the price* is important", "*"),
        ("snake_case is important", "_"),
        ("https://example.com/_a is important", "_"),
        ("~/notes is important", "~"),
        ("~5 minutes are important", "~"),
        ("~~not~~ important", "~"),
        ("a == b is important", "="),
        ("a = important", "="),
        ("x==y is important", "="),
        ("code `==a` is important", "="),
        ("==very== important", "="),
        ("run `npm` to install", "`"),
        ("$5 is important", "$"),
        ("US$ is important", "$"),
        (r"\$x is important", "$"),
        ("$PATH is important", "$"),
        ("$x$ is important", "$"),
    ],
)
def test_to_no_sign_of_markdown_that_opens(before: str, sign: str) -> None:
    assert not gives_way(before, sign)


@pytest.mark.parametrize(
    ("before", "sign", "expected"),
    [
        ('he said "the students', '"', True),
        ('he said "the" students', '"', False),
        ('the 5" disk is important', '"', False),
        ('he said "the 5" and students', '"', False),  # it closes where one is open
        ('the 5" disk is "very important', '"', True),
        ('the sign `"` is important', '"', False),
        ("il est « très important", "»", True),
        ("il est « très » important", "»", False),
        ("« un « très » important", "»", True),
        ("„Das ist important", "“", True),
        ("„Das“ ist important", "“", False),
        ("“Yes” and „das ist important", "“", True),
        ("‚Das ist’s important", "‘", True),
        ("‚Das‘ ist important", "‘", False),
        ("this is important", "‘", False),
    ],
)
def test_to_a_quotations_end(before: str, sign: str, expected: bool) -> None:
    assert gives_way(before, sign) is expected
