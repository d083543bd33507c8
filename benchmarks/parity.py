"""Perplexity beside KenLM's on the same files, row by row of its reference: python -m benchmarks.parity"""

from __future__ import annotations

import json
import re
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import corpora
from benchmarks.machine import DATA, describe, need
from typeahead.evaluation.perplexity import PerplexityReport, measure
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train


def main() -> None:
    """Measure and print."""
    print(describe())
    reference = json.loads(need(DATA / "benchmarks" / "reference.json").read_text())
    print(f"{'':45} {'':17} {'typeahead':>12} {'KenLM':>12} {'difference':>11}")
    with tempfile.TemporaryDirectory() as home:
        for corpus in corpora.HELD_OUT:
            unknown, tokens = reference["unknown_tokens"][corpus]
            with Profile.open(corpus, Path(home), create=True) as profile:
                for order, including in reference["perplexity_including_unknown"][corpus].items():
                    excluding = reference["perplexity_excluding_unknown"][corpus][order]
                    found = trained(profile, corpus, int(order))
                    what = f"{corpus} order {order}"
                    _compare(what, found, including, excluding)
            _row(corpus, "unknown tokens", found.oov, unknown)
            _row(corpus, "tokens", found.tokens, tokens)
        for number, (what, expected) in enumerate(reference["variants"].items()):
            corpus, order, options = variant(what)
            with Profile.open(f"variant{number}", Path(home), create=True) as profile:
                found = trained(profile, corpus, order, **options)
                _compare(what, found, expected["including"], expected["excluding"])


def variant(what: str) -> tuple[str, int, dict[str, Any]]:
    """Corpus, order and training options of one with flags as lmplz has them: "sotu order 3, --prune 0 0 1"."""
    ((corpus, order, flag, values),) = re.findall(r"^(\w+) order (\d), --(\w+) ([\d ]+)$", what)
    numbers = tuple(map(int, values.split()))
    options = {"prune": numbers} if flag == "prune" else {flag: bool(numbers[0])}
    return corpus, int(order), options


def trained(profile: Profile, corpus: str, order: int, **options: Any) -> PerplexityReport:
    """Train on a corpus as lmplz does, and measure its held-out text."""
    settings = TrainingOptions(order=order, tokens="whitespace", base=False, **options)
    train(profile, [corpora.to_train(corpus)], settings)
    return measure(profile.generation(), corpora.sentences(corpora.held_out(corpus)))


def _compare(what: str, found: PerplexityReport, including: float, excluding: float) -> None:
    _row(what, "perplexity", found.perplexity or float("inf"), including)
    _row(what, "without unknown", found.perplexity_known or float("inf"), excluding)


def _row(what: str, figure: str, found: float, expected: float) -> None:
    counted = isinstance(expected, int)
    digits = 0 if counted else 4
    difference = f"{found - expected:+11}" if counted else f"{found / expected - 1:+11.1e}"
    print(f"{what:45} {figure:17} {found:12,.{digits}f} {expected:12,.{digits}f} {difference}")


if __name__ == "__main__":
    main()
