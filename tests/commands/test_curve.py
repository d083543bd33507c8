"""A curve in plain characters."""

from __future__ import annotations

from typeahead.commands.curve import curve


def test_a_column_for_each_value_and_the_scale_beside_it():
    lines = curve([400.0, 200.0, 100.0], "epoch")
    assert lines[0].startswith("     400.0 ┤")
    assert lines[3].startswith("     200.0 ┤"), "the scale is logarithmic"
    assert lines[6].startswith("     100.0 ┤")
    assert lines[0].count("█") == 5
    assert lines[6].count("▂") + lines[6].count("▁") + lines[6].count("▃") == 5, "the least is seen too"
    assert lines[-1].split() == ["epoch", "1", "3"]
    assert len(lines[-1]) <= max(len(line) for line in lines) + 1


def test_one_value_is_no_curve():
    assert curve([], "epoch") == []
    assert curve([100.0], "epoch") == []


def test_it_fits_however_many_there_are():
    for many in (2, 9, 10, 11, 59, 60, 61, 1000):
        lines = curve([1000.0 / (1 + number) for number in range(many)], "epoch")
        assert all(len(line) <= 80 for line in lines)
        assert lines[-1].endswith(f"{many:,}")


def test_equal_values():
    assert len(curve([5.0, 5.0], "epoch")) == 8
