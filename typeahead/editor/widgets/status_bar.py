"""The last line: what is open, how it stands, and the keys that matter now."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from typeahead.editor.reading_time import reading_time
from typeahead.text.visible import visible

KEYS = (
    ("Tab", "take", "take_suggestion"),
    ("F2", "panel", "app.toggle_panel"),
    ("^S", "save", "app.save"),
    ("^Q", "quit", "app.quit"),
    ("F1", "help", "app.help"),
)
_GAP = 2  # cells between two pieces
_WIDE = 100  # columns from which there is room for everything in an ordinary case; see -wide in editor.tcss
_NAME, _NAME_NARROW = 24, 17  # cells of a file's name at most; see editor.tcss
_WIDE_ONLY = ("key-take", "model")
_LEAST_FIRST = (
    *_WIDE_ONLY,
    "reading",
    "learned",
    "key-panel",
    "words",
    "training",
    "heat",
    "notes",
    "key-save",
    "key-quit",
    "place",
    "selected",
    "suggesting",
    "learning",
    "key-help",
)


class Clickable(Static):
    """A piece of the line that runs an action when clicked."""

    def __init__(self, text: str = "", *, action: str, id: str | None = None, classes: str = "") -> None:
        super().__init__(Content.from_markup(text), id=id, classes=f"clickable {classes}", markup=False)
        self._action = action

    async def on_click(self, event: events.Click) -> None:
        """Run the action."""
        event.stop()
        await self.app.run_action(self._action)


class StatusBar(Horizontal):
    """File, words or selection, place, learning, model, training, keys; a message hides all of them but learning."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._message = ""

    def compose(self) -> ComposeResult:
        """Pieces from left to right."""
        yield Static(id="message", markup=False)
        yield Clickable(id="file", action="app.save")
        yield Static(id="words", markup=False)
        yield Static(id="reading", markup=False)
        yield Static(id="selected", markup=False)
        yield Static(id="place", markup=False)
        yield Clickable("learning", action="app.toggle_learning", id="learning")
        yield Static(id="learned", markup=False)
        yield Clickable("", action="app.toggle_suggestions", id="suggesting")
        yield Clickable("", action="app.toggle_panel", id="model")
        yield Clickable("", action="app.notes", id="notes")
        yield Clickable("", action="app.notes", id="training")
        yield Clickable("", action="app.toggle_heat", id="heat")
        yield Static(id="filler")
        for key, name, action in KEYS:
            target = action if action.startswith("app.") else f"app.{action}"
            yield Clickable(f"[b]{key}[/b] {name}", action=target, id=f"key-{name}", classes="key")

    def name_keys(self, told: Callable[[str], str]) -> None:
        """Name the keys as they are bound now."""
        for key, name, _ in KEYS:
            self.query_one(f"#key-{name}", Clickable).update(
                Content.from_markup(f"[b]{told(key)}[/b] {name}")
            )
        self._fit()

    def on_resize(self) -> None:
        """Another width: other pieces fit."""
        self._fit()

    def _fit(self) -> None:
        """Show whole pieces only, the important ones first; beside a message what is learned, where there is room."""
        empty = {piece.id for piece in self.query(Static) if not str(piece.content)}
        dropped = (empty | {"message"}) - {"filler"}
        if "selected" not in empty:
            dropped |= {"words", "reading"}
        if self._message:
            # What is learned is to be seen at all times, a message in full before all.
            mark = cell_len(str(self.query_one("#learning", Static).content))
            has_room = cell_len(self._message) + _GAP + mark + _GAP <= self._room
            dropped = {piece.id for piece in self.query(Static)} - {"message", *(("learning",) * has_room)}
        else:
            narrow = self.app.size.width < _WIDE
            order = [*_LEAST_FIRST]
            while order and (
                (narrow and order[0] in _WIDE_ONLY) or self._width_without(dropped) > self._room
            ):
                dropped.add(order.pop(0))
        for piece in self.query(Static):
            piece.display = piece.id not in dropped

    @property
    def _room(self) -> int:
        return self.content_size.width or self.app.size.width - 2

    def _width_without(self, dropped: set[str | None]) -> int:
        name = _NAME if self.app.size.width >= _WIDE else _NAME_NARROW
        widths = [
            min(cell_len(str(piece.content)), name) if piece.id == "file" else cell_len(str(piece.content))
            for piece in self.query(Static)
            if piece.id not in dropped and piece.id != "filler"
        ]
        # What keeps the two halves apart takes a cell even where nothing is left for it.
        return sum(widths) + _GAP * (len(widths) - 1) + 1

    def show_file(self, name: str, modified: bool, words: int) -> None:
        """Name the file, marked where it has unsaved changes."""
        self._set("file", f"{name} *" if modified else name)
        self._set("words", f"{words:,} word{'s' * (words != 1)}")
        self._set("reading", reading_time(words))

    def show_selection(self, said: str) -> None:
        """Say how much is selected, in the place of how much there is; an empty one says that again."""
        self._set("selected", said)

    def show_place(self, place: str) -> None:
        """Say where the cursor is; an empty one says nothing."""
        self._set("place", place)

    def show_suggesting(self, on: bool) -> None:
        """Mark it while nothing is suggested."""
        self._set("suggesting", "" if on else "suggestions off")
        self.query_one("#suggesting").tooltip = "Ctrl+Space brings them back"

    def show_learning(self, on: bool, learned: int, *, left_out: bool = False, never: str = "") -> None:
        """Say whether what is written is learned (in this document), and how many words were so far.

        Args:
            on: whether the person wants that.
            learned: so many words.
            left_out: whether this document is private.
            never: why nothing can be learned, where that is so.
        """
        if never:
            mark, why = "no learning", never
        elif not on:
            mark, why = "paused", "Nothing is learned until Ctrl+L"
        elif left_out:
            mark, why = "private", "Nothing of this document is learned; Ctrl+P changes that"
        else:
            mark, why = "learning", "Each finished sentence is learned; Ctrl+L pauses that"
        self._set("learning", mark)
        self._set("learned", f"+{learned:,}" if learned else "")
        piece = self.query_one("#learning")
        piece.set_class(mark != "learning", "-off")
        piece.tooltip = Content(visible(why))  # a path in it may look like markup

    def show_model(self, name: str) -> None:
        """Name the model that suggests."""
        self._set("model", name)

    def show_heat(self, threshold: float | None) -> None:
        """Say from how many bits words are coloured in the text; None where none are."""
        self._set("heat", "" if threshold is None else f"heat {threshold:g} bits")

    def show_training(
        self, kind: str, epoch: int = 0, epochs: int = 0, perplexity: float | None = None
    ) -> None:
        """Say how far the training of a network is; an empty kind where none is trained."""
        text = f"training {kind}" if kind else ""
        if epochs:
            text += f" {epoch}/{epochs}"
        if perplexity and self.app.size.width >= _WIDE:
            text += f", perplexity {perplexity:,.0f}"
        self._set("training", text)

    def show_notes(self, text: str) -> None:
        """Say how far a training on notes is; empty where there is none."""
        self._set("notes", text)

    def say(self, message: str, *, error: bool = False) -> None:
        """Show a message instead of the other pieces; an empty one brings them back."""
        if message == self._message and not message:
            return
        self._message = message
        self._set("message", message)
        self.set_class(error, "-error")

    @property
    def message(self) -> str:
        """The message shown now."""
        return self._message

    @property
    def tells_what_went_wrong(self) -> bool:
        """Whether that message is of an error."""
        return bool(self._message) and self.has_class("-error")

    def _set(self, piece: str, text: str) -> None:
        static, text = self.query_one(f"#{piece}", Static), visible(text)
        before = str(static.content)
        if before != text:
            resized = cell_len(before) != cell_len(text)  # else nothing moves: a word counted costs no layout
            static.update(text, layout=resized)
            if resized:
                self._fit()
