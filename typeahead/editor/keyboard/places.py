"""Where a key does something. The text and the whole editor share their keys; each other place has its own first."""

from __future__ import annotations

EVERYWHERE, TEXT, BAR, PANEL, DASHBOARD = "", "text", "bar", "panel", "dashboard"
"""A widget or screen that has keys of its own says in `key_place` which of the last three it is."""
