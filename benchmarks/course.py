"""Fill docs/course.md with what its commands print: python -m benchmarks.course [blanks]

Each ```console block of the page is run in the order it stands, from the folder of the checkout and with a data folder
of its own. A comment before a block may say what of the output is shown and how it is compared by
tests/test_course.py:

    <!-- from "order" to "Met once" -->      only these lines, "…" standing for the others
    <!-- figures -->                         figures are the machine's: trained weights differ in their last digits
    <!-- text -->                            all of it is: a text drawn from such weights

With `blanks` it prints the lecture's seven blanks alone, as the page has them.
"""

from __future__ import annotations

import os
import re
import shlex
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from typeahead.commands.main import cli
from typeahead.commands.output import table
from typeahead.prediction.predictor import Predictor

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "course.md"
PROFILE = "course"

BLANKS = (
    ("Stanford University is located in", "Palo", "trivia"),
    ("I put", "the", "syntax"),
    ("The woman walked across the street, checking for traffic over", "her", "coreference"),
    ("I went to the ocean to see the fish, turtles, seals, and", "sharks", "topic"),
    (
        "Overall, the value I got from the two hours watching it was the sum total of the popcorn and the drink. "
        "The movie was",
        "bad",
        "sentiment",
    ),
    (
        "Iroh went into the kitchen to make some tea. Standing next to Iroh, Zuko pondered his destiny. "
        "Zuko left the",
        "kitchen",
        "reasoning",
    ),
    ("1, 1, 2, 3, 5, 8, 13, 21,", "34", "arithmetic"),
)
"""What stands before the blank, a word that belongs there, and what it takes to know."""

ENGLISH = ("mixture", "base")
"""Models as they come with typeahead, before any training."""

OWN = ("ngram", "window", "rnn", "lstm", "ssm")
"""What the page trains, on 9,000 words."""

_BLOCK = re.compile(
    r"(?:<!-- (?P<how>[^\n]*) -->\n)?```console\n\$ (?P<command>[^\n]*)\n(?P<shown>.*?)```\n", re.S
)
_LIMITS = re.compile(r'(?:from "(?P<first>[^"]*)")?\s*(?:to "(?P<last>[^"]*)")?')
_SECONDS = re.compile(r"\b(?:\d+ min )?[\d.]+ s\b")
_AT_BEST = re.compile(r", after epoch \d+")
_FIGURE = re.compile(r"[-+]?(?:\d[\d,.]*(?:e[-+]?\d+)?|∞)")
_DRAWN = re.compile(r"[━╸█▁▂▃▄▅▆▇┤│└┬┴─]+")


@dataclass(frozen=True, slots=True)
class Block:
    """One command of the page.

    Attributes:
        command: as it stands behind "$ ".
        shown: what the page says it prints.
        how: the comment before it.
    """

    command: str
    shown: str
    how: str

    def matches(self, printed: str) -> bool:
        """Whether the page shows what was printed, as far as that is the same on every machine."""
        return self.comparable(self.shown) == self.comparable(self.excerpt(printed))

    def comparable(self, text: str) -> str:
        """A text without what differs from one machine to the next."""
        text = _SECONDS.sub("# s", text)
        if "text" in self.how.split():
            return "text" if text.strip() else ""
        if "figures" in self.how.split():
            text = _AT_BEST.sub("", text)
            lines = (_FIGURE.sub("#", _DRAWN.sub("", line)) for line in text.splitlines())
            return "\n".join(" ".join(line.split()) for line in lines)
        return text

    def excerpt(self, printed: str) -> str:
        """The part of an output that is shown."""
        lines = [line.rstrip() for line in printed.strip("\n").splitlines()]
        found = _LIMITS.search(self.how[self.how.find("from") :] if "from" in self.how else self.how)
        first, last = (found["first"], found["last"]) if found else (None, None)
        begin = next((at for at, line in enumerate(lines) if first and first in line), 0)
        end = next((at for at in range(begin + 1, len(lines)) if last and last in lines[at]), len(lines))
        kept = lines[begin:end]
        while kept and not kept[-1]:
            kept.pop()
        return "".join(f"{line}\n" for line in [*["…"] * (begin > 0), *kept, *["…"] * (end < len(lines))])


def blocks(page: str) -> list[Block]:
    """The page's commands, in order."""
    return [Block(each["command"], each["shown"], each["how"] or "") for each in _BLOCK.finditer(page)]


def run(command: str) -> str:
    """What a command prints, run in this process as a shell would from the checkout's folder."""
    words = shlex.split(command)
    if words[:3] == ["python", "-m", "benchmarks.course"]:
        return blanks()
    assert words[0] == "typeahead", command
    arguments = [each for word in words[1:] for each in _opened(word)]
    result = CliRunner().invoke(cli, arguments, prog_name="typeahead")
    if result.exit_code:
        raise SystemExit(f"{command} ended with {result.exit_code}: {result.stderr}")
    return result.stdout


def _opened(word: str) -> list[str]:
    """The files that a pattern stands for, as a shell has it."""
    return sorted(str(path.relative_to(ROOT)) for path in ROOT.glob(word)) if "*" in word else [word]


def blanks() -> str:
    """The rank of each blank's word by each model, and what English holds likeliest."""
    from rich.console import Console

    names = [*(f"English {model}" for model in ENGLISH), *OWN]
    rows = table("blank", "expected", *names, "English says", right=names)
    with tempfile.TemporaryDirectory() as untrained:
        columns = [_column("default", model, untrained) for model in ENGLISH]
    columns += [_column(PROFILE, model) for model in OWN]
    for (_, word, kind), *ranks in zip(BLANKS, *columns, strict=True):
        shown = [f"{rank:,}" if rank else "–" for rank, _ in ranks]
        rows.add_row(kind, word, *shown, ranks[0][1])
    out = Console(width=120, no_color=True, highlight=False)
    with out.capture() as captured:
        out.print(rows)
    return captured.get()


def _column(profile: str, model: str, home: str | None = None) -> list[tuple[int | None, str]]:
    """Each blank's rank by one model, and its likeliest word."""
    found = []
    with Predictor.open(profile, home, model=model, stored=False) as predictor:
        for before, word, _ in BLANKS:
            explained = predictor.explain(f"{before} ", word)
            likeliest = explained.alternatives[0].word if explained.alternatives else ""
            found.append((explained.rank, likeliest))
    return found


def filled(page: str) -> str:
    """The page with what its commands print now."""

    def fill(match: re.Match[str]) -> str:
        block = Block(match["command"], match["shown"], match["how"] or "")
        print(f"$ {block.command}", flush=True)
        comment = f"<!-- {block.how} -->\n" if block.how else ""
        return f"{comment}```console\n$ {block.command}\n{block.excerpt(run(block.command))}```\n"

    return _BLOCK.sub(fill, page)


def main(arguments: Sequence[str]) -> None:
    """Fill the page."""
    os.chdir(ROOT)
    os.environ["TYPEAHEAD_PROFILE"] = PROFILE
    if arguments == ["blanks"]:
        print(blanks(), end="")
        return
    with tempfile.TemporaryDirectory() as home:
        os.environ["TYPEAHEAD_HOME"] = home
        page = filled(PAGE.read_text(encoding="utf-8"))
    PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
