"""Told to end (SIGTERM), or the terminal closed (SIGHUP): the text is kept and the terminal left clean."""

from __future__ import annotations

import errno
import os
import select
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp

_SIGNALS = (signal.SIGTERM, signal.SIGHUP)
_PATIENCE = 12  # seconds from the signal to ending without ceremony: a terminal may swallow no output


@contextmanager
def heard(app: EditorApp) -> Iterator[None]:
    """End the application on a signal as it should end, with exit code 128 + the signal's number.

    Where the terminal is gone, what is still written to it goes nowhere: the thread that writes would end with an
    error, and the application wait for it. Nor is it taken up again: a terminal that is closed sends SIGCONT too.

    Whatever else keeps the program from that, it is over after a while: Textual's threads were seen to outlive the
    application, one of them busy reading a terminal that was gone.
    """
    told = False
    before = {number: signal.getsignal(number) for number in (*_SIGNALS, signal.SIGALRM)}

    def end(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        nonlocal told
        told = True
        for each in (*_SIGNALS, signal.SIGCONT):
            signal.signal(each, signal.SIG_IGN)
        _let_go_of_a_closed_terminal()
        app.autosave.rescue()
        signal.signal(signal.SIGALRM, lambda *_: os._exit(128 + number))
        signal.alarm(_PATIENCE)
        if app._loop is None:  # not yet running, or not any more
            raise SystemExit(128 + number)
        app._loop.call_soon_threadsafe(app.exit, 128 + number, 128 + number)

    for number in _SIGNALS:
        signal.signal(number, end)
    Thread(target=_tell_of_a_closed_terminal, daemon=True).start()
    try:
        yield
    finally:
        if not told:  # else the program ends with this, or by the alarm
            for number, handler in before.items():
                signal.signal(number, handler)


def _tell_of_a_closed_terminal() -> None:
    """Send the signal that a closed terminal should: it goes to who leads the session, as `make`, which only waits."""
    # Heard in this thread, SIGCONT would overtake the SIGHUP that comes before it.
    signal.pthread_sigmask(signal.SIG_BLOCK, (*_SIGNALS, signal.SIGCONT))
    try:
        terminal = sys.__stdin__.fileno() if sys.__stdin__ else -1
        termios.tcgetattr(terminal)
    except termios.error as error:
        if error.args[0] != errno.EIO:  # no terminal; one that is gone by now is told of below
            return
    except (OSError, ValueError):  # closed, or none
        return
    if _is_closed(terminal):
        os.kill(os.getpid(), signal.SIGHUP)


def _is_closed(terminal: int, wait: int | None = None) -> bool:
    """Whether the other side of a terminal is closed; asked for so many milliseconds, or until it is."""
    poll = select.poll()
    poll.register(terminal, 0)  # that it was closed is told though nothing is asked for
    return any(what & select.POLLHUP for _, what in poll.poll(wait))


def _let_go_of_a_closed_terminal() -> None:
    """Where standard error, which Textual draws on, was a terminal that is gone, let it lead nowhere."""
    try:
        output = sys.__stderr__.fileno() if sys.__stderr__ else -1
        termios.tcgetattr(output)
        is_gone = _is_closed(output, wait=0)  # it is closed a moment before it answers with an error
    except termios.error as error:
        is_gone = error.args[0] == errno.EIO
    except (OSError, ValueError):  # closed, or none
        return
    if is_gone:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, output)
        os.close(nowhere)
