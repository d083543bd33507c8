"""The questions in front of the text: asked once, answered once, whatever the keyboard does meanwhile."""

from __future__ import annotations

import pytest
from textual import events
from textual.screen import Screen
from textual.widgets import Input, Static

from tests.editor.conftest import Desk, Studio
from typeahead.editor.screens.choice_prompt import ChoicePrompt
from typeahead.editor.screens.help import Help
from typeahead.editor.screens.path_prompt import PathPrompt, resolve


async def asked(desk: Desk, kind: type[Screen[object]]) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, kind) and desk.app.screen.is_active)


def burst(desk: Desk, *keys: str) -> None:
    """Keys that arrive in one go, as a held key's do."""
    for key in keys:
        event = events.Key(key, key if len(key) == 1 else None)
        event.set_sender(desk.app)
        desk.app.post_message(event)


@pytest.mark.parametrize(
    "keys", ["nnn", "sss", ("d", "escape", "c"), ("enter", "enter"), ("right", "enter", "n")]
)
async def test_a_held_answer_leaves_once(studio: Studio, keys: tuple[str, ...]) -> None:
    async with studio.open(studio.file("one")) as desk:
        await desk.type("hello there ")
        burst(desk, "ctrl+q")
        await asked(desk, ChoicePrompt)
        burst(desk, *keys)
        await desk.until(lambda: desk.app._exit)
        assert desk.app.return_code in (0, 1)


@pytest.mark.parametrize(
    ("opener", "kind", "keys"),
    [
        ("f1", Help, ("q", "q", "escape")),
        ("f12", PathPrompt, ("escape", "escape")),
        ("ctrl+q", ChoicePrompt, ("escape", "escape", "c", "c")),
    ],
)
async def test_a_held_key_closes_a_prompt_once(
    studio: Studio, opener: str, kind: type[Screen[object]], keys: tuple[str, ...]
) -> None:
    async with studio.open(studio.file("one")) as desk:
        await desk.type("hello there ")
        for _ in range(2):
            burst(desk, opener)
            await asked(desk, kind)
            screen = desk.app.screen
            burst(desk, *keys)
            await desk.until(lambda: len(desk.app.screen_stack) == 1)
            screen.dismiss(None)  # as a click on its way does
            await desk.pilot.pause()
            assert desk.app.is_running
            assert len(desk.app.screen_stack) == 1


async def test_the_home_of_nobody_is_a_name_like_any_other(studio: Studio) -> None:
    """Completing it ended the program once."""
    async with studio.open(studio.file("one")) as desk:
        await desk.press("f12")
        await asked(desk, PathPrompt)
        desk.app.screen.query_one(Input).value = ""
        await desk.type("~no-such-person/x")
        await desk.press("escape")
        assert desk.app.is_running
    assert resolve("~no-such-person/x", studio.folder) == studio.folder / "~no-such-person" / "x"


@pytest.mark.parametrize("opener", ["f12", "ctrl+o"])
@pytest.mark.parametrize("name", ["docs2/", "docs2/.", "docs2/new.md"])
async def test_a_name_in_no_folder_is_refused_at_once_and_can_be_put_right(
    studio: Studio, opener: str, name: str
) -> None:
    """A slash at its end was forgotten once, and a file made."""
    path = studio.file("one")
    async with studio.open(path) as desk:
        await desk.press(opener)
        await asked(desk, PathPrompt)
        field = desk.app.screen.query_one(Input)
        field.value = name
        await desk.press("enter")
        said = desk.app.screen.query_one("#where", Static)
        await desk.until(lambda: "there is no folder" in str(said.content))
        assert "Create it first, or check the name." in str(said.content)
        assert list(studio.folder.iterdir()) == [path]
        (studio.folder / "docs2").mkdir()
        field.value = "docs2/new.md"
        await desk.press("enter")
        await desk.until(lambda: desk.app.files.document.path == studio.folder / "docs2" / "new.md")
