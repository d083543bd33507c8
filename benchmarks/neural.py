"""Networks beside PyTorch: python -m benchmarks.neural [--torch PYTHON]

An LSTM of 200 on the Penn Treebank, batch 20, 35 words a chunk, Adam, norm clipped, no dropout: the same weights at
the start, the same words, the same steps in both; the losses at the end show that the work is equal. Each timed run is
a process of its own; runs are interleaved, and the median of five is printed. Then what one word costs while typing,
and what loading and compiling the kernels take.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.machine import DATA, describe, need
from benchmarks.ours_lstm import BATCH, BPTT
from typeahead.models.neural.configuration import KINDS, Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.training.batches import Batches

RUNS = 5
STEPS, WARM = 90, 15
SAMPLES = 2000

_LOAD = """
import time
began = time.perf_counter()
import numpy as np
numpy_done = time.perf_counter()
from typeahead.models.neural.operations import compiled
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.training.recipe import Recipe
from typeahead.models.neural.training.trainer import Trainer
words = np.arange(3, 103, dtype=np.int32).repeat(20)
network = Network.create(Configuration("{kind}", 200, 16, 16), 1, operations=compiled())
Trainer(network, Recipe(epochs=1, batch=4, samples=50), words, words[:100]).run()
print(time.perf_counter() - numpy_done)
"""


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--torch", default=sys.executable, help="an interpreter that has PyTorch")
    options.add_argument("--runs", type=int, default=RUNS)
    chosen = options.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory() as folder:
        _train(Path(folder), chosen.torch, chosen.runs)
    _steps()
    with tempfile.TemporaryDirectory() as folder:
        _loading(Path(folder))


def _train(folder: Path, torch: str, runs: int) -> None:
    text = (need(DATA / "benchmarks" / "ptb") / "train.txt").read_text(encoding="utf-8")
    words = text.replace("\n", " </s> ").split()
    ids = {word: number + 3 for number, word in enumerate(sorted(set(words) - {"</s>"}))} | {"</s>": 2}
    stream = np.array([ids[word] for word in words], dtype=np.int32)
    network = Network.create(Configuration("lstm", len(ids) + 2), 1)
    np.savez(folder / "weights.npz", **network.parameters)
    chunks = [Batches(stream, BATCH, BPTT, 1).chunk(0)]
    batches = Batches(stream, BATCH, BPTT, 1)
    chunks = [batches.chunk(step) for step in range(STEPS)]
    columns = np.stack(
        [np.concatenate([c.inputs for c in chunks]), np.concatenate([c.targets for c in chunks])]
    )
    np.save(folder / "words.npy", columns.astype(np.int64))
    files = [str(folder / "weights.npz"), str(folder / "words.npy")]
    # -P: beside the script lies a typing.py of ours.
    peer = [torch, "-P", str(Path(__file__).with_name("torch_lstm.py")), *files]
    ours = [sys.executable, "-m", "benchmarks.ours_lstm", *files]
    has_torch = not subprocess.run([torch, "-c", "import torch"], capture_output=True).returncode
    for threads in (1, 2):
        ways = {
            "ours, full softmax": [*ours, str(threads), str(STEPS), str(WARM), "0"],
            f"ours, {SAMPLES} of {len(ids):,} words sampled": [
                *ours,
                str(threads),
                str(STEPS),
                str(WARM),
                str(SAMPLES),
            ],
        }
        if has_torch:
            ways = {"PyTorch, full softmax": [*peer, str(threads), str(STEPS), str(WARM)], **ways}
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
        for _ in range(runs):
            for name, command in ways.items():
                speed, loss, *rest = _run(command, threads)
                found[name].append((float(speed), float(loss)))
                if rest and not found.get(f"PyTorch {rest[0]}"):
                    version = rest[0]
        first = statistics.median(speed for speed, _ in next(iter(found.values())))
        for name, measured in found.items():
            speed = statistics.median(each for each, _ in measured)
            low, high = min(each for each, _ in measured), max(each for each, _ in measured)
            print(
                f"{threads} thread{'s'[: threads - 1]}: {name:32} {speed:8,.0f} words/s ({low:,.0f}-{high:,.0f})"
                f"  {speed / first:.2f}x  loss {measured[-1][1]:.4f}"
            )
    print(f"PyTorch {version}" if has_torch else "PyTorch is not installed here: see --torch")


def _run(command: list[str], threads: int) -> list[str]:
    environment = {**os.environ, "OMP_NUM_THREADS": str(threads), "MKL_NUM_THREADS": str(threads)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{done.stderr[-2000:]}")
    return done.stdout.split()


def _steps() -> None:
    """What one word costs while a person types: the state after it, and ln p of all words."""
    for kind in KINDS:
        network = Network.create(Configuration(kind, 10_000), 1)
        state = network.start()
        times = []
        for word in np.random.default_rng(1).integers(3, 10_000, 600):
            began = time.perf_counter()
            hidden, state = network.step(int(word), state)
            logits = network.logits(hidden)
            logits -= logits.max()
            logits -= np.log(np.exp(logits).sum())
            times.append((time.perf_counter() - began) * 1e3)
        times = times[100:]
        p50, p99 = np.percentile(times, [50, 99])
        print(f"one word of {kind:6} 200, 10,000 words' probabilities: p50 {p50:.3f} ms, p99 {p99:.3f} ms")


def _loading(folder: Path) -> None:
    """Importing Numba and having the kernels of a training ready: compiled, and kept from an earlier run."""
    for kind in ("lstm", "ssm"):
        environment = {**os.environ, "NUMBA_CACHE_DIR": str(folder / kind)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for how in ("cold", "warm"):
            done = subprocess.run(
                [sys.executable, "-c", _LOAD.format(kind=kind)],
                capture_output=True,
                text=True,
                env=environment,
            )
            print(f"kernels of {kind}, {how}: {float(done.stdout):.2f} s")


if __name__ == "__main__":
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    main()
