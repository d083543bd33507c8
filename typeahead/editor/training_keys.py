"""What comes from the processes that train, and the way to their screen, as the application's messages and actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typeahead.editor.messages import NotesTold, TrainingNews
from typeahead.editor.screens.command_palette import PaletteApp

if TYPE_CHECKING:
    from typeahead.editor.notes import Notes
    from typeahead.editor.training import Training


class TrainingApp(PaletteApp):
    """An application that trains models while one writes in it."""

    training: Training
    notes: Notes

    def on_training_news(self, message: TrainingNews) -> None:
        """A network is being trained, or was."""
        self.training.hear(message.news)

    def on_notes_told(self, message: NotesTold) -> None:
        """Notes are being read, or were."""
        self.notes.hear(message.run, message.news)

    def action_notes(self) -> None:
        """Folders, trainings, and how far they are."""
        self.notes.show()
