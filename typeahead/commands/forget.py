"""`typeahead forget`: take back what was learned."""

from __future__ import annotations

import rich_click as click

from typeahead.commands import options
from typeahead.commands.asking import YES, confirmed
from typeahead.commands.networks import dropped
from typeahead.commands.opening import open_profile
from typeahead.commands.output import count, pasted, print_json, visible
from typeahead.commands.values import Named

_SIMILAR = 5
"""So many words that are like a forgotten one are named."""


@click.command("forget")
@click.option(
    "--word",
    metavar="W",
    panel="What to forget",
    help="A word, in any case, everywhere; it is blocked from then on.",
)
@click.option(
    "--document",
    metavar="PATH",
    type=Named(),
    panel="What to forget",
    help="A file, all files under a folder, or a day of typing (2026-05-17); later trainings leave it out.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    panel="What to forget",
    help="All that was learned, remembered folders and lists too.",
)
@click.option("--yes", is_flag=True, help=YES)
@options.profile
@options.as_json
def command(
    word: str | None, document: str | None, everything: bool, yes: bool, profile: str, as_json: bool
) -> None:
    """Forget a word, a document or everything, as if it had never been learned. Before everything, it asks.

    \b
    typeahead forget --word Rumpelstiltskin
    typeahead forget --document ~/notes/diary.md
    typeahead forget --all --yes
    """
    if [word is not None, document is not None, everything].count(True) != 1:
        raise click.UsageError("Say what to forget: exactly one of --word W, --document PATH and --all.")
    imported = False
    with open_profile(profile) as opened:
        if word is not None:
            what = word
            forgotten = opened.forget_word(word)
        elif document is not None:
            what = document
            forgotten = opened.forget_document(document)
        else:
            what = "everything"
            if not confirmed(f"Forget everything in profile {profile!r}?", yes):
                click.echo("Nothing was forgotten.", err=True)
                return
            imported = opened.imported
            forgotten = opened.forget_all()
    if as_json:
        key = "word" if word is not None else "document" if document is not None else "all"
        answer = {"profile": profile, key: True if everything else what}
        print_json(
            {
                **answer,
                "words": forgotten.words,
                "documents": forgotten.documents,
                "networks": list(forgotten.networks),
                **({"recovery_copies": forgotten.copies} if forgotten.copies else {}),
                **({"forgotten_before": True} if forgotten.again else {}),
                **({"still_there": list(forgotten.similar)} if forgotten.similar else {}),
            }
        )
        return
    if imported:
        click.echo("Forgot everything: the imported model is gone.")
        _say_copies(forgotten.copies, blacked=False)
        return
    if forgotten.again:
        click.echo(f"{visible(what)} was forgotten or left out before: nothing of it is left.")
    elif not forgotten.words:
        click.echo(f"Nothing to forget: {visible(what)} was in nothing that was read or typed.")
    else:
        click.echo(
            f"Forgot {visible(what)}: cut {count(forgotten.words, 'word')} "
            f"from {count(forgotten.documents, 'document')}."
        )
    if forgotten.networks:
        click.echo(dropped(forgotten.networks, anew=not everything))
    _say_copies(forgotten.copies, blacked=word is not None)
    if word is not None:
        click.echo(f"It is blocked until: typeahead words --allow {pasted(word)}")
        if forgotten.similar:
            _say_similar(forgotten.similar)
    elif document is not None:
        click.echo(f"Training leaves it out until: typeahead train --again {pasted(document)}")


def _say_similar(words: tuple[str, ...]) -> None:
    """Name words that may be meant too: whether they are, the person knows alone."""
    more = f" and {len(words) - _SIMILAR:,} more" if len(words) > _SIMILAR else ""
    again = f"typeahead forget --word {pasted(words[0])}"
    click.echo(f"Still there: {visible(', '.join(words[:_SIMILAR]))}{more}; {again} forgets the first.")


def _say_copies(copies: int, *, blacked: bool) -> None:
    if copies:
        done = "Blacked it out in" if blacked else "Removed"
        click.echo(f"{done} {count(copies, 'recovery copy', 'recovery copies')} of unsaved text.")
