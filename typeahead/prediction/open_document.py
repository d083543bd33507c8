"""The document that is open: what stands in it is recent, and its words can be suggested, though nothing is learned."""

from __future__ import annotations

from abc import ABC
from pathlib import Path

import numpy as np

from typeahead.errors import SourceUnreadable
from typeahead.models.protocols import EOS, Ids
from typeahead.prediction import opening
from typeahead.prediction.engine import Engine
from typeahead.prediction.learning import Learner
from typeahead.prediction.requests import OpenDocument
from typeahead.profile.encoding import PROSE
from typeahead.text.fences import is_in_fence
from typeahead.text.reading import paragraphs_of
from typeahead.text.sentences import open_sentence

_FENCE = "```"
_NOTHING = np.zeros(0, dtype=np.int32)


class Reading(ABC):
    """The part of a predictor that reads it."""

    _engine: Engine
    _learner: Learner
    _open_document: OpenDocument | None = None

    def read(self, document: OpenDocument) -> bool:
        """Let suggestions go by what stands in a document, until another one is read; nothing of it is stored.

        Returns:
            Whether it is left out of all learning. Then it is not looked at.
        """
        self._open_document = document
        self._take_up(again=False)
        return self._learner.leaves_out(document.origin)

    def _go_on(self, before: Engine | None) -> None:
        """An engine that was opened anew goes on from the one that answered before, where it may."""
        if before is not None:
            opening.go_on(self._engine, before)
        self._take_up(again=True)

    def _take_up(self, *, again: bool) -> None:
        """The engine is given the open document's words, what stands right before the cursor last."""
        document = self._open_document
        if document is None or self._learner.leaves_out(document.origin):
            self._learner.know([])
            self._engine.read(_NOTHING, again)
            return
        behind = f"{_FENCE}\n{document.after}" if is_in_fence(document.before) else document.after
        after, before = self._learner.know([self._prose_of(behind), self._prose_of(document.before)])
        self._engine.read(np.concatenate([after, _finished(document.before, before)]), again)

    def _prose_of(self, text: str) -> str:
        """A part of the document, its markup and code aside."""
        document = self._open_document
        if document is None or self._engine.generation.settings.tokens != PROSE:
            return text
        try:
            return "\n\n".join(paragraphs_of(Path(document.origin), text, []))
        except SourceUnreadable:  # damaged markup
            return ""


def _finished(text: str, words: Ids) -> Ids:
    """A text's words without the sentence that is open where it ends: that stands before the cursor in any case."""
    if not open_sentence(text):
        return words
    ends = np.flatnonzero(words[:-1] == EOS)
    return words[: ends[-1] + 1] if len(ends) else _NOTHING
