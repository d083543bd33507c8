"""The part on the networks in words, tables and charts."""

from __future__ import annotations

import math

import numpy as np

from typeahead.evaluation.gradients.chart import Chart, Curve
from typeahead.evaluation.gradients.decay import Decay
from typeahead.evaluation.gradients.networks import Clipping, NetworkDecay, Networks
from typeahead.evaluation.gradients.section import Figures, Section
from typeahead.evaluation.gradients.wording import MARKS, multiple, percent

_NEAR, _FAR = 10, 40
"""Steps back that the table shows."""
_LOWEST = 1e-12
"""What is less is off the chart."""


def networks_section(found: Networks) -> Section:
    """The section."""
    own = [each.kind for each in found.kinds if each.descent is None]
    whose = f" {', '.join(own)}: as the profile has trained them." if own else ""
    return Section(
        name="networks",
        title="Gradients through the networks: |∂loss(t)/∂h(t-k)|",
        about=f"On {found.source}, {found.vocabulary_size:,} words, {found.width} hidden units, each trained for "
        f"seconds.{whose} A mean over places (of logarithms), measured in float64.",
        seen=f"{_seen(found)} {_seen_clipping(found)}",
        lecture="Pascanu, Mikolov and Bengio (2013): through an rnn gradients fade or grow by the power of k, since "
        "each step multiplies by W_h and by the slope of tanh; clipping their norm keeps those that grow in check. "
        "Gates carry the state on by sums and products near 1 (Hochreiter and Schmidhuber 1997; Cho et al. 2014).",
        charts=[
            _chart("at initialisation", [(each.kind, each.initial) for each in found.kinds]),
            _chart("trained", [(each.kind, each.trained) for each in found.kinds]),
        ],
        tables=[_decays(found.kinds), _trainings(found.kinds), _clipping(found.clipping)],
    )


def _chart(title: str, decays: list[tuple[str, Decay]]) -> Chart:
    curves = []
    for kind, decay in decays:
        shown = [log / math.log(10) if log >= math.log(_LOWEST) else math.nan for log in decay.logs]
        curves.append(Curve(kind, MARKS[kind], [float(k) for k in range(len(shown))], shown))
    return Chart(f"|∂loss(t)/∂h(t-k)|, {title}", "k, steps back", curves)


def _decays(kinds: list[NetworkDecay]) -> Figures:
    def of(decay: Decay) -> list[str]:
        return [multiple(decay.left(_NEAR)), multiple(decay.left(_FAR)), f"{decay.factor:.3f}"]

    return Figures(
        ["network", f"new: k = {_NEAR}", f"{_FAR}", "a step", f"trained: k = {_NEAR}", f"{_FAR}", "a step"],
        [[each.kind, *of(each.initial), *of(each.trained)] for each in kinds],
        "What is left after so many steps, and by how much a step multiplies it (fitted).",
    )


def _trainings(kinds: list[NetworkDecay]) -> Figures:
    rows = []
    for each in kinds:
        row = [each.kind, f"{each.loss:.2f}", f"{each.loss_trained:.2f}"]
        if each.descent is None:
            row += ["yours", "", ""]
        else:
            largest = f"{max(each.descent.norms):.2f} → {max(each.descent.norms_after):.2f}"
            row += [percent(each.descent.clipped), f"{np.median(each.descent.norms):.2f}", largest]
        rows.append([*row, _pair(each.radius, each.radius_trained), _pair(each.norm, each.norm_trained)])
    return Figures(
        ["trained", "loss", "after", "clipped", "norm", "largest", "ρ(W_h)", "|W_h|"],
        rows,
        "loss: nats a held-out word. clipped: share of steps whose gradient was shortened; norm: its median before "
        "that; largest: before → after. ρ(W_h), |W_h|: spectral radius and largest singular value, new → trained.",
    )


def _pair(before: float | None, after: float | None) -> str:
    return "" if before is None or after is None else f"{before:.1f} → {after:.1f}"


def _clipping(found: Clipping) -> Figures:
    rows = [
        [
            name,
            percent(by.clipped),
            f"{np.median(by.norms):.2f}",
            multiple(max(by.norms)),
            _let_through(by.norms_after),
            _loss(loss),
        ]
        for name, by, loss in (
            (f"clipped at {found.clipped.clip}", found.clipped, found.loss_clipped),
            ("not clipped", found.free, found.loss_free),
        )
    ]
    return Figures(
        [f"rnn, SGD at rate {found.rate:g}", "clipped", "norm", "largest", "let through", "loss"],
        rows,
        f"The same start, {found.loss:.2f} nats a held-out word, and the same lessons.",
    )


def _let_through(norms: list[float]) -> str:
    return multiple(max(norms))


def _loss(loss: float) -> str:
    return f"{loss:.2f}" if loss < 1000 else multiple(loss)


def _seen(found: Networks) -> str:
    """Who keeps most and least, new and trained."""
    said = []
    for when, left in (
        ("at initialisation", {each.kind: each.initial.left(_FAR) for each in found.kinds}),
        ("once trained", {each.kind: each.trained.left(_FAR) for each in found.kinds}),
    ):
        most, least = max(left, key=lambda kind: left[kind]), min(left, key=lambda kind: left[kind])
        said.append(
            f"{when} most in the {most} ({multiple(left[most])}), least in the {least} ({multiple(left[least])})"
        )
    return f"What is left of the gradient {_FAR} steps back: {said[0]}; {said[1]}."


def _seen_clipping(found: Networks) -> str:
    """What clipping did, beside the spectral radius."""
    clipping = found.clipping
    rnn = next((each for each in found.kinds if each.radius_trained is not None), None)
    radius = "Steep"
    if rnn is not None and rnn.radius_trained is not None:
        factor = rnn.trained.factor
        is_so = "though ρ(W_h) is" if (factor < 1) == (rnn.radius_trained > 1) else "at a ρ(W_h) of"
        radius = f"A step multiplies the trained rnn's by {factor:.2f}, {is_so} {rnn.radius_trained:.2f}, and steep"
    ruined = not clipping.loss_free < clipping.loss
    return (
        f"{radius} SGD {'came to ruin' if ruined else 'ended'} at {_loss(clipping.loss_free)} nats without clipping, "
        f"and ended at {_loss(clipping.loss_clipped)} with {percent(clipping.clipped.clipped)} of its steps clipped."
    )
