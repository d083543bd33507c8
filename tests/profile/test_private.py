"""What is private is known without opening the models."""

from __future__ import annotations

from pathlib import Path

from typeahead.profile.forgetting import leave_out
from typeahead.profile.private import is_left_out
from typeahead.profile.profile import Profile


def test_a_folder_of_the_settings_and_a_document_of_the_profile(tmp_path: Path) -> None:
    home, note, other = tmp_path / "home", str(tmp_path / "a.md"), str(tmp_path / "b.md")
    assert not is_left_out("default", home, note, ())
    assert not (home / "profiles").exists(), "asking makes no profile"
    assert is_left_out("default", home, note, [str(tmp_path)])
    with Profile.open("default", home, create=True) as profile:
        leave_out(profile.store, note)
        assert is_left_out("default", home, note, ())
        assert not is_left_out("default", home, other, ())
    (home / "profiles" / "default" / "profile.db").write_bytes(b"no database" * 100)
    assert not is_left_out("default", home, note, ())
