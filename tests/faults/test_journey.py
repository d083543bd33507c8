"""The whole way through the program: no network, no file that others may read, nothing of what is private.

Commands in one process and four evenings in the editor; with TYPEAHEAD_FAULTS set each command is a process of its own,
networks are trained, kernels compiled, the umask is another, and all of it is watched by strace too.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.faults import journey
from tests.faults.journey import PAUSED, PRIVATE, Place
from tests.searching import found
from tests.text.made_secrets import made

LONG = "TYPEAHEAD_FAULTS" in os.environ
QUIET = {"TYPEAHEAD_KERNELS": "0", "TYPEAHEAD_TRAINING": "0"}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A journey at an umask that would let everybody read everything."""
    place = Place(tmp_path_factory.mktemp("journey"))
    place.prepare()
    done = journey.run_in_one(place, 0, networks=LONG)
    assert done.returncode == 0, done.stdout + done.stderr
    journey.write_and_look(place, 0, **({} if LONG else {"TYPEAHEAD_KERNELS": "0"}))
    return place


def forbidden(place: Place) -> list[str]:
    return [line for line in place.noted if " forbidden " in line]


def modes(paths: Iterable[Path]) -> dict[str, str]:
    """Files and folders that others than their owner may look into, or that their owner may not."""
    wrong = {}
    for path in paths:
        mode, wanted = stat.S_IMODE(path.lstat().st_mode), 0o700 if path.is_dir() else 0o600
        if not path.is_symlink() and mode != wanted:
            wrong[str(path)] = oct(mode)
    return wrong


# --- no network


def test_nothing_reaches_for_a_network(place: Place) -> None:
    assert forbidden(place) == []
    processes = " ".join(line for line in place.noted if " process " in line)
    for each in ("tests.faults.journey", "-m typeahead ", "typeahead.profile.refreshing"):
        assert each in processes, "the watch was there"


@pytest.mark.parametrize(
    "planted",
    [
        "socket.socket()",
        "socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)",
        "socket.create_connection(('192.0.2.1', 9), 1)",
        "socket.getaddrinfo('example.org', 80)",
        "socket.gethostbyname('example.org')",
        "urllib.request.urlopen('http://192.0.2.1/')",
        "subprocess.run([sys.executable, '-c', 'import socket; socket.socket()'])",
    ],
)
def test_a_planted_socket_is_seen(tmp_path: Path, planted: str) -> None:
    place = Place(tmp_path)
    code = f"import socket, subprocess, sys, urllib.request\nimport typeahead\n{planted}\n"
    subprocess.run([sys.executable, "-c", code], env=place.environment(), capture_output=True, check=False)
    assert forbidden(place)


def test_processes_may_speak_to_each_other(tmp_path: Path) -> None:
    place = Place(tmp_path)
    code = "import socket\none, other = socket.socketpair()\none.send(b'x'); assert other.recv(1) == b'x'\n"
    assert not subprocess.run([sys.executable, "-c", code], env=place.environment(), check=False).returncode
    assert forbidden(place) == []
    assert place.noted


# --- no file that others may read


def test_everything_is_for_its_owner_alone(place: Place) -> None:
    files = list(place.files())
    assert len(files) > 40
    assert modes(files) == {}


def test_what_was_asked_for_is_as_the_umask_says(place: Place) -> None:
    asked = [*place.asked.iterdir(), place.notes / "new.md"]
    assert {path.suffix for path in asked} == {".html", ".arpa", ".md"}
    assert {stat.S_IMODE(path.stat().st_mode) for path in asked} == {0o666}


def test_a_file_that_others_may_read_is_seen(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir(mode=0o755)
    (tmp_path / "folder" / "file").touch(mode=0o600)
    assert list(modes(tmp_path.rglob("*"))) == [str(tmp_path / "folder")]
    (tmp_path / "folder").chmod(0o700)
    (tmp_path / "folder" / "file").chmod(0o400)
    assert list(modes(tmp_path.rglob("*"))) == [str(tmp_path / "folder" / "file")]


# --- nothing of what is secret or private


def test_no_secret_of_the_notes_is_kept(place: Place) -> None:
    hidden = {
        piece for each in made(journey.SEED).values() for whole in each.hidden for piece in whole.split()
    }
    assert len(hidden) > 100
    assert b"greenhouse" in b"".join(path.read_bytes() for path in place.files() if path.is_file())
    # Three digits are anywhere among a million bytes; `tests.text.test_made_secrets` sees to those.
    assert found(place.own, [piece for piece in hidden if len(piece) > 5], ["utf-8"]) == {}


@pytest.mark.parametrize("named", [True, False])
def test_nothing_of_a_private_document_or_of_paused_time_is_anywhere(place: Place, named: bool) -> None:
    path, word = (place.private / "diary.md", PRIVATE) if named else (place.notes / "letter.md", PAUSED)
    terminal = journey.edit(place, path, 0, **QUIET)
    if not named:
        terminal.press("\x0c")  # Ctrl+L
        terminal.wait_for("paused")
    terminal.press(f"A {word} came. The {word} sleeps. ")
    terminal.wait_for("No recovery copy")
    os.kill(terminal.pid, signal.SIGKILL)
    assert terminal.wait_for_end() == -signal.SIGKILL
    assert found(place.own, [word, *(["diary.md"] if named else [])]) == {}


def test_what_is_written_without_that_is_there_after_a_kill(place: Place) -> None:
    """The search would find it."""
    terminal = journey.edit(place, place.notes / "open.md", 0, **QUIET)
    terminal.press("An axolotl came. ")
    recovery = place.home / "recovery"
    while not list(recovery.glob("*.recovery")):
        terminal.wait_for("")
    os.kill(terminal.pid, signal.SIGKILL)
    terminal.wait_for_end()
    assert found(place.own, ["axolotl"])
    shutil.rmtree(recovery)


# --- the long form


@pytest.mark.timeout(1500)
@pytest.mark.skipif(not LONG, reason="a part of make faults")
def test_each_command_a_process_of_its_own_seen_from_outside(tmp_path: Path) -> None:
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed here")
    trace = tmp_path / "trace"
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=network", "-A", "-o", str(trace)]
    if subprocess.run([*strace, "true"], capture_output=True, check=False).returncode:
        pytest.skip("strace may not trace here")
    code = "import socket\nsocket.socket(socket.AF_INET, socket.SOCK_DGRAM)"
    subprocess.run([*strace, sys.executable, "-S", "-c", code], check=False)
    assert reaching(trace), "a planted socket is seen"
    trace.unlink()
    place = Place(tmp_path / "place")
    place.folder.mkdir()
    place.prepare()
    (place.own / "cache" / "compiled").mkdir(mode=0o700)
    before = os.environ.get("NUMBA_CACHE_DIR")
    os.environ["NUMBA_CACHE_DIR"] = str(place.own / "cache" / "compiled")
    try:
        journey.run_each(place, 0o277, strace)
        # Else the tracer would wait for the compiler, which goes on when the editor is closed.
        # It would stand last in line for the processor, which takes for ever on a busy machine.
        code = "import os, runpy; os.nice = lambda _: 0; runpy.run_module(%r, run_name='__main__')"
        compiler = [sys.executable, "-c", code % "typeahead.models.compiling"]
        subprocess.run([*journey.under(0o277, strace), *compiler], env=place.environment(), check=True)
        (place.notes / "new.md").touch()
        (place.notes / "new.md").chmod(0o640)
        journey.write_and_look(place, 0o277, strace)
    finally:
        os.environ.pop("NUMBA_CACHE_DIR")
        if before is not None:
            os.environ["NUMBA_CACHE_DIR"] = before
    assert reaching(trace) == []
    assert forbidden(place) == []
    assert modes(place.files()) == {}
    assert stat.S_IMODE((place.notes / "new.md").stat().st_mode) == 0o640, "a document keeps its own"
    processes = sum(" process " in line for line in place.noted)
    calls = len(trace.read_text().splitlines())
    print(
        f"journey: {processes} processes watched by hook and strace, {calls} calls of the network's kind (all among "
        f"processes of this machine), {len(list(place.files()))} files and folders; forbidden: 0, wrong modes: 0"
    )


def reaching(trace: Path) -> list[str]:
    """Calls of a trace that are not among processes of this machine."""
    wanted = re.compile(r"\b(socket|connect|bind|sendto|sendmsg|sendmmsg)\(")
    lines = trace.read_text(errors="replace").splitlines() if trace.exists() else []
    return [line for line in lines if wanted.search(line) and "AF_INET" in line]
