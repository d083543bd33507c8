"""Training: files and folders to stored documents, and those to a new generation, reading only what changed."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from typeahead.errors import NothingToLearn, ProfileBusy, SourceUnreadable
from typeahead.profile.building import Limits
from typeahead.profile.folders import lies_under
from typeahead.profile.forgetting import blocked_cutter, leave_out, leaving_out
from typeahead.profile.fruitless import fruitless
from typeahead.profile.missing import gone, kept_notices
from typeahead.profile.profile import Profile
from typeahead.profile.reading import Tokenised, find_files, read_files
from typeahead.profile.rows import StoredDocument
from typeahead.profile.settings import PROSE, Summary
from typeahead.profile.spool import Spool, sweep
from typeahead.profile.training_options import TrainingOptions
from typeahead.profile.typed import Typed, left_out
from typeahead.text.files import Found, Skipped
from typeahead.text.forms import CUTTING
from typeahead.text.visible import is_utf8

_FORGOTTEN = "forgotten, or not to be learned (train --again reads it, unless a private folder has it)"

_CUTTING = "cutting"
"""The setting that says by which rules the documents were cut into words and sentences."""

_MUCH = 4 << 20
"""Bytes of files that wait on disk until all is read: more than that should not be read twice, nor be in memory."""

Progress = Callable[[str, int, int], None]
"""Told what is being done: (stage, done, total); the stages are "reading" and "counting"."""

Heard = Callable[[Tokenised | Skipped], None]
"""Given each file as soon as it is read, or was skipped in reading."""


@dataclass(slots=True)
class TrainingReport:
    """What a training did.

    Attributes:
        read, unchanged, removed: files, by what became of them.
        skipped: what was left out, and why.
        fruitless: paths given that gave nothing, and why if anything is there.
        gave_nothing: whether these are all paths that were given.
        notices: what a person should know (an odd encoding, a folder that is not there).
        summary: what the model holds now.
        discount_fallback: orders with too few n-grams to estimate discounts from.
        seconds: it took.
        changed: whether the model is another one now.
        dropped: networks that are gone, since they had learned what was removed.
    """

    read: int = 0
    unchanged: int = 0
    removed: int = 0
    documents: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    fruitless: list[Skipped] = field(default_factory=list)
    gave_nothing: bool = False
    notices: list[str] = field(default_factory=list)
    summary: Summary = field(default_factory=lambda: Summary(0, 0, 0, []))
    discount_fallback: list[int] = field(default_factory=list)
    seconds: float = 0.0
    changed: bool = False
    dropped: tuple[str, ...] = ()


def train(
    profile: Profile,
    paths: Sequence[Path],
    options: TrainingOptions | None = None,
    progress: Progress | None = None,
    heard: Heard | None = None,
) -> TrainingReport:
    """Learn from files and folders; those given earlier are looked at again too.

    Interrupted (KeyboardInterrupt) while it reads much, it leaves what was read to the next training.

    Raises:
        SourceUnreadable: a path given does not exist or can't be read.
        NothingToLearn: no text was found anywhere.
        SettingInvalid: an option has a value that can't be used.
        ModelReadOnly: the profile's model was imported.
        StorageFailed, ProfileBusy, ProfileDamaged: see `store.Store`.
    """
    profile.check_learns()
    options = options or TrainingOptions()
    began = time.perf_counter()
    report = TrainingReport()
    profile.check()
    profile.try_to_back_up()
    settings = options.applied_to(profile.settings)
    given = list(dict.fromkeys(Path(os.path.abspath(path.expanduser())) for path in paths))
    if options.follow_links:
        from typeahead.text.walking import outward

        given = outward(given)
    for named in given:
        if not is_utf8(str(named)):
            raise SourceUnreadable(f"{named} can't be remembered: its name is not UTF-8; give it another one")
    epoch = profile.store.epoch
    # Only what lay under these can be missed; another program may add folders of its own meanwhile.
    remembered = profile.store.roots()
    earlier = [path for path in map(Path, remembered) if path not in given]
    looked_at = [*given, *(path for path in earlier if os.access(path, os.F_OK))]
    missing = [str(path) for path in earlier if path not in looked_at]
    walked = find_files(looked_at, settings.tokens)
    skipped = walked.skipped
    is_cut_anew = settings.tokens == PROSE and profile.store.setting(_CUTTING) != CUTTING
    reread = options.again or settings.tokens != profile.settings.tokens or is_cut_anew
    if options.again:
        _include_again(profile, given)
    wanted = _wanted(profile, walked.found, skipped)
    known = profile.store.documents()
    if not wanted and not known:
        raise NothingToLearn(_nothing(given, skipped))

    def is_known(file: Found) -> bool:
        document = known.get(str(file.path))
        return document is not None and (document.size, document.mtime_ns) == (file.size, file.mtime_ns)

    changed = [file for file in wanted if reread or not is_known(file)]
    report.unchanged = len(wanted) - len(changed)
    told = progress and partial(progress, "reading")
    roots = [str(path) for path in given]
    revision = profile.store.revision
    blocked = profile.store.blocked_words()
    with _waiting(profile, options, changed, settings.tokens) as spool:
        results = read_files(changed, settings.tokens, told, spool, heard)
        with profile.store.change():
            # Another training may have stored something of its own meanwhile.
            now = profile.settings
            if settings.tokens != options.tokens_with(now):
                raise ProfileBusy("another training changed how texts are read; run this one again")
            profile.settings = options.applied_to(now)
            before, known = known, profile.store.documents()
            if options.base is not None:
                profile.store.set_setting("base", "1" if options.base else "0")
            for root in roots:
                profile.store.add_root(root)
            present = {str(file.path) for file in wanted}
            if profile.store.epoch != epoch:
                raise ProfileBusy(
                    "everything was forgotten while this training ran; run it again to learn anew"
                )
            if spool is not None and blocked - profile.store.blocked_words():  # it was cut out as it was read
                raise ProfileBusy(
                    "a word was allowed again while this training ran; run it again to learn it"
                )
            is_left_out = leaving_out(profile.store)  # by now
            listed = [*roots, *profile.store.roots()]
            # And forgotten, while this was reading.
            taken_off = [root for root in remembered if root not in listed]
            typed = Typed(profile.store)
            for result in results:
                if isinstance(result, Skipped):
                    skipped.append(result)  # what it taught stays: it is there, only not readable now
                elif is_left_out(result.file.path):
                    skipped.append(Skipped(result.file.path, _FORGOTTEN))
                elif _is_newer(known.get(str(result.file.path)), before, result.file):
                    report.unchanged += 1
                elif lies_under(path := str(result.file.path), taken_off) and not lies_under(path, listed):
                    skipped.append(Skipped(result.file.path, "its folder was taken off the list"))
                else:
                    _put(profile, result, known, roots, report, reread, typed)
            removed = [path for path in known if is_left_out(path)]
            if not options.keep_missing:
                read = present.intersection(profile.store.documents())
                removed += gone(known, read, walked, looked_at, missing)
            report.removed = profile.store.remove_documents(removed)
            unwanted = left_out(profile.store, is_left_out)
            if profile.store.remove_sessions(unwanted) or report.removed:
                profile.store.note_forgetting()
            if is_cut_anew:
                profile.store.note(_CUTTING, CUTTING)  # not a change by itself: what was read again is one
            stored = profile.store.documents()
            report.documents = len(stored)
            report.notices += kept_notices(missing, stored)
            report.fruitless = fruitless(given, stored.values(), skipped)
            report.gave_nothing = 0 < len(given) == len(report.fruitless)
            if not (removed or before or any(document.words for document in stored.values())):
                # And nothing of this is stored.
                raise NothingToLearn(
                    _nothing(given, skipped or [each for each in report.fruitless if each.reason])
                )
    report.skipped = skipped
    report.notices += [
        f"{each.path}: no text to learn from is there" + (f": {each.reason}" if each.reason else "")
        for each in report.fruitless
    ]
    report.changed = profile.store.revision != revision
    if report.removed or unwanted:
        from typeahead.profile.networks import drop_networks

        report.dropped = drop_networks(profile)
        with suppress(OSError):  # what is left is removed by who opens the profile next
            profile.backups.sweep(profile.store.forgettings)
    profile.try_to_back_up()  # the first one of a new profile
    _finish(profile, report, options.memory, progress)
    report.seconds = time.perf_counter() - began
    return report


def retrain(profile: Profile, progress: Progress | None = None) -> TrainingReport:
    """Read what changed in the remembered folders, and count what was typed lately into the arrays."""
    newest = max((piece.id for piece in profile.store.sessions()), default=0)
    if newest > int(profile.store.setting("counted_session", "0")):
        with profile.store.change():
            profile.store.set_setting("counted_session", str(newest))
            profile.store.touch()
    return train(profile, [], None, progress)


def _finish(profile: Profile, report: TrainingReport, memory: int | None, progress: Progress | None) -> None:
    """Open the generation, which makes it where it is stale, and report what it holds."""
    generation = profile.generation(Limits(memory, progress and partial(progress, "counting")))
    report.notices += profile.notices
    profile.notices.clear()
    report.summary = generation.summary
    report.discount_fallback = [
        order for order, found in enumerate(generation.model.discounts(), start=1) if found.fallback
    ]


def _wanted(profile: Profile, found: Sequence[Found], skipped: list[Skipped]) -> list[Found]:
    """The files that may be learned; the others are added to those that are skipped, with the reason."""
    own = Path(os.path.abspath(profile.folder.parent))
    is_left_out = leaving_out(profile.store)
    wanted = []
    for file in found:
        if is_left_out(file.path):
            skipped.append(Skipped(file.path, _FORGOTTEN))
        elif own in file.path.parents:
            skipped.append(Skipped(file.path, "typeahead's own data"))
        elif not is_utf8(str(file.path)):
            skipped.append(Skipped(file.path, "its name is not UTF-8"))  # it could not be stored
        else:
            wanted.append(file)
    return wanted


@contextmanager
def _waiting(
    profile: Profile, options: TrainingOptions, files: Sequence[Found], tokens: str
) -> Iterator[Spool | None]:
    """Where texts wait until all is read, None where there are few; only an interruption leaves them there."""
    if options.memory is None and sum(file.size for file in files) < _MUCH:
        yield None
        sweep(profile.folder)
        return
    spool = Spool(profile.folder, tokens, profile.store.blocked_words(), blocked_cutter(profile.store))
    keep = False
    try:
        yield spool
    except KeyboardInterrupt:
        keep = True
        raise
    finally:
        spool.close(keep=keep)


def _is_newer(stored: StoredDocument | None, before: dict[str, StoredDocument], file: Found) -> bool:
    """Whether another training has stored a document since this one began, and as it was saved later."""
    return stored is not None and stored != before.get(stored.path) and stored.mtime_ns > file.mtime_ns


def _include_again(profile: Profile, given: Sequence[Path]) -> None:
    """Take paths given, everything under them, and the folders above them off the list of those left out.

    A folder that was forgotten whole left its files on the list one by one, so the others stay out.
    """
    for path in given:
        inside = list(path.rglob("*")) if path.is_dir() else []
        with profile.store.change():
            for listed in (path, *path.parents, *inside):
                leave_out(profile.store, str(listed), out=False)


def _put(
    profile: Profile,
    read: Tokenised,
    known: dict[str, StoredDocument],
    roots: Sequence[str],
    report: TrainingReport,
    reread: bool,
    typed: Typed,
) -> None:
    """Store one document, unless it holds what it held."""
    path = str(read.file.path)
    report.notices += [f"{path}: {notice}" for notice in read.notices]
    before = known.get(path)
    if before is not None and before.digest == read.digest and before.size >= 0 and not reread:
        profile.store.seen_again(path, read.file.size, read.file.mtime_ns)
        report.unchanged += 1
        return
    cut = blocked_cutter(profile.store)
    if cut is not None:
        read = read.without(cut)
    root = next((root for root in roots if path == root or path.startswith(root.rstrip("/") + "/")), "")
    stored = StoredDocument(
        path=path,
        root=root or (before.root if before else ""),
        digest=read.digest,
        size=read.file.size,
        mtime_ns=read.file.mtime_ns,
        learned=time.time(),
        words=read.words,
    )
    profile.store.put_document(stored, read.body)
    typed.drop_read(path, read.file.mtime_ns, read.body, is_new=before is None)
    report.read += 1


def _nothing(given: Sequence[Path], skipped: Sequence[Skipped]) -> str:
    where = ", ".join(str(path) for path in given) or "the remembered folders"
    why = f" ({len(skipped)} skipped, the first because: {skipped[0].reason})" if skipped else ""
    return (
        f"found no text to learn from in {where}{why}; "
        "name a folder with .md, .txt, .org, .rst, .tex, .adoc, .html or .ipynb files"
    )


__all__ = ["PROSE", "Progress", "TrainingOptions", "TrainingReport", "retrain", "train"]
