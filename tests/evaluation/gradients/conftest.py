"""A report for the tests of this room."""

from __future__ import annotations

import pytest

from tests.evaluation.gradients.reports import small_report
from typeahead.evaluation.gradients.report import Report


@pytest.fixture
def report() -> Report:
    """All parts, each of a step or two."""
    return small_report()
