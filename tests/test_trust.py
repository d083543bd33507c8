"""The page of promises names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "trust.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py(?:::\w+)?)`", PAGE)))


@pytest.mark.parametrize("named", NAMED)
def test_a_test_that_is_named_exists(named):
    path, _, test = named.partition("::")
    assert re.search(
        rf"^(?:async )?def {test or 'test_'}", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE
    )


def test_every_promise_is_kept_by_something():
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| promise")]
    assert len(rows) > 25
    for row in rows:
        assert re.search(r"`(?:tests/|python -m )", row), row
