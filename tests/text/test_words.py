"""The tokeniser: kinds, offsets, and that the tokens are the text again."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.text.forms import folded_form, is_name, word_at
from typeahead.text.sentences import plain_sentences
from typeahead.text.words import Kind, Token, is_word, normal, tokenise

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "tokeniser.md"
ROW = re.compile(r"^\| (`[^|]+`) \| ((?:`[^|]+?` ?)+) \| ([A-Z]+) \|$", re.MULTILINE)

ANY_TEXT = st.text(st.characters(exclude_categories=[]), max_size=200)
MARKDOWN = st.lists(
    st.sampled_from(
        [
            "word",
            "don't",
            " ",
            "  ",
            "\n",
            "\n\n",
            "# ",
            "- ",
            "- [x] ",
            "1. ",
            "> ",
            "**",
            "*",
            "_",
            "`",
            "```\n",
            "[",
            "](http://a.b)",
            "![",
            "|",
            "|--|\n",
            "---\n",
            "\\",
            ".",
            "! ",
            "\r\n",
            "\t",
            "日",
            "é",
            "e\u0301",
            "👩‍👧",
            "#tag",
            "a_b",
            "4111 1111 1111 1111",
            "password: x1y2z3",
            "\x00",
            "\ud800",
            "<b>",
            "{{< x >}}",
        ]
    ),
    max_size=30,
).map("".join)


def words(text: str) -> list[tuple[str, str]]:
    return [(token.text, token.kind.name) for token in tokenise(text) if token.kind != Kind.SPACE]


def modelled(text: str) -> list[str]:
    return [token.text for token in tokenise(text) if token.kind not in (Kind.SPACE, Kind.MARKUP)]


def marks(text: str) -> list[str]:
    return [token.text for token in tokenise(text) if token.kind == Kind.MARKUP]


def test_the_documented_examples() -> None:
    rows = ROW.findall(DOCUMENT.read_text(encoding="utf-8"))
    assert len(rows) >= 35
    for text, tokens, kind in rows:
        found = words(text.strip("`"))
        assert [token for token, _ in found] == [token.strip("`") for token in tokens.split(" ")], text
        assert found[0][1] == kind, text


@given(ANY_TEXT | MARKDOWN)
def test_tokens_are_the_text_again(text: str) -> None:
    tokens = tokenise(text)
    assert "".join(token.text for token in tokens) == text
    position = 0
    for token in tokens:
        assert token.start == position
        assert token.end > token.start
        assert text[token.start : token.end] == token.text
        position = token.end
    assert position == len(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("foo.", [("foo", "WORD"), (".", "PUNCTUATION")]),
        ("'tis", [("'", "PUNCTUATION"), ("tis", "WORD")]),
        ("rock'n'roll", [("rock'n'roll", "WORD")]),
        ("foo--bar", [("foo", "WORD"), ("--", "PUNCTUATION"), ("bar", "WORD")]),
        ("½ cup", [("½", "NUMBER"), ("cup", "WORD")]),
        ("v1.2.3", [("v1.2.3", "NUMBER")]),
        ("2024-03-11T10:30:00Z", [("2024-03-11T10:30:00Z", "NUMBER")]),
        ("5km", [("5km", "WORD")]),
        ("می‌خواهم", [("می‌خواهم", "WORD")]),
        ("שלום עולם", [("שלום", "WORD"), ("עולם", "WORD")]),
        ("Καλημέρα", [("Καλημέρα", "WORD")]),
        ("مرحبا،", [("مرحبا", "WORD"), ("،", "PUNCTUATION")]),
        ("한국어 단어", [("한국어", "WORD"), ("단어", "WORD")]),
        ("สวัสดี", [("ส", "CJK"), ("วั", "CJK"), ("ส", "CJK"), ("ดี", "CJK")]),
        ("(www.example.com)", [("(", "PUNCTUATION"), ("www.example.com", "URL"), (")", "PUNCTUATION")]),
        ("localhost:8000", [("localhost:8000", "URL")]),
        ("github.com/a/b!", [("github.com/a/b", "URL"), ("!", "PUNCTUATION")]),
        ("mailto:a@b.org", [("mailto:a@b.org", "URL")]),
        ("a.b+c@d-e.co.uk", [("a.b+c@d-e.co.uk", "EMAIL")]),
        ("#1", [("#", "SYMBOL"), ("1", "NUMBER")]),
        ("C++ and C#", [("C++", "CODE"), ("and", "WORD"), ("C#", "CODE")]),
        ("a::b->c", [("a::b->c", "CODE")]),
        (".gitignore", [(".gitignore", "FILE")]),
        ("docs/user-guide.md:", [("docs/user-guide.md", "FILE"), (":", "PUNCTUATION")]),
        ("1️⃣ 👍🏽 ❤️", [("1️⃣", "EMOJI"), ("👍🏽", "EMOJI"), ("❤️", "EMOJI")]),
        ("☎ → ©", [("☎", "EMOJI"), ("→", "SYMBOL"), ("©", "SYMBOL")]),
        (
            "5 * 3 = 15",
            [("5", "NUMBER"), ("*", "SYMBOL"), ("3", "NUMBER"), ("=", "SYMBOL"), ("15", "NUMBER")],
        ),
        ("[sic]", [("[", "PUNCTUATION"), ("sic", "WORD"), ("]", "PUNCTUATION")]),
    ],
)
def test_kinds(text: str, expected: list[tuple[str, str]]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "prose", "markers"),
    [
        ("# A title\n", "A title", ["# "]),
        ("## A title (#a-title)\n", "A title", ["## ", "(#a-title)"]),
        ("- [x] done", "done", ["-", "[x]"]),
        ("* one\n* two", "one two", ["*", "*"]),
        ("1. one\n2) two", "one two", ["1.", "2)"]),
        ("> quoted\n> text", "quoted text", [">", "> "]),
        ("**bold** and *thin* and _thin_ and ~~gone~~", "bold and thin and thin and gone", None),
        ("a `code word` here", "a code word here", ["`", "`"]),
        ('see [the docs](http://a.b/c_(d) "T") now', "see the docs now", ["[", '](http://a.b/c_(d) "T")']),
        ("![a picture](x.png)", "a picture", ["![", "](x.png)"]),
        ("[text][id] and [[Wiki page]]", "text and Wiki page", None),
        ("[[target|shown]]", "shown", None),
        ("a claim[^1] here", "a claim here", ["[^1]"]),
        ("| a b | c |\n|---|:-:|\n| d | e |", "a b c d e", None),
        ("before\n\n```python\nprint(1)\n```\nafter", "before after", None),
        ("> ```\n> code\n> ```\n\nafter", "after", None),
        ("one\n\n---\n\ntwo", "one two", None),
        ("Title\n===\ntext", "Title text", None),
        ("---\ntitle: x\n---\nText", "Text", None),
        ("[id]: https://example.org/x\n\ntext", "text", None),
        ("a <b>bold</b> word<br/>", "a bold word", ["<b>", "</b>", "<br/>"]),
        ("<https://example.org>", "https://example.org", ["<", ">"]),
        (r"\*plain\*", "* plain *", None),
        ("a typed [link te", "a typed link te", ["["]),
    ],
)
def test_markdown_is_not_modelled(text: str, prose: str, markers: list[str] | None) -> None:
    assert " ".join(modelled(text)) == prose
    if markers is not None:
        assert [mark.strip() for mark in marks(text)] == [mark.strip() for mark in markers]


def test_line_markers_count_only_at_the_start_of_a_line() -> None:
    assert modelled("a - b") == ["a", "-", "b"]
    assert modelled("is # it") == ["is", "#", "it"]
    assert modelled("in\n1986. It was") == ["in", "1986", ".", "It", "was"]


def test_secrets_are_one_token() -> None:
    tokens = tokenise("pay with 4111 1111 1111 1111 now")
    assert [token for token in tokens if token.kind == Kind.SECRET] == [
        Token("4111 1111 1111 1111", 9, 28, Kind.SECRET)
    ]


def test_a_secret_in_a_link_stays_in_its_marker() -> None:
    text = "see [this](https://example.org/" + "0123456789abcdef" * 3 + ") page"
    assert modelled(text) == ["see", "this", "page"]


@pytest.mark.parametrize(
    "unit",
    ["a", "a.", "aa.", "a-", "a_", "[", "](", "*", "`", "(", "<a ", "/a", "@", "1,", "'a", "a@", "é", "日",
     "..", "|", "$a", "http://a(", "\\", "{{", "a::", "-----BEGIN ", "> ", "A1b2", "#a/", "&", "\u0301", "4111 "],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    """Fifty kilobytes of anything repeated takes well under what a quadratic scanner would."""
    start = time.process_time()
    tokenise(unit * (50_000 // len(unit)))
    assert time.process_time() - start < 3.0


def test_a_megabyte_without_a_space() -> None:
    start = time.process_time()
    tokenise("x" * 1_000_000)
    tokenise("x1Y2" * 250_000)
    assert time.process_time() - start < 6.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('בצה"ל.', ['בצה"ל', "."]),
        ("צה״ל", ["צה״ל"]),
        ('מנכ"לית מו"מ', ['מנכ"לית', 'מו"מ']),
        ('"שלום עולם"', ['"', "שלום", "עולם", '"']),
        ('קרא ב"הארץ"', ["קרא", "ב", '"', "הארץ", '"']),
        ('וב"הארץ"', ["וב", '"', "הארץ", '"']),
        ('5"ל x"ל ל"x', ["5", '"', "ל", "x", '"', "ל", "ל", '"', "x"]),
        ('say "so"x', ["say", '"', "so", '"', "x"]),
        ("ג׳ירפה", ["ג׳ירפה"]),
    ],
)
def test_a_quotation_mark_between_hebrew_letters_joins_them(text: str, expected: list[str]) -> None:
    assert modelled(text) == expected
    assert [word for sentence in plain_sentences(text) for word in sentence] == expected


def test_hebrew_signs_are_alike() -> None:
    assert normal("צה״ל") == normal('צה"ל') == 'צה"ל'
    assert normal("ג׳ירפה") == normal("ג'ירפה")
    assert normal("״") == "״"
    assert is_word('צה"ל')
    assert not is_word('ab"c')


def test_normal_composes_and_straightens() -> None:
    assert normal("don’t") == "don't"
    assert normal("donʼt") == "don't"
    assert normal("state‑of‐the-art") == "state-of-the-art"
    assert normal("cafe\u0301") == "café"
    assert normal("’") == "’"
    assert normal("plain") == "plain"


@given(ANY_TEXT)
def test_normal_is_idempotent(text: str) -> None:
    assert normal(normal(text)) == normal(text)


@pytest.mark.parametrize("text", ["a", "I", "don't", "don’t", "state-of-the-art", "2024", "3rd", "café", "日", "мир", "नमस्ते"])  # fmt: skip  # noqa: E501
def test_words_may_be_suggested(text: str) -> None:
    assert is_word(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", ".", "3.5", "e.g.", "a b", "students'", "'tis", "-", "a--b", "foo_bar", "x.org", "@a", "#a"],
)  # fmt: skip
def test_other_tokens_may_not(text: str) -> None:
    assert not is_word(text)


@pytest.mark.parametrize(
    "text",
    [
        "pyproject.toml",
        "created_at",
        "@user",
        "#tag",
        "e.g.",
        ".venv",
        "--save-dev",
        "~/notes/a.md",
        "me@x.org",
        "f()",
    ],
)
def test_names_are_made_of_words(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize("text", ["", "word", "don't", "2024-01-02", "3.5", "...", "--", "<b>", "<secret>", "a b", "'s", "&amp;"])  # fmt: skip  # noqa: E501
def test_words_numbers_marks_and_secrets_are_no_names(text: str) -> None:
    assert not is_name(text)


def test_words_are_one_in_any_case_and_names_are_not() -> None:
    assert folded_form("Word") == folded_form("WORD") == "word"
    assert folded_form("READ_me.md") == "READ_me.md"


def test_the_word_at_a_place() -> None:
    assert word_at("pyproject.toml", 0) == "pyproject"
    assert word_at("pyproject.toml", 10) == "toml"
    assert word_at("pyproject.toml", 9) == ""
    assert word_at("a_low-volume.md", 2) == "low-volume"
