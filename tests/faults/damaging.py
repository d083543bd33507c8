"""Damages one file of a data folder in one of six ways, chosen by a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

WAYS = ("truncated", "flipped", "emptied", "deleted", "older", "random")


@dataclass(frozen=True, slots=True)
class Damage:
    """What is done to which file of a folder, and the seed of where."""

    file: str
    way: str
    seed: int

    def __str__(self) -> str:
        return f"{self.file} {self.way} (seed {self.seed})"

    def do(self, home: Path, older: Path) -> bool:
        """Do it; False where that would change nothing."""
        path, choose = home / self.file, random.Random(f"{self.seed} {self.file} {self.way}")
        before = path.read_bytes()
        if self.way == "deleted":
            path.unlink()
            return True
        if self.way == "older":
            if not (older / self.file).is_file():
                return False
            after = (older / self.file).read_bytes()
        elif self.way == "emptied":
            after = b""
        elif self.way == "truncated":
            after = before[: choose.randrange(max(len(before), 1))]
        elif self.way == "random":
            after = choose.randbytes(len(before))
        else:
            changed = bytearray(before)
            if changed:
                changed[choose.randrange(len(changed))] ^= 1 << choose.randrange(8)
            after = bytes(changed)
        path.write_bytes(after)
        return after != before


def files_of(home: Path) -> list[str]:
    """All files of a folder but the notes in it."""
    found = (path.relative_to(home) for path in sorted(home.rglob("*")) if path.is_file())
    return [str(path) for path in found if path.parts[0] != "notes"]


def damages(files: list[str], number: int, seed: int) -> list[Damage]:
    """So many, spread over all files and ways; every third one hits the database, which nothing else can replace."""
    choose = random.Random(seed)
    database = [name for name in files if name.endswith(("profile.db", "profile.db-wal"))]
    every = [(name, way) for name in files for way in WAYS]
    choose.shuffle(every)
    at_database = [(name, way) for name in database for way in WAYS]
    found = []
    for each in range(number):
        name, way = at_database[each // 3 % len(at_database)] if each % 3 == 0 else every[each % len(every)]
        found.append(Damage(name, way, seed * 1_000 + each))
    return found
