"""`typeahead correct`: likely typing errors, with what was meant."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.output import console, count, note, percent, print_json, table, visible
from typeahead.commands.progress import progress_bar
from typeahead.commands.standard_input import read_standard_input
from typeahead.commands.values import Named
from typeahead.errors import SourceUnreadable, StorageFailed
from typeahead.private_files import check_free

if TYPE_CHECKING:
    from rich.text import Text

    from typeahead.editor.documents import Document
    from typeahead.evaluation.correct import CorrectReport, Finding

STANDARD_INPUT = "standard input"


@click.command("correct")
@click.argument("file", metavar="[FILE|-]", default="-", type=Named())
@click.option(
    "--fix",
    is_flag=True,
    panel="What to do",
    help="Write the text with every suggestion taken to standard output.",
)
@click.option(
    "--output",
    metavar="OUT",
    type=Named(path_type=Path),
    panel="What to do",
    help="Write it to this file instead.",
)
@click.option("--force", is_flag=True, panel="What to do", help="Write over OUT if it is there.")
@click.option(
    "--diff", "as_diff", is_flag=True, panel="What to do", help="Print what would change, as a unified diff."
)
@click.option("--in-place", is_flag=True, panel="What to do", help="Write it over FILE.")
@options.profile
@options.as_json
def command(
    file: str,
    fix: bool,
    output: Path | None,
    force: bool,
    as_diff: bool,
    in_place: bool,
    profile: str,
    as_json: bool,
) -> None:
    """List words of FILE, or of standard input, that were probably meant to be others.

    Misspelled words and wrong ones ("form" for "from") alike, by what stands on both sides of each. Names, words of
    your own, code and addresses are left alone. What FILE itself has taught the profile does not count.
    FILE is Markdown or plain text; it stays as it is, unless --in-place is given.

    \b
    typeahead correct letter.md
    typeahead correct letter.md --diff
    typeahead correct letter.md --fix > better.md
    """
    from typeahead.editor import documents
    from typeahead.evaluation.correct import correct
    from typeahead.prediction.predictor import Predictor
    from typeahead.text.prose import extension

    _check(file, fix, output, as_diff, in_place, as_json)
    document = _standard_input() if file == "-" else _file(Path(file))
    if output is not None and _is_same(output, document):
        raise click.UsageError("--output names FILE itself: --in-place writes over it.")
    if output is not None:
        check_free(output, "corrected.md", force=force)
    with Predictor.open(profile, stored=False) as predictor, progress_bar() as tell:
        if document.path is not None:
            predictor.take_out(document.path)
        suffix = extension(document.path) if document.path is not None else ""
        report = correct(predictor, document.text, tell, suffix=suffix)
        notices = predictor.notices
    for notice in [*document.notices, *notices]:
        note(notice)
    if as_diff:
        click.echo(_for_terminal(report.diff(_name(document), document.newline)), nl=False)
    elif in_place or output is not None:
        _write(document, report, output)
    elif fix:
        try:
            _print_fixed(documents.to_bytes(document, report.corrected), report.corrected)
        except UnicodeEncodeError as error:
            raise StorageFailed(_lacks(document, error)) from error
    elif as_json:
        print_json({"model": report.model, "findings": [asdict(each) for each in report.findings]})
    else:
        _show(report)


def _check(file: str, fix: bool, output: Path | None, as_diff: bool, in_place: bool, as_json: bool) -> None:
    """See that options go together.

    Raises:
        UsageError: they don't.
    """
    if in_place and file == "-":
        raise click.UsageError("--in-place needs a FILE; standard input can't be written over.")
    if in_place and output is not None:
        raise click.UsageError("--in-place writes over FILE, --output to another file: give one of them.")
    if as_diff and (in_place or output is not None):
        raise click.UsageError(
            "--diff prints what would change and writes nothing: leave out --in-place and --output."
        )
    if as_json and (fix or as_diff or in_place or output is not None):
        raise click.UsageError("--json is of the list: leave out --fix, --diff, --output and --in-place.")


def _file(path: Path) -> Document:
    from typeahead.editor import documents

    document = documents.load(path)
    if document.stamp is None:
        raise SourceUnreadable(f"{path}: there is no such file; check the name")
    return document


def _standard_input() -> Document:
    from typeahead.editor import documents

    return documents.parse(read_standard_input(), STANDARD_INPUT)


def _name(document: Document) -> str:
    return str(document.path) if document.path is not None else STANDARD_INPUT


def _is_same(output: Path, document: Document) -> bool:
    return document.path is not None and output.exists() and output.samefile(document.path)


def _write(document: Document, report: CorrectReport, output: Path | None) -> None:
    """Write the corrected text to where it is wanted; a file without slips is not touched."""
    from typeahead.editor import documents

    if output is None and not report.findings:
        note(f"{_name(document)}: nothing to correct")
        return
    if output is None and documents.changed_on_disk(document):
        raise StorageFailed(f"Not saved: {_name(document)} was changed meanwhile. Correct it again.")
    saved = documents.save(document, report.corrected, output)
    note(f"{_name(saved)}: {count(len(report.findings), 'word')} corrected")


def _print_fixed(data: bytes, text: str) -> None:
    if sys.stdout.isatty():
        click.echo(_for_terminal(text), nl=False)
    else:
        click.echo(data, nl=False)


def _lacks(document: Document, error: UnicodeEncodeError) -> str:
    sign = error.object[error.start]
    return f"{_name(document)} is {document.encoding}, which has no “{sign}”; save it as UTF-8 first"


def _for_terminal(text: str) -> str:
    return visible(text, keep="\n\t") if sys.stdout.isatty() else text


def _show(report: CorrectReport) -> None:
    if not report.findings:
        click.echo("Nothing to correct.")
        return
    rows = table("line", "column", "word", "suggestion", "sure", "", right=("line", "column", "sure"))
    rows.columns[-1].no_wrap = True
    rows.columns[-1].overflow = "ellipsis"
    for each in report.findings:
        rows.add_row(
            f"{each.line:,}",
            f"{each.column:,}",
            visible(each.word),
            visible(each.suggestion),
            percent(each.confidence),
            _context(each),
        )
    console().print(rows)
    click.echo(f"\n{count(len(report.findings), 'word')}. Model: {report.model}.")


def _context(finding: Finding) -> Text:
    from rich.text import Text

    shown = Text("…" if finding.column > len(finding.before) + 1 else "", style="dim")
    shown.append(visible(finding.before[-12:]))
    shown.append(visible(finding.word), style="bold underline")
    shown.append(visible(finding.after))
    return shown
