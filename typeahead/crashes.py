"""What is told of an error that nobody expected: where it came about, and not a word of what the program had in hand.

An exception's message may quote a text ("'charmap' codec can't encode …", a `KeyError` of a word), and so may the
values of variables. Neither is printed: the kinds of the errors and the lines of code they passed are what a report
needs.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import asyncio

_PACKAGE = Path(__file__).parent.parent
SHOW = "TYPEAHEAD_TRACEBACKS"
"""Set to 1, errors are told in full, with what they say: for who works on typeahead itself."""


def told(error: BaseException) -> str:
    """An error, and those that it came of, without their messages."""
    lines = ["typeahead: something unexpected happened, which is a fault of typeahead's."]
    for at, each in enumerate(_chain(error)):
        kind = type(each)
        name = (
            kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
        )
        number = f" {each.errno}" if isinstance(each, OSError) and each.errno else ""
        lines.append(f"{'which came of ' if at else ''}{name}{number}, passed by:")
        lines += [f"  {place}" for place in _places(each.__traceback__)]
    lines.append(
        "What it said is left out: it may quote your text. Please report these lines; "
        f"{SHOW}=1 shows all of it, on your screen alone."
    )
    return "\n".join(lines)


def install() -> None:
    """Have every unexpected error in this program told so, in other threads too."""
    if is_told_in_full():
        return
    sys.excepthook = _of_program
    threading.excepthook = _of_thread
    sys.unraisablehook = lambda given: _tell(given.exc_value)


def is_told_in_full() -> bool:
    """Whether a person asked for whole tracebacks."""
    return os.environ.get(SHOW) == "1"


def watch(loop: asyncio.AbstractEventLoop) -> None:
    """Have errors that nothing in an event loop waited for told so as well."""
    if not is_told_in_full():
        loop.set_exception_handler(lambda _, context: _tell(context.get("exception")))


def _of_program(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:  # noqa: ARG001
    if isinstance(error, KeyboardInterrupt):
        print("typeahead: stopped", file=sys.stderr)
    else:
        _tell(error)


def _of_thread(given: threading.ExceptHookArgs) -> None:
    if given.exc_type is not SystemExit:
        _tell(given.exc_value)


def _tell(error: BaseException | None) -> None:
    if error is not None and sys.stderr is not None:
        print(told(error), file=sys.stderr, flush=True)


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    found: BaseException | None = error
    while found is not None and id(found) not in seen:
        seen.add(id(found))
        yield found
        found = found.__cause__ or (None if found.__suppress_context__ else found.__context__)


def _places(trace: TracebackType | None) -> Iterator[str]:
    """File, line and function of each step, the outermost first; a file of the package by its name in there."""
    while trace is not None:
        code = trace.tb_frame.f_code
        path = Path(code.co_filename)
        short = path.relative_to(_PACKAGE) if path.is_relative_to(_PACKAGE) else Path(*path.parts[-3:])
        yield f"{short}:{trace.tb_lineno} in {code.co_name}"
        trace = trace.tb_next
