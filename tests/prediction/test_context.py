"""Reading the text left of the cursor."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from typeahead.prediction.context import begun_name, earlier, in_code_span, read
from typeahead.prediction.predictor import Predictor
from typeahead.text.words import Kind, tokenise


@pytest.mark.parametrize(
    ("before", "words", "prefix", "wanted", "at_start"),
    [
        ("", [], "", True, True),
        ("the stu", ["the"], "stu", True, False),
        ("The", [], "The", True, True),
        ("the students ", ["the", "students"], "", True, False),
        ("Done. ", [], "", True, True),
        ("Done.", ["Done", "."], "", False, False),
        ("Dr. Sm", ["Dr", "."], "Sm", True, False),
        ("I don'", ["I"], "don'", True, False),
        ("I don’t", ["I"], "don’t", True, False),
        ("a well-", ["a"], "well-", True, False),
        ("foo,", ["foo", ","], "", False, False),
        ("foo (", ["foo", "("], "", True, False),
        ('He said "', ["He", "said", '"'], "", True, False),
        ('He said "yes"', ["He", "said", '"', "yes", '"'], "", False, False),
        ("and/", ["and/"], "", True, False),
        ("one\ntwo ", ["one", "two"], "", True, False),
        ("one\n\n", [], "", True, True),
        ("# Heading\nte", [], "te", True, True),
        ("- [ ] buy ", ["buy"], "", True, False),
        ("in 20", ["in"], "20", True, False),
        ("Code:\n\n```python\nimport ", [], "", False, True),
        ("Code:\n\n```\nimport x\n```\n\nThen ", ["Then"], "", True, False),
        ("a soft\u00adhy", ["a"], "soft\u00adhy", True, False),
        ("a نامه\u200cا", ["a"], "نامه\u200cا", True, False),
        ("va col·la", ["va"], "col·la", True, False),
        ("see 日本ab", ["see", "日", "本"], "ab", True, False),
    ],
)
def test_what_is_read(before, words, prefix, wanted, at_start):
    found = read(before)
    assert (found.prefix, found.wanted, found.at_start) == (prefix, wanted, at_start)
    if before != "and/":  # how a half-typed path is cut is the tokeniser's business
        assert found.words == words


def test_only_the_last_sentence_matters_however_long_the_text():
    long = "Some words here. " * 50_000
    assert read(long + "the stu") == read("Some words here. the stu")


def test_behind_a_long_block_of_code_prose_is_prose():
    """Looked at from its midst, what closes a block opens one, and code and prose change places."""
    code = "```py\n" + "value = 12345\n\n" * 400
    assert not read(code + "val").wanted
    behind = read(code + "```\n\nIt is one of the ")
    assert (behind.wanted, behind.words) == (True, ["It", "is", "one", "of", "the"])
    assert read(code + "```\n\nIt ends.\n\n" + code + "val").wanted is False


def test_what_stood_before_a_long_block_of_code_is_none_of_its_lines():
    code = "```py\n" + "value = 12345\n\n" * 400
    assert earlier("It began.\n\n" + code + "```\n\nIt ends here. It is ") == [["It", "ends", "here", "."]]
    assert earlier("It began.\n\n" + code + "val") == []


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_code_span_behind_a_block_with_an_empty_line_is_one(between):
    block = "```py\na\n\nb\n```" + between
    assert in_code_span(block + "I use `np")
    assert not in_code_span(block + "I use `npm` an")
    assert read(block + "I use `np").verbatim
    assert not read(block + "I use `npm` an").verbatim


@pytest.mark.parametrize("sign", ["**", "*", "_", "***", "~~"])
def test_a_sign_that_opens_emphasis_is_no_word_before_a_letter_is_typed(sign):
    assert read(f"I like {sign}").words == ["I", "like"]
    assert read(f"I like (a {sign}").words == ["I", "like", "(", "a"]
    assert read(f"One.\n\n{sign}").words in ([], [sign]), "an asterisk alone may begin a list"


@pytest.mark.parametrize("before", ["We came home.\n\n**", "- one\n- **", "**", "It rains. _"])
def test_behind_a_sign_that_opens_emphasis_a_sentence_may_begin(before):
    assert read(before).words == []
    assert read(before).at_start


@pytest.mark.parametrize(
    "before", ["I like **", "I like *", "a (*", "- _", "**", "I like **bold** and __", "~~"]
)
def test_behind_a_sign_that_opens_emphasis_a_word_is_wanted(before):
    assert read(before).wanted


@pytest.mark.parametrize("before", ["I like **bold**", "*", "snake_", "2*", "One.\n\n*", "```\n**"])
def test_behind_one_that_closes_or_begins_a_list_none_is(before):
    assert not read(before).wanted


def test_apostrophes_follow_the_text():
    assert read("It’s fine, I ").curly
    assert not read("It's fine, I ").curly
    assert [read(f"П{sign}ять і ").apostrophe for sign in "'’ʼ"] == [*"'’ʼ"]
    assert read("П'ять, пʼять і ").apostrophe == "ʼ"
    assert read("So ").apostrophe == "'"


@given(st.text(st.sampled_from("aéж\u0301\u00ad\u200c\u200d'’ʼ-‐·׳。 "), max_size=12))
def test_the_tokeniser_and_the_prefix_agree_on_what_a_word_is(text):
    tokens = tokenise(text)
    if tokens and tokens[-1].kind == Kind.WORD:
        assert read(text).prefix == tokens[-1].text


def test_behind_a_script_without_spaces_no_space_is_waited_for():
    found = read("我每天在")
    assert (found.words, found.prefix, found.wanted, found.unspaced) == (list("我每天在"), "", True, True)
    assert not read("我每天在 ").unspaced
    assert not read("我用Py").unspaced


@given(st.text())
def test_any_text_can_be_read(before):
    found = read(before)
    assert before.endswith(found.prefix)


@pytest.mark.parametrize(
    ("before", "begun"),
    [
        ("see pyproject.t", "pyproject.t"),
        ("see (pyproject.t", "pyproject.t"),
        ("see `created_a", "created_a"),
        ("ask @so", "@so"),
        ("in ~/notes/b", "~/notes/b"),
        ("see pyproject", ""),
        ("a low-vol", ""),
        ("it. Th", ""),
        ("*em", ""),
        ("", ""),
    ],
)
def test_what_a_name_may_begin_with_is_all_without_a_space(before, begun):
    assert begun_name(before, read(before).prefix) == begun


@pytest.mark.parametrize(
    ("before", "verbatim"),
    [
        ("[a](/docs/monday", True),
        ("[a](monday", True),
        ("[a](/docs/b.html)monday", False),
        ("see https://example.org/teh", True),
        ("in ~/notes/teh", True),
        ("use `sqlite", True),
        ("use `sqlite` on monday", False),
        ("#monday", True),
        ("# monday", False),
        ("ask @monday", True),
        ("me@teh", True),
        ("and/or teh", False),
        ("either/teh", False),
        ("on monday", False),
        ("(monday", False),
        ("**monday", False),
        ("https://example.org/ ", False),
    ],
)
def test_in_code_and_addresses_and_behind_marks_of_names_nothing_is_put_right(before, verbatim):
    assert read(before).verbatim == verbatim


def test_nothing_that_stands_there_is_replaced(tmp_path):
    with Predictor.open(home=tmp_path, stored=False) as untrained:
        for typed in ("monday", "teh"):
            assert [each for each in untrained.suggest(f"see you on {typed}", 5) if each.replaces]
            for before in ("[a](/docs/", "https://example.org/", "use `", "#", "me@"):
                found = untrained.suggest(before + typed, 5)
                assert not [each for each in found if each.replaces], (before, typed)
                assert all(0 < each.probability <= 1 for each in found)


@pytest.mark.parametrize(
    ("before", "plain"),
    [
        ("we use **bo", "we use bo"),
        ("we use *bo", "we use bo"),
        ("we use _bo", "we use bo"),
        ("we use ~~bo", "we use bo"),
        ("we use [bo", "we use bo"),
        ("- **Not", "Not"),
        ("It rains. **Not", "Not"),
        ("*em", "em"),
    ],
)
def test_a_mark_of_markdown_before_the_letters_typed_is_no_word(before, plain):
    found, expected = read(before), read(plain)
    assert (found.words, found.prefix, found.at_start) == (expected.words, expected.prefix, expected.at_start)


def test_other_marks_before_the_letters_typed_are():
    assert read("2 * th").words == ["2", "*"]
    assert read("2*th").words == ["2", "*"]
    assert read("we (th").words == ["we", "("]


@pytest.mark.parametrize(
    ("before", "words", "wanted"),
    [
        ("---\ntitle: How I learned it\ndescription: In this post I wi", ["In", "this", "post", "I"], True),
        ("---\ntitle: How ", ["How"], True),
        ("---\ntitle: How\ndate: ", [], False),
        ("---\ntitle: How\ntags: [one, tw", ["one", ","], True),
        ("---\ntitle: How\n---\n\nHello ", ["Hello"], True),
    ],
)
def test_values_of_front_matter_read_as_prose(before, words, wanted):
    found = read(before)
    assert (found.words, found.wanted) == (words, wanted)
