"""What a long life costs: python -m benchmarks.aging [--sentences 100000] [--keys 100000]

Sentences are learned in one session through the service that the editor has, none like another: how long suggestions
and learning take, and what memory grows by, beside the n-grams and words that are new. Keys are typed into the real
program in a pseudo-terminal, as fast as it takes them, into one new document after the other, from sentences that come
back: once all of them are known nothing needs to grow any more, and what grows is a leak. Nobody types a hundred words
a second, so after each document it may learn what waits to be learned. The notes it was trained on
are read again every thousand words, as they are for a person. A week of much writing is a million keys
(--sentences 0 --keys 1000000: one to two hours).
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
import tempfile
import threading
import time
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks.machine import describe
from benchmarks.synthetic import Writer, write_notes
from benchmarks.terminal import Started, mark_seen, started
from typeahead.prediction.predictor import Predictor
from typeahead.prediction.replies import Failed, Learned, Opened, Reply, Suggested
from typeahead.prediction.service import PredictionService
from typeahead.profile.profile import Profile
from typeahead.profile.training import train

NOTES = 40, 400_000  # files and bytes
PAGE = 5_000  # keys in a document
ASKED = 200
POOL = 2_000  # keys for each sentence that is typed again and again: each comes about 16 times
SAMPLES = 20
LEARNED = 0.95  # of the sentences are stored at least: one that is like another one edited counts as that one


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--keys", type=int, default=100_000)
    parser.add_argument(
        "--model", default="mixture", help="that learns the sentences; ngram takes a tenth of the time"
    )
    given = parser.parse_args()
    print(describe())
    learn = partial(_learn, model=given.model)
    for measure, many in ((learn, given.sentences), (_type, given.keys)):
        if many:
            with tempfile.TemporaryDirectory() as folder:
                home = Path(folder)
                write_notes(home / "notes", *NOTES)
                with Profile.open("default", home, create=True) as profile:
                    train(profile, [home / "notes"])
                measure(home, many)


# --- sentences


class _Heard:
    """What the service has said so far."""

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._opened = False
        self._learned = 0
        self._suggested: dict[int, float] = {}

    def hear(self, reply: Reply) -> None:
        with self._news:
            match reply:
                case Opened():
                    self._opened = True
                case Learned():
                    self._learned += 1
                case Suggested(generation=generation, milliseconds=milliseconds):
                    self._suggested[generation] = milliseconds
                case Failed():
                    print(reply, file=sys.stderr)
            self._news.notify()

    def opened(self) -> None:
        with self._news:
            self._news.wait_for(lambda: self._opened)

    def learned(self, sentences: int) -> None:
        with self._news:
            self._news.wait_for(lambda: self._learned >= sentences)

    def suggested(self, generation: int) -> float:
        with self._news:
            self._news.wait_for(lambda: generation in self._suggested)
            return self._suggested.pop(generation)


def _learn(home: Path, many: int, model: str) -> None:
    heard = _Heard()
    predictors: list[Predictor] = []

    def opened() -> Predictor:
        predictors.append(Predictor.open(home=home, model=model))
        return predictors[0]

    service = PredictionService(opened, heard.hear)
    service.start()
    heard.opened()
    predictors[0].accelerate()
    sentences = Writer(7).sentences()
    places = [f"{next(sentences)} {' '.join(next(sentences).split()[:3])} " for _ in range(ASKED)]
    print(f"\n{many:,} sentences learned in one session ({model}); suggestions at {ASKED} places, ms")
    print("sentences     p50     p95  learning   memory new n-grams    words")
    rows, asked, generation = [], 0, predictors[0].generation
    for at in range(SAMPLES + 1):
        target = many * at // SAMPLES
        began = time.perf_counter()
        for number in range(many * max(at - 1, 0) // SAMPLES, target):
            service.learn(next(sentences), "a.md")
            if number % 100 == 99:  # a person waits for it too
                heard.learned(number + 1)
        heard.learned(target)
        each = (time.perf_counter() - began) / max(many // SAMPLES, 1) * 1000
        times = []
        for place in places:
            asked += 1
            service.predict(asked, place, 3)
            times.append(heard.suggested(asked))
        ngrams, words = len(generation.model.counts.pool), len(generation.vocabulary)
        rows.append((target, memory(os.getpid()), ngrams, words))
        p50, p95 = np.percentile(times, [50, 95])
        print(
            f"{target:9,} {p50:7.2f} {p95:7.2f} {each:6.2f} ms {rows[-1][1] / 1e6:5.0f} MB {ngrams:10,} {words:10,}",
            flush=True,
        )
    table = np.array(rows[len(rows) // 4 :], dtype=np.float64)
    slope = np.polyfit(table[:, 0], table[:, 1], 1)[0]
    new = np.polyfit(table[:, 0], table[:, 2], 1)[0]
    print(
        f"slope over the last three quarters: {slope:,.0f} bytes a sentence, for {new:.1f} new n-grams: "
        f"{slope / new:.0f} bytes each"
    )
    service.close(60)


# --- keys


def _type(home: Path, many: int) -> None:
    writer, choose = Writer(3, 2_000).sentences(), random.Random(5)
    pool = [next(writer) for _ in range(max(many // POOL, 1))]
    mark_seen(home)
    folder = home / "documents"
    folder.mkdir()
    pages = max(many // PAGE, 1)
    print(f"\n{many:,} keys into {pages:,} documents, {len(pool):,} sentences again and again")
    print("     keys  keys/s   memory   mapped  files  threads")
    rows, typed, sentences = [], 0, 0
    with started(home, folder / "000000.md") as editor:
        editor.draws(b"000000.md")
        editor.run(5.0)
        busy = 0.0
        for page in range(pages):
            file, text = folder / f"{page:06d}.md", ""
            while len(text) < PAGE:
                if not text or choose.random() < 0.8:
                    text += choose.choice(pool) + " "
                    sentences += 1
                else:
                    text = text.rstrip(" ") + "\n\n"
            if page:
                _does(editor, b"\x0e", b"untitled")  # Ctrl+N
            started_at = time.perf_counter()
            typed += _write(editor, text, choose)
            if page:
                _does(editor, b"\x13", b"Save as")  # Ctrl+S
                _does(editor, f"{file}\r".encode(), b"Saved")
            else:
                _does(editor, b"\x13", b"Saved")
            busy += time.perf_counter() - started_at
            if file.read_text(encoding="utf-8").rstrip("\n") != text.rstrip("\n"):
                raise SystemExit(f"{file.name} was not saved as it was typed")
            editor.rest()
            if (page + 1) % max(pages // SAMPLES, 1) == 0:
                speed = typed / busy
                proc = Path(f"/proc/{editor.pid}")
                rows.append((typed, memory(editor.pid)))
                files, threads = len(list((proc / "fd").iterdir())), len(list((proc / "task").iterdir()))
                print(
                    f"{typed:9,} {speed:7.0f} {rows[-1][1] / 1e6:5.0f} MB {memory(editor.pid, 'File') / 1e6:5.0f} MB "
                    f"{files:6} {threads:8}",
                    flush=True,
                )
        editor.run(30.0)
    table = np.array(rows[len(rows) // 2 :], dtype=np.float64)
    slope = np.polyfit(table[:, 0], table[:, 1], 1)[0] if len(table) > 1 else float("nan")
    print(f"slope over the second half: {slope:.2f} bytes a key")
    with Profile.open("default", home) as profile:
        stored = sum(piece.body.count("\n") + 1 for piece in profile.store.sessions())
    print(f"sentences typed {sentences:,}, stored {stored:,}")
    if stored < LEARNED * sentences:
        raise SystemExit("not all of them were stored")


def _write(editor: Started, text: str, choose: random.Random) -> int:
    """Type a text, with a wrong letter taken back now and then; how many keys that took."""
    keys = ""
    for sign in text:
        if sign.isalpha() and choose.random() < 0.01:
            keys += "q\x7f"
        keys += sign
    editor.feed(keys.replace("\n", "\r").encode())
    return len(keys)


def _does(editor: Started, keys: bytes, answer: bytes) -> None:
    """Press keys and wait until something is drawn that comes of them."""
    editor.seen = b""
    editor.press(keys)
    try:
        editor.draws(answer, 120.0)
    except SystemExit:
        print(editor.seen[-4000:], file=sys.stderr)
        raise


def memory(pid: int, kind: str = "Anon") -> int:
    """Bytes of a process in memory that are its own, or those of mapped files, "File" (Linux)."""
    if pid == os.getpid():
        gc.collect()
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.split(f"Rss{kind}:")[1].split()[0]) * 1024


if __name__ == "__main__":
    main()
