"""How the learning goes: keystrokes saved, perplexity of one's own writing day by day, words learned lately."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len, set_cell_size
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.style import Style as VisualStyle
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from typeahead.editor.charts import columns, meter
from typeahead.editor.screens.prompt import Prompt
from typeahead.editor.widgets.key_line import KeyLine
from typeahead.text.joining import join

if TYPE_CHECKING:
    from typeahead.editor.progress import Progress
    from typeahead.prediction.replies import Overview
    from typeahead.profile.days import Figures
    from typeahead.profile.lately import LatelyWord

SHOWN = 100
"""Words that are listed at most."""

_HEIGHT = 4  # lines of the chart
_METER = 12  # cells of the bar of keystrokes saved
_WORD = 34  # cells of a word in the list
_KEYS = (
    ("Del", "forgets the word", "forget"),
    ("Z", "takes a sentence back", "take_back"),
    ("T", "trains", "train"),
    ("Esc", "closes", "dismiss(None)"),
)

NO_KEYS = (
    "Nothing typed yet. Each suggestion you take will show here, in keys that you did not have to press."
)
NO_DAYS = (
    "Nothing measured yet. Each day you write gets a column here: among how many words the model had to "
    "choose, on average, before it learned what you wrote. It falls as the model comes to know you."
)
NO_WORDS = "No new words yet. Words that you type and English does not have will be listed here."


class Dashboard(Prompt[bool]):
    """Figures above, words below; Esc closes, Del forgets the word that is marked.

    The answer is whether the person wants to go on to trainings.
    """

    key_place = "dashboard"
    COMPONENT_CLASSES: ClassVar[set[str]] = {"dashboard--bar", "dashboard--detail"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f5,q", "dismiss(None)", "Close", show=False),
        Binding("delete,backspace,shift+f6", "forget", "Forget the word", show=False),
        Binding("z", "take_back", "Take the last sentence back", show=False),
        Binding("t", "train", "Training", show=False),
    ]

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._overview: Overview | None = None

    def compose(self) -> ComposeResult:
        """Figures, the chart, the words, a line of keys."""
        with Vertical(classes="card", id="dashboard"):
            yield Static("[b]Keystrokes[/b]")
            yield Static("Counting…", id="keystrokes", markup=False)
            yield Static(
                "[b]Perplexity of your writing[/b] [$text-muted]a column a day, before it was learned[/]"
            )
            yield Static(id="perplexity", markup=False)
            yield Static("[b]Words learned lately[/b]")
            yield Static(id="session", classes="detail", markup=False)
            yield Static(NO_WORDS, id="no-words", classes="detail", markup=False)
            yield OptionList(id="lately", compact=True, markup=False)
            yield Static(id="told", markup=False)
            yield KeyLine(_KEYS, id="dashboard-keys")

    def on_mount(self) -> None:
        """There are no words yet."""
        self.query_one("#lately").display = False

    def on_resize(self) -> None:
        """Another width holds other days."""
        if self._overview is not None:
            self.call_after_refresh(self._draw, self._overview)

    def show(self, overview: Overview) -> None:
        """Show figures that have come; the word marked before stays marked, or the next one where it is gone."""
        words = self.query_one("#lately", OptionList)
        marked = words.highlighted or 0
        self._overview = overview
        self._draw(overview)
        words.clear_options()
        words.add_options([Option(_row(word)) for word in overview.lately])
        words.display = bool(overview.lately)
        self.query_one("#no-words").display = not overview.lately
        if overview.lately:
            words.highlighted = min(marked, len(overview.lately) - 1)
            words.focus()

    def tell(self, message: str) -> None:
        """Say what came of what was asked for."""
        self.query_one("#told", Static).update(message)

    def _draw(self, overview: Overview) -> None:
        width = self.query_one("#perplexity").content_size.width or 60
        self.query_one("#keystrokes", Static).update(self._keystrokes(overview.days))
        self.query_one("#perplexity", Static).update(self._chart(overview.days, width))
        self.query_one("#session", Static).update(_session(overview, width))

    @property
    def _detail(self) -> VisualStyle:
        return VisualStyle(foreground=self.get_visual_style("dashboard--detail").foreground)

    @property
    def _bar(self) -> VisualStyle:
        return VisualStyle(foreground=self.get_visual_style("dashboard--bar").foreground)

    def _keystrokes(self, days: Mapping[str, Figures]) -> Content:
        from typeahead.profile.days import Figures, day_of, total

        rows = [("Today", days.get(day_of(), Figures())), ("In all", total(days))]
        if not any(figures.characters for _, figures in rows):
            return Content.styled(NO_KEYS, self._detail)
        lines = []
        for name, figures in rows:
            share = figures.savings
            if share is None:
                lines.append(Content(f"{name:<7}nothing typed"))
                continue
            line = Content.assemble(
                f"{name:<7}", (meter(share, _METER), self._bar), f" {share * 100:5.1f} % saved: "
                f"{figures.saved:,} of {figures.characters:,}", (f", {figures.taken:,} taken", self._detail),
            )  # fmt: skip
            lines.append(line)
        return Content("\n").join(lines)

    def _chart(self, days: Mapping[str, Figures], width: int) -> Content:
        found = [(day, figures.perplexity) for day, figures in days.items()]
        points = [(day, perplexity) for day, perplexity in found if perplexity is not None][-width:]
        if not points:
            return Content.styled(NO_DAYS, self._detail)
        values = [perplexity for _, perplexity in points]
        wide = max(1, min(3, width // len(values)))  # a few days get broad columns
        lines = [Content.styled("".join(sign * wide for sign in line), self._bar)
                 for line in columns(values, _HEIGHT)]  # fmt: skip
        first, last = points[0], points[-1]
        said = f"{_when(last[0])} {last[1]:,.0f}"
        if len(points) > 1:
            said = f"{_when(first[0])} {first[1]:,.0f}, {said}; lowest {min(values):,.0f}, highest {max(values):,.0f}"
        return Content("\n").join([*lines, Content.styled(said, self._detail)])

    # --- what keys and clicks do

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A word was clicked, or Enter pressed on it."""
        event.stop()
        self.action_forget()

    def action_forget(self) -> None:
        """Forget the word that is marked, after a question."""
        marked = self.query_one("#lately", OptionList).highlighted
        if self._overview is not None and marked is not None and self._overview.lately:
            self._progress.forget(self._overview.lately[marked].word)

    def action_train(self) -> None:
        """On to trainings."""
        self.dismiss(True)

    def action_take_back(self) -> None:
        """Take the last sentence back."""
        self._progress.take_back()


def _session(overview: Overview, width: int) -> Content:
    count = overview.learned
    said = (
        f"{count:,} word{'s' * (count != 1)} and marks in this session" if count else "None in this session"
    )
    if overview.last:
        last = in_one_line(overview.last)
        room = max(width - len(said) - len("; last: “”"), 10)
        shown = last if cell_len(last) <= room else set_cell_size(last, room - 1).rstrip() + "…"
        said += f"; last: “{shown}”"
    return Content(said)


def in_one_line(learned: str) -> str:
    """A learned text, kept as words and marks apart, as one writes it; no orders to the terminal are in it."""
    text = " ".join(join(sentence.split(" ")) for sentence in learned.split("\n"))
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _row(word: LatelyWord) -> Content:
    fits = cell_len(word.word) <= _WORD
    name = set_cell_size(word.word if fits else set_cell_size(word.word, _WORD - 1) + "…", _WORD)
    times = f"{word.times:,} time{'s' * (word.times != 1)}"
    return Content(f"{name}{times:>12}   {_when(word.day)}")


def _when(day: str) -> str:
    """A day as one says it."""
    names: Sequence[str] = ("today", "yesterday")
    now = time.time()
    for back, name in enumerate(names):
        if day == time.strftime("%Y-%m-%d", time.localtime(now - 86_400 * back)):
            return name
    return day
