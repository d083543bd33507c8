"""All settings on one screen: what each does, its value and its default, changed by arrows or by clicks, at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from typeahead.editor.key_order import ASKING
from typeahead.editor.keyboard import names
from typeahead.editor.keyboard.actions import actions
from typeahead.editor.place import home_short
from typeahead.editor.screens.path_prompt import PathPrompt
from typeahead.editor.screens.prompt import Prompt
from typeahead.editor.setting_rows import FolderRow, KeyRow, Row, SettingRow, rows_of, value_at
from typeahead.editor.widgets.status_bar import Clickable
from typeahead.errors import SettingInvalid

if TYPE_CHECKING:
    from typeahead.editor.applying import Applying
    from typeahead.settings import Value

_AROUND = 5  # columns: the card's border and padding, and the scrollbar
_KEYS_NEED = 60  # columns; else they stand in two rows
_PROBLEMS = 3  # lines for what is wrong in the file


class SettingsList(OptionList):
    """The rows; left and right change what is marked, a click on a value too."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "screen.turn(-1)", show=False),
        Binding("right,space", "screen.turn(1)", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="settings-list", markup=False)
        self.clicked_at: int | None = None  # the column, while a click is seen to

    def on_click(self, event: events.Click) -> None:
        """Note where; the list itself selects the row then."""
        offset = event.get_content_offset(self)
        self.clicked_at = offset.x if offset else 0


class SettingsScreen(Prompt[None]):
    """A list above, and under it what the marked setting is about; Esc closes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f10", "leave", "Close", show=False),
        Binding("delete,backspace", "default", "As it comes", show=False),
        Binding("o", "open", "Open the file", show=False),
    ]

    def __init__(self, applying: Applying) -> None:
        super().__init__()
        self._applying = applying
        self._rows: list[Row | None] = []
        self._waiting: KeyRow | None = None  # for a key to be pressed
        self._said: tuple[int | None, str] = None, ""  # of a row, instead of what it is about

    @property
    def takes_keys_as_they_are(self) -> bool:
        """Whether the next key is wanted as it is pressed, not as what it is bound to."""
        return self._waiting is not None

    def compose(self) -> ComposeResult:
        """The file, the rows, what the marked one is about, the keys."""
        with Vertical(classes="card", id="settings"):
            yield Static("", id="settings-file", markup=False)
            yield Static("", id="settings-problem", markup=False)
            yield SettingsList()
            yield Static("", id="settings-about", markup=False)
            with Horizontal(id="settings-keys"):
                yield Clickable("[b]← →[/b] change", action="screen.turn(1)")
                yield Clickable("[b]Del[/b] as it comes", action="screen.default")
                yield Clickable("[b]O[/b] open the file", action="screen.open")
                yield Clickable("[b]Esc[/b] close", action="screen.leave")

    def on_mount(self) -> None:
        """Fill it."""
        self._show()
        self._list.focus()

    def on_resize(self) -> None:
        """More columns show more of a value, and all keys beside each other."""
        self.query_one("#settings-keys").set_class(self._width < _KEYS_NEED, "-small")
        self._show()

    @property
    def _width(self) -> int:
        """Columns of the list (see #settings in editor.tcss)."""
        return min(self.app.size.width, 80) - _AROUND

    @property
    def _list(self) -> SettingsList:
        return self.query_one(SettingsList)

    @property
    def _marked(self) -> Row | None:
        at = self._list.highlighted
        return self._rows[at] if at is not None and at < len(self._rows) else None

    def _show(self) -> None:
        """Show all as it is now; the mark and the place in the list stay."""
        listed = self._list
        marked = listed.highlighted
        path = home_short(self._applying.said.path)
        kept = "" if self._applying.said.path.exists() else "  (not written yet)"
        self.query_one("#settings-file", Static).update(f"Settings   {path}{kept}")
        problems = self._applying.problems
        problem = self.query_one("#settings-problem", Static)
        problem.update("\n".join(f"! {each}" for each in _told(problems)))
        problem.display = bool(problems)
        self._rows, options = [], []
        for group, rows in rows_of(self._applying.settings, self.app.rebinding, self._there):  # type: ignore[attr-defined]
            options.append(Option(Content.styled(group, "bold underline"), disabled=True))
            self._rows.append(None)
            for row in rows:
                options.append(Option(row.line(self._width)))
                self._rows.append(row)
        scrolled = listed.scroll_offset.y
        listed.clear_options()
        listed.add_options(options)
        listed.highlighted = 1 if marked is None else min(marked, len(options) - 1)
        listed.scroll_to(y=scrolled, animate=False)
        self._explain()

    @property
    def _there(self) -> dict[str, Sequence[str]]:
        models: Sequence[str] = self.app.models  # type: ignore[attr-defined]
        return {"theme": sorted(self.app.available_themes), "model": models}

    def on_option_list_option_highlighted(self) -> None:
        """Another row is marked, or the rows were put there anew."""
        self._explain()

    def _explain(self, said: str | None = None) -> None:
        """What the marked row is about, or what is to be said while it is marked; an empty text takes that back."""
        row, at = self._marked, self._list.highlighted
        if said is not None:
            self._said = at, said
        elif self._said[0] != at:
            self._said = at, ""
        self.query_one("#settings-about", Static).update(self._said[1] or (row.about if row else ""))

    # --- changing

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click: in front of a value's middle back, else on."""
        event.stop()
        at, self._list.clicked_at = self._list.clicked_at, None
        begins = value_at(row.shown, self._width) if (row := self._marked) else 0
        if at is not None and at < begins:
            return  # a click on its name only marks it
        self.action_turn(-1 if at is not None and at < begins + 3 else 1)

    def action_turn(self, step: int) -> None:
        """The next value of what is marked, or the one before."""
        match self._marked:
            case SettingRow() as row:
                self._change(row.name, row.next(step))
            case FolderRow():
                self.run_worker(self._add_folder(), group=ASKING, exclusive=True)
            case KeyRow() as row:
                self._waiting = row
                self._explain(
                    f"{row.title}: press the key that shall do this from now on; Esc leaves it as it is."
                )
            case _:
                pass

    async def _add_folder(self) -> None:
        from pathlib import Path

        path = await self.app.push_screen_wait(PathPrompt("A folder that is never learned", Path.home()))
        if path is None:
            return
        folders, named = self._applying.settings.private_folders, home_short(path)
        if not path.is_dir():
            self._explain(f"{path} is no folder.")
        elif named not in folders:
            self._change("private_folders", (*folders, named))

    def on_key(self, event: events.Key) -> None:
        """The key that was waited for."""
        row, self._waiting = self._waiting, None
        if row is None:
            return
        event.stop()
        event.prevent_default()
        try:
            key = names.parse(event.key)
        except SettingInvalid:
            key = event.key
        if key == "escape":
            self._explain("")
        elif row.outer and names.is_letter(key):
            self._explain(f"{names.shown(key)} is written into the text; take a key with Ctrl or Alt.")
        else:
            self._change(f"keys.{row.name}", None if key in actions()[row.name].keys else (key,))

    def action_default(self) -> None:
        """Set back what is marked; of a list the last entry goes."""
        match self._marked:
            case SettingRow() as row:
                self._change(row.name, None)
            case FolderRow():
                folders = self._applying.settings.private_folders[:-1]
                self._change("private_folders", folders or None)
            case KeyRow() as row:
                self._change(f"keys.{row.name}", None)
            case _:
                pass

    def _change(self, name: str, value: Value | None) -> None:
        written = self._applying.change(name, value)
        self._show()
        path = self._applying.said.path
        self._explain("" if written else f"Not written: {path} can't be changed. It holds until you leave.")

    def action_open(self) -> None:
        """Open the file in the editor."""
        self.dismiss(None)
        self._applying.open_file()

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)


def _told(problems: Sequence[str]) -> Sequence[str]:
    """As many as there is room for, and how many more there are: none is passed over in silence."""
    if len(problems) <= _PROBLEMS:
        return problems
    shown = problems[: _PROBLEMS - 1]
    return [*shown, f"{len(problems) - len(shown)} more, shown as those are put right"]
