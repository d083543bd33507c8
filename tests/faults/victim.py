"""A process that does something to a profile or a document and dies at a chosen step of it.

Started once for many tests: it reads orders from its input, a JSON object a line, and forks for each, so that what
takes long, importing, is done once. A step is whatever may change the disk: a file opened to be written, moved, or
removed, a statement of SQLite's. Step 0 kills nobody; the answer tells how many steps there were.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sqlite3
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from typeahead import recovery_slots as slots
from typeahead.editor import documents
from typeahead.errors import NothingToLearn
from typeahead.locations import recovery_folder
from typeahead.prediction.predictor import Predictor
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, retrain, train
from typeahead.recovery_copies import Copy

SENTENCES = ("The kettle sings. ", "The wombat sleeps. ", "The ferry waits for Ophelia. ")
NEW_TEXT = "The new letter.\n" * 4_000
_CHANGES = {
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.truncate",
    "os.link",
    "os.chmod",
    "shutil.rmtree",
}
_WRITING = os.O_WRONLY | os.O_RDWR


class Steps:
    """Counts what may change the disk, and kills the process at one of them.

    Args:
        last: the step that is not survived; 0 for none.
        delay: microseconds after it, for what no step tells of: half a file written.
    """

    def __init__(self, last: int, delay: int) -> None:
        self.count, self._last, self._delay = 0, last, delay

    def watch(self) -> None:
        """From now on."""
        sys.addaudithook(self._heard)
        connect = sqlite3.connect

        def traced(*arguments: Any, **named: Any) -> sqlite3.Connection:
            connection = connect(*arguments, **named)
            connection.set_trace_callback(lambda _: self._step())
            return connection

        sqlite3.connect = traced

    def _heard(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _CHANGES or (event == "open" and (arguments[2] or 0) & _WRITING):
            self._step()

    def _step(self) -> None:
        self.count += 1
        if self.count == self._last:
            if not self._delay:
                os.kill(os.getpid(), signal.SIGKILL)
            signal.signal(
                signal.SIGALRM, signal.SIG_DFL
            )  # which ends the process without a word, as a kill does
            signal.setitimer(signal.ITIMER_REAL, self._delay / 1e6)


def tell(said: str) -> None:
    """What is promised from now on."""
    os.write(1, f"{said}\n".encode())


def do_train(home: Path) -> None:
    """The notes, for the first time or again."""
    with Profile.open("default", home, create=True) as profile:
        train(profile, [home / "notes"], TrainingOptions(base=False))


def do_learn(home: Path) -> None:
    """Sentences, each stored."""
    with Predictor.open(home=home) as predictor:
        for number, sentence in enumerate(SENTENCES, 1):
            predictor.learn(sentence)
            predictor.store()
            tell(f"stored {number}")


def do_rebuild(home: Path) -> None:
    """Count what was learned into another generation, and switch to it."""
    with Profile.open("default", home) as profile:
        retrain(profile)


def do_switch(home: Path) -> None:
    """To a generation made anew of the same texts, and drop the one before."""
    with Profile.open("default", home) as profile:
        profile.store.touch()
        profile.rebuild()


def do_back_up(home: Path) -> None:
    """Keep the day's copy of the database."""
    with Profile.open("default", home) as profile:
        profile.back_up()
        tell(f"stored {len(profile.backups.all())}")


def do_restore(home: Path) -> None:
    """Put the backup in the place of a damaged database."""
    Profile.open("default", home).close()


def do_forget_word(home: Path) -> None:
    """In every document."""
    with Profile.open("default", home) as profile:
        profile.forget_word("zanzibar")


def do_forget_document(home: Path) -> None:
    """And leave it out from now on."""
    with (
        Profile.open("default", home) as profile,
        contextlib.suppress(NothingToLearn),
    ):  # it was, before the end came
        profile.forget_document(str(home / "notes" / "secret.md"))


def do_forget_all(home: Path) -> None:
    """Everything."""
    with Profile.open("default", home) as profile:
        profile.forget_all()


def do_save(home: Path) -> None:
    """A document that was there before."""
    documents.save(documents.load(home / "letter.md"), NEW_TEXT)
    tell("stored 1")


def do_autosave(home: Path) -> None:
    """Two copies of what was typed, one after the other."""
    slot, _ = slots.claim(recovery_folder(home), slots.key(home / "letter.md"))
    for number in (1, 2):
        slot.write(Copy("", f"version {number}\n" * 2_000, (0, 0), "", "utf-8", "\n", 0.0))
        tell(f"stored {number}")


OPERATIONS: dict[str, Callable[[Path], None]] = {
    "train": do_train,
    "learn": do_learn,
    "rebuild": do_rebuild,
    "switch": do_switch,
    "back_up": do_back_up,
    "restore": do_restore,
    "forget_word": do_forget_word,
    "forget_document": do_forget_document,
    "forget_all": do_forget_all,
    "save": do_save,
    "autosave": do_autosave,
}


def _suffer(order: dict[str, Any]) -> None:
    """In the forked process."""
    steps = Steps(order["last"], order["delay"])
    steps.watch()
    OPERATIONS[order["what"]](Path(order["home"]))
    tell(f"steps {steps.count}")


def main() -> None:
    """Take orders until there are no more."""
    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.dup2(writing, 1)
            code = 1
            try:
                _suffer(json.loads(line))
                code = 0
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(code)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            told = pipe.read().split("\n")
        _, status = os.waitpid(child, 0)
        print(json.dumps({"code": os.waitstatus_to_exitcode(status), "told": told[:-1]}), flush=True)


if __name__ == "__main__":
    main()
