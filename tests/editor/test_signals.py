"""Told to end, the program ends."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import asyncio, os, signal, threading
from types import SimpleNamespace
from typeahead.editor.recovery import signals

signals._PATIENCE = 1
ended = []
app = SimpleNamespace(autosave=SimpleNamespace(rescue=lambda: None), _loop=None, exit=lambda *_: None)
app._loop = SimpleNamespace(call_soon_threadsafe=lambda *given: ended.append(given[1:]))
with signals.heard(app):
    os.kill(os.getpid(), signal.SIGHUP)
print(ended, flush=True)
threading.Thread(target=threading.Event().wait).start()
"""


def test_a_thread_that_outlives_the_application_does_not_keep_the_program() -> None:
    done = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (129, "[(129, 129)]\n"), done.stderr
