"""The keys and actions of suggestions."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from typeahead.editor.applying import Applying
from typeahead.editor.key_hints import KeyHints
from typeahead.editor.messages import NothingGrey, OfferChosen, OfferRefused, OffersChanged, PredictionWanted
from typeahead.editor.refusing import Refusing
from typeahead.editor.screens.command_palette import PaletteApp
from typeahead.editor.suggesting import Suggesting
from typeahead.editor.widgets.suggestion_line import SuggestionLine
from typeahead.editor.widgets.writing_area import WritingArea
from typeahead.prediction.service import PredictionService


class SuggestingApp(PaletteApp):
    """An application that suggests what may come next in its text.

    Attributes:
        area: the text.
        service: knows what may come next.
        suggesting: whether it is asked.
        refusing: what is never to be suggested again.
        hints: keys, where there are no suggestions.
        applying: what the person set.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # Ctrl+Space: most terminals send it as the first, some new ones as the second.
        Binding("ctrl+@,ctrl+space", "toggle_suggestions", "Suggestions off or on", show=False),
        Binding("f6", "refuse", "Never suggest the first suggestion again", show=False),
    ]

    area: WritingArea
    service: PredictionService
    suggesting: Suggesting
    refusing: Refusing
    hints: KeyHints
    applying: Applying

    def on_prediction_wanted(self, message: PredictionWanted) -> None:
        """Ask the service."""
        wanted = self.applying.settings.suggestions
        self.service.predict(message.generation, message.before, wanted, message.passed)

    def on_offers_changed(self, message: OffersChanged) -> None:
        """Show the suggestions."""
        self.query_one(SuggestionLine).show(message)
        self.hints.touch()

    def on_nothing_grey(self, message: NothingGrey) -> None:
        """Say how to take what stands in the line."""
        self.suggesting.say_how(message)

    def on_offer_chosen(self, message: OfferChosen) -> None:
        """A suggestion was clicked."""
        self.area.focus()
        self.area.take(message.index)

    def on_offer_refused(self, message: OfferRefused) -> None:
        """A suggestion was clicked with the right button."""
        self.refusing.refuse(self.area.offer_at(message.index))

    def on_text_touched(self) -> None:
        """Whoever writes needs no hints."""
        self.hints.touch()

    def action_take_suggestion(self) -> None:
        """Take what Tab takes: the grey text, or what is marked with that key in the line."""
        self.area.focus()
        self.area.action_take_suggestion()

    def action_toggle_suggestions(self) -> None:
        """Suggest nothing more, or again."""
        self.suggesting.toggle()

    def action_refuse(self) -> None:
        """Never suggest again what leads now."""
        self.refusing.refuse(self.area.first_offer)
