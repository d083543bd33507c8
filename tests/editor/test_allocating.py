"""Memory that was freed is the system's again, and the garbage collector keeps nobody waiting."""

from __future__ import annotations

import subprocess
import sys

import pytest

_PROGRAM = """
import sys, threading
import numpy as np
from typeahead.editor.allocating import give_back

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

def models_come_and_go():
    for _ in range(3):
        large = np.ones(3_000_000)
    kept.append(np.ones(10))

kept = []
if sys.argv[1] == "given back":
    give_back()
np.ones(3_000_000)
before = resident()
for _ in range(6):
    thread = threading.Thread(target=models_come_and_go)
    thread.start()
    thread.join()
print(resident() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="of glibc")
def test_large_arrays_of_many_threads_leave_nothing_behind() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, "given back"], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) < 12_000_000


_PIECES = """
import threading
import numpy as np
from typeahead.editor.allocating import give_back, trim

def resident():
    return int(open("/proc/self/statm").read().split()[1]) * 4096

give_back()
before = resident()
pieces = [np.ones(2_000) for _ in range(4_000)]
kept = pieces[::50]
del pieces
trim()
for thread in threading.enumerate():
    if thread.name == "trimming":
        thread.join()
print(resident() - before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="of glibc")
def test_pieces_that_were_freed_between_others_are_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", _PIECES], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 16_000_000, "64 MB were taken, and 1 MB is in use"


_COLLECTED = """
import gc
if "on" not in sys.argv:
    gc.disable()
from typeahead.editor.allocating import collect_garbage, pass_over

pass_over()
print(gc.get_freeze_count())
early = [[] for _ in range(10_000)]
collect_garbage()
late = [[] for _ in range(10_000)]
pass_over()
looked_at = sum(1 for each in gc.get_objects() if type(each) is list)
print(gc.isenabled(), gc.get_freeze_count() > 20_000, looked_at < 10_000)
"""


@pytest.mark.parametrize(("begun", "passed_over"), [("off", True), ("on", False)])
def test_the_collector_passes_over_what_stays(begun: str, passed_over: bool) -> None:
    command = [sys.executable, "-c", "import sys" + _COLLECTED, begun]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["0", "True", str(passed_over), str(passed_over)]
