"""`typeahead surprise`: how surprising each word of a text is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.output import finite, note, notes, print_json
from typeahead.commands.pages import check_writable, write_page
from typeahead.commands.standard_input import read_standard_input
from typeahead.commands.surprise_text import show
from typeahead.commands.values import Named
from typeahead.errors import SourceUnreadable

if TYPE_CHECKING:
    from typeahead.evaluation.surprise_report import SurpriseReport


@click.command("surprise")
@click.argument("file", metavar="[FILE|-]", default="-", type=Named())
@click.option(
    "--table",
    "as_table",
    is_flag=True,
    panel="What to show",
    help="One word a line: bits, odds, rank, and what was expected instead.",
)
@options.html
@options.model
@options.profile
@options.as_json
def command(file: str, as_table: bool, html: Path | None, model: str, profile: str, as_json: bool) -> None:
    """Show how surprising each word of FILE, or of standard input, is to the model.

    Of a FILE the prose is read; standard input is taken literally.
    One bit is a coin's toss, ten bits are 1 in 1,000.

    \b
    typeahead surprise letter.md
    typeahead surprise letter.md --html letter.html
    echo "the students opened their umbrellas" | typeahead surprise --table
    """
    from typeahead.evaluation.learned_before import learned_before
    from typeahead.evaluation.surprise_report import SurpriseReport
    from typeahead.prediction.predictor import Predictor

    check_writable(html)
    with Predictor.open(profile, model=model) as predictor:
        tokens = predictor.generation.settings.tokens
        engine, notices = predictor.engine, [*predictor.notices]
        text = _standard_input(tokens) if file == "-" else _file(file, tokens, notices)
        if file != "-":
            notices += learned_before(predictor, [Path(file)])
        report = SurpriseReport(text, predictor.surprise(text), predictor.model_name, engine.normalised)
    notes(notices)
    if not engine.normalised:
        note(
            f"{engine.name} gives scores, not probabilities: these bits compare words, and mean nothing else"
        )
    if html is not None and report.words:
        from typeahead.evaluation.report.surprise_page import surprise_page

        name = "standard input" if file == "-" else Path(file).name
        write_page(html, surprise_page(report, name), quiet=as_json)
    if as_json:
        print_json(_as_dict(report))
    elif not report.words:
        click.echo("No words to measure.")
    elif html is None:
        show(report, as_table=as_table)


def _file(file: str, tokens: str, notices: list[str]) -> str:
    from typeahead.evaluation.texts import read_paragraphs
    from typeahead.profile.encoding import WHITESPACE

    return ("\n" if tokens == WHITESPACE else "\n\n").join(read_paragraphs(Path(file), tokens, notices))


def _standard_input(tokens: str) -> str:
    from typeahead.profile.encoding import WHITESPACE
    from typeahead.text.sources import decode, is_binary
    from typeahead.text.whitespace import decode_corpus, is_no_corpus

    raw = read_standard_input()
    if (is_no_corpus if tokens == WHITESPACE else is_binary)(raw):
        raise SourceUnreadable("standard input is not text; name a FILE, or pipe text in")
    text, notice = (decode_corpus if tokens == WHITESPACE else decode)(raw)
    if notice:
        note(f"standard input: {notice}")
    return text


def _as_dict(report: SurpriseReport) -> dict[str, object]:
    from typeahead.evaluation.surprise import perplexity, total

    whole = report.whole
    normalised = report.normalised
    return {
        "words": [
            {
                "text": word.text,
                "start": word.start,
                "end": word.end,
                "bits": finite(word.bits),
                "perplexity": finite(perplexity(word.bits)) if normalised else None,
                "rank": word.rank,
                "paragraph": word.paragraph,
                "alternatives": [
                    {"text": each.text, "probability": each.probability} for each in word.alternatives
                ],
            }
            for word in report.words
        ],
        "bits": finite(whole.bits),
        "nats": finite(whole.nats),
        "bits_per_word": finite(whole.bits_per_word) if report.words else None,
        "perplexity": finite(whole.perplexity) if report.words and normalised else None,
        "words_count": whole.words,
        "ranks": [
            {"from": band.low, "to": band.high, "count": band.count, "share": band.share}
            for band in report.ranks
        ],
        "paragraphs": [
            {
                "paragraph": group[0].paragraph,
                "words": len(group),
                "bits": finite(total(group).bits),
                "perplexity": finite(total(group).perplexity) if normalised else None,
            }
            for group in report.paragraphs
        ],
        "most_surprising": report.most,
        "model": report.model,
        "text": report.text,
    }
