"""A report in words, tables and charts: each sentence about what is seen is made from the figures beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from typeahead.evaluation.gradients.chart import Chart, Curve
from typeahead.evaluation.gradients.linear import LinearDecay
from typeahead.evaluation.gradients.parameters import Parameters
from typeahead.evaluation.gradients.report import Report
from typeahead.evaluation.gradients.section import Figures, Section
from typeahead.evaluation.gradients.telling_memory import memory_section
from typeahead.evaluation.gradients.telling_networks import networks_section
from typeahead.evaluation.gradients.telling_truncation import truncation_section
from typeahead.evaluation.gradients.wording import decimal, listed, multiple

_SHOWN = 100
"""Steps back that the linear chart shows; more are measured."""
_STRAIGHT = 0.002
"""A slope so close to log ρ equals it."""


def sections(report: Report) -> list[Section]:
    """What a person is shown, part by part."""
    found = []
    if report.linear is not None:
        found.append(_linear(report.linear))
    if report.networks is not None:
        found.append(networks_section(report.networks))
    if report.memory is not None:
        found.append(memory_section(report.memory))
    if report.truncation is not None:
        found.append(truncation_section(report.truncation))
    if report.parameters is not None:
        found.append(_parameters(report.parameters))
    return found


def _linear(found: Sequence[LinearDecay]) -> Section:
    steps = [float(k) for k in range(_SHOWN + 1)]
    curves = [
        Curve(
            f"ρ = {each.radius:.2f}",
            "abcdef"[at],
            steps,
            [log / math.log(10) for log in each.logs[: _SHOWN + 1]],
        )
        for at, each in enumerate(found)
    ]
    rows = [
        [
            f"{each.radius:.2f}",
            decimal(each.expected, 4),
            decimal(each.slope, 4),
            multiple(math.exp(each.logs[_SHOWN])),
            decimal(each.slope_tanh, 4),
            f"{each.norm:.2f}",
        ]
        for each in found
    ]
    worst = max(abs(each.slope - each.expected) for each in found)
    agree = "equal log ρ" if worst < _STRAIGHT else "do not all equal log ρ"
    low, high = min(found, key=lambda each: each.radius), max(found, key=lambda each: each.radius)
    seen = (
        f"The measured slopes {agree} (largest difference {multiple(worst)}): {_SHOWN} steps multiply the gradient by "
        f"{multiple(math.exp(low.logs[_SHOWN]))} where ρ is {low.radius:.2f}, and by "
        f"{multiple(math.exp(high.logs[_SHOWN]))} where it is {high.radius:.2f}. {_tanh(found)}"
    )
    return Section(
        name="linear",
        title="The linear case: h(t) = W_h h(t-1)",
        about="Random Gaussian matrices of 64 × 64, each scaled to a spectral radius ρ, the largest |eigenvalue|; the "
        "norm is the spectral one.",
        seen=seen,
        lecture="Pascanu, Mikolov and Bengio (2013): in a linear network ρ < 1 is enough for gradients from far back "
        "to vanish, and ρ > 1 is needed for them to explode. With tanh, |W_h| < 1 (the largest singular value) is "
        "enough to vanish; for them to explode |W_h| > 1 is needed, and does not suffice.",
        charts=[Chart("|∂h(t)/∂h(t-k)|, linear", "k, steps back", curves)],
        tables=[
            Figures(
                ["ρ(W_h)", "log ρ", "slope, linear", f"after {_SHOWN}", "slope, tanh", "|W_h|"],
                rows,
                "slope: of log |∂h(t)/∂h(t-k)| over k, fitted from k = 100 to 400. "
                "tanh: h(t) = tanh(W_h h(t-1) + x(t)), x random.",
            )
        ],
    )


def _tanh(found: Sequence[LinearDecay]) -> str:
    above = [each for each in found if each.radius > 1]
    vanish = [f"{each.radius:.2f}" for each in above if each.slope_tanh < 0]
    lower = all(each.slope_tanh < each.expected for each in found)
    begin = (
        "With tanh between the steps every slope is lower"
        if lower
        else "With tanh between the steps slopes differ"
    )
    if not above:
        return f"{begin}."
    if not vanish:
        return f"{begin}, and gradients explode where ρ is above 1."
    return f"{begin}, and gradients vanish even at ρ = {listed(vanish)}."


def _parameters(found: Parameters) -> Section:
    first, last = found.rows[0], found.rows[-1]
    rows = [[f"{row.context}", f"{row.window:,}", f"{row.rnn:,}"] for row in found.rows]
    grows = (last.window - first.window) / (last.context - first.context)
    same = first.rnn == last.rnn
    return Section(
        name="parameters",
        title="Parameters and words seen",
        about=f"Embeddings of {found.embedding} numbers, {found.width} hidden units; {found.vocabulary_size:,} words "
        f"take {found.words:,} parameters more, in both alike.",
        seen=f"Each word more costs the window {grows:,.0f} parameters: {first.window:,} for {first.context} word, "
        f"{last.window:,} for {last.context}. The rnn has {first.rnn:,}{', however far it reads' if same else ''}: "
        "every step uses the same weights.",
        lecture="Bengio et al. (2003): a window of n words has n E H weights into its hidden layer. Elman (1990): a "
        "recurrent network has E H + H H, whatever the length of its context.",
        tables=[Figures(["words seen", "window", "rnn"], rows, "Without embeddings and the softmax's bias.")],
    )
