"""Draw the README's pictures from the real program, untrained: python -m benchmarks.pictures"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from typeahead.editor.launch import build_app

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"
TEXT = (
    "# The class comes back\n\nThe students opened their notebooks as soon as they sat down. "
    "I am looking forward to the next visit, and on the other hand I am tired.\n\nI am looking forw"
)


async def draw(name: str, size: tuple[int, int], theme: str, folder: Path) -> None:
    """One picture of the editor with a sentence under way."""
    home = Path(tempfile.mkdtemp())
    (home / "welcome-seen").touch()
    app = build_app(Path("visit.md"), home=home)
    async with app.run_test(size=size) as pilot:
        app.theme = theme
        app.area.insert(TEXT)
        await pilot.press("a")
        for _ in range(100):
            await pilot.pause(0.05)
            if app.area.suggestion and "perplexity" in app.export_screenshot():
                break
        await pilot.pause(0.5)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{name}.svg").write_text(
            app.export_screenshot(title="typeahead visit.md"), encoding="utf-8"
        )


def main() -> None:
    """Draw all pictures."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    for name, size, theme in (
        ("editor", (110, 24), "textual-dark"),
        ("editor-light", (110, 24), "textual-light"),
        ("editor-80x24", (80, 24), "textual-dark"),
    ):
        asyncio.run(draw(name, size, theme, folder))
        print(folder / f"{name}.svg")


if __name__ == "__main__":
    main()
