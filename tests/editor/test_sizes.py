"""What the editor does with the columns it has: wrapping, the panel, the status line."""

from __future__ import annotations

from tests.editor.conftest import Desk, Studio


def screen(desk: Desk) -> list[str]:
    """The rows on the screen, as drawn."""
    return [strip.text for strip in desk.app.screen._compositor.render_strips()]


async def test_the_text_is_wrapped_at_the_width_left_by_the_panel_at_once(studio: Studio) -> None:
    for words, rows in ((16, 2), (24, 3)):  # two rows with the panel and without; or one more with it
        path = studio.file(" ".join(f"word{n}" for n in range(words)))
        async with studio.open(path, size=(100, 30)) as desk:
            with_panel = [row[:57].rstrip() for row in screen(desk)[:rows]]
            assert with_panel[0].endswith("word8")
            await desk.press("f2")
            assert "word14" in screen(desk)[0]
            await desk.press("f2")
            assert desk.area.wrapped_document.height == rows
            assert [row[:57].rstrip() for row in screen(desk)[:rows]] == with_panel
