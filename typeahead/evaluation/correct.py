"""The slips of a text as a report: where each stands, what was meant, and the text with them put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from typeahead.prediction.correcting import Slip
from typeahead.prediction.predictor import Predictor
from typeahead.text.left_out import prose_of
from typeahead.text.lines import Lines

_AROUND = 30
"""So many characters of the line are shown on each side of a slip."""
_CONTEXT = 3
"""So many lines around a change are part of a diff."""

Progress = Callable[[str, int, int], None]
"""Told what is being done: (stage, done, total); the stage here is "correcting", in characters."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One slip, as a person looks for it.

    Attributes:
        line: of the text, counted from 1.
        column: of its first character, counted from 1.
        start: offset of its first character.
        end: offset behind its last.
        word: as it stands there.
        suggestion: what was probably meant.
        confidence: the probability of that, given the sentence.
        kind: "unknown" where it is no word, "known" where it is one, "own" for a name or a word of the person's own.
        before: what stands before it in its line, some characters at most.
        after: what stands behind it there.
    """

    line: int
    column: int
    start: int
    end: int
    word: str
    suggestion: str
    confidence: float
    kind: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CorrectReport:
    """What was found in a text.

    Attributes:
        model: what looked for it, as a person is told.
        text: what was looked at, with `\\n` at line ends.
        findings: in the order of the text.
    """

    model: str
    text: str
    findings: list[Finding]

    @property
    def corrected(self) -> str:
        """The text with every suggestion taken."""
        parts, done = [], 0
        for each in self.findings:
            parts += [self.text[done : each.start], each.suggestion]
            done = each.end
        return "".join([*parts, self.text[done:]])

    def diff(self, name: str, newline: str = "\n") -> str:
        """What changes, as a unified diff; empty where nothing does.

        Args:
            name: of the file.
            newline: how its lines end.
        """
        if not self.findings:
            return ""
        old, new = self.text.split("\n"), self.corrected.split("\n")  # no line comes or goes
        ends_whole = not old[-1]
        total = len(old) - ends_whole
        shown = [f"--- {name}\n", f"+++ {name}\n"]
        for first, last in _hunks(sorted({each.line - 1 for each in self.findings}), total):
            shown.append(f"@@ -{first + 1},{last - first} +{first + 1},{last - first} @@\n")
            for at in range(first, last):
                end = newline if at < total - 1 or ends_whole else "\n\\ No newline at end of file\n"
                pair = [f" {old[at]}"] if old[at] == new[at] else [f"-{old[at]}", f"+{new[at]}"]
                shown += [line + end for line in pair]
        return "".join(shown)


def correct(
    predictor: Predictor, text: str, progress: Progress | None = None, *, suffix: str = ""
) -> CorrectReport:
    """Look for slips in a text; nothing is learned.

    Args:
        predictor: whose model; a file's own text is taken out of it before (`take_out`).
        text: as typed, with `\n` at line ends, Markdown or plain.
        progress: told how far it is.
        suffix: of its file, by which its format is known.

    Raises:
        SettingInvalid: the model can't correct (see `Predictor.correct`).
    """
    lines = Lines(text)
    findings = []
    for slip in predictor.correct(prose_of(text, suffix)):
        if slip is not None:
            findings.append(_finding(slip, lines))
            if progress:
                progress("correcting", slip.end, len(text))
    if progress:
        progress("correcting", len(text), len(text))
    return CorrectReport(predictor.model_name, text, findings)


def _finding(slip: Slip, lines: Lines) -> Finding:
    row, column = lines.location(slip.start)
    line_start = lines.starts[row]
    line_end = lines.starts[row + 1] - 1 if row + 1 < len(lines.starts) else len(lines.text)
    return Finding(
        line=row + 1,
        column=column + 1,
        start=slip.start,
        end=slip.end,
        word=slip.text,
        suggestion=slip.suggestion,
        confidence=slip.confidence,
        kind=slip.doubt.value,
        before=lines.text[max(line_start, slip.start - _AROUND) : slip.start],
        after=lines.text[slip.end : min(line_end, slip.end + _AROUND)],
    )


def _hunks(changed: Sequence[int], total: int) -> list[tuple[int, int]]:
    """First and last + 1 of the lines around changed ones (ascending), those that meet as one."""
    found: list[tuple[int, int]] = []
    for at in changed:
        first, last = max(0, at - _CONTEXT), min(total, at + 1 + _CONTEXT)
        if found and first <= found[-1][1]:
            found[-1] = found[-1][0], last
        else:
            found.append((first, last))
    return found
