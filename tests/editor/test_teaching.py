"""Documents that are never learned."""

from __future__ import annotations

from tests.editor.conftest import Desk, Studio


def run(desk: Desk, title: str) -> None:
    commands = {c.title: c.callback for c in desk.app.get_system_commands(desk.app.screen)}
    commands[title]()


async def test_dont_learn_this_document(studio: Studio) -> None:
    path, other = studio.file("", "diary.md"), studio.file("", "other.md")
    async with studio.open(path) as desk:
        await desk.settle()
        assert desk.status("learning") == "learning"
        run(desk, "Don't learn this document")
        assert desk.status("learning") == "private", "at once"
        await desk.until(lambda: "Nothing of diary.md is learned" in desk.status("message"))
        assert desk.fake.left_out == {str(path)}
        await desk.type("This is a secret. And this. ")
        await desk.settle()
        assert desk.fake.learned == []
        desk.app.files._load(other)
        await desk.until(lambda: desk.status("learning") == "learning")
        await desk.type("This is none. ")
        await desk.until(lambda: desk.fake.learned == [("This is none.", str(other))])
        desk.app.area.mark_saved()
        desk.app.files._load(path)
        await desk.until(lambda: desk.status("learning") == "private")
        run(desk, "Learn this document again")
        await desk.until(lambda: desk.status("learning") == "learning")
        assert "learned again" in desk.status("message")
        assert desk.fake.left_out == set()


async def test_what_learns_it_again_can_be_pasted(studio: Studio) -> None:
    async with studio.open(studio.file("", "my diary.md")) as desk:
        run(desk, "Don't learn this document")
        await desk.until(lambda: desk.fake.left_out)
        desk.fake.leave_out = lambda *_: True  # a folder above it is on the list too
        run(desk, "Learn this document again")
        await desk.until(lambda: "typeahead train --again 'my diary.md' learns" in desk.status("message"))


async def test_it_is_known_from_an_earlier_session(studio: Studio) -> None:
    path = studio.file("", "diary.md")
    async with studio.open(path) as desk:
        run(desk, "Don't learn this document")
        await desk.until(lambda: desk.fake.left_out)
    async with studio.open(path, fake=desk.fake) as desk:
        await desk.until(lambda: desk.status("learning") == "private")
        await desk.press("ctrl+l")
        assert desk.status("learning") == "paused"
        await desk.press("ctrl+l")
        assert desk.status("learning") == "private"


async def test_a_text_without_a_name_stays_private_under_its_name(studio: Studio) -> None:
    async with studio.open() as desk:
        run(desk, "Don't learn this document")
        await desk.until(lambda: "under the name it gets" in desk.status("message"))
        desk.app.files._write(studio.folder / "named.md")
        await desk.settle()
        assert desk.status("learning") == "private"
        assert str(studio.folder / "named.md") in desk.fake.left_out


async def test_what_stands_around_the_cursor_is_read_when_a_document_is_opened(studio: Studio) -> None:
    path = studio.file("First line.\nSecond line.\nThird line.\nFourth line.\n", "notes.md")
    async with studio.open(path, line=3) as desk:
        await desk.until(lambda: desk.fake.read_documents)
        (read,) = desk.fake.read_documents
        assert (read.origin, read.before, read.after) == (
            str(path),
            "First line.\nSecond line.\n",
            "Third line.\nFourth line.\n",
        )
        other = studio.file("Another.\n", "other.md")
        desk.app.files._load(other)
        await desk.until(lambda: len(desk.fake.read_documents) == 2)
        assert desk.fake.read_documents[1].origin == str(other)
        assert "line" not in desk.fake.read_documents[1].after


async def test_of_a_long_document_only_what_is_near_is_read(studio: Studio) -> None:
    path = studio.file("".join(f"Line {number} of many.\n" for number in range(5000)), "long.md")
    async with studio.open(path, line=2500) as desk:
        await desk.until(lambda: desk.fake.read_documents)
        read = desk.fake.read_documents[0]
        assert read.before.endswith("Line 2498 of many.\n")
        assert read.after.startswith("Line 2499 of many.\nLine 2500")
        assert len(read.before) <= 12_000
        assert len(read.after) <= 6_000


async def test_a_document_is_not_read_while_nothing_is_to_be_learned(studio: Studio) -> None:
    path = studio.file("A secret plan.\n", "diary.md")
    async with studio.open(path) as desk:
        await desk.until(lambda: desk.fake.read_documents)
        assert "secret" in desk.fake.read_documents[-1].after + desk.fake.read_documents[-1].before
        run(desk, "Don't learn this document")
        await desk.until(lambda: len(desk.fake.read_documents) == 2)
        assert "secret" not in str(desk.fake.read_documents[-1]), "what was read of it is dropped"
        run(desk, "Learn this document again")
        await desk.until(lambda: len(desk.fake.read_documents) == 3)
        assert "secret" in str(desk.fake.read_documents[-1])
        await desk.press("ctrl+l")
        await desk.until(lambda: len(desk.fake.read_documents) == 4)
        assert "secret" not in str(desk.fake.read_documents[-1])
        await desk.press("ctrl+l")
        await desk.until(lambda: len(desk.fake.read_documents) == 5)
        assert "secret" in str(desk.fake.read_documents[-1])


async def test_a_document_that_another_terminal_forgot_is_private_as_soon_as_that_is_known(
    studio: Studio,
) -> None:
    path = studio.file("", "diary.md")
    async with studio.open(path) as desk:
        await desk.settle()
        desk.fake.left_out.add(str(path))
        assert desk.status("learning") == "learning"
        desk.app.service.take_over()  # as when the profile is found to have changed
        await desk.until(lambda: desk.status("learning") == "private")
