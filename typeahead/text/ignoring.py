"""Which files and folders are left out by their names: hidden ones, version control, `.typeaheadignore`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path, PurePosixPath

from typeahead.errors import SourceUnreadable
from typeahead.text.decoding import decode
from typeahead.text.files import IGNORE_FILE, Skipped
from typeahead.text.ignore_patterns import Rule, rule_in
from typeahead.text.opening import read_bytes

_VERSION_CONTROL = frozenset({".git", ".hg", ".svn", ".bzr", ".jj", "_darcs", "CVS"})
_MAX_IGNORE_BYTES = 1_000_000


def reason_by_name(name: str, *, is_folder: bool) -> str | None:
    """Why a file or folder of this name is never read inside a training folder; None if it may be."""
    if is_folder and name in _VERSION_CONTROL:
        return "version control"
    if is_folder and name == "node_modules":
        return "node_modules"
    if name.startswith("."):
        return "hidden folder" if is_folder else "hidden file"
    return None


@dataclass(frozen=True, slots=True)
class IgnoreRules:
    """The rules of one folder's ignore file, on top of those of the folders above it."""

    base: PurePosixPath
    own: tuple[Rule, ...]
    above: "IgnoreRules | None"

    def ignores(self, path: PurePosixPath, *, is_folder: bool) -> bool:
        """Whether a path, relative to the training folder, is left out where its folder is not: as the last rule says
        that names it, in the deepest file that has one.
        """
        rules: IgnoreRules | None = self
        while rules is not None:
            relative = path.relative_to(rules.base).as_posix() + ("/" if is_folder else "")
            for rule in reversed(rules.own):
                if rule.names(relative):
                    return rule.leaves_out
            rules = rules.above
        return False


def is_ignored(path: PurePosixPath, ruled: Mapping[PurePosixPath, IgnoreRules | None]) -> bool:
    """Whether a file or a folder above it is left out, by the rules that hold in the folders that were looked into."""
    rules = None
    for folder, below in pairwise([*reversed(path.parents), path]):
        rules = ruled.get(folder, rules)
        if rules is not None and rules.ignores(below, is_folder=below != path):
            return True
    return False


def rules_in(
    folder: Path, base: PurePosixPath, above: IgnoreRules | None, skipped: list[Skipped]
) -> IgnoreRules | None:
    """The rules that hold in a folder; an ignore file or a line that can't be used is added to `skipped`."""
    path = folder / IGNORE_FILE
    try:
        text, _ = decode(read_bytes(path, _MAX_IGNORE_BYTES))
    except FileNotFoundError:
        return above
    except SourceUnreadable:
        skipped.append(Skipped(path, "not a usable list of files to ignore"))
        return above
    except OSError as error:
        skipped.append(Skipped(path, f"list of files to ignore can't be read ({error.strerror})"))
        return above
    return IgnoreRules(base, tuple(_rules(text, path, skipped)), above)


def _rules(text: str, path: Path, skipped: list[Skipped]) -> Iterator[Rule]:
    for number, line in enumerate(text.split("\n"), start=1):
        try:
            if rule := rule_in(line):
                yield rule
        except ValueError:
            skipped.append(Skipped(path, f"line {number} is not a pattern and was passed over"))
