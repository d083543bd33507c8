"""From text to a ready n-gram model, beside other toolkits: python -m benchmarks.ngram [--orders 3 5] [--corpus sotu]

Whole processes, alternately, several times, so that noise hits all alike. KenLM (lmplz, build_binary, query), IRSTLM
(irstlm) and nltk are measured where they are installed, and never needed.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from benchmarks import corpora
from benchmarks.machine import describe
from benchmarks.process import Cost
from benchmarks.toolkits import Irstlm, KenLM, Nltk, Row, Task, Typeahead, referenced

HEAD = [
    "program",
    "runs",
    "wall, best",
    "wall, median",
    "CPU, best",
    "CPU, median",
    "peak memory",
    "model on disk",
    "perplexity",
    "without unknown words",
    "remark",
]
IRSTLM_ROUNDS = 2
"""It takes several times as long as the others."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument(
        "--orders", type=int, nargs="+", default=[3, 5], help="longest n-grams (default: 3 5)"
    )
    parser.add_argument("--corpus", choices=list(corpora.HELD_OUT), default="reuters")
    parser.add_argument("--rounds", type=int, default=5, help="runs of each program (default: 5)")
    arguments = parser.parse_args()
    print(describe())
    print(f"beside: {_others()}; load of the machine before: {os.getloadavg()[0]:.1f}\n")
    tables, notes = [], []
    for order in arguments.orders:
        with tempfile.TemporaryDirectory() as folder:
            task = Task(arguments.corpus, order, Path(folder))
            # nltk's lowest order says it all: the next ones take minutes.
            rows, ratios = compare(task, arguments.rounds, with_nltk=order == min(arguments.orders))
        for row in rows:
            name, *cells = row.cells()
            tables.append([f"order {order}: {name}", *cells])
        notes += [f"order {order}: {ratio}" for ratio in ratios]
    words = sum(map(len, corpora.sentences(corpora.to_train(arguments.corpus))))
    print(f"{arguments.corpus}, {words / 1e6:.2f} M words, from text file to ready model, whole processes\n")
    for cells in [HEAD, ["---", *["---:"] * (len(HEAD) - 2), "---"], *tables]:
        print(f"| {' | '.join(cells)} |")
    print()
    print("\n".join(notes))


def compare(task: Task, rounds: int, with_nltk: bool) -> tuple[list[Row], list[str]]:
    """Run all in turn; their rows, and typeahead's ratios to lmplz."""
    own, kenlm, irstlm = Typeahead(task), KenLM(task), Irstlm(task)
    own.run()  # cold
    has_kenlm, has_irstlm = all(map(shutil.which, ("lmplz", "build_binary"))), bool(shutil.which("irstlm"))
    turns: list[Typeahead | KenLM] = [own]
    if has_kenlm:
        # Its program is in memory after this, as typeahead's is since its cold run; it ends with 1.
        subprocess.run(["lmplz", "--help"], check=False, capture_output=True)
        turns.append(kenlm)
    for number in range(rounds):
        for each in turns if number % 2 == 0 else reversed(turns):
            each.run()
    measured: list[Typeahead | KenLM | Irstlm | Nltk] = list(turns)
    if has_irstlm:
        for _ in range(min(rounds, IRSTLM_ROUNDS)):
            irstlm.run()
        measured.append(irstlm)
    if with_nltk and importlib.util.find_spec("nltk"):
        nltk = Nltk(task, own)
        nltk.run()
        measured.append(nltk)
    for each in measured:
        each.measured()
    rows = [row for each in measured for row in each.rows]
    if not has_kenlm:
        return [*rows, referenced(task)], ["no ratio to lmplz, it is not here"]
    return rows, ratios(own.warm, kenlm)


def ratios(own: Row, kenlm: KenLM) -> list[str]:
    """What typeahead takes as a multiple of lmplz alone, and of lmplz with build_binary."""
    lines = []
    for name, parts in (
        ("lmplz", [kenlm.arpa]),
        ("(lmplz + build_binary trie)", [kenlm.arpa, kenlm.trie]),
        ("(lmplz + build_binary probing)", [kenlm.arpa, kenlm.probing]),
    ):
        other = Row(name)
        for costs in zip(*(part.costs for part in parts), strict=True):
            wall, cpu, memory = zip(*costs, strict=True)
            other.costs.append(Cost(sum(wall), sum(cpu), max(memory)))
        figures = [
            f"{of} {own.median(of) / other.median(of):.2f} (medians), {own.best(of) / other.best(of):.2f} (bests)"
            for of in ("wall", "cpu", "memory")
        ]
        lines.append(f"typeahead / {name}: {'; '.join(figures)}")
    return lines


def _others() -> str:
    """The programs that are here, with a version where they tell one."""
    found = [name for name in ("lmplz", "build_binary", "query", "irstlm") if shutil.which(name)]
    if importlib.util.find_spec("nltk"):
        found.append(f"nltk {importlib.metadata.version('nltk')}")
    return ", ".join(found) or "no other toolkit"


if __name__ == "__main__":
    main()
