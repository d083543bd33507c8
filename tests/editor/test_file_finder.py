"""The finder: a folder's files by their paths and by what is written in them, and the files that were open lately."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest
from textual import events
from textual.command import CommandPalette
from textual.content import Content
from textual.widgets import Input, Static

from tests.editor.asking import answered, asked, message
from tests.editor.conftest import Desk, Studio
from typeahead.editor import folder
from typeahead.editor.folder import Lines
from typeahead.editor.memory import Memory
from typeahead.editor.place import Place
from typeahead.editor.screens import file_finder
from typeahead.editor.screens.choice_prompt import ChoicePrompt
from typeahead.editor.screens.file_finder import FileFinder
from typeahead.editor.screens.path_prompt import PathPrompt
from typeahead.editor.widgets.found_list import FoundList


@pytest.fixture
def notes(studio: Studio) -> Path:
    for name, text in {
        "journal/may.md": "rain\nWe walked to the harbour.\n",
        "journal/june.md": "sun\n",
        "harbour.md": "boats\n",
        "todo.txt": "call the harbour master\n" * 3,
    }.items():
        path = studio.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return studio.folder


def rows(desk: Desk) -> list[str]:
    """What the list shows."""
    return [str(option.prompt) for option in desk.app.screen.query_one(FoundList).options]


def count(desk: Desk) -> str:
    return str(desk.app.screen.query_one("#count", Static).content)


async def found(desk: Desk) -> None:
    """The finder is there and has read the folder."""
    await asked(desk, FileFinder)
    await desk.until(lambda: "files" in count(desk) or "file" in count(desk))


# --- paths


async def test_a_folder_opens_on_its_files(studio: Studio, notes: Path) -> None:
    async with studio.open(notes) as desk:
        await found(desk)
        assert set(rows(desk)) == {"journal/may.md", "journal/june.md", "harbour.md", "todo.txt"}
        await desk.press(*"may jo")
        await desk.until(lambda: rows(desk) == ["journal/may.md"])
        assert count(desk) == "1 of 4 files"
        await desk.press("enter")
        await desk.until(lambda: desk.status("file") == "may.md")
        assert desk.area.has_focus
        assert desk.text.startswith("rain")


async def test_esc_leaves_an_empty_text_which_is_saved_in_the_folder(studio: Studio, notes: Path) -> None:
    async with studio.open(notes) as desk:
        await found(desk)
        await desk.press("escape")
        await answered(desk)
        await desk.type("new")
        await desk.press("ctrl+s")
        await asked(desk, PathPrompt)
        await desk.press(*"new.md", "enter")
        await desk.until((notes / "new.md").exists)


async def test_letters_and_enter_in_one_go_open_the_best_match(studio: Studio, notes: Path) -> None:
    async with studio.open(notes / "todo.txt") as desk:
        await desk.press("ctrl+t")
        await found(desk)
        for key in [*"june", "enter"]:
            event = events.Key(key, key if len(key) == 1 else None)
            event.set_sender(desk.app)
            desk.app.post_message(event)
        await desk.until(lambda: desk.status("file") == "june.md")


async def test_the_list_is_moved_in_and_clicked(studio: Studio, notes: Path) -> None:
    async with studio.open(notes / "todo.txt") as desk:
        await desk.press("ctrl+t")
        await found(desk)
        await desk.press("down", "down", "up")
        second = rows(desk)[1]
        await desk.press("enter")
        await desk.until(lambda: desk.status("file") == Path(second).name)
        await desk.press("ctrl+t")
        await found(desk)
        third = rows(desk)[2]
        await desk.pilot.click(FoundList, offset=(3, 2))
        await desk.until(lambda: desk.status("file") == Path(third).name)


async def test_recent_files_come_first_wherever_they_are(studio: Studio, notes: Path) -> None:
    elsewhere = studio.home / "elsewhere.md"
    elsewhere.write_text("x")
    for path in (notes / "harbour.md", elsewhere, notes / "journal/june.md", notes / "todo.txt"):
        Memory(studio.home).recent.add(path)
    async with studio.open(notes / "todo.txt") as desk:
        await desk.press("ctrl+t")
        await found(desk)
        await desk.until(lambda: len(rows(desk)) == 5)
        assert rows(desk)[0] == "journal/june.md", "what is open is no place to go to"
        assert rows(desk)[1].endswith("elsewhere.md")
        assert rows(desk)[2] == "harbour.md"
        await desk.press("enter")
        await desk.until(lambda: desk.status("file") == "june.md")
        await desk.press("ctrl+t")
        await asked(desk, FileFinder)
        assert rows(desk)[0] == "todo.txt", "and back"


async def test_unsaved_changes_are_asked_about(studio: Studio, notes: Path) -> None:
    async with studio.open(notes / "harbour.md") as desk:
        await desk.type("new ")
        for answer, name in (("escape", "harbour.md *"), ("s", "june.md")):
            await desk.press("ctrl+t")
            await found(desk)
            await desk.press(*"june", "enter")
            await asked(desk, ChoicePrompt)
            await desk.press(answer)
            await desk.until(lambda name=name: desk.status("file") == name)  # type: ignore[misc]
            await answered(desk)
    assert (notes / "harbour.md").read_text() == "new boats\n"


async def test_a_file_that_is_gone_is_not_made_anew(studio: Studio, notes: Path) -> None:
    async with studio.open(notes / "harbour.md") as desk:
        await desk.press("ctrl+t")
        await found(desk)
        (notes / "journal/june.md").unlink()
        await desk.press(*"june", "enter")
        await desk.until(lambda: "is not there any more" in message(desk))
        assert desk.text == "boats\n"


async def test_control_characters_and_markup_in_names_stay_text(studio: Studio) -> None:
    studio.file("x", "a\x1b[31m[b]c.md")
    async with studio.open(studio.folder) as desk:
        await found(desk)
        assert rows(desk) == ["a␛[31m[b]c.md"]
        await desk.press("enter")
        await desk.until(lambda: desk.status("file") == "a␛[31m[b]c.md")
        other = studio.file("y", "y.md")
        await desk.app.files.open_at(Place(other))
        titles = [c.title for c in desk.app.get_system_commands(desk.app.screen) if "recent:" in c.title]
        assert [Content.from_markup(title).plain for title in titles] == ["Open recent: a␛[31m[b]c.md"]


async def test_too_long_a_path_keeps_its_name(studio: Studio) -> None:
    deep = studio.folder / "/".join(["a folder with a name"] * 5)
    deep.mkdir(parents=True)
    (deep / "the end.md").write_text("x")
    async with studio.open(studio.folder) as desk:
        await found(desk)
        await desk.until(lambda: rows(desk)[0].startswith("…"))
        assert rows(desk)[0].endswith("/the end.md")
        assert len(rows(desk)[0]) < 80


async def test_the_path_prompt_takes_a_folder_too(studio: Studio, notes: Path) -> None:
    async with studio.open(studio.file("one")) as desk:
        await desk.press("ctrl+o")
        await asked(desk, PathPrompt)
        desk.app.screen.query_one(Input).value = "journal"
        await desk.press("enter")
        await found(desk)
        await desk.until(lambda: "may.md" in rows(desk))
        assert "harbour.md" not in rows(desk)


# --- texts


async def test_what_is_written_in_the_folder_is_found_and_opened_there(studio: Studio, notes: Path) -> None:
    async with studio.open(notes / "harbour.md") as desk:
        await desk.press("ctrl+t", "tab")
        await asked(desk, FileFinder)
        await desk.press(*"the Harb", "backspace", "backspace", "backspace", "backspace", *"harb")
        await desk.until(lambda: count(desk) == "4 lines in 2 files")
        shown = rows(desk)
        assert "journal/may.md" in shown
        assert "     2  We walked to the harbour." in shown
        while desk.app.screen.query_one(FoundList).place().path.name != "may.md":  # type: ignore[union-attr]
            await desk.press("down")
        await desk.press("enter")
        await desk.until(lambda: desk.status("file") == "may.md")
        assert desk.area.cursor_location == (1, 13)
        await desk.press("ctrl+t", "ctrl+t")
        await desk.until(lambda: count(desk) == "4 lines in 2 files")  # what was looked for is there still


async def test_what_is_nowhere_opens_nothing(studio: Studio, notes: Path) -> None:
    async with studio.open(notes / "harbour.md") as desk:
        await desk.press("ctrl+t", "tab", *"submarine")
        await desk.until(lambda: count(desk) == "In none of 4 files")
        await desk.press("enter")
        assert isinstance(desk.app.screen, FileFinder)


async def test_a_line_of_the_open_document_is_gone_to_and_its_changes_stay(
    studio: Studio, notes: Path
) -> None:
    async with studio.open(notes / "journal/may.md") as desk:
        await desk.type("x")
        await desk.press("ctrl+t", "tab", *"walked")
        await desk.until(lambda: count(desk) == "1 line in 1 file")
        await desk.press("enter")
        await answered(desk)
        await desk.until(lambda: desk.area.cursor_location == (1, 3))
        assert desk.text.startswith("xrain")


async def test_words_and_enter_in_one_go_go_to_the_first_line_that_has_them(
    studio: Studio, notes: Path
) -> None:
    async with studio.open(notes / "todo.txt") as desk:
        await desk.press("ctrl+t")
        await found(desk)
        await desk.press("tab")
        await desk.type("walked", then="enter")
        await desk.until(lambda: desk.status("file") == "may.md")
        assert desk.area.cursor_location == (1, 3)


async def test_who_types_on_is_taken_nowhere(
    studio: Studio, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_find = threading.Event()

    def search_when_it_may(files: Sequence[Path], wanted: str) -> Iterator[Lines]:
        if wanted == "walke":
            may_find.wait(30)
        yield from folder.search(files, wanted)

    monkeypatch.setattr(file_finder, "search", search_when_it_may)
    async with studio.open(notes / "todo.txt") as desk:
        await desk.press("ctrl+t")
        await found(desk)
        await desk.press("tab")
        await desk.type("walke\nd")
        may_find.set()
        await desk.until(lambda: count(desk) == "1 line in 1 file")
        assert isinstance(desk.app.screen, FileFinder)


async def test_no_more_lines_than_a_person_reads(
    studio: Studio, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_finder, "MOST_FOUND", 2)
    monkeypatch.setattr(folder, "MOST_LINES", 2)
    async with studio.open(notes / "harbour.md") as desk:
        (notes / "todo.txt").write_text("harbour\n" * 9)
        await desk.press("ctrl+t", "tab", *"harbour")
        await desk.until(lambda: count(desk) == "The first 2 lines")
        assert rows(desk) == ["todo.txt  first 2 lines", "     1  harbour", "     2  harbour"]


async def test_typing_on_ends_a_search_that_is_under_way(
    studio: Studio, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked, may_go_on = [], threading.Event()

    def search(paths: Iterable[Path], wanted: str) -> Iterator[Lines]:
        for path in paths:
            looked.append((wanted, path.name))
            if wanted == "s":
                may_go_on.wait(10)
            yield Lines(path, (), False)

    monkeypatch.setattr(file_finder, "search", search)
    async with studio.open(notes / "harbour.md") as desk:
        await desk.press("ctrl+t", "tab", "s")
        await desk.until(lambda: looked)
        await desk.press("u", "n")
        assert desk.app.screen.query_one(Input).value == "sun", "typing does not wait for it"
        may_go_on.set()
        await desk.until(lambda: ("sun", "todo.txt") in looked)
        assert len([name for wanted, name in looked if wanted == "s"]) == 1


async def test_esc_ends_a_search_too(studio: Studio, notes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked, ended = threading.Event(), threading.Event()

    def search(paths: Iterable[Path], wanted: str) -> Iterator[Lines]:
        try:
            while True:
                looked.set()
                yield Lines(notes, (), False)
        finally:
            ended.set()

    monkeypatch.setattr(file_finder, "search", search)
    async with studio.open(notes / "harbour.md") as desk:
        await desk.press("ctrl+t", "tab", "s")
        await desk.until(looked.is_set)
        await desk.press("escape")
        await desk.until(ended.is_set)


# --- by name


async def test_the_palette_has_both_ways_and_the_recent_files(studio: Studio, notes: Path) -> None:
    Memory(studio.home).recent.add(notes / "todo.txt")
    async with studio.open(notes / "harbour.md") as desk:
        commands = {c.title: c.callback for c in desk.app.get_system_commands(desk.app.screen)}
        assert "Open recent: harbour.md" not in commands
        commands["Open recent: todo.txt"]()
        await desk.until(lambda: desk.status("file") == "todo.txt")
        commands["Search the folder"]()
        await asked(desk, FileFinder)
        assert desk.app.screen.query_one("#in-texts").has_class("-on")
        await desk.pilot.click("#in-paths")
        assert desk.app.screen.query_one("#in-paths").has_class("-on")
        await desk.press("escape")
        await answered(desk)
        commands["Forget recent files"]()
        assert Memory(studio.home).recent.paths() == []
        await desk.press("ctrl+p")
        await asked(desk, CommandPalette)


async def test_quitting_to_abort_says_so_to_whoever_waits(studio: Studio, notes: Path) -> None:
    async with studio.open(notes / "harbour.md") as desk:
        commands = {c.title: c.callback for c in desk.app.get_system_commands(desk.app.screen)}
        commands["Quit and abort"]()
        await desk.until(lambda: desk.app._exit)
        assert desk.app.return_code == 1
