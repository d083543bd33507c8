"""Settings in commands: what is wrong in their file is said once, and the command goes on with defaults."""

from __future__ import annotations

from typeahead import settings_file
from typeahead.commands.output import note
from typeahead.settings_file import SettingsFile


def obeyed() -> SettingsFile:
    """What a person's settings say."""
    said = settings_file.read()
    if said.complaint:
        note(said.complaint)
    return said
