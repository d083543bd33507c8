"""Memory that is given back to the system, and garbage: models come and go all day in one program."""

from __future__ import annotations

import contextlib
import gc
import sys
import threading

_LARGE = 4 << 20
"""Bytes from which on each array has a mapping of its own, which goes when the array does."""

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8  # as in glibc's malloc.h
_ARENAS = 2


def collect_garbage() -> None:
    """Turn the collector on, off since the start (see commands/entry.py); what is there by now it passes over.

    That stays to the end: the libraries' functions and classes, a hundred thousand of them. To look them through, which
    a full collection does every few hundred keys, keeps the keyboard waiting.
    """
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def pass_over() -> None:
    """Have the collector pass over what was loaded since, too; not where it passes over nothing."""
    if gc.get_freeze_count():
        gc.freeze()


def trim() -> None:
    """Give back what lies free between pieces in use, in a thread of its own: a replaced model leaves much."""
    if sys.platform != "linux":
        return
    import ctypes

    malloc_trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if malloc_trim is not None:
        with contextlib.suppress(RuntimeError):  # no more threads: another time
            threading.Thread(target=malloc_trim, args=(0,), name="trimming", daemon=True).start()


def give_back() -> None:
    """Have large arrays given back once they are freed, and let threads share what small ones need.

    Left alone, glibc takes a size that was freed once for one that comes again, and keeps such pieces for each thread;
    every model that is opened anew has a thread of its own. With a network an editor grew from 320 MB to above a
    gigabyte within an hour (`benchmarks.aging`). Other systems' libraries are left as they are.
    """
    if sys.platform != "linux":
        return
    import ctypes

    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none that does anything
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE)
        mallopt(_M_ARENA_MAX, _ARENAS)
