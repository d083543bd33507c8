"""The document that is open: what stands in it is recent, and its words can be suggested, though nothing is learned."""

from __future__ import annotations

from abc import ABC
from collections.abc import Callable
from pathlib import Path

import numpy as np

from typeahead.errors import SourceUnreadable
from typeahead.models.protocols import EOS, Ids
from typeahead.prediction.engine import Engine
from typeahead.prediction.learning import Learner
from typeahead.prediction.requests import OpenDocument
from typeahead.profile.encoding import PROSE
from typeahead.text.reading import paragraphs_of
from typeahead.text.sentences import open_sentence


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
        is_left_out = self._learner.leaves_out(document.origin)
        self._open_document = None if is_left_out else document
        self._read_again()
        return is_left_out

    def _read_again(self) -> None:
        """The engine is given the open document's words, what stands right before the cursor last."""
        document, words = self._open_document, _NOTHING
        if document is not None:
            words = np.concatenate([self._know(document.after), _finished(document.before, self._know)])
        self._engine.read(words)

    def _know(self, text: str) -> Ids:
        """A part of the document, its markup and code aside."""
        document = self._open_document
        if document is not None and self._engine.generation.settings.tokens == PROSE:
            try:
                text = "\n\n".join(paragraphs_of(Path(document.origin), text, []))
            except SourceUnreadable:  # damaged markup
                return _NOTHING
        return self._learner.know(text)


def _finished(text: str, know: Callable[[str], Ids]) -> Ids:
    """A text's words without the sentence that is open where it ends: that stands before the cursor in any case."""
    words = know(text)
    if not open_sentence(text):
        return words
    ends = np.flatnonzero(words[:-1] == EOS)
    return words[: ends[-1] + 1] if len(ends) else _NOTHING


_NOTHING = np.zeros(0, dtype=np.int32)
