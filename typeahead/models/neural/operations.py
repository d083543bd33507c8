"""The two ways to do a network's number-by-number work: plain NumPy, and compiled."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, Protocol, cast

from typeahead.models.neural import pointwise


class Operations(Protocol):
    """The functions of `pointwise`, which says what each does."""

    def tanh_forward(self, z: Any, recurrent: Any, bias: Any, h: Any) -> None: ...  # noqa: D102
    def tanh_backward(self, dh: Any, h: Any, dz: Any) -> None: ...  # noqa: D102
    def lstm_forward(  # noqa: D102
        self, gates: Any, recurrent: Any, bias: Any, c_before: Any, c: Any, c_tanh: Any, h: Any
    ) -> None: ...
    def lstm_backward(self, dh: Any, dc: Any, gates: Any, c_before: Any, c_tanh: Any, dz: Any) -> None: ...  # noqa: D102
    def gru_forward(self, gates: Any, recurrent: Any, bias: Any, h_before: Any, h: Any) -> None: ...  # noqa: D102
    def gru_backward(  # noqa: D102
        self, dh: Any, gates: Any, recurrent: Any, h_before: Any, dz: Any, d_recurrent: Any, dh_before: Any
    ) -> None: ...
    def convolve_forward(self, x: Any, before: Any, taps: Any, u: Any) -> None: ...  # noqa: D102
    def convolve_backward(self, du: Any, x: Any, before: Any, taps: Any, dx: Any, d_taps: Any) -> None: ...  # noqa: D102
    def scan_forward(self, z: Any, bias: Any, s_before: Any, s: Any, y: Any) -> None: ...  # noqa: D102
    def scan_backward(  # noqa: D102
        self, dy: Any, z: Any, s_before: Any, s: Any, ds_after: Any, dz: Any, ds: Any
    ) -> None: ...
    def softmax_gradient(self, logits: Any, bias: Any, targets: Any, scale: float, d_bias: Any) -> float: ...  # noqa: D102
    def sampled_gradient(  # noqa: D102
        self, logits: Any, bias: Any, own: Any, hits: Any, scale: float, d_bias: Any, d_own: Any
    ) -> float: ...
    def add_rows(self, matrix: Any, rows: Any, values: Any) -> None: ...  # noqa: D102
    def combine(self, gradient: Any, other: Any) -> float: ...  # noqa: D102
    def combine_rows(self, gradient: Any, other: Any, rows: Any) -> float: ...  # noqa: D102
    def adam(  # noqa: D102
        self,
        parameter: Any,
        mean: Any,
        square: Any,
        gradient: Any,
        rate: float,
        scale: float,
        decays: tuple[float, float],
        tiny: float,
    ) -> None: ...
    def adam_rows(  # noqa: D102
        self,
        parameter: Any,
        mean: Any,
        square: Any,
        gradient: Any,
        rows: Any,
        rate: float,
        scale: float,
        decays: tuple[float, float],
        tiny: float,
    ) -> None: ...
    def sgd(self, parameter: Any, gradient: Any, rate: float) -> None: ...  # noqa: D102
    def sgd_rows(self, parameter: Any, gradient: Any, rows: Any, rate: float) -> None: ...  # noqa: D102


def plain() -> Operations:
    """NumPy: nothing to load, for one word at a time."""
    return pointwise


def asking() -> Operations:
    """Compiled where a state-space layer takes up words, which a person waits for; NumPy for the rest.

    Kernels are loaded one by one: what only training calls need not be there while a person writes.
    """
    from typeahead.models.neural import kernels

    forward = {"convolve_forward": kernels.convolve_forward, "scan_forward": kernels.scan_forward}
    return cast(Operations, SimpleNamespace(**{**vars(pointwise), **forward}))


def compiled() -> Operations:
    """Numba: loaded in half a second, compiled once; for training."""
    from typeahead.models.neural import kernels

    return kernels
