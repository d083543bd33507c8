"""Learning while a person writes: sentences into live counts at once, and into the database a little later."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from typeahead.locations import base_model_folder
from typeahead.models.protocols import Ids
from typeahead.prediction import origins
from typeahead.profile.days import Figures
from typeahead.profile.encoding import PROSE
from typeahead.profile.forgetting import leave_out, leaving_out, listed, parts_of, without_blocked, words_in
from typeahead.profile.generation import Generation
from typeahead.profile.store import Store
from typeahead.profile.written import saved_by
from typeahead.text import whitespace
from typeahead.text.forms import folded_form, is_name
from typeahead.text.sentences import sentences
from typeahead.text.words import SECRET, Kind

_LATEST = 20_000
"""So many words of what was typed are given to a network that is opened: for words it lacks, and for its cache."""


@dataclass(slots=True, eq=False)
class Lesson:
    """A text that was learned: into which file it was typed, and when.

    Attributes:
        session: under which number it is stored; None while it waits to be.
        figures: what it added to that day's.
        refused: whether it was never stored, since its file was left out of learning before that.
    """

    origin: str
    words: int
    body: str
    typed: float
    session: int | None = None
    figures: Figures = field(default_factory=Figures)
    refused: bool = False


class Learner:
    """Counts what is typed, keeps new words back until they were typed often enough, and stores it all.

    Args:
        store: where it is kept.
        generation: whose counts learn.
        learned: told of what `learn` has counted: sentences, each ended by `</s>`.
        before: told of the same before it is counted; gives the bits of surprise in it, None where that means nothing.

    Attributes:
        hidden: ids of words that are not suggested: blocked, or new and typed too rarely so far.
        learned: words learned since it was made.
    """

    def __init__(
        self,
        store: Store,
        generation: Generation,
        learned: Callable[[Ids], None] = lambda _: None,
        before: Callable[[Ids], float | None] | None = None,
    ) -> None:
        self._store = store
        self._generation = generation
        self._tell = learned
        self._before = before
        self._blocked = store.blocked_words()
        self._hash_of = store.hashing()
        self._is_blocked: dict[str, bool] = {}
        self._is_left_out = leaving_out(store)
        self._epoch = store.epoch
        self._waiting: list[Lesson] = []
        self._bits: float | None = None
        self._typed: dict[str, int] = {}
        self._met: dict[str, int] = {}  # new words of the open document, beyond those typed when it was read
        self.hidden: set[int] = set()
        self.learned = 0
        vocabulary = generation.vocabulary
        for word, count in generation.withheld.items():
            self._typed[folded_form(word)] = count
            self.hidden.add(vocabulary.id_of(word))
        if self._blocked and (generation.base or generation.folder == base_model_folder()):
            # Of one's own words none is blocked, for they are cut from the texts; the base's know no block lists.
            words = vocabulary.words[vocabulary.first_suggested :]
            self.hidden.update(map(vocabulary.id_of, listed(words, self._blocked, self._hash_of)))

    def replay(self) -> None:
        """Learn the stored pieces that the generation does not have yet."""
        own = self._generation.folder != base_model_folder()
        for piece in self._store.sessions(self._generation.last_session if own else 0):
            self._count([line.split(" ") for line in piece.body.split("\n") if line])

    def typed(self) -> Iterator[Ids]:
        """Sentences that were typed and stored, each ended by `</s>`, the oldest first; the last `_LATEST` words."""
        left, pieces = _LATEST, []
        for piece in reversed(self._store.sessions(0)):
            if left <= 0:
                break
            left -= piece.words
            pieces.append(piece.body)
        for body in reversed(pieces):
            rows = [line.split(" ") for line in body.split("\n") if line]
            yield self._generation.encoder.stream(rows)

    def learn(self, text: str, origin: str, typed: float | None = None) -> Lesson | None:
        """Learn a text as typed, now or then (in seconds since 1970); what of it was learned, if anything."""
        if self.leaves_out(origin):
            return None
        rows = self._wanted_rows(text)
        words = sum(len(row) for row in rows)
        if not words:
            return None
        ids = self._count(rows, told=True)
        self._tell(ids)
        bits = self._bits
        figures = Figures(learned=words, tokens=0 if bits is None else len(ids), bits=bits or 0.0)
        body = "\n".join(" ".join(row) for row in rows)
        lesson = Lesson(
            origins.of(origin), words, body, time.time() if typed is None else typed, figures=figures
        )
        self._waiting.append(lesson)
        self.learned += words
        return lesson

    def is_of(self, lesson: Lesson, text: str, origin: str) -> bool:
        """Whether a lesson is what was learned of a text that was typed into a file."""
        body = "\n".join(" ".join(row) for row in self._wanted_rows(text))
        return lesson.body == body and lesson.origin == origins.of(origin)

    def ids_of(self, lesson: Lesson) -> Ids:
        """(T,) the words of a lesson, each sentence ended by `</s>`."""
        return self._generation.encoder.stream([line.split(" ") for line in lesson.body.split("\n")])

    def know(self, texts: Sequence[str]) -> list[Ids]:
        """Take up the words of the parts of a document without counting them, those of no other document any more.

        Words that nobody knew can be suggested then, by `learn_after`, until the next call.

        Returns:
            (T,) ids of each part, each sentence ended by `</s>`.
        """
        generation, parts = self._generation, [self._wanted_rows(text) for text in texts]
        vocabulary, before, self._met = generation.vocabulary, self._met, {}
        spells = generation.spelled is not None and not generation.settings.closed
        if not (spells and generation.model.learnable):
            return [generation.encoder.stream(rows) for rows in parts]
        all_forms = [form for rows in parts for row in rows for form in generation.encoder.forms(row)]
        forms = {form: folded_form(form) for form in all_forms}
        new = {form for form, folded in forms.items() if form not in vocabulary or folded in self._typed}
        for folded, times in Counter(forms[form] for form in all_forms if form in new).items():
            if folded in self._typed or not self._is_known(folded):
                # What was typed into this very document may stand in it: that is not once more.
                self._met[folded] = max(times - self._typed.setdefault(folded, 0), 0)

        def id_of(form: str) -> int:
            """A new word that would be held back takes no place, for each makes all suggestions a little slower."""
            held = forms[form] in self._met and self._is_held(forms[form])
            return vocabulary.id_of(form) if held else vocabulary.add(form)

        ids = [generation.encoder.stream(rows, id_of) for rows in parts]
        generation.model.counts.grow(len(vocabulary))
        self._hide_or_show({*before, *self._met})
        return ids

    def _is_held(self, folded: str) -> bool:
        """Whether a new word was typed, or stands in the open document, too rarely to be suggested."""
        often = self._typed.get(folded, 0) + self._met.get(folded, 0)
        return often < self._generation.settings.learn_after

    def _wanted_rows(self, text: str) -> list[list[str]]:
        """A text's sentences, less what was forgotten."""
        return [kept for row in self._rows(text) if (kept := [t for t in row if not self._blocks(t)])]

    def _rows(self, text: str) -> list[list[str]]:
        # What can't be stored as UTF-8 (half of a surrogate pair) can't be learned.
        text = text.encode("utf-8", "replace").decode("utf-8")
        if self._generation.settings.tokens == PROSE:
            return [
                [SECRET if token.kind == Kind.SECRET else token.text for token in sentence]
                for sentence in sentences(text)
            ]
        return whitespace.sentences(text)

    def _blocks(self, token: str) -> bool:
        if not self._blocked:
            return False
        known = self._is_blocked.get(token)
        if known is None:
            known = any(self._hash_of(part) in self._blocked for part in parts_of(token))
            self._is_blocked[token] = known
        return known

    def _count(self, rows: Sequence[Sequence[str]], told: bool = False) -> Ids:
        """Count sentences; their ids, each ended by `</s>`. Where `told`, who wants to see them before does."""
        generation = self._generation
        vocabulary = generation.vocabulary
        known = len(vocabulary)
        # With a limited vocabulary new words are <unk> until the next rebuild, as all are that it lacks.
        id_of = vocabulary.id_of if generation.settings.closed else vocabulary.add
        ids = generation.encoder.stream(rows, id_of)
        if told:
            self._bits = None if self._before is None else self._before(ids)
        generation.model.learn(ids)
        touched = set()
        for row in rows:
            for form in generation.encoder.forms(row):
                folded = folded_form(form)
                if folded in self._typed:
                    self._typed[folded] += 1
                elif vocabulary.id_of(form) < known or self._is_known(folded):
                    continue
                else:
                    self._typed[folded] = 1
                touched.add(folded)
        self._hide_or_show(touched)
        return ids

    def _hide_or_show(self, touched: Iterable[str]) -> None:
        """New words that were typed once more, or once less, are suggested or not, as they are often enough."""
        vocabulary = self._generation.vocabulary
        for folded in touched:
            numbers = [vocabulary.id_of(folded)] if is_name(folded) else vocabulary.forms_of(folded)
            if self._is_held(folded):
                self.hidden.update(numbers)
            else:
                self.hidden.difference_update(numbers)

    def uncount(self, lesson: Lesson) -> None:
        """Take what was learned out of the counts again, as if it had not been; not out of what is stored."""
        rows = [line.split(" ") for line in lesson.body.split("\n")]
        self._generation.model.forget(self.ids_of(lesson))
        touched = set()
        for row in rows:
            for form in self._generation.encoder.forms(row):
                folded = folded_form(form)
                if folded in self._typed:
                    self._typed[folded] -= 1
                    touched.add(folded)
        self._hide_or_show(touched)
        self.learned -= lesson.words

    def withdraw(self, lesson: Lesson) -> bool:
        """What waits to be stored is not stored any more; whether it still waited."""
        waits = lesson in self._waiting
        if waits:
            self._waiting.remove(lesson)
        return waits

    def _is_known(self, folded: str) -> bool:
        """Whether a file, or the model in the package, has this word in another case."""
        vocabulary = self._generation.vocabulary
        return any(number < vocabulary.sorted_size for number in vocabulary.forms_of(folded))

    def leaves_out(self, origin: str) -> bool:
        """Whether nothing that is typed into this file is learned."""
        return self._is_left_out(origins.of(origin)) if origin else False

    def leave_out(self, origin: str, out: bool = True) -> None:
        """Learn nothing of what is typed into a file from now on, or learn it again."""
        leave_out(self._store, origins.of(origin), out)
        self._is_left_out = leaving_out(self._store)

    def store(self) -> None:
        """Write what waits to be written, less what was forgotten meanwhile by another program.

        Raises:
            StorageFailed, ProfileBusy: it can't be written now; it goes on waiting.
        """
        self._is_left_out = leaving_out(self._store)
        if not self._waiting:
            return
        with self._store.change():
            wanted = self._waiting if self._store.epoch == self._epoch else []
            for (origin, _), pieces in _together(self._still_wanted(wanted)).items():
                (body,) = without_blocked(self._store, ["\n".join(piece.body for piece in pieces)])
                if body:
                    number = self._store.add_session(origin, words_in(body), body, pieces[-1].typed)
                    for piece in pieces:
                        piece.session = number
        self.learned -= sum(piece.words for piece in self._waiting if piece.refused)
        self._waiting.clear()

    def _still_wanted(self, waiting: Sequence[Lesson]) -> list[Lesson]:
        """Without what was typed into a file that is left out since, or that training has read since."""
        documents, is_left_out = self._store.documents(), leaving_out(self._store)
        found = []
        for piece in waiting:
            read = documents.get(piece.origin)
            is_read = read is not None and min(saved_by(read.mtime_ns), read.learned) >= piece.typed
            piece.refused = is_left_out(piece.origin)
            if not piece.refused and not is_read:
                found.append(piece)
        return found

    def name(self, before: str, origin: str) -> None:
        """A text was given a name: what was typed into it belongs to that file now, also that it is not learned."""
        if self.leaves_out(before) and not self.leaves_out(origin):
            self.leave_out(origin)
        origin = origins.of(origin)
        for lesson in self._waiting:
            if lesson.origin == before:
                lesson.origin = origin
        self._store.name_sessions(before, origin)


def _together(waiting: Sequence[Lesson]) -> dict[tuple[str, bool], list[Lesson]]:
    """By file, and by whether it was saved since: a training that reads it takes the place of what is in it only."""
    found: dict[tuple[str, bool], list[Lesson]] = {}
    saved: dict[str, float] = {}
    for piece in waiting:
        if piece.origin not in saved:
            saved[piece.origin] = _saved(piece.origin)
        found.setdefault((piece.origin, piece.typed <= saved[piece.origin]), []).append(piece)
    return found


def _saved(origin: str) -> float:
    try:
        return saved_by(Path(origin).stat().st_mtime_ns)
    except (OSError, ValueError):  # there is no such file (yet)
        return 0.0
