"""A network's adaptation kept in its profile: taken up at opening, given what is learned, written again."""

from __future__ import annotations

import secrets
from collections import deque
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from typeahead.models.neural.adaptation import Adaptation, AdaptationSettings
from typeahead.models.neural.kept import ROWS
from typeahead.models.neural.network import Network
from typeahead.models.protocols import Ids
from typeahead.profile.networks import OthersAdapted, adapted_serial, drop_adapted, load_adapted, save_adapted

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile

_WAITING, _STEPS = "waiting", "steps"
"""Arrays of words that wait to be adapted to, and of how many of them each step has."""


_SINCE = 2_000
"""So many of the last steps can be done again on what another program has adapted."""

_SMALL, _LARGE = 150_000, 1_500_000
"""Weights of all layers up to which the usual step, or one of 10 words, takes about 10 ms."""


def settings_for(network: Network, rate: float | None = None) -> AdaptationSettings:
    """How a network adapts: a large one looks at fewer words in a step, so that nobody waits for it.

    Args:
        network: whose size counts.
        rate: of learning; the usual one unless given.

    Raises:
        SettingInvalid: nobody should learn at such a rate.
    """
    layers = sum(array.size for name, array in network.parameters.items() if name not in ROWS)
    usual = AdaptationSettings() if rate is None else AdaptationSettings(rate=rate)
    if layers <= _SMALL:
        return usual
    return replace(usual, words=10 if layers <= _LARGE else 5, sampled=1_000)


class Adapting:
    """Adapts a network in place to what its person writes.

    What was adapted to it in earlier sessions is taken up at once; without that, the copy of the weights that
    adapting needs is made with the first words given. Words that were not adapted to yet are written too, and go on
    waiting at the next start.

    Args:
        profile: whose network.
        network: its weights.
        identity: given when it was trained.
        settings: how it adapts; as suits its size unless given.
    """

    def __init__(
        self, profile: Profile, network: Network, identity: str, settings: AdaptationSettings | None = None
    ) -> None:
        self._profile = profile
        self._network = network
        self._identity = identity
        self._settings = settings or settings_for(network)
        self._adaptation: Adaptation | None = None
        self._stopped = False
        self._changed = False
        self._serial: str | None = None  # of what was taken up, or stored last
        self._since: deque[Ids] = deque(maxlen=_SINCE)  # own steps adapted to after that
        self._others = 0  # of the steps that wait, the first ones: they were taken up
        self._take_up()

    @property
    def version(self) -> int:
        """Raised whenever weights have changed."""
        return 0 if self._adaptation is None else self._adaptation.version

    @property
    def rollbacks(self) -> int:
        """How often the guard went back to the trained weights."""
        return 0 if self._adaptation is None else self._adaptation.rollbacks

    @property
    def rate(self) -> float:
        """Of learning now."""
        return self._settings.rate if self._adaptation is None else self._adaptation.rate

    @property
    def is_up_to_date(self) -> bool:
        """Whether what it stored, or took up, last lies there still: else a text was taken back that may be in it."""
        return adapted_serial(self._profile, self._kind) == self._serial

    def give(self, words: Ids) -> None:
        """Sentences of the network's ids that were just learned; only put aside."""
        if not self._stopped and len(words):
            adaptation = self._begun()
            many = len(adaptation.waiting) - (-len(words) // self._settings.words)
            adaptation.give(words)
            self._others = max(
                0, self._others - (many - len(adaptation.waiting))
            )  # where it is full the first ones go
            self._changed = True

    def step(self) -> bool:
        """One small step; whether there is more to do."""
        if self._adaptation is None or not self._adaptation.waiting:
            return False
        self._changed = True
        if self._others:
            self._others -= 1
        else:
            self._since.append(self._adaptation.waiting[0])
        return self._adaptation.step()

    def store(self) -> None:
        """Write what was adapted; nothing more is, where the network is not the one in use any more.

        Where another program has adapted it too, its weights are taken over, and what was adapted to here since waits
        to be adapted to once more, on top of them.

        Raises:
            StorageFailed: it can't be written now; it is kept to be written later.
        """
        while (adaptation := self._adaptation) is not None and self._changed:
            try:
                if not self._saved(adaptation):
                    self._stopped, self._adaptation = True, None
                self._changed = False
            except OthersAdapted:
                waiting = [*self._since, *adaptation.waiting[self._others :]]
                self._since.clear()
                adaptation.drop_waiting()
                self._others = 0
                if not self._take_up():
                    if (
                        adapted_serial(self._profile, self._kind) is None
                    ):  # a text was taken back that may be in it
                        adaptation.restore_trained()
                    drop_adapted(self._profile, self._kind)  # damaged
                    self._serial = None
                for words in waiting:
                    adaptation.give(words)

    def _saved(self, adaptation: Adaptation) -> bool:
        arrays = adaptation.learned()
        if waiting := adaptation.waiting:
            arrays[_WAITING] = np.concatenate(waiting)
            arrays[_STEPS] = np.array([len(each) for each in waiting], dtype=np.int32)
        serial = secrets.token_hex(8)
        about = {
            "network": self._identity,
            "rate": adaptation.rate,
            "rollbacks": adaptation.rollbacks,
            "serial": serial,
        }
        saved = save_adapted(self._profile, self._kind, arrays, about, self._serial)
        if saved:
            self._serial = serial
            self._since.clear()
        return saved

    @property
    def _kind(self) -> str:
        return self._network.configuration.kind

    def _begun(self) -> Adaptation:
        if self._adaptation is None:
            self._adaptation = Adaptation(self._network, self._settings)
        return self._adaptation

    def _take_up(self) -> bool:
        """Go on from what was written, if it belongs to this network; else from the weights there are."""
        found = load_adapted(self._profile, self._kind)
        if found is None or found[1]["network"] != self._identity:
            return False
        arrays, about = found
        waiting = _split(arrays.pop(_WAITING, None), arrays.pop(_STEPS, None))
        adaptation = self._adaptation or Adaptation(self._network, self._settings)
        try:
            adaptation.restore(arrays, float(about["rate"]))
            adaptation.rollbacks = int(about["rollbacks"])
        except (KeyError, TypeError, ValueError):
            return False
        for words in waiting:
            adaptation.give(words)
        self._others = len(adaptation.waiting)
        self._adaptation, self._serial = adaptation, about.get("serial")
        return True


def _split(words: NDArray[Any] | None, steps: NDArray[Any] | None) -> list[Ids]:
    """Words cut as they were; none where they do not belong together."""
    if words is None or steps is None or int(steps.sum()) != len(words):
        return []
    return np.split(words.astype(np.int32), np.cumsum(steps)[:-1])
