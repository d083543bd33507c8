"""Sentences: where they end, that only the left context decides it, and that training and typing agree."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from typeahead.text.sentences import (
    LONGEST,
    LOOKBACK,
    finished_sentences,
    open_sentence,
    plain_sentences,
    sentences,
    sentences_before,
)
from typeahead.text.words import SECRET, Kind

# Pieces of ordinary prose, without Markdown markers.
PROSE = st.lists(
    st.sampled_from(
        [
            *(
                "word",
                "don't",
                "Dr.",
                "etc.",
                "e.g.",
                "No.",
                "J.",
                "I.",
                "12.",
                "3.5",
                "x.org",
                "a-b",
                "café",
                "日本。",
            ),
            *(
                "(so.)",
                '"Yes."',
                "“Yes!”",
                "Why?",
                "Oh!",
                "well...",
                "and…",
                "“",
                ")",
                ",",
                "--",
                "4111111111111111",
            ),
            *(
                "@ada",
                "#tag",
                "README.md",
                "50%",
                "U.S.",
                "Mr",
                ".",
                "?!",
                "password: x1y2z3",
                "мир.",
                "👍",
                "$5",
                "/",
            ),
        ]
    ),
    max_size=25,
).map(lambda parts: " ".join(["So", *parts]))  # a number alone at the start would be a list's marker
# The same with line breaks and Markdown.
TYPED = st.lists(
    st.sampled_from(
        [
            *(
                "word ",
                "Dr. ",
                "over. ",
                "why? ",
                '"Yes." ',
                "end.",
                "etc.",
                "12. ",
                "J. ",
                "日本。",
                "」",
                " ",
                "  ",
            ),
            *(
                "\n",
                "\n\n",
                "\n  ",
                "# Title",
                "\n# Title\n",
                "- item",
                "\n- item\n",
                "\n- [x] item",
                "\n1. one\n",
            ),
            *(
                "\n> quoted ",
                "**bold.** ",
                "*thin*",
                "`code.` ",
                "[link](a.b) ",
                "[text. ",
                "![x](y.png)",
                "\n---\n",
            ),
            *(
                "\n```\n",
                "\n```py\n",
                "\n|a. b|c|\n",
                "\n\t\n",
                "\r\n",
                "!",
                ".",
                "4111 1111 1111 1111 ",
                "[^1]",
                "7) ",
            ),
        ]
    ),
    max_size=25,
).map("".join)


def texts(text: str) -> list[list[str]]:
    return [
        [SECRET if token.kind == Kind.SECRET else token.text for token in sentence]
        for sentence in sentences(text)
    ]


def cut(text: str) -> list[str]:
    return [" ".join(sentence) for sentence in plain_sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four… five", ["One .", "Two !", "Three ?", "Four …", "five"]),
        ('"Stop." He left (at last.) Then', ['" Stop . "', "He left ( at last . )", "Then"]),
        ("Dr. Smith met Mrs. Jones on Jan. 5. Fine.", ["Dr . Smith met Mrs . Jones on Jan . 5 .", "Fine ."]),
        ("by J. Smith and I. Then", ["by J . Smith and I .", "Then"]),
        ("No. That is Fig. 3, No. 5.", ["No .", "That is Fig . 3 , No . 5 ."]),
        ("e.g. this, i.e. that, at 5 p.m. there", ["e.g. this , i.e. that , at 5 p.m. there"]),
        ("see example.org. And README.md. Yes", ["see example.org .", "And README.md .", "Yes"]),
        ("3.5 is not 3. 5", ["3.5 is not 3 .", "5"]),
        ("What?! Really... yes", ["What ?!", "Really ...", "yes"]),
        ("end.no space", ["end.no space"]),
        ("今日。「はい。」明日！", ["今 日 。", "「 は い 。 」", "明 日 ！"]),
        ("Er rief: „Gut.“ Dann ging er.", ["Er rief : „ Gut . “", "Dann ging er ."]),
        ("Then Dr. “Bob” left. “Fine.” So", ["Then Dr . “ Bob ” left .", "“ Fine . ”", "So"]),
        ("他说。“好。”然后", ["他 说 。", "“ 好 。 ”", "然 后"]),
        ("کیا؟ ہاں۔ जी।  हाँ", ["کیا ؟", "ہاں ۔", "जी ।", "हाँ"]),
        ("", []),
        ("  leading. ", ["leading ."]),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert cut(text) == expected
    assert [" ".join(sentence) for sentence in texts(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a line\nand the next\n\nnew", ["a line and the next", "new"]),
        ("# Title\ntext goes\non", ["Title", "text goes on"]),
        ("text\n## Title\nmore", ["text", "Title", "more"]),
        ("- one\n- two\n  wrapped\n\nthree", ["one", "two wrapped", "three"]),
        ("- one\nnot indented", ["one not indented"]),
        ("intro:\n1. one\n2. two", ["intro :", "one", "two"]),
        ("> one\n> two\nlazy\n\nout", ["one two lazy", "out"]),
        ("text\n> quote", ["text", "quote"]),
        ("a\n \t\nb", ["a", "b"]),
        ("a\r\nb\r\n\r\nc", ["a b", "c"]),
        ("**Bold.** Then *thin.* End", ["Bold .", "Then thin .", "End"]),
        ("[A link.](http://a.b) Next", ["A link .", "Next"]),
        ("a\n```\nHello. World.\n```\nb", ["a", "b"]),
        ("| a. b | c |\n|--|--|\n| d | e |", ["a .", "b", "c", "d", "e"]),
        ("one\n***\ntwo", ["one", "two"]),
    ],
)
def test_typed_blocks(text: str, expected: list[str]) -> None:
    assert [" ".join(sentence) for sentence in texts(text)] == expected


@given(PROSE)
def test_training_and_typing_agree_on_prose(text: str) -> None:
    assert plain_sentences(text) == texts(text)


def test_a_number_that_leads_a_sentence_is_a_list_number() -> None:
    assert cut("1. the first") == ["1 . the first"]
    assert cut("It was 2024. Then") == ["It was 2024 .", "Then"]


def test_marks_of_markdown_are_literal_in_extracted_prose() -> None:
    assert cut("5 * 3 and *this* is `so`") == ["5 * 3 and * this * is ` so `"]
    assert cut("- a [b](c)") == ["- a [ b ] ( c )"]


@given(TYPED)
def test_tokens_come_in_order_and_are_the_text(text: str) -> None:
    position = 0
    for sentence in sentences(text):
        assert sentence
        for token in sentence:
            assert token.start >= position
            assert text[token.start : token.end] == token.text
            assert token.kind not in (Kind.SPACE, Kind.MARKUP)
            position = token.end


@given(TYPED, st.integers(0, 200))
@example("One. Two", 5)
@example("- item\n  more", 7)
def test_what_is_over_stays_over(text: str, at: int) -> None:
    """Every sentence that is over in the text up to `at` is over, at the same places, in the whole text.

    What is not over may change with what follows: a newline may turn out to continue an item or to end one.
    """
    whole = finished_sentences(text)
    assert set(finished_sentences(text[:at])) <= set(whole)
    assert whole == sorted(whole)


@given(TYPED, st.integers(0, 200))
def test_what_is_over_was_over_when_the_next_one_began(text: str, at: int) -> None:
    """The other way round: at the end of any later sentence, all earlier ones were already over."""
    whole = finished_sentences(text)
    for (start, end), (_, later) in pairwise(whole):
        assert (start, end) in finished_sentences(text[:later] + "\n\n")


@given(PROSE)
def test_the_open_sentence_is_the_last_one(text: str) -> None:
    over = [(start, end) for start, end in finished_sentences(text)]
    all_of_them = texts(text)
    if text.endswith(("。", "。 ")):
        return
    assert open_sentence(text) == (all_of_them[-1] if len(all_of_them) > len(over) else [])


@given(TYPED)
def test_the_open_sentence_of_markdown_is_the_last_one(text: str) -> None:
    found = open_sentence(text)
    assert found in ([], texts(text)[-1] if texts(text) else [])


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("", ""),
        ("Hello there. ", ""),
        ("Hello there.", "Hello there ."),
        ("Hello there. I ", "I"),
        ("Hello Dr. ", "Hello Dr ."),
        ('He said "', 'He said "'),
        ("one two\nthree ", "one two three"),
        ("one two\n\n", ""),
        ("one two\n\nthree (", "three ("),
        ("# A title", "A title"),
        ("# A title\n", ""),
        ("- one two ", "one two"),
        ("- one two\n", ""),
        ("- one\n- ", ""),
        ("- one\n  ", "one"),
        ("- [ ] buy ", "buy"),
        ("> quoted\n> text ", "quoted text"),
        ("some **bold ", "some bold"),
        ("see [the ", "see the"),
        ("```\ncode ", ""),
        ("```\ncode\n```\ntext ", "text"),
        ("```\ncode\n\nmore ", ""),
        ("and/", "and /"),
        ("今日。", ""),
        ("今日。明", "明"),
        ("my card 4111 1111 1111 1111 is ", "my card <secret> is"),
    ],
)
def test_open_sentence(before: str, expected: str) -> None:
    assert " ".join(open_sentence(before)) == expected


def test_looking_back_is_bounded() -> None:
    long = "never ending words " * 100_000
    start = time.process_time()
    for _ in range(20):
        words = open_sentence(long)
    assert time.process_time() - start < 0.5
    assert 300 < len(words) < LOOKBACK
    assert set(words) == {"never", "ending", "words"}


@pytest.mark.parametrize("behind", ["", " "])
def test_a_sentence_that_is_over_at_once_stands_before_the_cursor(behind: str) -> None:
    text = "彼は行きました。" + behind
    assert open_sentence(text) == []
    assert sentences_before(text, 40) == [[*"彼は行きました。"]]
    assert [text[start:end] for start, end in finished_sentences(text)] == ["彼は行きました。"] * bool(behind)


def test_finished_sentences_wait_for_white_space() -> None:
    assert finished_sentences("One. Two") == [(0, 4)]
    assert finished_sentences("One.") == []
    assert finished_sentences("One. ") == [(0, 4)]
    assert finished_sentences("no end\n") == []
    assert finished_sentences("no end\n\n") == [(0, 6)]
    assert finished_sentences("# Title\n") == [(2, 7)]
    assert finished_sentences("- a\n") == []
    assert finished_sentences("- a\n- b") == [(2, 3)]


def test_open_sentence_is_fast() -> None:
    """Typing asks for it at every key: a generous bound that only a change of order would miss."""
    before = (
        "When we started this project in the spring, nobody knew how far it would take us and we had a small "
    )
    start = time.process_time()
    for _ in range(500):
        open_sentence(before)
    assert (time.process_time() - start) / 500 < 500e-6


def test_training_is_fast() -> None:
    paragraph = (
        "The quick brown fox doesn't jump over the lazy dog, they say. It walks (slowly) around it! " * 2
    )
    start = time.process_time()
    words = sum(len(sentence) for _ in range(500) for sentence in plain_sentences(paragraph))
    assert (time.process_time() - start) / words < 20e-6


def test_typing_and_training_agree_on_real_prose(shared: Path) -> None:
    lines = (shared / "base" / "us-government-web.txt").read_text(encoding="utf-8").split("\n")[:6000]
    # Lines that hold what Markdown may read as a marker are left out.
    lines = [line for line in lines if not set("*_`[]<>|\\#~{}") & set(line) and line[:1].isalpha()]
    assert len(lines) > 3000
    assert all(plain_sentences(line) == texts(line) for line in lines)


@pytest.mark.parametrize(
    "run", ["x" * (LONGEST + 1), "ab-" * 40 + "c", "!" * 101, "x" * 100_000], ids=["x", "ab-", "!", "xx"]
)
def test_endless_tokens_are_left_out(run: str) -> None:
    text = f"Words before {run} words after. Then {run}. So"
    assert plain_sentences(text) == texts(text)
    assert plain_sentences(text)[0] == ["Words", "before", "words", "after", "."]
    assert open_sentence(f"Words before {run}") in (["Words", "before"], [])
    assert open_sentence(f"Words before {run} words ") in (["Words", "before", "words"], ["words"])


def test_long_words_and_long_secrets_stay() -> None:
    assert plain_sentences("x" * LONGEST) == texts("x" * LONGEST) == [["x" * LONGEST]]
    key = "ghp_" + "a1B2c3D4" * 20
    assert len(key) > LONGEST
    assert [token.kind for token in sentences(f"see {key}")[0]][-1] == Kind.SECRET
    assert plain_sentences(f"see {key}") == [["see", SECRET]]


WHITE = "".join(
    map(chr, [*range(9, 14), *range(28, 33), 0x85, 0xA0, 0x1680, 0x2000, 0x2028, 0x2029, 0x202F, 0x3000])
)
WITH_WHITE = st.lists(
    st.sampled_from(
        [*WHITE, *"<>=\"'/()a1.:@#-_`[]{}|$&;", "<Foo", "bar=", "www.", "a@b.cd", "4111 1111 1111 1111"]
    )
).map("".join)


@given(st.text() | WITH_WHITE | TYPED)
@example('see <Foo\nbar="a b"> and')
@example('<Foo bar="a b" />')
@example("www.x.com/a\x1cb www.x.com/(a\x1fb)")
@example("\x1c\x1d a \x85\u2028b")
def test_no_word_has_white_space_inside(text: str) -> None:
    """What is stored, words between spaces and sentences between newlines, reads back the same."""
    typed = [
        [SECRET if token.kind == Kind.SECRET else token.text for token in sentence]
        for sentence in sentences(text)
    ]
    for found in (typed, plain_sentences(text), [open_sentence(text)]):
        for word in (word for sentence in found for word in sentence):
            assert word.split() == [word]
