"""Waiting for what the editor asks and says."""

from __future__ import annotations

from tests.editor.conftest import Desk


async def asked(desk: Desk, kind: type) -> None:
    await desk.until(lambda: isinstance(desk.app.screen, kind) and desk.app.screen.is_active)


async def answered(desk: Desk) -> None:
    await desk.until(lambda: len(desk.app.screen_stack) == 1)


def message(desk: Desk) -> str:
    return desk.app.query_one("#status").message  # type: ignore[attr-defined,no-any-return]
