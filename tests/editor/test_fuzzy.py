from __future__ import annotations

import pytest

from typeahead.editor.fuzzy import Ranking, letters, target

PATHS = [
    "projects/typeahead/todo.md",
    "journal/2024-05-01.md",
    "journal/2024-05-02.md",
    "letters/to the harbour master.md",
    "harbour/index.md",
    "notes on typing.md",
]


def found(query: str, paths: list[str] = PATHS, most: int = 10) -> list[str]:
    return [paths[number] for number in Ranking([target(path) for path in paths]).best(query, most)[0]]


def test_without_a_query_the_order_stays() -> None:
    assert found("") == found("  ") == PATHS
    assert Ranking([target(path) for path in PATHS]).best("", 2) == ([0, 1], 6)


@pytest.mark.parametrize("query", ["05-02", "02 jour", "jour 02", "JOURNAL 02", "jrnl5-02"])
def test_parts_are_found_in_any_order(query: str) -> None:
    assert found(query)[0] == "journal/2024-05-02.md"


def test_every_part_has_to_be_there() -> None:
    assert found("journal harbour") == []
    assert found("zzz") == []


def test_the_name_counts_more_than_the_folder_and_whole_parts_more_than_letters() -> None:
    assert found("harbour") == ["letters/to the harbour master.md", "harbour/index.md"]
    assert found("typ")[0] == "notes on typing.md"
    assert found("ab", ["a-long-b.md", "xaby.md", "ab.md"]) == ["ab.md", "xaby.md", "a-long-b.md"]


def test_of_those_equally_good_the_first_comes_first() -> None:
    assert found("md", ["b.md", "a.md", "c.md"]) == ["b.md", "a.md", "c.md"]


def test_accents_are_one_letter_however_they_are_stored() -> None:
    assert found("café", ["cafe\u0301.md"]) == ["cafe\u0301.md"]
    assert letters("café", target("cafe\u0301.md")) == []


def test_a_growing_and_a_shrinking_query_find_what_a_new_one_does() -> None:
    ranking = Ranking([target(path) for path in PATHS])
    for query in ("j", "jo", "jo 0", "jo 02", "jo", "", "har", "har ma", "x", "to"):
        assert [PATHS[number] for number in ranking.best(query, 10)[0]] == found(query), query


def test_the_letters_that_were_met() -> None:
    path = target("journal/2024-05-02.md")
    assert letters("02 jo", path) == [0, 1, 16, 17]
    assert letters("jl", path) == [0, 6]
    assert letters("", path) == []
