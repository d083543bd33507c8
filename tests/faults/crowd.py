"""Many processes at one profile, each doing what editors and commands do, and telling what it was promised.

Run as a module with a JSON object as its argument; it forks, so that what takes long, importing, is done once. A line
is printed for each process: what it believes to be stored, how often it was told that the profile is busy, and what
went wrong.
"""

from __future__ import annotations

import json
import os
import random
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typeahead.errors import ProfileBusy
from typeahead.prediction.predictor import Predictor
from typeahead.profile.profile import Profile
from typeahead.profile.training import retrain

OWN = ("alpine", "bronze", "cobalt", "denim", "ebony", "fuchsia", "golden", "hazel")
SHARED = ("kettle", "wombat", "ferry", "lantern", "violin")
_OFTEN = {"learn": 10, "take_back": 3, "open": 3, "forget": 1, "retrain": 1}
_TRIES = 20


class Member:
    """One process of the crowd.

    Args:
        home: the data folder.
        number: of the process.
        seed: of what it does.

    Attributes:
        stored: words that are in what it was told is stored, and how often.
        busy: how often it was told to wait.
        done: operations.
    """

    def __init__(self, home: Path, number: int, seed: int) -> None:
        self.stored: Counter[str] = Counter()
        self.busy = 0
        self.done: Counter[str] = Counter()
        self._home, self._number = home, number
        self._choose = random.Random(f"{seed} {number}")
        self._predictor = self._patiently(self._opened)
        self._lessons: list[Counter[str]] = []

    def _opened(self) -> Predictor:
        return Predictor.open(home=self._home, model="ngram")

    def _patiently(self, call: Callable[[], Any]) -> Any:
        """As a person does who is told to try again."""
        for _ in range(_TRIES):
            try:
                return call()
            except ProfileBusy:
                self.busy += 1
        return call()

    def step(self) -> None:
        """Do something."""
        (what,) = self._choose.choices(list(_OFTEN), list(_OFTEN.values()))
        getattr(self, f"_{what}")()
        self.done[what] += 1

    def close(self) -> None:
        """Store what waits."""
        self._predictor.close()

    def _say(self, own: str) -> None:
        shared = self._choose.choice(SHARED)
        self._predictor.learn(f"The {own} thing sings to the {shared}. ")
        self._patiently(self._predictor.store)
        said = Counter(["The", own, "thing", "sings", "to", "the", shared, "."])
        self._lessons.append(said)
        self.stored += said

    def _learn(self) -> None:
        self._say(OWN[self._number])

    def _take_back(self) -> None:
        if self._lessons:
            taken = self._patiently(self._predictor.take_back)
            assert taken is not None
            self.stored -= self._lessons.pop()

    def _open(self) -> None:
        self._predictor.close()
        self._predictor = self._patiently(self._opened)
        self._lessons.clear()

    def _forget(self) -> None:
        """A word that only this process has, once."""
        letters = "".join(self._choose.choices("abcdefgh", k=10))
        word = f"zz{letters}{'abcdefgh'[self._number]}"
        self._say(word)
        self._patiently(lambda: self._predictor.forget(word=word))
        del self.stored[word]
        self._lessons.clear()  # what was said is stored without the word: no text to be taken back any more
        self._open()

    def _retrain(self) -> None:
        def do() -> None:
            with Profile.open("default", self._home) as profile:
                retrain(profile)

        self._patiently(do)


def _live(order: dict[str, Any], number: int) -> dict[str, Any]:
    member = Member(Path(order["home"]), number, order["seed"])
    ends = time.monotonic() + order["seconds"]
    steps = 0
    while steps < order["steps"] or time.monotonic() < ends:
        member.step()
        steps += 1
    member.close()
    return {"stored": member.stored, "busy": member.busy, "done": member.done, "wrong": ""}


def main(order: dict[str, Any]) -> None:
    """Fork, and wait for all."""
    children = []
    for number in range(order["processes"]):
        child = os.fork()
        if not child:
            try:
                told = _live(order, number)
            except BaseException:
                told = {"stored": {}, "busy": 0, "done": {}, "wrong": traceback.format_exc()}
            os.write(1, (json.dumps(told) + "\n").encode())  # short enough to be whole
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
