"""Pages in a real browser: opened from the disk, read in both schemes, gone through with the keyboard."""

from __future__ import annotations

import re

import pytest

from tests.evaluation.report.browser import BROWSER, Browser
from tests.evaluation.report.pages import HOSTILE
from tests.evaluation.report.test_model_pages import unseen as unseen
from tests.evaluation.report.test_surprise_page import report
from typeahead.evaluation.compare import compare
from typeahead.evaluation.heat import READABLE, contrast
from typeahead.evaluation.report.comparison_page import comparison_page
from typeahead.evaluation.report.surprise_page import surprise_page

pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="there is no chromium on this machine to open pages in"
)

COLOURS = """
[...document.querySelectorAll(".w, .note, .about, .caption, th, td, dt, dd, dd small, h1, h2, p, footer")].map(each => {
  let behind = each;
  while (getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)") behind = behind.parentElement;
  return [each.className || each.tagName, getComputedStyle(each).color, getComputedStyle(behind).backgroundColor];
})
"""
CARD = 'document.getElementById("card").hidden ? null : document.getElementById("card").innerText'
FOCUSED = "document.activeElement.id"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with Browser(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@pytest.fixture
def opened(browser, tmp_path):
    """The page of a text with hostile words."""
    text = "the quiet students opened zebras now\n\n" + HOSTILE.replace(" ", "_") + " ends here"
    (tmp_path / "page.html").write_text(surprise_page(report(text), HOSTILE), encoding="utf-8")
    browser.complaints.clear()
    browser.requested.clear()
    browser.size(1000)
    browser.scheme("light")
    browser.open(tmp_path / "page.html")
    return browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_models_side_by_side_can_be_read_too(browser, tmp_path, unseen, scheme):
    found = compare("bench", [unseen], smoothings=["mle", "katz"], calibration=True)
    (tmp_path / "page.html").write_text(comparison_page(found), encoding="utf-8")
    browser.complaints.clear()
    browser.requested.clear()
    browser.size(400)
    browser.scheme(scheme)
    browser.open(tmp_path / "page.html")
    assert browser.complaints == []
    assert [url.split(":")[0] for url in browser.requested] == ["file"]
    for name, ink, behind in browser.run(COLOURS):
        assert contrast(as_hex(ink), as_hex(behind)) >= READABLE, (name, ink, behind)
    assert browser.run("document.documentElement.scrollWidth") <= 400
    assert browser.run("document.querySelector('.bars rect').getBoundingClientRect().width") > 20


def as_hex(colour: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


def test_it_opens_from_disk_without_a_complaint_and_asks_for_nothing(opened):
    assert opened.run("document.querySelectorAll('script').length") == 1
    assert opened.run("document.getElementById('w0').innerText") == "the"
    assert "</p><script>alert(1)</script>" in opened.run("document.querySelector('h1').innerText")
    assert opened.complaints == []
    assert [url.split(":")[0] for url in opened.requested] == ["file"]


def test_a_script_that_is_not_the_page_s_own_does_not_run(opened):
    opened.run(
        "{ const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s) }"
    )
    assert opened.run("typeof window.ran") == "undefined"
    assert "Content Security Policy" in " ".join(opened.complaints)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everything_can_be_read(opened, scheme):
    opened.scheme(scheme)
    found = opened.run(COLOURS)
    grounds = {as_hex(behind) for name, _, behind in found if re.search(r"\bh[1-4]\b", name)}
    assert len(grounds) == 4, "each level has its colour"
    dark = contrast(as_hex(found[0][2]), "#ffffff") > READABLE
    assert dark == (scheme == "dark")
    for name, ink, behind in found:
        assert contrast(as_hex(ink), as_hex(behind)) >= READABLE, (name, ink, behind)


def test_the_keyboard_reaches_words_and_shows_their_figures(opened):
    assert opened.run(CARD) is None
    opened.press("Tab")
    assert opened.run(FOCUSED) == "w0"
    assert "0.0 bits, 1 in 1, rank 1" in opened.run(CARD)
    for _ in range(3):
        opened.press("ArrowRight")
    assert opened.run(FOCUSED) == "w3"
    card = opened.run(CARD)
    assert card.startswith("opened")
    assert "9.0 bits, 1 in 512, rank 1,000" in card
    assert "Expected: books" in card
    opened.press("ArrowDown")
    assert opened.run(FOCUSED) == "w4", "the next surprising one"
    opened.press("End")
    assert opened.run(FOCUSED) == "w8"
    assert "ends" not in opened.run(CARD)
    opened.press("Escape")
    assert opened.run(CARD) is None
    opened.press("Home")
    opened.press("ArrowLeft")
    assert opened.run(FOCUSED) == "w0", "before the first there is none"
    opened.press("Tab")
    assert not opened.run(FOCUSED).startswith("w"), "one stop for the whole text"
    assert opened.run(CARD) is None
    assert opened.complaints == []


def test_pointing_at_a_word_shows_its_figures(opened):
    place = opened.run("(({x, y, width, height}) => [x + width / 2, y + height / 2])"
                       "(document.getElementById('w2').getBoundingClientRect())")  # fmt: skip
    opened.point(*place)
    assert "6.0 bits, 1 in 64, rank 100" in opened.run(CARD)
    opened.point(2, 2)
    assert opened.run(CARD) is None


@pytest.mark.parametrize("width", [400, 1600])
def test_nothing_sticks_out(opened, width):
    opened.size(width)
    assert opened.run("document.documentElement.scrollWidth") <= width
    opened.run("document.getElementById('w8').focus()")
    box = opened.run("(({left, right}) => [left, right])"
                     "(document.getElementById('card').getBoundingClientRect())")  # fmt: skip
    assert 0 <= box[0] < box[1] <= width
