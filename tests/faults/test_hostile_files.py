"""Files of strangers: they write nowhere, fill no memory, run no code, and nothing waits for a pipe."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import resource
import socket
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tests.faults import ugly
from tests.faults.fuzzing.targets import ARPA, TARGETS, seeds
from tests.vault import NOTES, trained, write_notes
from typeahead.editor import documents
from typeahead.errors import ArpaMalformed, SourceUnreadable
from typeahead.models.ngram.arpa.reader import read
from typeahead.profile import artifacts
from typeahead.profile.artifacts import Artifacts, ArtifactsUnusable
from typeahead.profile.finding import _text_of
from typeahead.profile.networks import stored as networks
from typeahead.profile.training import TrainingOptions, train
from typeahead.text.walking import walk

ROOM = 400 << 20
"""So much more memory than it has may a process take here."""

PACKAGE = Path(artifacts.__file__).parent.parent


@contextmanager
def little_memory() -> Iterator[None]:
    """No more than ROOM of address space can be taken: whoever asks for what a file claims, fails."""
    old = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + ROOM, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, old)


needs_proc = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="there is no /proc here")


# ARPA files.


@needs_proc
@pytest.mark.parametrize("promised", [b"999999999999", b"9" * 18, b"9" * 5_000, b"-1", b"2000000000"])
def test_what_an_arpa_file_promises_is_not_allocated(tmp_path, promised):
    file = tmp_path / "m.arpa"
    file.write_bytes(ARPA.replace(b"ngram 2=3", b"ngram 2=" + promised))
    with little_memory(), pytest.raises(ArpaMalformed) as error:
        read(file)
    assert len(str(error.value)) < 500


@needs_proc
@pytest.mark.parametrize(
    "begins", [b"", b"\\data\\\nngram 1=5\n\n\\1-grams:\n", b"\\data\\\nngram 1=5\n\n\\1-grams:\n-1\t"]
)
def test_a_gzip_bomb_is_not_unpacked(tmp_path, begins):
    file = tmp_path / "m.arpa.gz"
    with gzip.open(file, "wb", compresslevel=1) as packed:
        packed.write(begins)
        for _ in range(300):
            packed.write(b"a" * (1 << 20))
    with little_memory(), pytest.raises(ArpaMalformed):
        read(file)


@needs_proc
def test_more_lines_than_promised_are_not_kept(tmp_path):
    file = tmp_path / "m.arpa.gz"
    with gzip.open(file, "wb", compresslevel=1) as packed:
        packed.write(b"\\data\\\nngram 1=5\n\n\\1-grams:\n")
        for _ in range(200):
            packed.write(b"-1\ta\n" * 100_000)
    with little_memory(), pytest.raises(ArpaMalformed):
        read(file)


def test_control_characters_do_not_come_into_the_vocabulary(tmp_path):
    file = tmp_path / "m.arpa"
    bad = ("x\x1b]52;c;YQ==\x07", "x\u202ey", "x\x9by", "x\x7f", "x\x00y", "x\U000e0041")
    for sign in bad:
        file.write_bytes(ARPA.replace(b"\tb\t", f"\t{sign}\t".encode()).replace(b" b", f" {sign}".encode()).replace(
            b"\tb ", f"\t{sign} ".encode()))  # fmt: skip
        found = read(file)
        assert not ugly.raw_signs("".join(found.vocabulary.words)), sign
        assert any("control characters" in notice for notice in found.notices)
        assert len(found.vocabulary) == 5
    # A word that is spelled like what another becomes is still another.
    two = ARPA.replace(b"1=5", b"1=6").replace(b"-0.9\tb", "-0.9\tx\x1b\n-0.9\tx␛\n-0.9\tb".encode())
    file.write_bytes(two.replace(b"1=6", b"1=7"))
    assert len(read(file).vocabulary) == 7


# Arrays and networks.


def folder_of(folder: Path, about: dict[str, object], files: dict[str, bytes]) -> Path:
    """A folder with right checksums, whatever is in it."""
    folder.mkdir()
    for name, data in files.items():
        (folder / name).write_bytes(data)
    sums = {name: {"size": len(data), "crc32": zlib.crc32(data)} for name, data in files.items()}
    whole = {"format": artifacts.FORMAT, "files": sums, **about}
    (folder / "manifest.json").write_bytes(artifacts.sealed(whole))
    return folder


def npy(header: str) -> bytes:
    """An array's file with this header, and no numbers."""
    text = header.encode().ljust(118, b" ") + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text


@needs_proc
@pytest.mark.parametrize(
    "header",
    [
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000, 1000000), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (10000000000000000000000000,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
        "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': 7, 'fortran_order': False, 'shape': (1,), }",
        "__import__('os').mkdir('hacked')",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4, 2), ",
        "(" * 100,
        "",
    ],
)
def test_a_header_that_no_numpy_wrote_is_no_array(tmp_path, monkeypatch, header):
    monkeypatch.chdir(tmp_path)
    folder = folder_of(tmp_path / "a", {}, {"words.npy": npy(header)})
    with little_memory(), pytest.raises(ArtifactsUnusable):
        Artifacts(folder).array("words")
    assert not (tmp_path / "hacked").exists()


def test_a_pickle_is_not_loaded(tmp_path):
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.mkdir, (str(tmp_path / "hacked"),)

    raw = io.BytesIO()
    np.save(raw, np.array([Evil()], dtype=object), allow_pickle=True)
    folder = folder_of(tmp_path / "a", {}, {"words.npy": raw.getvalue()})
    with pytest.raises(ArtifactsUnusable):
        Artifacts(folder).array("words")
    assert not (tmp_path / "hacked").exists()


@pytest.mark.parametrize("name", ["../outside", "/etc/hostname", "a/b", "..", ""])
def test_a_manifest_that_names_files_elsewhere_is_refused(tmp_path, name):
    folder = folder_of(tmp_path / "a", {"files": {name: {"size": 0, "crc32": 0}}}, {})
    with pytest.raises(ArtifactsUnusable):
        Artifacts(folder)


def test_a_pipe_in_an_array_s_place_is_not_waited_for(tmp_path):
    folder = folder_of(tmp_path / "a", {}, {})
    os.mkfifo(folder / "words.npy")
    with pytest.raises(ArtifactsUnusable):
        Artifacts(folder).array("words")


@needs_proc
@pytest.mark.parametrize("kind", ["window", "rnn", "gru", "lstm", "ssm"])
def test_a_network_of_absurd_size_is_refused_before_it_is_made(tmp_path, kind):
    about = {
        "holds": networks.WEIGHTS, "kind": kind, "network_format": networks.FORMAT,
        "configuration": {"kind": kind, "vocabulary_size": 4, "embedding": 4096, "width": 4096, "layers": 3},
    }  # fmt: skip
    raw = io.BytesIO()
    np.save(raw, np.zeros((4, 4096), np.float32))
    files = {"embedding.npy": raw.getvalue(), f"{networks.VOCABULARY}.txt": b"<unk>\n<s>\n</s>\na"}
    found = Artifacts(folder_of(tmp_path / "a", about, files))
    with little_memory(), pytest.raises(ValueError, match="smaller network"):
        networks._opened(found, kind)


def test_no_file_is_unpickled_and_no_text_is_run():
    """Only what this program's own processes tell each other is pickled; NumPy is told each time not to."""
    ours = {PACKAGE / "text" / "parallel.py"}
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text("utf-8")
        if path not in ours:
            assert not re.search(
                r"^\s*(import|from) (pickle|marshal|shelve|dill|joblib)\b", text, re.MULTILINE
            ), path
        assert not re.search(r"(?<![\w.])(eval|exec)\(", text), path
        assert not re.search(r"allow_pickle=(?!False)|yaml\.load|shell=True", text), path
        for call in re.findall(r"np\.load\([^)]*\)", text):
            assert "allow_pickle=False" in call, (path, call)


# Links, pipes, devices.


def test_links_out_of_a_folder_are_followed_only_if_asked(tmp_path):
    notes, outside, far = (
        write_notes(tmp_path / "notes", ["school.md"]),
        tmp_path / "outside",
        tmp_path / "far",
    )
    write_notes(outside, ["garden.txt"])
    write_notes(far, ["trip.md"])
    (notes / "out").symlink_to(outside)
    (outside / "far").symlink_to(far)
    (far / "back").symlink_to(notes)
    (far / "self").symlink_to(far)
    (outside / "one.md").symlink_to(tmp_path / "single.md")
    (outside / "tty.md").symlink_to("/dev/tty")
    (outside / "zero.md").symlink_to("/dev/zero")
    (tmp_path / "single.md").write_text(NOTES["secret.md"])
    plain = TrainingOptions(base=False)
    profile, report = trained(tmp_path / "home", notes, options=plain)
    with profile:
        assert report.documents == 1
        assert {each.reason for each in report.skipped} == {"link that leads out of the folder"}
        report = train(profile, [notes], TrainingOptions(base=False, follow_links=True))
        assert report.documents == 4
        assert sorted(Path(path).name for path in profile.store.documents()) == [
            "garden.txt", "school.md", "single.md", "trip.md"
        ]  # fmt: skip
        (far / "trip.md").write_text("Another trip to the harbour.\n")
        report = train(profile, [], plain)  # remembered, like what was named
        assert (report.documents, report.read) == (4, 1)


def odd_files(folder: Path) -> Iterator[Path]:
    os.mkfifo(folder / "pipe.md")
    yield folder / "pipe.md"
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(folder / "s.md"))
    server.close()
    yield folder / "s.md"
    for name in (
        "/dev/zero",
        "/dev/tty",
        "/dev/random",
        "/proc/self/pagemap",
        "/proc/self/mem",
        "/proc/kcore",
        "/proc/kmsg",
    ):
        if Path(name).exists():
            yield Path(name)


def test_nothing_waits_for_a_pipe_or_reads_a_device_to_its_end(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)  # a socket's path has to be short
    found = list(odd_files(Path()))
    for path in found:
        with pytest.raises((SourceUnreadable, ArpaMalformed)):
            read(path)
        if not str(path).startswith("/proc"):
            with pytest.raises(SourceUnreadable):
                documents.load(path)
            assert _text_of(str(path)) == ""
    (tmp_path / ".typeaheadignore").unlink(missing_ok=True)
    os.mkfifo(tmp_path / ".typeaheadignore")
    assert walk([tmp_path]).found == []


def test_a_document_that_became_a_pipe_is_changed_and_not_waited_for(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("words")
    document = documents.load(path)
    path.unlink()
    os.mkfifo(path)
    assert documents.changed_on_disk(document)


COMMANDS = (
    ["surprise"], ["correct"], ["evaluate"], ["compare"], ["train"], ["model", "import"], ["gradients"],
    ["identify", "--profile", "default", "--profile", "default"],
)  # fmt: skip


@pytest.mark.skipif("TYPEAHEAD_FAULTS" not in os.environ, reason="a minute long: make faults")
def test_no_command_hangs_on_an_odd_file(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "home"
    profile, _ = trained(home, write_notes(tmp_path / "notes"), options=TrainingOptions(base=False))
    profile.close()
    environment = {**os.environ, "TYPEAHEAD_HOME": str(home)}
    tried, began = 0, time.monotonic()
    paths = list(odd_files(Path()))
    for command in COMMANDS:
        for path in paths:
            ended = subprocess.run(
                [sys.executable, "-m", "typeahead", *command, str(path)],
                capture_output=True, stdin=subprocess.DEVNULL, env=environment, timeout=120, check=False,
                preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30)),
            )  # fmt: skip
            assert ended.returncode in (0, 1, 2), (command, path, ended.stderr[-800:])
            assert b"Traceback" not in ended.stderr, (command, path, ended.stderr[-800:])
            assert not ugly.raw_signs(ended.stdout + ended.stderr)
            tried += 1
    for command in (
        ["surprise", "-"],
        ["correct", "-"],
        ["identify", "-", "--profile", "default", "--profile", "default"],
    ):
        with Path("/dev/zero").open("rb") as zero:
            ended = subprocess.run(
                [sys.executable, "-m", "typeahead", *command],
                capture_output=True, stdin=zero, env=environment, timeout=120, check=False,
            )  # fmt: skip
        assert ended.returncode == 1
        assert b"standard input" in ended.stderr
        tried += 1
    print(f"odd files: {tried} calls in {time.monotonic() - began:.0f} s, 0 hung")


# What the fuzzers found, and what they begin from.

FOUND = {
    "folders": [
        json.dumps({"holds": networks.WEIGHTS}).encode() + b"\0" + npy("{'descr': '<f4', 'shape': (4, 2), "),
        b"[" * 100_000,
    ],
    "arpa": [ARPA.replace(b"1=5", b"1=" + b"5" * 5_000)],
    "readers": [b"\x05" + b'{"cells": ' + b"9" * 5_000 + b"}"],
}


@pytest.mark.parametrize("name", TARGETS)
def test_what_was_found_once_is_found_no_more(name):
    for data in [*FOUND[name], *list(seeds(name))[::7]]:
        TARGETS[name](data)
