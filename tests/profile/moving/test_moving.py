"""What goes into a file comes out of it elsewhere: words, counts, lists, networks, figures, and how it forgets."""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pytest

from tests.faults.victim import Steps
from tests.vault import bytes_in, counted, generation_files, trained, write_notes
from typeahead.errors import ProfileBusy, SettingInvalid
from typeahead.models.neural.configuration import Configuration
from typeahead.models.neural.network import Network
from typeahead.prediction.predictor import Predictor
from typeahead.profile.artifacts import resealed
from typeahead.profile.days import Figures
from typeahead.profile.importing import import_arpa
from typeahead.profile.mixing import load_gate, save_gate
from typeahead.profile.moving import arriving, staging
from typeahead.profile.moving.packing import export_profile
from typeahead.profile.moving.unpacking import import_profile
from typeahead.profile.networks.place import Place
from typeahead.profile.networks.stored import identity, load_adapted, open_network, save_adapted, save_network
from typeahead.profile.profile import Profile, list_profiles
from typeahead.profile.training import TrainingOptions, train

ASKED = ("The students opened ", "the gree", "I asked ", "The wombat ")
DEATHS = int(os.environ.get("TYPEAHEAD_FAULTS", "6"))


def _fill(home: Path, notes: Path, seed: int = 1) -> None:
    """A profile with something of every kind in it."""
    profile, _ = trained(home, write_notes(notes), options=TrainingOptions(base=False))
    with profile:
        profile.forget_word("zanzibar")
        profile.never_suggest("library")
        profile.forget_document(str(notes / "trip.md"))
        profile.store.add_session("", 4, "The wombat sleeps .", 1.7e9)
        profile.store.add_session("", 4, "The wombat sleeps .", 1.7e9 + 1)
        profile.store.add_to_day("2026-05-17", Figures(100, 60, 7, 20, 20, 130.5))
        gate = load_gate(profile.store)
        gate.weights[0] += 0.25 * seed
        save_gate(profile.store, gate)
        profile.make_anew()  # with what was typed counted in, as on the other side
        words = list(profile.generation().vocabulary.words)
        network = Network.create(
            Configuration("gru", len(words), embedding=4, width=4), np.random.default_rng(seed)
        )
        about = {"forgettings": profile.store.forgettings, "tokens": "prose", "held_out_perplexity": 40.0}
        name = save_network(profile, "gru", network, words, about)
        arrays = {
            each: array[[5]] if each in ("embedding", "bias") else array
            for each, array in network.parameters.items()
        }
        adapted = {"network": name, "rate": 0.1, "rollbacks": 0}
        assert save_adapted(profile, "gru", {"rows": np.array([5], np.int32), **arrays}, adapted)


def _answers(home: Path, name: str = "default") -> dict[str, object]:
    with Profile.open(name, home) as profile:
        store = profile.store
        bodies = store.bodies(), [(piece.day, piece.body) for piece in store.sessions()]
        lists = store.blocked_words(), store.excluded_documents(), store.never_suggested(), store.roots()
        figures = store.days(), load_gate(store).as_dict(), profile.settings, profile.hides_offensive
        network = identity(profile, "gru"), load_adapted(profile, "gru") is not None
        weights = {
            each: array.tolist() for each, array in open_network(profile, "gru").network.parameters.items()
        }
        files = generation_files(profile)
    with Predictor.open(name, home=home, model="ngram") as predictor:
        found = [each for text in ASKED for each in predictor.suggest(text, 5)]
        bits = [each.bits for each in predictor.surprise("The wombat opened the zanzibar greenhouse.")]
        suggested = [(each.text, each.probability) for each in found]
        counts = [counted(predictor.generation, word) for word in ("students", "wombat", "zanzibar")]
    return {"bodies": bodies, "lists": lists, "figures": figures, "network": network, "weights": weights,
            "files": files, "suggested": suggested, "bits": bits, "counts": counts}  # fmt: skip


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("source")
    _fill(folder / "home", folder / "notes")
    with Profile.open("default", folder / "home") as profile:
        export_profile(profile, folder / "file")
    return folder


def test_all_is_equal_on_the_other_side_and_so_are_the_bytes(source, tmp_path):
    found = import_profile("default", source / "file", home=tmp_path)
    assert (found.files, found.typed, found.networks) == (3, 2, ["gru"])
    assert _answers(tmp_path) == _answers(source / "home")
    again = io.BytesIO()
    with Profile.open("default", tmp_path) as profile:
        export_profile(profile, again)
    assert again.getvalue() == (source / "file").read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == ["profiles"]


def test_only_its_owner_may_read_any_of_it(source, tmp_path):
    before = os.umask(0)
    try:
        import_profile("default", source / "file", home=tmp_path / "home")
        with Profile.open("default", tmp_path / "home") as profile:
            export_profile(profile, tmp_path / "out")
    finally:
        os.umask(before)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o600
    for path in (tmp_path / "home").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_forgetting_afterwards_is_exact(source, tmp_path):
    import_profile("default", source / "file", home=tmp_path)
    for home in (tmp_path, source / "home"):
        with Profile.open("default", home) as profile:
            assert "zanzibar" not in str(profile.store.bodies()).lower()
    with Profile.open("default", tmp_path) as profile:
        profile.forget_word("margaret")
        assert profile.store.blocked_words() >= {profile.store.hash_of(w) for w in ("margaret", "zanzibar")}
    assert b"margaret" not in bytes_in(tmp_path).lower()


def test_a_training_elsewhere_keeps_what_came_along(source, tmp_path):
    """None of the files it learned from is on this machine."""
    import_profile("default", source / "file", home=tmp_path / "home")
    (source / "notes").rename(source / "gone")
    try:
        (tmp_path / "new.md").write_text("The heron waits for nobody.\n")
        with Profile.open("default", tmp_path / "home") as profile:
            before = set(profile.store.bodies())
            train(profile, [tmp_path / "new.md"])
            assert before < set(profile.store.bodies())
    finally:
        (source / "gone").rename(source / "notes")


def test_nothing_is_replaced_unasked(source, tmp_path):
    trained(tmp_path, write_notes(tmp_path / "own", ["garden.txt"]))[0].close()
    before = bytes_in(tmp_path)
    with pytest.raises(SettingInvalid, match="--replace"):
        import_profile("default", source / "file", home=tmp_path)
    assert bytes_in(tmp_path) == before


def test_an_open_editor_takes_the_new_one_over(source, tmp_path):
    trained(tmp_path / "home", write_notes(tmp_path / "own", ["garden.txt"]))[0].close()
    with Profile.open("default", tmp_path / "home") as editor:
        generation = editor.generation()
        assert import_profile("default", source / "file", home=tmp_path / "home", replace=True).replaced
        assert not editor.is_current(generation)
        assert counted(editor.generation(), "students") > 0
        assert open_network(editor, "gru").about["forgettings"] == editor.store.forgettings
    found, expected = _answers(tmp_path / "home"), _answers(source / "home")
    assert found == expected


def test_an_empty_profile_needs_no_permission(source, tmp_path):
    Profile.open("default", tmp_path, create=True).close()
    assert not import_profile("default", source / "file", home=tmp_path).replaced
    assert _answers(tmp_path) == _answers(source / "home")


@pytest.mark.parametrize("occupied", [False, True])
def test_killed_in_the_midst_it_is_the_old_one_or_the_new_one(source, tmp_path, occupied, capsys):
    home, new = tmp_path / "home", _answers(source / "home")

    def begin() -> None:
        shutil.rmtree(home, ignore_errors=True)
        if occupied:
            shutil.copytree(tmp_path / "kept", home)

    def die(last: int) -> int:
        child = os.fork()
        if child == 0:
            steps = Steps(last, 0)
            steps.watch()
            import_profile("default", source / "file", home=home, replace=True)
            os._exit(min(steps.count // 4, 250))
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    if occupied:
        _fill(tmp_path / "kept", tmp_path / "own", seed=2)
    begin()
    old = _answers(home) if occupied else None
    steps = die(0) * 4
    assert steps > 40
    number = max(3, DEATHS // 2)
    seen = []
    for at in range(number):
        begin()
        assert die(1 + steps * at // number + at % 3) == -9
        found = _answers(home) if list_profiles(home) else None
        seen.append(found == new)
        assert found in (old, new), at
        assert not (home / "profiles" / "default" / "incoming").exists()
    import_profile("default", source / "file", home=home, replace=True)
    assert _answers(home) == new
    assert not (home / "moving").exists()  # what those that were killed have left there is gone
    print(f"imports killed: {number} cases, {sum(seen)} found new, losses 0")


def test_an_imported_model_travels_too(tmp_path):
    arpa = "\\data\\\nngram 1=5\nngram 2=3\n\n\\1-grams:\n-99\t<s>\t-0.3\n-0.7\t</s>\n-1.0\t<unk>\n-0.5\tkettle\t-0.2\n"
    arpa += "-0.6\tsings\t-0.1\n\n\\2-grams:\n-0.1\t<s> kettle\n-0.15\tkettle sings\n-0.2\tsings </s>\n\n\\end\\\n"
    (tmp_path / "model.arpa").write_text(arpa)
    import_arpa("news", tmp_path / "model.arpa", home=tmp_path / "a", tokens="whitespace")
    with Profile.open("news", tmp_path / "a") as profile:
        export_profile(profile, tmp_path / "file")
    Profile.open("default", tmp_path / "b", create=True).close()
    for name in ("news", "default"):
        import_profile(name, tmp_path / "file", home=tmp_path / "b")
    with Predictor.open("news", home=tmp_path / "a") as one:
        expected = [each.bits for each in one.surprise("kettle sings")]
    for name in ("news", "default"):
        with Predictor.open(name, home=tmp_path / "b") as other:
            assert [each.bits for each in other.surprise("kettle sings")] == expected
    with pytest.raises(SettingInvalid, match="imported"):
        import_profile("news", tmp_path / "file", home=tmp_path / "b", replace=True)


def _flipped(source: Path, home: Path) -> Path:
    """A copy of the profile with a letter of a note changed in its database."""
    shutil.copytree(source / "home", home)
    file = home / "profiles" / "default" / "profile.db"
    before = file.read_bytes()
    assert b"students opened" in before
    file.write_bytes(before.replace(b"students opened", b"rtudents opened"))
    return file


def test_damage_is_not_taken_along_as_if_it_had_been_written(source, tmp_path):
    _flipped(source, tmp_path / "home")
    with Profile.open("default", tmp_path / "home") as profile:
        found = export_profile(profile, tmp_path / "file")
        assert "put in its place" in found.notices[0]
    import_profile("default", tmp_path / "file", home=tmp_path / "other")
    with Profile.open("default", tmp_path / "other") as profile:
        assert "rtudents" not in str(profile.store.bodies())


def test_a_profile_whose_database_is_gone_is_put_back_first(source, tmp_path):
    shutil.copytree(source / "home", tmp_path / "home")
    (tmp_path / "home" / "profiles" / "default" / "profile.db").unlink()
    with pytest.raises(SettingInvalid, match="holds something already"):
        import_profile("default", source / "file", home=tmp_path / "home")
    assert import_profile("default", source / "file", home=tmp_path / "home", replace=True).replaced


@pytest.mark.parametrize("other", [False, True], ids=["new", "replaced"])
def test_what_came_has_a_backup_and_what_was_there_has_none(source, tmp_path, other):
    if other:
        (tmp_path / "notes").mkdir()
        (tmp_path / "notes" / "old.md").write_text("A quagga walks.\n")
        trained(tmp_path / "home", tmp_path / "notes", options=TrainingOptions(base=False))[0].close()
    import_profile("default", source / "file", home=tmp_path / "home", replace=other)
    folder = tmp_path / "home" / "profiles" / "default"
    assert b"quagga" not in bytes_in(folder)
    file = folder / "profile.db"
    file.write_bytes(file.read_bytes()[:5_000])
    assert _answers(tmp_path / "home")["bodies"] == _answers(source / "home")["bodies"]


class _Pipe(io.BytesIO):
    """Where the file goes: while it goes there, another program changes networks."""

    def __init__(self, profile: Profile) -> None:
        super().__init__()
        self._profile = profile

    def write(self, piece) -> int:
        place = Place(self._profile)
        with place.alone_now():
            place.clear()
        return super().write(piece)


def test_who_writes_a_file_keeps_nobody_from_their_networks(source, tmp_path):
    shutil.copytree(source / "home", tmp_path / "home")
    with Profile.open("default", tmp_path / "home") as profile:
        out = _Pipe(profile)
        export_profile(profile, out)
    assert out.getvalue() == (source / "file").read_bytes()


@pytest.mark.parametrize("at", ["mkdtemp", "open_private"])
def test_a_folder_that_another_program_sweeps_before_it_is_held_is_made_again(tmp_path, monkeypatch, at):
    """Before there is a lock in it, and before that is held, it looks like one that a killed import has left."""
    place = tempfile if at == "mkdtemp" else staging
    make, made = getattr(place, at), []

    def and_swept(*given, **named):
        made.append(make(*given, **named))
        if len(made) == 1:
            staging.sweep(tmp_path)
        return made[-1]

    monkeypatch.setattr(place, at, and_swept)
    with staging.staging(tmp_path) as folder:
        (folder / "profile").mkdir()
        staging.sweep(tmp_path)
        assert (folder / "profile").is_dir()
    assert len(made) == 2
    assert not (tmp_path / "moving").exists()


def test_what_is_forgotten_just_before_the_old_one_goes_is_no_number_of_the_new_one(
    source, tmp_path, monkeypatch
):
    trained(tmp_path, write_notes(tmp_path / "notes"), options=TrainingOptions(base=False))[0].close()

    def forgotten_meanwhile(*given) -> None:
        resealed(*given)
        with Profile.open("default", tmp_path) as profile:
            while profile.store.forgettings < given[1]["forgettings"]:
                profile.store.note_forgetting()

    monkeypatch.setattr(arriving, "resealed", forgotten_meanwhile)
    with pytest.raises(ProfileBusy, match="import it again"):
        import_profile("default", source / "file", home=tmp_path, replace=True)
    with Profile.open("default", tmp_path) as profile:
        assert len(profile.documents()) == 4
        assert not (profile.folder / "incoming").exists()
