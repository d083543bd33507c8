"""Prose out of a Jupyter notebook: its Markdown cells."""

import json
from typing import Any

from typeahead.errors import SourceUnreadable
from typeahead.text.prose import markdown


def paragraphs(source: str) -> list[str]:
    """The prose of the notebook's Markdown cells; code, output and raw cells are left out.

    Raises:
        SourceUnreadable: if the source is not a notebook's JSON.
    """
    try:
        notebook = json.loads(source)
    except (ValueError, RecursionError) as error:
        raise SourceUnreadable("not a notebook: its JSON is damaged") from error
    found: list[str] = []
    for cell in _cells(notebook):
        if cell.get("cell_type") in ("markdown", "heading"):
            found += markdown.paragraphs(_text_of(cell.get("source", "")))
    return found


def _cells(notebook: Any) -> list[dict[str, Any]]:
    """The cells of a notebook of format 4, or of all worksheets of one of format 3."""
    if not isinstance(notebook, dict):
        raise SourceUnreadable("not a notebook: its JSON holds something else")
    sheets = notebook.get("worksheets")
    holders = [notebook, *(sheets if isinstance(sheets, list) else [])]
    lists = [holder["cells"] for holder in holders if isinstance(holder, dict) and "cells" in holder]
    if not lists:
        raise SourceUnreadable("not a notebook: it has no cells")
    return [cell for cells in lists if isinstance(cells, list) for cell in cells if isinstance(cell, dict)]


def _text_of(source: Any) -> str:
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""
