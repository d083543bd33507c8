"""The command `typeahead`: which commands there are, and what becomes of errors in any of them."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, NoReturn

import rich_click as click
from click.exceptions import Exit

from typeahead import __version__
from typeahead.commands.group import LazyGroup
from typeahead.commands.names import NAMES, PANELS
from typeahead.commands.output import INTERRUPTED, complain
from typeahead.errors import TypeaheadError

PIPE_CLOSED = 141
"""As a shell reports a program that was stopped by that signal."""


class Typeahead(LazyGroup):
    """All commands; an error of the user's is one line and exit code 1 in each of them."""

    modules: ClassVar[Mapping[str, str]] = {name: f"typeahead.commands.{name}" for name in NAMES}

    def make_context(self, *arguments: Any, **more: Any) -> click.Context:
        """Read the command line, where `--help` and `--version` already print."""
        with _errors_said():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        with _errors_said():
            return super().invoke(ctx)


@contextlib.contextmanager
def _errors_said() -> Iterator[None]:
    """What is printed is out at the end, and an error is said where one is.

    Raises:
        Exit: with the error's exit code.
    """
    try:
        try:
            yield
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has enough of it.
        _close_stdout()
        _leave(PIPE_CLOSED)
    except (KeyboardInterrupt, click.Abort):
        if sys.stderr.isatty():
            click.echo(err=True)  # the terminal has written ^C there
        complain("stopped")
        _leave(INTERRUPTED)
    except TypeaheadError as error:
        complain(str(error))
        _leave(1)
    except OSError as error:
        _close_stdout()
        what = f"{error.filename}: " if error.filename else ""
        complain(f"{what}{(error.strerror or str(error)).lower()}; {_advice(error)} and try again")
        _leave(1)
    except MemoryError:
        complain("not enough memory for this; close other programs, or give it less text at once")
        _leave(1)


def _advice(error: OSError) -> str:
    """What to look at: a full disk and a folder that may not be entered are different errands."""
    if not isinstance(error, PermissionError):
        return "check the disk"
    return "check its permissions and its folder's" if error.filename else "check the permissions"


def _leave(code: int) -> NoReturn:
    raise Exit(code)


def _close_stdout() -> None:
    """Point standard output nowhere, so that what is left in its buffer is no second error at exit."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@click.group(
    cls=Typeahead,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="[--help] [--version]",
    subcommand_metavar="[FILE | FOLDER | COMMAND …]",
)
@click.version_option(__version__, message="typeahead %(version)s")
@click.rich_config(
    {
        "max_width": 100,
        "force_terminal": None,
        "show_arguments": False,
        "text_paragraph_linebreaks": "\n\n",
        "padding_helptext_first_line": (0, 0, 1, 0),
    }
)
def cli() -> None:
    """An editor that suggests the next word while you write, from a model trained on your own notes.

    Without a command it opens FILE in the editor, or lists the text files of FOLDER to choose one.
    A file named like a command: `typeahead ./train`.

    \b
    typeahead train ~/notes      learn how you write
    typeahead letter.md          write; Tab takes the grey word
    typeahead +12 letter.md      the same, at line 12
    """


for _name, _commands in PANELS.items():
    click.command_panel(_name, commands=_commands)(cli)


def main() -> None:
    """The entry of the console script."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that can't show a letter shows a question mark, and nothing fails.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        cli(prog_name="typeahead")
    except KeyboardInterrupt:
        complain("stopped")
        sys.exit(INTERRUPTED)
