"""Requests that are answered in pieces, and others that come meanwhile."""

from __future__ import annotations

from collections.abc import Iterator

from tests.editor.fakes import FakePredictor
from typeahead.prediction.inspections import Pieces
from typeahead.prediction.replies import Failed, Reply


def answers(pieces: Pieces[str]) -> list[str]:
    """What is said until nothing is waiting."""
    said: list[str] = []
    while job := pieces.job(FakePredictor(), lambda reply: said.append(reply.message)):  # type: ignore[union-attr]
        job()
    return said


def test_one_that_comes_while_another_is_at_work_is_answered_too() -> None:
    def begin(_: object, request: str) -> Iterator[Reply | None]:
        yield None
        if request == "first":
            pieces.put("second")
        yield Failed(request)

    pieces = Pieces[str](begin)
    pieces.put("first")
    assert answers(pieces) == ["first", "second"]


def test_what_is_begun_anew_while_it_is_at_work_is_looked_at_from_the_beginning() -> None:
    begun: list[int] = []

    def begin(_: object, request: str) -> Iterator[Reply | None]:
        begun.append(0)
        if len(begun) == 1:
            pieces.again()
        yield None
        yield Failed(f"{request} {len(begun)}")

    pieces = Pieces[str](begin)
    pieces.put("a")
    assert answers(pieces) == ["a 2"]


def test_nothing_is_wanted_any_more() -> None:
    pieces = Pieces[str](lambda _, request: iter([Failed(request)]))
    pieces.put("a")
    pieces.put(None)
    assert answers(pieces) == []


def test_one_that_fails_is_not_tried_again() -> None:
    def begin(_: object, request: str) -> Iterator[Reply | None]:
        yield None
        raise ValueError(request)

    pieces = Pieces[str](begin)
    pieces.put("a")
    for wanted in (True, False):
        job = pieces.job(FakePredictor(), print)
        assert job is not None
        try:
            job()
        except ValueError:
            assert not wanted
    assert pieces.job(FakePredictor(), print) is None
