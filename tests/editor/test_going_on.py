"""With which signs words and addresses go on, and what shows that one stands apart after all."""

from __future__ import annotations

import pytest

from typeahead.editor.giving_way import comes_back
from typeahead.editor.going_on import goes_on, goes_on_in_code, is_address


@pytest.mark.parametrize(
    "text",
    [
        "in ~/Library",
        "/usr",
        "see (docs/guide",
        "the `snake_case",
        "by @someone",
        "the .env",
        "np.zeros",
        "[this](https://example",
        "and/or",
        "**foo_bar",
    ],
)
def test_an_address_holds_what_words_do_not(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text", ["", "the", "the end. Then", "_very", "`npm", "~~not", "3.5", "1/2", "v", "a/b c", "**so", "x "]
)
def test_a_word_an_amount_and_what_is_emphasised_are_none(text: str) -> None:
    assert not is_address(text)


@pytest.mark.parametrize(
    ("before", "signs"),
    [
        ("an important", "–—="),
        ("about 50", "%–—="),
        ("in ~/Library", "/_-@+#%&–—="),
        ("see https://example.org/page", "/_-@+#%&="),
        ("call np.zeros", "(_"),
        ("the snake_case", "(-"),
    ],
)
def test_each_goes_on_with_its_signs(before: str, signs: str) -> None:
    for sign in signs:
        assert goes_on(before, sign), sign


@pytest.mark.parametrize(
    ("before", "signs"),
    [
        ("an important", "(_@+#%&$~<[a"),
        ("about 50", "(+#&"),
        ("in ~/Library", "($~<["),
        ("see @someone", "("),
        ("an important,", "–—="),
        ("(so)", "–%="),
        ("", "–="),
    ],
)
def test_and_with_no_others(before: str, signs: str) -> None:
    for sign in signs:
        assert not goes_on(before, sign), sign


@pytest.mark.parametrize("before", ["run `next", "banner", "x = a.b", "sha256"])
def test_in_code_a_word_goes_on_as_a_name(before: str) -> None:
    assert goes_on_in_code(before, "_", in_span=False)
    assert goes_on_in_code(before, "_", in_span=True)
    assert goes_on_in_code(before, "(", in_span=True)
    assert not goes_on_in_code(before, "(", in_span=False), "elsewhere something may be explained"
    assert not goes_on_in_code(before + ",", "_", in_span=True)
    assert not any(goes_on_in_code(before, sign, in_span=True) for sign in "-/$[{<a")


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("a/b", "- "),
        ("a/b", "--"),
        ("a/b", "->"),
        ("important", "— "),
        ("important", "– "),
        ("x", "= "),
        ("x", "=="),
        ("x", "=>"),
        ("x", "=~"),
        ("a.b", "+ "),
        ("a.b", "+="),
        ("a.b", "& "),
        ("a.b", "&&"),
        ("a.b", "# "),
        ("a.b", "(+"),
        ("INSERT INTO table", "( "),
        ("name", "/ "),
        ("x.y", "%}"),
        ("—Sí", "—d"),
        ("so.\n—Sí", "—d"),
    ],
)
def test_what_shows_that_a_sign_stands_apart(before: str, behind: str) -> None:
    assert comes_back(before, behind)


@pytest.mark.parametrize(
    ("before", "behind"),
    [
        ("important", "—"),
        ("important", "—s"),
        ("—Sí —dijo", "— "),
        ("a/b", "-c"),
        ("2026/a", "-0"),
        ("a/b", "-$"),
        ("~/Library", "/ "),
        ("the C", "# "),
        ("x", '="'),
        ("x", "=y"),
        ("50", "% "),
        ("a.b", "()"),
        ("a.b", "(c"),
        ("is ==very important", "=="),
        ("a/b", "-\n"),
    ],
)
def test_what_does_not(before: str, behind: str) -> None:
    assert not comes_back(before, behind)
