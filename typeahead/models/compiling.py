"""Compiled code: made by another process where that was not done before, then loaded.

Importing this file is cheap; `warm` imports Numba (half a second), and compiles where no compiled code is kept from an
earlier run (half a minute).
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys

from typeahead.errors import StorageFailed

SWITCH = "TYPEAHEAD_KERNELS"

_POLITE = 10
"""How far behind the program the process that compiles stands in line for the processor."""


def prepare() -> bool:
    """Have the kernels compiled by another process, where that was not done before, and load them; whether it worked.

    For a thread of its own, while a person writes: compiling in this process would make them wait. Numba and what it
    compiled take about 130 MB of memory; who would rather keep them sets $TYPEAHEAD_KERNELS to 0.

    Raises:
        StorageFailed: what was compiled can't be kept anywhere; compiling it anew at each start would be worse.
    """
    if os.environ.get(SWITCH) == "0":
        return False
    command = [sys.executable, "-m", "typeahead.models.compiling"]
    try:
        finished = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if finished.returncode == 0:
            warm()
            return True
    except (OSError, ImportError):
        return False
    if finished.returncode > 0:  # nobody ended it
        raise StorageFailed(
            f"Compiled code can't be made or kept: suggestions take a little longer ({SWITCH}=0 does without)"
        )
    return False


def warm() -> None:
    """Call each kernel that answers once, which compiles it or loads what was compiled."""
    from typeahead.models.neural import packed
    from typeahead.models.ngram import acceleration

    acceleration.warm()
    packed.warm()


if __name__ == "__main__":
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_POLITE)
    os.umask(0o077)  # what is compiled is run again: nobody else may put something in its place
    warm()
