"""Heat in the text: which words are coloured, how the threshold moves, and what it costs."""

from __future__ import annotations

import pytest
from rich.style import Style

from tests.editor.conftest import Desk, Studio
from typeahead.editor import heat_scale

LINE = "The students opened their books."  # 2.5 to 17 bits a word


def coloured(desk: Desk, row: int = 0) -> list[str]:
    """The words of a drawn row that don't stand on the page's background."""
    page = desk.area._theme.base_style.bgcolor
    found = []
    for segment in desk.area.render_line(row):
        style = segment.style or Style()
        if segment.text.strip() and (style.underline or style.bgcolor not in (None, page)):
            found.append(segment.text)
    return found


def hot(desk: Desk, text: str, threshold: float) -> list[str]:
    return [
        word.text
        for word in type(desk.fake)().surprise(text)
        if word.bits >= threshold and word.text[0].isalnum()
    ]


async def test_surprising_words_are_coloured_also_in_the_cursors_line(studio: Studio) -> None:
    async with studio.open(studio.file(f"{LINE}\n\n{LINE}"), size=(80, 24)) as desk:
        await desk.press("end")
        assert coloured(desk) == []
        await desk.press("f3")
        expected = hot(desk, LINE, 10)
        assert 0 < len(expected) < 5
        await desk.until(lambda: coloured(desk) == expected == coloured(desk, 2))
        assert desk.status("heat") == "heat 10 bits"
        await desk.press("f3")
        assert coloured(desk) == [] == coloured(desk, 2)
        assert desk.status("heat") == ""


async def test_the_threshold_moves_by_keys_while_heat_is_on(studio: Studio) -> None:
    async with studio.open(studio.file(f"{LINE}\n\nend"), size=(80, 24)) as desk:
        await desk.press("f9")
        assert desk.status("message").startswith("F3 colours")
        await desk.press("down", "down", "f3", *["f9"] * 40)
        await desk.until(lambda: desk.status("heat") == f"heat {heat_scale.LOWEST} bits")
        await desk.until(lambda: coloured(desk) == hot(desk, LINE, heat_scale.LOWEST))
        await desk.press(*["f8"] * 5)
        assert desk.status("heat") == f"heat {heat_scale.LOWEST + 5} bits"
        assert coloured(desk) == hot(desk, LINE, heat_scale.LOWEST + 5)
        await desk.press(*["f8"] * 40)
        assert coloured(desk) == []
        titles = [command.title for command in desk.app.get_system_commands(desk.app.screen)]
        assert {"Heat: off", "Heat: more words", "Heat: fewer words"} <= set(titles)


async def test_a_word_is_coloured_once_it_is_finished(studio: Studio) -> None:
    async with studio.open(size=(80, 24)) as desk:
        await desk.press("f3", *["f9"] * 10)
        await desk.type("The students")
        await desk.until(lambda: "The" in coloured(desk))
        await desk.until(lambda: desk.app.surprise.measuring.complete)
        assert coloured(desk)[0:1] == ["The"]
        assert not any("students" in text for text in coloured(desk))
        await desk.type(" ")
        await desk.until(lambda: "students" in coloured(desk))
        await desk.press("left", "left", "left")
        await desk.press("backspace")
        assert coloured(desk)[0:1] == ["The"], "what was not touched stays as it is"
        assert not any("stud" in text for text in coloured(desk))


async def test_another_theme_has_other_colours(studio: Studio) -> None:
    async with studio.open(studio.file(f"{LINE}\n\nend"), size=(80, 24)) as desk:
        await desk.press("down", "down", "f3")
        await desk.until(lambda: coloured(desk))

        def grounds() -> set[object]:
            words = hot(desk, LINE, 10)
            return {
                each.style.bgcolor for each in desk.area.render_line(0) if each.text in words and each.style
            }

        dark = grounds()
        desk.app.theme = "textual-light"
        await desk.until(lambda: len(grounds()) == len(dark) and len(grounds() - dark) >= 2)


async def test_where_there_are_no_colours_words_are_underlined(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with studio.open(studio.file(f"{LINE}\n\nend"), size=(80, 24)) as desk:
        await desk.press("down", "down", "f3")
        await desk.until(lambda: coloured(desk) == hot(desk, LINE, 10))
        underlined = [segment.text for segment in desk.area.render_line(0) if segment.style.underline]  # type: ignore[union-attr]
        assert underlined == hot(desk, LINE, 10)


async def test_a_key_styles_no_more_words_in_a_long_document(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: what a letter costs does not depend on the document's length."""
    calls: list[float] = []
    plain = heat_scale.style

    def counted(bits: float, *rest: object) -> Style | None:
        calls.append(bits)
        return plain(bits, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(heat_scale, "style", counted)
    costs = []
    for lines in (40, 1_000):
        async with studio.open(studio.file(f"{LINE}\n\n" * lines), size=(80, 24)) as desk:
            await desk.press("f3")
            await desk.until(lambda: desk.app.surprise.measuring.complete, timeout=60)
            await desk.until(lambda: coloured(desk))
            desk.app.surprise.measuring.wanted = False  # only what the keys themselves cost
            calls.clear()
            for sign in "abc":
                await desk.press(sign)
            costs.append(len(calls))
            desk.give_up()
    assert costs[0] == costs[1]
    assert 0 < costs[0] < 100
