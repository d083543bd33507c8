"""Learning while a person writes: sentences into live counts at once, and into the database a little later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from typeahead.locations import base_model_folder
from typeahead.profile.encoding import PROSE
from typeahead.profile.forgetting import parts_of
from typeahead.profile.generation import Generation
from typeahead.profile.store import Store
from typeahead.text.sentences import sentences
from typeahead.text.words import SECRET, Kind


class Learner:
    """Counts what is typed, keeps new words back until they were typed often enough, and stores it all.

    Attributes:
        hidden: ids of words that are not suggested: blocked, or new and typed too rarely so far.
        learned: words learned since it was made.
    """

    def __init__(self, store: Store, generation: Generation) -> None:
        self._store = store
        self._generation = generation
        self._blocked = store.blocked_words()
        self._is_blocked: dict[str, bool] = {}
        self._waiting: list[tuple[str, int, str]] = []
        self._typed: Counter[str] = Counter()
        self.hidden: set[int] = set()
        self.learned = 0
        vocabulary = generation.vocabulary
        for word, count in generation.withheld.items():
            self._typed[word.casefold()] = count
            self.hidden.add(vocabulary.id_of(word))
        if self._blocked and generation.folder == base_model_folder():
            # A generation of one's own has no blocked words in it; the one in the package knows no block lists.
            for word in vocabulary.words[vocabulary.first_suggested :]:
                if self._blocks(word):
                    self.hidden.add(vocabulary.id_of(word))

    def replay(self) -> None:
        """Learn the stored pieces that the generation does not have yet."""
        own = self._generation.folder != base_model_folder()
        for piece in self._store.sessions(self._generation.last_session if own else 0):
            self._count([line.split(" ") for line in piece.body.split("\n") if line])

    def learn(self, text: str, origin: str) -> int:
        """Learn a text as typed; how many words it had that may be learned."""
        rows = [kept for row in self._rows(text) if (kept := [t for t in row if not self._blocks(t)])]
        words = sum(len(row) for row in rows)
        if words:
            self._count(rows)
            self._waiting.append((origin, words, "\n".join(" ".join(row) for row in rows)))
            self.learned += words
        return words

    def _rows(self, text: str) -> list[list[str]]:
        # What can't be stored as UTF-8 (half of a surrogate pair) can't be learned.
        text = text.encode("utf-8", "replace").decode("utf-8")
        if self._generation.settings.tokens == PROSE:
            return [
                [SECRET if token.kind == Kind.SECRET else token.text for token in sentence]
                for sentence in sentences(text)
            ]
        return [row for line in text.split("\n") if (row := line.replace("\t", " ").replace("\r", " ").split())]

    def _blocks(self, token: str) -> bool:
        if not self._blocked:
            return False
        known = self._is_blocked.get(token)
        if known is None:
            known = any(self._store.hash_of(part) in self._blocked for part in parts_of(token))
            self._is_blocked[token] = known
        return known

    def _count(self, rows: Sequence[Sequence[str]]) -> None:
        generation = self._generation
        vocabulary = generation.vocabulary
        known = len(vocabulary)
        ids = generation.encoder.stream(rows, vocabulary.add)
        generation.model.learn(ids)
        after = generation.settings.learn_after
        fresh = self._fresh(known)
        if not fresh:
            return
        for row in rows:
            for form in generation.encoder.forms(row):
                folded = form.casefold()
                if folded in fresh:
                    self._typed[folded] += 1
        for folded in fresh:
            numbers = [n for n in self._numbers(folded) if n >= vocabulary.first_suggested]
            if self._typed[folded] < after:
                self.hidden.update(numbers)
            else:
                self.hidden.difference_update(numbers)

    def _fresh(self, known: int) -> set[str]:
        """Casefolded words that no file has, and that are still being counted."""
        words = self._generation.vocabulary.words
        new = {word.casefold() for word in words[known:] if not self._is_known(word)}
        return new | {folded for folded, count in self._typed.items() if count < self._generation.settings.learn_after}

    def _is_known(self, word: str) -> bool:
        """Whether the sorted vocabulary has this word in another case."""
        vocabulary = self._generation.vocabulary
        return any(
            vocabulary.words[number].casefold() == word.casefold() and number not in self.hidden
            for number in vocabulary.beginning_with(word)[:4]
        )

    def _numbers(self, folded: str) -> list[int]:
        vocabulary = self._generation.vocabulary
        found = [n for n in vocabulary.beginning_with(folded)[:4] if vocabulary.words[n].casefold() == folded]
        return found + [
            n for n in vocabulary.learned_beginning_with(folded) if vocabulary.words[n].casefold() == folded
        ]

    def store(self) -> None:
        """Write what waits to be written."""
        if not self._waiting:
            return
        with self._store.change():
            for origin, words, body in self._merged():
                self._store.add_session(origin, words, body)
        self._waiting.clear()

    def _merged(self) -> list[tuple[str, int, str]]:
        """One piece an origin."""
        pieces: dict[str, tuple[int, list[str]]] = {}
        for origin, words, body in self._waiting:
            count, bodies = pieces.get(origin, (0, []))
            pieces[origin] = (count + words, [*bodies, body])
        return [(origin, words, "\n".join(bodies)) for origin, (words, bodies) in pieces.items()]
