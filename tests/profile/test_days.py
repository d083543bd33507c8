"""Figures of each day."""

from __future__ import annotations

from typeahead.profile.days import Figures, total
from typeahead.profile.profile import Profile


def test_savings_and_perplexity() -> None:
    figures = Figures(characters=100, keys=60, taken=5, tokens=10, bits=60.0)
    assert (figures.saved, figures.savings, figures.perplexity) == (40, 0.4, 64.0)
    assert Figures().savings is None
    assert Figures().perplexity is None
    assert Figures(tokens=1, bits=10_000.0).perplexity == 2.0**60
    assert not figures + -figures
    assert total({"a": figures, "b": figures}).saved == 80


def test_two_programs_add_to_the_same_day_and_nothing_is_overwritten(tmp_path) -> None:
    with Profile.open("p", tmp_path, create=True) as one, Profile.open("p", tmp_path) as other:
        one.store.add_to_day("2026-05-02", Figures(10, 8, 1, 3, 4, 20.5))
        other.store.add_to_day("2026-05-02", Figures(5, 5, 0, 1, 1, 1.5))
        other.store.add_to_day("2026-05-01", Figures(1, 1))
        one.store.add_to_day("2026-05-02", Figures(learned=-1))
        assert list(one.store.days().items()) == [
            ("2026-05-01", Figures(1, 1)),
            ("2026-05-02", Figures(15, 13, 1, 3, 5, 22.0)),
        ]


def test_counting_makes_nothing_stale_and_forgetting_all_takes_the_figures_too(tmp_path) -> None:
    with Profile.open("p", tmp_path, create=True) as profile:
        revision = profile.store.revision
        profile.store.add_to_day("2026-05-02", Figures(10, 8))
        assert profile.store.revision == revision
        profile.forget_all()
        assert profile.store.days() == {}


def test_a_profile_of_before_gets_the_table(tmp_path) -> None:
    with Profile.open("p", tmp_path, create=True) as profile:
        profile.store._db.execute("DROP TABLE days")
    with Profile.open("p", tmp_path) as profile:
        profile.store.add_to_day("2026-05-02", Figures(10, 8))
        assert profile.store.days()["2026-05-02"].saved == 2


def test_no_text_is_in_them(tmp_path) -> None:
    with Profile.open("p", tmp_path, create=True) as profile:
        rows = profile.store._all("SELECT type FROM pragma_table_info('days') WHERE name != 'day'")
    assert {str(row[0]) for row in rows} == {"INTEGER", "REAL"}
