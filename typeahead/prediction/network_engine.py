"""A network as an engine: states remembered per words before, one distribution a place, the profile's words."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.model import NeuralModel, NeuralState, best
from typeahead.models.neural.network import Network
from typeahead.models.protocols import BOS, EOS, UNK, Among, Candidate, Ids
from typeahead.prediction.context import Context
from typeahead.prediction.engine import LIKELY, Earlier, Evidence, Outlook, context_of, nothing_earlier
from typeahead.prediction.explain import Explanation
from typeahead.prediction.growing import Growing
from typeahead.prediction.shares import Shares
from typeahead.profile.generation import Generation

_SENTENCE = 60
"""Of a longer open sentence only the last words are looked at, half as many at least."""

_CHUNK = 32
"""So many distributions are worked out together where a text is walked through."""

_STATES, _OUTLOOKS = 512, 8
"""So many states, and whole distributions, are remembered."""

_QUICK = 4_000_000
"""A softmax over a matrix of so many numbers takes about 1 ms: another one may be spent on a phrase then."""

_PHRASE_FROM = 0.1
"""A phrase is looked for where its first word is at least so likely."""


class Adapts(Protocol):
    """Changes a network's weights in place as its person writes (`adapting.Adapting`)."""

    @property
    def version(self) -> int:
        """Raised whenever weights have changed."""
        ...

    def give(self, words: Ids) -> None:
        """Sentences of the network's ids that were just learned; only put aside."""
        ...

    def step(self) -> bool:
        """One small step; whether there is more to do."""
        ...

    def store(self) -> None:
        """Write what was adapted."""
        ...


class NetworkEngine:
    """A network over a profile's words.

    Args:
        generation: the words, and the letter model for those that the network lacks.
        network: its weights.
        words: those it has, reserved ones first.
        about: what is known of its training.
        adapting: changes the weights in small steps while its person writes.
    """

    def __init__(
        self,
        generation: Generation,
        network: Network,
        words: Sequence[str],
        about: Mapping[str, Any],
        adapting: Adapts | None = None,
    ) -> None:
        self.generation = generation
        self.model = NeuralModel(network)
        self.shares = Shares(generation, words)
        self._growing = Growing(generation, self.model, words, self.shares)
        self.about = about
        self._adapting = adapting
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
    def version(self) -> tuple[int, tuple[int, int, int]]:
        """That of the weights, and of the words."""
        return self.model.version, self.shares.version

    # --- places

    def begin(self) -> NetworkOutlook:
        """After a sentence's end that nothing came before."""
        return NetworkOutlook(self, self.model.start())

    def after(self, words: Sequence[str], earlier: Earlier = nothing_earlier) -> NetworkOutlook:
        """After an open sentence and the sentences before it.

        What comes first (the sentences before, or the beginning of a long open one) is one chunk, the same for as
        long as the sentence is open; the words behind it are steps. Both are remembered, and neither depends on
        what was asked before.
        """
        self._see_what_changed()
        encoder = self.generation.encoder
        if len(words) >= _SENTENCE:
            half = _SENTENCE // 2
            ids = encoder.ids(words, last=half + len(words) % half)
            first, ids = ids[:half], ids[half:]
        else:
            ids = encoder.ids(words)
            first = [id_ for sentence in earlier() for id_ in [*encoder.ids(sentence), EOS]]
        start, rest = tuple(self._numbers(first)), tuple(self._numbers(ids))
        state = self._state(start, rest)
        known = self._outlooks.get(state)
        if known is None:
            if len(self._outlooks) >= _OUTLOOKS:
                del self._outlooks[next(iter(self._outlooks))]
            known = self._outlooks[state] = NetworkOutlook(self, state, phrases=self._phrase_words())
        return known

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

    def _see_what_changed(self) -> None:
        if self._version != self.version:
            self._states.clear()
            self._outlooks.clear()
            self._version = self.version

    def _phrase_words(self) -> int:
        """Words of a phrase after its first: as many as a person does not wait for."""
        return max(1, min(3, _QUICK // self.model.network.output.size + 1))

    def walk(self, outlook: Outlook, words: Ids) -> Iterator[Outlook]:
        """Word by word through the layers, many words at once through the softmax."""
        state = outlook.state if isinstance(outlook, NetworkOutlook) else self.model.start()
        states = self.model.walk(state, self._numbers(words.tolist()))
        for first in range(0, len(states), _CHUNK):
            some = states[first : first + _CHUNK]
            log_p = self.model.log_probs_of(np.stack([state.hidden for state in some]))
            for state, each in zip(some, log_p, strict=True):
                yield NetworkOutlook(self, state, np.exp(each))

    def at(self, words: Ids, places: Sequence[int]) -> Iterator[Outlook]:
        """All words through the layers, the places alone through the softmax."""
        wanted = np.asarray(places, dtype=np.int64)
        for first, hidden in self.model.hidden(self.shares.numbers_of(words)):
            here = wanted[(wanted >= first) & (wanted < first + len(hidden))] - first
            if len(here):
                log_p = self.model.log_probs_of(hidden[here])
                for row, each in zip(here, log_p, strict=True):
                    yield NetworkOutlook(self, NeuralState(hidden[row], ()), np.exp(each))

    def score(self, words: Ids) -> NDArray[np.float64]:
        """All words in chunks, the state carried over sentences."""
        found = np.zeros(len(words))
        for first, hidden in self.model.hidden(self.shares.numbers_of(words)):
            here = slice(first, first + len(hidden))
            found[here] = self.shares.score(self.model.log_probs_of(hidden), words[here])
        return found

    def explain(self, context: Context, earlier: Earlier, word: str) -> Explanation:
        """Its probability, what it held likeliest, and which words it holds to be alike."""
        from typeahead.prediction.network_explain import explain

        return explain(self, context, earlier, word)

    # --- learning

    def catch_up(self, typed: Iterable[Ids]) -> None:
        """Words typed since it was trained get their embeddings."""
        self._growing.catch_up(typed)

    def learned(self, words: Ids) -> None:
        """New words get embeddings from how they are spelled and where they stood."""
        self._growing.learned(words)
        if self._adapting is not None:
            self._adapting.give(self.shares.numbers_of(words))

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
        """Write what was adapted."""
        if self._adapting is not None:
            self._adapting.store()

    def accelerate(self) -> None:
        """Let the counts learn with compiled kernels; a network answers in NumPy."""
        self.generation.model.accelerate()


class NetworkOutlook:
    """What may come after one state.

    Args:
        engine: whose.
        state: the network's.
        p: its distribution over its own words, where it is known.
        phrases: how many words of a phrase may still be looked for from here.

    Attributes:
        state: as given.
    """

    __slots__ = ("_engine", "_next", "_p", "_phrases", "_spread", "state")

    def __init__(
        self,
        engine: NetworkEngine,
        state: NeuralState,
        p: NDArray[np.floating] | None = None,
        phrases: int = 0,
    ) -> None:
        self._engine = engine
        self.state = state
        self._p = p
        self._phrases = phrases
        self._spread: NDArray[np.float64] | None = None
        self._next: dict[int, tuple[NetworkOutlook, Candidate] | None] = {}

    @property
    def network_p(self) -> NDArray[np.floating]:
        """p of each of the network's own words, (V,)."""
        if self._p is None:
            self._p = np.exp(self._engine.model.log_probs(self.state))
        return self._p

    @property
    def p(self) -> NDArray[np.float64]:
        """p of each of the profile's words, (V,)."""
        if self._spread is None:
            self._spread = self._engine.shares.spread(self.network_p)
        return self._spread

    @property
    def rest(self) -> float:
        """What the words have that the network lacks, by the base."""
        return self._engine.shares.weight(self._engine.shares.other(self.network_p))

    def own(self, words: Ids) -> NDArray[np.float64]:
        """0 for words that the network lacks; else p less the base's part."""
        return self.p[words] - self.rest * self._engine.shares.base[words]

    def own_mass(self, among: range) -> float:
        """The same, summed over a range."""
        here = slice(among.start, among.stop)
        return float(self.p[here].sum()) - self.rest * float(self._engine.shares.base[here].sum())

    def own_from(self, first: int) -> float:
        """The same, summed over all ids from one on."""
        return self.own_mass(range(first, len(self.p)))

    def probabilities(self, words: Ids) -> NDArray[np.float64]:
        """p of some words."""
        return self.p[words]

    def distribution(self) -> NDArray[np.float64]:
        """p of every word."""
        return self.p.copy()

    def top(self, k: int, among: Among = None, skip: Collection[int] = frozenset()) -> list[Candidate]:
        """The k likeliest words."""
        return best(self.p, k, among, skip)

    def log_of_unknown(self, form: str) -> float:
        """By its letters' share of what the words have that the network lacks."""
        spelled = self._engine.generation.spelled
        if spelled is None:
            return math.log(self.p[UNK])
        return math.log(self.rest) + spelled.log_of_spelling(form)

    def advance(self, word: int) -> NetworkOutlook:
        """After one more word."""
        (number,) = self._engine._numbers([word])
        return NetworkOutlook(self._engine, self._engine.model.advance(self.state, number))

    def goes_on(self, word: int) -> tuple[NetworkOutlook, Candidate] | None:
        """What likely follows the likeliest word here; a distribution for each word typed would take too long."""
        if word not in self._next:
            self._next[word] = self._going_on(word)
        return self._next[word]

    def _going_on(self, word: int) -> tuple[NetworkOutlook, Candidate] | None:
        first = self._engine.generation.vocabulary.first_suggested
        if self._phrases < 1 or self.p[word] < max(_PHRASE_FROM, self.p[first:].max()):
            return None
        after = self.advance(word)
        after._phrases = self._phrases - 1
        if after.network_p.max() < LIKELY:
            return None
        (likeliest,) = best(after.p, 1) or [Candidate(BOS, 0.0)]
        return (after, likeliest) if likeliest.probability >= LIKELY else None

    def evidence(self, forms: Sequence[str], words: Sequence[int]) -> Evidence:
        """It counts nothing; a window sees its own words alone, the others all of them."""
        configuration = self._engine.model.network.configuration
        seen = configuration.window if configuration.kind == "window" else len(forms) + 1
        return Evidence(context_of(forms, seen + 1), None, False, [None] * len(words))
