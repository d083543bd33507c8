"""Suggestions that a person never wants to see again, and how that is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from textual.app import SystemCommand

from typeahead.prediction import errands
from typeahead.prediction.suggestion import first_word, steps_of

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp
    from typeahead.prediction.replies import Refused
    from typeahead.prediction.suggestion import Suggestion


class Refusing:
    """Never suggests a word, or never right after another one, from the moment that a person says so."""

    def __init__(self, app: EditorApp) -> None:
        self._app = app
        self._refused: list[Refused] = []  # in this session, the latest last

    def hear(self, news: Refused) -> None:
        """It is done: say so, and ask what is to be suggested now."""
        self._refused = [each for each in self._refused if not _settles(news, each)]
        if not news.allowed:
            self._refused.append(news)
        self._app.area.ask_again()
        if news.allowed:
            self._app.say(f"{_named(news.word, news.after)} is suggested again.")
        else:
            self._app.say(
                f"{_named(news.word, news.after)} is never suggested again; Ctrl+P takes that back."
            )

    def refuse(self, offer: Suggestion | None) -> None:
        """Never suggest this again: a word nowhere, a phrase not as it goes on last, since its words are fine alone."""
        if offer is None:
            self._app.say("There is no suggestion to refuse here.")
        elif offer.replaces and not offer.restores:
            self._app.say(
                f"“{offer.text}” corrects what you typed: Esc hides it, and it ends once that is learned."
            )
        else:
            steps = steps_of(offer.text)
            after, word = steps[-1] if steps else (None, offer.text)
            self._app.service.ask(errands.never(word, after))

    def commands(self) -> Iterator[SystemCommand]:
        """For the suggestion that leads, word by word, for the others, and for all that was refused in this session."""
        ask = self._app.service.ask
        for word, after in self._offered():
            title = f"Never suggest {word} after {after}" if after else f"Never suggest {word} again"
            yield SystemCommand(
                title, "It stays in the counts (F6)", partial(ask, errands.never(word, after))
            )
        for offer in self._app.area.other_offers():
            title = f"Never suggest {offer.text} again"
            yield SystemCommand(title, "Of the line (right click)", partial(self.refuse, offer))
        for news in reversed(self._refused):
            title = f"Suggest {news.word} again" + (f" after {news.after}" if news.after else "")
            said = "what you just said" if news is self._refused[-1] else "what you said before"
            yield SystemCommand(
                title, f"Take back {said}", partial(ask, errands.allow(news.word, news.after))
            )

    def _offered(self) -> Iterator[tuple[str, str | None]]:
        """What may be refused: the first word on offer, and each word of it after the one before."""
        offer = self._app.area.first_offer
        if offer is None:
            return
        from typeahead.prediction import context  # loaded by now, since there is an offer

        first = first_word(offer.text)
        yield first, None
        before = context.read(self._app.area.before_cursor()).words
        if before and before[-1][-1].isalnum():
            yield first, before[-1]
        for after, word in steps_of(offer.text):
            yield word, after


def _settles(news: Refused, earlier: Refused) -> bool:
    """Whether what is done now leaves nothing to take back of what was refused before, or is the same again."""
    from typeahead.profile.forgetting import key_of  # loaded with the models

    if key_of(news.word) != key_of(earlier.word):
        return False
    takes_all_back = news.allowed and news.after is None
    return takes_all_back or key_of(news.after or "") == key_of(earlier.after or "")


def _named(word: str, after: str | None) -> str:
    return f"“{word}” after “{after}”" if after else f"“{word}”"
