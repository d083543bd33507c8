"""What a person is shown of one part: charts, tables and sentences, the same in the terminal and on the page."""

from __future__ import annotations

from dataclasses import dataclass, field

from typeahead.evaluation.gradients.chart import Chart


@dataclass(frozen=True, slots=True)
class Figures:
    """A table.

    Attributes:
        columns: their names; all but the first are aligned to the right.
        rows: as they are printed.
        caption: what the figures are, in a line or two.
    """

    columns: list[str]
    rows: list[list[str]]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the report.

    Attributes:
        name: as `--part` has it.
        title: its heading.
        about: what was measured, and on what.
        seen: what is seen, in two sentences made from the figures.
        lecture: what is known about it, with its source.
        charts: drawn above the tables.
        tables: their figures.
    """

    name: str
    title: str
    about: str
    seen: str
    lecture: str
    charts: list[Chart] = field(default_factory=list)
    tables: list[Figures] = field(default_factory=list)
