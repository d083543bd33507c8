"""The folders that training reads, as a predictor tells of them and takes one back."""

from __future__ import annotations

from abc import ABC, abstractmethod

from typeahead.errors import SettingInvalid
from typeahead.prediction.learning import Learner
from typeahead.profile import folders
from typeahead.profile.folders import Folder
from typeahead.profile.forgetting import Forgotten
from typeahead.profile.profile import Profile


class ReadingList(ABC):
    """The part of a predictor that does so."""

    _profile: Profile
    _stored: bool
    _learner: Learner

    def folders(self) -> list[Folder]:
        """The remembered folders, and how much each of them taught."""
        return folders.folders(self._profile.store)

    def forget_folder(self, path: str) -> Forgotten:
        """Take one off the list, with all that was read from its files and typed into them.

        Raises:
            NothingToLearn: it is not on the list.
            ModelReadOnly: the model was imported.
            ProfileBusy, StorageFailed: see `Profile`.
        """
        if not self._stored:
            raise SettingInvalid("a copy of a model can't forget; ask the one that it was copied from")
        self._learner.store()
        forgotten = self._profile.forget_folder(path)
        self._open_anew()
        return forgotten

    @abstractmethod
    def _open_anew(self) -> None:
        """Open the models anew."""
