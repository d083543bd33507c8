"""`typeahead words`: what was learned from the person."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.opening import open_profile
from typeahead.commands.output import console, count, print_json, table, visible

if TYPE_CHECKING:
    from typeahead.profile.learned import LearnedWord

_SHOWN = 50


@click.command("words")
@click.option(
    "--new",
    is_flag=True,
    panel="What to list",
    help="Only words that were typed, and are in no file that was read.",
)
@click.option(
    "-n",
    "number",
    metavar="N",
    type=click.IntRange(1),
    panel="What to list",
    help=f"How many, the most frequent first; {_SHOWN} in a table, all in JSON, if not said.",
)
@click.option(
    "--allow", metavar="W", help="Instead: take a word that was forgotten off the list of blocked ones."
)
@options.profile
@options.as_json
def command(new: bool, number: int | None, allow: str | None, profile: str, as_json: bool) -> None:
    """List the words learned from your files and your typing.

    \b
    typeahead words --new
    typeahead words --allow Rumpelstiltskin
    """
    from typeahead.profile.learned import learned_words

    with open_profile(profile) as opened:
        if allow is not None:
            _say_allowed(allow, opened.allow_word(allow), as_json)
            return
        found = learned_words(opened, new)
        imported = opened.imported
    if as_json:
        words = [asdict(each) for each in found[:number]]
        print_json({"profile": profile, "total": len(found), "words": words})
    else:
        _show(found, number or _SHOWN, new, imported)


def _say_allowed(word: str, allowed: bool, as_json: bool) -> None:
    if as_json:
        print_json({"word": word, "allowed": allowed})
    elif allowed:
        click.echo(f"{visible(word)} may be learned again; typeahead train reads it from your files.")
    else:
        click.echo(f"{visible(word)} was not blocked.")


def _show(found: list[LearnedWord], number: int, new: bool, imported: bool) -> None:
    from rich.text import Text

    if imported:
        click.echo("Nothing is learned here: the model was imported, and has no counts.")
        return
    if not found:
        click.echo(
            "No new words were typed." if new else "Nothing was learned yet; typeahead train ~/notes begins."
        )
        return
    rows = table("word", "times", "from", "", right=("times",))
    for each in found[:number]:
        rows.add_row(
            Text(visible(each.word)),
            f"{each.count:,}",
            "files" if each.source == "file" else "typing",
            "" if each.suggested else "not suggested until it comes back",
        )
    console().print(rows)
    if len(found) > number:
        click.echo(f"{number:,} of {count(len(found), 'word')}; -n shows more.")
