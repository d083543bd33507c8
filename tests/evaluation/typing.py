"""A predictor of fixed answers, for texts typed letter by letter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from typeahead.prediction.suggestion import Suggestion

Answer = Callable[[str], Mapping[str, float]]


class Scripted:
    """Suggests what a function of the text says: words or phrases with their probabilities, likeliest first."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.asked: list[tuple[str, int]] = []
        self.learned: list[str] = []

    def suggest(self, before: str, n: int = 3, *, phrases: bool = True) -> list[Suggestion]:
        self.asked.append((before, n))
        typed = before[len(before.rstrip("abcdefghijklmnopqrstuvwxyz")) :]
        fitting = {
            text: p for text, p in self.answer(before).items() if text.startswith(typed) and text != typed
        }
        ranked = sorted(fitting.items(), key=lambda item: -item[1])
        return [Suggestion(text, text[len(typed) :], p) for text, p in ranked[:n]]

    def learn(self, text: str) -> None:
        self.learned.append(text)

    def adapt(self) -> bool:
        return False


def always(answer: Mapping[str, float]) -> Scripted:
    """The same words everywhere."""
    return Scripted(lambda _: answer)


def sentences(rows: Sequence[Sequence[str]]) -> list[str]:
    """Paragraphs of some words each."""
    return [" ".join(row) for row in rows]
