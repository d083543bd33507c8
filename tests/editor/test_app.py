"""Leaving, learning, the welcome, the palette: what the editor is besides its text and its suggestions."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator, Iterable
from pathlib import Path

import pytest
from textual.command import CommandPalette
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

from tests.editor.asking import answered, asked
from tests.editor.conftest import Desk, Studio
from tests.editor.fakes import FakePredictor
from typeahead import settings_file
from typeahead.editor.launch import build_app
from typeahead.editor.memory import Memory
from typeahead.editor.screens.choice_prompt import ChoicePrompt
from typeahead.editor.screens.command_palette import Palette
from typeahead.editor.screens.help import Help
from typeahead.editor.widgets.status_bar import StatusBar
from typeahead.editor.widgets.surprise_panel import SurprisePanel
from typeahead.editor.widgets.welcome import Welcome
from typeahead.errors import StorageFailed
from typeahead.prediction.replies import Refreshed

# --- leaving


async def test_quits_at_once_without_changes(studio: Studio) -> None:
    async with studio.open(studio.file("one")) as desk:
        await desk.press("ctrl+q")
        await desk.until(lambda: not desk.app.is_running or desk.app._exit)
        assert desk.app.return_code == 0
    assert desk.fake.closed


@pytest.mark.parametrize(("answer", "code", "content"), [("s", 0, "x"), ("d", 1, None), ("enter", 0, "x")])
async def test_quitting_with_changes_asks(
    studio: Studio, answer: str, code: int, content: str | None
) -> None:
    path = studio.folder / "new.md"
    async with studio.open(path) as desk:
        await desk.type("x")
        await desk.press("ctrl+q", "ctrl+q")
        await asked(desk, ChoicePrompt)
        assert len(desk.app.screen_stack) == 2, "asked once, though the key came twice"
        await desk.press("escape")
        await answered(desk)
        assert desk.app.is_running
        assert desk.area.has_focus
        await desk.press("ctrl+q")
        await asked(desk, ChoicePrompt)
        await desk.press(answer)
        await desk.until(lambda: desk.app._exit)
        assert desk.app.return_code == code
    assert (path.read_text() if path.exists() else None) == content


# --- learning


async def test_learns_each_sentence_when_it_is_finished(studio: Studio) -> None:
    path = studio.file("An old sentence. ")
    async with studio.open(path) as desk:
        await desk.press("ctrl+end")
        await desk.type("The students opened their books. And then")
        await desk.until(lambda: desk.fake.learned)
        assert desk.fake.learned == [("The students opened their books.", str(path))]
        await desk.until(lambda: desk.status("learned") == "+5")
        await desk.type(" we left.")
        await desk.press("ctrl+s", "ctrl+q")
        await desk.until(lambda: desk.app._exit)
    assert desk.fake.learned[1:] == [("And then we left.", str(path))], "the last one too, when leaving"
    assert desk.fake.stored


async def test_learning_can_be_paused_by_key_and_by_click(studio: Studio) -> None:
    async with studio.open() as desk:
        assert desk.status("learning") == "learning"
        await desk.press("ctrl+l")
        assert desk.status("learning") == "paused"
        await desk.type("This is a secret. ")
        await desk.pilot.click("#learning")
        await desk.until(lambda: desk.status("learning") == "learning")
        await desk.type("This is none. ")
        await desk.until(lambda: desk.fake.learned)
        await desk.settle()
        assert [text for text, _ in desk.fake.learned] == ["This is none."]


async def test_whether_one_is_learned_from_stands_beside_a_message(studio: Studio) -> None:
    async with studio.open() as desk:
        bar = desk.app.query_one(StatusBar)
        await desk.press("ctrl+l")
        for message, has_room in [("Saved", True), ("x" * 68, True), ("x" * 69, False), ("", True)]:
            bar.say(message)
            await desk.pilot.pause()
            assert desk.app.query_one("#learning").display is has_room, message
            shown = desk.app.query_one("#message").region.width
            assert not message or shown >= len(message), "the message is there in full"
        desk.give_up()


async def test_an_imported_model_is_not_taught(studio: Studio) -> None:
    fake = FakePredictor()
    fake.learnable = False
    async with studio.open(fake=fake) as desk:
        await desk.until(lambda: desk.status("learning") == "no learning")
        await desk.type("The students opened their books. ")
        await desk.settle()
        await desk.press("ctrl+l")
        assert desk.status("learning") == "no learning"
        assert "does not learn" in desk.status("message")
        await desk.type("And then they left. ")
        await desk.settle()
        assert fake.learned == []


@contextlib.asynccontextmanager
async def _unopened(studio: Studio, reason: str) -> AsyncIterator[Desk]:
    """An editor whose models can't be opened."""

    def open_predictor() -> FakePredictor:
        raise StorageFailed(reason)

    Memory(studio.home).set_welcome_seen()
    app = build_app(None, home=studio.home, open_predictor=open_predictor)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = Desk(app, pilot, FakePredictor())
        await desk.until(lambda: desk.status("message") == reason)
        yield desk
        desk.give_up()


async def test_where_the_models_did_not_open_nothing_is_said_to_be_learned(studio: Studio) -> None:
    reason = "/home/[b]me[/b]/profile.db can't be opened: it is a folder; move that elsewhere and try again"
    async with _unopened(studio, reason) as desk:
        assert desk.status("learning") == "no learning"
        await desk.type("The students opened their books. ")
        assert desk.status("message") == ""
        learning = desk.app.query_one("#learning")
        assert desk.status("learning") == "no learning"
        assert learning.has_class("-off")
        assert str(learning.tooltip) == f"Nothing is learned: {reason}"
        await desk.press("ctrl+l")
        assert desk.status("learning") == "no learning"
        assert desk.status("message") == f"Nothing is learned: {reason}"


async def test_what_is_paused_stays_so_where_the_models_did_not_open(studio: Studio) -> None:
    """No recovery copy is kept of what is written while learning is paused, whatever else goes wrong."""
    (studio.home / "settings.toml").write_text("learn = false\n")
    async with _unopened(studio, "the profile is a folder") as desk:
        assert desk.status("learning") == "no learning"
        assert desk.app.teaching.is_paused
        assert desk.app.applying.change("learn", True)
        assert not desk.app.teaching.is_paused
        assert desk.status("learning") == "no learning"
        assert desk.app.applying.change("learn", False)
        assert desk.app.teaching.is_paused


async def test_a_real_profile_that_does_not_open(studio: Studio) -> None:
    profile = studio.home / "profiles" / "default"
    (profile / "profile.db").mkdir(parents=True)
    (profile / "current").write_text("1")
    Memory(studio.home).set_welcome_seen()
    app = build_app(None, home=studio.home)
    async with app.run_test(size=(80, 24)) as pilot:
        desk = Desk(app, pilot, FakePredictor())
        await desk.until(lambda: desk.status("learning") == "no learning")
        tooltip = str(desk.app.query_one("#learning").tooltip)
        assert f"{profile / 'profile.db'} can't be opened: it is a folder" in tooltip
        await desk.press("f2")
        await desk.until(lambda: "Model: none" in desk.panel)
        desk.give_up()


async def test_what_was_typed_before_a_text_had_a_name_belongs_to_its_file(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("The students opened their books. ")
        await desk.until(lambda: desk.fake.learned)
        assert desk.fake.learned[0][1].startswith("untitled:")
        desk.app.files._write(studio.folder / "named.md")
        await desk.until(lambda: desk.fake.learned[0][1] == str(studio.folder / "named.md"))


# --- first start, help, palette


async def test_the_welcome_is_shown_once_and_escape_leaves_the_focus_in_the_text(studio: Studio) -> None:
    async with studio.open(first_start=True) as desk:
        assert desk.app.query(Welcome)
        await desk.press("escape")
        await desk.until(lambda: not desk.app.query(Welcome))
        assert desk.area.has_focus
        await desk.type("The ")
        await desk.ghost_is("students")
    async with studio.open(first_start=True) as desk:
        assert not desk.app.query(Welcome)


async def test_typing_makes_the_welcome_one_line_and_loses_nothing(studio: Studio) -> None:
    async with studio.open(first_start=True) as desk:
        await desk.type("abc")
        await desk.until(lambda: desk.app.query_one(Welcome).size.height == 1)
        assert desk.text == "abc"
    assert Memory(studio.home).welcome_seen


async def test_help_shows_all_keys(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.press("f1")
        await asked(desk, Help)
        await desk.press("escape")
        await answered(desk)
        assert desk.area.has_focus


async def test_the_palette_has_every_action(studio: Studio) -> None:
    async with studio.open() as desk:
        commands = {c.title: c.callback for c in desk.app.get_system_commands(desk.app.screen)}
        assert {
            "Save",
            "Save as",
            "Open",
            "Quit",
            "Pause learning",
            "Surprise panel",
            "Keys",
            "Theme",
        } <= set(commands)
        commands["Pause learning"]()
        assert desk.status("learning") == "paused"
        commands["Surprise panel"]()
        assert desk.app.query_one(SurprisePanel).display
        commands["Welcome"]()
        await desk.until(lambda: desk.app.query(Welcome))
        commands["Hide suggestion"]()
        await desk.until(lambda: not desk.app.query(Welcome))


async def test_the_palette_closes_once_however_often_enter_is_pressed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed = []
    monkeypatch.setattr(CommandPalette, "dismiss", lambda self, result=None: closed.append(result))
    palette = Palette()
    palette.dismiss()
    palette.dismiss()
    assert closed == [None]


async def test_the_palette_switches_the_model(studio: Studio) -> None:
    def entries(desk: Desk) -> dict[str, object]:
        commands = desk.app.get_system_commands(desk.app.screen)
        return {c.title: c.callback for c in commands if c.title.startswith("Suggest from")}

    async with studio.open() as desk:
        assert set(entries(desk)) == {"Suggest from: base", "Suggest from: lstm"}
        await desk.type("the ")
        await answered(desk)
        asked = len(desk.fake.asked)
        entries(desk)["Suggest from: lstm"]()  # type: ignore[operator]
        await desk.until(lambda: desk.status("model") == "lstm of your notes")
        await desk.until(lambda: len(desk.fake.asked) > asked)  # what stood there was another model's
        assert set(entries(desk)) == {"Suggest from: mixture", "Suggest from: base"}
        desk.fake.models = ("mixture", "base")
        desk.app.service.switch("gru")
        await desk.until(lambda: "no gru yet" in desk.status("message"))
        assert desk.status("model") == "lstm of your notes"
        assert "Suggest from: a network" in entries(desk)
        entries(desk)["Suggest from: a network"]()  # type: ignore[operator]
        assert "'Train a network: lstm' (Ctrl+P) makes one" in desk.status("message")


async def test_a_data_folder_that_cannot_be_written_is_no_reason_to_stop(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where a folder should be")
    memory = Memory(tmp_path / "home")
    memory.set_welcome_seen()
    assert not memory.welcome_seen
    assert settings_file.read(tmp_path / "home").settings.panel == "auto"
    app = build_app(home=tmp_path / "home", open_predictor=FakePredictor)
    async with app.run_test() as pilot:
        await pilot.press("f2", "escape", "a")
        assert app.area.text == "a"


# --- news


async def test_news_that_nobody_asked_for_leave_what_went_wrong_to_be_read(studio: Studio) -> None:
    news = Refreshed("Your notes were read again: 12 words.", looked=False)
    async with studio.open(studio.file("one")) as desk:
        desk.app.say("Not saved: there is no folder", error=True)
        desk.app.hearing.hear(news)
        assert desk.status("message") == "Not saved: there is no folder"
        desk.app.say("Saved")
        desk.app.hearing.hear(news)
        assert desk.status("message") == news.summary


# --- starting


@pytest.mark.parametrize(("columns", "name"), [(80, "-narrow"), (120, "-wide")])
async def test_all_is_styled_once_whatever_the_width(
    studio: Studio, columns: int, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    styled: list[int] = []
    update = Stylesheet.update_nodes

    def counted(self: Stylesheet, nodes: Iterable[DOMNode], animate: bool = False) -> None:
        some = list(nodes)
        styled.append(len(some))
        update(self, some, animate)

    monkeypatch.setattr(Stylesheet, "update_nodes", counted)
    async with studio.open(studio.file("one"), size=(columns, 24)) as desk:
        assert [many for many in styled if many > 5] == [len(desk.app.screen.query("*")) + 1]
        assert desk.app.screen.has_class(name)
        assert {each for each in desk.app.screen.classes if each in ("-narrow", "-wide")} == {name}
