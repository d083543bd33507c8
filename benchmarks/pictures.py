"""Draw the README's pictures from the real program, trained on corpora/notes: python -m benchmarks.pictures

With a folder, they are put there; with names too, only those are drawn.
Notes and texts in them were written for this project. Nothing of this machine gets into a picture: home is a folder
that is gone afterwards, and fonts are those of whoever looks.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from textual import events
from textual.keys import _character_to_key

from typeahead import Predictor
from typeahead.editor.app import EditorApp
from typeahead.editor.launch import build_app
from typeahead.editor.memory import Memory
from typeahead.prediction import progress
from typeahead.profile.profile import Profile
from typeahead.profile.training import train

ROOT = Path(__file__).parent.parent
PICTURES, NOTES = ROOT / "docs" / "pictures", ROOT / "corpora" / "notes"
DAYS = 14  # columns of the dashboard's chart
PATIENCE = 60.0  # seconds for what a picture waits for
TEXT = (
    "# The class comes back\n\n"
    "The students opened their notebooks as soon as they sat down. Imogen had told them about the radio, and this "
    "time they wanted to know what was wrong with it before Tomas did.\n\n"
    "The quiet boy brought the three books about lighthouses back. He has drawn one on every page of a jotter, with "
    "the number of steps inside and the colour of the light. I asked him whether he had ever been on an island.\n\n"
)
TYPED = "On the other hand, I am looking forw"


@dataclass(frozen=True)
class Picture:
    """What is drawn: what is typed at the end of the text, keys, and a pattern of what must be on the screen then."""

    name: str
    size: tuple[int, int]
    typed: str = TYPED
    keys: tuple[str, ...] = ()
    shown: str = ""
    theme: str = "textual-dark"
    first_start: bool = False


ALL = (
    Picture("writing", (90, 18), shown="%"),
    Picture("surprise", (118, 28), keys=("f3",), shown="document"),
    Picture("inspector", (118, 28), keys=("f4",), shown=r"then fewer|stands in \d"),
    Picture("dashboard", (100, 32), keys=("tab", "f5"), shown="lowest"),
    Picture("finding", (90, 18), keys=("ctrl+r", *"they", "tab", *"the students"), shown="of 2"),
    Picture("light", (118, 28), shown="document", theme="textual-light"),
    Picture("80x24", (80, 24), keys=("f2",), shown="expected"),
    Picture("first-start", (80, 24), typed="", first_start=True, shown="Welcome"),
)


def prepare(home: Path, folder: Path, files: Sequence[Path]) -> None:
    """Train on the notes but the last, and learn how those begin, a note a day, as if it had been typed."""
    days = min(DAYS, len(files) // 2)
    earlier, later = files[:-days], files[-days:]
    folder.mkdir()
    for file in earlier:
        shutil.copy(file, folder)
    profile = Profile.open("default", home, create=True)
    train(profile, [folder])
    profile.close()
    today = ""
    with patch.object(progress, "day_of", lambda _=None: today), Predictor.open(home=home) as predictor:
        for file in later:
            today = file.name[:10]
            for paragraph in file.read_text("utf-8").split("\n\n")[1:3]:
                predictor.learn(paragraph)


async def until(condition: Callable[[], object]) -> None:
    """Wait until something is on the screen."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit("What a picture should show did not come.")
        await asyncio.sleep(0.02)


async def draw(picture: Picture, home: Path, note: Path) -> str:
    """One picture, as SVG."""
    note.write_text("" if picture.first_start else TEXT, "utf-8")
    memory = Memory(home)
    if not picture.first_start:
        memory.set_welcome_seen()
    # Opened so, the editor reads no folder again and trains nothing, which it would tell in the line of status.
    app = build_app(note, home=home, open_predictor=lambda: Predictor.open(home=home))
    async with app.run_test(size=picture.size):
        app.theme = picture.theme
        await until(lambda: app.models)
        press(app, "ctrl+end", *picture.typed)
        await until(lambda: app.area.suggestion if picture.typed else "%" in screen(app))
        for key in picture.keys:
            press(app, key)
            await asyncio.sleep(0.1)
        await until(lambda: re.search(picture.shown, screen(app)) and not app.surprise.measuring.due)
        await asyncio.sleep(0.5)
        svg = app.export_screenshot(title=f"typeahead {note.name}")
        app.leave(1)
    return lean(svg)


def press(app: EditorApp, *keys: str) -> None:
    """Send keys as a keyboard does: no one waits between them until the program has come to rest."""
    for key in keys:
        name = _character_to_key(key) if len(key) == 1 else key
        event = events.Key(name, key if len(key) == 1 else None)
        event.set_sender(app)
        app.post_message(event)


def screen(app: EditorApp) -> str:
    """What is on the screen, as text."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def lean(svg: str) -> str:
    """The picture without fonts from elsewhere, and without what it looks the same without."""
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<clipPath id="[^"]*-line-\d+">.*?</clipPath>', "", svg, flags=re.DOTALL)
    svg = re.sub(r' clip-path="url\(#[^"]*-line-\d+\)"', "", svg)
    svg = re.sub(r"terminal-\d+", "t", svg)
    svg = re.sub(r"<text[^>]*>(&#160;)*</text>", "", svg)
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1).replace("&#160;", " ")
    return re.sub(r"\n\s*\n+", "\n", re.sub(r"[ \t]+\n", "\n", svg)).strip() + "\n"


def main(folder: Path = PICTURES, names: Sequence[str] = (), files: Sequence[Path] = ()) -> None:
    """Draw all pictures, or those that are named."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        os.environ |= {"HOME": place, "TYPEAHEAD_TRAINING": "0", "TYPEAHEAD_KERNELS": "0"}
        trained = Path(place, "trained")
        prepare(trained, Path(place, "notes"), files or sorted(NOTES.glob("*.md")))
        for picture in ALL:
            if not names or picture.name in names:
                home = Path(shutil.copytree(trained, Path(place, picture.name)))
                svg = asyncio.run(draw(picture, home, Path(place, "class.md")))
                (folder / f"{picture.name}.svg").write_text(svg, "utf-8")
                print(folder / f"{picture.name}.svg", f"{len(svg) / 1000:.0f} kB", flush=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]), names=tuple(sys.argv[2:]))
