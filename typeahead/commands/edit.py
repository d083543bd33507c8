"""`typeahead edit`: open a file in the editor."""

from __future__ import annotations

from pathlib import Path

import rich_click as click

from typeahead.commands import options
from typeahead.commands.entry import is_terminal
from typeahead.commands.place import split
from typeahead.commands.values import Named
from typeahead.errors import SourceUnreadable, TypeaheadError


@click.command("edit")
@click.argument("arguments", metavar="[+LINE[:COLUMN]] [FILE | FOLDER]", nargs=-1, type=Named())
@click.option(
    "--model",
    type=click.Choice(options.MODELS),
    show_default="as the settings say, else mixture",
    panel="Model",
    help=options.WHICH,
)
@options.profile
@click.pass_context
def command(ctx: click.Context, arguments: tuple[str, ...], model: str | None, profile: str) -> None:
    """Open FILE in the editor, which suggests the next word while you write.

    A FILE that does not exist is a new document of that name. A FOLDER lists its text files, to choose one.
    Ctrl+S saves, Ctrl+Q quits.

    \b
    typeahead edit letter.md
    typeahead edit +12 letter.md      at line 12
    typeahead edit +12:5 letter.md    and column 5
    typeahead edit + letter.md        at the end
    typeahead edit ~/notes            find a note, or words in all of them

    Exit code 0 after saving, or without changes; 1 if you leave without saving, or by “Quit and abort” (Ctrl+P):
    so git, mail programs and others that take typeahead as $EDITOR know that nothing is to be done.
    """
    written, line, column = _place(arguments)
    if not is_terminal():
        raise TypeaheadError(
            "the editor needs a terminal to draw on; for text in a pipe there is 'typeahead surprise -'"
        )
    from typeahead.editor.documents import problem_of
    from typeahead.editor.launch import edit

    path = Path(written) if written is not None else None
    if written is not None and path is not None and (problem := problem_of(written, path)):
        raise SourceUnreadable(problem)
    if model is None:  # then the settings name it
        ctx.exit(edit(path, line=line, column=column, profile=profile))
    check_model(profile, model)
    ctx.exit(edit(path, line=line, column=column, profile=profile, model=model))


def check_model(profile: str, model: str) -> None:
    """See that a network is there before a screen is drawn that would have nothing to suggest.

    Raises:
        ModelMissing: there is none.
        NetworkDamaged: it can't be used.
    """
    if model not in options.NETWORKS:
        return
    from typeahead.profile.networks import open_network
    from typeahead.profile.profile import Profile

    with Profile.open(profile, create=True) as opened:
        open_network(opened, model)


def _place(arguments: tuple[str, ...]) -> tuple[str | None, int | None, int]:
    """The file as it is written, the line and the column."""
    files, places = split(arguments)
    if len(files) > 1:
        if odd := next((each for each in files if each.startswith("+")), None):
            raise click.UsageError(f"{odd} names no line: write +12, or +12:5 for its fifth column.")
        raise click.UsageError("Name one file: the editor opens one at a time.")
    if len(places) > 1 or (places and not files):
        raise click.UsageError("Name one line and one file: typeahead edit +12 letter.md")
    if files and files[0] == "-":
        raise click.UsageError("Name a file: the editor can't read from a pipe.")
    line, column = places[0] if places else (None, 1)
    return (files[0] if files else None), line, column
