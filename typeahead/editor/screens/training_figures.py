"""What the screen of trainings shows, as lines: the folders, how far a training is, what came of it, a curve."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size

from typeahead.editor.charts import columns, meter
from typeahead.editor.place import home_short
from typeahead.editor.training_log import NetworkLog, NotesLog
from typeahead.text.duration import duration
from typeahead.text.visible import visible

if TYPE_CHECKING:
    from typeahead.profile.notes_news import NotesNews

CURVE = 4  # lines of the curve
NAMED = 500  # files named at most
_REASONS = 4  # reasons told at most, where no names are wanted
_NOTICES = 5


def folder_row(path: str, width: int, files: int = 0, words: int = 0, *, note: str = "") -> str:
    """A folder, what it gave, and what is to be said of it."""
    gave = note or f"{_count(files, 'file')}, {_count(words, 'word')}"
    name, room = visible(home_short(Path(path))), max(width - cell_len(gave) - 2, 12)
    if cell_len(name) > room:
        # The end of a path tells more than its beginning.
        while cell_len(name) > room - 1:
            name = name[1:]
        name = f"…{name}"
    return f"{set_cell_size(name, room)}  {gave}"


def doing(log: NotesLog, width: int) -> list[str]:
    """How far a training on notes is, or how the last one ended where nothing came of it."""
    from typeahead.profile import notes_news as its

    if not log.running:
        return [visible(log.ended)] if log.ended else []
    stopping = " Stopping…" if log.stopping else ""
    news = log.latest
    if news is None or news.stage == its.FINDING:
        return [f"Looking for files…{stopping}"]
    if news.stage == its.COUNTING:
        late = " All of it is stored by now: the new model comes all the same." if log.stopping else ""
        if news.done >= news.total:
            return [f"Making the model; {news.words:,} words were read.{late}"]
        return [f"Counting; {news.words:,} words were read.{late}", _bar(news.done, news.total, width)]
    skipped = f", {news.left_out:,} skipped" if news.left_out else ""
    read = f"Reading: {news.done:,} of {news.total:,} files, {news.words:,} words{skipped}."
    return [read + stopping, _bar(news.done, news.total, width)]


def _bar(done: int, total: int, width: int) -> str:
    return meter(done / total if total else 0.0, min(width, 60))


def outcome(report: NotesNews) -> list[str]:
    """The figures of a training that is done."""
    read = f"{report.read:,} read, {report.unchanged:,} as before"
    read += f", {report.removed:,} gone and forgotten" if report.removed else ""
    took = duration(max(report.seconds, 1))
    files = f"{_count(report.documents, 'file')} ({read}) in {took}."
    text = f"{report.words:,} words and marks, {_count(report.sentences, 'sentence')}, "
    text += f"{_count(report.types, 'distinct word')}."
    orders = " · ".join(f"{number:,}" for number in report.ngrams)
    lines = [files, text, f"N-grams of 1 to {len(report.ngrams)} words: {orders}."]
    if report.dropped:
        lines.append(f"It had learned what is gone, and is trained anew: {', '.join(report.dropped)}.")
    lines += [f"Note: {visible(each)}" for each in report.notices[:_NOTICES]]
    if len(report.notices) > _NOTICES:
        lines.append(f"And {len(report.notices) - _NOTICES:,} more notes like these.")
    return lines


def skipped(report: NotesNews, *, named: bool) -> list[str]:
    """What was skipped, by reason, or file by file."""
    if not report.skipped:
        return ["No file was skipped."]
    head = f"{_count(len(report.skipped), 'file')} skipped"
    if named:
        lines = [f"{head}; V hides their names:"]
        lines += [
            f"  {visible(home_short(Path(path)))}: {visible(why)}" for path, why in report.skipped[:NAMED]
        ]
        return lines + (
            [f"  and {len(report.skipped) - NAMED:,} more"] if len(report.skipped) > NAMED else []
        )
    lines = [f"  {count:,}: {visible(reason)}" for reason, count in report.reasons[:_REASONS]]
    more = sum(count for _, count in report.reasons[_REASONS:])
    return [f"{head}; V names them:", *lines, *([f"  {more:,}: other reasons"] if more else [])]


def curve(values: Sequence[float], width: int) -> tuple[list[str], str]:
    """Held-out perplexity after each epoch: lines of blocks, and the figures in words.

    Where the curve is flat, its foot is cut off, so that the steps can be seen; the figures say so.
    """
    values = [each for each in values if math.isfinite(each)]
    if not values:
        return [], ""
    shown = values[-width:]
    low, high = min(shown), max(shown)
    foot = 0.0 if low < high / 2 else max(low - (high - low) / (8 * CURVE - 1), 0.0)
    wide = max(1, min(4, width // len(shown)))
    lines = [
        "".join(sign * wide for sign in line) for line in columns([each - foot for each in shown], CURVE)
    ]
    said = f"{values[0]:,.1f} after an epoch"
    if len(values) > 1:
        said += f", {values[-1]:,.1f} after {len(values):,}; lowest {min(values):,.1f}"
    if foot and len(shown) > 1:
        said += f" (drawn from {foot:,.0f})"
    return lines, said


def network(log: NetworkLog, status: str) -> list[str]:
    """How far the training of a network is, or what came of the last one."""
    if log.latest is not None:
        return [status]
    return [visible(log.ended)] if log.ended else []


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'s' * (number != 1)}"
