"""Small things that the thread which owns the models is asked to do; each gives the news of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from typeahead.errors import TypeaheadError
from typeahead.prediction.asked import PredictorLike
from typeahead.prediction.replies import (
    Agreed,
    FolderForgotten,
    Folders,
    Forgotten,
    Learned,
    LeftOut,
    Refused,
    Reply,
    TakenBack,
)

if TYPE_CHECKING:
    from typeahead.prediction.requests import OpenDocument
    from typeahead.settings_file import SettingsFile

Errand: TypeAlias = Callable[[PredictorLike], Reply]


def never(word: str, after: str | None = None) -> Errand:
    """Never suggest a word, or not right after another word."""

    def do(predictor: PredictorLike) -> Reply:
        predictor.never(word, after)
        return Refused(word, after)

    return do


def allow(word: str, after: str | None = None) -> Errand:
    """Suggest it again."""

    def do(predictor: PredictorLike) -> Reply:
        predictor.allow(word, after)
        return Refused(word, after, allowed=True)

    return do


def leave_out(origin: str, out: bool = True) -> Errand:
    """Learn nothing of what is typed into a file from now on, or learn it again."""
    return lambda predictor: LeftOut(origin, predictor.leave_out(origin, out), wanted=out)


def agree(said: SettingsFile) -> Errand:
    """Let the profile take over what the settings say now."""
    return lambda predictor: Agreed(predictor.agree(said))


def look(origin: str) -> Errand:
    """See whether a file is left out."""
    return lambda predictor: LeftOut(origin, predictor.leaves_out(origin))


def read(document: OpenDocument) -> Errand:
    """Let suggestions go by what stands in a document that was opened; see whether it is left out."""
    return lambda predictor: LeftOut(document.origin, predictor.read(document), read=True)


def learn_anew(before: Sequence[str], after: Sequence[str], origin: str, typed: float) -> Errand:
    """Count sentences of a file as they are now, since `typed`, not as they were learned."""

    def do(predictor: PredictorLike) -> Reply:
        words = predictor.learn_anew(before, after, origin=origin, typed=typed)
        return Learned(words, predictor.learned_in_session)

    return do


def overview(n: int) -> Errand:
    """Tell how the learning goes, with n words learned lately at most."""
    return lambda predictor: predictor.overview(n)


def take_back() -> Errand:
    """Take the text learned last back."""

    def do(predictor: PredictorLike) -> Reply:
        text = predictor.take_back()
        return TakenBack(text, predictor.learned_in_session, predictor.dropped)

    return do


def forget(word: str) -> Errand:
    """Cut a word out of all that was learned, and block it."""

    def do(predictor: PredictorLike) -> Reply:
        times = predictor.forget(word=word)
        return Forgotten(word, times, predictor.dropped)

    return do


def folders() -> Errand:
    """Tell which folders are read by training."""
    return lambda predictor: Folders(predictor.folders())


def forget_folder(path: str) -> Errand:
    """Take a folder off that list, with all that it taught."""

    def do(predictor: PredictorLike) -> Reply:
        try:
            forgotten = predictor.forget_folder(path)
        except TypeaheadError as error:
            return FolderForgotten(path, 0, 0, str(error))
        return FolderForgotten(path, forgotten.documents, forgotten.words, networks=forgotten.networks)

    return do
