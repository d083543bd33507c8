"""`typeahead generate`: a text made by the model, word after word."""

from __future__ import annotations

import math
import secrets
from contextlib import ExitStack
from typing import TYPE_CHECKING

import rich_click as click

from typeahead.commands import options
from typeahead.commands.before import finished
from typeahead.commands.distributions import distribution_as_dict, name_of, place_of, rows_of
from typeahead.commands.output import console, note, print_json, visible

if TYPE_CHECKING:
    from rich.table import Table

    from typeahead.prediction.generating import Generated, Step
    from typeahead.prediction.voices import Distribution, Voice

_SIDE_BY_SIDE = 2
"""So many distributions fit beside each other on 80 columns."""


def _finite(_ctx: click.Context, _param: click.Parameter, value: float) -> float:
    if not math.isfinite(value):
        raise click.BadParameter("give a number")
    return value


@click.command("generate")
@click.argument("prompt", metavar="[PROMPT]", default="")
@click.option(
    "--words",
    metavar="N",
    type=click.IntRange(1, 100_000),
    default=40,
    show_default=True,
    panel="What to make",
    help="How many words.",
)
@click.option(
    "--temperature",
    metavar="T",
    type=click.FloatRange(0.0),
    callback=_finite,
    default=1.0,
    show_default=True,
    panel="What to make",
    help="Below 1 it keeps to likely words, above 1 it dares more; 0 always takes the likeliest.",
)
@click.option(
    "--top-k",
    metavar="K",
    type=click.IntRange(1),
    panel="What to make",
    help="Draw only from the K likeliest words.",
)
@click.option(
    "--top-p",
    metavar="P",
    type=click.FloatRange(0.0, 1.0, min_open=True),
    callback=_finite,
    default=1.0,
    panel="What to make",
    help="Of those, only from the likeliest that together have probability P.",
)
@click.option(
    "--seed",
    metavar="S",
    type=click.IntRange(0),
    panel="What to make",
    help="The same seed gives the same text; another one each time, if not said.",
)
@click.option(
    "--show", is_flag=True, panel="What to make", help="Show the distribution that each word was drawn from."
)
@options.models
@options.smoothings
@click.option(
    "--order",
    metavar="N",
    type=click.IntRange(1, 8),
    panel="Model",
    help="Longest n-gram, 1 to 8 words; as the profile has it, if not said.",
)
@options.profile
@options.as_json
def command(
    prompt: str,
    words: int,
    temperature: float,
    top_k: int | None,
    top_p: float,
    seed: int | None,
    show: bool,
    models: tuple[str, ...],
    smoothings: tuple[str, ...],
    order: int | None,
    profile: str,
    as_json: bool,
) -> None:
    """Let the model go on from PROMPT, each word drawn from its distribution.

    Each model makes a text of its own from the same PROMPT. With several smoothings, or with --show, the text is the
    first one's; the others show what they hold likely at the same places.

    \b
    typeahead generate "the students opened" --temperature 0.7
    typeahead generate "today the" --words 3 --show --smoothing mle,katz
    typeahead generate "the students opened" --model ngram --model lstm
    """
    from rich.text import Text

    from typeahead.prediction.drawing import Drawing
    from typeahead.prediction.generating import generate
    from typeahead.prediction.predictor import Predictor
    from typeahead.prediction.voices import voices_of

    seed = secrets.randbelow(2**32) if seed is None else seed
    drawing = Drawing(temperature, top_k, top_p)
    before = finished(prompt)
    with ExitStack() as stack:
        opened = [
            stack.enter_context(Predictor.open(profile, model=model, stored=False))
            for model in dict.fromkeys(models)
        ]
        speaking = voices_of(opened, smoothings, order)
        found = generate(speaking, before, words=words, drawing=drawing, seed=seed, show=show)
        texts = [(speaking[0].name, found)]
        if len(opened) > 1:  # each model goes on by itself too
            texts += [
                (voice.name, generate([voice], before, words=words, drawing=drawing, seed=seed))
                for voice in speaking[1:]
            ]
        notices = list(dict.fromkeys(notice for predictor in opened for notice in predictor.notices))
    for notice in notices:
        note(notice)
    if as_json:
        answer = {"prompt": prompt, "text": found.text, "seed": seed, **_as_dict(found)}
        each = [{"model": name, "text": made.text, "words": made.words} for name, made in texts]
        print_json(answer | ({"texts": each} if len(texts) > 1 else {}))
        return
    if show:
        _show(found, drawing.is_plain and all(voice.normalised for voice in speaking))
    for number, (name, made) in enumerate(texts):
        if len(texts) > 1:
            console().print(Text(f"{chr(10) if number else ''}{name}", style="bold"))
        click.echo(visible(made.text, keep="\n"))
    if show:
        click.echo(f"\nSeed {seed}. Model: {_model(speaking)}.")
    for name, made in texts:
        if made.stuck is not None:
            note(_stuck(made.stuck, name))


def _model(speaking: list[Voice]) -> str:
    first = speaking[0]
    title = first.name
    if first.engine.parameters is None:
        title = f"{first.generation.settings.order}-gram, {title}"
    beside = f"; beside it {', '.join(voice.name for voice in speaking[1:])}" if speaking[1:] else ""
    return f"{title}{beside}"


def _stuck(after: list[str], name: str) -> str:
    where = f"nothing was ever seen after “{' '.join(after)}”"
    return f"{where}, and {name} knows only what it has seen: the text ends here"


def _as_dict(found: Generated) -> dict[str, object]:
    return {
        "words": found.words,
        "stuck_after": found.stuck,
        "steps": [
            {
                "after": step.after,
                "word": step.word,
                **distribution_as_dict(step.distributions[0]),
                "others": [distribution_as_dict(each) for each in step.distributions[1:]],
            }
            for step in found.steps
        ],
    }


def _show(found: Generated, is_plain: bool) -> None:
    """Every step: the distributions beside each other, what was drawn marked."""
    from rich.text import Text

    out = console()
    click.echo(_legend([each for step in found.steps for each in step.distributions], is_plain))
    for number, step in enumerate(found.steps, start=1):
        after = " ".join(step.after[-9:])
        out.print(Text.assemble(f"\n{number}. ", (f"… {visible(after)}", "bold")))
        for first in range(0, len(step.distributions), _SIDE_BY_SIDE):
            out.print(_beside(step, first, is_plain))
    click.echo()


def _legend(shown: list[Distribution], is_plain: bool) -> str:
    figures = " or ".join(sorted({"probability" if each.normalised else "score" for each in shown}))
    counted = any(each.total is not None for each in shown)
    drawn = "" if is_plain else ";\n→ the chance it was drawn with"
    return f"Each word with its {figures}{', and its count after those words' if counted else ''}{drawn}."


def _beside(step: Step, first: int, is_plain: bool) -> Table:
    """Some distributions of a step beside each other, each under its heading."""
    from rich.table import Table
    from rich.text import Text

    several = len(step.distributions) > 1
    beside = Table.grid(padding=(0, 4))
    shown = step.distributions[first : first + _SIDE_BY_SIDE]
    for _ in shown:
        beside.add_column(min_width=34 if several else None)
    beside.add_row(
        *(Text(f"{name_of(each)}\n{place_of(each)}" if several else place_of(each)) for each in shown)
    )
    drawn = [step.word if first + number == 0 else None for number in range(len(shown))]
    bodies = (
        rows_of(each, word, with_chances=not is_plain, with_bars=not several) if each.likely else ""
        for each, word in zip(shown, drawn, strict=True)
    )
    beside.add_row(*bodies)
    return beside
