"""Measured gradients as a chart."""

from __future__ import annotations

import math
from collections.abc import Sequence

from typeahead.evaluation.gradients.chart import Chart, Curve
from typeahead.evaluation.gradients.decay import Decay

_LOWEST = 1e-12
"""What is less is off the chart."""


def decay_chart(title: str, decays: Sequence[tuple[str, str, Decay]], is_share: bool = False) -> Chart:
    """One curve for each.

    Args:
        title: the chart's.
        decays: name and letter of the curve, and its gradients.
        is_share: whether what is drawn is the share that is left of k = 0; else the gradient itself.
    """
    curves = []
    for name, mark, decay in decays:
        logs = [log - decay.logs[0] for log in decay.logs] if is_share else decay.logs
        shown = [log / math.log(10) if log >= math.log(_LOWEST) else math.nan for log in logs]
        curves.append(Curve(name, mark, [float(k) for k in range(len(shown))], shown))
    return Chart(title, "k, steps back", curves)
