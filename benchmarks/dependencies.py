"""Everything that installing typeahead installs: licence, size, and who wants it."""

from __future__ import annotations

import importlib.metadata as metadata
import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from packaging.requirements import Requirement


@dataclass
class Package:
    """One distribution of the closure."""

    name: str
    version: str
    licence: str
    size: int
    wanted_by: list[str] = field(default_factory=list)


ROOT = "typeahead"


def closure() -> dict[str, Package]:
    """What a plain install needs on this platform, by normalised name, as it is installed here."""
    found: dict[str, Package] = {}
    waiting = [(ROOT, "", frozenset[str]())]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        name, wanted_by, extras = waiting.pop()
        if wanted_by:
            package = found.setdefault(name, _package(name))
            if wanted_by not in package.wanted_by:
                package.wanted_by.append(wanted_by)
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for text in _required(name):
            wanted = Requirement(text)
            environments = [{"extra": extra} for extra in extras or [""]]
            if wanted.marker is None or any(wanted.marker.evaluate(each) for each in environments):
                waiting.append((normal(wanted.name), name, frozenset(wanted.extras)))
    return found


def normal(name: str) -> str:
    """A name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _required(name: str) -> list[str]:
    if name != ROOT:
        return metadata.requires(name) or []
    # Not what was installed: that may be older than what is asked for now.
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]
    return list(project["dependencies"])


def _package(name: str) -> Package:
    about = metadata.metadata(name)
    licence = about.get("License-Expression") or ""
    if not licence:
        listed = [
            each.rpartition(":: ")[2] for each in about.get_all("Classifier") or [] if "License ::" in each
        ]
        licence = ", ".join(listed) or (about.get("License") or "?").split("\n")[0]
    files = [file.locate() for file in metadata.files(name) or [] if "__pycache__" not in file.parts]
    size = sum(file.stat().st_size for file in files if file.exists())  # type: ignore[attr-defined]
    return Package(name, metadata.version(name), licence, size)


def main() -> None:
    """Print the table of docs/decisions/002-dependencies.md."""
    found = closure()
    print("| package | wanted by | licence | installed |\n|---|---|---|---|")
    for name, each in sorted(found.items()):
        size = f"{each.size / 1e6:.1f} MB"
        print(f"| {name} | {', '.join(sorted(each.wanted_by))} | {each.licence} | {size} |")
    print(f"\n{len(found)} packages, {sum(each.size for each in found.values()) / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
