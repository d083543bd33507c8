"""What the editor looks like: a picture a state, each with what a person should see in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from tests.editor.fakes import FakePredictor
from typeahead.editor.app import EditorApp
from typeahead.editor.launch import build_app
from typeahead.editor.memory import Memory

NOTE = "# A day at school\n\nIt was early. The rain had stopped (for once), and nobody was late.\n\n"
SnapCompare = Callable[..., bool]


@pytest.fixture
def editor(tmp_path: Path) -> Callable[..., EditorApp]:
    def make(text: str = "", *, seen: bool = True, theme: str = "textual-dark") -> EditorApp:
        path = tmp_path / "school.md"
        path.write_text(text)
        if seen:
            Memory(tmp_path).set_welcome_seen()
        app = build_app(path, home=tmp_path, open_predictor=FakePredictor)
        app.theme = theme
        return app

    return make


def typing(text: str, *keys: str, panel: bool = False) -> Callable[[Pilot[int]], object]:
    """Type at the end, press keys, and wait until suggestions and figures have come."""

    async def run(pilot: Pilot[int]) -> None:
        app = pilot.app
        assert isinstance(app, EditorApp)

        async def until(condition: Callable[[], object]) -> None:
            for _ in range(1000):
                if condition():
                    break
                await asyncio.sleep(0.01)
            await pilot.pause()

        await until(lambda: app.query_one("#model").content)  # type: ignore[attr-defined]
        await pilot.press("ctrl+end", *("space" if sign == " " else sign for sign in text))
        await until(lambda: app.area.suggestion)
        if panel:
            await until(
                lambda: not app.surprise.measuring.due and "━" in app.query_one("#surprise").render().plain
            )  # type: ignore[union-attr]
        await pilot.press(*keys)
        await pilot.pause()

    return run


def test_empty(snap_compare: SnapCompare, editor: Callable[..., EditorApp]) -> None:
    """An empty page: a grey phrase at the cursor, suggestions below, one line of status; nothing else."""
    assert snap_compare(editor(), terminal_size=(80, 24), run_before=typing(""))


def test_writing(snap_compare: SnapCompare, editor: Callable[..., EditorApp]) -> None:
    """A note being written at 80 columns: "books" in grey italics at the cursor, five suggestions with odds
    below, the name with a star for unsaved changes, the number of words, "learning", four keys."""
    assert snap_compare(editor(NOTE), terminal_size=(80, 24), run_before=typing("The students opened their "))


def test_panel_dark(snap_compare: SnapCompare, editor: Callable[..., EditorApp]) -> None:
    """At 120 columns the panel on the right: words with bars that line up, bits and odds in columns; words
    above 10 bits bold; below, the paragraph's perplexity and the model's name."""
    run = typing("The students opened their ", panel=True)
    assert snap_compare(editor(NOTE), terminal_size=(120, 40), run_before=run)


def test_panel_light(snap_compare: SnapCompare, editor: Callable[..., EditorApp]) -> None:
    """The same in a light theme: grey text, percentages and headings are readable on the light ground."""
    run = typing("The students opened their ", panel=True)
    assert snap_compare(editor(NOTE, theme="textual-light"), terminal_size=(120, 40), run_before=run)


def test_welcome(snap_compare: SnapCompare, editor: Callable[..., EditorApp]) -> None:
    """The first start at 80×24: the grey phrase at the top, under the text six steps, the first one marked, then the
    suggestions."""
    assert snap_compare(editor(seen=False), terminal_size=(80, 24), run_before=typing(""))


def test_quit_prompt(snap_compare: SnapCompare, editor: Callable[..., EditorApp]) -> None:
    """A card over the dimmed text: "school.md has unsaved changes.", and Save (chosen), Don't save, Cancel,
    each with its letter underlined."""
    assert snap_compare(editor(NOTE), terminal_size=(80, 24), run_before=typing("The ", "ctrl+q"))


def test_help(snap_compare: SnapCompare, editor: Callable[..., EditorApp]) -> None:
    """All keys in two columns, no line wrapped, with a scrollbar where they don't fit."""
    assert snap_compare(editor(NOTE), terminal_size=(80, 24), run_before=typing("The ", "f1"))


def test_paused(snap_compare: SnapCompare, editor: Callable[..., EditorApp]) -> None:
    """Learning is paused: "paused" stands out in the status line in reverse, so it shows without colours."""
    assert snap_compare(editor(NOTE), terminal_size=(80, 24), run_before=typing("The ", "ctrl+l"))
