"""The actions of the first steps, and what they hear of."""

from __future__ import annotations

from typeahead.editor.messages import SuggestionTaken
from typeahead.editor.screens.command_palette import PaletteApp
from typeahead.editor.welcoming import Welcoming
from typeahead.editor.widgets.welcome import Step


class WelcomingApp(PaletteApp):
    """An application that goes along with a person's first steps.

    Attributes:
        welcoming: knows which were taken.
    """

    welcoming: Welcoming

    def on_suggestion_taken(self, message: SuggestionTaken) -> None:
        """That may be one of the steps."""
        self.welcoming.did(Step.NUMBER if message.by_number else Step.TAKE)

    def action_welcome(self) -> None:
        """Show the welcome again."""
        self.welcoming.open()

    def action_close_welcome(self) -> None:
        """Close the welcome."""
        self.welcoming.close()
