"""Every path typeahead reads or writes on its own account."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APP = "typeahead"
SETTINGS = "settings.toml"


def data_folder(home: Path | None = None) -> Path:
    """Where profiles live: `home` if given, else $TYPEAHEAD_HOME, else the platform's data folder."""
    if home is not None:
        return Path(home).expanduser()
    named = os.environ.get("TYPEAHEAD_HOME")
    return Path(named).expanduser() if named else Path(platformdirs.user_data_dir(APP, appauthor=False))


def profiles_folder(home: Path | None = None) -> Path:
    """The folder that holds one folder a profile."""
    return data_folder(home) / "profiles"


def recovery_folder(home: Path | None = None) -> Path:
    """The folder that holds what was typed and is not yet saved."""
    return data_folder(home) / "recovery"


def settings_file(home: Path | None = None) -> Path:
    """The file of settings: in `home` if given, else in $TYPEAHEAD_CONFIG (a folder, or the file itself), else in
    $TYPEAHEAD_HOME, else in the platform's folder for such files."""
    if home is not None:
        return data_folder(home) / SETTINGS
    if named := os.environ.get("TYPEAHEAD_CONFIG"):
        path = Path(named).expanduser()
        return path if path.suffix == ".toml" else path / SETTINGS
    if os.environ.get("TYPEAHEAD_HOME"):
        return data_folder() / SETTINGS
    return Path(platformdirs.user_config_dir(APP, appauthor=False)) / SETTINGS


def base_model_folder() -> Path:
    """The model that comes with the package, for profiles that were not trained yet."""
    return Path(__file__).parent / "profile" / "english" / "model"


def base_frequencies_folder() -> Path:
    """How often the texts behind that model have its words and phrases."""
    return Path(__file__).parent / "profile" / "english" / "frequencies"


def base_network_folder() -> Path:
    """The network that comes with the package."""
    return Path(__file__).parent / "profile" / "english" / "network"


def default_profile() -> str:
    """The profile that is meant where none is named."""
    return os.environ.get("TYPEAHEAD_PROFILE") or "default"
