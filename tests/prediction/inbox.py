"""Where a service's replies arrive, for tests."""

from __future__ import annotations

import threading
from collections.abc import Callable

from typeahead.prediction.replies import (
    Reply,
)


class Inbox:
    """Collects replies and waits for what is expected, so that no test sleeps for luck."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self._news = threading.Condition()

    def __call__(self, reply: Reply) -> None:
        with self._news:
            self.replies.append(reply)
            self._news.notify_all()

    def wait(self, expected: Callable[[list[Reply]], bool], timeout: float = 10) -> None:
        with self._news:
            assert self._news.wait_for(lambda: expected(self.replies), timeout), self.replies

    def wait_for(self, kind: type[Reply], count: int = 1) -> list[Reply]:
        self.wait(lambda replies: len([r for r in replies if isinstance(r, kind)]) >= count)
        return [r for r in self.replies if isinstance(r, kind)]
