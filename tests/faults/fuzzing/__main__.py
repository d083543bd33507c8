"""Fuzz one target, guided by which lines it reaches: `python -m tests.faults.fuzzing readers -max_total_time=240`.

Targets: readers, arpa, folders (see `targets`). It needs atheris, which is no dependency of the project: install it
with pip. All that stands behind the target goes to libFuzzer. A fault ends it with a traceback and the input in
`crash-…`: that goes into `tests/faults/test_fuzzed.py`, and is mended.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
from pathlib import Path


def main() -> None:
    """Write the seeds to a folder and hand over to libFuzzer."""
    import atheris  # type: ignore[import-not-found,unused-ignore]

    name, *rest = sys.argv[1:]
    with atheris.instrument_imports(include=["typeahead"]):
        from tests.faults.fuzzing.targets import TARGETS, seeds
        from typeahead.text.prose import html, jsx, markdown, notebook, org, plain, rst  # noqa: F401
    folder = Path(tempfile.mkdtemp(prefix=f"typeahead-{name}-"))
    for seed in seeds(name):
        (folder / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    target = TARGETS[name]

    def once(data: bytes) -> None:
        target(data)

    atheris.Setup([sys.argv[0], *rest, "-rss_limit_mb=2048", "-timeout=20", str(folder)], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
