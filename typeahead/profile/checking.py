"""Looking a profile over: database, model, networks and backups, compared with their checksums and mended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from typeahead.errors import ModelMissing
from typeahead.profile.networks.stored import kinds_of, open_network

if TYPE_CHECKING:
    from typeahead.profile.profile import Profile


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was found.

    Attributes:
        name: the profile's.
        documents, pieces: that are stored; a piece was typed.
        backups: when each was made, the newest first.
        aside: folders of damaged files that are kept.
        problems: what could not be mended, a line each.
        notices: what was mended, a line each.
    """

    name: str
    documents: int
    pieces: int
    backups: list[str]
    aside: list[str]
    problems: list[str]
    notices: list[str]


def check(profile: Profile) -> CheckReport:
    """Compare all of a profile with its checksums; what is derived is made again, the database put back.

    Raises:
        ProfileDamaged: the database is damaged, and there is no good backup.
        ModelMissing: an imported model is damaged.
        StorageFailed: it can't be written.
    """
    profile.check()
    profile.generation()
    problems = []
    for kind in kinds_of(profile):
        try:
            open_network(profile, kind)
        except ModelMissing as error:
            problems.append(str(error))
    profile.try_to_back_up()
    return CheckReport(
        name=profile.name,
        documents=len(profile.store.documents()),
        pieces=len(profile.store.sessions()),
        backups=[each.said for each in profile.backups.all()],
        aside=[str(each.path) for each in profile.backups.aside()],
        problems=problems,
        notices=list(profile.notices),
    )
