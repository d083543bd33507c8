"""The corpora that toolkits are compared on: a sentence a line, words between spaces."""

from __future__ import annotations

from pathlib import Path

from benchmarks.machine import DATA, need

HELD_OUT = {"sotu": "heldout", "reuters": "heldout", "ptb": "test"}
"""Corpus → the part of it that models are measured on."""


def to_train(corpus: str) -> Path:
    """The text that models are made of."""
    return need(DATA / "benchmarks" / corpus / "train.txt")


def held_out(corpus: str) -> Path:
    """The text that models are measured on."""
    return need(DATA / "benchmarks" / corpus / f"{HELD_OUT[corpus]}.txt")


def sentences(path: Path) -> list[list[str]]:
    """The words of each line."""
    lines = path.read_text(encoding="utf-8").split("\n")[:-1]
    return [[word for word in line.split(" ") if word] for line in lines]
