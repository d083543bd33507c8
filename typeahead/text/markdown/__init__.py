"""Markdown while it is written: what each line is, how it looks, and how lists go on."""
