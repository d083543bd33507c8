"""A new document in the place of the one on the screen."""

from __future__ import annotations

from textual.widgets import Input

from tests.editor.asking import answered, asked
from tests.editor.conftest import Studio
from typeahead.editor.screens.choice_prompt import ChoicePrompt
from typeahead.editor.screens.path_prompt import PathPrompt


async def test_a_new_document_is_empty_without_a_name_and_saved_beside_the_last_one(studio: Studio) -> None:
    async with studio.open(studio.file("one")) as desk:
        await desk.press("ctrl+n")
        await desk.until(lambda: desk.status("file") == "untitled")
        assert desk.text == ""
        assert not desk.area.modified
        await desk.type("two")
        await desk.press("ctrl+s")
        await asked(desk, PathPrompt)
        assert desk.app.screen.query_one(Input).value == ""
        await desk.press(*"b.md", "enter")
        await desk.until((studio.folder / "b.md").exists)
        assert (studio.folder / "b.md").read_text() == "two"
        await answered(desk)
        await desk.until(lambda: desk.status("file") == "b.md")
    assert (studio.folder / "a.md").read_text() == "one"


async def test_a_new_document_asks_about_unsaved_changes(studio: Studio) -> None:
    path = studio.file("one")
    async with studio.open(path) as desk:
        await desk.type("x")
        await desk.press("ctrl+n")
        await asked(desk, ChoicePrompt)
        await desk.press("escape")
        await answered(desk)
        assert (desk.text, desk.status("file")) == ("xone", "a.md *")
        await desk.press("ctrl+n")
        await asked(desk, ChoicePrompt)
        await desk.press("s")
        await desk.until(lambda: desk.status("file") == "untitled")
        assert path.read_text() == "xone"
        await desk.type("y")
        await desk.press("ctrl+n")
        await asked(desk, ChoicePrompt)
        await desk.press("d")
        await desk.until(lambda: desk.text == "")


async def test_what_is_typed_into_it_belongs_to_no_other_document(studio: Studio) -> None:
    async with studio.open() as desk:
        await desk.type("The students opened their books. ")
        await desk.until(lambda: len(desk.fake.learned) == 1)
        await desk.press("ctrl+n")
        await asked(desk, ChoicePrompt)
        await desk.press("d")
        await desk.until(lambda: desk.text == "")
        await desk.type("And then they left. ")
        await desk.until(lambda: len(desk.fake.learned) == 2)
        first, second = (origin for _, origin in desk.fake.learned)
        assert first.startswith("untitled:")
        assert second.startswith("untitled:")
        assert first != second
