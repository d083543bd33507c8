"""How long it takes to read so many words."""

from __future__ import annotations

# What adults read silently in English on average, over 190 studies: Brysbaert, 2019.
WORDS_A_MINUTE = 238


def reading_time(words: int) -> str:
    """In words; nothing for nothing."""
    minutes = round(words / WORDS_A_MINUTE)
    if not words:
        return ""
    if words < WORDS_A_MINUTE:
        return "< 1 min to read"
    if minutes < 60:
        return f"{minutes} min to read"
    return f"{minutes // 60} h {minutes % 60} min to read"
