"""What a person's settings say, made true in the running editor: the one place where settings meet what they set."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.app import SystemCommand

from typeahead import settings_file
from typeahead.editor.place import Place
from typeahead.editor.widgets.status_bar import StatusBar
from typeahead.editor.widgets.suggestion_line import SuggestionLine
from typeahead.errors import TypeaheadError
from typeahead.prediction import errands
from typeahead.prediction.ghost import Ghosts
from typeahead.settings import DEFAULTS, Settings, Value, nearest
from typeahead.settings_file import SettingsFile

if TYPE_CHECKING:
    from typeahead.editor.app import EditorApp
    from typeahead.prediction.replies import Agreed


class Applying:
    """Holds the settings, applies what changes in them, and writes what is changed on the screen.

    Args:
        app: the editor.
        said: what the file said when the editor was started.
        home: what the data folder was named by, if not by the environment.

    Attributes:
        settings: what holds now; a setting's default until `start`.
        said: what the file says.
        problems: what is wrong in it, and what of it can't be used here.
    """

    def __init__(self, app: EditorApp, said: SettingsFile, home: Path | None) -> None:
        self._app, self._home = app, home
        self.settings = DEFAULTS
        self.said = said
        self.problems: tuple[str, ...] = ()
        self._agreed = said  # the opener of the models sees to that
        self._unwritten: dict[str, Value | None] = {}  # set here, where the file could not be changed

    def start(self) -> None:
        """The screen is there: apply what differs from how the editor was made."""
        self._app.watch(self._app, "theme", self._theme_chosen, init=False)
        self._apply(self.said)
        self._complain()

    # --- changes

    def change(self, name: str, value: Value | None) -> bool:
        """Set a setting (`keys.NAME` for an action's keys), here and in the file; None sets it back.

        Returns:
            Whether it could be written; it holds all the same until the editor is left.
        """
        try:
            settings_file.write(self.said.path, name, value)
        except TypeaheadError as error:
            self._unwritten[name] = value
            self.refresh()
            self._app.say(str(error), error=True)
            return False
        self._unwritten.pop(name, None)
        self.refresh()
        return True

    def read_again(self) -> None:
        """Someone may have changed the file; what it says holds then."""
        self._unwritten.clear()
        self._apply(settings_file.read(self._home))
        if not self._complain():
            self._app.say(f"Settings are as {self.said.path} says.")

    def look_at_saved(self) -> None:
        """A document was saved: that may have been the file of settings."""
        if self._app.files.is_open(self.said.path):
            self.read_again()

    def refresh(self) -> None:
        """As the file says now, but for what could not be written into it; with nothing said where all is well."""
        said = settings_file.read(self._home)
        for name, value in self._unwritten.items():
            stated = said.stated - {name} if value is None else said.stated | {name}
            said = replace(said, settings=_with(said.settings, name, value), stated=stated)
        self._apply(said)

    def _complain(self) -> bool:
        if line := replace(self.said, problems=self.problems).complaint:
            self._app.say(line, error=True)
        return bool(line)

    def _apply(self, said: SettingsFile) -> None:
        before, self.said = self.settings, said
        now = self.settings = self._possible(said.settings)
        changed = {
            each.name for each in fields(Settings) if getattr(before, each.name) != getattr(now, each.name)
        }
        for names, act in self._acts():
            if changed & names:
                act(now)
        if self._wishes(said) != self._wishes(self._agreed):
            self._agreed = said
            self._app.service.ask(errands.agree(said))
        own = self._app.rebinding.problems
        self.problems = (*said.problems, *self._impossible(said.settings), *own)

    def _possible(self, settings: Settings) -> Settings:
        if settings.theme in self._app.available_themes:
            return settings
        return replace(settings, theme=DEFAULTS.theme)

    def _impossible(self, settings: Settings) -> Iterator[str]:
        if settings.theme not in (known := self._app.available_themes):
            yield f"there is no theme {settings.theme!r}{nearest(settings.theme, known)}"

    @staticmethod
    def _wishes(said: SettingsFile) -> tuple[object, ...]:
        settings = said.settings
        stated = [
            (name, getattr(settings, name)) for name in ("offensive", "learn_after") if name in said.stated
        ]
        return settings.private_folders, *stated

    # --- what each does

    def _acts(self) -> tuple[tuple[set[str], Callable[[Settings], object]], ...]:
        """Which settings are seen to by what. What is added to `Settings` gets its line in one of these."""
        return (
            ({"suggestions", "ghost", "ghost_next", "ghost_inside", "phrases"}, self._suggesting),
            ({"ignored_after", "fixed_places", "digits_choose"}, self._suggesting),
            ({"autospace", "capitals", "lists", "line_numbers"}, self._writing),
            ({"markdown"}, self._markdown),
            ({"position"}, self._position),
            ({"underline_errors"}, self._slips),
            ({"model"}, self._model),
            ({"learn"}, self._learning),
            ({"theme"}, self._theme),
            ({"animation"}, self._animation),
            ({"panel"}, self._panel),
            ({"heat_threshold"}, self._heat),
            ({"keys"}, self._keys),
        )

    def _suggesting(self, now: Settings) -> None:
        area, service = self._app.area, self._app.service
        area.ghost = now.ghost
        area.digits_choose = now.digits_choose
        service.phrases = now.phrases
        offers = area.offers
        offers.fixed_places, offers.ignored_after = now.fixed_places, now.ignored_after
        offers.ghosts = Ghosts(now.ghost_inside, now.ghost_next)
        area.ask_again()

    def _writing(self, now: Settings) -> None:
        area = self._app.area
        area.autospace, area.capitals, area.continues = now.autospace, now.capitals, now.lists
        area.show_line_numbers = now.line_numbers

    def _markdown(self, now: Settings) -> None:
        self._app.area.show_styles(now.markdown)

    def _position(self, now: Settings) -> None:
        self._app.counting.show_place(now.position)

    def _slips(self, now: Settings) -> None:
        self._app.correcting.show_slips(now.underline_errors)

    def _model(self, now: Settings) -> None:
        if self._app.model and self._app.model != now.model:  # else it is the one that is being opened
            self._app.service.switch(now.model)

    def _learning(self, now: Settings) -> None:
        self._app.teaching.want(now.learn)

    def _theme(self, now: Settings) -> None:
        self._app.theme = now.theme

    def _animation(self, now: Settings) -> None:
        self._app.motion.still = not now.animation

    def _panel(self, _now: Settings) -> None:
        self._app.surprise.fit(self._app.size.width)

    def _heat(self, now: Settings) -> None:
        self._app.heat.start_from(now.heat_threshold)

    def _keys(self, now: Settings) -> None:
        rebinding = self._app.rebinding
        rebinding.use(now.keys)
        line = self._app.query_one(SuggestionLine)
        line.take_key = rebinding.told("Tab")
        line.refresh()
        self._app.query_one(StatusBar).name_keys(rebinding.told)

    def _theme_chosen(self, theme: str) -> None:
        """In the palette; what is applied here is known already."""
        if theme != self.settings.theme:
            self.change("theme", theme)

    # --- from the models

    def hear(self, news: Agreed) -> None:
        """The profile has taken over what it should."""
        if news.changed:
            self._app.teaching.look()
            self._app.area.ask_again()
            self._app.service.refresh()  # notes under a folder that is private now go, others are counted anew

    def is_private(self, path: Path | None) -> bool:
        """Whether the settings name a folder that this path lies in."""
        from typeahead.profile.agreeing import is_private  # loaded with the models

        return path is not None and is_private(path.absolute(), self.settings.private_folders)

    # --- the screen

    def show(self) -> None:
        """Show all settings, as the file has them now."""
        from typeahead.editor.screens.settings import SettingsScreen

        if not isinstance(self._app.screen, SettingsScreen):
            self.refresh()
            self._app.push_screen(SettingsScreen(self))

    def open_file(self) -> None:
        """Open the file in the editor itself."""
        try:
            settings_file.create(self.said.path)
        except TypeaheadError as error:
            self._app.say(str(error), error=True)
            return
        self._app.run_worker(self._app.files.open_at(Place(self.said.path)), group="files")

    def commands(self) -> Iterator[SystemCommand]:
        """For the palette."""
        yield SystemCommand("Settings", "All of them, with their defaults (F10)", self.show)
        yield SystemCommand(
            "Read settings again", f"From {self.said.path.name}, if it was changed", self.read_again
        )
        yield SystemCommand("Open the file of settings", "To change it by hand", self.open_file)


def _with(settings: Settings, name: str, value: Any) -> Settings:
    table, _, key = name.rpartition(".")
    if not table:
        return replace(settings, **{name: getattr(DEFAULTS, name) if value is None else value})
    keys = {each: listed for each, listed in settings.keys.items() if each != key}
    return replace(settings, keys=keys if value is None else {**keys, key: value})
