"""The panel on the right: how surprising the last words were, and the paragraph as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.widget import Widget

from typeahead.evaluation.surprise import odds
from typeahead.prediction.suggestion import WordSurprise

_BAR = 8  # cells of the longest bar; half a cell stands for a bit, so it ends at 1 in 65,536
_SURPRISING = 10.0  # bits from which a word is marked: 1 in 1,000
_FIGURES = 5 + 1 + 11  # bits, a space, odds


class SurprisePanel(Widget):
    """Words with their surprise in bits, as bars and as odds."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "surprise-panel--title",
        "surprise-panel--detail",
        "surprise-panel--bar",
        "surprise-panel--high",
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words: tuple[WordSurprise, ...] = ()
        self._paragraph: tuple[float, int] | None = None
        self._model = ""

    def show(self, words: Sequence[WordSurprise], upto: int) -> None:
        """Show a paragraph's figures and its words before this offset (the first ones, if none are)."""
        spoken = [word for word in words if any(sign.isalnum() for sign in word.text)]
        before = [word for word in spoken if word.start < upto]
        self._words = tuple(before or spoken)
        self._from_start = not before
        self._paragraph = (sum(word.bits for word in words) / len(words), len(spoken)) if words else None
        self.refresh()

    def name_model(self, model: str) -> None:
        """Say which model measures."""
        self._model = model
        self.refresh()

    def render(self) -> Content:
        """Title, as many of the last words as fit, and the paragraph's figures at the bottom."""
        width, height = self.content_size
        title = self.get_visual_style("surprise-panel--title")
        detail = self.get_visual_style("surprise-panel--detail")
        room = max(0, height - 6)
        words = self._words[:room] if self._words and self._from_start else self._words[-room:]
        name = max(4, width - _BAR - _FIGURES - 2)
        head = f"{'':{name + _BAR + 2}}{'bits':>5} {'1 in':>11}"
        lines = [Content.styled("Surprise", title), Content.styled(head, detail)]
        if not self._words:
            empty = Content("Each word you write shows here how surprising it was.")
            lines = [lines[0], Content(""), *empty.wrap(width)]
        lines += [self._row(word, name) for word in words]
        lines += [Content("")] * max(0, height - 4 - len(lines))
        if self._paragraph:
            bits, count = self._paragraph
            lines.append(Content(f"This paragraph: {count:,} word{'s' * (count != 1)}"))
            lines.append(Content(f"perplexity {odds(bits)} ({bits:.1f} bits)"))
        else:
            lines += [Content(""), Content("")]
        lines.append(Content(""))
        lines.append(Content.styled(f"Model: {self._model or 'opening…'}", detail))
        return Content("\n").join(lines[:height])

    def _row(self, word: WordSurprise, width: int) -> Content:
        high = word.bits >= _SURPRISING
        style = self.get_visual_style(f"surprise-panel--{'high' if high else 'bar'}")
        text = " ".join(word.text.split())
        shown = text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"
        name = set_cell_size(shown, width)
        return Content.assemble(
            (name, style) if high else name,
            " ",
            (bar(word.bits), style),
            " ",
            f"{min(word.bits, 99.9):5.1f}",
            " ",
            f"{odds(word.bits):>11}",
        )


def bar(bits: float) -> str:
    """A bar of half a cell a bit, always `_BAR` cells wide."""
    full, half = divmod(round(min(max(bits, 0.0), 2.0 * _BAR)), 2)
    return ("━" * full + "╸" * half).ljust(_BAR)
