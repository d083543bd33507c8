"""What settings say is true in the running editor, at the start and when it changes."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from textual.color import Color

from tests.editor.conftest import Desk, Studio
from tests.editor.test_sizes import screen
from typeahead import settings_file
from typeahead.editor.screens.help import Help
from typeahead.editor.screens.settings import SettingsScreen
from typeahead.editor.widgets.surprise_panel import SurprisePanel


def say(studio: Studio, text: str) -> Path:
    path = studio.home / "settings.toml"
    path.write_text(text)
    return path


def stated(studio: Studio) -> dict[str, object]:
    return tomllib.loads((studio.home / "settings.toml").read_text())


def commands(desk: Desk) -> dict[str, tuple[str, object]]:
    return {each.title: (each.help, each.callback) for each in desk.app.get_system_commands(desk.app.screen)}


async def test_at_the_start(studio: Studio) -> None:
    say(
        studio,
        "suggestions = 2\nghost = false\nphrases = false\nlearn = false\nline_numbers = true\npanel = true\n"
        'theme = "typeahead-light"\nheat_threshold = 7\nautospace = false\nanimation = false\n',
    )
    async with studio.open() as desk:
        assert desk.app.theme == "typeahead-light"
        assert desk.app.animation_level == "none"
        assert desk.area.show_line_numbers
        assert desk.app.query_one(SurprisePanel).display
        assert desk.status("learning") == "paused"
        await desk.type("the ")
        await desk.settle()
        assert desk.fake.wanted[-1] == (3, False), "one more than is shown, so that a phrase may lead"
        assert desk.line.startswith("Tab students")
        assert "3 " not in desk.line
        assert desk.ghost == ""
        await desk.press("tab")
        assert desk.text == "the students", (
            "Tab takes what the line says it takes, and no space comes with it"
        )
        await desk.press("f3")
        assert desk.status("heat") == "heat 7 bits"
        desk.give_up()


async def test_as_it_comes_nothing_is_written(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the ")
        await desk.ghost_is("students")
        assert desk.app.theme == "textual-dark"
    assert not (studio.home / "settings.toml").exists()


async def test_changes_act_at_once_and_are_written(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the ")
        await desk.ghost_is("students")
        change = desk.app.applying.change
        assert change("ghost", False)
        await desk.settle()
        assert desk.ghost == ""
        change("ghost", None)
        await desk.ghost_is("students")
        change("ghost_next", 0.9)
        await desk.settle()
        assert desk.ghost == ""
        assert desk.line.startswith("1 students"), "what Tab would not take is not called so"
        change("suggestions", 1)
        await desk.until(lambda: "2 " not in desk.line)
        change("learn", False)
        assert desk.status("learning") == "paused"
        change("model", "lstm")
        await desk.until(lambda: desk.status("model") == "lstm of your notes")
        change("model", "gru")
        await desk.until(lambda: "no gru yet" in desk.status("message"))
        await desk.press("f3")
        change("heat_threshold", 12)
        assert desk.status("heat") == "heat 12 bits"
        desk.give_up()
    assert stated(studio) == {
        "ghost_next": 0.9,
        "suggestions": 1,
        "learn": False,
        "model": "gru",
        "heat_threshold": 12,
        "keys": {},
    }


async def test_what_is_wrong_is_said_with_the_file(studio: Studio) -> None:
    path = say(studio, 'suggestions = 99\ntheme = "typeahead-ligth"\n[keys]\nsave = "f2"\n')
    async with studio.open() as desk:
        message = desk.status("message")
        assert message.startswith(f"{path}: suggestions = 99: expected a whole number from 1 to 5")
        assert message.endswith("(and 2 more)")
        assert desk.app.theme == "textual-dark"
        assert desk.app.applying.problems[1:] == (
            "there is no theme 'typeahead-ligth'; did you mean 'typeahead-light'?",
            "keys: F2 was the key of panel, which has no key now",
        )


async def test_the_settings_name_their_file_however_long_its_path_is(studio: Studio) -> None:
    path = say(studio, 'suggestions = 99\n[keys]\nsettings = "f14"\n')
    async with studio.open() as desk:
        await desk.press("f14")
        shown = "\n".join(screen(desk))
        assert "! suggestions = 99: expected a whole number from 1 to 5" in shown
        assert str(path) in re.sub(r"[\s│]+", "", shown), "all of it, on several rows where it is long"


async def test_a_file_changed_by_hand_is_read_again_when_asked(studio: Studio) -> None:
    path = say(studio, "# mine\nsuggestions = 4\n")
    async with studio.open() as desk:
        path.write_text("# mine\nsuggestions = 2\nline_numbers = true\n")
        assert desk.app.applying.settings.suggestions == 4
        commands(desk)["Read settings again"][1]()  # type: ignore[operator]
        assert desk.app.applying.settings.suggestions == 2
        assert desk.area.show_line_numbers
        assert desk.status("message") == f"Settings are as {path} says."
        path.write_text("suggestions = \n")
        commands(desk)["Read settings again"][1]()  # type: ignore[operator]
        assert "line 1" in desk.status("message")
        path.write_text("")
        await desk.press("f10")
        assert desk.app.applying.settings.suggestions == 5


async def test_a_theme_chosen_in_the_palette_is_remembered(studio: Studio) -> None:
    async with studio.open() as desk:
        desk.app.theme = "nord"
        await desk.until(lambda: desk.app.applying.settings.theme == "nord")
    assert stated(studio)["theme"] == "nord"
    async with studio.open() as desk:
        assert desk.app.theme == "nord"


async def test_the_panel_as_it_was_left_is_a_setting(studio: Studio) -> None:
    async with studio.open(size=(120, 30)) as desk:
        assert desk.app.surprise.shown
        await desk.press("f2")
        assert not desk.app.surprise.shown
    assert stated(studio)["panel"] is False
    async with studio.open(size=(120, 30)) as desk:
        assert not desk.app.surprise.shown
        desk.app.applying.change("panel", None)
        assert desk.app.surprise.shown


async def test_a_file_that_cannot_be_written_is_said_and_the_change_holds(studio: Studio) -> None:
    (studio.home / "settings.toml").mkdir()
    async with studio.open() as desk:
        assert "can't be read (is a directory)" in desk.status("message")
        assert not desk.app.applying.change("line_numbers", True)
        assert "can't be read" in desk.status("message")
        assert desk.area.show_line_numbers


async def test_a_damaged_file_is_not_written_and_the_change_holds(studio: Studio) -> None:
    path = say(studio, "suggestions = \n")
    async with studio.open() as desk:
        assert not desk.app.applying.change("line_numbers", True)
        assert "mend it" in desk.status("message")
        assert desk.area.show_line_numbers
    assert path.read_text() == "suggestions = \n"


async def test_the_profile_is_told_of_what_it_takes_over(studio: Studio) -> None:
    async with studio.open(studio.file("A day.")) as desk:
        change = desk.app.applying.change
        change("line_numbers", True)
        change("offensive", "allow")
        change("private_folders", (str(studio.folder),))
        change("learn_after", 3)
        await desk.until(lambda: len(desk.fake.agreed) == 3)
        assert desk.fake.agreed[-1].settings.private_folders == (str(studio.folder),)
        assert desk.fake.agreed[-1].stated >= {"offensive", "learn_after"}
        assert desk.app.applying.is_private(studio.folder / "a.md")
        desk.fake.left_out.add(desk.app.files.origin)
        desk.app.teaching.include()
        await desk.until(lambda: desk.status("message"))


async def test_heat_has_no_colours_where_contrast_is_strong(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("the students opened their books. ")
        await desk.press("f3")
        await desk.until(lambda: desk.area.figures[0])
        assert any(style.bgcolor for style in desk.area._make_scale())
        desk.app.theme = "typeahead-contrast"
        await desk.pilot.pause()
        assert not any(style.bgcolor or style.color for style in desk.area._make_scale())
        page = desk.area.styles.background
        assert page == Color.parse("#000000")
        desk.give_up()


# --- keys


async def test_tab_ctrl_s_and_f2_may_be_others(studio: Studio) -> None:
    path = studio.file("")
    say(studio, '[keys]\ntake = "ctrl+e"\nsave = "f14"\npanel = ["ctrl+b", "f2"]\n')
    async with studio.open(path, size=(120, 30)) as desk:
        await desk.type("the ")
        await desk.ghost_is("students")
        assert desk.line.startswith("Ctrl+E students")
        await desk.press("tab")
        assert desk.text == "the ", "Tab does nothing now"
        await desk.press("ctrl+e")
        assert desk.text == "the students "
        await desk.press("ctrl+s")
        assert path.read_text() == ""
        await desk.press("f14")
        await desk.until(lambda: path.read_text() == "the students ")
        await desk.press("ctrl+b")
        assert not desk.app.surprise.shown
        await desk.press("f2")
        assert desk.app.surprise.shown


async def test_the_help_the_palette_and_the_status_say_the_keys_as_they_are(studio: Studio) -> None:
    say(studio, '[keys]\ntake = "ctrl+e"\nsave = "ctrl+b"\nhelp = "f14"\nbar_next = "f15"\n')
    async with studio.open(size=(120, 30)) as desk:
        assert commands(desk)["Save"][0] == "Save the document (Ctrl+B)"
        assert commands(desk)["Keys"][0] == "All keys (F14)"
        assert [desk.status(f"key-{name}") for name in ("take", "panel", "save", "help")] == [
            "Ctrl+E take",
            "F2 panel",
            "^B save",
            "F14 help",
        ]
        await desk.press("f14")
        assert isinstance(desk.app.screen, Help)
        page = str(desk.app.screen.query_one("#help Static").render())  # type: ignore[attr-defined]
        assert "Ctrl+E                 take the grey text" in page
        assert "Ctrl+B                 save" in page
        assert "F15, Shift+F3" in page
        assert "F3                     colour" in page
        await desk.press("f14")
        assert not isinstance(desk.app.screen, Help), "what opens it closes it"


async def test_fields_and_screens_keep_their_own_tab(studio: Studio) -> None:
    say(studio, '[keys]\ntake = "ctrl+e"\nfind = "ctrl+b"\ndashboard = "f14"\n')
    async with studio.open(size=(120, 30)) as desk:
        await desk.type("the books ")
        await desk.press("ctrl+b")
        assert desk.app.finding.is_open
        await desk.press("b", "o")
        assert desk.text == "the books "
        await desk.press("escape")
        await desk.press("f14")
        await desk.until(lambda: desk.app.screen.is_modal)
        await desk.press("f14")
        await desk.until(lambda: not desk.app.screen.is_modal)
        await desk.press("f5")
        assert not desk.app.screen.is_modal
        desk.give_up()


async def test_letters_typed_before_a_key_that_was_set_come_before_it(studio: Studio) -> None:
    say(studio, '[keys]\ntake = "ctrl+e"\n')
    async with studio.open() as desk:
        await desk.press("t", "h", "e", "space")
        await desk.ghost_is("students")
        await desk.press("ctrl+e", "o", "p")
        assert desk.text == "the students op"
        desk.give_up()


async def test_the_file_opens_in_the_editor(studio: Studio) -> None:
    async with studio.open() as desk:
        commands(desk)["Open the file of settings"][1]()  # type: ignore[operator]
        await desk.until(lambda: desk.text.startswith("# The settings of typeahead."))
        assert desk.app.files.document.path == settings_file.read(studio.home).path
        await desk.type("suggestions = 2\nsuggestio = 2\n")
        await desk.press("ctrl+s")
        await desk.until(lambda: desk.app.applying.settings.suggestions == 2)
        assert "did you mean 'suggestions'?" in desk.status("message"), "saving it there is reading it again"
        assert not isinstance(desk.app.screen, SettingsScreen)
