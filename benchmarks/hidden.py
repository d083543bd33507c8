"""What the rules for secrets find in real notes, where hardly any is: false alarms. And what they find of made-up ones.

python -m benchmarks.hidden [--show]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from benchmarks.machine import DATA, describe, need
from typeahead.text.prose import reader_for
from typeahead.text.words import Kind, tokenise

SEEDS = 100


def hidden_in(path: Path) -> tuple[int, list[str]]:
    """Words of a note's prose, and what of it was taken for secrets."""
    words, hidden = 0, []
    for paragraph in reader_for(path)(path.read_text(encoding="utf-8")):
        for token in tokenise(paragraph):
            words += token.kind == Kind.WORD
            if token.kind == Kind.SECRET:
                hidden.append(token.text)
    return words, hidden


def main() -> None:
    """Print a line for each author, and one for made-up secrets."""
    print(describe())
    total, ordinary = 0, 0
    for author in sorted(need(DATA / "notes").iterdir()):
        words, found = 0, Counter[str]()
        for path in sorted(author.rglob("*.md")):
            more, hidden = hidden_in(path)
            words += more
            found.update(hidden)
        plain = sum(n for text, n in found.items() if text.replace("-", "").replace("'", "").isalpha())
        total, ordinary = total + words, ordinary + plain
        print(
            f"{author.name}: {words:,} words; {found.total()} tokens hidden, {plain} of them of letters alone "
            f"({1e6 * plain / words:.1f} in a million words)"
        )
        if "--show" in sys.argv:
            for text, number in found.most_common():
                print(f"  {number} {text!r}")
    print(f"all: {ordinary} of {total:,} words ({100 * ordinary / total:.5f} %)")
    from tests.text.made_secrets import left_of, made

    kinds, missed, tried = len(made(0)), Counter[str](), 0
    for seed in range(SEEDS):
        for kind, each in made(seed).items():
            tried += 1
            missed[kind] += bool(left_of(each))
    print(f"made up: {kinds} kinds, {tried:,} tried, {missed.total()} not hidden: {dict(+missed)}")


if __name__ == "__main__":
    main()
