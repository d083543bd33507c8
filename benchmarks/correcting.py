"""How many errors are found, and put right, and how often a right word is doubted:

python -m benchmarks.correcting [AUTHOR …] [--words=N] [--tune] [--home FOLDER]

For each author: a profile trained on their training notes; of their test notes, whole files evenly spread up to WORDS
words, with errors put in (see `benchmarks.slips`), each of them judged by where it stands. "Non-words" are errors that
neither the notes nor the base have, "words" those that are words. Precision counts every other word that is doubted
as a false alarm, though some are the author's own slips. Then the same on a list of common misspellings
(misspellings.txt), each alone in one and the same sentence, by an untrained profile; and by aspell and hunspell, as
they come, where they are installed, on the same words. At last errors in Spanish, which the base does not know, by a
profile that has read 20,000 words of it.

--tune does it on every tenth file of the training notes, which are left out of training, and prints precision and
recall by threshold: what `CERTAIN` was chosen by.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks import speller_programs
from benchmarks.languages import sentences_of, taken
from benchmarks.machine import DATA, describe, need
from benchmarks.note_profiles import AUTHORS, words_of
from benchmarks.slips import Injected, inject, prose_words
from typeahead.prediction.correcting import CERTAIN, Correcting, Slip
from typeahead.prediction.doubts import Doubt
from typeahead.prediction.familiar import Familiar
from typeahead.prediction.predictor import Predictor
from typeahead.profile.profile import Profile
from typeahead.profile.training import train

WORDS, SEED, EVERY_FILE = 10_000, 7, 10
SPANISH_WORDS = 20_000
THRESHOLDS = (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9999)
MISSPELLINGS = Path(__file__).parent / "misspellings.txt"
FRAME = "I have never written {} like this before."


@dataclass
class Met:
    """What came of some texts: errors with what was said of each, and false alarms."""

    words: int = 0
    errors: list[tuple[Injected, bool, Slip | None]] = field(
        default_factory=list
    )  # error, is it a word, found
    alarms: list[Slip] = field(default_factory=list)
    seconds: float = 0.0


def main() -> None:
    """Measure and print."""
    wanted = next((int(each[8:]) for each in sys.argv if each.startswith("--words=")), WORDS)
    print(describe())
    tunes = "--tune" in sys.argv
    everything = Met()
    with tempfile.TemporaryDirectory() as folder:
        for author in words_of(sys.argv[1:]) or AUTHORS:
            home = _home(Path(folder)) / ("tune" if tunes else "test")
            texts = _trained(home, author, tunes)
            with Predictor.open(author, home, stored=False) as predictor:
                met, asked = _measure(predictor, _some(texts, wanted), 0.0 if tunes else None)
            everything.words += met.words
            everything.errors += met.errors
            everything.alarms += met.alarms
            print(f"\n{author}: {met.words:,} words, {met.seconds / met.words * 1e3:.2f} s of CPU per 1,000")
            if not tunes:
                _print_found("typeahead", met)
                for name in speller_programs.PROGRAMS:
                    _print_program(name, met, asked)
        if tunes:
            _print_thresholds(everything)
        else:
            print("\nall authors:")
            _print_found("typeahead", everything)
            _misspellings(Path(folder) / "empty")
            _spanish(Path(folder))


def _home(folder: Path) -> Path:
    return Path(sys.argv[sys.argv.index("--home") + 1]) if "--home" in sys.argv else folder


def _trained(home: Path, author: str, tunes: bool) -> list[str]:
    """Train a profile where there is none yet; the texts to measure on."""
    notes = need(DATA / "notes" / author)
    files = sorted((notes / "train").glob("*.md"))
    held_out = files[::EVERY_FILE] if tunes else sorted((notes / "test").glob("*.md"))
    if not (home / "profiles" / author).exists():
        with Profile.open(author, home, create=True) as profile, tempfile.TemporaryDirectory() as folder:
            if tunes:
                for file in set(files) - set(held_out):
                    shutil.copy(file, folder)
            train(profile, [Path(folder) if tunes else notes / "train"])
    return [file.read_text(encoding="utf-8") for file in held_out]


def _some(texts: list[str], wanted: int) -> list[str]:
    """Texts evenly spread, of so many words together."""
    total = sum(len(text.split()) for text in texts)
    step = max(1, total // wanted)
    found, words = [], 0
    for text in [*texts[::step], *texts[1::step]]:
        if words >= wanted:
            break
        found.append(text)
        words += len(text.split())
    return found


def _measure(
    predictor: Predictor, texts: list[str], certain: float | None
) -> tuple[Met, list[tuple[str, str]]]:
    """Put errors in and look for them; also every word asked about, with what was meant."""
    dice = random.Random(SEED)
    limits = CERTAIN if certain is None else dict.fromkeys(Doubt, certain)
    correcting = Correcting(predictor.engine, predictor.hidden, certain=limits)
    familiar = Familiar(predictor.engine)
    met, asked = Met(), []
    for text in texts:
        wrong_text, errors = inject(text, dice)
        began = time.process_time()
        slips = {slip.start: slip for slip in correcting.slips(wrong_text) if slip}
        met.seconds += time.process_time() - began
        places = {error.start: error for error in errors}
        words = prose_words(wrong_text)
        met.words += len(words)
        asked += [
            (token.text, places[token.start].meant if token.start in places else token.text)
            for token in words
        ]
        met.errors += [(error, familiar.has(error.wrong), slips.get(error.start)) for error in errors]
        met.alarms += [slip for start, slip in slips.items() if start not in places]
    return met, asked


def _spanish(folder: Path) -> None:
    """Errors in a language that only the profile knows."""
    notes, rest = taken(sentences_of(need(DATA / "languages" / "spanish-tatoeba.txt")), SPANISH_WORDS)
    text, _ = taken(rest, WORDS)
    (folder / "spanish.txt").write_text("\n".join(notes), encoding="utf-8")
    with Profile.open("spanish", folder, create=True) as profile:
        train(profile, [folder / "spanish.txt"])
    with Predictor.open("spanish", folder, stored=False) as predictor:
        met, _ = _measure(predictor, ["\n\n".join(text)], None)
    print(f"\nSpanish, by a profile of {SPANISH_WORDS:,} words of it: {met.words:,} words")
    _print_found("typeahead", met)


def _print_found(name: str, met: Met) -> None:
    for what, kept in (
        ("non-words", [each for each in met.errors if not each[1]]),
        ("words", [each for each in met.errors if each[1]]),
    ):
        found = sum(slip is not None for _, _, slip in kept)
        right = sum(slip is not None and slip.suggestion == error.meant for error, _, slip in kept)
        print(
            f"  {name}, errors that are {what}: {len(kept)}, found {_part(found, len(kept))}, "
            f"put right {_part(right, len(kept))}"
        )
    found = sum(slip is not None for _, _, slip in met.errors)
    _print_precision(name, found, len(met.alarms), met.words)


def _print_precision(name: str, found: int, alarms: int, words: int) -> None:
    print(
        f"  {name}: precision {_part(found, found + alarms)}; "
        f"{alarms} false alarms, {1e3 * alarms / words:.2f} per 1,000 words"
    )


def _print_program(name: str, met: Met, asked: list[tuple[str, str]]) -> None:
    if not speller_programs.installed(name):
        print(f"  {name}: not installed")
        return
    doubted = speller_programs.doubted(name, (word.replace("’", "'") for word, _ in asked))
    for what, kept in (
        ("non-words", [error for error, is_word, _ in met.errors if not is_word]),
        ("words", [error for error, is_word, _ in met.errors if is_word]),
    ):
        found = sum(error.wrong in doubted for error in kept)
        right = sum(doubted.get(error.wrong) == error.meant for error in kept)
        print(
            f"  {name}, errors that are {what}: {len(kept)}, found {_part(found, len(kept))}, "
            f"put right {_part(right, len(kept))}"
        )
    found = sum(error.wrong in doubted for error, _, _ in met.errors)
    alarms = sum(word == meant and word.replace("’", "'") in doubted for word, meant in asked)
    _print_precision(name, found, alarms, len(asked))


def _print_thresholds(met: Met) -> None:
    print("\ndoubt     threshold  found  put right  false alarms  precision")
    for doubt in Doubt:
        for threshold in THRESHOLDS:
            found = [
                (error, slip)
                for error, _, slip in met.errors
                if slip and slip.doubt == doubt and slip.confidence >= threshold
            ]
            right = sum(slip.suggestion == error.meant for error, slip in found)
            alarms = sum(slip.doubt == doubt and slip.confidence >= threshold for slip in met.alarms)
            precision = _part(len(found), len(found) + alarms)
            print(
                f"{doubt.value:<9} {threshold:>9}  {len(found):>5}  {right:>9}  {alarms:>12}  {precision:>9}"
            )
    missed = sum(slip is None for _, _, slip in met.errors)
    print(f"{len(met.errors)} errors, {missed} not thought of; {met.words:,} words")
    if "--show" in sys.argv:
        for slip in sorted(met.alarms, key=lambda each: -each.confidence):
            print(f"  {slip.doubt.value} {slip.confidence:.4f} {slip.text} → {slip.suggestion}")
        for error, _, slip in met.errors:
            said = f"{slip.suggestion} {slip.confidence:.4f}" if slip else "–"
            print(f"  meant {error.meant}, wrote {error.wrong}: {said}")


def _misspellings(home: Path) -> None:
    pairs = [
        line.split() for line in MISSPELLINGS.read_text().splitlines() if line and not line.startswith("#")
    ]
    print(f"\n{len(pairs)} common misspellings, each alone in one sentence, untrained profile:")
    with Predictor.open(home=home, stored=False) as predictor:
        correcting = Correcting(predictor.engine, predictor.hidden)
        found = right = alarms = 0
        for wrong, meant in pairs:
            slips = {slip.text: slip for slip in correcting.slips(FRAME.format(wrong)) if slip}
            found += wrong in slips
            right += wrong in slips and slips[wrong].suggestion == meant
            alarms += any(slip and slip.text == meant for slip in correcting.slips(FRAME.format(meant)))
    _print_pairs("typeahead", len(pairs), found, right, alarms)
    for name in speller_programs.PROGRAMS:
        if not speller_programs.installed(name):
            print(f"  {name}: not installed")
            continue
        doubted = speller_programs.doubted(name, [word for pair in pairs for word in pair])
        found = sum(wrong in doubted for wrong, _ in pairs)
        right = sum(doubted.get(wrong) == meant for wrong, meant in pairs)
        _print_pairs(name, len(pairs), found, right, sum(meant in doubted for _, meant in pairs))


def _print_pairs(name: str, pairs: int, found: int, right: int, alarms: int) -> None:
    print(
        f"  {name}: found {_part(found, pairs)}, put right {_part(right, pairs)}; right ones doubted: {alarms}"
    )


def _part(some: int, of: int) -> str:
    return f"{100 * some / max(of, 1):.1f} %"


if __name__ == "__main__":
    main()
