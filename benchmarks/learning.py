"""Learning sentence by sentence, and suggestions from counts that have just changed: python -m benchmarks.learning

A 5-gram of Reuters' training text (1.59 M words) learns the held-out sentences one by one and forgets them again, with
plain Python and with the compiled kernels; then the best ten words at 20,000 places while a tenth of the training
text has been learned on top. CPU time of each call. Then the same for a vocabulary of 66,000 words.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.machine import DATA, describe, need
from typeahead.models.ngram.model import NgramModel, State
from typeahead.profile.generation import Generation
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train

SENTENCES = 3_000
PLACES = 20_000


def main() -> None:
    """Measure and print."""
    print(describe())
    reuters = need(DATA / "benchmarks" / "reuters")
    lines = (reuters / "train.txt").read_text(encoding="utf-8").split("\n")[:-1]
    held_out = (reuters / "heldout.txt").read_text(encoding="utf-8").split("\n")[:-1]
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), "Reuters", lines, held_out)
        _measure(Path(folder), "Reuters, more words", _with_more_words(lines), held_out)


def _measure(home: Path, name: str, lines: list[str], held_out: list[str]) -> None:
    file = home / f"{name}.txt"
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    with Profile.open(name.split(",")[0] + str(len(name)), home, create=True) as profile:
        train(profile, [file], TrainingOptions(order=5, tokens="whitespace", base=False))
        for compiled in (False, True):
            generation = profile.generation()
            began = time.perf_counter()
            if compiled:
                generation.model.accelerate()
                _warm(generation.model)
                print(f"\nkernels loaded in {time.perf_counter() - began:.2f} s")
            print(
                f"{name}, V = {len(generation.vocabulary):,}, {'compiled' if compiled else 'plain Python and NumPy'}"
            )
            sentences = [_ids(generation, [line]) for line in held_out[:SENTENCES]]
            words = np.mean([len(sentence) for sentence in sentences])
            _report(
                f"learn a sentence ({words:.0f} tokens on average)", _times(generation.model.learn, sentences)
            )
            _report("forget it", _times(generation.model.forget, sentences))
            states = _states(generation, held_out)
            _report("top 10, counts clean", _times(partial(_top, generation.model), states))
            generation.model.learn(_ids(generation, lines[: len(lines) // 10]))
            states = _states(generation, held_out)
            _report(
                "top 10, a tenth learned on top",
                _times(partial(_top, generation.model), states),
            )
            sentences = sentences[:1000]
            _report("learn a sentence on top of that", _times(generation.model.learn, sentences))


def _top(model: NgramModel, state: State) -> object:
    return model.top(state, 10)


def _ids(generation: Generation, lines: list[str]) -> np.ndarray:
    return generation.encoder.stream([line.split() for line in lines], generation.vocabulary.add)


def _warm(model: NgramModel) -> None:
    """Compile, or load what was compiled: one call of everything."""
    some = np.array([3, 4, 2], dtype=np.int32)
    model.learn(some)
    model.forget(some)
    model.top(model.start(), 1)


def _states(generation: Generation, lines: list[str]) -> list[object]:
    found: list[object] = []
    for line in lines:
        words = generation.encoder.ids(line.split())
        found += [generation.model.state_after(words[:at]) for at in range(len(words))]
        if len(found) >= PLACES:
            break
    return found[:PLACES]


def _with_more_words(lines: list[str]) -> list[str]:
    """The same text with one word in nine given one of nine endings: more words, more singletons."""
    chance = random.Random(7)
    return [
        " ".join(
            f"{word}{chance.randrange(9)}" if word.isalpha() and chance.random() < 1 / 9 else word
            for word in line.split(" ")
        )
        for line in lines
    ]


def _times(call: Callable[[object], object], arguments: Iterable[object]) -> np.ndarray:
    found = []
    for argument in arguments:
        began = time.thread_time_ns()
        call(argument)
        found.append((time.thread_time_ns() - began) / 1e9)
    return np.array(found) * 1e6


def _report(what: str, times: np.ndarray) -> None:
    p50, p99, worst = np.percentile(times, [50, 99, 100])
    print(f"  {what:44} p50 {p50:7.1f} µs   p99 {p99:7.1f} µs   max {worst:8.0f} µs   ({len(times):,} calls)")


if __name__ == "__main__":
    main()
