"""What a network is made of: its kind and its sizes."""

from __future__ import annotations

from dataclasses import dataclass

from typeahead.errors import SettingInvalid

KINDS = ("window", "rnn", "gru", "lstm", "ssm")
"""The networks there are, in the order of their invention."""

MOST_LAYERS = 3
MOST_WIDTH = 4096


@dataclass(frozen=True, slots=True)
class Configuration:
    """A network's hyperparameters.

    Attributes:
        kind: one of `KINDS`.
        vocabulary_size: V, reserved ids included.
        embedding: E, numbers in a word's embedding.
        width: H, numbers in a layer's hidden state.
        layers: how many layers stand on each other, 1-3.
        window: of `window` alone: how many words it sees.
        direct: of `window` alone: whether the words also reach the output past the tanh (Bengio et al. 2003).
        tied: whether the output weights are the embeddings (Press & Wolf 2017; Inan et al. 2017).
        residual: whether a layer's input is added to its output where both have the same width.

    Raises:
        SettingInvalid: such a network can't be.
    """

    kind: str
    vocabulary_size: int
    embedding: int = 200
    width: int = 200
    layers: int = 1
    window: int = 5
    direct: bool = False
    tied: bool = True
    residual: bool = True

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise SettingInvalid(f"there is no network {self.kind!r}; there are {', '.join(KINDS)}")
        if not 1 <= self.layers <= MOST_LAYERS:
            raise SettingInvalid(f"a network has 1 to {MOST_LAYERS} layers, not {self.layers}")
        for name in ("embedding", "width"):
            if not 1 <= getattr(self, name) <= MOST_WIDTH:
                raise SettingInvalid(
                    f"the {name} of a network is 1 to {MOST_WIDTH}, not {getattr(self, name)}"
                )
        if not 1 <= self.window <= 64:
            raise SettingInvalid(f"a window has 1 to 64 words, not {self.window}")
        if self.direct and self.kind != "window":
            raise SettingInvalid(f"direct connections belong to the network 'window', not to {self.kind!r}")
        if self.vocabulary_size < 3:
            raise SettingInvalid("a network needs a vocabulary")

    def inputs_of(self, layer: int) -> int:
        """How many numbers a layer takes in for each word."""
        return self.embedding if layer == 0 else self.width
