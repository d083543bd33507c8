"""`typeahead identify`: whose writing is it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.output import console, count, finite, note, percent, print_json, table, visible
from typeahead.commands.progress import progress_bar
from typeahead.commands.standard_input import read_standard_input
from typeahead.commands.values import Named
from typeahead.errors import SourceUnreadable

if TYPE_CHECKING:
    from typeahead.evaluation.authorship import IdentifyReport, Verdict, Writing

_FEW = 10
"""Fewer sentences say little, however sure the resamples are."""


@click.command("identify")
@click.argument("paths", metavar="FILE…|-", nargs=-1, required=True, type=Named(allow_dash=True))
@click.option(
    "--profile",
    "profiles",
    metavar="NAME",
    multiple=True,
    shell_complete=options.profiles,
    help="A profile it may be the writing of; two or more. All trained ones, if not said.",
)
@options.as_json
def command(paths: tuple[str, ...], profiles: tuple[str, ...], as_json: bool) -> None:
    """Say whose writing FILEs are: the profile to which they are least surprising.

    Several FILEs are judged together, and each alone. How sure it is comes from drawing the sentences anew a thousand
    times: of a hundred words or two it is seldom sure.

    \b
    typeahead identify letter.md --profile anna --profile ben
    """
    from typeahead.evaluation.authorship import candidates, identify

    writings = [writing for path in paths for writing in _writings(path)]
    if not writings:
        raise SourceUnreadable(f"found no text in {', '.join(paths)}; name files with prose in them")
    with progress_bar() as tell:
        report = identify(tuple(dict.fromkeys(profiles)) or candidates(), writings, tell)
    for notice in report.notices:
        note(notice)
    if as_json:
        print_json({**_as_dict(report.whole), "files": [_as_dict(each) for each in report.files]})
    else:
        _show(report)


def _writings(path: str) -> list[Writing]:
    from typeahead.evaluation.authorship import read_writings

    if path != "-":
        return read_writings([Path(path)])
    from typeahead.evaluation.authorship import writing_of
    from typeahead.text.sources import decode, is_binary

    raw = read_standard_input()
    if is_binary(raw):
        raise SourceUnreadable("standard input is not text; name a FILE, or pipe text in")
    text, notice = decode(raw)
    if notice:
        note(f"standard input: {notice}")
    return writing_of("standard input", text)


def _as_dict(verdict: Verdict) -> dict[str, object]:
    return {
        "name": verdict.name,
        "tokens": verdict.tokens,
        "sentences": verdict.sentences,
        "author": verdict.readers[0].profile,
        "confidence": verdict.readers[0].confidence,
        "margin_bits": verdict.margin,
        "margin_interval": list(verdict.interval),
        "profiles": [
            {
                "profile": each.profile,
                "perplexity": finite(each.perplexity),
                "bits": each.bits,
                "unknown": each.unknown,
                "confidence": each.confidence,
                "model": each.model,
            }
            for each in verdict.readers
        ],
    }


def _show(report: IdentifyReport) -> None:
    whole = report.whole
    right = ("perplexity", "bits a word", "unknown", "sure")
    rows = table("profile", *right, right=right)
    for each in whole.readers:
        rows.add_row(
            visible(each.profile),
            "∞" if each.perplexity is None else f"{each.perplexity:,.1f}",
            f"{each.bits / whole.tokens:.3f}",
            f"{each.unknown:,}",
            percent(each.confidence),
        )
    console().print(rows)
    click.echo(
        f"\n{_answer(whole)} {count(whole.tokens, 'word')} and marks in {count(whole.sentences, 'sentence')}."
    )
    if whole.sentences < _FEW:
        click.echo("So few sentences say little: take it for a guess.")
    if report.files:
        click.echo()
        rows = table("file", "most like", "sure", "words", right=("sure", "words"))
        for verdict in report.files:
            best = verdict.readers[0]
            rows.add_row(
                visible(verdict.name), visible(best.profile), percent(best.confidence), f"{verdict.tokens:,}"
            )
        console().print(rows)


def _answer(verdict: Verdict) -> str:
    first, second = (visible(each.profile) for each in verdict.readers[:2])
    if verdict.is_open:
        return f"As like {first} as {second}: no sentence is more surprising to one than to the other."
    low, high = verdict.interval
    return (
        f"Most like {first}: {verdict.margin:.3f} bits a word less surprising than the next\n"
        f"(95 % of resamples: {low:.3f} to {high:.3f})."
    )
