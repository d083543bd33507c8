"""The editor's messages: small, and the newest stands for those before it where only the newest matters."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from textual.document._document import Location
from textual.message import Message

from typeahead.prediction.replies import Reply
from typeahead.prediction.suggestion import Suggestion

if TYPE_CHECKING:
    from typeahead.editor.learning import Left, Rewritten
    from typeahead.profile.networks.news import News
    from typeahead.profile.notes_news import NotesNews


@dataclass
class ServiceReply(Message):
    """The prediction service has something to tell."""

    reply: Reply


@dataclass
class PredictionWanted(Message):
    """The writing area would like suggestions for what stands left of the cursor."""

    generation: int
    before: str
    passed: tuple[str, ...]

    def can_replace(self, message: Message) -> bool:
        """Only the newest question is worth an answer."""
        return isinstance(message, PredictionWanted)


@dataclass
class OffersChanged(Message):
    """There are other suggestions to show (or none).

    Attributes:
        offers: by their number; None where a number is free.
        lead: which of them leads, counted from 0.
        tab: whether Tab takes it whole.
        digits: whether plain digits take one.
    """

    offers: tuple[Suggestion | None, ...]
    lead: int = 0
    tab: bool = False
    digits: bool = False

    def can_replace(self, message: Message) -> bool:
        """Only the newest list is shown."""
        return isinstance(message, OffersChanged)


@dataclass
class SuggestionTaken(Message):
    """A suggestion was put into the text: by its number (or a click on it), or by a key that takes the first."""

    by_number: bool


@dataclass
class TextTouched(Message):
    """The text or the cursor has changed: figures that follow them are due."""

    def can_replace(self, message: Message) -> bool:
        """One is as good as ten."""
        return isinstance(message, TextTouched)


@dataclass
class NothingGrey(Message):
    """The key that takes what is grey was pressed where nothing is, but something stands in the line."""

    number: int
    """Of the suggestion that leads there, counted from 1."""
    offer: Suggestion


@dataclass
class SentencesFinished(Message):
    """These sentences were just finished in the writing area, and these found to be others than were learned.

    Attributes:
        sentences: as written.
        rewritten: those that are others now.
        typed: when the last of their words was typed, in seconds since 1970: a file saved later has them all.
        left: further ones, which the cursor left earlier.
    """

    sentences: tuple[str, ...]
    rewritten: tuple[Rewritten, ...] = ()
    typed: float = field(default_factory=time.time)
    left: tuple[Left, ...] = ()


@dataclass
class OfferChosen(Message):
    """A suggestion in the line was clicked; counted from 0."""

    index: int


@dataclass
class OfferRefused(Message):
    """A suggestion in the line was clicked with the right button; counted from 0."""

    index: int


@dataclass
class WordChosen(Message):
    """Another word was chosen in the surprise panel."""

    def can_replace(self, message: Message) -> bool:
        """Only the last one is looked at."""
        return isinstance(message, WordChosen)


@dataclass
class JumpWanted(Message):
    """This place of the text is where a person wants to be."""

    place: Location


@dataclass
class TrainingNews(Message):
    """The process that trains networks has something to tell."""

    news: News


@dataclass
class NotesTold(Message):
    """The process that trains on notes, in its run of this number, has something to tell."""

    run: int
    news: NotesNews
