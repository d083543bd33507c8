"""Characters without a shape of their own, typed: other spaces, joiners, soft hyphens, emoji newer than Python."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual import events
from textual.widgets import Input

from tests.editor.conftest import Desk, Studio
from tests.editor.terminal import Terminal
from tests.editor.test_spaces import Sure, took
from typeahead.editor.memory import Memory
from typeahead.editor.terminal_fixes import read_keys

FAMILY = "👩\u200d👩\u200d👧"
TYPED = [
    pytest.param("dix\u00a0heures", id="no-break space"),
    pytest.param("non\u202f!", id="narrow no-break space"),
    pytest.param("東京\u3000大阪", id="ideographic space"),
    pytest.param("می\u200cخواهم", id="zero width non-joiner"),
    pytest.param(FAMILY, id="zero width joiner"),
    pytest.param("zu\u00adsammen", id="soft hyphen"),
    pytest.param("\u200fשלום", id="right-to-left mark"),
    pytest.param("\uf8ff\U0001faea\U000e0067", id="private, newer than Python, tag"),
]


async def search(desk: Desk) -> Input:
    await desk.press("ctrl+f")
    await desk.until(lambda: isinstance(desk.app.focused, Input))
    assert isinstance(desk.app.focused, Input)
    return desk.app.focused


@pytest.mark.parametrize("text", TYPED)
async def test_they_are_written(studio: Studio, text: str) -> None:
    path = studio.file("")
    async with studio.open(path) as desk:
        await desk.type(text)
        assert desk.text == text
        await desk.press("ctrl+s")
        await desk.until(lambda: path.read_bytes() == text.encode())


@pytest.mark.parametrize("text", TYPED)
async def test_fields_of_one_line_take_them(studio: Studio, text: str) -> None:
    async with studio.open(studio.file("one")) as desk:
        field = await search(desk)
        await desk.type(text)
        assert field.value == text


@pytest.mark.parametrize("sign", ["\0", "\x01", "\x1c", "\x7f", "\x80", "\x85", "\x9f", "\ud800"])
async def test_control_characters_and_half_characters_stay_out(studio: Studio, sign: str) -> None:
    async with studio.open() as desk:
        await desk.type("one")
        event = events.Key("no key of this name", sign)
        event.set_sender(desk.app)
        desk.app.post_message(event)
        await desk.pilot.pause()
        assert desk.text == "one"
        field = await search(desk)
        field.value = ""
        event = events.Key("no key of this name", sign)
        event.set_sender(desk.app)
        desk.app.post_message(event)
        await desk.pilot.pause()
        assert field.value == ""


@pytest.mark.parametrize("key", [("f12", None), ("tab", "\t"), ("escape", "\x1b"), ("alt+1", None)])
def test_a_key_without_a_sign_writes_nothing(key: tuple[str, str | None]) -> None:
    read_keys()
    assert not events.Key(*key).is_printable


async def test_they_are_undone_with_the_word_they_are_in(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("می\u200cخواهم")
        await desk.press("ctrl+z")
        assert desk.text == ""
        await desk.press("ctrl+y")
        assert desk.text == "می\u200cخواهم"


async def test_a_joiner_is_asked_about_as_a_pasted_one_is(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("می\u200c")
        await desk.settle()
        assert desk.fake.asked[-1] == "می\u200c"


async def test_suggestions_hidden_until_the_word_ends_stay_hidden_behind_a_joiner(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("می")
        await desk.press("escape")
        await desk.type("\u200c")
        await desk.type("خ")
        await desk.settle()
        assert desk.fake.asked[-1:] != ["می\u200cخ"]
        await desk.type("\u00a0")
        await desk.settle()
        assert desk.fake.asked[-1] == "می\u200cخ\u00a0", "a space of any kind ends a word"


async def test_inside_a_word_before_a_joiner_nothing_is_suggested(studio: Studio) -> None:
    async with studio.open(studio.file("می\u200cخواهم")) as desk:
        await desk.press("right", "right")
        await desk.type("x")
        await desk.settle()
        assert desk.text == "میx\u200cخواهم"
        assert "میx" not in desk.fake.asked


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
async def test_another_space_takes_the_place_of_the_one_that_came_with_a_suggestion(
    studio: Studio, space: str
) -> None:
    """French has one before an exclamation mark: with both the line could break between them."""
    async with studio.open(fake=Sure()) as desk:
        await took(desk, "c'est ")
        await desk.type(space)
        assert desk.text == f"c'est important{space}"
        await desk.type("!")
        assert desk.text == f"c'est important{space}!"


def test_they_come_from_a_terminal_in_one_read_or_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TYPEAHEAD_TRAINING", "0")
    monkeypatch.setenv("TYPEAHEAD_KERNELS", "0")
    Memory(tmp_path / "home").set_welcome_seen()
    note = tmp_path / "new.md"
    terminal = Terminal(tmp_path / "home", str(note))
    terminal.wait_for("F1 help")
    terminal.press(f"می\u200cخواهم non\u202f! {FAMILY} ")
    for sign in "dix\u00a0heures 東\u3000京 zu\u00adsammen \u200fend":
        terminal.press(sign)
    terminal.wait_for("end")
    terminal.press("\x13")
    terminal.wait_for("Saved")
    terminal.press("\x11")
    assert terminal.wait_for_end() == 0
    assert (
        note.read_text()
        == f"می\u200cخواهم non\u202f! {FAMILY} dix\u00a0heures 東\u3000京 zu\u00adsammen \u200fend"
    )
