"""The console script: straight to the editor where only a file is named, through the command line for all else."""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

from typeahead import crashes
from typeahead.commands.names import NAMES
from typeahead.commands.place import split


def main() -> None:
    """Run typeahead."""
    # A word's products are small: more threads than one wait for each other longer than they work, and in the editor
    # keep the keyboard waiting. Training has threads of its own.
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")
    crashes.install()
    _open_what_is_closed()
    place = _only_a_file(sys.argv[1:])
    if place is None or not is_terminal():
        from typeahead.commands.main import main as run

        run()
    else:
        # Half the garbage collector's work in a process falls into its start, where there is no garbage yet:
        # the editor turns it on again when its models are open.
        gc.disable()
        sys.exit(_edit(*place))


def _open_what_is_closed() -> None:
    """Have streams that a caller closed (`>&-`) lead nowhere: Python has None for them, and files get their numbers."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 (as long as the program)


def _only_a_file(arguments: list[str]) -> tuple[Path | None, int | None, int] | None:
    """The file, line and column to edit, or None where the command line has more to say than that."""
    if "_TYPEAHEAD_COMPLETE" in os.environ:
        return None
    if arguments[:1] == ["edit"]:
        arguments = arguments[1:]
    elif arguments and arguments[0] in NAMES:
        return None
    files, places = split(arguments)
    if len(files) > 1 or len(places) > len(files) or any(map(_is_odd, files)):
        return None
    line, column = places[0] if places else (None, 1)
    return (Path(files[0]) if files else None), line, column


def _is_odd(file: str) -> bool:
    """Whether to look closer, as it may be no file's name; folders end with a slash where shells complete them."""
    return not file or file[0] == "-" or (file[-1] in "/." and not Path(file).is_dir())


def _edit(path: Path | None, line: int | None, column: int) -> int:
    from typeahead.errors import TypeaheadError
    from typeahead.locations import default_profile

    try:
        from typeahead.editor.launch import edit

        return edit(path, line=line, column=column, profile=default_profile())
    except TypeaheadError as error:
        from typeahead.commands.output import complain

        complain(str(error))
        return 1


def is_terminal() -> bool:
    """Whether keys can be read and a screen be drawn (which happens on standard error's terminal)."""
    return sys.stdin.isatty() and sys.stderr.isatty()
