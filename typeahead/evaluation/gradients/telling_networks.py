"""The part on the networks in words, tables and charts."""

from __future__ import annotations

import numpy as np

from typeahead.evaluation.gradients.curves import decay_chart
from typeahead.evaluation.gradients.decay import Decay
from typeahead.evaluation.gradients.networks import ENLARGED, Clipping, NetworkDecay, Networks
from typeahead.evaluation.gradients.section import Figures, Section
from typeahead.evaluation.gradients.wording import MARKS, NONE, course, listed, multiple, percent

_NEAR, _FAR = 10, 40
"""Steps back that the table shows."""
_ENLARGED = f"rnn, {ENLARGED:g} W_h"
_TITLE = "|∂loss(t)/∂h(t-k)|"


def networks_section(found: Networks) -> Section:
    """The section."""
    initial = [(each.kind, MARKS[each.kind], each.initial) for each in found.kinds]
    trained = [(each.kind, MARKS[each.kind], each.trained) for each in found.kinds]
    return Section(
        name="networks",
        title=f"Gradients through the networks: {_TITLE}",
        about=_about(found),
        seen=f"{_seen(found)} {_seen_rnn(found)}",
        lecture="Pascanu, Mikolov and Bengio (2013): through an rnn gradients fade or grow by the power of k, since "
        "each step multiplies by W_h and by the slope of tanh; clipping their norm keeps those that grow in check. "
        "Gates can carry a state on by factors near 1 (Hochreiter and Schmidhuber 1997; Cho et al. 2014), and learn "
        "to where it is needed (see long memory).",
        charts=[
            decay_chart(
                f"{_TITLE}, at initialisation", [*initial, (_ENLARGED, MARKS["rnn"].upper(), found.enlarged)]
            ),
            decay_chart(f"{_TITLE}, trained", trained),
        ],
        tables=[_decays(found), _trainings(found.kinds), _clipping(found.clipping)],
    )


def _about(found: Networks) -> str:
    own = [each.kind for each in found.kinds if each.descent is None]
    made = f"On {found.source}, {found.vocabulary_size:,} words, {found.width} hidden units, each trained for seconds."
    yours = f" Your own {listed(own)}: as trained, on notes that the training held out." if own else ""
    return f"{made}{yours} A mean over places (of logarithms), measured in float64."


def _decays(found: Networks) -> Figures:
    def of(decay: Decay) -> list[str]:
        return [multiple(decay.left(_NEAR)), multiple(decay.left(_FAR)), f"{decay.factor:.3f}"]

    rows = [[each.kind, *of(each.initial), *of(each.trained)] for each in found.kinds]
    rows.append([_ENLARGED, *of(found.enlarged), NONE, NONE, NONE])
    return Figures(
        [
            "share left",
            f"new: k = {_NEAR}",
            f"{_FAR}",
            "a step",
            f"trained: k = {_NEAR}",
            f"{_FAR}",
            "a step",
        ],
        rows,
        "Of k = 0, and by how much a step multiplies it (fitted from k = 1 on). "
        f"{_ENLARGED}: with W_h {ENLARGED:g} times as large, ρ = {found.enlarged_radius:.2f}. lstm: of h alone, beside "
        "its cell; ssm: of its state.",
    )


def _trainings(kinds: list[NetworkDecay]) -> Figures:
    rows = []
    for each in kinds:
        row = [each.kind, f"{each.loss:.2f}", f"{each.loss_trained:.2f}"]
        if each.descent is None:
            row += ["yours", NONE, NONE]
        else:
            largest = f"{multiple(max(each.descent.norms))} → {multiple(max(each.descent.norms_after))}"
            row += [percent(each.descent.clipped), f"{np.median(each.descent.norms):.2f}", largest]
        rows.append([*row, _pair(each.radius, each.radius_trained), _pair(each.norm, each.norm_trained)])
    return Figures(
        ["trained", "loss", "after", "clipped", "norm", "largest", "ρ(W_h)", "|W_h|"],
        rows,
        "loss: nats a held-out word. clipped: share of steps whose gradient was shortened; norm: its median before "
        "that; largest: before → after. ρ(W_h), |W_h|: spectral radius and largest singular value, new → trained; of "
        "gru and lstm those of the new content's matrix, the gates have others; an ssm has none.",
    )


def _pair(before: float | None, after: float | None) -> str:
    return NONE if before is None or after is None else f"{before:.1f} → {after:.1f}"


def _clipping(found: Clipping) -> Figures:
    rows = [
        [
            name,
            percent(by.clipped),
            multiple(float(np.median(by.norms))),
            multiple(max(by.norms)),
            multiple(max(by.norms_after)),
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


def _loss(loss: float) -> str:
    return f"{loss:.2f}" if loss < 1000 else multiple(loss)


def _seen(found: Networks) -> str:
    """By how much a step multiplies, and what comes of it."""
    new = {each.kind: each.initial.factor for each in found.kinds}
    trained = {each.kind: each.trained.factor for each in found.kinds}
    return (
        f"A step back multiplies the gradient by {_spread(new)} at initialisation and by {_spread(trained)} once "
        f"trained: it {_courses(new, trained)}; with {ENLARGED:g} W_h (ρ = {found.enlarged_radius:.2f}) the new rnn's "
        f"{course(found.enlarged.factor)}, {found.enlarged.factor:.2f} a step."
    )


def _courses(new: dict[str, float], trained: dict[str, float]) -> str:
    """What becomes of it in which network; most of them together."""
    courses: dict[str, list[str]] = {}
    for when, factors in (("new", new), ("trained", trained)):
        for kind, factor in factors.items():
            courses.setdefault(course(factor), []).append(f"the {when} {kind}")
    most = max(courses, key=lambda what: len(courses[what]))
    if len(courses) == 1:
        return f"{most} in all of them"
    others = [f"{what} in {listed(those)}" for what, those in courses.items() if what != most]
    return f"{', '.join(others)} and {most} in all others"


def _spread(factors: dict[str, float]) -> str:
    low, high = min(factors, key=lambda kind: factors[kind]), max(factors, key=lambda kind: factors[kind])
    return f"{factors[low]:.2f} ({low}) to {factors[high]:.2f} ({high})"


def _seen_rnn(found: Networks) -> str:
    """The trained rnn beside its spectral radius, and what clipping did."""
    clipping = found.clipping
    by = clipping.free
    ruined = not clipping.loss_free < clipping.loss
    return (
        f"{_radius(found)}SGD at rate {clipping.rate:g} {'came to ruin' if ruined else 'ended'} at "
        f"{_loss(clipping.loss_free)} nats without clipping (largest gradient: {multiple(max(by.norms))}), and ended "
        f"at {_loss(clipping.loss_clipped)} with {percent(clipping.clipped.clipped)} of its steps clipped."
    )


def _radius(found: Networks) -> str:
    rnn = next((each for each in found.kinds if each.kind == "rnn"), None)
    if rnn is None or rnn.radius_trained is None:
        return ""
    what = course(rnn.trained.factor)
    surprises = (what == "vanishes") == (rnn.radius_trained > 1)
    return (
        f"The trained rnn's {what} {'though' if surprises else 'where'} ρ(W_h) is {rnn.radius_trained:.2f}; "
    )
