"""What the prediction service asks of a predictor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from typeahead.prediction.replies import Overview
from typeahead.prediction.suggestion import Phrasing, Suggestion, WordSurprise

if TYPE_CHECKING:
    from typeahead.prediction.correcting import Slip
    from typeahead.prediction.inspection import Inspection
    from typeahead.prediction.requests import OpenDocument
    from typeahead.profile.days import Figures
    from typeahead.profile.finding import Places
    from typeahead.profile.folders import Folder
    from typeahead.profile.forgetting import Forgotten
    from typeahead.settings_file import SettingsFile


class PredictorLike(Protocol):
    """A predictor, or what stands for one in a test."""

    @property
    def model_name(self) -> str: ...  # noqa: D102
    @property
    def profile_name(self) -> str: ...  # noqa: D102
    @property
    def model(self) -> str: ...  # noqa: D102
    @property
    def models(self) -> Sequence[str]: ...  # noqa: D102
    def switch(self, model: str) -> None: ...  # noqa: D102
    @property
    def vocabulary_size(self) -> int: ...  # noqa: D102
    @property
    def dropped(self) -> Sequence[str]: ...  # noqa: D102
    @property
    def learnable(self) -> bool: ...  # noqa: D102
    @property
    def learned_in_session(self) -> int: ...  # noqa: D102
    def suggest(  # noqa: D102
        self, before: str, n: int = 3, *, exclude: Sequence[str] = (), phrases: Phrasing | bool = True
    ) -> list[Suggestion]: ...
    @property
    def notices(self) -> list[str]: ...  # noqa: D102
    def surprise_parts(self, text: str) -> Iterator[list[WordSurprise]]: ...  # noqa: D102
    def inspect(self, before: str) -> Iterator[Inspection | None]: ...  # noqa: D102
    def trace(self, before: str, word: str) -> Iterator[Places | None]: ...  # noqa: D102
    def correct(  # noqa: D102
        self, text: str, within: range | None = None, *, patiently: bool = False
    ) -> Iterator[Slip | None]: ...
    def learn(self, text: str, origin: str = "", *, typed: float | None = None) -> int: ...  # noqa: D102
    def learn_anew(  # noqa: D102
        self, before: Sequence[str], after: Sequence[str], origin: str = "", *, typed: float | None = None
    ) -> int: ...
    def read(self, document: OpenDocument) -> bool: ...  # noqa: D102
    def count(self, figures: Figures) -> None: ...  # noqa: D102
    def overview(self, n: int) -> Overview: ...  # noqa: D102
    def folders(self) -> Sequence[Folder]: ...  # noqa: D102
    def forget_folder(self, path: str) -> Forgotten: ...  # noqa: D102
    def take_back(self) -> str | None: ...  # noqa: D102
    def adapt(self) -> bool: ...  # noqa: D102
    def name(self, before: str, origin: str) -> None: ...  # noqa: D102
    def never(self, word: str, after: str | None = None) -> bool: ...  # noqa: D102
    def allow(self, word: str, after: str | None = None) -> bool: ...  # noqa: D102
    def leave_out(self, origin: str, out: bool = True) -> bool: ...  # noqa: D102
    def agree(self, said: SettingsFile) -> bool: ...  # noqa: D102
    def leaves_out(self, origin: str) -> bool: ...  # noqa: D102
    def forget(self, word: str | None = None) -> int: ...  # noqa: D102
    @property
    def outdated(self) -> bool: ...  # noqa: D102
    def newer(self) -> Any: ...  # noqa: D102
    def refresh(self, newer: Any = None) -> str | None: ...  # noqa: D102
    def accelerate(self) -> None: ...  # noqa: D102
    def store(self, *, take_over: bool = True, adapted: bool = True) -> None: ...  # noqa: D102
    def close(self) -> None: ...  # noqa: D102
