"""Asks for a folder to train on, and before one is taken off the list."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from textual.widgets import Input, Static

from typeahead.editor.place import home_short
from typeahead.editor.screens.choice_prompt import Choice, ChoicePrompt
from typeahead.editor.screens.path_prompt import PathPrompt, resolve
from typeahead.text.visible import visible


class FolderPrompt(PathPrompt):
    """One line for a folder; what can't be one is said at once, and can be put right.

    Args:
        folder: a relative path starts there.
        problem_of: why a folder can't be taken; empty where it can.
    """

    def __init__(self, folder: Path, problem_of: Callable[[Path], str]) -> None:
        super().__init__("Which folder are your notes in?", folder)
        self._problem_of = problem_of

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Hand the folder back, or say what is wrong with it."""
        event.prevent_default()  # what a path prompt does
        value = event.value.strip()
        if not value:
            self.dismiss(None)
            return
        try:
            path = Path(os.path.abspath(resolve(value, self._folder)))  # as training names it: links stay
            problem = self._problem_of(path)
        except (OSError, ValueError):
            problem = "This can't be a folder's path."
        if not problem:
            self.dismiss(path)
            return
        detail = self.query(".detail").last(Static)
        detail.update(visible(problem))
        detail.add_class("-bad")


class TakeOutPrompt(ChoicePrompt):
    """Asks before a folder is taken off the list; Enter keeps it."""

    AUTO_FOCUS = "#cancel"

    def __init__(self, path: str, files: int, words: int) -> None:
        taught = (
            f"{words:,} word{'s' * (words != 1)} from {files:,} of its file{'s' * (files != 1)} are forgotten, with "
            "what you typed into them. The files stay as they are; adding the folder again learns them again."
        )
        super().__init__(
            f"Take {visible(home_short(Path(path)))} off the list?",
            taught if files else "Nothing was learned from it alone, so there is nothing to forget.",
            (Choice("take", "Take it off", "t"),),
        )
