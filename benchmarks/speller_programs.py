"""Other people's spell checkers as a benchmark asks them: words in, the first suggestion for each that is wrong out."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable

PROGRAMS = {"aspell": ["aspell", "-a", "--lang=en_US"], "hunspell": ["hunspell", "-a", "-d", "en_US"]}


def installed(name: str) -> bool:
    return shutil.which(name) is not None


def version(name: str) -> str:
    done = subprocess.run([name, "--version"], capture_output=True, text=True, check=False)
    return (done.stdout or done.stderr).splitlines()[0].lstrip("@(#) ")


def doubted(name: str, words: Iterable[str]) -> dict[str, str]:
    """Words that the program holds wrong → its first suggestion, empty where it has none (ispell's pipe protocol)."""
    asked = sorted(set(words))
    lines = "".join(f"^{word}\n" for word in asked)
    done = subprocess.run(PROGRAMS[name], input=lines, capture_output=True, text=True, check=True)
    found: dict[str, str] = {}
    answers = done.stdout.split("\n")[1:]  # the first line greets
    at = 0
    for word in asked:
        while at < len(answers) and answers[at]:
            kind = answers[at][0]
            if kind == "&" and word not in found:
                found[word] = answers[at].split(": ", 1)[1].split(", ")[0]
            elif kind == "#" and word not in found:
                found[word] = ""
            at += 1
        at += 1
    return found
