"""`typeahead profile export`, `import` and `path`: a profile out to one file, in from one, and where all lies."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import rich_click as click

from typeahead.commands import options
from typeahead.commands.opening import open_profile
from typeahead.commands.output import console, count, note, print_json, size, table, visible
from typeahead.commands.values import Named


@click.command("export")
@click.argument("file", metavar="FILE|-", type=Named(path_type=Path, allow_dash=True))
@click.option("--force", is_flag=True, help="Write over FILE if it is there.")
@options.profile
@options.as_json
def export_command(file: Path, force: bool, profile: str, as_json: bool) -> None:
    """Write the whole profile to FILE, to be imported elsewhere: everything you have taught it, your settings too.

    FILE holds the words of your documents, readable for whoever has it. What an open editor has not stored yet is not
    in it.

    \b
    typeahead profile export --profile work work.typeahead
    """
    from typeahead import __version__
    from typeahead.profile.moving.packing import export_profile

    to_stream = str(file) == "-"
    if to_stream and as_json:
        raise click.UsageError("--json and - both want standard output; name a file")
    if to_stream and sys.stdout.isatty():
        raise click.UsageError(
            "a profile can't be shown in a terminal; name a file, or lead - into a program"
        )
    with open_profile(profile) as opened:
        found = export_profile(
            opened, sys.stdout.buffer if to_stream else file, force=force, made_by=__version__
        )
    for notice in found.notices:
        note(notice)
    if as_json:
        print_json(asdict(found))
    else:
        held = [count(found.files, "document"), count(found.typed, "piece") + " of typing", *found.networks]
        click.echo(
            f"Wrote profile {visible(profile)} to {visible(found.file)} ({size(found.bytes)}): {', '.join(held)}"
            + (", and your settings." if found.settings else "."),
            err=to_stream,
        )


@click.command("import")
@click.argument("file", metavar="FILE|-", type=Named(path_type=Path, allow_dash=True))
@click.option("--replace", is_flag=True, help="Put it in the place of what the profile holds now.")
@click.option(
    "--settings", is_flag=True, help="Take over the settings in FILE, too; yours are kept beside them."
)
@click.option("--no-folders", is_flag=True, help="Do not remember the folders that it remembers.")
@click.option("--list", "look", is_flag=True, help="Only show what is in FILE, once all of it was checked.")
@options.profile
@options.as_json
def import_command(
    file: Path, replace: bool, settings: bool, no_folders: bool, look: bool, profile: str, as_json: bool
) -> None:
    """Make a profile of FILE, which 'typeahead profile export' wrote, on this machine or another.

    All of it is checked first. A profile that holds something is not touched without --replace.

    \b
    typeahead profile import work.typeahead --profile work
    """
    from rich.text import Text

    from typeahead.profile.moving.unpacking import import_profile

    found = import_profile(
        profile,
        sys.stdin.buffer if str(file) == "-" else file,
        replace=replace,
        with_settings=settings,
        with_folders=not no_folders,
        look=look,
    )
    for notice in found.notices:
        note(notice)
    if as_json:
        print_json(
            {**asdict(found), "members": [{"name": name, "size": many} for name, many in found.members]}
        )
        return
    if look:
        rows = table("part", "bytes", right=("bytes",))
        for name, many in found.members:
            rows.add_row(Text(visible(name)), f"{many:,}")
        console().print(rows)
    held = [count(found.files, "document"), count(found.typed, "piece") + " of typing", *found.networks]
    made = (
        "holds"
        if look
        else f"is profile {visible(profile)} now" + (", instead of the one before" * found.replaced)
    )
    click.echo(
        f"{visible(str(file))} ({visible(found.was)}) {made}: {', '.join(held)}, {count(found.words, 'word')}."
    )
    if found.roots:
        roots = "\n  ".join(visible(root) for root in found.roots)
        click.echo(f"Folders it remembers, which are read at each training if they are there:\n  {roots}")
    if found.settings == "left":
        click.echo("There are settings in it; --settings takes them over.")


@click.command("path")
@options.profile
@options.as_json
def path_command(profile: str, as_json: bool) -> None:
    """Print where typeahead keeps things: this profile, all data, settings, unsaved texts.

    \b
    typeahead profile path
    """
    from rich.text import Text

    from typeahead.profile.places import places

    found = places(profile)
    if as_json:
        print_json({name: str(path) for name, path in found.items()})
        return
    for name, path in found.items():
        console().print(Text.assemble((f"{name:<10}", "bold"), visible(str(path))), soft_wrap=True)
