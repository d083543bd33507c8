"""The part on long memory in words, tables and charts."""

from __future__ import annotations

from collections.abc import Sequence

from typeahead.evaluation.gradients.chart import Chart, Curve
from typeahead.evaluation.gradients.curves import decay_chart
from typeahead.evaluation.gradients.memory import Memory, MemoryRow
from typeahead.evaluation.gradients.section import Figures, Section
from typeahead.evaluation.gradients.wording import MARKS, listed, multiple, percent

_STORY = (
    "“when she tried to print her tickets , … she finally printed her ___”: one of eight things; "
    "another thing is named in between now and then."
)
_RECALL = "Two of eight words, then others (the eight among them), then both are asked for in their order."
_SHOWN = (1, 10, 50)
"""Steps back that the table of gradients shows, before the word itself."""


def memory_section(found: Memory) -> Section:
    """The section."""
    return Section(
        name="memory",
        title="Long memory: tickets … printer … tickets",
        about=f"Each network learned each task in {found.lessons:,} steps of Adam, distances growing on the way; one "
        "training each, and another seed gives other figures.",
        seen=_seen(found),
        lecture="Bengio, Simard and Frasconi (1994): where a simple network's state keeps something safely, its "
        "gradients vanish, so that it learns what is near and not what is far. Hochreiter and Schmidhuber (1997) made "
        "the LSTM's cell against that; gates that keep a state unchanged do the same in GRU and state space.",
        charts=[
            _accuracies(
                f"Stories: right at the blank (guessing: {percent(found.chance)})",
                found.stories,
                found.story_distances,
            ),
            _gradients(found),
        ],
        tables=[
            _accuracy_table("stories, words apart", found.stories, found.story_distances, _STORY),
            _accuracy_table("recall, steps apart", found.recall, found.recall_distances, _RECALL),
            _gradient_table(found),
        ],
    )


def _seen(found: Memory) -> str:
    stories, recall = found.stories, found.recall
    word = _word(found)
    left = {row.kind: decay.left(word) for row, decay in zip(recall, found.decays, strict=True)}
    reached = listed(
        [f"{kind} {multiple(left[kind])}" for kind in sorted(left, key=lambda kind: -left[kind])]
    )
    return (
        f"Over {found.story_distances[-1]} words the thing that was to be printed was named by {_ranked(stories, -1)} "
        f"(over {found.story_distances[0]}: {_ranked(stories, 0)}), where guessing gives {percent(found.chance)}. "
        f"Words were recalled after {found.recall_distances[-1]} steps by {_ranked(recall, -1)} (after "
        f"{found.recall_distances[0]}: {_ranked(recall, 0)}), and of the answer's gradient this share reaches the "
        f"word: {reached}."
    )


def _word(found: Memory) -> int:
    """How far before the last answer the state is that has just read its word."""
    return found.recall_distances[-1] - 1


def _gradients(found: Memory) -> Chart:
    decays = [
        (row.kind, MARKS[row.kind], decay) for row, decay in zip(found.recall, found.decays, strict=True)
    ]
    return decay_chart("Recall, learned: |∂loss(t)/∂h(t-k)| as a share of k = 0", decays, is_share=True)


def _gradient_table(found: Memory) -> Figures:
    word = _word(found)
    steps = [*_SHOWN, word]
    rows = [
        [row.kind, *(multiple(decay.left(k)) for k in steps), percent(row.clipped)]
        for row, decay in zip(found.recall, found.decays, strict=True)
    ]
    return Figures(
        ["recall, gradient left", *(f"k = {k}" for k in steps), "clipped"],
        rows,
        f"Of the second answer's, {found.recall_distances[-1]} steps apart; k = {word} is the state that has just read "
        "the word. lstm: h alone, beside its cell. clipped: share of training steps whose gradient was shortened.",
    )


def _accuracies(title: str, rows: Sequence[MemoryRow], distances: Sequence[int]) -> Chart:
    places = [float(distance) for distance in distances]
    curves = [Curve(row.kind, MARKS[row.kind], places, row.accuracies) for row in rows]
    return Chart(title, "words apart", curves, is_log=False)


def _accuracy_table(name: str, rows: Sequence[MemoryRow], distances: Sequence[int], caption: str) -> Figures:
    cells = [[row.kind, *(percent(each) for each in row.accuracies)] for row in rows]
    return Figures([name, *map(str, distances)], cells, caption)


def _ranked(rows: Sequence[MemoryRow], at: int) -> str:
    """ "gru and ssm 100 %, rnn 14 %": best first, equals together."""
    by_share: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: -row.accuracies[at]):
        by_share.setdefault(percent(row.accuracies[at]), []).append(row.kind)
    return ", ".join(f"{listed(kinds)} {share}" for share, kinds in by_share.items())
