"""What stands around the cursor, as far as anybody looks."""

from __future__ import annotations

import pytest

from tests.editor.conftest import Studio
from typeahead.editor.widgets.around_cursor import CONTEXT
from typeahead.text.fences import is_in_fence

CODE = "```py\n" + "value = 12345\n\n" * 600


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        (CODE, True),
        (CODE + "```\n\nIt is one of the ", False),
        ("- Item:\n\n  " + CODE.replace("\n", "\n  ") + "```\n\n- Next ", False),
        ("~~~~\n" + CODE, True),
        (CODE + "```\n\n" + "Words of prose. " * 400, False),
        ("Prose. " * 800, False),
        ("```\n" + "value = " * 800, True),
    ],
)
async def test_prose_behind_a_long_block_is_prose_and_code_is_code(
    studio: Studio, text: str, inside: bool
) -> None:
    async with studio.open(studio.file(text)) as desk:
        await desk.press("ctrl+end")
        before = desk.area.before_cursor()
        assert is_in_fence(before) is inside
        assert before.endswith(text[-1000:])
        assert len(before) <= CONTEXT + 10
        assert desk.area.before_cursor(1)[-1] == text[-1]


async def test_wherever_it_is_cut_it_is_read_as_the_whole_text_is(studio: Studio) -> None:
    text = "Some prose.\n\n```py\nfirst = 1\n\nsecond = 2\n```\n\nMore of it.\n```\nlast\n```\nThe end"
    async with studio.open(studio.file(text)) as desk:
        for row, line in enumerate(text.split("\n")):
            desk.area.cursor_location = (row, len(line))
            whole = "\n".join(text.split("\n")[: row + 1])
            for limit in range(12, 90):
                assert is_in_fence(desk.area.before_cursor(limit)) is is_in_fence(whole), (row, limit)


async def test_the_paragraph_behind_a_block_begins_behind_it(studio: Studio) -> None:
    async with studio.open(studio.file("```py\na\n\nb\n```\nI use it")) as desk:
        await desk.press("ctrl+end")
        assert desk.area.paragraph_before() == "I use it"
        desk.area.cursor_location = (3, 1)
        assert desk.area.paragraph_before() == "b"
