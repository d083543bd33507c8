"""Where everything that typeahead keeps lies on this machine; docs/moving.md says how it is removed."""

from __future__ import annotations

from pathlib import Path

from typeahead.locations import data_folder, recovery_folder, settings_file
from typeahead.profile.profile import profile_folder


def places(name: str, home: Path | None = None) -> dict[str, Path]:
    """Files and folders by what they are; none of them need exist.

    Raises:
        SettingInvalid: a profile can't have that name.
    """
    return {
        "profile": profile_folder(name, home),
        "data": data_folder(home),
        "settings": settings_file(home),
        "recovery": recovery_folder(home),
    }
