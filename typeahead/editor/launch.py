"""Starting the editor: the one place that joins a path, a profile and the application."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from typeahead import settings_file
from typeahead.editor import documents
from typeahead.editor.memory import Memory
from typeahead.errors import ModelMissing, SourceUnreadable

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp
    from typeahead.editor.notes import BeginNotes
    from typeahead.editor.training import Begin, Running
    from typeahead.prediction.asked import PredictorLike
    from typeahead.profile.networks.news import News
    from typeahead.profile.notes_news import NotesNews
    from typeahead.settings_file import SettingsFile

TRAINING = "TYPEAHEAD_TRAINING"
"""Set to 0, networks are trained only where a person asks for it."""


def edit(
    path: Path | None,
    *,
    line: int | None = None,
    column: int = 1,
    profile: str = "default",
    model: str | None = None,
    home: Path | None = None,
) -> int:
    """Run the editor and return its exit code: 0 after a normal quit, 1 if changes were given up.

    Raises:
        SourceUnreadable: the path can't be edited; nothing was shown.
    """
    # The models' thread must not keep the keyboard waiting: short turns.
    sys.setswitchinterval(0.001)
    app = build_app(path, line=line, column=column, profile=profile, model=model, home=home)
    from typeahead.editor.recovery import signals

    with signals.heard(app):
        code = app.run()
    return app.return_code or 0 if code is None else code


def build_app(
    path: Path | None = None,
    *,
    line: int | None = None,
    column: int = 1,
    profile: str = "default",
    model: str | None = None,
    home: Path | None = None,
    open_predictor: Callable[[], PredictorLike] | None = None,
    begin_training: Begin | None = None,
    begin_notes: BeginNotes | None = None,
) -> EditorApp:
    """The application, not yet running: the document is read, the models are opened later."""
    from typeahead.editor.app import EditorApp
    from typeahead.editor.notes import Notes
    from typeahead.editor.terminal_fixes import read_keys
    from typeahead.editor.training import Training

    read_keys()
    folder = _folder(path, line) if path and path.expanduser().is_dir() else None
    document = documents.load(path) if path and not folder else documents.Document()
    settings = settings_file.read(home)
    opener = open_predictor or partial(_open_predictor, profile, home, model, settings)
    reread = None if open_predictor else partial(_reread, profile, home)
    kernels = None if open_predictor else _prepare_kernels
    chores = None if open_predictor else partial(_back_up, profile, home)
    begin = begin_training or (None if open_predictor else partial(_train, profile, home))
    place = line, column
    app = EditorApp(
        document,
        opener,
        Memory(home),
        settings,
        place=place,
        reread=reread,
        kernels=kernels,
        chores=chores,
    )
    app.switching.folder = folder
    app.autosave.is_private = partial(_is_private, profile, home)
    app.training = Training(app, begin, is_automatic=os.environ.get(TRAINING) != "0")
    app.notes = Notes(app, begin_notes or (None if open_predictor else partial(_learn_notes, profile, home)))
    return app


def _folder(path: Path, line: int | None) -> Path:
    path = Path(os.path.abspath(path.expanduser()))
    if line is not None:
        raise SourceUnreadable(f"{path} is a folder, which has no lines. Name a file in it.")
    if not os.access(path, os.R_OK | os.X_OK):
        raise SourceUnreadable(f"{path}: this folder can't be read (permission denied).")
    return path


def _open_predictor(
    profile: str, home: Path | None, model: str | None, settings: SettingsFile
) -> PredictorLike:
    """Called in the service's thread, so that the first paint doesn't wait for these imports.

    A model that was asked for must be there; one that the settings name may be gone, or another profile's.
    """
    from typeahead.editor.allocating import give_back
    from typeahead.prediction.predictor import MIXTURE, Predictor

    give_back()
    if model is not None:
        return Predictor.open(profile, home, model=model, create=True, settings=settings)
    try:
        wanted = settings.settings.model
        return Predictor.open(profile, home, model=wanted, create=True, settings=settings)
    except ModelMissing as error:
        predictor = Predictor.open(profile, home, model=MIXTURE, create=True, settings=settings)
        predictor.notices.append(f"{error} (in {settings.path}: model)")
        return predictor


def _is_private(profile: str, home: Path | None, origin: str, folders: Sequence[str]) -> bool:
    """Called in other threads than the screen's, so that these imports keep nobody waiting."""
    from typeahead.profile.private import is_left_out

    return is_left_out(profile, home, origin, folders)


def _reread(profile: str, home: Path | None) -> None:
    """Called in a thread of its own: changed notes are read in another process."""
    from typeahead.profile.refreshing import reread

    reread(profile, home)


def _train(profile: str, home: Path | None, kind: str | None, tell: Callable[[News], None]) -> Running:
    """Called some time after the models are open, so that these imports cost nothing any more."""
    from typeahead.profile.networks.process import TrainingProcess

    return TrainingProcess(profile, home, kind, tell)


def _learn_notes(
    profile: str, home: Path | None, paths: Sequence[Path], tell: Callable[[NotesNews], None]
) -> Running:
    """Called when a person asks for it."""
    from typeahead.profile.notes_process import NotesProcess

    return NotesProcess(profile, home, paths, tell)


def _back_up(profile: str, home: Path | None) -> None:
    """Called in a thread of its own, with a connection of its own: writing goes on meanwhile."""
    from typeahead.profile.profile import Profile

    with Profile.open(profile, home, create=True) as opened:
        opened.back_up()


def _prepare_kernels() -> bool:
    """Called in a thread of its own: compiled code is made in another process, then loaded."""
    from typeahead.editor.allocating import pass_over
    from typeahead.models.compiling import prepare

    is_there = prepare()
    pass_over()
    return is_there
