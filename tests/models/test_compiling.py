"""Compiled code is made by another process, or done without."""

from __future__ import annotations

import sys

import pytest

from typeahead.errors import StorageFailed
from typeahead.models import compiling


def standing_in(tmp_path, monkeypatch, what: str) -> None:
    """Let another program run instead of Python."""
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\n{what}\n")
    program.chmod(0o700)
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.delenv(compiling.SWITCH, raising=False)


def test_it_is_said_where_nothing_can_be_compiled_or_kept(tmp_path, monkeypatch):
    standing_in(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(StorageFailed, match=r"take a little longer \(TYPEAHEAD_KERNELS=0"):
        compiling.prepare()


def test_a_compiler_that_was_ended_is_no_fault(tmp_path, monkeypatch):
    standing_in(tmp_path, monkeypatch, "kill -9 $$")
    assert not compiling.prepare()


def test_no_program_is_started_where_no_compiled_code_is_wanted(tmp_path, monkeypatch):
    standing_in(tmp_path, monkeypatch, f"touch {tmp_path / 'started'}")
    monkeypatch.setenv(compiling.SWITCH, "0")
    assert not compiling.prepare()
    assert not (tmp_path / "started").exists()
