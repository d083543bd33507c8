"""The whole way of a person through the program: every command, and the editor on a terminal, watched.

Run as a module it goes through the commands in one process, which is cheaper than one for each.
"""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.editor.terminal import PATIENCE, Terminal
from tests.profile.networks.made import write_text
from tests.text.made_secrets import made
from tests.vault import write_notes

ROOT = Path(__file__).parents[2]
WATCH = Path(__file__).parent / "watch"
SEED = 11
PRIVATE, PAUSED = "pangolin", "quokka"
"""Words that are typed into a private document and while learning is paused, and nowhere else."""

KEYS = ("\x1bOQ", "\x1bOR", "\x1bOS", *(f"\x1b[{number}~" for number in (15, 17, 18, 19, 20, 21)))
"""F2 to F10."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a journey is made: everything that typeahead may write to is in one folder.

    Attributes:
        folder: all of it.
    """

    folder: Path

    @property
    def notes(self) -> Path:
        """What training reads."""
        return self.folder / "notes"

    @property
    def private(self) -> Path:
        """A folder that the settings call private."""
        return self.folder / "private"

    @property
    def home(self) -> Path:
        """The data folder."""
        return self.folder / "own" / "data"

    @property
    def own(self) -> Path:
        """Data, settings, caches, state and temporary files: all that typeahead writes on its own account."""
        return self.folder / "own"

    @property
    def asked(self) -> Path:
        """What a person asks to be written."""
        return self.folder / "asked"

    @property
    def log(self) -> Path:
        """What the watch has noted."""
        return self.folder / "log"

    def prepare(self) -> None:
        """Write notes, secrets among them, and settings."""
        write_notes(self.notes)
        write_text(self.notes)
        kept = "\n\n".join(each.text for each in made(SEED).values())
        (self.notes / "keys.md").write_text(f"# Keys\n\n{kept}\n")
        for folder in (self.private, self.asked):
            folder.mkdir()
        for name in ("config", "cache", "state", "tmp"):
            (self.own / name).mkdir(parents=True)
        (self.own / "config" / "settings.toml").write_text(f'private_folders = ["{self.private}"]\n')
        (self.own / "config" / "settings.toml").chmod(0o600)
        for path in (self.own, *self.own.iterdir()):
            path.chmod(0o700)

    def environment(self, **more: str) -> dict[str, str]:
        """For every process."""
        return {
            **os.environ,
            "TYPEAHEAD_HOME": str(self.home),
            "TYPEAHEAD_CONFIG": str(self.own / "config"),
            "XDG_CONFIG_HOME": str(self.own / "config"),
            "XDG_CACHE_HOME": str(self.own / "cache"),
            "XDG_STATE_HOME": str(self.own / "state"),
            "XDG_DATA_HOME": str(self.own / "data"),
            "TMPDIR": str(self.own / "tmp"),
            "HOME": str(self.own),
            "TYPEAHEAD_WATCH": str(self.log),
            "PYTHONPATH": os.pathsep.join([str(WATCH), str(ROOT)]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "OPENBLAS_NUM_THREADS": "1",
            **more,
        }

    @property
    def noted(self) -> list[str]:
        """The watch's lines."""
        return self.log.read_text().splitlines() if self.log.exists() else []

    def files(self) -> Iterator[Path]:
        """Everything in typeahead's own folders."""
        yield from sorted(self.own.rglob("*"))


def commands(place: Place, *, networks: bool) -> list[list[str]]:
    """All of them, in an order in which each has something to do."""
    notes, asked = str(place.notes), str(place.asked)
    trip = f"{notes}/trip.md"
    short = [trip, "--model", "ngram"]
    found = [
        ["train", notes, "--order", "3"],
        ["train", f"{notes}/garden.txt", "--profile", "other", "--no-base"],
        ["suggest", "in the", "--explain"],
        ["suggest", "the greenh", "--typing", "--json"],
        ["surprise", *short, "--html", f"{asked}/surprise.html"],
        ["evaluate", trip, "--model", "ngram", "--html", f"{asked}/evaluate.html"],
        ["compare", *short, "--smoothing", "katz"],
        ["explain", "in the", "garden"],
        ["generate", "The", "--words", "5", "--seed", "1", "--model", "ngram"],
        ["correct", trip],
        ["words", "--json"],
        ["profile", "list"],
        ["profile", "show", "--documents"],
        ["model", "export", f"{asked}/model.arpa", "--profile", "other"],
        ["model", "import", f"{asked}/model.arpa", "--profile", "third"],
        ["gradients", "--help"],
        ["profile", "delete", "third", "--yes"],
    ]
    if networks:
        found[2:2] = [["train", "--model", "lstm", "--minutes", "0.05"]]
        found += [["identify", trip, "--profile", "default", "--profile", "other"], ["surprise", trip]]
        found += [["suggest", "in the", "--model", "lstm"], ["evaluate", trip, "--model", "lstm", "--adapt"]]
    return found


def forgetting(place: Place) -> list[list[str]]:
    """What comes last."""
    return [
        ["forget", "--word", "zanzibar"],
        ["forget", "--document", str(place.notes / "trip.md")],
        ["words", "--allow", "zanzibar"],
        ["forget", "--all", "--yes", "--profile", "other"],
    ]


def run_in_one(place: Place, umask: int, *, networks: bool) -> subprocess.CompletedProcess[str]:
    """Go through the commands in one process, watched."""
    wanted = [str(place.folder), oct(umask), *(["--networks"] if networks else [])]
    return subprocess.run(
        [sys.executable, "-m", "tests.faults.journey", *wanted],
        env=place.environment(TYPEAHEAD_KERNELS="0"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def under(umask: int, before: list[str] | None) -> list[str]:
    """What stands before a command to run it at an umask, and in a tracer where one is given."""
    return ["sh", "-c", f'umask {umask:04o}; exec "$@"', "sh", *(before or [])]


def run_each(place: Place, umask: int, before: list[str] | None = None) -> None:
    """Go through the commands as a shell does, each a process of its own."""
    for arguments in [*commands(place, networks=True), *forgetting(place)]:
        done = subprocess.run(
            [*under(umask, before), sys.executable, "-m", "typeahead", *arguments],
            env=place.environment(),
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)


def edit(place: Place, path: Path, umask: int, before: list[str] | None = None, **more: str) -> Terminal:
    """The editor on a terminal, ready for keys."""
    program = [sys.executable, "-m", "typeahead", str(path)]
    (place.home).mkdir(mode=0o700, exist_ok=True)
    (place.home / "welcome-seen").touch(mode=0o600)
    (place.home / "welcome-seen").chmod(0o600)
    terminal = Terminal(
        place.home,
        instead=[*under(umask, before), *program],
        environment=place.environment(**more),
    )
    terminal.wait_for("F1 help")
    return terminal


def write_and_look(place: Place, umask: int, before: list[str] | None = None, **more: str) -> None:
    """An evening in the editor: type, take what is offered, save, look into everything, leave."""
    terminal = edit(place, place.notes / "new.md", umask, before, **more)
    terminal.press("The students ope")
    terminal.wait_for("opened")
    terminal.press("\x1b[1;5C")  # Ctrl+Right
    terminal.press(" their books. \x13")
    terminal.wait_for("Saved")
    for key in KEYS:
        terminal.press(key)
        time.sleep(0.15)  # nothing is asserted of what is drawn meanwhile
        terminal.press("\x1b")
        time.sleep(0.15)  # a lone Esc is told from the beginning of another key by time
    assert leave(terminal) == 0


def leave(terminal: Terminal) -> int:
    """Close what is open and quit, as often as it takes: on a slow machine Esc and the next key may come together."""
    deadline = time.monotonic() + 10 * PATIENCE
    while time.monotonic() < deadline:
        for key in ("\x1b", "\x11"):
            with contextlib.suppress(OSError):  # it has gone meanwhile
                terminal.press(key)
            until = time.monotonic() + 0.5
            while time.monotonic() < until:
                terminal.read(0.1)
                pid, status = os.waitpid(terminal.pid, os.WNOHANG)
                if pid:
                    terminal.close()
                    return os.waitstatus_to_exitcode(status)
    os.kill(terminal.pid, 9)
    raise AssertionError("the editor did not end")


def main(folder: str, umask: str, *more: str) -> None:
    """In the watched process."""
    from typeahead.commands.main import cli

    os.umask(int(umask, 8))
    place = Place(Path(folder))
    for arguments in [*commands(place, networks="--networks" in more), *forgetting(place)]:
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                code = cli.main(arguments, prog_name="typeahead", standalone_mode=False) or 0
            except SystemExit as end:
                code = end.code or 0
        assert code == 0, (arguments, said.getvalue())
        print("done", *arguments, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
