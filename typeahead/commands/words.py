"""`typeahead words`: what was learned from the person, and which words are not suggested."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.obeying import obeyed
from typeahead.commands.opening import open_profile
from typeahead.commands.output import console, count, pasted, print_json, table, visible
from typeahead.errors import SettingInvalid
from typeahead.settings import shown

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
    "--never",
    metavar="W",
    panel="What to suggest",
    help="Never suggest this word again, in any case. It stays in the counts, and training leaves it so.",
)
@click.option(
    "--allow",
    metavar="W",
    panel="What to suggest",
    help="Suggest this word again everywhere, and let it be learned again if it was forgotten.",
)
@click.option(
    "--after",
    metavar="X",
    panel="What to suggest",
    help="With --never or --allow: right after the word X only.",
)
@click.option(
    "--offensive",
    type=click.Choice(("hide", "allow")),
    panel="What to suggest",
    help="Whether slurs and obscenities that you never wrote may be suggested; hidden at first. "
    "Text and learning are not touched. A setting that says so holds for all profiles.",
)
@options.profile
@options.as_json
def command(
    new: bool,
    number: int | None,
    never: str | None,
    allow: str | None,
    after: str | None,
    offensive: str | None,
    profile: str,
    as_json: bool,
) -> None:
    """List the words learned from your files and your typing, or say which are never suggested.

    \b
    typeahead words --new
    typeahead words --never Rumpelstiltskin
    typeahead words --never know --after you
    typeahead words --allow Rumpelstiltskin
    """
    from typeahead.profile.agreeing import agree
    from typeahead.profile.learned import learned_words

    if [never, allow, offensive].count(None) < 2:
        raise click.UsageError("Say one thing at a time: --never W, --allow W or --offensive.")
    if new and [never, allow, offensive].count(None) < 3:
        raise click.UsageError("--new is for a list: it does not go with --never, --allow or --offensive.")
    if after is not None and never is None and allow is None:
        raise click.UsageError("--after X belongs to --never W or --allow W.")
    said = obeyed()
    if offensive is not None and "offensive" in said.stated and offensive != said.settings.offensive:
        raise SettingInvalid(
            f"{said.path} says offensive = {shown(said.settings.offensive)} for all profiles; change it there, or "
            "in the editor (F10)"
        )
    with open_profile(profile) as opened:
        agree(opened, said)
        if never is not None:
            _say_never(never, after, opened.never_suggest(never, after), as_json)
            return
        if allow is not None:
            again = opened.suggest_again(allow, after)
            _say_allowed(allow, after, after is None and opened.allow_word(allow), again, as_json)
            return
        if offensive is not None:
            opened.hides_offensive = offensive == "hide"
            _say_offensive(offensive, as_json)
            return
        found = learned_words(opened, new)
        imported = opened.imported
    if as_json:
        words = [_in_json(each) for each in found[:number]]
        print_json({"profile": profile, "total": len(found), "words": words})
    else:
        _show(found, number or _SHOWN, new, imported)


def _named(word: str, after: str | None) -> str:
    return f"{visible(word)} after {visible(after)}" if after else visible(word)


def _after(after: str | None) -> dict[str, str]:
    return {"after": after} if after else {}


def _say_never(word: str, after: str | None, changed: bool, as_json: bool) -> None:
    if as_json:
        print_json({"word": word, **_after(after), "never": True, "changed": changed})
        return
    known = "is never suggested" if changed else "was never suggested already"
    back = f"typeahead words --allow {pasted(word)}" + (f" --after {pasted(after)}" if after else "")
    click.echo(f"{_named(word, after)} {known}, until: {back}")


def _say_allowed(word: str, after: str | None, learned: bool, suggested: bool, as_json: bool) -> None:
    if as_json:
        print_json({"word": word, **_after(after), "allowed": learned or suggested})
    elif learned:
        click.echo(f"{visible(word)} may be learned again; typeahead train reads it from your files.")
    elif suggested:
        click.echo(f"{_named(word, after)} may be suggested again.")
    else:
        click.echo(f"{_named(word, after)} was not blocked.")


def _say_offensive(offensive: str, as_json: bool) -> None:
    if as_json:
        print_json({"offensive": offensive})
    elif offensive == "hide":
        click.echo("Slurs and obscenities are suggested only where you wrote them yourself.")
    else:
        click.echo("Slurs and obscenities are suggested like any other word.")


def _in_json(word: LearnedWord) -> dict[str, object]:
    said = asdict(word)
    return said if word.never else {name: value for name, value in said.items() if name != "never"}


def _why_not(word: LearnedWord) -> str:
    if word.never:
        return f"never suggested, until: typeahead words --allow {pasted(word.word)}"
    return "" if word.suggested else "not suggested until it comes back"


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
            _why_not(each),
        )
    console().print(rows)
    if len(found) > number:
        click.echo(f"{number:,} of {count(len(found), 'word')}; -n shows more.")
