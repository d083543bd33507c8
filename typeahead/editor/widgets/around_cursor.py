"""What stands around the cursor of a text area, as far as anybody looks."""

from __future__ import annotations

from typeahead.editor.heated_area import HeatedArea

CONTEXT = 4_000  # characters left of the cursor that are looked at, however long the text is


class AroundCursor(HeatedArea):
    """A text area that tells what stands before and after its cursor."""

    def before_cursor(self, limit: int = CONTEXT) -> str:
        """The text left of the cursor, at most `limit` characters: no more work in a long text.

        Where it is cut inside a fenced block, the line that opens one stands before it: else prose would be read as
        code from there on, and code as prose.
        """
        row, column = self.cursor_location
        parts = [self.document[row][max(0, column - limit) : column]]
        length = len(parts[0])
        while row > 0 and length < limit:
            row -= 1
            parts.append(self.document[row][-limit:])
            length += len(parts[-1]) + 1
        text = "\n".join(reversed(parts))[-limit:]
        is_cut = length > limit and len(parts) > 1  # the first row is: what counts is what it leaves open
        state = self.states.before(row + is_cut)
        if state.mode != "fence":
            return text
        return "\n".join([state.mark, text.partition("\n")[2] if is_cut else text])

    def after_cursor(self, limit: int = CONTEXT) -> str:
        """The rest of the cursor's paragraph, at most `limit` characters."""
        row, column = self.cursor_location
        parts = [self.document[row][column : column + limit]]
        length = len(parts[0])
        while row + 1 < self.document.line_count and length < limit and self.document[row + 1].strip():
            row += 1
            parts.append(self.document[row][:limit])
            length += len(parts[-1]) + 1
        return "\n".join(parts)[:limit]

    def paragraph_before(self, limit: int = CONTEXT) -> str:
        """The paragraph's text left of the cursor, with the blank lines that may just have ended it.

        It begins behind a fenced block that has ended: of one with blank lines in it, the last would begin it.
        """
        from typeahead.text.fences import behind_fences  # it compiles patterns: not before the first paint

        before = self.before_cursor(limit)
        text = behind_fences(before) or before  # nothing stands behind an open one
        body = text.rstrip("\n")
        return text[body.rfind("\n\n") + 2 :] if "\n\n" in body else text
