"""Commands as real processes: pipes that close, terminals, interrupts, full disks."""

from __future__ import annotations

import os
import pty
import select
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from subprocess import PIPE

import pytest

TYPEAHEAD = [sys.executable, "-m", "typeahead"]


def at_a_terminal(
    arguments: list[str], keys: bytes = b"", wait_for: bytes = b"", **environment: str
) -> tuple[int, str]:
    """Run a command with all its streams at a terminal; press keys once `wait_for` was seen."""
    master, slave = pty.openpty()
    env = {**os.environ, "TERM": "xterm-256color", **environment}
    process = subprocess.Popen(
        [*TYPEAHEAD, *arguments], stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True
    )
    os.close(slave)
    output, end, pressed = b"", time.monotonic() + 30, not keys
    try:
        while time.monotonic() < end:
            if not pressed and wait_for in output:
                os.write(master, keys)
                pressed = True
            if select.select([master], [], [], 0.05)[0]:
                try:
                    piece = os.read(master, 65536)
                except OSError:
                    break
                if not piece:
                    break
                output += piece
        return process.wait(10), output.decode("utf-8", "replace")
    finally:
        process.kill()
        process.wait()
        os.close(master)


def test_a_pipe_that_closes_early_is_no_error(trained):
    many = " ".join(f"word{number}" for number in range(1500))
    process = subprocess.Popen(
        [*TYPEAHEAD, "surprise", "--table", "--model", "ngram"],
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
    )
    process.stdout.close()
    process.stdin.write(many.encode())
    process.stdin.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(30) == 141
    assert said == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_full_disk_is_one_line(trained):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*TYPEAHEAD, "words", "--json"], stdout=full, stderr=PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"typeahead: no space left on device; check the disk and try again\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize("arguments", [["--help"], ["-h"], ["--version"], ["train", "--help"]])
def test_a_full_disk_is_one_line_of_help_too(arguments):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*TYPEAHEAD, *arguments], stdout=full, stderr=PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr == b"typeahead: no space left on device; check the disk and try again\n"


@pytest.mark.parametrize(
    "arguments", [["suggest", "foo"], ["words", "--json"], ["train"], ["--help"], ["--version"]]
)
def test_with_standard_output_closed_it_is_written_nowhere(trained, arguments):
    done = _in_a_shell(arguments, ">&-")
    assert (done.returncode, done.stdout) == (0, "")
    assert "unexpected" not in done.stderr


def test_with_other_streams_closed(trained):
    assert _in_a_shell(["suggest", "foo"], "2>&-").returncode == 0
    assert _in_a_shell(["surprise"], "<&-").stderr == _in_a_shell(["surprise"], "</dev/null").stderr
    editor = _in_a_shell(["a.md"], "<&-")
    assert editor.returncode == 1
    assert "needs a terminal" in editor.stderr


def _in_a_shell(arguments: list[str], redirection: str) -> subprocess.CompletedProcess[str]:
    command = f"{shlex.join([*TYPEAHEAD, *arguments])} {redirection}"
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)


def test_an_interrupt_is_one_line(trained):
    process = subprocess.Popen([*TYPEAHEAD, "surprise"], stdin=PIPE, stdout=PIPE, stderr=PIPE)
    folder = Path(os.environ["TYPEAHEAD_HOME"]) / "profiles" / "default"
    deadline = time.monotonic() + 60
    while not any(folder.name in link for link in _open_files(process.pid)):
        assert time.monotonic() < deadline, "it has not opened the profile, to wait for text then"
        time.sleep(0.02)
    used = -1
    while (now := _processor_ticks(process.pid)) != used:  # an interrupt amid an import may be lost
        used = now
        time.sleep(0.4)
    process.send_signal(signal.SIGINT)
    out, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert out == b""
    assert said == b"typeahead: stopped\n"


def _processor_ticks(number: int) -> int:
    """How much of a processor a process has used."""
    figures = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return int(figures[11]) + int(figures[12])


def _open_files(number: int) -> list[str]:
    folder = Path(f"/proc/{number}/fd")
    found = []
    for link in folder.iterdir() if folder.exists() else ():
        try:
            found.append(str(link.readlink()))
        except OSError:
            continue
    return found


def test_colour_at_a_terminal_and_none_with_no_color(trained, tmp_path):
    text = tmp_path / "text.md"
    text.write_text("The students opened their zebra.")
    code, coloured = at_a_terminal(["surprise", str(text)])
    assert code == 0
    assert "\x1b[1;4;38;5;231;48;5;88mzebra" in coloured
    plain = at_a_terminal(["surprise", str(text)], NO_COLOR="1")[1]
    assert "\x1b[1;4mzebra" in plain
    assert "31m" not in plain
    assert "48;5" not in plain
    assert "\x1b[1;4;31mzebra" in at_a_terminal(["surprise", str(text)], TERM="xterm")[1]
    assert "\x1b" not in at_a_terminal(["surprise", str(text)], TERM="dumb")[1]


def test_training_shows_a_bar_at_a_terminal_only(vault):
    code, shown = at_a_terminal(["train", str(vault)])
    assert code == 0
    assert "Reading" in shown
    assert "Counting" in shown
    done = subprocess.run([*TYPEAHEAD, "train", "--again"], capture_output=True, text=True, check=True)
    assert "Counting" not in done.stderr


def test_asking_at_a_terminal(trained):
    code, shown = at_a_terminal(["forget", "--all"], keys=b"n\n", wait_for=b"[y/N]")
    assert code == 0
    assert "Nothing was forgotten." in shown


@pytest.mark.parametrize("redirection", ["</dev/null", "<&-"])
def test_nobody_to_ask(trained, redirection):
    done = _in_a_shell(["forget", "--all"], redirection)
    assert (done.returncode, done.stdout) == (1, "")
    assert "add --yes" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_locale_that_lacks_letters(trained):
    env = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run([*TYPEAHEAD, "suggest", "the “"], capture_output=True, env=env, check=True)
    assert b"1 | " in done.stdout
    assert done.stderr == b""
