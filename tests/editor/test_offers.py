from __future__ import annotations

from dataclasses import replace

import pytest

from typeahead.editor.offers import IGNORED_AFTER, Offers, in_places
from typeahead.prediction.ghost import likely_enough
from typeahead.prediction.suggestion import Suggestion


def offer(text: str, probability: float, typed: int = 0) -> Suggestion:
    return Suggestion(text, text[typed:], probability)


def test_typing_through_shortens_and_keeps_the_numbers() -> None:
    offers = Offers()
    offers.replace([offer("students", 0.4), offer("books", 0.3), offer("streets", 0.2)])
    offers.type_through("st")
    assert [o.completion if o else None for o in offers.current()] == ["udents", None, "reets"]
    offers.type_through("udents")
    assert not offers


def test_the_ghost_stays_first_while_it_is_likely_enough() -> None:
    offers = Offers()
    shown = offers.replace([offer("studied", 0.3, 2), offer("students", 0.2, 2)], ghost="udents")
    assert [o.text for o in shown] == ["students", "studied"]
    shown = offers.replace([offer("studied", 0.8, 2), offer("students", 0.1, 2)], ghost="udents")
    assert [o.text for o in shown] == ["studied", "students"]
    shown = offers.replace([offer("students opened", 0.3, 2), offer("students", 0.2, 2)], ghost="udents")
    assert shown[0].text == "students opened", "a longer ghost does not jump"


def test_what_was_passed_over_twice_makes_place_until_the_word_ends() -> None:
    offers = Offers()
    for _ in range(IGNORED_AFTER):
        assert offers.ignored() == ()
        offers.replace([offer("students", 0.4), offer("stones", 0.3)])
        offers.type_through("s")
    assert offers.ignored() == ("stones",)
    offers.end_word()
    assert offers.ignored() == ()


def test_what_leads_is_never_passed_over_and_nothing_is_once_one_goes_back() -> None:
    offers = Offers()
    for _ in range(2 * IGNORED_AFTER):
        offers.replace([offer("students", 0.4), offer("stones", 0.3)])
        offers.type_past()
        assert not offers
    assert offers.ignored() == ("stones",)
    offers.go_back()
    assert offers.ignored() == ()


@pytest.mark.parametrize(("after", "keys"), [(1, 1), (3, 3), (0, None)])
def test_after_how_many_keys_is_a_setting(after: int, keys: int | None) -> None:
    offers = Offers()
    offers.ignored_after = after
    for key in range(1, 10):
        offers.replace([offer("students", 0.4), offer("stones", 0.3)])
        offers.type_past()
        assert ("stones" in offers.ignored()) is (keys is not None and key >= keys)


def test_numbers_out_of_range_are_no_offers() -> None:
    offers = Offers()
    assert offers[0] is None
    offers.replace([offer("a", 0.5)])
    assert offers[0] is not None
    assert offers[-1] is None
    offers.clear()
    assert offers[0] is None


def test_typing_through_a_phrase_leaves_the_rest_of_its_first_word_takeable() -> None:
    offers = Offers()
    phrase = replace(offer("other hand", 0.3), first=offer("other", 0.6))
    offers.replace([phrase])
    offers.type_through("ot")
    now = offers[0]
    assert now is not None
    assert now.first is not None
    assert (now.completion, now.first.completion) == ("her hand", "her")
    offers.type_through("her")
    now = offers[0]
    assert now is not None
    assert (now.completion, now.first) == (" hand", None)


def test_a_correction_is_no_ghost_and_ends_with_the_next_letter() -> None:
    correction = Suggestion("the", "the", 0.9, "spelling", replaces=3)
    assert not likely_enough(correction)
    offers = Offers()
    shown = offers.replace([offer("tehran", 0.05, 3), correction], ghost="the")
    assert shown[-1] is correction, "what is typed through is the ghost, not a correction spelled like it"
    offers.type_through("r")
    assert [o.text if o else None for o in offers.current()] == ["tehran", None]


def test_what_restores_capitals_is_no_ghost_but_may_be_likely_enough_for_tab() -> None:
    offers = Offers()
    friday = Suggestion("Friday", "Friday", offers.ghosts.in_word, "base", replaces=4)
    offers.replace([offer("fridge", 0.05, 4), friday])
    assert offers.ghost() is None
    assert offers.restoring() is friday
    offers.replace([offer("fridge", 0.05, 4), replace(friday, probability=offers.ghosts.in_word - 0.01)])
    assert offers.restoring() is None
    offers.replace([replace(friday, source="spelling")])
    assert offers.restoring() is None, "a correction holds what is typed wrong"


def test_in_places_each_word_keeps_its_number_and_newcomers_fill_what_is_free() -> None:
    def numbered(words: str, places: dict[str, int]) -> list[str]:
        return [each.text if each else "-" for each in in_places([offer(w, 0.1) for w in words], places)]

    assert numbered("abc", {}) == ["a", "b", "c"]
    assert numbered("cxa", {"a": 0, "b": 1, "c": 2}) == ["a", "x", "c"]
    assert numbered("e", {"a": 0, "e": 4}) == ["-", "-", "-", "-", "e"]
    assert numbered("xye", {"e": 4}) == ["x", "y", "-", "-", "e"]
    assert numbered("", {"a": 0}) == []


def test_numbers_are_fixed_until_the_word_ends() -> None:
    offers = Offers()
    offers.fixed_places = True
    offers.replace([offer("students", 0.4), offer("streets", 0.3)])
    offers.type_through("s")
    offers.clear()
    offers.replace([offer("streets", 0.6, 1), offer("stones", 0.3, 1)])
    assert [each and each.text for each in offers.current()] == ["stones", "streets"]
    assert offers.first is offers[1], "the likeliest leads wherever it stands"
    offers.end_word()
    offers.replace([offer("streets", 0.6), offer("stones", 0.3)])
    assert [each and each.text for each in offers.current()] == ["streets", "stones"]


def test_a_ghost_typed_through_so_far_stays_though_it_would_not_appear_anew() -> None:
    offers = Offers()
    offers.replace([offer("students", 0.5, 2)], ghost="udents")
    assert offers.ghost() is None
    assert offers.ghost("udents") is offers[0]
    assert offers.ghost("ones") is None
    offers.replace([offer("students", 0.1, 2), offer("stones", 0.09, 2)])
    assert offers.ghost("ones") is None, "another one leads"
