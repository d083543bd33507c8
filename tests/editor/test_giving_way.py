"""When a space that came with a suggestion gives way, told from the text before it and what is typed behind it."""

from __future__ import annotations

import pytest

from typeahead.editor.giving_way import comes_back, gives_way, in_code, space_inside


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
    ("before", "expected"),
    [
        ("an <https://example.org/data_trap", True),
        ("the </canvas", True),
        ("the <kbd>Tab</kbd", True),
        ("{{</notice", True),
        ("{{<notice", True),
        ("{{< notice", False),
        ("if a < b", False),
        ("Settings", False),
        ("if `a <b` holds, Settings", False),
        ("- the <canvas\n- Settings", False),
        ("<!-- important", False),
    ],
)
def test_to_the_end_of_a_tag_or_an_address(before: str, expected: bool) -> None:
    assert gives_way(before, ">") is expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("returns `next", True),
        ("one `a` and ``b ` next", True),
        ("- `one\n- next", False),
        ("returns `next`, so", False),
        ("snake _next", False),
    ],
)
def test_a_paragraph_may_end_in_code(before: str, expected: bool) -> None:
    assert in_code(before) is expected


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
        ("“very important", "”", True),
        ("“Yes” and “very important", "”", True),
        ("„To bardzo important", "”", True),
        ("„Er ruft “ja” so", "”", True),
        ("Han sade ”hej", "”", True),
        ("”Hej” och ”nej", "”", True),
        ("”Hej” och (”nej", "”", True),
        ("Han sade ”hej” om", "”", False),
        ("”Hej”, sa han, ”nej” om", "”", False),
    ],
)
def test_to_a_quotations_end(before: str, sign: str, expected: bool) -> None:
    assert gives_way(before, sign) is expected


@pytest.mark.parametrize(
    ("before", "sign", "expected"),
    [
        ("besucht die »Süddeutsche Zeitung", "«", True),
        ("»Ja«, sagt er, »das ist", "«", True),
        ("(»Ja", "«", True),
        ("»Ja« ist", "«", False),
        ("»Ja« und »Nein« ist", "«", False),
        ("il est « très » important", "«", False),
        ("il est « très »", "«", False),
        ("der ›Spiegel", "‹", True),
        ("il dit ‹ oui", "›", True),
        ("der ›Spiegel‹ ist", "‹", False),
        ("»Der ›Spiegel‹ ist", "«", True),
        ("this is important", "‹", False),
    ],
)
def test_to_a_guillemet_that_points_inwards(before: str, sign: str, expected: bool) -> None:
    assert gives_way(before, sign) is expected


@pytest.mark.parametrize(
    ("before", "sign", "space"),
    [
        ("« la forêt", "»", " "),
        ("«\u00a0la forêt", "»", "\u00a0"),
        ("«\u202fla forêt", "»", "\u202f"),
        ("«la forêt", "»", ""),
        ("« très » et «la forêt", "»", ""),
        ("«très» et « la forêt", "»", " "),
        ("‹ la forêt", "›", " "),
        ("«\nla forêt", "»", ""),
        ("»die Zeitung", "«", ""),
        ("la forêt", "»", ""),
        ("« la forêt", ",", ""),
    ],
)
def test_inside_a_guillemet_that_closes_stands_what_stands_inside_the_one_that_opened(
    before: str, sign: str, space: str
) -> None:
    assert space_inside(before, sign) == space


@pytest.mark.parametrize("sign", "·\u0387")
def test_to_an_ano_teleia_behind_greek(sign: str) -> None:
    assert gives_way("είναι αυτό", sign)
    assert gives_way("ὁ ἀνὴρ ὃς πολλά", sign)
    assert gives_way("ᾧ", sign)
    assert not gives_way("this is important", sign)


@pytest.mark.parametrize("sign", ";\u037e")
def test_to_a_greek_question_mark(sign: str) -> None:
    assert gives_way("είναι αυτό", sign)


@pytest.mark.parametrize("apostrophe", "'’")
@pytest.mark.parametrize(
    "ending", ["", "s", "S", "t", "d", "m", "r", "re", "v", "ve", "l", "ll", "ll ", "s.", "."]
)
def test_behind_an_apostrophe_an_ending_leaves_it_away(apostrophe: str, ending: str) -> None:
    assert not comes_back("they are important", apostrophe + ending)


@pytest.mark.parametrize("apostrophe", "'’")
@pytest.mark.parametrize("begun", ["h", "so", "th", "rec", "rest", "lla", "I", "90", "é", "em"])
def test_behind_a_quotations_beginning_it_comes_back(apostrophe: str, begun: str) -> None:
    assert comes_back("she said something", apostrophe + begun)


@pytest.mark.parametrize("before", ["Ankara'da ve İzmir", "nell’arte un"])
def test_not_where_words_go_on_behind_apostrophes(before: str) -> None:
    assert not comes_back(before, "'un")


def test_one_letter_before_an_apostrophe_says_nothing_of_the_others() -> None:
    assert comes_back("O'Brien came at five o'clock, and said", "'hel")


@pytest.mark.parametrize("behind", ['"y', "*b", "**b", "_b", "~~b", "==b", "$b", "$5", '"É'])
def test_a_sign_that_has_a_letter_behind_it_has_closed_nothing(behind: str) -> None:
    assert comes_back("this is important", behind)


def test_one_that_opens_and_closes_begins_something_before_a_letter_where_none_is_open() -> None:
    assert comes_back("Han sade", "”h")
    assert comes_back("“One.\n\nHan sade", "”É")
    assert not comes_back("“very important", "”s")
    assert not comes_back("„To „bardzo” important", "”u")
    assert not comes_back("Han sade", "”")
    assert not comes_back("Han sade", "”.")


@pytest.mark.parametrize("behind", ['"', '".', "*", "**", "* ", "**,", "`s", ".a", ")a"])
def test_what_closes_stays_where_it_is(behind: str) -> None:
    assert not comes_back("this is important", behind)
