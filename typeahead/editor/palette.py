"""The command palette: everything the keys do, by name, which model suggests, and which network is trained."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp

_OF = {
    "mixture": "Everything that was learned, together",
    "ngram": "The n-grams of your notes",
    "base": "What came with typeahead",
    "recency": "What was written lately",
}
_NETWORK = "A network trained on your notes"
NO_NETWORK = "There is no network yet: 'Train a network: lstm' (Ctrl+P) makes one."


def commands(app: EditorApp) -> Iterator[SystemCommand]:
    """The editor's own entries."""
    yield SystemCommand("New document", "Without a name yet (Ctrl+N)", app.action_new)
    yield SystemCommand("Save", "Save the document (Ctrl+S)", app.action_save)
    yield SystemCommand("Save as", "Save under another name (F12)", app.action_save_as)
    yield SystemCommand("Open", "Open another document (Ctrl+O)", app.action_open)
    yield SystemCommand("Browse folders", "Choose a document in them (Ctrl+O, Down)", app.action_browse)
    yield from app.switching.commands()
    yield SystemCommand("Quit", "Leave the editor (Ctrl+Q)", app.action_quit)
    yield SystemCommand(
        "Quit and abort", "With exit code 1: git or mail goes no further", partial(_abort, app)
    )
    yield from app.seeking_commands()
    yield from app.correcting.commands()
    yield from app.offering.commands()
    yield from app.teaching.commands()
    yield from app.suggesting.commands()
    yield from app.refusing.commands()
    yield from app.progress.commands()
    yield from app.notes.commands()
    yield from _models(app)
    yield from _training(app)
    yield from app.inspecting.commands()
    yield SystemCommand("Surprise panel", "Show or hide it (F2)", app.action_toggle_panel)
    yield from app.surprise.commands()
    yield from app.heat.commands()
    yield from app.counting.commands()
    yield from app.motion.commands()
    yield from app.markdown.commands()
    yield from app.applying.commands()
    yield SystemCommand("Take suggestion", "Insert the grey text (Tab)", app.action_take_suggestion)
    yield SystemCommand("Hide suggestion", "Until the word ends (Esc)", app.area.action_dismiss)
    yield SystemCommand("Keys", "All keys (F1)", app.action_help)
    yield from app.welcoming.commands()


def _abort(app: EditorApp) -> None:
    app.run_worker(app.files.quit(abort=True), group="files")


def _models(app: EditorApp) -> Iterator[SystemCommand]:
    """Those that there are, less the one that suggests now; where there is no network, how one is made."""
    for model in app.models:
        if model != app.model:
            yield SystemCommand(
                f"Suggest from: {model}", _OF.get(model, _NETWORK), partial(_switch, app, model)
            )
    if app.models and set(app.models) <= set(_OF):
        yield SystemCommand("Suggest from: a network", "None was trained yet", partial(app.say, NO_NETWORK))


def _switch(app: EditorApp, model: str) -> None:
    app.say(f"Opening {model}…")  # a large network takes a moment
    app.service.switch(model)


def _training(app: EditorApp) -> Iterator[SystemCommand]:
    """A network to train in the background, and an end to that."""
    from typeahead.models.neural.configuration import KINDS

    training = app.training.kind
    if not app.training.is_possible:
        return
    if training:
        yield SystemCommand(
            f"Stop training: {training}", "What it has learned so far is kept", app.training.stop
        )
    for kind in KINDS:
        if kind != training:
            again = ", from what it has learned" if kind in app.models else ""
            yield SystemCommand(
                f"Train a network: {kind}",
                f"On your notes, in the background{again}",
                partial(app.training.train, kind),
            )
