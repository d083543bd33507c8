"""The inspector: what it shows of the place at the cursor, and where it leads."""

from __future__ import annotations

from pathlib import Path

from tests.editor.conftest import Desk, Studio
from typeahead.editor.widgets.inspector_panel import InspectorPanel
from typeahead.editor.widgets.inspector_rows import bar_of, percent, places_title, plain
from typeahead.prediction.replies import Inspected, Traced
from typeahead.profile.finding import Place, Places


def rows(desk: Desk) -> list[str]:
    """What the panel shows."""
    panel = desk.app.inspecting.panel
    return panel.render().plain.split("\n") if panel else []


def shows(desk: Desk, text: str) -> bool:
    return any(text in row for row in rows(desk))


def place(path: Path | str, line: int | None, sentence: str, words: str) -> Place:
    start = sentence.index(words)
    return Place(str(path), "2026-05-17", line, sentence, start, start + len(words), len(words.split()))


async def opened(desk: Desk, text: str = "opened their ") -> None:
    await desk.type(text)
    await desk.press("f4")
    await desk.until(lambda: shows(desk, "share"))


async def test_words_with_the_figures_of_each_model(studio: Studio) -> None:
    async with studio.open(size=(120, 40)) as desk:
        await opened(desk)
        shown = rows(desk)
        assert shown[0] == "Inspector: after “opened their”"
        assert shown[1].split() == ["all", "notes", "English"]
        assert shown[2].split() == ["share", "60.0%", "40.0%"]
        word, bar, *figures = shown[3].split()
        assert (word, set(bar), figures) == ("books", {"━"}, ["32.0%", "50.0%", "5.00%"])
        assert shown[8].split() == ["all", "others", "11.9%", "3.12%", "25.0%"]
        assert "notes: opened their → books: 5 of 10" in shown
        assert len({len(row) for row in shown[1:4]}) == 1, "the columns end together"


async def test_beside_the_text_or_over_it(studio: Studio) -> None:
    async with studio.open(size=(120, 40)) as desk:
        await opened(desk)
        panel = desk.app.query_one(InspectorPanel)
        assert panel.region.x >= desk.area.region.right
        assert not desk.app.query_one("#surprise").display, "it takes the place of the other panel"
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: panel.region.width == 80)
        assert desk.area.region.width > 70
        assert panel.region.contains_region(desk.area.region)
        await desk.press("f4")
        assert not desk.app.query(InspectorPanel)
        await desk.pilot.resize_terminal(120, 40)
        await desk.until(lambda: desk.app.query_one("#surprise").display)


async def test_it_opens_and_closes_by_key_and_palette(studio: Studio) -> None:
    async with studio.open(size=(100, 30)) as desk:
        for key in ("f4", "escape"):
            await opened(desk, "opened their ")
            await desk.press(key)
            await desk.until(lambda: not desk.app.query(InspectorPanel))
        commands = {c.title: c.callback for c in desk.app.get_system_commands(desk.app.screen)}
        commands["Inspector"]()
        await desk.until(lambda: shows(desk, "share"))
        await desk.press("f2")
        assert not desk.app.query(InspectorPanel)
        assert desk.app.query_one("#surprise").display, "one panel at a time"
        assert desk.text == "opened their opened their "


async def test_it_follows_the_cursor_and_letters_are_typed(studio: Studio) -> None:
    async with studio.open(size=(120, 40)) as desk:
        await opened(desk)
        await desk.type("books ")
        await desk.until(lambda: shows(desk, "after “opened their books”"))
        assert desk.text == "opened their books "
        assert shows(desk, "were")
        await desk.press("ctrl+home", "ctrl+right")
        await desk.until(lambda: shows(desk, "typed “opened”"))


async def test_a_stale_answer_is_never_shown(studio: Studio) -> None:
    async with studio.open(size=(120, 40)) as desk:
        await desk.type("opened their ")
        desk.fake.may_inspect.clear()
        await desk.press("f4")
        await desk.until(lambda: desk.fake.inspected)
        assert shows(desk, "Asking the models")
        shown: list[bool] = []  # by each answer that came: whether it is on the screen
        hear = desk.app.inspecting.hear

        def heard(news: Inspected | Traced) -> None:
            hear(news)
            if isinstance(news, Inspected) and news.inspection.prefix != "b":
                shown.append(not shows(desk, "Asking the models"))

        desk.app.inspecting.hear = heard  # type: ignore[method-assign,assignment]
        await desk.press("b")
        desk.fake.may_inspect.set()
        await desk.until(lambda: shows(desk, "typed “b”"))
        assert not any(shown), "it is of the place before"
        assert desk.fake.inspected == ["opened their ", "opened their b"]


async def test_the_keys_of_the_list(studio: Studio) -> None:
    async with studio.open(size=(120, 40)) as desk:
        await opened(desk)
        panel = desk.app.query_one(InspectorPanel)
        assert panel.word == "books"
        await desk.press("down", "down")
        assert panel.word == "laptops"
        await desk.until(lambda: desk.fake.traced and desk.fake.traced[-1] == ("opened their ", "laptops"))
        await desk.press("up")
        assert (panel.word, desk.area.cursor_location) == ("minds", (0, 13))
        await desk.press("right", "right")
        assert [row.split()[0] for row in rows(desk)[3:8]] == ["boxes", "exams", "laptops", "minds", "books"]
        assert panel.word == "minds", "the word stays chosen"
        await desk.press("right")
        assert [row.split()[0] for row in rows(desk)[3:5]] == ["books", "minds"]
        await desk.press("tab", "left")
        assert desk.area.cursor_location == (0, 12), "the text has the arrow keys again"
        await desk.press("right", "shift+tab", "down")
        assert desk.area.cursor_location == (0, 13)


async def test_keys_typed_fast_keep_their_order(studio: Studio) -> None:
    async with studio.open(size=(80, 24)) as desk:
        await opened(desk)
        await desk.type("books and minds")
        assert desk.text == "opened their books and minds"
        assert not desk.app.query(InspectorPanel), "nothing lies over what is being written"


async def test_where_a_word_comes_from_is_opened_at_its_line(studio: Studio) -> None:
    path = studio.file("one\ntwo\nWe opened their books.\nfour\n", "school.md")
    async with studio.open(size=(120, 40)) as desk:
        desk.fake.places["books"] = [
            place(path, 3, "We opened their books.", "opened their books"),
            place("untitled:1", None, "Some books.", "books"),
        ]
        await opened(desk)
        await desk.until(lambda: shows(desk, "“opened their books”, then fewer"))
        assert any(row.startswith("school.md:3 ") and "We opened their books." in row for row in rows(desk))
        await desk.press("enter", "down", "enter")
        await desk.until(lambda: "without a name" in desk.status("message"))
        await desk.press("up")
        assert shows(desk, "/home/notes/school.md, line 3, 2026-05-17")
        await desk.press("enter")
        await desk.until(lambda: len(desk.app.screen_stack) > 1)
        assert "unsaved changes" in str(desk.app.screen.query(".question").first().content)
        await desk.press("escape")
        await desk.until(lambda: len(desk.app.screen_stack) == 1)
        assert desk.text == "opened their "
        await desk.press("enter")
        await desk.until(lambda: len(desk.app.screen_stack) > 1)
        await desk.press("d")
        await desk.until(lambda: desk.status("file") == "school.md")
        assert desk.area.cursor_location == (2, 0)
        await desk.type("x")
        assert desk.text.split("\n")[2].startswith("x")


async def test_a_place_in_the_document_on_the_screen_is_gone_to(studio: Studio) -> None:
    path = studio.file("Their books.\n\n\n", "a.md")
    async with studio.open(path, size=(80, 24)) as desk:
        desk.fake.places["books"] = [place(path, 1, "Their books.", "books")]
        await desk.press("ctrl+end")
        await opened(desk)
        await desk.until(lambda: shows(desk, "“books” stands in 1 place:"))
        await desk.press("enter", "enter")
        await desk.until(lambda: desk.area.cursor_location == (0, 0))
        assert desk.text.endswith("opened their "), "nothing is loaded anew"
        assert not desk.app.query(InspectorPanel), "it lay over the text"


async def test_a_file_that_is_gone_or_has_changed(studio: Studio) -> None:
    path = studio.file("another text", "b.md")
    async with studio.open(size=(120, 40)) as desk:
        gone = place(studio.folder / "gone.md", None, "The books.", "books")
        desk.fake.places["books"] = [gone, place(path, None, "Of books.", "books")]
        await desk.type("their ")
        await desk.press("f4")
        await desk.until(lambda: shows(desk, "stands in 2 places"))
        await desk.press("enter", "enter")
        await desk.until(lambda: "gone.md is no longer there" in desk.status("message"))
        await desk.press("down", "enter")
        await desk.until(lambda: len(desk.app.screen_stack) > 1)
        await desk.press("d")
        await desk.until(lambda: "b.md has changed since" in desk.status("message"))


async def test_clicks(studio: Studio) -> None:
    path = studio.file("Their minds.", "c.md")
    async with studio.open(size=(120, 40)) as desk:
        desk.fake.places["minds"] = [place(path, 1, "Their minds.", "minds")]
        await desk.app.run_action("inspect")
        await desk.until(lambda: shows(desk, "In"))
        desk.app.inspecting.close()
        await desk.type("their ")
        await desk.press("ctrl+s")
        await desk.until(lambda: len(desk.app.screen_stack) > 1)
        await desk.press("escape")
        await desk.press("f4")
        await desk.until(lambda: shows(desk, "minds"))
        panel = desk.app.query_one(InspectorPanel)
        at = next(n for n, row in enumerate(rows(desk)) if row.startswith("minds"))
        await desk.pilot.click(panel, offset=(4, at))
        assert panel.word == "minds"
        await desk.until(lambda: shows(desk, "c.md:1"))
        at = next(n for n, row in enumerate(rows(desk)) if row.startswith("c.md:1"))
        await desk.pilot.click(panel, offset=(4, at))
        await desk.until(lambda: len(desk.app.screen_stack) > 1)
        await desk.press("d")
        await desk.until(lambda: desk.status("file") == "c.md")


async def test_empty_states_say_what_to_do(studio: Studio) -> None:
    async with studio.open(size=(120, 40)) as desk:
        desk.fake.texts = 0
        await opened(desk)
        await desk.until(lambda: shows(desk, "typeahead train FOLDER"))
        await desk.type(".")
        await desk.until(lambda: shows(desk, "No word is suggested right here"))
        await desk.type(" zzqx")
        await desk.until(lambda: shows(desk, "begins with “zzqx”"))
        await desk.type(" ")
        await desk.until(lambda: shows(desk, "never met what stands here"))
        desk.fake.texts = 5
        await desk.type("their ")
        await desk.until(lambda: shows(desk, "“books” does not stand in any of your 5 texts"))


async def test_no_control_character_reaches_the_screen(studio: Studio) -> None:
    async with studio.open(size=(120, 40)) as desk:
        desk.fake.places["books"] = [place("/tmp/\x1b[2J.md", 1, "A \x1b[31m\u202ebooks.", "books")]
        await opened(desk)
        await desk.until(lambda: shows(desk, "books”"))
        await desk.until(lambda: shows(desk, ":1"))
        assert all(row.isprintable() for row in rows(desk))


async def test_every_size_has_every_part(studio: Studio) -> None:
    for size in ((80, 24), (100, 30), (200, 60)):
        async with studio.open(size=size) as desk:
            desk.fake.places["books"] = [place("/notes/a.md", 1, "Their books.", "books")] * 20
            await opened(desk)
            await desk.until(lambda: shows(desk, "a.md:1"))
            panel = desk.app.query_one(InspectorPanel)
            shown = rows(desk)
            assert len(shown) == panel.content_size.height
            assert all(len(row) <= panel.content_size.width for row in shown)
            assert sum(row.startswith("a.md:1") for row in shown) >= 4
            assert shown[-1].endswith("Esc closes")
            await desk.press("enter", *["down"] * 19)
            assert any(row.startswith("a.md:1") for row in rows(desk))
            desk.give_up()


def test_a_number_that_is_no_count_of_all_is_not_said_to_be_one() -> None:
    """20 are looked for: 81 were there once, and 20 shown as all."""
    two = (place("/notes/a.md", 1, "Their books.", "books"),) * 2
    nowhere = "“books” does not stand in any of your 4 texts"
    assert places_title(Places([], 4), "books", None, 60) == f"{nowhere}."
    assert places_title(Places([], 4), "books", None, 99).startswith(f"{nowhere}: it came with typeahead, or")
    assert places_title(Places(two, 4), "books", None, 60) == "“books” stands in 2 places:"
    assert (
        places_title(Places(two, 4, more=True), "books", None, 60) == "“books” stands in at least 2 places:"
    )
    fewer = (place("/notes/a.md", 1, "Their books.", "Their books"), two[0])
    assert (
        places_title(Places(fewer, 4, more=True), "books", None, 60)
        == "“Their books”, then fewer of these words:"
    )


def test_figures() -> None:
    assert [percent(p) for p in (0.0, 0.00001, 0.0123, 0.0999, 0.0999999, 0.5, 0.9996, 1.0)] == [
        "–",
        "<.01%",
        "1.23%",
        "9.99%",
        "10.0%",
        "50.0%",
        "100%",
        "100%",
    ]
    assert [bar_of(part, 4) for part in (0.0, 0.125, 0.5, 1.0, 2.0)] == [
        "    ",
        "╸   ",
        "━━  ",
        "━━━━",
        "━━━━",
    ]
    assert plain("a\x1b[0m b") == "a�[0m b"


async def test_the_figures_on_the_screen_sum_to_one(studio: Studio) -> None:
    """All others are those that are not drawn, however few fit."""
    for size in ((120, 40), (80, 24), (60, 20), (40, 12), (40, 10)):
        async with studio.open(size=size) as desk:
            await opened(desk)
            bars = [row for row in rows(desk) if "━" in row or "╸" in row]
            assert bars, "one word at least is drawn"
            (rest,) = (row for row in rows(desk) if row.startswith("all others"))
            for column in (-1, -2, -3):  # English, notes, all
                figures = [row.split()[column].rstrip("%").replace("–", "0") for row in (*bars, rest)]
                assert abs(sum(map(float, figures)) - 100.0) < 0.1 * len(figures), (size, column)
            desk.give_up()
