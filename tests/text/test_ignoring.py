"""Which files an ignore file leaves out: the same ones as git."""

import random
import shutil
import subprocess
import warnings
from itertools import product
from pathlib import Path

import pytest

from typeahead.text.files import IGNORE_FILE
from typeahead.text.walking import walk

FOLDERS = ["", "private", "journal", "journal/private", "work/drafts", "foo"]
NAMES = ["a.md", "b.txt", "draft.md"]

# What random rules are made of, and the paths they may name.
RULES = [
    rule
    for line in r"""
a|b|/a|a/|foo|foo/|/foo|foo*|foo/**|foo/**/|/foo/*|/foo/bar|foo/bar/|foo/*.md|**/foo|a/**/b|b/**|/**/b|**/b/*.md
deep/|deep/a/|deep/*/b|deep/**/b.md|*|*/|/*|/*/|**|**/|/**|/**/|*.md|*.txt|*.md/|/foo.md|?.md|[ab].md|[!a]*.md|[^f]*
a**|**a|***|d d/|  foo|foo |foo\ |été*|{a,b}.md|\#z*|#z.md|\!q*|!q.md|a[[]1].md|a\[1\]*|/|//|a//b|./a|foo/.|[a-|a\
[[:upper:]]*|[[:digit:][:punct:]]*|*[![:alnum:].]*|[[:no:]]*|[z-a]*|foo[!x]*|foo[--z]a*
""".splitlines()
    for rule in line.split("|")
    if rule
]
RULES += ["foo\t", "foo/\t"]
PLACES = ["", "a", "a/b", "foo", "foo/bar", "deep/a/b", "d d", "été"]
LEAVES = [
    "a.md",
    "b.md",
    "foo",
    "foo.md",
    "Upper.md",
    "x#y.md",
    "#z.md",
    "!q.md",
    "a[1].md",
    "été.md",
    "7.txt",
    "b",
]


def left(root: Path) -> set[str]:
    return {found.path.relative_to(root).as_posix() for found in walk([root]).found}


@pytest.mark.parametrize(
    ("rules", "read"),
    [
        ("*\n!*/\n!*.md\n", {f"{folder}/{name}" for folder in FOLDERS for name in ("a.md", "draft.md")}),
        ("*\n!*/\n!a.md\nprivate/\n", {"/a.md", "journal/a.md", "work/drafts/a.md", "foo/a.md"}),
        (
            "*\n!**\nprivate/\nwork\n",
            {f"{folder}/{name}" for folder in ("", "journal", "foo") for name in NAMES},
        ),
        ("!*\njournal/\nwork/\nprivate/\n", {f"{folder}/{name}" for folder in ("", "foo") for name in NAMES}),
        ("/**\n!/**\n/[fjpw]*/\n", {f"/{name}" for name in NAMES}),
        ("*\n!*/**\n", set()),
        ("*/\n!/journal/\nprivate/\n", {f"{folder}/{name}" for folder in ("", "journal") for name in NAMES}),
        (
            "*.txt\ndraft*\njournal/**\n!journal/private\n",
            {"/a.md", "private/a.md", "foo/a.md"},
        ),
    ],
)
def test_the_last_rule_that_names_a_folder_or_a_file_decides(
    tmp_path: Path, rules: str, read: set[str]
) -> None:
    for folder, name in product(FOLDERS, NAMES):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / name).write_text("Some words.")
    (tmp_path / IGNORE_FILE).write_text(rules)
    assert left(tmp_path) == {path.removeprefix("/") for path in read}


def test_lines_that_are_no_pattern_are_named(tmp_path: Path) -> None:
    (tmp_path / IGNORE_FILE).write_text("a.md\n[z-a]*\n")
    (tmp_path / "a.md").write_text("Some words.")
    (tmp_path / "b.md").write_text("Some words.")
    found = walk([tmp_path])
    assert left(tmp_path) == {"b.md"}
    assert [skip.reason for skip in found.skipped if skip.path.name == IGNORE_FILE] == [
        "line 2 is not a pattern and was passed over"
    ]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed: nothing to compare with")
@pytest.mark.parametrize("seed", range(3))
def test_random_rules_leave_out_what_git_leaves_out(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    for place in PLACES:
        (tmp_path / place).mkdir(parents=True, exist_ok=True)
    for place in PLACES:
        for name in chance.sample(LEAVES, 6):
            if not (tmp_path / place / name).exists():
                (tmp_path / place / name).write_text("Some words.")
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    ask = [
        "git",
        "-c",
        "core.ignorecase=false",
        "ls-files",
        "-o",
        "-z",
        f"--exclude-per-directory={IGNORE_FILE}",
    ]
    for _ in range(100):
        files = [tmp_path / place / IGNORE_FILE for place in {"", chance.choice(PLACES)}]
        told = {}
        for file in files:
            lines = [chance.choice(["", "", "!"]) + chance.choice(RULES) for _ in range(chance.randint(1, 5))]
            told[file] = chance.choice(["\n", "\r\n"]).join([*lines, ""])
            file.write_bytes(told[file].encode())
        listed = (
            subprocess.run(ask, cwd=tmp_path, check=True, capture_output=True).stdout.decode().split("\0")
        )
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert left(tmp_path) == {path for path in listed if path and not path.endswith(IGNORE_FILE)}, (
                told
            )
        for file in files:
            file.unlink()
