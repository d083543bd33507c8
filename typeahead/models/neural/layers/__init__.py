"""The layers of which networks are made, one a file: window, rnn, gru, lstm, ssm."""

from __future__ import annotations

from collections.abc import Callable

from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.layers.base import Layer, LayerState
from typeahead.models.neural.layers.gru import Gru
from typeahead.models.neural.layers.lstm import Lstm
from typeahead.models.neural.layers.rnn import Rnn
from typeahead.models.neural.layers.ssm import Ssm
from typeahead.models.neural.layers.window import Window

RECURRENT: dict[str, Callable[[str, int, int], Layer]] = {"rnn": Rnn, "gru": Gru, "lstm": Lstm, "ssm": Ssm}


def layers_of(configuration: Configuration) -> list[Layer]:
    """The layers of a network, lowest first. Of a window network, only the lowest sees more than the current word."""
    made: list[Layer] = []
    for number in range(configuration.layers):
        name, inputs = f"layer{number}", configuration.inputs_of(number)
        if configuration.kind == "window":
            words = configuration.window if number == 0 else 1
            made.append(
                Window(name, inputs, configuration.width, words, configuration.direct and number == 0)
            )
        else:
            made.append(RECURRENT[configuration.kind](name, inputs, configuration.width))
    return made


__all__ = ["Gru", "Layer", "LayerState", "Lstm", "Rnn", "Ssm", "Window", "layers_of"]
