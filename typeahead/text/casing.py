"""Capitals: which words only have one because a sentence begins, and giving it back when they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def sentence_first_forms(first: Mapping[str, int], elsewhere: Mapping[str, int]) -> dict[str, str]:
    """How each word that begins a sentence is written inside one ("The" → "the"), where that differs.

    The form that the rest of the corpus uses most is taken (Lita et al. 2003, "tRuEcasIng", its unigram case);
    a word never seen elsewhere loses its capital if only its first letter is one.

    Args:
        first: counts of words that stood first in a sentence, as written.
        elsewhere: counts of words that stood elsewhere.
    """
    forms: dict[str, tuple[int, str]] = {}
    wanted = {word.casefold() for word in first}
    for word, count in elsewhere.items():
        folded = word.casefold()
        if count > 0 and folded in wanted:
            # Equal counts: the form that sorts last, which is the one in small letters.
            forms[folded] = max(forms.get(folded, (0, "")), (count, word))
    changed: dict[str, str] = {}
    for word in first:
        known = forms.get(word.casefold())
        form = known[1] if known else word.lower() if _only_first_is_capital(word) else word
        if form != word:
            changed[word] = form
    return changed


def _only_first_is_capital(word: str) -> bool:
    return word[:1].isupper() and word[1:] == word[1:].lower() and len(word) > 1


def capitalised(word: str) -> str:
    """A word as it begins a sentence: "the" → "The", but "iPhone" and "e.g." stay."""
    if word != word.lower() or "." in word:
        return word
    return word[:1].upper() + word[1:]


def is_shouting(prefix: str) -> bool:
    """Whether what was typed is all capitals, two letters at least."""
    return sum(character.isalpha() for character in prefix) > 1 and prefix == prefix.upper()


def capitals_from(words: Sequence[str]) -> int:
    """Where the words in capitals begin that the others end with; their number where the last is not in capitals.

    What has no case (marks, figures) is passed over.
    """
    start = len(words)
    for at in range(len(words) - 1, -1, -1):
        if words[at].isupper():
            start = at
        elif words[at] != words[at].upper() or words[at] != words[at].lower():
            break
    return start
