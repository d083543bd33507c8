"""What the prediction service answers with: one small value for each kind of news."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from typeahead.errors import TypeaheadError
from typeahead.prediction.suggestion import Suggestion, WordSurprise

if TYPE_CHECKING:
    from typeahead.prediction.correcting import Slip
    from typeahead.prediction.inspection import Inspection
    from typeahead.profile.days import Figures
    from typeahead.profile.finding import Places
    from typeahead.profile.folders import Folder
    from typeahead.profile.lately import LatelyWord


@dataclass(frozen=True, slots=True)
class Opened:
    """The models are open: suggestions can be asked for from now on, and learning unless not `learnable`.

    `models` can be switched to, by the names they are asked for; `model` answers.
    """

    model_name: str
    profile_name: str
    vocabulary_size: int
    learnable: bool = True
    model: str = ""
    models: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Switched:
    """Another model answers from now on (or the one before still does, where it could not be had, for this problem)."""

    model_name: str
    model: str
    models: Sequence[str]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Suggested:
    """Suggestions for the request of this generation; `before_length` characters stood left of the cursor."""

    generation: int
    before_length: int
    suggestions: Sequence[Suggestion]
    milliseconds: float


@dataclass(frozen=True, slots=True)
class Measured:
    """How surprising the words of a stretch of text were; `offset` is where that stretch starts."""

    generation: int
    offset: int
    words: Sequence[WordSurprise]


@dataclass(frozen=True, slots=True)
class Inspected:
    """What may come at the place of this generation, taken apart."""

    generation: int
    inspection: Inspection


@dataclass(frozen=True, slots=True)
class Traced:
    """Where a word of the inspection of this generation stands in the person's own texts."""

    generation: int
    word: str
    places: Places


@dataclass(frozen=True, slots=True)
class Doubted:
    """The slips in the text of this generation, in its order."""

    generation: int
    slips: Sequence[Slip]


@dataclass(frozen=True, slots=True)
class Learned:
    """So many words were just learned, and so many since the models were opened."""

    words: int
    in_session: int


@dataclass(frozen=True, slots=True)
class Refused:
    """A word is never suggested from now on, or right after another word only; or it is again, where `allowed`."""

    word: str
    after: str | None
    allowed: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Whether nothing that is typed into this file is learned, and what a person has just wanted, if they did.

    Attributes:
        origin: the file.
        left_out: whether it is.
        wanted: what the person has said.
        read: whether it was read before that was answered, unless it is left out.
    """

    origin: str
    left_out: bool
    wanted: bool | None = None
    read: bool = False


@dataclass(frozen=True, slots=True)
class Agreed:
    """The profile has taken over what the settings say; whether anything of it is another now."""

    changed: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """How the learning goes.

    Attributes:
        days: figures of each day that has any, the oldest first.
        lately: words learned lately, the latest first.
        last: the text that would be taken back now; empty where there is none.
        learned: words and marks in this session.
    """

    days: dict[str, Figures]
    lately: Sequence[LatelyWord]
    last: str
    learned: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The text learned last (None where none was left) was taken back; so many words remain of this session.

    `networks` are kinds of networks that are gone, since they had learned it.
    """

    text: str | None
    in_session: int
    networks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A word was cut out of all that was learned, so many times, and is blocked; `networks` that knew it are gone."""

    word: str
    times: int
    networks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders that training reads, and what each gave."""

    folders: Sequence[Folder]


@dataclass(frozen=True, slots=True)
class FolderForgotten:
    """A folder is read by training no more, and so many of its files, with so many words, are forgotten.

    Where there is a problem, it was not done.
    """

    path: str
    files: int
    words: int
    problem: str = ""
    networks: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Something is to be told of the model: notes that had changed were read again, or nothing (the summary is empty).

    `looked` says that it comes from looking whether there is a newer model, at the end of which it is told once.
    """

    summary: str
    looked: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """Something went wrong; the message is fit to be shown.

    With `for_good` the models could not be opened: nothing is suggested or learned, whatever comes.
    """

    message: str
    for_good: bool = field(default=False, compare=False)

    @classmethod
    def of(cls, error: Exception, what: str, *, for_good: bool = False) -> Failed:
        """One line a person can use: our own errors speak for themselves."""
        if isinstance(error, TypeaheadError):
            return cls(str(error), for_good)
        detail = re.sub(r"\s+", " ", str(error)).strip()
        return cls(f"{what}: {detail or type(error).__name__}", for_good)


Reply = (
    Opened
    | Switched
    | Suggested
    | Measured
    | Inspected
    | Traced
    | Doubted
    | Learned
    | Refused
    | LeftOut
    | Agreed
    | Overview
    | TakenBack
    | Forgotten
    | Folders
    | FolderForgotten
    | Refreshed
    | Failed
)
