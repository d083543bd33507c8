"""Values that are more than a number or a word: paths, sizes of memory, thresholds, a number or "fitted"."""

from __future__ import annotations

import os
import re
from typing import Any

import rich_click as click

_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([kmgt]?)(?:i?b)?", re.IGNORECASE)
_POWERS = {"": 0, "k": 1, "m": 2, "g": 3, "t": 4}
_NUMBERS = re.compile(r"[0-9]+(?:[ ,]+[0-9]+)*")

LEAST_MEMORY = 256 << 20
"""What Python, numpy and the smallest useful pieces take."""


class Named(click.Path):
    """A path that is not empty.

    The empty one would be the folder one happens to be in: who writes "$NOTES" and has set no NOTES does not mean that.
    """

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> str | bytes | os.PathLike[str]:
        """The path."""
        if not os.fspath(value):
            self.fail("it is empty; name a file or a folder (is a variable not set?)", param, ctx)
        return super().convert(value, param, ctx)


class Size(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions only
    """Bytes: 500M, 1G, 2GB, or a plain number; K, M, G are powers of 1024."""

    name = "size"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number of bytes."""
        if isinstance(value, int):
            return value
        found = _SIZE.fullmatch(value.strip())
        if not found:
            self.fail(f"{value!r} is no size; write 500M, 1G or a number of bytes", param, ctx)
        size = int(float(found[1]) * 1024 ** _POWERS[found[2].lower()])
        if size < LEAST_MEMORY:
            self.fail(f"{value} is too little; {LEAST_MEMORY >> 20}M is the least", param, ctx)
        return size


class Thresholds(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions only
    """Whole numbers with spaces or commas between them."""

    name = "thresholds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        """The numbers."""
        if isinstance(value, tuple):
            return value
        if not _NUMBERS.fullmatch(value.strip()):
            self.fail(f"{value!r} are no thresholds; write whole numbers: 0 0 1", param, ctx)
        return tuple(map(int, re.split("[ ,]+", value.strip())))


class NumberOr(click.ParamType):  # type: ignore[type-arg]  # generic in newer versions only
    """A number above zero, or a word that stands for 0."""

    name = "number"

    def __init__(self, word: str, number: type[int] | type[float]) -> None:
        self.word = word
        self._number = number

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """The number; 0 for the word."""
        if value == self.word:
            return self._number(0)
        try:
            number = self._number(value)
        except ValueError:
            number = self._number(0)
        if not 0 < number < float("inf"):
            self.fail(f"{value!r} is no number above 0, nor {self.word!r}", param, ctx)
        return number


class TakesNumbers(click.RichCommand):
    """A command one of whose options takes all the whole numbers that stand behind it: --prune 0 0 1."""

    greedy = "--prune"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the numbers behind the option into one value."""
        joined: list[str] = []
        args = list(args)
        while args:
            argument = args.pop(0)
            joined.append(argument)
            if argument == "--":
                break
            if argument == self.greedy:
                numbers = []
                while args and _NUMBERS.fullmatch(args[0]):
                    numbers.append(args.pop(0))
                if numbers:
                    joined.append(" ".join(numbers))
        return super().parse_args(ctx, joined + args)
