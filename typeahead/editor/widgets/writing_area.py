"""Where the text is written: ghost text that never lies, taking suggestions, and spaces that give way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.document._document import EditResult, Location, Selection
from textual.document._edit import Edit

from typeahead.editor.fitting import fitting
from typeahead.editor.messages import (
    NothingGrey,
    OffersChanged,
    PredictionWanted,
    SuggestionTaken,
    TextTouched,
)
from typeahead.editor.offers import Offers
from typeahead.editor.taken_edit import TakenEdit
from typeahead.editor.textarea_fixes import plain_newlines
from typeahead.editor.wedged_word import WedgedWord, goes_on, may_end
from typeahead.editor.widgets.made_area import MadeArea
from typeahead.prediction.ghost import within_word
from typeahead.prediction.suggestion import COMMA, NAME, Suggestion, first_word
from typeahead.text.joining import is_unspaced

ESCAPE_SECONDS = 0.8  # within which Esc and a digit are Alt+digit sent slowly
_CLOSING_RIGHT = frozenset(".,;:!?)]}'’\"”»…*_")  # ghost text may stand before these at a line's end


class _Change(Enum):
    """What has just happened to the text or the cursor."""

    TYPED_THROUGH = auto()  # the ghost's next characters were typed
    TYPED = auto()  # another character was
    EDITED = auto()
    MOVED = auto()
    ASKED = auto()  # neither has changed, but what is right there may have


class WritingArea(MadeArea):
    """A text area that asks for suggestions as one types and shows the first as ghost text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "tab", "Take the suggestion, or nest", show=False, id="take"),
        Binding("alt+right", "take_word", "Take one word of what leads", show=False, id="take_word"),
        Binding("f6", "app.refuse", "Never suggest the first suggestion again", show=False),
        Binding("escape", "dismiss", "Hide suggestions until the word ends", show=False, id="hide"),
        *(
            Binding(f"alt+{n}", f"take_numbered({n - 1})", f"Take number {n}", show=False, id=f"take_{n}")
            for n in range(1, 6)
        ),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        self._generation = 0  # of the text and cursor as they are: an answer to an older question is dropped
        self.offers = Offers()
        self._typed = False  # whether what was edited last is a character typed at the cursor
        self._wedged = WedgedWord()
        self._quiet = False  # after Esc, until the word ends
        self._escaped_at = 0.0
        self._hidden: tuple[Suggestion | None, ...] = ()  # what Esc has taken from the screen
        self._hidden_at: tuple[object, Location] | None = None  # the text then, and the cursor
        self.escape_first: Callable[[], bool] | None = None  # closes what stands in front
        self.keys_first: Callable[[events.Key], bool] | None = None  # a panel's keys, while one is open
        self._editing = False
        self._told = OffersChanged(())
        self.suggesting = True
        self.digits_choose = False  # plain 1 to 5 take a suggestion, for one hand
        self.ghost = True  # whether there is one
        self.autospace = True
        super().__init__(id=id)
        self.cursor_blink = False
        self.show_vertical_scrollbar = True

    def open_text(self, text: str, *, line: int | None = None, column: int = 1) -> None:
        """Show another text, with the cursor at its start or on a line and column counted from 1."""
        self._quiet = False
        self.tally.begin()
        super().open_text(text, line=line, column=column)
        self._follow(_Change.MOVED)

    # --- suggestions

    def offer(self, generation: int, suggestions: Sequence[Suggestion]) -> None:
        """Take an answer, unless the text or the cursor has changed since the question."""
        if generation != self._generation or not self._may_suggest():
            return
        if not self._at_end_of_line(bare=True):
            row, column = self.cursor_location
            suggestions = fitting(suggestions, self.document[row][column:])
        self.offers.replace(suggestions, self.suggestion)
        ghost = self.offers.ghost(self.suggestion)
        shown = ghost and self.ghost and self._at_end_of_line()
        self.suggestion = ghost.completion if ghost and shown else ""
        self._tell(ghost)

    @property
    def first_offer(self) -> Suggestion | None:
        """The suggestion that leads now: Tab's, if it is likely enough."""
        return self.offers.first

    def offer_at(self, index: int) -> Suggestion | None:
        """The suggestion of this number, counted from 0."""
        return self.offers[index]

    def other_offers(self) -> list[Suggestion]:
        """Those behind the one that leads, but for corrections."""
        others = [each for each in self.offers.current() if each and each is not self.first_offer]
        return [each for each in others if each.restores or not each.replaces]

    def ask_again(self) -> None:
        """Other suggestions may be right here by now."""
        self._follow(_Change.ASKED)

    def take(self, index: int) -> bool:
        """Take an offer by its number, counted from 0; False where it no longer fits."""
        offer = self.offers[index]
        if offer is None or not self._may_suggest():
            return False
        self._accept(offer.completion, replaces=offer.replaces, by_number=True)
        return True

    def action_tab(self) -> None:
        """At the start of a list's item nest it, elsewhere take the suggestion."""
        if not self.indent():
            self.action_take_suggestion()

    def action_take_suggestion(self) -> None:
        """Take the ghost, or what is likely enough to be one or restores letters; else indent at a line's start."""
        row, column = self.cursor_location
        if self.suggestion and self._may_suggest():
            self._accept(self.suggestion)
        elif (ghost := self.offers.ghost()) and self._may_suggest():
            self._accept(ghost.completion)
        elif (capital := self.offers.restoring()) and self._may_suggest():
            self._accept(capital.completion, replaces=capital.replaces)
        elif not self.document[row][:column].strip():
            self._replace_via_keyboard(" " * self._find_columns_to_next_tab_stop(), *self.selection)
        elif self.offers.first and self._may_suggest():
            self.post_message(NothingGrey(self.offers.lead + 1, self.offers.first))

    def action_take_numbered(self, index: int) -> None:
        """Take the suggestion of this number in the line."""
        self.take(index)

    def action_cursor_right(self, select: bool = False) -> None:
        """Take the ghost at the line's end; elsewhere move."""
        if self.suggestion and not select and self.cursor_at_end_of_line and self._may_suggest():
            self._accept(self.suggestion)
            return
        self.suggestion = ""  # the stock action would insert it anywhere
        super().action_cursor_right(select)

    def action_cursor_word_right(self, select: bool = False) -> None:
        """Take the ghost's next word; without a ghost move a word right, or where there is none take the first word of
        a phrase that leads."""
        if self.suggestion and not select and self._may_suggest():
            ghost = self.suggestion.lstrip()
            word = first_word(ghost)
            lead, rest = self.suggestion[: -len(ghost)], ghost[len(word) :]
            self._accept(lead + word, rest=rest if rest[:1] != COMMA else "")
            return
        offer = self.offers.first
        at_end = self.cursor_location == self.document.end and self._may_suggest()
        if offer and offer.first and not within_word(offer) and not select and at_end:
            self._accept(offer.first.completion)
            return
        super().action_cursor_word_right(select)

    def action_take_word(self) -> None:
        """Take one word of the ghost, or of what leads the line; where nothing does, move a word right."""
        offer = self.offers.first
        if self.suggestion or offer is None or offer.replaces or not self._may_suggest():
            self.action_cursor_word_right()
        else:
            self._accept(first_word(offer.completion))

    def action_dismiss(self) -> None:
        """Hide the suggestions until the word ends; the text stays as it is."""
        if self.escape_first is not None and self.escape_first():
            return
        self._hidden = self.offers.current()
        self._hidden_at = self.lines.revision, self.cursor_location
        self._quiet = True
        self._generation += 1
        self.suggestion = ""
        self.offers.clear()
        self._tell()

    def _accept(
        self, completion: str, rest: str = "", replaces: int = 0, keys: int = 1, *, by_number: bool = False
    ) -> None:
        """Insert a completion and the space after it as one edit, which one undo takes back.

        Args:
            completion: what to insert.
            rest: what stays grey after it.
            replaces: so many characters left of the cursor make place for it.
            keys: pressed for it.
            by_number: whether one was chosen from the line.
        """
        row, column = self.cursor_location
        offer = self.offers.taken(completion)
        of_name, compounds = (offer.source == NAME, offer.begins_compounds) if offer else (False, False)
        following = self.document[row][column : column + 1]
        is_glued = is_unspaced(completion[-1])  # no space stands behind it
        is_apart = not following or self._wedged.ends_at((row, column))
        space = " " if self.autospace and is_apart and not is_glued else ""
        self.history.checkpoint()
        self._typed_through = ""
        start = (row, max(0, column - replaces))
        taken = TakenEdit(completion + space, start, (row, column), False, bool(space), of_name, compounds)
        self.edit(taken)
        self.history.checkpoint()
        self.tally.take(len(completion + space) - (column - start[1]), keys, taken)
        self.post_message(SuggestionTaken(by_number))
        self.own_space(taken)
        if space or is_glued:
            self.suggestion = rest.removeprefix(space)

    def correct(self, place: Location, word: str, meant: str) -> None:
        """Put another word in a word's place, as one edit, which one undo takes back; the cursor stays where it is."""
        row, column = place
        self.history.checkpoint()
        self.replace(meant, place, (row, column + len(word)), maintain_selection_offset=True)
        self.history.checkpoint()

    def _may_suggest(self) -> bool:
        """Whether a suggestion can be true here: at a single cursor that isn't inside a word."""
        if not self.suggesting or self._quiet or self.read_only or not self.selection.is_empty:
            return False
        row, column = self.cursor_location
        following = self.document[row][column : column + 1]
        return not goes_on(following) or self._wedged.ends_at((row, column))

    def _at_end_of_line(self, bare: bool = False) -> bool:
        """Whether at most closing punctuation follows, or nothing: elsewhere a ghost would push text about."""
        row, column = self.cursor_location
        rest = self.document[row][column:].rstrip()
        return not rest if bare else len(rest) <= 3 and all(sign in _CLOSING_RIGHT for sign in rest)

    def _tell(self, ghost: Suggestion | None = None) -> None:
        """Show what is on offer; Tab takes the ghost, or what restores letters where there is none."""
        offers, lead = self.offers.current(), self.offers.lead
        tab = ghost is not None and ghost is self.offers.first
        if ghost is None and (capital := self.offers.restoring()):
            lead, tab = offers.index(capital), True
        told = OffersChanged(offers, lead, tab, self.digits_choose)
        if told != self._told:
            self._told = told
            self.post_message(told)

    # --- what keys do

    async def on_key(self, event: events.Key) -> None:
        """Run this widget's own keys here, in the order typed: if they bubbled, letters could overtake."""
        if self.keys_first is not None and self.keys_first(event):
            event.stop()
            event.prevent_default()
            return
        after_escape, self._escaped_at = self._escaped_at, event.time if event.key == "escape" else 0.0
        soon_after_escape = event.time - after_escape < ESCAPE_SECONDS
        if event.key in tuple("12345") and self._choose(int(event.key), soon_after_escape):
            handled = True
        elif event.is_printable and not event.key.startswith("alt+"):
            handled = self._write(event.character or "")
        elif event.key == "enter":
            handled = self._write("\n")
        else:
            handled = await self._run_binding(event.key)
        if handled:
            event.stop()
            event.prevent_default()

    async def _run_binding(self, key: str) -> bool:
        for binding in reversed(self._bindings.key_to_bindings.get(key, ())):  # a subclass's stand last
            if await self.app.run_action(binding.action, default_namespace=self):
                return True
        return False

    def _choose(self, number: int, soon_after_escape: bool) -> bool:
        """Take an offer by a plain digit, where that is wanted or Esc has just hidden it; else it is written."""
        if not self.digits_choose:
            return soon_after_escape and self.take_hidden(number)
        if self.before_cursor(1)[-1:].isdigit() or not self.take(number - 1):
            return False
        self.note_made(str(number))
        return True

    def take_hidden(self, number: int) -> bool:
        """Take an offer that Esc has just hidden (Esc, then a digit, is what Alt is in some terminals)."""
        hidden, self._hidden = self._hidden, ()
        is_true = self._quiet and self._hidden_at == (self.lines.revision, self.cursor_location)
        offer = hidden[number - 1] if is_true and number <= len(hidden) else None
        if offer is None:
            return False
        self._quiet = False
        self._accept(offer.completion, replaces=offer.replaces, keys=2, by_number=True)
        return True

    def _write(self, typed: str) -> bool:
        """Type a character; False where the text area has to, as there is no space to give way."""
        gives_way = self._auto_space == self.cursor_location
        if typed == "\n" and self.continue_list(int(gives_way)):
            self.tally.type(int(not gives_way))  # what it sets by itself was not typed, nor suggested
            return True
        if self.same_sign(typed) or self.put_space_back(typed) or self.put_small_back(typed):
            return True
        capital = self.write_capital(typed)
        handled = capital or self.give_way(typed)
        if not self.read_only:
            self.tally.type(
                1 if capital or not handled else 0
            )  # in a space's place a text has grown by nothing
        return handled

    # --- following changes

    def edit(self, edit: Edit) -> EditResult:
        """Perform an edit; tell typing through the ghost from everything else."""
        edit.text = plain_newlines(edit.text)
        typed_at_cursor = edit.from_location == edit.to_location == self.cursor_location
        self._typed_through = ""
        self._typed = typed_at_cursor and len(edit.text) == 1
        if typed_at_cursor and edit.text and len(self.suggestion) > len(edit.text):
            self._typed_through = edit.text if self.suggestion.startswith(edit.text) else ""
        if not self._typed_through:
            self.suggestion = ""  # the stock method keeps it when text is deleted
        self._wedged.follow(edit, self.document[edit.top[0]])
        self._editing = True
        try:
            result = super().edit(edit)
        finally:
            self._editing = False
        self._notice_sentences(edit)
        return result

    def update_suggestion(self) -> None:
        """Called by the text area after every edit, undo and redo."""
        if not self._editing:
            self._wedged.leave()
        typed = _Change.TYPED if self._editing and self._typed else _Change.EDITED
        self._follow(_Change.TYPED_THROUGH if self._typed_through else typed)

    def watch_selection(self, before: Selection, after: Selection) -> None:
        """Called when the cursor moves: what was suggested there is no longer true here."""
        if before != after and not self._editing:
            self._made = None
            self._wedged.leave()
            self._follow(_Change.MOVED)

    def watch_read_only(self) -> None:
        """A text that can't be changed gets no suggestions."""
        self._follow(_Change.MOVED)

    def _follow(self, change: _Change) -> None:
        """Bring ghost and offers in line with the text as it is now, and ask for new ones."""
        if self._held:
            return
        self._generation += 1
        if change is not _Change.ASKED:
            self._auto_space = None
        if change is _Change.MOVED:
            self._gave_way = None
        before = self.before_cursor()
        last = before[-1:]
        if not last or is_unspaced(last) or not may_end(last):
            self._quiet = False
            self.offers.end_word()
        if change is _Change.TYPED_THROUGH:
            self.offers.type_through(self._typed_through)
        elif change is _Change.TYPED:
            self.suggestion = ""
            self.offers.type_past()
        else:
            self.suggestion = ""
            self.offers.clear()
            if change is not _Change.ASKED:
                self.offers.go_back()
        self._typed_through = ""
        wanted = self._may_suggest() and (change is not _Change.MOVED or self._at_end_of_line())
        if wanted and not self.is_code():
            self.post_message(PredictionWanted(self._generation, before, self.offers.ignored()))
        else:
            self.suggestion = ""
            self.offers.clear()
            self._tell()
        self.post_message(TextTouched())
