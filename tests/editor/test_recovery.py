"""Nothing that was typed is lost: copies are written aside, offered again, and removed when they are not needed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.editor.conftest import Desk, Studio
from tests.editor.recovering import answer, asked, copies, leave, shown
from typeahead.editor.recovery import autosave
from typeahead.editor.screens.choice_prompt import ChoicePrompt
from typeahead.editor.screens.path_prompt import PathPrompt
from typeahead.editor.widgets.difference_view import DifferenceView
from typeahead.locations import recovery_folder
from typeahead.recent_files import RecentFiles


def quick(desk: Desk) -> None:
    desk.app.autosave.quiet = 0.05


# --- writing


async def test_a_copy_follows_the_text_and_goes_when_it_is_saved(studio: Studio) -> None:
    path = studio.file("one")
    async with studio.open(path) as desk:
        quick(desk)
        assert copies(studio) == []
        await desk.type("x")
        await desk.until(lambda: copies(studio) == ["xone"])
        await desk.type("y")
        await desk.until(lambda: copies(studio) == ["xyone"])
        assert [each.name for each in studio.folder.iterdir()] == ["a.md"], "never beside the document"
        await desk.press("ctrl+s")
        await desk.until(lambda: copies(studio) == [])
    assert list(recovery_folder(studio.home).iterdir()) == []


async def test_a_copy_is_written_while_typing_does_not_pause(studio: Studio) -> None:
    async with studio.open(studio.file("")) as desk:
        desk.app.autosave.quiet, desk.app.autosave.longest = 3600, 0.2
        typed = 0
        while not copies(studio):
            await desk.type("x")
            typed += 1
            assert typed < 5000
        assert set(copies(studio)[0]) == {"x"}


async def test_undoing_back_to_the_file_removes_the_copy(studio: Studio) -> None:
    async with studio.open(studio.file("one")) as desk:
        quick(desk)
        await desk.type("x")
        await desk.until(lambda: copies(studio))
        await desk.press("ctrl+z")
        await desk.until(lambda: not copies(studio))


async def test_throwing_changes_away_removes_the_copy(studio: Studio) -> None:
    async with studio.open(studio.file("one")) as desk:
        quick(desk)
        await desk.type("x")
        await desk.until(lambda: copies(studio) == ["xone"])
        await desk.press("ctrl+q")
        await asked(desk, ChoicePrompt)
        await desk.press("d")
        await desk.until(lambda: desk.app._exit)
    assert list(recovery_folder(studio.home).iterdir()) == []


async def test_a_private_document_has_no_copy(studio: Studio) -> None:
    async with studio.open(studio.file("one")) as desk:
        quick(desk)
        await desk.type("x")
        await desk.until(lambda: copies(studio) == ["xone"])
        desk.app.teaching.leave_out()
        await desk.until(lambda: copies(studio) == [])
        await desk.type("y")
        await desk.until(lambda: "No recovery copy" in desk.status("message"))
        assert copies(studio) == []
        desk.app.teaching.include()
        await desk.until(lambda: copies(studio) == ["xyone"])
        desk.app.teaching.leave_out()
    assert list(recovery_folder(studio.home).iterdir()) == [], "nor at the end"


async def test_nor_has_one_in_a_private_folder_or_that_the_profile_leaves_out(studio: Studio) -> None:
    (studio.folder / "private").mkdir()
    (studio.home / "settings.toml").write_text(f'private_folders = ["{studio.folder / "private"}"]\n')
    for path, is_private in ((studio.file("one", "private/a.md"), True), (studio.file("two", "b.md"), False)):
        async with studio.open(path) as desk:
            quick(desk)
            await desk.type("x")
            if is_private:
                await desk.until(lambda desk=desk: "No recovery copy" in desk.status("message"))
            else:
                await desk.until(lambda: copies(studio) == ["xtwo"])
            desk.give_up()
    assert [path.name for path in RecentFiles(studio.home).paths()] == ["b.md"]
    assert copies(studio) == []


async def test_what_was_written_while_paused_has_no_copy_later_either(studio: Studio) -> None:
    async with studio.open(studio.file("one")) as desk:
        quick(desk)
        await desk.press("ctrl+l")
        await desk.type("x")
        await desk.until(lambda: "while learning was paused" in desk.status("message"))
        await desk.press("ctrl+l")
        await desk.type("y")
        desk.app.files._load(studio.file("two", "b.md"))
        await desk.type("z")
        await desk.until(lambda: copies(studio) == ["ztwo"])
        desk.give_up()


async def test_opening_another_document_ends_the_copy_of_the_first(studio: Studio) -> None:
    other = studio.file("other", "b.md")
    async with studio.open(studio.file("one")) as desk:
        quick(desk)
        await desk.type("x")
        await desk.until(lambda: copies(studio) == ["xone"])
        desk.app.files._load(other)
        await desk.until(lambda: copies(studio) == [])
        await desk.type("y")
        await desk.until(lambda: copies(studio) == ["yother"])
    assert copies(studio) == ["yother"], "an end that no one has asked for keeps it"
    async with studio.open(other) as desk:
        await asked(desk)


async def test_a_name_given_takes_the_copy_along(studio: Studio) -> None:
    path = studio.folder / "named.md"
    async with studio.open() as desk:
        quick(desk)
        await desk.type("x")
        await desk.until(lambda: copies(studio) == ["x"])
        desk.app.files._write(path)
        await desk.until(lambda: copies(studio) == [])
        await desk.type("y")
        await desk.until(lambda: copies(studio) == ["xy"])
    async with studio.open(path) as desk:
        await asked(desk)


async def test_a_full_disk_is_said_once_and_writing_goes_on(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(autosave, "RETRY", 0.05)

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    said = "No recovery file can be written (No space left on device): save often."
    async with studio.open(studio.file("one")) as desk:
        quick(desk)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", full)
            await desk.type("x")
            await desk.until(lambda: desk.status("message") == said)
            await desk.type("y")
            assert desk.status("message") == ""
            for _ in range(20):
                await desk.pilot.pause(0.02)
            assert desk.status("message") == "", "once is enough"
            assert copies(studio) == []
        await desk.until(lambda: copies(studio) == ["xyone"])


async def test_a_data_folder_that_cannot_be_made_is_said_when_there_is_something_to_keep(
    studio: Studio,
) -> None:
    recovery_folder(studio.home).write_text("a file where a folder should be")
    async with studio.open(studio.file("one")) as desk:
        quick(desk)
        assert desk.status("message") == ""
        await desk.type("x")
        await desk.until(lambda: "No recovery file can be written" in desk.status("message"))
        await desk.press("ctrl+s")
        await desk.until(lambda: "Saved" in desk.status("message"))


async def test_a_copy_is_written_behind_a_question(studio: Studio) -> None:
    async with studio.open() as desk:
        quick(desk)
        await desk.type("x")
        await desk.press("ctrl+s")
        await asked(desk, PathPrompt)
        await desk.until(lambda: copies(studio) == ["x"])


async def test_an_error_of_our_own_loses_nothing(studio: Studio) -> None:
    def fail() -> None:
        raise RuntimeError("a mistake")

    async def write() -> None:
        async with studio.open(studio.file("one")) as desk:
            await desk.type("x")
            desk.app.call_later(fail)
            await desk.pilot.pause()

    with pytest.raises(RuntimeError, match="a mistake"):
        await write()
    assert copies(studio) == ["xone"]


async def test_a_second_editor_says_so_and_leaves_the_first_ones_copy_alone(studio: Studio) -> None:
    path = studio.file("one")
    async with studio.open(path) as first:
        quick(first)
        assert first.status("message") == ""
        await first.type("x")
        await first.until(lambda: copies(studio) == ["xone"])
        async with studio.open(path) as second:
            quick(second)
            assert second.status("message").startswith("a.md is open in another typeahead too")
            assert len(second.app.screen_stack) == 1, "what another editor is writing was not left behind"
            await second.type("y")
            await second.until(lambda: copies(studio) == ["xone", "yone"])
            await second.press("ctrl+s")
            await second.until(lambda: copies(studio) == ["xone"])


# --- offering


async def test_what_was_left_is_shown_and_taken_back(studio: Studio) -> None:
    path = studio.file("one\ntwo\n")
    leave(studio, path, "one\nand more\x1b[31m\n", (1, 3))
    async with studio.open(path) as desk:
        quick(desk)
        await asked(desk)
        assert "a.md has changes that were not saved" in shown(desk)
        assert "(changed since)" in shown(desk)
        assert "- two" in shown(desk)
        assert "+ and more␛[31m" in shown(desk)
        assert "\x1b" not in shown(desk)
        await answer(desk, "take")
        assert desk.text == "one\nand more\x1b[31m\n"
        assert desk.area.cursor_location == (1, 3)
        assert desk.area.modified
        assert desk.area.has_focus
        assert "Taken back" in desk.status("message")
        await desk.press("ctrl+z")
        assert desk.text == "one\ntwo\n", "the file as it is, one undo away"
        await desk.press("ctrl+y")
        await desk.press("ctrl+s")
        await desk.until(lambda: copies(studio) == [])
    assert path.read_bytes() == b"one\nand more\x1b[31m\n", "with the file's line ends"
    assert desk.fake.learned == []


async def test_what_was_taken_back_is_safe_until_it_is_saved(studio: Studio) -> None:
    path = studio.file("one")
    leave(studio, path, "two")
    async with studio.open(path) as desk:
        await asked(desk)
        await answer(desk, "take")
        assert copies(studio) == ["two"]
    assert copies(studio) == ["two"]
    async with studio.open(path) as desk:
        quick(desk)
        await asked(desk)
        await answer(desk, "take")
        await desk.type("x")
        await desk.until(lambda: copies(studio) in (["xtwo"], ["twox"]))


async def test_a_file_that_was_never_saved_is_written_as_it_was_to_be(studio: Studio) -> None:
    path = studio.folder / "new.md"
    leave(studio, path, "café\n")
    async with studio.open(path) as desk:
        await asked(desk)
        await answer(desk, "take")
        await desk.press("ctrl+s")
        await desk.until(path.exists)
    assert path.read_bytes() == b"caf\xe9\r\n"


async def test_keeping_the_file_removes_what_was_left(studio: Studio) -> None:
    path = studio.file("one")
    leave(studio, path, "two")
    async with studio.open(path) as desk:
        await asked(desk)
        await answer(desk, "keep")
        assert desk.text == "one"
        assert not desk.area.modified
        await desk.until(lambda: copies(studio) == [])


async def test_deciding_later_keeps_both_while_writing_goes_on(studio: Studio) -> None:
    path = studio.file("one")
    leave(studio, path, "two")
    async with studio.open(path) as desk:
        quick(desk)
        await asked(desk)
        await desk.press("t", "k", "d")  # typed by who did not expect a question
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1)
        assert desk.text == "one"
        await desk.type("x")
        await desk.until(lambda: sorted(copies(studio)) == ["two", "xone"])
        commands = {c.title: c.callback for c in desk.app.get_system_commands(desk.app.screen)}
        commands["Recovered text"]()
        await asked(desk)
        await answer(desk, "take")
        assert desk.text == "two"
        await desk.press("ctrl+z")
        assert desk.text == "xone", "what was written meanwhile is not lost either"


async def test_a_copy_of_what_is_on_disk_needs_no_question(studio: Studio) -> None:
    path = studio.file("one")
    leave(studio, path, "one")
    async with studio.open(path) as desk:
        await desk.until(lambda: copies(studio) == [])
        assert len(desk.app.screen_stack) == 1


async def test_texts_without_a_name_are_offered_at_a_start_without_a_file(studio: Studio) -> None:
    os.utime(leave(studio, None, "the older"), (1e9, 1e9))
    leave(studio, None, "the newer")
    async with studio.open(studio.file("one")) as desk:
        await desk.settle()
        assert len(desk.app.screen_stack) == 1
    async with studio.open() as desk:
        await asked(desk)
        assert "+ the newer" in shown(desk)
        first = desk.app.screen
        while desk.app.focused is None or desk.app.focused.id != "keep":
            await desk.press("right")
        await desk.press("enter")
        await desk.until(lambda: desk.app.screen is not first)
        await asked(desk)
        assert "+ the older" in shown(desk)
        await answer(desk, "take")
        assert desk.text == "the older"
        assert desk.status("file") == "untitled *"


async def test_a_damaged_copy_is_kept_aside_and_said_in_one_line(studio: Studio) -> None:
    path = studio.file("one")
    leave(studio, path, "two").write_bytes(b"{}\nhalf of it")
    async with studio.open(path) as desk:
        await desk.until(lambda: desk.status("message").startswith("Damaged recovery file, kept as "))
        assert "\n" not in desk.status("message")
        aside = Path(desk.status("message").rpartition(" kept as ")[2].replace("~", str(Path.home())))
        assert aside.read_bytes() == b"{}\nhalf of it"
    async with studio.open(path) as desk:
        await desk.settle()
        assert desk.status("message") == ""


async def test_a_long_diff_is_scrolled_by_keys(studio: Studio) -> None:
    path = studio.file("one")
    leave(studio, path, "\n".join(f"line {n}" for n in range(200)))
    async with studio.open(path) as desk:
        await asked(desk)
        view = desk.app.screen.query_one(DifferenceView)
        assert "+ line 0 " in shown(desk)
        await desk.press("end")
        await desk.until(lambda: "+ line 199 " in shown(desk))
        bottom = view.scroll_offset.y
        await desk.press("up")
        await desk.until(lambda: view.scroll_offset.y == bottom - 1)
        await desk.press("home", "pagedown", "down")
        await desk.until(lambda: view.scroll_offset.y == view.size.height + 1)
