"""Whatever happens to a file of a data folder: no wrong probability, no traceback, and nothing lost unsaid.

40 damages by default; 510 where TYPEAHEAD_FAULTS is set (`make faults`), TYPEAHEAD_FAULTS_SEED for others.
"""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from tests.faults.damaging import Damage, damages, files_of
from tests.faults.killing import SEED, Homes
from tests.prediction.networks import network_of, store_network, words_of
from tests.vault import bytes_in, counted, write_notes
from typeahead import recovery_slots as slots
from typeahead import settings_file
from typeahead.editor.memory import Memory
from typeahead.errors import ProfileNewer, RecoveryDamaged, TypeaheadError
from typeahead.locations import recovery_folder
from typeahead.models.neural.training.checkpoint import Checkpoint
from typeahead.prediction.predictor import Predictor
from typeahead.profile.checking import check
from typeahead.profile.networks.checkpoints import save_checkpoint
from typeahead.profile.profile import Profile
from typeahead.profile.statistics import statistics
from typeahead.profile.training import TrainingOptions, train
from typeahead.recovery_copies import Copy

DAMAGES = 510 if "TYPEAHEAD_FAULTS" in os.environ else 40
ASKED = ("The students opened ", "the zanz", "I asked ", "The kettle ")
COUNTED = ("students", "zanzibar", "kettle", "wombat", "garden")
TYPED = ("The kettle sings. ", "The wombat sleeps. ")

pytestmark = pytest.mark.timeout(3600)


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Homes:
    """A data folder with everything in it, as it is while an editor has it open, and as it was before."""
    homes = Homes(tmp_path_factory.mktemp("homes"))
    home = homes.place
    write_notes(home / "notes", ["school.md", "secret.md"])
    (home / "settings.toml").write_text("suggestions = 4\n")
    Memory(home).set_suggesting(True)
    with Profile.open("default", home, create=True) as profile:
        train(profile, [home / "notes"], TrainingOptions(base=False))
        _add_network(profile, seed=1)
    _leave_copy(home, "The first text.")
    homes.keep("older")
    write_notes(home / "notes")
    (home / "settings.toml").write_text("suggestions = 3\n")
    with Profile.open("default", home) as profile:
        train(profile, [])
        profile.never_suggest("library")
        _add_network(profile, seed=2)
    _leave_copy(home, "The second text.")
    predictor = Predictor.open(home=home)
    for text in TYPED:
        predictor.learn(text)
    predictor.store(adapted=False)
    homes.keep("now")  # with its write-ahead log
    predictor.close()
    return homes


def _add_network(profile: Profile, seed: int) -> None:
    store_network(profile, "gru", seed=seed)
    words = words_of(profile.generation())
    arrays = {name: np.array(each) for name, each in network_of("lstm", len(words), seed).parameters.items()}
    about = {"forgettings": profile.store.forgettings}
    save_checkpoint(profile, "lstm", Checkpoint(arrays, {"step": seed}), words, about)


def _leave_copy(home: Path, text: str) -> None:
    slot, _ = slots.claim(recovery_folder(home), slots.key(home / "letter.md"))
    slot.write(Copy(str(home / "letter.md"), text, (0, 0), "", "utf-8", "\n", 0.0))
    slot.release()


@dataclass(slots=True)
class Seen:
    """What a person sees of a profile: what it knows and answers, and what was said."""

    documents: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    suggested: list[tuple[str, float]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    @property
    def answers(self) -> tuple[object, ...]:
        return self.counts, self.suggested


def look(home: Path) -> Seen:
    """Open a profile as the editor does."""
    with Predictor.open(home=home) as predictor:
        seen = Seen(said=list(predictor.notices))
        found = [each for text in ASKED for each in predictor.suggest(text, 3)]
        seen.suggested = [(each.text, round(each.probability, 9)) for each in found]
        seen.counts = [counted(predictor.generation, word) for word in COUNTED]
    with Profile.open("default", home) as profile:
        seen.documents = profile.store.bodies()
        seen.pieces = [piece.body for piece in profile.store.sessions()]
        seen.said += profile.notices
    return seen


def made_anew(home: Path) -> Seen:
    """The same, with all that is derived of the database made again."""
    shutil.rmtree(home / "profiles" / "default" / "generations", ignore_errors=True)
    return look(home)


@pytest.mark.parametrize("part", range(4))
def test_damage_is_mended_or_said(homes: Homes, part: int, capsys: pytest.CaptureFixture[str]) -> None:
    home = homes.fresh("now")
    files, older = files_of(home), homes.kept("older")
    truth = look(home)
    # What was typed, counted into the arrays, gives other answers by a little; so does a network that is gone.
    right = [truth.answers, made_anew(home).answers]
    homes.fresh("now")
    shutil.rmtree(home / "profiles" / "default" / "networks")
    right += [look(home).answers, made_anew(home).answers]
    known = {*truth.documents, *look(homes.fresh("older")).documents, *truth.pieces}
    done = mended = refused = 0
    losses: list[str] = []
    for damage in damages(files, DAMAGES, SEED)[part::4]:
        home = homes.fresh("now")
        if not damage.do(home, older):
            continue
        done += 1
        try:
            mended += bool(_suffer(home, damage, truth, right, known).said)
        except ProfileNewer as error:  # a bit of its format's number
            refused += _is_one_line(error) and "profile.db" in damage.file
        except Exception as error:
            losses.append(f"{damage}: {type(error).__name__}: {error}"[:1_000])
    if "TYPEAHEAD_FAULTS" in os.environ:
        with capsys.disabled():
            untouched = done - mended - refused - len(losses)
            print(
                f"\n{done} damages: {untouched} without effect, {mended} mended and said, {refused} refused"
            )
            print(f"losses: {len(losses)}")
    assert done > DAMAGES // 8
    assert not losses, "\n".join(losses)


def _suffer(
    home: Path, damage: Damage, truth: Seen, right: list[tuple[object, ...]], known: set[str]
) -> Seen:
    """All that a person does with a profile, one after the other."""
    seen = look(home)
    assert all(map(_is_one_line, seen.said)), (damage, seen.said)
    assert {*seen.documents, *seen.pieces} <= known, damage
    # Who loses the log of a program that was killed loses what it stored last.
    if "profile.db-" not in damage.file and not seen.said:
        assert (seen.documents, seen.pieces) == (truth.documents, truth.pieces), damage
        assert seen.answers == truth.answers, damage
    if seen.documents == truth.documents and seen.pieces == truth.pieces:
        assert seen.counts == truth.counts, damage
    assert seen.answers in (*right, made_anew(home).answers), damage
    with Profile.open("default", home) as profile:
        assert statistics(profile).files == len(seen.documents), damage
        report = check(profile)
        assert all(map(_is_one_line, [*report.notices, *report.problems])), damage
        train(profile, [])
        assert profile.store.bodies() == truth.documents, damage
    with Predictor.open(home=home) as predictor:
        assert predictor.learn("The kettle hums. ") == 4
        predictor.forget(word="zanzibar")
        assert not predictor.suggest("the zanz", 3), damage
    assert b"zanzibar" not in bytes_in(home / "profiles").lower(), damage
    assert settings_file.read(home).settings.suggestions in (3, 4, 5), damage
    for slot in slots.left(recovery_folder(home), slots.key(home / "letter.md")):
        try:
            assert slot.read().text in ("The first text.", "The second text."), damage
        except RecoveryDamaged as error:
            seen.said.append(str(error))
        finally:
            slot.release()
    assert all(map(_is_one_line, seen.said)), (damage, seen.said)
    assert Memory(home).suggesting in (True, False)
    return seen


def _is_one_line(said: str | TypeaheadError) -> bool:
    return bool(str(said)) and "\n" not in str(said)
