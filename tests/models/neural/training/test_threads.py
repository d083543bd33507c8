"""Parts of a batch beside each other, each with one BLAS thread."""

from __future__ import annotations

import threading

import pytest
from threadpoolctl import threadpool_info

from typeahead.models.neural.training.threads import Threads


@pytest.mark.parametrize("parts", [1, 2, 3])
def test_every_part_is_done_once_and_in_order(parts):
    with Threads(parts) as threads:
        assert threads.each(lambda part: part * 10) == [part * 10 for part in range(parts)]


def test_they_run_beside_each_other():
    meeting = threading.Barrier(2, timeout=30)
    with Threads(2) as threads:
        names = threads.each(lambda part: (meeting.wait(), threading.get_ident())[1])
    assert len(set(names)) == 2
    assert names[0] == threading.get_ident()


@pytest.mark.parametrize("wrong", [0, 1])
def test_an_error_in_any_part_comes_out_when_all_are_done(wrong):
    done = []

    def work(part: int) -> None:
        if part == wrong:
            raise ValueError(f"part {part}")
        done.append(part)

    with Threads(2) as threads:
        with pytest.raises(ValueError, match=f"part {wrong}"):
            threads.each(work)
        assert done == [1 - wrong]


def test_blas_has_one_thread_meanwhile():
    def blas() -> list[int]:
        return [each["num_threads"] for each in threadpool_info() if each["user_api"] == "blas"]

    before = blas()
    with Threads(2):
        assert set(blas()) <= {1}
    assert blas() == before
