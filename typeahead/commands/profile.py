"""`typeahead profile`: the profiles there are, what one holds, deleting one, and (`moving`) taking it elsewhere."""

from __future__ import annotations

import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.asking import YES, confirmed
from typeahead.commands.moving import export_command, import_command, path_command
from typeahead.commands.networks import show_networks
from typeahead.commands.ngrams import show_orders, show_sparsity
from typeahead.commands.opening import open_profile
from typeahead.commands.output import console, count, note, percent, print_json, size, table, visible
from typeahead.commands.typical import show_typical
from typeahead.commands.values import Named

if TYPE_CHECKING:
    from typeahead.evaluation.sparsity import FilesSparsity
    from typeahead.evaluation.typical import TypicalOf
    from typeahead.profile.statistics import ProfileStatistics


@click.group("profile")
def command() -> None:
    """List, show, move and delete profiles: what typeahead has learned, kept apart by name.

    \b
    typeahead profile list
    typeahead profile show --profile work --documents
    typeahead profile export work.typeahead --profile work
    """


@command.command("list")
@options.as_json
def list_command(as_json: bool) -> None:
    """List all profiles.

    \b
    typeahead profile list
    """
    from rich.text import Text

    from typeahead.profile.statistics import summaries

    found = summaries()
    if as_json:
        print_json({"profiles": [asdict(each) for each in found]})
        return
    if not found:
        click.echo("There are no profiles yet; typeahead train ~/notes makes one.")
        return
    rows = table("profile", "trained", "words", "on disk", "", right=("words", "on disk"))
    for each in found:
        rows.add_row(
            Text(visible(each.name)),
            "yes" if each.trained else "no",
            f"{each.words:,}",
            size(each.bytes),
            Text(visible(each.problem)),
        )
    console().print(rows)


@command.command("show")
@click.argument("name", required=False, shell_complete=options.profiles)
@click.option("--documents", is_flag=True, help="List every document.")
@click.option(
    "--on",
    "paths",
    metavar="FILE",
    multiple=True,
    type=Named(path_type=Path),
    help="Show how the n-grams fare on this text, which order answers and how often; may be given several times.",
)
@options.profile
@options.as_json
def show_command(
    name: str | None, documents: bool, paths: tuple[Path, ...], profile: str, as_json: bool
) -> None:
    """Show what a profile has learned: documents, words, n-grams and their size, what is typical of you, where it lies.

    \b
    typeahead profile show work
    typeahead profile show work --on unseen.md
    """
    from typeahead.evaluation.sparsity import sparsity_of_files
    from typeahead.evaluation.typical import typical_of
    from typeahead.profile.statistics import statistics

    profile = name or profile
    with open_profile(profile) as opened:
        found = statistics(opened)
        typical = typical_of(opened)
        on = sparsity_of_files(opened.generation(), paths) if paths else None
    for notice in found.notices:
        note(notice)
    if as_json:
        print_json(_as_dict(found, typical, on))
        return
    _show(found)
    if typical:
        show_typical(typical)
    if on:
        show_sparsity(on)
    if documents:
        _show_documents(found)


@command.command("check")
@click.argument("name", required=False, shell_complete=options.profiles)
@options.profile
@options.as_json
def check_command(name: str | None, profile: str, as_json: bool) -> None:
    """Compare a profile with its checksums; put back its last backup, and make its model again, where it is damaged.

    \b
    typeahead profile check work
    """
    from typeahead.profile.checking import check

    with open_profile(name or profile) as opened:
        found = check(opened)
    for notice in found.notices + found.problems:
        note(notice)
    if as_json:
        print_json(asdict(found))
        return
    whole = "has a network that can't be used" if found.problems else "is whole"
    learned = f"{count(found.documents, 'document')} and {count(found.pieces, 'piece')} of typing"
    newest = f", the newest of {found.backups[0]}" if found.backups else ""
    click.echo(
        f"Profile {visible(found.name)} {whole}: {learned}; {count(len(found.backups), 'backup')}{newest}."
    )


@command.command("delete")
@click.argument("name", shell_complete=options.profiles)
@click.option("--yes", is_flag=True, help=YES)
@options.as_json
def delete_command(name: str, yes: bool, as_json: bool) -> None:
    """Delete the profile NAME and all it has learned, after a question.

    What is left of one whose deletion was interrupted is removed without one.

    \b
    typeahead profile delete work
    typeahead profile delete work --yes
    """
    from typeahead.profile.profile import delete_profile, profile_folder
    from typeahead.profile.restoring import is_profile

    is_there = is_profile(profile_folder(name))  # nobody is asked about what is not
    if is_there and not confirmed(f"Delete profile {name!r} and all it has learned?", yes):
        click.echo("Nothing was deleted.", err=True)
        return
    was_there = delete_profile(name)
    if as_json:
        print_json({"deleted": name})
    elif was_there:
        click.echo(f"Deleted profile {visible(name)}.")
    else:
        click.echo(f"Removed the rest of profile {visible(name)}, which was deleted before.")


for _each in (export_command, import_command, path_command):
    command.add_command(_each)


def _as_dict(
    found: ProfileStatistics, typical: TypicalOf | None, on: FilesSparsity | None
) -> dict[str, object]:
    answer: dict[str, object] = {**asdict(found), "folder": str(found.folder)}
    answer["typical"] = typical and asdict(typical)
    if on:
        skipped = [{"path": str(each.path), "reason": each.reason} for each in on.skipped]
        answer["on"] = {"files": on.files, "skipped": skipped, **asdict(on.found)}
    return answer


def _show(found: ProfileStatistics) -> None:
    from rich.text import Text

    smoothing = found.smoothing
    if "delta" in found.parameters:
        smoothing += f" (delta {found.parameters['delta']:.3g})"
    model = f"{found.order}-gram, {smoothing}, {found.tokens}"
    if found.model == "starter":
        model = "the English starter that comes with typeahead; typeahead train ~/notes adds your own"
    rows = {
        "Profile": found.name,
        "Learned from": f"{count(found.files, 'file')} and {count(found.days, 'day')} of typing",
        "Words and marks": f"{found.words:,}",
        "Sentences": f"{found.sentences:,}",
        "Model": model,
        "Distinct words": f"{found.types:,}",
        "On disk": f"{size(found.bytes_on_disk)} in {found.folder}",
        "Remembered": "\n".join(found.roots) or "no folders",
    }
    if found.typing.savings is not None:
        typed = found.typing
        share, taken = percent(typed.savings), count(typed.taken, "suggestion")
        rows["Keystrokes saved"] = f"{typed.saved:,} of {typed.characters:,} ({share}), {taken} taken"
    if found.model == "imported":
        rows["Learned from"] = "an ARPA file that was imported: it has no counts, and does not learn"
        for nothing in ("Words and marks", "Sentences", "Remembered"):
            del rows[nothing]
    out = console()
    for name, value in rows.items():
        indented = visible(value, keep="\n").replace("\n", "\n" + " " * 17)
        out.print(Text.assemble((f"{name:<17}", "bold"), indented), soft_wrap=True)
    show_orders(found)
    show_networks(found.networks)


def _show_documents(found: ProfileStatistics) -> None:
    from rich.text import Text

    rows = table("document", "words", "learned", right=("words",))
    for each in found.documents:
        name = each.path if each.kind == "file" else f"typed on {each.path}"
        learned = time.strftime("%Y-%m-%d %H:%M", time.localtime(each.learned))
        rows.add_row(Text(visible(name)), f"{each.words:,}", learned)
    out = console()
    out.print()
    out.print(rows)
