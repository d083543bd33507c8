"""Each toolkit that makes n-gram models: how it is run, what its model weighs, and its perplexity.

A toolkit has rows of the table and a `run`, which makes its models once more; `measured` adds the perplexities.
"""

from __future__ import annotations

import json
import math
import os
import shutil
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import typeahead
from benchmarks import corpora, nltk_model, process
from benchmarks.machine import DATA
from benchmarks.process import Cost

ARPA = "KenLM lmplz (ARPA)"
Perplexities = tuple[float | None, float | None]
"""With and without unknown words."""

_NLTK_TOKENS = 200
"""nltk looks through all counts for each word it scores."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is learned, and the folder where the models lie meanwhile."""

    corpus: str
    order: int
    folder: Path


@dataclass(slots=True)
class Row:
    """One program's figures: a cost for each run, bytes on disk, perplexities, and what else to say."""

    name: str
    costs: list[Cost] = field(default_factory=list)
    size: int | None = None
    perplexities: Perplexities = (None, None)
    remark: str = ""

    def best(self, of: str) -> float:
        """The least a run took of "wall", "cpu" or "memory"."""
        return min(getattr(cost, of) for cost in self.costs)

    def median(self, of: str) -> float:
        """What a run took of it usually."""
        return statistics.median(getattr(cost, of) for cost in self.costs)

    def cells(self) -> list[str]:
        """As in the table."""
        times = ["–"] * 5
        if self.costs:
            times = [f"{at(of):.2f} s" for of in ("wall", "cpu") for at in (self.best, self.median)]
            times.append(f"{self.median('memory') / 1e6:.0f} MB")
        size = "–" if self.size is None else f"{self.size / 1e6:.1f} MB"
        return [self.name, str(len(self.costs)), *times, size, *map(figure, self.perplexities), self.remark]


def figure(perplexity: float | None) -> str:
    """As in the table."""
    return "–" if perplexity is None else "infinite" if math.isinf(perplexity) else f"{perplexity:,.4f}"


class Typeahead:
    """The program from a fresh copy of its package: the first run is cold, and nobody changes it meanwhile."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._copy, self._home = task.folder / "package", task.folder / "home"
        package = Path(typeahead.__file__).parent
        shutil.copytree(package, self._copy / package.name, ignore=shutil.ignore_patterns("__pycache__"))
        self.cold = Row("typeahead, cold", remark="first run of a fresh copy, nothing compiled yet")
        self.warm = Row("typeahead")
        self.rows = [self.cold, self.warm]
        self._newest = ""

    def run(self) -> None:
        """Train a new profile; the former one is deleted before."""
        row = self.warm if self.cold.costs else self.cold
        shutil.rmtree(self._home / "profiles", ignore_errors=True)
        self._newest = f"run{len(row.costs)}"
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "NUMBA"))
        }
        own = {"PYTHONPATH": self._copy, "TYPEAHEAD_HOME": self._home, "XDG_CACHE_HOME": self._home / "cache"}
        options = [
            "--tokens",
            "whitespace",
            "--no-base",
            "--order",
            self._task.order,
            "--profile",
            self._newest,
        ]
        row.costs.append(
            process.run(
                [sys.executable, "-m", "typeahead", "train", corpora.to_train(self._task.corpus), *options],
                {**inherited, **{name: str(path) for name, path in own.items()}},
                self._copy,  # python -m looks here first
            )
        )
        arrays = self._home / "profiles" / self._newest / "generations"
        row.size = sum(path.stat().st_size for path in arrays.rglob("*") if path.is_file())

    def measured(self) -> None:
        """Fill in the perplexities."""
        self.warm.perplexities = self.perplexities(corpora.sentences(corpora.held_out(self._task.corpus)))

    def perplexities(self, sentences: Sequence[Sequence[str]]) -> Perplexities:
        """Of any sentences, by the newest profile."""
        from typeahead.evaluation.perplexity import measure
        from typeahead.profile.profile import Profile

        with Profile.open(self._newest, self._home) as profile:
            found = measure(profile.generation(), sentences)
        return found.perplexity, found.perplexity_known


class KenLM:
    """lmplz, and what build_binary makes of its ARPA."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self.arpa = Row(ARPA)
        self.trie, self.probing = Row("… then build_binary trie"), Row("… then build_binary probing")
        self.rows = [self.arpa, self.trie, self.probing]

    def run(self) -> None:
        """Make the ARPA and both binaries anew."""
        arpa = self._task.folder / "kenlm.arpa"
        text = corpora.to_train(self._task.corpus)
        self._make(
            self.arpa, arpa, ["lmplz", "-o", self._task.order, "-S", "2G", "--text", text, "--arpa", arpa]
        )
        for row, kind in ((self.trie, "trie"), (self.probing, "probing")):
            made = arpa.with_suffix(f".{kind}")
            self._make(row, made, ["build_binary", kind, arpa, made])

    def _make(self, row: Row, made: Path, command: list[str | Path | int]) -> None:
        made.unlink(missing_ok=True)
        row.costs.append(process.run(command))
        row.size = made.stat().st_size

    def measured(self) -> None:
        """Fill in the perplexities: they are the same for all three."""
        self.arpa.perplexities = _by_query(self._task.folder / "kenlm.arpa", self._task)


def referenced(task: Task) -> Row:
    """What somebody else measured of lmplz."""
    reference = json.loads((DATA / "benchmarks" / "reference.json").read_text())

    def of(name: str) -> float | None:
        return reference[f"perplexity_{name}_unknown"].get(task.corpus, {}).get(str(task.order))

    times = reference["whole_process_time_seconds_on_two_cores"].get(task.corpus, {})
    took = f", wall {times[str(task.order)]} s on two cores" if str(task.order) in times else ""
    remark = f"NOT measured here, from reference.json: perplexity{took}"
    return Row(ARPA, perplexities=(of("including"), of("excluding")), remark=remark)


class Irstlm:
    """Its modified Kneser-Ney ("improved shift-beta") without pruning."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._row = Row("IRSTLM tlm -lm=msb (ARPA)", remark="gives unknown words a share of its own")
        self.rows = [self._row]

    def run(self) -> None:
        """Mark the sentences, and make the ARPA anew."""
        marked, arpa = self._task.folder / "marked.txt", self._task.folder / "irstlm.arpa"
        script = (
            'irstlm add-start-end.sh < "$0" > "$1" && irstlm tlm -tr="$1" -n="$2" -lm=msb -ps=no -oarpa="$3"'
        )
        text = corpora.to_train(self._task.corpus)
        self._row.costs.append(process.run(["sh", "-c", script, text, marked, self._task.order, arpa]))
        self._row.size = arpa.stat().st_size

    def measured(self) -> None:
        """Fill in the perplexities."""
        self._row.perplexities = _by_query(self._task.folder / "irstlm.arpa", self._task)


def _by_query(arpa: Path, task: Task) -> Perplexities:
    """As KenLM's query finds them, where it is installed."""
    if not shutil.which("query"):
        return None, None
    printed = process.output(["query", "-v", "summary", arpa], corpora.held_out(task.corpus))
    values = dict(line.split(":\t") for line in printed.splitlines() if ":\t" in line)
    return float(values["Perplexity including OOVs"]), float(values["Perplexity excluding OOVs"])


class Nltk:
    """nltk.lm, measured on the beginning of the held-out text only."""

    def __init__(self, task: Task, beside: Typeahead) -> None:
        self._task, self._beside = task, beside
        self._row = Row("nltk.lm KneserNeyInterpolated (pickle)")
        self.rows = [self._row]

    def run(self) -> None:
        """Fit and pickle."""
        model = self._task.folder / "nltk.pickle"
        command = ["-m", nltk_model.__name__, corpora.to_train(self._task.corpus), self._task.order, model]
        self._row.costs.append(process.run([sys.executable, *command], folder=Path(__file__).parents[1]))
        self._row.size = model.stat().st_size

    def measured(self) -> None:
        """Fill in the perplexities, and typeahead's of the same few sentences."""
        some, tokens = [], 0
        for sentence in corpora.sentences(corpora.held_out(self._task.corpus)):
            if tokens >= _NLTK_TOKENS:
                break
            some.append(sentence)
            tokens += len(sentence) + 1
        self._row.perplexities = nltk_model.perplexity(self._task.folder / "nltk.pickle", some)
        including, known = map(figure, self._beside.perplexities(some))
        self._row.remark = (
            f"perplexity of the first {tokens} tokens only; typeahead's there: {including}, "
            f"{known} without unknown words"
        )
