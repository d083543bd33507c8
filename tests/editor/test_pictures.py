"""The README's pictures: they are there, need nothing from elsewhere, and the script that draws them runs."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parent.parent.parent
NAMES = re.findall(r"docs/pictures/([\w-]+)\.svg", (ROOT / "README.md").read_text("utf-8"))
SCRIPT = """
import sys
from pathlib import Path
from benchmarks.pictures import NOTES, main
main(Path(sys.argv[1]), ["first-start"], sorted(NOTES.glob("*.md"))[:2])
"""


def test_the_readme_shows_each_picture_that_is_there() -> None:
    assert len(NAMES) >= 8
    assert sorted(NAMES) == sorted(path.stem for path in (ROOT / "docs" / "pictures").glob("*.svg"))


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_small_and_needs_no_network_and_names_no_folder_of_a_machine(name: str) -> None:
    svg = (ROOT / "docs" / "pictures" / f"{name}.svg").read_text("utf-8")
    assert len(svg) < 60_000
    assert ElementTree.fromstring(svg).tag.endswith("svg")
    assert "@font-face" not in svg
    assert not re.search(r"url\((?!#)|href", svg)
    assert set(re.findall(r"https?://[^\"' ]*", svg)) <= {"http://www.w3.org/2000/svg"}
    text = "".join(ElementTree.fromstring(svg).itertext())
    assert not re.search(r"/(tmp|home|root|work|Users|var)/", text)
    assert "typeahead" in text


def test_the_script_draws_a_picture(tmp_path: Path) -> None:
    subprocess.run([sys.executable, "-c", SCRIPT, str(tmp_path)], check=True, cwd=ROOT, capture_output=True)
    (path,) = tmp_path.glob("*.svg")
    svg = path.read_text("utf-8")
    text = "".join(ElementTree.fromstring(svg).itertext())
    assert "Welcome to typeahead." in text
    assert "class.md" in text
    assert str(tmp_path) not in svg
