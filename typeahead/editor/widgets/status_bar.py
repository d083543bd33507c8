"""The last line: what is open, how it stands, and the keys that matter now."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

KEYS = (
    ("Tab", "take", "take_suggestion"),
    ("F2", "panel", "app.toggle_panel"),
    ("^S", "save", "app.save"),
    ("^Q", "quit", "app.quit"),
    ("F1", "help", "app.help"),
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
    """File, words, learning, model, keys; a message takes the place of all but the keys."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._message = ""

    def compose(self) -> ComposeResult:
        """Pieces from left to right."""
        yield Static(id="message", markup=False)
        yield Clickable(id="file", action="app.save")
        yield Static(id="words", markup=False)
        yield Clickable("learning", action="app.toggle_learning", id="learning")
        yield Static(id="learned", classes="-none", markup=False)
        yield Clickable("", action="app.toggle_panel", id="model")
        yield Static(id="filler")
        for key, name, action in KEYS:
            target = action if action.startswith("app.") else f"app.{action}"
            yield Clickable(f"[b]{key}[/b] {name}", action=target, id=f"key-{name}", classes="key")

    def show_file(self, name: str, modified: bool, words: int) -> None:
        """Name the file, marked where it has unsaved changes."""
        self._set("file", f"{name} *" if modified else name)
        self._set("words", f"{words:,} word{'s' * (words != 1)}")

    def show_learning(self, on: bool, learned: int) -> None:
        """Say whether what is written is learned, and how many words were so far."""
        self._set("learning", "learning" if on else "paused")
        self._set("learned", f"+{learned:,}")
        self.query_one("#learned").set_class(not learned, "-none")
        self.query_one("#learning").set_class(not on, "-off")

    def show_model(self, name: str) -> None:
        """Name the model that suggests."""
        self._set("model", name)

    def say(self, message: str, *, error: bool = False) -> None:
        """Show a message instead of the figures; an empty one brings them back."""
        if message == self._message and not message:
            return
        self._message = message
        self._set("message", message)
        self.set_class(bool(message), "-message")
        self.set_class(error, "-error")

    @property
    def message(self) -> str:
        """The message shown now."""
        return self._message

    def _set(self, piece: str, text: str) -> None:
        static = self.query_one(f"#{piece}", Static)
        if str(static.content) != text:
            static.update(text)
