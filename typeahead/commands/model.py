"""`typeahead model`: n-gram models out to ARPA files and in from them."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import rich_click as click

from typeahead.commands import options
from typeahead.commands.output import count, note, print_json, size, visible
from typeahead.commands.progress import progress_bar
from typeahead.commands.values import Named


@click.group("model")
def command() -> None:
    """Write the model to an ARPA file, which KenLM, SRILM and others read, or take one over.

    \b
    typeahead model export notes.arpa.gz
    typeahead model import news.arpa --profile news
    """


@command.command("export")
@click.argument("file", metavar="FILE[.gz]", type=Named(path_type=Path))
@click.option("--force", is_flag=True, help="Write over FILE if it is there.")
@options.profile
@options.as_json
def export_command(file: Path, force: bool, profile: str, as_json: bool) -> None:
    """Write the profile's n-gram model to FILE: every n-gram with its probability and backoff weight.

    A name that ends in .gz is gzipped. What was learned while writing is in it.

    \b
    typeahead model export --profile work work.arpa.gz
    """
    from typeahead.prediction.predictor import Predictor
    from typeahead.profile.exporting import export_arpa

    with Predictor.open(profile, stored=False) as predictor, progress_bar() as tell:
        found = export_arpa(predictor.generation, file, force=force, progress=tell)
        notices = [*predictor.notices, *found.notices]
    for notice in notices:
        note(notice)
    if as_json:
        print_json({"profile": profile, **asdict(found), "file": str(found.file), "notices": notices})
        return
    click.echo(
        f"Wrote the {found.order}-gram of profile {profile} ({found.smoothing}) to {visible(str(found.file))}: "
        f"{size(found.bytes)} in {found.seconds:.1f} s."
    )
    click.echo(_listed(found.ngrams))


@command.command("import")
@click.argument("file", metavar="FILE", type=Named(path_type=Path))
@click.option(
    "--tokens",
    type=click.Choice(options.TOKENS),
    default="whitespace",
    show_default=True,
    help="How text is read for it: words between spaces as they stand, or as typeahead reads prose.",
)
@options.profile
@options.as_json
def import_command(file: Path, tokens: str, profile: str, as_json: bool) -> None:
    """Make a new profile whose model is that of the ARPA file FILE, gzipped or not.

    It suggests and measures as any other, but can't learn: an ARPA file has no counts.

    \b
    typeahead model import news.arpa.gz --profile news
    """
    from typeahead.profile.importing import import_arpa

    with progress_bar() as tell:
        found = import_arpa(profile, file, tokens=tokens, progress=tell)
    for notice in found.notices:
        note(notice)
    if as_json:
        print_json({**asdict(found), "file": str(found.file)})
        return
    click.echo(
        f"Profile {profile}: the {found.order}-gram of {visible(str(found.file))}, {count(found.words, 'word')}, "
        f"read in {found.seconds:.1f} s. It does not learn."
    )
    click.echo(_listed(found.ngrams))


def _listed(ngrams: list[int]) -> str:
    listed = " · ".join(f"{number:,}" for number in ngrams)
    return f"N-grams of order 1 to {len(ngrams)}: {listed}."
