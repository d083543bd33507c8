"""Reading changed notes again in a process of its own (this module, run), so that writing goes on meanwhile."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

from typeahead.errors import TypeaheadError
from typeahead.profile.profile import Profile
from typeahead.profile.training import retrain

_POLITE = 10
"""How far behind the editor the process stands in line for the processor."""


def reread(profile: str, home: Path | None) -> bool:
    """Read the remembered folders again in another process and wait for it; whether it went well."""
    command = [sys.executable, "-m", "typeahead.profile.refreshing", profile]
    if home is not None:
        command.append(str(home))
    finished = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return finished.returncode == 0


def main(arguments: list[str]) -> int:
    """Read again what changed: PROFILE [HOME]."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(_POLITE)
    name, *home = arguments
    try:
        with Profile.open(name, Path(home[0]) if home else None) as profile:
            if profile.store.roots():
                retrain(profile)
    except TypeaheadError as error:
        print(f"typeahead: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
