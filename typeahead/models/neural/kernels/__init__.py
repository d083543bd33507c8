"""The compiled twins of `pointwise`: same names, arguments and results, without the interpreter's lock."""

from typeahead.models.neural.kernels.cells import (
    gru_backward,
    gru_forward,
    lstm_backward,
    lstm_forward,
    tanh_backward,
    tanh_forward,
)
from typeahead.models.neural.kernels.scanning import (
    convolve_backward,
    convolve_forward,
    scan_backward,
    scan_forward,
)
from typeahead.models.neural.kernels.softmax import sampled_gradient, softmax_gradient
from typeahead.models.neural.kernels.updating import (
    adam,
    adam_rows,
    add_rows,
    combine,
    combine_rows,
    sgd,
    sgd_rows,
)

__all__ = [
    "adam",
    "adam_rows",
    "add_rows",
    "combine",
    "combine_rows",
    "convolve_backward",
    "convolve_forward",
    "gru_backward",
    "gru_forward",
    "lstm_backward",
    "lstm_forward",
    "sampled_gradient",
    "scan_backward",
    "scan_forward",
    "sgd",
    "sgd_rows",
    "softmax_gradient",
    "tanh_backward",
    "tanh_forward",
]
