"""Told to end (SIGTERM), or the terminal closed (SIGHUP): the text is kept and the terminal left clean."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp

_SIGNALS = (signal.SIGTERM, signal.SIGHUP)
_PATIENCE = 12  # seconds from the signal to ending without ceremony: a closed terminal may swallow no output


@contextmanager
def heard(app: EditorApp) -> Iterator[None]:
    """End the application on a signal as it should end, with exit code 128 + the signal's number.

    Whatever keeps the program from that, it is over after a while: Textual's threads were seen to outlive the
    application, one of them busy reading a terminal that was gone.
    """
    told = False
    before = {number: signal.getsignal(number) for number in (*_SIGNALS, signal.SIGALRM)}

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        nonlocal told
        told = True
        for each in _SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        app.autosave.rescue()
        signal.signal(signal.SIGALRM, lambda *_: os._exit(128 + number))
        signal.alarm(_PATIENCE)
        if app._loop is None:  # not yet running, or not any more
            raise SystemExit(128 + number)
        app._loop.call_soon_threadsafe(app.exit, 128 + number, 128 + number)

    for number in _SIGNALS:
        signal.signal(number, end)
    try:
        yield
    finally:
        if not told:  # else the program ends with this, or by the alarm
            for number, handler in before.items():
                signal.signal(number, handler)
