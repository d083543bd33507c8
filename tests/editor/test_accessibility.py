"""Without colours, without function keys, without a mouse, and without anything that moves."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from textual.widgets import Input

from tests.editor.conftest import Desk, Studio
from tests.editor.terminal import Terminal
from tests.editor.test_sizes import screen
from typeahead.editor.app import EditorApp
from typeahead.editor.screens.help import KEYS

_F_KEY = re.compile(r"\bF\d+\b")


def commands(desk: Desk) -> dict[str, str]:
    return {c.title: c.help for c in desk.app.get_system_commands(desk.app.screen)}


async def test_whatever_a_function_key_does_the_palette_does_by_name(studio: Studio) -> None:
    """Terminals keep some of these keys for themselves, and some keyboards have none."""
    async with studio.open() as desk:
        await desk.type("The ")
        await desk.ghost_is("students")
        desk.app.heat.toggle()
        named = set(_F_KEY.findall(" ".join(commands(desk).values())))
        bound = {
            key.upper()
            for widget in (desk.app, desk.area)
            for each in widget._bindings.key_to_bindings
            for key in [each.removeprefix("shift+")]
            if _F_KEY.fullmatch(key.upper())
        }
        assert bound - named == set()
        assert {"F1", "F2", "F3", "F4", "F5", "F6", "F7", "F8", "F9", "F12"} <= named


def test_the_help_page_says_so() -> None:
    assert any(
        "any F key" in key and "Ctrl+P" in meaning for key, meaning in dict(KEYS)["Learning and looking"]
    )
    for key, meaning in (each for _, keys in KEYS for each in keys if not each[0].startswith("Ctrl+N")):
        assert len(key) <= 23
        assert len(meaning) <= 45, f"“{meaning}” would be wrapped"


async def test_the_find_bar_s_function_keys_are_in_the_palette_while_it_is_open(studio: Studio) -> None:
    async with studio.open(studio.file("cat cat")) as desk:
        await desk.press("ctrl+r")
        entries = {c.title: c.callback for c in desk.app.get_system_commands(desk.app.screen)}
        await desk.type("CAT")
        entries["Find: capitals matter or not"]()
        await desk.press("tab")
        await desk.type("dog")
        await entries["Replace all"]()
        assert desk.text == "cat cat"
        entries["Find: capitals matter or not"]()
        entries["Find: regular expression or not"]()
        await entries["Replace all"]()
        await desk.until(lambda: desk.text == "dog dog")
        desk.app.close_bar()
        assert "Replace all" not in commands(desk)


async def test_nothing_of_ours_blinks_or_glides_when_asked(studio: Studio) -> None:
    async with studio.open(studio.file("text")) as desk:
        for keys in (("ctrl+p",), ("ctrl+f",), ("ctrl+r",), ("ctrl+g",), ("ctrl+t",), ("ctrl+o",), ("f12",)):
            await desk.press(*keys)
            await desk.until(lambda: list(desk.app.screen.query(Input)))
            for field in desk.app.screen.query(Input):
                assert not field.cursor_blink, (keys, field)
            await desk.press("escape")
            await desk.until(lambda: desk.app.screen is desk.app.screen_stack[0])
        assert not desk.area.cursor_blink
        assert desk.app.animation_level == "full"
        entries = {c.title: c.callback for c in desk.app.get_system_commands(desk.app.screen)}
        entries["Animations: off"]()
        assert desk.app.animation_level == "none"
        assert desk.app.motion.still
        assert "Animations: on" in commands(desk)


def test_the_environment_has_animations_off_from_the_start(tmp_path: Path) -> None:
    code = (
        "from typeahead.editor.launch import build_app\n"
        "print(build_app(None, open_predictor=lambda: None).motion.still)"
    )
    environment = {**os.environ, "TEXTUAL_ANIMATIONS": "none", "TYPEAHEAD_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True)
    assert done.stdout == "True\n", done.stderr


async def test_without_colours_the_ghost_is_italic_and_what_is_off_is_reversed(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with studio.open() as desk:
        assert isinstance(desk.app, EditorApp)
        assert desk.app.no_color
        await desk.type("The ")
        await desk.ghost_is("students")
        segments = [s for s in desk.app.screen._compositor.render_strips()[0] if "tudents" in s.text]
        assert segments
        assert segments[0].style is not None
        assert segments[0].style.italic
        await desk.press("ctrl+@")
        await desk.type("s")
        status = [s for s in desk.app.screen._compositor.render_strips()[-1] if "suggestions off" in s.text]
        assert status[0].style is not None
        assert status[0].style.reverse


async def test_the_mark_of_learning_is_whole_at_80_columns_and_words_learned_are_counted(
    studio: Studio,
) -> None:
    path = studio.file("word " * 1_234, "a-rather-long-name-for-notes.md")
    async with studio.open(path, size=(80, 24)) as desk:
        desk.app.counting.show_place(True)
        for key, mark in (("", "learning"), ("ctrl+l", "paused")):
            await desk.press(*[key] if key else [])
            await desk.type("x")
            await desk.until(lambda mark=mark: f" {mark} " in screen(desk)[-1])
        await desk.press("ctrl+@")
        await desk.type("x")
        row = screen(desk)[-1]
        assert " paused " in row
        assert " suggestions off " in row
        assert row.strip().endswith("F1 help")
        await desk.press("ctrl+l")
        desk.app.teaching.leave_out()
        await desk.until(lambda: desk.status("message"))
        await desk.type("x")
        await desk.until(lambda: " private " in screen(desk)[-1])
    short = studio.file("", "a.md")
    async with studio.open(short, size=(80, 24)) as desk:
        await desk.press("ctrl+@")
        await desk.type("The students opened their books. ")
        await desk.until(lambda: re.search(r" learning +\+5 ", screen(desk)[-1]))
        desk.give_up()


def test_a_whole_way_without_colours_by_keys_alone(tmp_path, monkeypatch):
    """Ctrl+Space as a terminal sends it, the palette instead of F1, and a way out."""
    monkeypatch.setenv("NO_COLOR", "1")
    note = tmp_path / "note.md"
    note.write_text("some words\n")
    terminal = Terminal(tmp_path / "home", str(note))
    terminal.wait_for("F1 help")
    terminal.press("\x00")
    terminal.wait_for("Suggestions are off")
    terminal.press("\x10")
    terminal.wait_for("Search")
    terminal.press("Keys")
    terminal.wait_for("All keys")
    terminal.press("\r")
    terminal.wait_for("take the grey text")
    terminal.press("q")
    terminal.wait_for("some words")  # a key that comes while the list goes is still the list's
    terminal.press("\x11")
    assert terminal.wait_for_end() == 0
    colours = re.findall(r"\x1b\[[0-9;]*(?:38|48);[0-9;]*m", terminal.raw)
    assert all(_is_grey(each) for each in colours), colours[:5]


def _is_grey(sequence: str) -> bool:
    """Of 256 colours, those from 232 on are greys; 16 and 231 are black and white."""
    parts = re.findall(r"(?:38|48);5;(\d+)", sequence)
    return bool(parts) and all(int(each) >= 231 or int(each) in (16, 59, 102, 145, 188) for each in parts)
