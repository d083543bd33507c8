"""Part of the editor."""
