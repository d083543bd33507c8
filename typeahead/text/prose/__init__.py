"""One reader a format: each turns a file's text into paragraphs of prose."""

import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType

Reader = Callable[[str], list[str]]

# Suffix → module and function. Modules are loaded when their first file is read: most notes need one of them.
FORMATS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        ".md": ("markdown", "paragraphs"),
        ".markdown": ("markdown", "paragraphs"),
        ".mdx": ("markdown", "mdx_paragraphs"),
        ".txt": ("plain", "paragraphs"),
        ".text": ("plain", "paragraphs"),
        "": ("plain", "paragraphs"),
        ".org": ("org", "paragraphs"),
        ".rst": ("rst", "paragraphs"),
        ".tex": ("latex", "paragraphs"),
        ".latex": ("latex", "paragraphs"),
        ".adoc": ("asciidoc", "paragraphs"),
        ".asciidoc": ("asciidoc", "paragraphs"),
        ".asc": ("asciidoc", "paragraphs"),
        ".html": ("html", "paragraphs"),
        ".htm": ("html", "paragraphs"),
        ".ipynb": ("notebook", "paragraphs"),
    }
)

LATEX = frozenset((".tex", ".latex"))
ASCIIDOC = frozenset((".adoc", ".asciidoc", ".asc"))

# `notes 2024.05.01` and `Dr. Who` have no extension: one has a letter in it, and no space.
_EXTENSION = re.compile(r"\.(?=[^.]*[A-Za-z])[\w+~-]{1,12}")


def extension(path: Path) -> str:
    """The path's extension in lower case, with its dot; "" if it has none."""
    suffix = path.suffix
    return suffix.lower() if _EXTENSION.fullmatch(suffix) else ""


def reader_for(path: Path) -> Reader:
    """The reader for a file of this name; names of no known format are read as plain text."""
    module, function = FORMATS.get(extension(path), FORMATS[""])
    reader: Reader = getattr(import_module(f"{__name__}.{module}"), function)
    return reader
