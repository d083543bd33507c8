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
