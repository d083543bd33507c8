"""One timed run of benchmarks.neural in a process of its own, as its peer has one.

Usage: python -m benchmarks.ours_lstm WEIGHTS.npz WORDS.npy THREADS STEPS WARM SAMPLES
Prints words per second and the mean loss of the last ten steps.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.models.neural.operations import compiled
from typeahead.models.neural.sampled import Sampler
from typeahead.models.neural.training.batches import Chunk
from typeahead.models.neural.training.gradient import Worker
from typeahead.models.neural.training.optimisers import Optimiser
from typeahead.models.neural.training.recipe import Recipe
from typeahead.models.neural.training.threads import Threads

BATCH, BPTT = 20, 35
RATE = 2e-3


def main() -> None:
    """Train for so many steps."""
    weights, words = dict(np.load(sys.argv[1])), np.load(sys.argv[2])
    threads, steps, warm, samples = map(int, sys.argv[3:7])
    size, embedding = weights["embedding"].shape
    width = len(weights["layer0.recurrent"])
    network = Network(Configuration("lstm", size, embedding, width), weights, compiled())
    recipe = Recipe(batch=BATCH, bptt=BPTT, dropout=0.0, samples=samples, threads=threads, clip=1.0)
    columns = words.reshape(2, -1, BATCH).astype(np.int32)
    sampler = Sampler(np.bincount(columns[1].reshape(-1), minlength=size), samples) if samples else None
    losses = []
    with Threads(threads) as parts:
        worker = Worker(network, recipe, BATCH, sampler, parts)
        optimiser = Optimiser(network, recipe)
        for step in range(steps):
            if step == warm:
                began = time.perf_counter()
            at = slice(step * BPTT, (step + 1) * BPTT)
            loss = worker.run(Chunk(columns[0, at], columns[1, at], step == 0), step)
            norm = optimiser.norm(worker.gradients, worker.touched, parts)
            optimiser.step(worker.gradients[0], worker.touched, RATE, norm, parts)
            losses.append(loss)
    speed = (steps - warm) * BATCH * BPTT / (time.perf_counter() - began)
    print(f"{speed:.1f} {np.mean(losses[-10:]):.5f}")


if __name__ == "__main__":
    main()
