"""A report in words, tables and charts: each sentence about what is seen is made from the figures beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence

from typeahead.evaluation.gradients.chart import Chart, Curve
from typeahead.evaluation.gradients.linear import LinearDecay
from typeahead.evaluation.gradients.memory import Memory, MemoryRow
from typeahead.evaluation.gradients.parameters import Parameters
from typeahead.evaluation.gradients.report import Report
from typeahead.evaluation.gradients.section import Figures, Section
from typeahead.evaluation.gradients.telling_networks import networks_section
from typeahead.evaluation.gradients.truncation import Truncation
from typeahead.evaluation.gradients.wording import MARKS, decimal, listed, multiple, percent

_SHOWN = 100
"""Steps back that the linear chart shows; more are measured."""
_STRAIGHT = 0.01
"""A slope so close to log ρ equals it."""
_CLOSE = 0.95
"""Gradients of this cosine or more lead nearly the same way."""


def sections(report: Report) -> list[Section]:
    """What a person is shown, part by part."""
    found = []
    if report.linear is not None:
        found.append(_linear(report.linear))
    if report.networks is not None:
        found.append(networks_section(report.networks))
    if report.memory is not None:
        found.append(_memory(report.memory))
    if report.truncation is not None:
        found.append(_truncation(report.truncation))
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
        f"The measured slopes {agree} (largest difference {worst:.1g}): {_SHOWN} steps multiply the gradient by "
        f"{multiple(math.exp(low.logs[_SHOWN]))} where ρ is {low.radius:.2f}, and by "
        f"{multiple(math.exp(high.logs[_SHOWN]))} where it is {high.radius:.2f}. {_tanh(found)}"
    )
    return Section(
        name="linear",
        title="The linear case: h(t) = W h(t-1)",
        about="Random Gaussian matrices of 64 × 64, each scaled to a spectral radius ρ, the largest |eigenvalue|.",
        seen=seen,
        lecture="Pascanu, Mikolov and Bengio (2013): in a linear network ρ < 1 is enough for gradients from far back "
        "to vanish, and ρ > 1 is needed for them to explode. With tanh, |W| < 1 (the largest singular value) is enough "
        "to vanish, and more than that is needed to explode, but not enough.",
        charts=[Chart("|∂h(t)/∂h(t-k)|, linear", "k, steps back", curves)],
        tables=[
            Figures(
                ["ρ", "log ρ", "slope, linear", f"after {_SHOWN}", "slope, tanh", "|W|"],
                rows,
                "slope: of log |∂h(t)/∂h(t-k)| over k, fitted from k = 100 to 400. "
                "tanh: h(t) = tanh(W h(t-1) + x(t)), x random.",
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


def _memory(found: Memory) -> Section:
    stories, recall = found.stories, found.recall
    far, far_recall = found.story_distances[-1], found.recall_distances[-1]
    near = found.story_distances[0]
    seen = (
        f"Over {far} words the thing that was to be printed was named by {_ranked(stories, -1)} (over {near}: "
        f"{_ranked(stories, 0)}), where guessing gives {percent(found.chance)}. Words were recalled after {far_recall} "
        f"steps by {_ranked(recall, -1)}."
    )
    return Section(
        name="memory",
        title="Long memory: tickets … printer … tickets",
        about=f"Each network learned each task in {found.lessons:,} steps of Adam, distances growing on the way.",
        seen=seen,
        lecture="Bengio, Simard and Frasconi (1994): where a simple network's state keeps something safely, its "
        "gradients vanish, so that it learns what is near and not what is far. Hochreiter and Schmidhuber (1997) made "
        "the LSTM's cell against that; gates that keep a state unchanged do the same in GRU and state space.",
        charts=[
            _accuracies(
                f"Stories: right at the blank (guessing: {percent(found.chance)})",
                stories,
                found.story_distances,
            ),
        ],
        tables=[
            _accuracy_table("stories, words apart", stories, found.story_distances, _STORY),
            _accuracy_table("recall, steps apart", recall, found.recall_distances, _RECALL),
        ],
    )


_STORY = (
    "“when she tried to print her tickets , … she finally printed her ___”: one of eight things; "
    "another thing is named in between now and then."
)
_RECALL = "Two of eight words, then others (the eight among them), then both are asked for in their order."


def _accuracies(title: str, rows: Sequence[MemoryRow], distances: Sequence[int]) -> Chart:
    places = [float(distance) for distance in distances]
    curves = [Curve(row.kind, MARKS[row.kind], places, row.accuracies) for row in rows]
    return Chart(title, "words between", curves, is_log=False)


def _accuracy_table(name: str, rows: Sequence[MemoryRow], distances: Sequence[int], caption: str) -> Figures:
    cells = [[row.kind, *(percent(each) for each in row.accuracies)] for row in rows]
    return Figures([name, *map(str, distances)], cells, caption)


def _ranked(rows: Sequence[MemoryRow], at: int) -> str:
    """ "gru and ssm 100 %, rnn 14 %": best first, equals together."""
    by_share: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: -row.accuracies[at]):
        by_share.setdefault(percent(row.accuracies[at]), []).append(row.kind)
    return ", ".join(f"{listed(kinds)} {share}" for share, kinds in by_share.items())


def _truncation(found: Truncation) -> Section:
    rows = [
        [
            "full" if row.every is None else f"{row.every}",
            f"{row.cosine_new:.4f}",
            f"{row.cosine:.4f}",
            percent(row.error, 1),
            f"{row.loss:.3f}",
            f"{row.task_cosine:.3f}",
            percent(row.accuracy),
        ]
        for row in found.rows
    ]
    full = found.rows[-1]
    cuts = found.rows[:-1]
    lowest = min(min(row.cosine_new, row.cosine) for row in cuts)
    close = "is close to" if lowest >= _CLOSE else "differs from"
    best = min(found.rows, key=lambda row: row.loss)
    name = "full backpropagation" if best.every is None else f"the cut every {best.every} words"
    short = [row for row in cuts if row.every is not None and row.every <= found.task_distance]
    long = [row for row in found.rows if row not in short]
    seen = (
        f"On the text the cut gradient {close} the full one (cosine {lowest:.3f} or more), and after "
        f"{found.lessons} steps {name} had the lowest loss, {best.loss:.3f} (full: {full.loss:.3f}; before: "
        f"{found.loss:.2f}). Where a word is needed {found.task_distance} steps later, those cut sooner were right in "
        f"{_range([row.accuracy for row in short])}, the others in {_range([row.accuracy for row in long])}."
    )
    return Section(
        name="truncation",
        title="Truncated and full backpropagation through time",
        about=f"One {found.kind}, the same start and the same lessons, {found.steps} words of {found.source} each; "
        "the state goes on over the cuts, the gradient does not.",
        seen=seen,
        lecture="Williams and Peng (1990): cutting saves time and memory, and gives up what lies further back than the "
        "cut. Where gradients fade within some words anyway, little of them is lost.",
        tables=[
            Figures(
                ["cut every", "cosine, new", "trained", "error", "loss", "cosine, task", "right"],
                rows,
                "cosine, error: against the full gradient of the recurrent weights, new and trained. loss: nats a "
                f"held-out word. task: two words asked for {found.task_distance} steps later, {found.task_lessons} "
                "lessons; cosine of its first gradient, and how often it was right at last.",
            )
        ],
    )


def _range(shares: Sequence[float]) -> str:
    low, high = percent(min(shares)), percent(max(shares))
    return low if low == high else f"{low} to {high}"


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
