"""Words that stay though they are like a forgotten one."""

from __future__ import annotations

import pytest

from typeahead.profile.similar import Similar


def similar(word: str, *tokens: str) -> tuple[str, ...]:
    kept = Similar(word)
    for token in tokens:
        kept.meet(token)
    return kept.found()


@pytest.mark.parametrize(
    ("word", "tokens", "found"),
    [
        ("Weißbach", ("Weißbachs", "Bach", "WEISSBACHS"), ("WEISSBACHS",)),
        ("Zoë", ("zoe", "Zoes", "zone"), ("zoe", "Zoes")),
        ("Фёдор", ("федор", "Фёдорович"), ("федор", "Фёдорович")),
        ("Anna", ("annaSmith", "Hanna", "www.annasmith.org"), ("annaSmith", "www.annasmith.org")),
        ("can", ("can't", "candle", "volcano"), ("can't", "candle")),
        ("an", ("another", "án"), ("án",)),
        ("secret", ("<secret>", "the"), ()),
    ],
)
def test_what_begins_with_it_or_is_it_but_for_accents(word, tokens, found):
    assert similar(word, *tokens) == found


def test_what_is_most_like_it_comes_first():
    assert similar("Zoë", "Zoellner", "zoes", "zoe") == ("zoe", "zoes", "Zoellner")
