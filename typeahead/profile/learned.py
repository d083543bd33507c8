"""The words a profile has of its person: how often, and whether from files or from typing alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from typeahead.profile.base import shared_base
from typeahead.profile.encoding import PROSE, Encoder, first_word_at
from typeahead.profile.generation import Generation
from typeahead.profile.profile import Profile
from typeahead.profile.unwanted import Unwanted
from typeahead.text.forms import SECRET, is_word


@dataclass(frozen=True, slots=True)
class LearnedWord:
    """A word as the model keys on it.

    Attributes:
        word: in the form that is suggested inside a sentence.
        count: how often it was read or typed.
        source: "file" if any file has it, in any case, else "typed".
        suggested: whether it may be suggested by now; a word only typed has to come back first.
        never: whether the person wants it suggested nowhere.
    """

    word: str
    count: int
    source: Literal["file", "typed"]
    suggested: bool
    never: bool = False


def learned_words(profile: Profile, new: bool = False) -> list[LearnedWord]:
    """The words learned from the person, the most frequent first.

    Args:
        profile: whose words.
        new: only those that neither a trained file nor the model that comes with the package has.
    """
    generation = profile.generation()
    with profile.store.snapshot():
        read = _counts(generation.encoder, (text.decode() for text in profile.store.texts()))
    typed = _counts(generation.encoder, [piece.body for piece in profile.store.sessions()])
    in_files = {word.casefold() for word in read}
    in_model = _suggestible(generation)
    in_base = _suggestible(shared_base()) if profile.has_base(generation) else set()
    times: Counter[str] = Counter()
    for word, count in typed.items():
        times[word.casefold()] += count
    unwanted = Unwanted(profile.store, generation)
    found = []
    for word, count in (read + typed).items():
        folded = word.casefold()
        from_file = folded in in_files
        if new and (from_file or folded in in_base):
            continue
        suggested = folded in in_model
        if not generation.settings.closed:
            suggested = suggested or from_file or times[folded] >= generation.settings.learn_after
        never = unwanted.has(word)
        source: Literal["file", "typed"] = "file" if from_file else "typed"
        found.append(LearnedWord(word, count, source, suggested and not never, never))
    return sorted(found, key=lambda each: (-each.count, each.word))


def _counts(encoder: Encoder, bodies: Iterable[str]) -> Counter[str]:
    """Words by form; marks, addresses and secrets are left out."""
    firsts: Counter[str] = Counter()
    others: Counter[str] = Counter()
    for body in bodies:
        for line in filter(None, body.split("\n")):
            tokens = line.split(" ")
            at = first_word_at(tokens) if encoder.tokens == PROSE else -1
            if at >= 0:
                firsts[tokens.pop(at)] += 1
            others.update(tokens)
    found: Counter[str] = Counter()
    for counts, first in ((firsts, True), (others, False)):
        for token, count in counts.items():
            form = encoder.form(token, first=first)
            if form != SECRET and is_word(form):
                found[form] += count
    return found


def _suggestible(generation: Generation) -> set[str]:
    """Casefolded words that the generation suggests."""
    vocabulary = generation.vocabulary
    return {
        word.casefold()
        for word in vocabulary.words[vocabulary.first_suggested : vocabulary.sorted_size]
        if word not in generation.withheld
    }
