"""A hundred kinds of secrets, each with what a person writes around it, are never learned; ordinary words are."""

from __future__ import annotations

import pytest

from tests.text.made_secrets import Made, left_of, made
from typeahead.text.noted_secrets import noted_spans
from typeahead.text.secrets import looks_secret, secret_spans

KINDS = made(1)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_it_would_be_learned(kind: str) -> None:
    for seed in range(1, 6):
        assert left_of(made(seed)[kind]) == []


def test_there_are_enough_kinds_and_what_is_no_secret_is_found() -> None:
    assert len(KINDS) >= 100
    assert left_of(Made("The greenhouse is warm.", ("greenhouse",))) == ["greenhouse"]


@pytest.mark.parametrize(
    "text",
    [
        "The security code of the house is on page 123.",
        "Recovery codes are printed once, so keep them.",
        "The recovery phrase is a list of words that a wallet shows you once, and only once.",
        "Log in: Anna / Ben decide who it is.",
        "password manager, password 1Password, password hash",
        "The password reset flow takes a user name.",
        "use --token TOKEN or --password",
        "Cookie: name=value",
        "https://example.org/search?code=english&key=library",
        "Our words of the year: gratitude and patience",
        "I use the app password screen of my account",
        "the account: anna / ben",
    ],
)
def test_prose_about_them_is_no_secret(text: str) -> None:
    assert secret_spans(text) == []
    assert list(noted_spans(text, text.lower())) == []


def test_an_address_of_a_wallet_is_known_by_its_check() -> None:
    address = KINDS["old Bitcoin address"].text.split()[6]
    assert looks_secret(address)
    assert not looks_secret("AbstractFactoryBeanMakerImpl" + "2")


@pytest.mark.parametrize(
    "text",
    [
        "a1" * 30_000 + " token",
        "sk-" * 20_000,
        "ab:" * 30_000,
        ("A1b2" * 16 + "\n") * 2_000 + "(the -----END of it is missing)",
        "?code=" * 20_000,
        "--token=" * 20_000,
    ],
    ids=["name", "key", "pairs", "block", "address", "option"],
)
def test_a_long_text_is_gone_through_in_time(text: str) -> None:
    """What seems to begin a secret everywhere, and has none, would take hours if each place were followed."""
    assert all(0 <= start < end <= len(text) for start, end in secret_spans(text))


@pytest.mark.parametrize("last", ["", "QUJD\n", "A" * 80 + "\n"])
def test_a_block_without_its_beginning_is_found_whole(last: str) -> None:
    block = "MIIEowIBAAKCAQEA0fakefakefakefakefakefakefakefakefakefakefakefak\n" * 3 + last
    text = f"so it goes on:\n{block}-----END RSA PRIVATE KEY-----\nand then {block}-----END CERTIFICATE-----"
    spans = sorted(noted_spans(text, text.lower()))
    assert [text[start:end] for start, end in spans] == [
        f"{block}-----END RSA PRIVATE KEY-----",
        f"{block}-----END CERTIFICATE-----",
    ]
