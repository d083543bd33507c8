"""A text area that may make something else of what is typed, and gives that up at one Backspace or undo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from textual.document._document import EditResult, Location, Selection
from textual.document._edit import Edit

from typeahead.editor.keys import Tally
from typeahead.editor.placed_edit import PlacedEdit
from typeahead.editor.taken_edit import TakenEdit
from typeahead.editor.widgets.document_area import DocumentArea
from typeahead.prediction.suggestion import COMMA
from typeahead.text.casing import capital_of
from typeahead.text.cells import cells_have_capitals

_BEFORE_A_START = frozenset(
    ".!?…;\u037e\"'”’)]}»›*_-+–—>#([{“‘«‹„¿¡|"
)  # and line ends: what a sentence may stand behind
_CLOSING = "\"'”’)]}»›*_"  # what may stand between a sentence's end and the next one
_IN_NAMES = frozenset("_/@-+#~$")  # behind a part of a name a space gives way: the name goes on with these
_IN_CODE = frozenset("_(/")  # and in code it may with these
_HYPHEN = "-"
_ADDRESSES = frozenset(("Http", "Https", "Ftp", "Mailto", "File"))  # what addresses begin with
_TABLE = 20  # rows above that are looked at for how a table's cells begin
_STRONGER = frozenset(".;:!?…。！？：；؟؛۔।")  # and these take the place of a comma before it


class MadeArea(DocumentArea):
    """Writes a sentence's first letter as a capital, if that is wanted.

    Attributes:
        capitals: whether it is.
        tally: of the keys that write; a Backspace that puts something back is one.
    """

    def __init__(self, *, id: str | None = None) -> None:
        self.capitals = False
        self._typed_through = ""  # what was just typed of the suggestion
        self._auto_space: Location | None = None  # the place after a space that was set with a suggestion
        self._taken: TakenEdit | None = None  # that suggestion
        self._gave_way: Location | None = None  # where such a space was, which may come back
        self._capital: Location | None = None  # where the capital is that was made last
        self._held = False  # between edits that are one to the person nothing is followed
        self.tally = Tally()
        self._made: tuple[object, Location, str] | None = (
            None  # the text then, the cursor then, what was typed
        )
        super().__init__(id=id)

    def note_made(self, typed: str = "") -> None:
        """Something else was just made of a key: Backspace undoes that and types this instead."""
        self._made = self.lines.revision, self.cursor_location, typed

    def action_delete_left(self) -> None:
        """Delete the character to the left; right after something else was made of a key, put back what was typed."""
        made, self._made = self._made, None
        here = self.lines.revision, self.cursor_location
        if made is None or made[:2] != here or self._selects or self.read_only:
            super().action_delete_left()
            return
        self.undo()
        if made[2]:
            self._replace_via_keyboard(made[2], *self.selection)
            self.tally.type(len(made[2]))

    @property
    def _selects(self) -> bool:
        return not self.selection.is_empty

    @contextmanager
    def as_one(self, typed: str) -> Iterator[None]:
        """Several edits that come to a text typed at the cursor: a suggestion that goes on like this stays."""
        ghost, self._held = self.suggestion, True
        try:
            yield
        finally:
            self._held = False
        if ghost.startswith(typed) and len(ghost) > len(typed):
            self.suggestion, self._typed_through = ghost[len(typed) :], typed
        self.update_suggestion()

    def undo(self) -> None:
        """Undo; a suggestion that is gone by that was not taken."""
        self.tally.undone(self.history._undo_stack)
        super().undo()
        self.own_space(self._last_edit())

    def redo(self) -> None:
        """Redo; a suggestion may be taken again by that."""
        again = bool(self.history._redo_stack)
        self.tally.redone(self.history._redo_stack)
        super().redo()
        if again:
            self.own_space(self._last_edit())

    def edit(self, edit: Edit) -> EditResult:
        """Perform an edit; a space comes back in its own line only."""
        if edit.from_location[0] != edit.to_location[0]:
            self._gave_way = None
        return super().edit(edit)

    def own_space(self, last: object) -> None:
        """The space behind a suggestion is the editor's where that was taken last: it gives way.

        So it is after an undo or redo that leads there, unless it was typed, too.
        """
        if isinstance(last, TakenEdit) and last.spaced and last.end == self.cursor_location:
            self._auto_space, self._taken = self.cursor_location, last

    def give_way(self, typed: str) -> bool:
        """Type after a space that was set by itself: closing signs and line ends take its place, and a comma's."""
        row, column = place = self.cursor_location
        if not typed or self._auto_space != place or self._selects or self.read_only:
            return False
        # It compiles patterns: not before the first paint.
        from typeahead.editor.giving_way import gives_way, space_inside
        from typeahead.editor.going_on import for_good, goes_on

        comma = self.document[row][:column].endswith(COMMA + " ")  # it came with the suggestion
        if typed == " " or (comma and typed == COMMA):  # it is there already
            self._auto_space = place if typed == COMMA else None
            if typed == " " and isinstance(taken := self._last_edit(), TakenEdit):
                taken.spaced = False
            return True
        before = self.paragraph_before()[:-1]
        joins = (
            self._goes_on_from_taken(typed) or goes_on(before, typed) or self._goes_on_in_code(before, typed)
        )
        if typed == "\n" or joins or gives_way(before, typed, self.suffix):
            gone = 2 if comma and typed in _STRONGER else 1
            space = "" if joins else space_inside(before, typed)
            self._replace_via_keyboard(space + typed, (row, column - gone), place)
            self.tally.characters += len(space)
            self._gave_way = None if joins and for_good(typed) else (row, column - gone)
            return True
        return False

    def _goes_on_from_taken(self, typed: str) -> bool:
        """Whether what was taken may go on with a sign: a part of a name, or a word that known ones begin with."""
        taken = self._taken
        if taken is None:
            return False
        return (taken.of_name and typed in _IN_NAMES) or (taken.begins_compounds and typed == _HYPHEN)

    def _goes_on_in_code(self, before: str, typed: str) -> bool:
        """Whether a name goes on with a sign, in code or in front matter but for those of its values that are prose."""
        if typed not in _IN_CODE:
            return False
        from typeahead.editor.giving_way import in_code
        from typeahead.editor.going_on import goes_on_as_path, goes_on_in_code
        from typeahead.text.open_front_matter import open_value

        row, column = self.cursor_location
        mode = self.states.before(row).mode
        if mode != "fence" and in_code(before, self.suffix):
            return goes_on_in_code(before, typed, in_span=True) or goes_on_as_path(before, typed)
        is_key = mode == "front" and bool(self.dialect) and " " not in self.document[row][:column].strip()
        if not is_key and not self.is_unread():
            return False
        value = open_value(self.before_cursor())
        return not (value and value.prose) and goes_on_in_code(before, typed, in_span=False)

    def put_space_back(self, typed: str) -> bool:
        """Type behind a sign that took a space's place: the space comes back where that shows what the sign begins.

        For undo these are two edits, what was typed and the space.
        """
        row, column = self.cursor_location
        gone_row, gone = self._gave_way or (-1, 0)
        if typed.isspace():
            self._gave_way = None  # later nothing shows it
        if row != gone_row or self._selects or self.read_only:
            return False
        from typeahead.editor.giving_way import comes_back  # loaded by now, since a space has given way

        before = self.before_cursor()
        before = before[: len(before) - (column - gone)]
        if not comes_back(before, self.document[row][gone:column] + typed, self.suffix):
            return False
        self._gave_way = None
        self.suggestion = ""  # it went on with the word that the sign seemed to belong to
        with self.as_one(typed):
            self._replace_via_keyboard(typed, *self.selection)
            self.history.checkpoint()
            behind = Selection.cursor((row, column + len(typed) + 1))
            self.edit(PlacedEdit(" ", (row, gone), (row, gone), False, behind, says=False))
            self.history.checkpoint()
        self.tally.type(len(typed) + 1)
        return True

    def write_capital(self, typed: str) -> bool:
        """Type a small letter as the capital it is to be; False where it stays small.

        For undo these are two edits, the letter and its capital.
        """
        capital = capital_of(typed) if len(typed) == 1 else typed
        if capital == typed or not self._begins_sentence():
            return False
        with self.as_one(capital):
            self._replace_via_keyboard(typed, *self.selection)
            self.history.checkpoint()
            row, column = self.cursor_location
            self.replace(capital, (row, column - 1), (row, column), maintain_selection_offset=False)
            self.history.checkpoint()
        self._capital = (row, column - 1)
        self.note_made()
        return True

    def put_small_back(self, typed: str) -> bool:
        """Type behind a capital that was made: it is small again where an address (https:) begins with it.

        For undo these are two edits, what was typed and the small letter.
        """
        row, column = self.cursor_location
        made_row, made = self._capital or (-1, 0)
        if row != made_row or self._selects or self.read_only:
            return False
        word = self.document[row][made:column]
        if typed != ":" or word not in _ADDRESSES:
            return False
        self._capital = None
        with self.as_one(typed):
            self._replace_via_keyboard(typed, *self.selection)
            self.history.checkpoint()
            behind = Selection.cursor((row, column + len(typed)))
            small = word[0].lower()
            self.edit(PlacedEdit(small, (row, made), (row, made + 1), False, behind, says=False))
            self.history.checkpoint()
        self.tally.type(len(typed))
        return True

    def _begins_sentence(self) -> bool:
        if not self.capitals or self.read_only or self._selects:
            return False
        before = self.before_cursor()
        last = before.rstrip()[-1:]
        if last and last not in _BEFORE_A_START and "\n" not in before[-3:]:
            return False  # no need to read the sentence
        if before.rstrip().rstrip(_CLOSING).endswith(("...", "…")) or not self._may_be_prose():
            return False
        from typeahead.prediction import context  # it compiles patterns: not before the first paint

        found = context.read(before)
        return found.at_start and found.wanted and not found.prefix and not context.in_code_span(before)

    def _may_be_prose(self) -> bool:
        """Whether the cursor is in no code, front matter or block of Org; a cell is what the one before it is."""
        row, column = self.cursor_location
        line = self.document[row][:column]
        if self.is_unread() or (self.suffix == ".org" and line.lstrip().startswith("#+")):
            return False
        if not line.lstrip().startswith("|"):
            return True
        first = max(0, row - _TABLE)
        return cells_have_capitals([*(self.document[each] for each in range(first, row)), line])
