"""Finding the files to read under the paths a person names, and saying why the others are left out."""

import os
import stat
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path, PurePosixPath

from typeahead.errors import SourceUnreadable
from typeahead.text.decoding import SNIFFED, is_binary
from typeahead.text.files import IGNORE_FILE, MAX_BYTES, Found, Skipped, Walk
from typeahead.text.ignoring import IgnoreRules, is_ignored, reason_by_name, rules_in
from typeahead.text.opening import kind_of, opened
from typeahead.text.prose import FORMATS, extension
from typeahead.text.visible import is_utf8

BINARY = "not text (binary)"
LEADS_OUT = "link that leads out of the folder"


def walk(
    paths: Sequence[Path],
    *,
    max_bytes: int = MAX_BYTES,
    corpora: bool = False,
    any_text: bool = False,
    enough: Callable[[int], bool] = lambda _: False,
) -> Walk:
    """Find the files to read under the paths, folders recursively; the order of the paths does not matter.

    A file that is named itself is read whatever it is called, if it is text; in folders names decide.
    Where files that are named are benchmark corpora (`corpora`), their reader tells whether they are text.
    With `any_text`, folders give all text files, whatever their format. `enough` is asked in between with the
    number of files found so far; where it says so, the walk ends there.

    Raises:
        SourceUnreadable: if a path does not exist, can't be read, or is neither a file nor a folder.
    """
    walker = _Walker(max_bytes, corpora, any_text, enough)
    # Not `resolve`, which would show a person another name than the one they gave.
    named = {path: _status_of_named(path) for path in sorted({Path(os.path.abspath(path)) for path in paths})}
    # What has two names goes by the one with fewer links on its way: links come and go.
    by_links = sorted(named, key=_links_on_the_way)
    folders = []
    for path in by_links:
        if stat.S_ISDIR(named[path].st_mode):
            folders.append(path)
        else:
            walker.add_named_file(path, named[path])
    for folder in folders:
        walker.add_folder(folder)
    return walker.result()


def outward(paths: Sequence[Path]) -> list[Path]:
    """The paths, and whatever links in them lead to outside of them, and links there; each place once, sorted.

    What a link leads to is looked at as if it had been named: loops end, since no place is taken twice.

    Raises:
        SourceUnreadable: as `walk`.
    """
    found = [Path(os.path.abspath(path)) for path in paths]
    seen = {os.path.realpath(path) for path in found}
    waiting = list(found)
    while waiting:
        walked = walk([waiting.pop()])
        for link in (each.path for each in walked.skipped if each.reason == LEADS_OUT):
            real = os.path.realpath(link)
            is_inside = any(real == place or real.startswith(place.rstrip(os.sep) + os.sep) for place in seen)
            if not is_inside and is_utf8(real) and (Path(real).is_dir() or Path(real).is_file()):
                seen.add(real)
                found.append(Path(real))
                waiting.append(Path(real))
    return sorted(set(found))


def _links_on_the_way(path: Path) -> int:
    return sum(each.is_symlink() for each in (path, *path.parents))


def _status_of_named(path: Path) -> os.stat_result:
    try:
        status = path.stat()
    except FileNotFoundError:
        what = "is a link that leads nowhere" if path.is_symlink() else "does not exist"
        raise SourceUnreadable(f"{path} {what}: check the spelling, or leave it out") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise SourceUnreadable(f"{path} can't be read ({reason}): check the path") from error
    is_folder = stat.S_ISDIR(status.st_mode)
    if not is_folder and not stat.S_ISREG(status.st_mode):
        raise SourceUnreadable(f"{path} is {kind_of(status.st_mode)}: name a file or a folder")
    if not os.access(path, os.R_OK | (os.X_OK if is_folder else 0)):
        raise SourceUnreadable(
            f"{path} can't be read (permission denied): change its permissions, or leave it out"
        )
    return status


class _Walker:
    """Collects what is found; files are told apart by their real paths, so none counts twice."""

    def __init__(self, max_bytes: int, corpora: bool, any_text: bool, enough: Callable[[int], bool]) -> None:
        self._max_bytes = max_bytes
        self._corpora = corpora
        self._any_text = any_text
        self._enough = enough
        self._too_large = f"larger than {max_bytes / 1_000_000:g} MB"
        self._found: dict[str, Found] = {}
        self._skipped: dict[Path, Skipped] = {}

    def result(self) -> Walk:
        paths = {found.path for found in self._found.values()}
        skipped = [skip for path, skip in self._skipped.items() if path not in paths]
        return Walk(
            sorted(self._found.values(), key=lambda found: found.path),
            sorted(skipped, key=lambda skip: skip.path),
            {real: found.path for real, found in self._found.items()},
        )

    def add_named_file(self, path: Path, status: os.stat_result) -> None:
        real = os.path.realpath(path)
        if self._corpora:
            self._found.setdefault(real, Found(path, status.st_size, status.st_mtime_ns))
        elif status.st_size > self._max_bytes:
            self._skip(path, self._too_large)
        elif (extension(path) and extension(path) in FORMATS) or self._holds_text(path):
            self._found.setdefault(real, Found(path, status.st_size, status.st_mtime_ns))

    def add_folder(self, root: Path) -> None:
        """Read a training folder; its ignore files count from here down, whatever stands above it."""
        real_root = os.path.realpath(root)
        links: list[Path] = []
        ruled: dict[PurePosixPath, IgnoreRules | None] = {}
        waiting: list[tuple[Path, PurePosixPath, IgnoreRules | None]] = [(root, PurePosixPath(), None)]
        while waiting:
            folder, relative, above = waiting.pop()
            real = Path(real_root, relative)
            notes: list[Skipped] = []
            rules = ruled[relative] = rules_in(folder, relative, above, notes)
            for note in notes:
                self._skip(note.path, note.reason)
            try:
                with os.scandir(folder) as entries:
                    listing = sorted(entries, key=lambda entry: entry.name)
            except OSError as error:
                self._skip(folder, f"folder can't be opened ({(error.strerror or 'unknown').lower()})")
                continue
            for entry in listing:
                if self._enough(len(self._found)):
                    return
                self._add_entry(entry, relative / entry.name, real, rules, waiting, links)
        for link in sorted(links):
            self._add_link(link, real_root, ruled)

    def _add_entry(
        self,
        entry: "os.DirEntry[str]",
        relative: PurePosixPath,
        real_folder: Path,
        rules: IgnoreRules | None,
        waiting: list[tuple[Path, PurePosixPath, IgnoreRules | None]],
        links: list[Path],
    ) -> None:
        if entry.name == IGNORE_FILE:
            return
        path = Path(entry.path)
        try:
            is_folder = entry.is_dir(follow_symlinks=False)
            reason = reason_by_name(entry.name, is_folder=is_folder)
            if reason is None and rules is not None and rules.ignores(relative, is_folder=is_folder):
                reason = f"named in {IGNORE_FILE}"
            if reason is not None:
                self._skip(path, reason)
            elif is_folder:
                waiting.append((path, relative, rules))
            elif entry.is_symlink():
                links.append(path)
            else:
                self._add_file(path, entry.stat(follow_symlinks=False), str(real_folder / entry.name))
        except OSError as error:
            self._skip(path, f"can't be read ({(error.strerror or 'unknown').lower()})")

    def _add_file(self, path: Path, status: os.stat_result, real: str) -> None:
        if real in self._found:
            return
        if not stat.S_ISREG(status.st_mode):
            self._skip(path, f"{kind_of(status.st_mode)}, not a file")
        elif extension(path) not in FORMATS and not self._any_text:
            self._skip(path, f"not a format that is read ({extension(path)})")
        elif status.st_size > self._max_bytes:
            self._skip(path, self._too_large)
        elif (extension(path) and extension(path) in FORMATS) or self._holds_text(path):
            self._found[real] = Found(path, status.st_size, status.st_mtime_ns)

    def _add_link(
        self, link: Path, real_root: str, ruled: Mapping[PurePosixPath, IgnoreRules | None]
    ) -> None:
        """Follow a link to a file of the same training folder, unless that is read where it is or not to be read."""
        real = os.path.realpath(link)
        try:
            status = Path(real).stat()
        except OSError:
            self._skip(link, "link that leads nowhere")
            return
        if os.path.commonpath([real, real_root]) != real_root:
            self._skip(link, LEADS_OUT)
        elif stat.S_ISDIR(status.st_mode):
            self._skip(link, "link to a folder (its files are read where they are)")
        elif real in self._found:
            self._skip(link, "link to a file that is read where it is")
        elif is_ignored(PurePosixPath(Path(real).relative_to(real_root)), ruled):
            self._skip(link, f"link to what is named in {IGNORE_FILE}")
        else:
            self._add_file(link, status, real)

    def _holds_text(self, path: Path) -> bool:
        """Look into a file whose name does not say what it is; if it is no text, that is a skip."""
        try:
            with opened(path) as file:
                head = file.read(SNIFFED) or b""
        except SourceUnreadable as error:
            self._skip(path, str(error))
            return False
        except OSError as error:
            self._skip(path, f"can't be read ({(error.strerror or 'unknown').lower()})")
            return False
        if is_binary(head):
            self._skip(path, BINARY)
            return False
        return True

    def _skip(self, path: Path, reason: str) -> None:
        self._skipped.setdefault(path, Skipped(path, reason))
