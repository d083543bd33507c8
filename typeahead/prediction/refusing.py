"""What a person refuses: words never to be suggested, and documents never to be learned from."""

from __future__ import annotations

from abc import ABC, abstractmethod

from typeahead.errors import SettingInvalid
from typeahead.prediction.learning import Learner
from typeahead.profile.agreeing import agree
from typeahead.profile.profile import Profile
from typeahead.profile.unwanted import Unwanted
from typeahead.settings_file import SettingsFile


class Refusing(ABC):
    """The part of a predictor that takes such wishes: stored at once, in effect at once."""

    _profile: Profile
    _stored: bool
    _learner: Learner
    _unwanted: Unwanted

    def never(self, word: str, after: str | None = None) -> bool:
        """Never suggest a word, in any case; with `after` right after that word only. Whether that is news.

        It stays in the counts: the probabilities of other words are what they were.

        Raises:
            SettingInvalid: one of them is no single word.
        """
        self._check_stored()
        changed = self._profile.never_suggest(word, after)
        self._unwanted.read()
        return changed

    def allow(self, word: str, after: str | None = None) -> bool:
        """Take that back; without `after` wherever it stands, and a word that was forgotten may be learned again.

        Returns:
            Whether there was anything to take back.
        """
        self._check_stored()
        changed = self._profile.suggest_again(word, after)
        self._unwanted.read()
        if after is None and self._profile.allow_word(word):
            self._open_anew()
            return True
        return changed

    def agree(self, said: SettingsFile) -> bool:
        """Let the profile take over what a person's settings say; whether that changed anything of it.

        Lists are in effect at once; for another `learn_after` a trained model is `outdated`.
        """
        self._check_stored()
        if not agree(self._profile, said):
            return False
        if self._profile.has_own_model:
            self._learner.store()
            self._unwanted.read()
        else:
            self._open_anew()
        return True

    def leave_out(self, origin: str, out: bool = True) -> bool:
        """Learn nothing of what is typed into a file from now on (training leaves it out too), or learn it again.

        Returns:
            Whether it is left out now; under a folder that was forgotten it stays so.
        """
        self._check_stored()
        self._learner.leave_out(origin, out)
        return self._learner.leaves_out(origin)

    def leaves_out(self, origin: str) -> bool:
        """Whether nothing that is typed into a file is learned."""
        return self._learner.leaves_out(origin)

    def _check_stored(self) -> None:
        if not self._stored:
            raise SettingInvalid("a copy of a model keeps no lists; ask the one that it was copied from")

    @abstractmethod
    def _open_anew(self) -> None:
        """Let the models see what may be learned again."""
