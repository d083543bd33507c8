"""Killed at any moment, nothing that was promised is missing, and what is there is the old or the new, whole.

30 deaths by default; TYPEAHEAD_FAULTS=300 (`make faults`) for more, TYPEAHEAD_FAULTS_SEED for others.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import killing, victim
from tests.faults.killing import Case, Homes, Victim
from tests.vault import bytes_in, counted, write_notes
from typeahead import recovery_slots as slots
from typeahead.errors import RecoveryDamaged
from typeahead.locations import recovery_folder
from typeahead.prediction.predictor import Predictor
from typeahead.profile.backups import Copy
from typeahead.profile.profile import Profile
from typeahead.profile.training import TrainingOptions, train

DEATHS = int(os.environ.get("TYPEAHEAD_FAULTS", "30"))
EACH = -(-DEATHS // len(victim.OPERATIONS))
COUNTED = ("students", "zanzibar", "kettle", "wombat", "ferry")
ASKED = ("The students opened ", "the zanz", "I asked ", "The kettle ")

pytestmark = pytest.mark.timeout(1800)


@pytest.fixture(scope="module")
def killer() -> Iterator[Victim]:
    with killing.started() as process:
        yield process


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Homes:
    """Homes before training, after it, and with something learned."""
    homes = Homes(tmp_path_factory.mktemp("homes"))
    home = homes.place
    write_notes(home / "notes")
    (home / "letter.md").write_text("The old letter.\n" * 3_000)
    (home / "letter.md").chmod(0o600)
    homes.keep("untrained")
    with Profile.open("default", home, create=True) as profile:
        train(profile, [home / "notes"], TrainingOptions(base=False))
    homes.keep("trained")
    with Predictor.open(home=home) as predictor:
        predictor.learn("".join(victim.SENTENCES))
    homes.keep("learned")
    database = home / "profiles" / "default" / "profile.db"
    database.write_bytes(database.read_bytes()[: database.stat().st_size // 2])
    homes.keep("damaged")
    shutil.rmtree(homes.fresh("learned") / "profiles" / "default" / "backups")
    homes.keep("unsaved")
    return homes


BEGINS = {
    "train": "untrained",
    "save": "untrained",
    "autosave": "untrained",
    "rebuild": "learned",
    "switch": "learned",
    "back_up": "unsaved",
    "restore": "damaged",
}


def answers(home: Path) -> dict[str, object]:
    """What a profile is, as whoever opens it sees it."""
    with Profile.open("default", home, create=True) as profile:
        bodies = sorted(profile.store.bodies())
        trained = profile.trained
    if not trained:
        return {"bodies": bodies}
    with Predictor.open(home=home, model="ngram") as predictor:
        suggested = [each for text in ASKED for each in predictor.suggest(text, 3)]
        return {
            "bodies": bodies,
            "counts": [counted(predictor.generation, word) for word in COUNTED],
            "suggested": [(each.text, round(each.probability, 9)) for each in suggested],
        }


def deaths(killer: Victim, homes: Homes, what: str) -> Iterator[tuple[Case, list[str]]]:
    """Each death's case, and what was told before it; what it left is at the place."""
    begin = BEGINS.get(what, "trained")
    steps = killer.steps(what, homes.fresh(begin))
    assert steps > 2
    for case in killing.cases(what, steps, EACH):
        code, told = killer.suffer(case, homes.fresh(begin))
        if case.delay == 0:
            assert code == -9, case
        yield case, told


@pytest.mark.parametrize(
    "what", ["train", "rebuild", "switch", "forget_word", "forget_document", "forget_all"]
)
def test_a_profile_is_the_old_or_the_new_one(killer, homes, what):
    home = homes.fresh(BEGINS.get(what, "trained"))
    old = answers(home)
    killer.steps(what, home)
    new = answers(home)
    if what not in ("rebuild", "switch"):  # which change no answer
        assert new != old
    for case, _ in deaths(killer, homes, what):
        found = answers(home)
        assert found in (old, new), case
        # Done again it is as if nobody had been killed.
        assert killer.suffer(Case(what, 0, 0), home)[0] == 0, case
        assert answers(home) == new, case
        if what.startswith("forget"):
            assert b"zanzibar" not in _kept(home), case
        assert not list(home.rglob("*.tmp")), case


def test_a_copy_is_whole_or_not_there(killer, homes):
    expected = answers(homes.fresh("unsaved"))
    for case, told in deaths(killer, homes, "back_up"):
        with Profile.open("default", homes.place) as profile:
            copies = profile.backups.all()
            assert copies or "stored 1" not in told, case
            for each in copies:
                with Copy(each.path) as copy:
                    copy.check()
            profile.back_up()
            assert len(profile.backups.all()) == 1, case
        assert answers(homes.place) == expected, case
        assert not list(homes.place.rglob(".making*")), case


def test_a_database_is_put_back_all_the_same(killer, homes):
    expected = answers(homes.fresh("damaged"))
    assert len(expected["bodies"]) == 4
    for case, _ in deaths(killer, homes, "restore"):
        assert answers(homes.place) == expected, case


def _kept(home: Path) -> bytes:
    """All bytes of all profiles; the notes themselves still have the word."""
    return bytes_in(home / "profiles").lower()


def test_what_was_stored_is_there(killer, homes):
    for case, told in deaths(killer, homes, "learn"):
        stored = sum(line.startswith("stored") for line in told)
        found = answers(homes.place)["counts"]
        assert found[2:5] in [[1] * known + [0] * (3 - known) for known in range(stored, 4)], (case, told)


def test_a_document_is_the_old_or_the_new_one(killer, homes):
    home = homes.fresh("untrained")
    old = (home / "letter.md").read_text()
    for case, told in deaths(killer, homes, "save"):
        found = (home / "letter.md").read_text()
        assert found in (old, victim.NEW_TEXT), case
        if "stored 1" in told:
            assert found == victim.NEW_TEXT, case
        assert (home / "letter.md").stat().st_mode & 0o777 == 0o600, case


def test_what_was_typed_is_offered_at_the_next_start(killer, homes):
    for case, told in deaths(killer, homes, "autosave"):
        stored = sum(line.startswith("stored") for line in told)
        offered = []
        for slot in slots.left(recovery_folder(homes.place), slots.key(homes.place / "letter.md")):
            try:
                offered.append(slot.read().text)
            except RecoveryDamaged as error:
                raise AssertionError(case) from error
            finally:
                slot.release()
        whole = [f"version {number}\n" * 2_000 for number in (1, 2)]
        assert offered in [[text] for text in whole[max(0, stored - 1) :]] + ([[]] if not stored else []), (
            case
        )
