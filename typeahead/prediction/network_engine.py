"""A network as an engine: states remembered per words before, one distribution a place, the profile's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from typing import Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.cache import CacheSettings
from typeahead.models.neural.model import NeuralModel, NeuralState
from typeahead.models.neural.network import Array, Network
from typeahead.models.neural.packed import AskedNetwork
from typeahead.models.protocols import EOS, UNK, Ids
from typeahead.prediction.adapting import Adapting
from typeahead.prediction.context import Context
from typeahead.prediction.engine import Earlier, Outlook, bits_of, nothing_earlier
from typeahead.prediction.explanation import Explanation
from typeahead.prediction.growing import Growing
from typeahead.prediction.network_outlook import NetworkOutlook
from typeahead.prediction.remembering import Remembering
from typeahead.prediction.shares import Shares
from typeahead.profile.generation import Generation

_SENTENCE = 60
"""Of a longer open sentence only the last words are looked at, half as many at least."""

_CHUNK = 32
"""So many distributions are worked out together where a text is walked through."""

_STATES, _OUTLOOKS = 128, 8
"""So many states, and whole distributions, are remembered."""

_QUICK = 4_000_000
"""A softmax over a matrix of so many numbers takes about 1 ms: another one may be spent on a phrase then."""


class NetworkEngine:
    """A network over a profile's words.

    Args:
        generation: the words, and the letter model for those that the network lacks.
        network: its weights.
        words: those it has, reserved ones first.
        about: what is known of its training.
        adapting: changes the weights in small steps while its person writes.
        cache: of a continuous cache over what was learned last; None for none.
        grows: whether it gets embeddings for words it lacks; else they share what it has for unknown words by how
            often the notes have each.
    """

    def __init__(
        self,
        generation: Generation,
        network: Network,
        words: Sequence[str],
        about: Mapping[str, Any],
        adapting: Adapting | None = None,
        cache: CacheSettings | None = None,
        grows: bool = True,
    ) -> None:
        self.generation = generation
        self.model = NeuralModel(network)
        self.shares = Shares(generation, words, by_notes=not grows)
        self._growing = Growing(generation, self.model, words, self.shares) if grows else None
        self.about = about
        self._adapting = adapting
        self.cache = cache
        self._remembering = None if cache is None else Remembering(self.model, cache)
        self._states: dict[tuple[tuple[int, ...], tuple[int, ...]], NeuralState] = {}
        self._outlooks: dict[NeuralState, NetworkOutlook] = {}
        self._version = self.version

    @property
    def name(self) -> str:
        """Its kind."""
        return self.model.network.configuration.kind

    @property
    def title(self) -> str:
        """Its kind, and whose text it has seen."""
        return f"{self.name} of your notes"

    @property
    def source(self) -> str:
        """Its kind."""
        return self.name

    @property
    def normalised(self) -> bool:
        """A softmax always is."""
        return True

    @property
    def parameters(self) -> int:
        """How many weights there are."""
        return self.model.network.parameter_count()

    @property
    def identity(self) -> str:
        """Given when it was trained."""
        return str(self.about["identity"])

    @property
    def version(self) -> tuple[int, tuple[int, int, int], int]:
        """That of the weights, of the words, and of the cache."""
        return self.model.version, self.shares.version, self.remembered

    @property
    def remembered(self) -> int:
        """How often the cache was given words."""
        return 0 if self._remembering is None else self._remembering.version

    @property
    def is_up_to_date(self) -> bool:
        """Whether, opened anew, it would be as it is."""
        return self._adapting is None or self._adapting.is_up_to_date

    def moved(self, generation: Generation) -> NetworkEngine:
        """The same network over another generation's words, with all that its weights have learned since it was opened.

        Opened anew, it would have to find a place for every new word once more, which takes seconds.
        """
        found = copy(self)
        found.generation, found.shares = generation, self.shares.moved(generation)
        found._growing = None if self._growing is None else self._growing.moved(generation, found.shares)
        if self.cache is not None:  # filled anew: a text of it may have been taken back
            found._remembering = Remembering(self.model, self.cache)
        found._states, found._outlooks = {}, {}
        found._version = found.version
        return found

    def let_go(self) -> None:
        """Places are remembered no more."""
        self._states.clear()
        self._outlooks.clear()

    # --- places

    def begin(self) -> NetworkOutlook:
        """After a sentence's end that nothing came before."""
        self.see_what_changed()
        return NetworkOutlook(self, self.model.start())

    def after(
        self,
        words: Sequence[str],
        earlier: Earlier = nothing_earlier,
        before: Sequence[int] | Ids | None = None,
    ) -> NetworkOutlook:
        """After an open sentence and the sentences before it, `before` by the profile's ids where those are known.

        What comes first (the sentences before, or the beginning of a long open one) is one chunk, the same for as
        long as the sentence is open; the words behind it are steps. Both are remembered, and neither depends on
        what was asked before.
        """
        self.see_what_changed()
        encoder = self.generation.encoder
        if len(words) >= _SENTENCE:
            half = _SENTENCE // 2
            ids = encoder.ids(words, last=half + len(words) % half)
            first, ids = ids[:half], ids[half:]
        else:
            ids = encoder.ids(words)
            first = list(before if before is not None else self.ids_of(earlier()))
        start, rest = tuple(self._numbers(first)), tuple(self._numbers(ids))
        state = self._state(start, rest)
        known = self._outlooks.get(state)
        if known is None:
            if len(self._outlooks) >= _OUTLOOKS:
                del self._outlooks[next(iter(self._outlooks))]
            known = self._outlooks[state] = NetworkOutlook(self, state, phrases=self._phrase_words())
        return known

    def ids_of(self, sentences: Iterable[Sequence[str]]) -> list[int]:
        """The profile's ids of finished sentences."""
        return [id_ for sentence in sentences for id_ in [*self.generation.encoder.ids(sentence), EOS]]

    def _numbers(self, ids: Sequence[int]) -> list[int]:
        found: list[int] = self.shares.numbers_of(np.array(ids, dtype=np.int32)).tolist()
        return found

    def _state(self, first: tuple[int, ...], rest: tuple[int, ...]) -> NeuralState:
        """The state after a chunk of words and single words behind it."""
        done = len(rest)
        while done and (first, rest[:done]) not in self._states:
            done -= 1
        state = self._states.get((first, rest[:done]))
        if state is None:
            state = self._remember((first, ()), self.model.read(first))
        for end in range(done + 1, len(rest) + 1):
            state = self._remember((first, rest[:end]), self.model.advance(state, rest[end - 1]))
        return state

    def _remember(self, key: tuple[tuple[int, ...], tuple[int, ...]], state: NeuralState) -> NeuralState:
        if len(self._states) >= _STATES:
            del self._states[next(iter(self._states))]
        self._states[key] = state
        return state

    def see_what_changed(self) -> None:
        """Take over what was learned: places that were remembered are of before."""
        if self._version != self.version:
            self._states.clear()
            self._outlooks.clear()
            self._version = self.version

    def _phrase_words(self) -> int:
        """Words of a phrase after its first: as many as a person does not wait for."""
        return max(1, min(3, _QUICK // (self.model.size * self.model.network.configuration.embedding) + 1))

    def walk(self, outlook: Outlook, words: Ids) -> Iterator[Outlook]:
        """Word by word through the layers, many words at once through the softmax."""
        self.see_what_changed()
        state = outlook.state if isinstance(outlook, NetworkOutlook) else self.model.start()
        states = self.model.walk(state, self._numbers(words.tolist()))
        for first in range(0, len(states), _CHUNK):
            some = states[first : first + _CHUNK]
            log_p = self.model.log_probs_of(np.stack([state.hidden for state in some]))
            for state, each in zip(some, log_p, strict=True):
                yield NetworkOutlook(self, state, self._with_cache(state.hidden, np.exp(each)))

    def at(
        self, words: Ids, places: Sequence[int], before: Sequence[int] | Ids = ()
    ) -> Iterator[NetworkOutlook]:
        """All words through the layers, after what stood before them; the places alone through the softmax."""
        self.see_what_changed()
        wanted = np.asarray(places, dtype=np.int64) + len(before)
        for first, hidden in self.model.hidden(self.shares.numbers_of(_joined(before, words))):
            here = wanted[(wanted >= first) & (wanted < first + len(hidden))] - first
            if len(here):
                log_p = self.model.log_probs_of(hidden[here])
                for row, each in zip(here, log_p, strict=True):
                    p = self._with_cache(hidden[row], np.exp(each))
                    yield NetworkOutlook(self, NeuralState(hidden[row], ()), p)

    def score(
        self, words: Ids, before: Sequence[int] | Ids = (), read: Ids | None = None
    ) -> NDArray[np.float64]:
        """All words in chunks, the state carried over sentences, and from what stood before them.

        Args:
            words: (T,) int32, by the profile's ids.
            before: what stood before them.
            read: (T,) int32, the words as those behind them read them, where that differs; see `known_forms`.
        """
        self.see_what_changed()
        found = np.zeros(len(words))
        inputs = _joined(before, words if read is None else read)
        for first, hidden in self.model.hidden(self.shares.numbers_of(inputs)):
            behind = max(len(before) - first, 0)
            here = slice(first + behind - len(before), first + len(hidden) - len(before))
            if behind < len(hidden):
                found[here] = self._scored(hidden[behind:], words[here])
        return found

    def _scored(self, hidden: Array, words: Ids) -> NDArray[np.float64]:
        """ln p of each word after its vector; only of words that the network lacks is the whole distribution wanted."""
        log_p = self.model.log_probs_of(hidden)
        own = self.shares.numbers_of(words)
        p = np.exp(log_p[np.arange(len(words)), own].astype(np.float64))
        for at, number in enumerate(own.tolist()):
            if number == UNK:
                whole = self._with_cache(hidden[at], np.exp(log_p[at]))
                p[at] = self.shares.other(whole) * self.shares.lacked[words[at]]
            elif self._remembering is not None:
                p[at] = self._remembering.mixed_of(hidden[at], p[at], number)
        with np.errstate(divide="ignore"):
            return np.asarray(np.log(p))

    def network_p(self, state: NeuralState) -> NDArray[np.floating]:
        """p of each of the network's own words after a state, (V,), its cache's part included."""
        return self._with_cache(state.hidden, self.model.probabilities(state))

    def _with_cache(self, hidden: Array, p: NDArray[np.float32]) -> NDArray[np.float32]:
        return p if self._remembering is None else self._remembering.mixed(hidden, p)

    def explain(self, context: Context, earlier: Earlier, word: str) -> Explanation:
        """Its probability, what it held likeliest, and which words it holds to be alike."""
        from typeahead.prediction.network_explain import explain

        return explain(self, context, earlier, word)

    # --- learning

    def catch_up(self, typed: Iterable[Ids]) -> None:
        """Words typed since it was trained get their embeddings, and the last ones are remembered."""
        known = list(typed)
        if self._growing is not None:
            self._growing.catch_up(known)
        if self._remembering is not None and known:
            last = np.concatenate(known)[-self._remembering.size :]
            self._remembering.learned(self.shares.numbers_of(last))

    def read(self, words: Ids, again: bool = False) -> None:
        """Its cache is of what was learned, and it looks at what stands right before the cursor in any case."""

    def learning(self, words: Ids) -> float | None:
        """There is nothing to be done before; how surprising it is."""
        return bits_of(self, words)

    def learned(self, words: Ids) -> None:
        """New words get embeddings from how they are spelled and where they stood; all are remembered."""
        if self._growing is not None:
            self._growing.learned(words)
        numbers = self.shares.numbers_of(words)
        if self._remembering is not None:
            self._remembering.learned(numbers)
        if self._adapting is not None:
            self._adapting.give(numbers)

    def mark(self) -> None:
        """Weights can't unlearn."""

    def return_to(self, mark: object) -> bool:  # noqa: ARG002
        """What was learned is in the weights, or in the cache."""
        return False

    def recall(self, mark: object, later: Sequence[Ids]) -> None:
        """What was learned stays in the weights and in the cache."""

    def adapt(self) -> bool:
        """Adapt the weights by one small step."""
        if self._adapting is None:
            return False
        before = self._adapting.version
        more = self._adapting.step()
        if self._adapting.version != before:
            self.model.changed()
        return more

    def store(self) -> None:
        """Write what was adapted; weights that another program has stored meanwhile are taken over."""
        if self._adapting is not None:
            before = self._adapting.version
            self._adapting.store()
            if self._adapting.version != before:
                self.model.changed()

    def accelerate(self) -> None:
        """Let the counts learn with compiled kernels, and a large vocabulary be asked with them."""
        self.generation.model.accelerate()
        if isinstance(self.model.network, AskedNetwork):
            self.model.network.accelerate()


def _joined(before: Sequence[int] | Ids, words: Ids) -> Ids:
    return np.concatenate([np.array(before, dtype=np.int32), words])
