"""Work for as many Python threads as there are parts of a batch, with one BLAS thread each."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import TypeVar

from threadpoolctl import threadpool_limits

T = TypeVar("T")


class Threads:
    """Runs a function once for each part, beside each other; the caller's thread takes the first part.

    BLAS is kept to one thread meanwhile: two threads with a product each are faster than two products on two threads
    each, and BLAS's own threads wait in loops that take the processor from everybody else.
    """

    def __init__(self, parts: int) -> None:
        self.parts = parts
        self._pool = ThreadPoolExecutor(parts - 1) if parts > 1 else None
        self._limits = threadpool_limits(limits=1, user_api="blas")

    def __enter__(self) -> Threads:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown()
        self._limits.restore_original_limits()

    def each(self, work: Callable[[int], T]) -> list[T]:
        """What `work` gives for each part's number."""
        if self._pool is None:
            return [work(0)]
        others = [self._pool.submit(work, part) for part in range(1, self.parts)]
        try:
            mine = work(0)
        finally:
            for other in others:
                other.exception()
        return [mine, *(other.result() for other in others)]
