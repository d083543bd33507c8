"""Damage done to a profile, for tests."""

from __future__ import annotations

from pathlib import Path


def flip(home: Path, text: bytes) -> None:
    """Change a letter of a text in the database."""
    file = home / "profiles" / "default" / "profile.db"
    before = file.read_bytes()
    assert text in before
    file.write_bytes(before.replace(text, bytes([text[0] ^ 1]) + text[1:]))
