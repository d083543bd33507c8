"""`typeahead surprise`: how surprising each word of a text is."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.output import console, count, finite, note, print_json, table, visible
from typeahead.errors import SourceUnreadable

if TYPE_CHECKING:
    from typeahead.evaluation.surprise import Total
    from typeahead.prediction.suggestion import WordSurprise


@click.command("surprise")
@click.argument("file", metavar="[FILE|-]", default="-", type=click.Path())
@click.option(
    "--table",
    "as_table",
    is_flag=True,
    panel="What to show",
    help="One word a line: bits, odds, rank, and what was expected instead.",
)
@options.model
@options.profile
@options.as_json
def command(file: str, as_table: bool, model: str, profile: str, as_json: bool) -> None:
    """Show how surprising each word of FILE, or of standard input, is to the model.

    Of a FILE the prose is read; standard input is taken literally.
    One bit is a coin's toss, ten bits are 1 in 1,000.

    \b
    typeahead surprise letter.md
    echo "the students opened their umbrellas" | typeahead surprise --table
    """
    from typeahead.evaluation.surprise import total
    from typeahead.prediction.predictor import Predictor

    with Predictor.open(profile, model=model) as predictor:
        tokens = predictor.generation.settings.tokens
        text = _standard_input(tokens) if file == "-" else _file(file, tokens)
        words = predictor.surprise(text)
        name, notices = predictor.model_name, predictor.notices
        engine = predictor.engine
    for notice in notices:
        note(notice)
    if not engine.normalised:
        note(
            f"{engine.name} gives scores, not probabilities: these bits compare words, and mean nothing else"
        )
    if as_json:
        print_json(_as_dict(text, words, total(words), name, engine.normalised))
    elif not words:
        click.echo("No words to measure.")
    else:
        _show_table(words) if as_table else _show_text(text, words)
        click.echo(f"{_sum(total(words))}. Model: {name}.")


def _file(file: str, tokens: str) -> str:
    from typeahead.evaluation.texts import read_paragraphs
    from typeahead.profile.encoding import WHITESPACE

    return ("\n" if tokens == WHITESPACE else "\n\n").join(read_paragraphs(Path(file), tokens))


def _standard_input(tokens: str) -> str:
    from typeahead.profile.encoding import WHITESPACE
    from typeahead.text.sources import decode, is_binary
    from typeahead.text.whitespace import decode_corpus

    stream = sys.stdin.buffer
    if stream.isatty():
        note("reading what you type; Ctrl+D on an empty line ends it")
    raw = stream.read()
    if tokens == WHITESPACE:
        text, notice = decode_corpus(raw)
    elif is_binary(raw):
        raise SourceUnreadable("standard input is not text; name a FILE, or pipe text in")
    else:
        text, notice = decode(raw)
    if notice:
        note(f"standard input: {notice}")
    return text


def _as_dict(
    text: str, words: list[WordSurprise], whole: Total, model: str, normalised: bool
) -> dict[str, object]:
    from typeahead.evaluation.surprise import perplexity

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
            for word in words
        ],
        "bits": finite(whole.bits),
        "perplexity": finite(whole.perplexity) if words and normalised else None,
        "words_count": whole.words,
        "model": model,
        "text": text,
    }


def _sum(whole: Total) -> str:
    from typeahead.evaluation.surprise import odds

    mean = whole.bits_per_word
    return f"{count(whole.words, 'word')} and marks, {_bits(mean)} bits each (1 in {odds(mean)})"


def _bits(bits: float) -> str:
    return f"{bits:.1f}" if math.isfinite(bits) else "∞"


def _show_text(text: str, words: list[WordSurprise]) -> None:
    """The text, the more surprising the warmer; marked so that it can be read without colour too."""
    from rich.text import Text

    from typeahead.evaluation.surprise import by_paragraph, total

    out = console()
    paragraphs = by_paragraph(words)
    for paragraph in paragraphs:
        at = paragraph[0].start
        line = Text()
        for word in paragraph:
            line.append(visible(text[at : word.start], keep="\n\t"))
            line.append(visible(text[word.start : word.end]), style=_style(word.bits))
            at = word.end
        out.print(line, soft_wrap=not out.is_terminal)
        if len(paragraphs) > 1:
            out.print(Text(f"  {_sum(total(paragraph))}", style="dim"))
        out.print()


def _style(bits: float) -> str:
    from typeahead.evaluation.surprise import SURPRISING

    if bits >= SURPRISING:
        return "bold underline red"
    return "yellow" if bits >= SURPRISING * 0.6 else ""


def _show_table(words: list[WordSurprise]) -> None:
    from rich.text import Text

    from typeahead.evaluation.surprise import odds

    right = ("bits", "1 in", "rank")
    rows = table("word", *right, "expected instead", right=right)
    for word in words:
        expected = [visible(each.text) for each in word.alternatives if each.text != word.text]
        rows.add_row(
            Text(visible(word.text), style=_style(word.bits)),
            _bits(word.bits),
            odds(word.bits),
            f"{word.rank:,}",
            Text(", ".join(expected), style="dim"),
        )
    console().print(rows)
