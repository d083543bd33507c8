"""A LaTeX text with its programs and comments blanked, and where its braces, options and paragraphs end."""

import re

from typeahead.text.prose import latex_names as names

# What stands in these is as typed: no comment, brace or command in there is one.
AS_TYPED = (
    r"\\(?:verb|lstinline)\*?(?P<sign>[^\w\s*{\[])(?P<code>[^\n]{0,300}?)(?P=sign)"
    r"|\\(?:url|nolinkurl|path|href)\s?\{(?P<address>[^{}\s]{0,2000})\}"
)
_STRUCTURE = re.compile(
    rf"{AS_TYPED}|\\begin\s*\{{(?P<hidden>(?:{names.VERBATIM})\*?)\}}|\\.|(?P<comment>%[^\n]*)|[{{}}]",
    re.DOTALL,
)
_BREAK = re.compile(r"\n[ \t]*+\n")
_INSIDE = re.compile(r"\n[ \t]*+\n|[\[\]{]")
_TO_GROUP = re.compile(r"[ \t]*+(?:\n[ \t]*+)?(?:\\[A-Za-z@]++[ \t]*+|#\d){0,9}+(?=[{\[])")
_LONGEST_OPTION = 2_000
_DEEPEST_OPTION = 3


class LatexSource:
    """A text whose places are those of the one it is made of.

    Attributes:
        text: with blanks for what comments and verbatim environments hold.
            One that has no end goes on to the last line.
        closing: of each brace that is closed, where.
    """

    def __init__(self, text: str) -> None:
        self.closing: dict[int, int] = {}
        self.text = self._without_programs(text)
        self._nearest: dict[str, int] = {}

    def _without_programs(self, text: str) -> str:
        """The text with blanks for what comments and verbatim environments hold; its braces are paired on the way."""
        kept: list[str] = []
        opened: list[int] = []
        at = done = 0
        while match := _STRUCTURE.search(text, at):
            at = match.end()
            what = match[0]
            if what == "{":
                opened.append(match.start())
            elif what == "}":
                if opened:
                    self.closing[opened.pop()] = match.start()
            elif match["address"] is not None:
                self.closing[match.start("address") - 1] = match.end("address")
            elif match["hidden"] or match["comment"]:
                end = f"\\end{{{match['hidden']}}}"
                start = match.start() if match["hidden"] else match.start() + 1
                if match["hidden"]:
                    found = text.find(end, at)
                    at = len(text) if found < 0 else found + len(end)
                kept += (text[done:start], re.sub(r"[^\n]", " ", text[start:at]))
                done = at
        return "".join(kept) + text[done:]

    def behind_arguments(self, end: int, groups: int, *, defines: bool = False) -> int:
        """Where a command's options end, and so many of its groups; a group without an end hides its paragraph."""
        text = self.text
        while True:
            if defines and (found := _TO_GROUP.match(text, end)):
                end = found.end()
            if text.startswith("[", end):
                behind = self.behind_option(end)
                if behind == end:
                    return end
                end = behind
            elif groups and text.startswith("{", end):
                groups -= 1
                closing = self.closing.get(end, len(text))
                broken = self.next("", end)
                if closing == len(text) or (broken < closing and not defines):
                    return broken
                end = closing + 1
            else:
                return end

    def behind_option(self, start: int) -> int:
        """Where a bracket that opens at `start` has closed; `start` itself if it does not."""
        depth, at, stop = 0, start, start + _LONGEST_OPTION
        while match := _INSIDE.search(self.text, at, stop):
            at = match.end()
            if match[0] == "{":
                at = self.closing.get(match.start(), stop) + 1
            elif match[0] in "[]":
                depth += 1 if match[0] == "[" else -1
                if depth == 0:
                    return at
                if depth > _DEEPEST_OPTION:
                    break
            else:
                break
        return start

    def next(self, what: str, at: int) -> int:
        """Where something stands next, "" for a paragraph's end; the text's length if nowhere.

        No place is searched twice.
        """
        known = self._nearest.get(what, -1)
        if known < at:
            if what:
                known = self.text.find(what, at)
            else:
                known = found.start() if (found := _BREAK.search(self.text, at)) else -1
            known = self._nearest[what] = len(self.text) if known < 0 else known
        return known
