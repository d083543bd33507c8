"""The errors typeahead raises on purpose: each message says what happened, to what, and what to do next."""


class TypeaheadError(Exception):
    """The root of them all: commands print its message on one line and leave with exit code 1."""


class SourceUnreadable(TypeaheadError):
    """A file or folder that was named to be read can't be."""


class NothingToLearn(TypeaheadError):
    """What was given holds no text that could be learned from."""


class ProfileMissing(TypeaheadError):
    """The profile that was named does not exist."""


class ProfileDamaged(TypeaheadError):
    """A profile's database can't be read: its arrays can be rebuilt, its documents can't."""


class ProfileNewer(ProfileDamaged):
    """A profile's database was made by a newer typeahead."""


class ProfileBusy(TypeaheadError):
    """Another program holds the profile's database for longer than is reasonable to wait."""


class StorageFailed(TypeaheadError):
    """The disk is full, read-only or otherwise unwilling to store."""


class RecoveryDamaged(TypeaheadError):
    """A recovery file does not hold what was written to it."""


class ModelMissing(TypeaheadError):
    """The profile has no model of the kind that was asked for."""


class NetworkDamaged(ModelMissing):
    """A stored network can't be used as it lies there; its message says how to make it anew."""


class SettingInvalid(TypeaheadError):
    """A setting or an option has a value that can't be used."""


class NotConfirmed(TypeaheadError):
    """What can't be undone waits for a yes, and there is no one to ask."""


class ModelReadOnly(TypeaheadError):
    """The model has no counts that could be changed: it was imported."""


class ArpaMalformed(TypeaheadError):
    """An ARPA file is damaged, or is none: the message names its line."""


class ArchiveUnusable(TypeaheadError):
    """A file that holds a profile is damaged, of a newer format, or was made to do harm."""


class TrainingFailed(TypeaheadError):
    """A network could not be trained; the message says why, and what to try."""


class PatternInvalid(TypeaheadError):
    """What is to be found, or to be put in its place, can't be read as what it should be."""


class PatternTooSlow(PatternInvalid):
    """A regular expression takes longer than anybody waits."""
