"""Loaded by every Python process that has this folder in its path: it notes and forbids what reaches for a network.

The journey's log (`$TYPEAHEAD_WATCH`) gets a line for each process and one for each thing forbidden.
"""

import os
import sys

_FORBIDDEN = {
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.getnameinfo",
    "socket.getservbyname",
    "socket.getservbyport",
}
_AT_A_SOCKET = {"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"}
_UNIX = 1
"""AF_UNIX, by which processes of one machine speak to each other."""


def _write(line: str) -> None:
    descriptor = os.open(os.environ["TYPEAHEAD_WATCH"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.write(descriptor, f"{os.getpid()} {line}\n".encode("utf-8", "replace"))
    os.close(descriptor)


def _heard(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    if event == "socket.__new__":
        family = arguments[1]
    elif event in _AT_A_SOCKET:
        family = getattr(arguments[0], "family", None)
    elif event in _FORBIDDEN:
        family = None
    else:
        return
    # A socket that is made from a descriptor says -1: its maker was heard before.
    if family not in (_UNIX, -1):
        _write(f"forbidden {event} {arguments[1:]}")
        raise PermissionError(f"{event} is forbidden here")


if "TYPEAHEAD_WATCH" in os.environ:
    sys.addaudithook(_heard)
    _write(f"process {' '.join(sys.orig_argv)}"[:400].replace("\n", " "))
